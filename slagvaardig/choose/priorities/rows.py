"""Who may see and change which row of a priority, for the database; and the rule that nobody gets past: a body carries
no more than it agreed to, unless an exception that two offices signed still holds.

What is carried is counted in `sec.may_carry_choose_priority`, which first takes the one row of that body in
`choose_places`. So two who adopt at the same moment wait for each other, and the second counts what the first did.
What the files of a region brought in carries no decision: it may go on being carried, so that it can end.
"""

from slagvaardig.choose.decisions.rows import CONSOLE, KEEPS, SEES
from slagvaardig.trust.rows import Written

_CARRIED = "('adopted', 'ending')"
_FITS = f"(state not in {_CARRIED} or sec.may_carry_choose_priority(id, circle_id, adopted_by_id))"
_DISCHARGED = "(state <> 'ended' or sec.may_end_choose_priority(circle_id, discharged_by_id))"

PLACES = Written(select="true", insert=CONSOLE, update=CONSOLE, changes=("most",))
PRIORITY = Written(
    select=f"state in ('adopted', 'next', 'ending', 'ended') or {SEES} or {CONSOLE}",
    insert=f"{KEEPS} and (state = 'proposed' or {CONSOLE}) and {_FITS} and {_DISCHARGED}",
    update=KEEPS,
    becomes=f"{KEEPS} and {_FITS} and {_DISCHARGED}",
    changes=(
        "state", "adopted_on", "adopted_by_id", "follows_id", "ending_on", "why", "handover", "stays", "lessons",
        "look_again_on", "ended_on", "discharged_by_id", "looked_on", "looked",
    ),
    functions="""create or replace function sec.may_carry_choose_priority(item uuid, place uuid, decision uuid)
returns boolean language plpgsql volatile security definer set search_path = pg_catalog as $$
declare
  most_here int;
  carried int;
begin
  if coalesce(sec.job(), '') <> 'console' and not exists (
    select 1 from public.choose_decision d where d.id = decision and d.circle_id = place and d.kind = 'adopt'
      and d.state in ('decided', 'published', 'reviewed'))
    and not exists (
      select 1 from public.choose_priority p where p.id = item and p.circle_id = place
        and p.state in ('adopted', 'ending') and p.adopted_by_id is null and decision is null) then
    return false;
  end if;
  update public.choose_places p set turn = p.turn + 1 where p.circle_id = place returning p.most into most_here;
  if most_here is null then
    return true;
  end if;
  select count(*) into carried from (
    select p.id from public.choose_priority p
    where p.circle_id = place and p.id <> item and p.state in ('adopted', 'ending')
    union select item) c
  where not exists (
    select 1 from public.choose_waiver w
    where w.priority_id = c.id and w.second_id is not null and w.until >= sec.today());
  return carried <= most_here;
end $$;
create or replace function sec.may_end_choose_priority(place uuid, decision uuid) returns boolean
language sql stable security definer set search_path = pg_catalog as $$
  select exists (
    select 1 from public.choose_decision d where d.id = decision and d.circle_id = place and d.kind = 'discharge'
      and d.state in ('decided', 'published', 'reviewed'))
$$;
create or replace function sec.may_sign_choose_waiver(place uuid, seated text, other text) returns boolean
language sql stable security definer set search_path = pg_catalog as $$
  select sec.job() = 'console' or (exists (
    select 1 from public.trust_seat s join public.trust_tenure t on t.office_id = s.office_id
    where s.circle_id = place and s.role = 'contributor' and s.office_id = seated and t.person_id = sec.me()
      and sec.today() between t.since and t.until)
    and not exists (
      select 1 from public.trust_tenure t
      where t.office_id = other and t.person_id = sec.me() and sec.today() between t.since and t.until))
$$""",
)  # fmt: skip
# Signed by one who asks for it and then, unchanged, by the holder of another office at that table.
_OF_THIS_BODY = "priority_id in (select p.id from choose_priority p where p.circle_id = choose_waiver.circle_id)"
_ASKS = "second_id is null and sec.may_sign_choose_waiver(circle_id, first_id, '')"
WAIVER = Written(
    select=f"second_id is not null or {SEES} or {CONSOLE}",
    insert=f"({CONSOLE} or ({_ASKS})) and {_OF_THIS_BODY}",
    update=f"second_id is null and ({SEES} or {CONSOLE})",
    becomes="sec.may_sign_choose_waiver(circle_id, second_id, first_id)",
    changes=("second_id", "second_on"),
)
