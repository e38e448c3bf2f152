-- For each table whose rows lie in a circle; the names between braces are filled in from its declaration.

create or replace function sec.may_copy_{table}(source uuid, target uuid) returns boolean
language sql stable security definer set search_path = pg_catalog as $$
  select exists (
    select 1 from public.{table} p, public.trust_circle c
    where p.id = source and c.id = target and p.{circle} <> c.id
      and p.{circle} = any(sec.circles(case when c.kind = 'public' then 'publish' else 'share' end)))
$$;

create or replace function sec.may_fill_{table}(item uuid) returns boolean
language sql stable security definer set search_path = pg_catalog as $$
  select exists (
    select 1 from public.{table} p where p.id = item and case
      when p.{frozen} then p.{owner} = sec.me() and p.made = now()
      else p.{circle} = any(sec.circles('edit'))
           or (p.{owner} = sec.me() and p.{circle} = any(sec.circles('write'))) end)
$$;
