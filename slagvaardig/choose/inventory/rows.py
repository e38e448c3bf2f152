"""Who may see and change which row of a round, for the database.

A round lies in the circle of the coalition. What a partner fills in is seen by its own circle until somebody with the
mandate signs it; from then on by the whole coalition, and it never changes again: a correction is a row of its own.
"""

from slagvaardig.trust.rows import Written

KEPT_YEARS = 7
_CONSOLE = "sec.job() = 'console'"
_RETENTION = "sec.job() = 'retention'"
_VISIBLE = "round_id in (select r.id from choose_round r)"
_RUNS = "circle_id = any((select sec.circles('edit'))::uuid[])"
_FOR_ALL = "circle_id in (select c.id from trust_circle c where c.kind = 'coalition')"
_WRITES = "partner_id = any((select sec.circles('write'))::uuid[])"
_BUREAU = "round_id in (select r.id from choose_round r where r.circle_id = any((select sec.circles('edit'))::uuid[]))"
_OWN = "part_id in (select p.id from choose_part p where p.partner_id = any((select sec.circles('see'))::uuid[]))"

ROUND = Written(
    select=f"circle_id = any((select sec.circles('see'))::uuid[]) or {_CONSOLE}",
    insert=f"({_RUNS} and {_FOR_ALL} and state = 'planned') or {_CONSOLE}",
    update=_RUNS,
    changes=("state", "closes", "used_on"),
)
# What is asked about rows that the one who acts may be unable to see; of open rounds only.
_QUESTIONS = """create or replace function sec.may_write_choose_part(item uuid, inventory uuid) returns boolean
language sql stable security definer set search_path = pg_catalog as $$
  select exists (
    select 1 from public.choose_part p join public.choose_round r on r.id = p.round_id
    where p.id = item and r.id = inventory and r.state = 'open' and p.partner_id = any(sec.circles('write')))
$$;
create or replace function sec.may_import_choose_part(item uuid, inventory uuid) returns boolean
language sql stable security definer set search_path = pg_catalog as $$
  select exists (
    select 1 from public.choose_part p join public.choose_round r on r.id = p.round_id
    where p.id = item and r.id = inventory and r.state = 'open' and r.circle_id = any(sec.circles('edit')))
$$;
create or replace function sec.may_sign_choose_part(item uuid, inventory uuid) returns boolean
language sql stable security definer set search_path = pg_catalog as $$
  select exists (
    select 1 from public.choose_part p join public.choose_round r on r.id = p.round_id
    where p.id = item and r.id = inventory and r.state = 'open' and (
      exists (select 1 from public.trust_tenure t where t.office_id = p.office_id and t.person_id = sec.me()
              and sec.today() between t.since and t.until)
      or exists (select 1 from public.choose_mandate m where m.office_id = p.office_id and m.person_id = sec.me()
                 and sec.today() between m.since and m.until)))
$$;
create or replace function sec.may_hold_choose_office(wanted text) returns boolean
language sql stable security definer set search_path = pg_catalog as $$
  select exists (
    select 1 from public.trust_tenure t where t.office_id = wanted and t.person_id = sec.me()
      and sec.today() between t.since and t.until)
$$;
create or replace function sec.may_fill_choose_submission(item uuid, inventory uuid) returns boolean
language sql stable security definer set search_path = pg_catalog as $$
  select exists (
    select 1 from public.choose_submission s where s.id = item and s.round_id = inventory and (
      (s.state = 'draft' and sec.may_write_choose_part(s.part_id, s.round_id))
      or (s.imported and s.state = 'filled' and s.made = now() and sec.may_import_choose_part(s.part_id, s.round_id))))
$$"""
_MAY_WRITE = "sec.may_write_choose_part(part_id, round_id)"
_MAY_SIGN = "sec.may_sign_choose_part(part_id, round_id)"
_MAY_IMPORT = "sec.may_import_choose_part(part_id, round_id)"
PART = Written(
    select=_VISIBLE,
    insert=f"({_BUREAU} and state = 'invited') or {_CONSOLE}",
    update=f"{_WRITES} or {_BUREAU} or sec.may_sign_choose_part(id, round_id)",
    becomes=f"({_WRITES} and state in ('draft', 'filled')) or ({_BUREAU} and state = 'filled')"
    " or (state in ('draft', 'signed', 'withdrawn') and sec.may_sign_choose_part(id, round_id))",
    delete=f"{_RETENTION} and {_VISIBLE}",
    changes=("state", "number", "signed", "imported", "changed_on"),
    functions=_QUESTIONS,
)
SUBMISSION = Written(
    select=f"{_OWN} or (state in ('signed', 'withdrawn') and {_VISIBLE})"
    f" or (({_RETENTION} or {_CONSOLE}) and {_VISIBLE})",
    insert=f"(state = 'draft' and not imported and {_MAY_WRITE}) or (state = 'filled' and imported and {_MAY_IMPORT})"
    f" or (state = 'withdrawn' and {_MAY_SIGN}) or {_CONSOLE}",
    update=f"state in ('draft', 'filled') and ({_MAY_WRITE} or {_MAY_SIGN})",
    becomes=f"(state in ('draft', 'filled') and {_MAY_WRITE}) or (state in ('draft', 'signed') and {_MAY_SIGN})",
    delete=f"{_RETENTION} and {_VISIBLE}",
    changes=("state", "imported", "asks", "reason", "revision", "filled_on", "signed_on", "signed_as"),
)
_FILLS = "sec.may_fill_choose_submission(submission_id, round_id)"
_SEEN = "submission_id in (select s.id from choose_submission s)"
CONTENT = Written(
    select=_SEEN,
    insert=f"{_FILLS} or {_CONSOLE}",
    delete=f"{_FILLS} or ({_RETENTION} and {_VISIBLE})",
)
_HOLDS = "sec.may_hold_choose_office(office_id)"
MANDATE = Written(
    select=f"(select sec.in_coalition()) or {_CONSOLE}",
    insert=f"({_HOLDS} and given_by_id = sec.me() and person_id <> sec.me()) or {_CONSOLE}",
    update=_HOLDS,
    changes=("until",),
)
