"""Who may table, judge and stop what cannot wait, for the database. A term of the team is a row that nobody changes:
the first comes with the judgement, every later one with a decision of that body."""

from slagvaardig.choose.decisions.rows import CONSOLE, KEEPS, SEES
from slagvaardig.trust.rows import Written

_TABLED = "partner_id = any((select sec.circles('{right}'))::uuid[])"
_VISIBLE = "urgent_id in (select u.id from choose_urgent u)"
URGENT = Written(
    select=f"{SEES} or {_TABLED.format(right='see')} or {CONSOLE}",
    insert=f"(state = 'tabled' and triaged_at is null and {_TABLED.format(right='write')}) or {CONSOLE}",
    update=KEEPS,
    becomes=KEEPS,
    changes=("state", "triaged_at", "judgement", "options", "what_if", "stopped_on", "lessons"),
    functions="""create or replace function sec.may_go_on_choose_urgent(item uuid, leave uuid) returns boolean
language sql stable security definer set search_path = pg_catalog as $$
  select exists (
    select 1 from public.choose_urgent u where u.id = item
      and (u.circle_id = any(sec.circles('edit')) or sec.job() = 'console')
      and case when exists (select 1 from public.choose_teamterm t where t.urgent_id = item)
        then u.state = 'team' and not exists (select 1 from public.choose_teamterm t where t.decision_id = leave)
          and exists (
            select 1 from public.choose_decision d where d.id = leave and d.circle_id = u.circle_id
              and d.kind = 'establish' and d.state in ('decided', 'published', 'reviewed'))
        else u.state in ('triaged', 'team') end)
$$""",
)
TERM = Written(select=_VISIBLE, insert="sec.may_go_on_choose_urgent(urgent_id, decision_id)")
