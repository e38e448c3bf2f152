-- Who acts in this transaction, sealed so that SQL of somebody else's making cannot become another.
-- The keys are written at installation, and the application role may execute only what is granted to it there.

create or replace function sec.hmac(key_name text, message text) returns text
language plpgsql stable security definer set search_path = pg_catalog as $$
begin
  return (select encode(sha256(k.outer_pad || sha256(k.inner_pad || convert_to(message, 'UTF8'))), 'hex')
          from sec.key k where k.name = key_name);
end $$;

-- The day as the people here know it, not that of the clock of the server.
create or replace function sec.today() returns date language sql stable set search_path = pg_catalog
as $$ select (now() at time zone {time_zone})::date $$;

-- kind: 'session' (a visitor), 'login' (a visitor on the pages for logging in), 'job' (a named task of the system),
-- 'claim' (somebody unseen names the handle of a receipt code) or 'receipt' (he proved it; session is the key of what he told).
-- 'digest' (the clock counts what waits for the person named by session: in a transaction that can only read).
-- The proof is an HMAC that only our own process can make, for this connection and for a few seconds.
-- Answers the user of a living session; touches it once a minute, so that thirty quiet minutes end it.
create or replace function sec.enter(kind text, session text, job text, moment bigint, proof text) returns uuid
language plpgsql volatile security definer set search_path = pg_catalog as $$
declare
  found uuid;
  sealed text;
begin
  if kind not in ('session', 'login', 'job', 'claim', 'receipt', 'digest') or (job <> '') <> (kind = 'job') then
    raise insufficient_privilege using message = 'no such identity';
  end if;
  if proof is distinct from sec.hmac('process', concat_ws('|', kind, session, job, pg_backend_pid(), moment))
     or abs(extract(epoch from clock_timestamp()) * 1000 - moment) > 5000 then
    raise insufficient_privilege using message = 'identity refused';
  end if;
  if session <> '' and kind in ('session', 'login') then
    select s.user_id into found from public.trust_session s join public.trust_user u on u.id = s.user_id
    where s.session_key = enter.session and s.expire_date > now() and s.seen > now() - interval '30 minutes' and u.is_active;
    if exists (select 1 from public.trust_session s where found is not null
               and s.session_key = enter.session and s.seen < now() - interval '1 minute') then
      begin
        update public.trust_session s set seen = now() where s.session_key = enter.session;
      exception when disk_full then null; -- a full disk ends the session after thirty minutes, not at once
      end;
    end if;
  end if;
  if kind = 'digest' then
    -- PostgreSQL itself refuses every write from here on: once something was read this cannot be set back.
    if current_setting('transaction_read_only') <> 'on' then
      raise insufficient_privilege using message = 'a digest only reads';
    end if;
    select u.id into found from public.trust_user u
    where u.id = enter.session::uuid and u.is_active and exists (select 1 from sec.held(u.id));
  end if;
  sealed := concat_ws('|', kind, coalesce(found::text, ''), session, job, pg_backend_pid(), extract(epoch from now()));
  perform set_config('sec.ctx', sealed || '|' || sec.hmac('seal', sealed), true);
  return found;
end $$;

create or replace function sec.part(place int) returns text
language plpgsql stable security definer set search_path = pg_catalog as $$
declare
  parts text[] := string_to_array(current_setting('sec.ctx', true), '|');
begin
  if parts is null or array_length(parts, 1) is distinct from 7
     or parts[5] is distinct from pg_backend_pid()::text
     or parts[6] is distinct from extract(epoch from now())::text
     or parts[7] is distinct from sec.hmac('seal', array_to_string(parts[1:6], '|')) then
    return null;
  end if;
  return parts[place];
end $$;

create or replace function sec.me() returns uuid language plpgsql stable set search_path = pg_catalog
as $$ begin return nullif(sec.part(2), '')::uuid; end $$;
create or replace function sec.session() returns text language plpgsql stable set search_path = pg_catalog
as $$ begin return case when sec.part(1) in ('session', 'login') then nullif(sec.part(3), '') end; end $$;
create or replace function sec.claim() returns text language plpgsql stable set search_path = pg_catalog
as $$ begin return case when sec.part(1) = 'claim' then sec.part(3) end; end $$;
create or replace function sec.receipt() returns uuid language plpgsql stable set search_path = pg_catalog
as $$ begin return case when sec.part(1) = 'receipt' then sec.part(3)::uuid end; end $$;
create or replace function sec.job() returns text language plpgsql stable set search_path = pg_catalog
as $$ begin return nullif(sec.part(4), ''); end $$;
create or replace function sec.is_login() returns boolean language plpgsql stable set search_path = pg_catalog
as $$ begin return coalesce(sec.part(1) = 'login', false); end $$;
create or replace function sec.actor() returns text language plpgsql stable set search_path = pg_catalog
as $$ begin return coalesce('user:' || sec.me(), 'job:' || sec.job()); end $$;
