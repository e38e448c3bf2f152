-- What the one who acts may do, and in which circles. The tables of roles are filled in from access/roles.py.
-- In plpgsql, which keeps its plans for as long as a connection lasts; plain SQL would plan anew at every question.

create or replace function sec.held(person uuid) returns table (circle uuid, kind text, role text)
language plpgsql stable security definer set search_path = pg_catalog as $$
#variable_conflict use_column
begin
  return query
  select m.circle_id, c.kind::text, m.role::text
  from public.trust_membership m left join public.trust_circle c on c.id = m.circle_id
  where m.person_id = person and sec.today() between m.since and m.until
  union all
  select s.circle_id, c.kind::text, s.role::text
  from public.trust_tenure t join public.trust_seat s on s.office_id = t.office_id
  join public.trust_circle c on c.id = s.circle_id
  where t.person_id = person and sec.today() between t.since and t.until;
end $$;

create or replace function sec.has(wanted text) returns boolean
language plpgsql stable security definer set search_path = pg_catalog as $$
begin
  return exists (
    select 1 from sec.held(sec.me()) h join (values {of_the_site}) r(role, allows) on r.role = h.role
    where h.circle is null and r.allows = wanted);
end $$;

-- One right, or all of them when none is named.
create or replace function sec.allowed(wanted text) returns table (circle uuid, allows text)
language plpgsql stable security definer set search_path = pg_catalog as $$
#variable_conflict use_column
begin
  return query
  with held as materialized (select * from sec.held(sec.me()))
  select c.id, 'see' from public.trust_circle c where c.kind = 'public' and coalesce(wanted, 'see') = 'see'
  union all
  select c.id, 'see' from public.trust_circle c
  where c.kind = 'coalition' and coalesce(wanted, 'see') = 'see' and exists (select 1 from held where held.kind = 'partner')
  union all
  select held.circle, r.allows from held
  join (values {in_circles}) r(role, kind, allows) on r.role = held.role and r.kind = held.kind
  where r.allows = coalesce(wanted, r.allows)
  union all
  select c.id, r.allows from held join (values {everywhere}) r(role, kind, allows) on r.role = held.role
  join public.trust_circle c on c.kind = r.kind
  where held.circle is null and r.allows = coalesce(wanted, r.allows);
end $$;

create or replace function sec.circles(wanted text) returns uuid[]
language plpgsql stable security definer set search_path = pg_catalog as $$
begin
  return (select coalesce(array_agg(distinct a.circle), array[]::uuid[]) from sec.allowed(wanted) a);
end $$;

-- Everything that the one who acts may do in one circle.
create or replace function sec.rights(place uuid) returns text[]
language plpgsql stable security definer set search_path = pg_catalog as $$
begin
  return (select coalesce(array_agg(distinct a.allows), array[]::text[]) from sec.allowed(null) a where a.circle = place);
end $$;

-- Whoever reads what lies in the circle of the whole coalition.
create or replace function sec.in_coalition() returns boolean
language plpgsql stable security definer set search_path = pg_catalog as $$
begin
  return exists (
    select 1 from public.trust_circle c where c.kind = 'coalition' and c.id = any((select sec.circles('see'))::uuid[]));
end $$;

-- Disabling somebody is the administrator's, who may not see or change how others log in, and never does it to himself.
create or replace function sec.set_active(someone uuid, active boolean) returns boolean
language plpgsql volatile security definer set search_path = pg_catalog as $$
begin
  if not (coalesce(sec.job(), '') = 'console' or (sec.has('appoint') and someone <> sec.me())) then
    return false;
  end if;
  update public.trust_user set is_active = active where id = someone;
  if not active then
    delete from public.trust_session where user_id = someone;
  end if;
  return true;
end $$;

-- So is letting somebody start over who lost his second step: nothing with which he logged in works any more.
create or replace function sec.reset_login(someone uuid) returns boolean
language plpgsql volatile security definer set search_path = pg_catalog as $$
begin
  if not (coalesce(sec.job(), '') = 'console' or (sec.has('appoint') and someone <> sec.me())) then
    return false;
  end if;
  -- What a hash of Django looks like when no password fits.
  update public.trust_user set password = '!' || replace(gen_random_uuid()::text, '-', ''), last_login = null where id = someone;
  delete from public.mfa_authenticator where user_id = someone;
  delete from public.socialaccount_socialaccount where user_id = someone;
  delete from public.trust_session where user_id = someone;
  return true;
end $$;
