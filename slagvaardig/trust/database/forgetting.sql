-- Somebody who left long ago: the key stays, so that the log remains readable; name and login go.

-- Not granted to anybody: for forget_person below, and for the owner who does again what was done before a restore.
create or replace function sec.wipe_person(someone uuid) returns void
language plpgsql volatile security definer set search_path = pg_catalog as $$
begin
  update public.trust_person set name = 'vertrokken medewerker', forgotten_on = sec.today() where user_id = someone;
  update public.trust_user set email = someone || '@vertrokken.invalid', password = '!', is_active = false, last_login = null
  where id = someone;
  delete from public.trust_session where user_id = someone;
  delete from public.trust_sent where user_id = someone;
  delete from public.trust_digest where person_id = someone;
  delete from public.mfa_authenticator where user_id = someone;
  delete from public.account_emailaddress where user_id = someone;
  delete from public.socialaccount_socialaccount where user_id = someone;
end $$;

-- The nightly job alone, and only when the time that the model declares has passed.
create or replace function sec.forget_person(someone uuid) returns boolean
language plpgsql volatile security definer set search_path = pg_catalog as $$
begin
  if coalesce(sec.job(), '') <> 'retention'
     or not exists (select 1 from public.trust_person where user_id = someone and {overdue}) then
    return false;
  end if;
  perform sec.wipe_person(someone);
  return true;
end $$;
