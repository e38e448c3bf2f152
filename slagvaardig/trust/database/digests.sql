-- Mail that goes by the clock: to whom it can go, and stopping it with the link of a letter.

-- Only for the job that sends: people who may come in today, with the address at which they log in.
create or replace function sec.digest_list() returns table (person uuid, email text)
language plpgsql stable security definer set search_path = pg_catalog as $$
begin
  if coalesce(sec.job(), '') <> 'digests' then
    return;
  end if;
  return query
  select u.id, u.email::text from public.trust_user u join public.trust_person p on p.user_id = u.id
  where u.is_active and p.left_on is null and exists (select 1 from sec.held(u.id));
end $$;

-- Whoever holds the key of a letter stops what comes after it, and can do nothing else with it. The person, for the log.
create or replace function sec.stop_digest(letter uuid) returns uuid
language plpgsql volatile security definer set search_path = pg_catalog as $$
declare
  found uuid;
begin
  update public.trust_digest set rhythm = 'none' where stop = letter returning person_id into found;
  return found;
end $$;
