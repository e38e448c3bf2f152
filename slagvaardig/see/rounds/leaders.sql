-- Whoever leads conversations and can do so no longer: whether somebody leads here, who no longer does, who could, and
-- giving all that one led in a round to another. Whoever looks after the circle sees none of it, before or after: not
-- the conversations, nor how many there were. So he never gets them himself, and nor does who looks after it with him.
create or replace function sec.leads_in(person uuid, place uuid) returns boolean
language sql stable security definer set search_path = pg_catalog as $$
  select exists (select 1 from public.trust_user u where u.id = person and u.is_active)
    and exists (select 1 from sec.held(person) h where h.circle = place and h.role in ('contributor', 'editor'))
$$;
create or replace function sec.may_know_gone_see_conversation(item uuid) returns uuid[]
language sql stable security definer set search_path = pg_catalog as $$
  select coalesce(array_agg(distinct c.owner_id), array[]::uuid[])
  from public.see_conversation c join public.see_round r on r.id = c.round_id
  where r.id = item and r.circle_id = any(sec.circles('edit')) and not sec.leads_in(c.owner_id, r.circle_id)
$$;
create or replace function sec.may_lead_on_see_conversation(item uuid) returns uuid[]
language sql stable security definer set search_path = pg_catalog as $$
  select coalesce(array_agg(p.user_id), array[]::uuid[])
  from public.trust_person p join public.see_round r on r.id = item
  where r.circle_id = any(sec.circles('edit')) and p.left_on is null and p.user_id is distinct from sec.me()
    and sec.leads_in(p.user_id, r.circle_id)
    and not exists (select 1 from sec.held(p.user_id) h where h.circle = r.circle_id and h.role = 'editor')
$$;
create or replace function sec.may_hand_on_see_conversation(item uuid, former uuid, target uuid) returns boolean
language plpgsql volatile security definer set search_path = pg_catalog as $$
begin
  if not (former = any(sec.may_know_gone_see_conversation(item)) and target = any(sec.may_lead_on_see_conversation(item))) then
    return false;
  end if;
  update public.see_harvest h set owner_id = target from public.see_conversation c
  where c.id = h.conversation_id and c.round_id = item and c.owner_id = former and h.owner_id = former and not h.done;
  update public.see_conversation c set owner_id = target, handed = true where c.round_id = item and c.owner_id = former;
  return true;
end $$
