"""Who may see and change which row of a decision, for the database. A decision lies in the circle of its body; whoever
looks after that circle keeps it. Elsewhere lies a frozen copy. What was put, the evidence, and what was decided nobody
changes."""

from slagvaardig.trust.rows import Written

SEES = "circle_id = any((select sec.circles('see'))::uuid[])"
WRITES = "circle_id = any((select sec.circles('write'))::uuid[])"
EDITS = "circle_id = any((select sec.circles('edit'))::uuid[])"
CONSOLE = "sec.job() = 'console'"
KEEPS = f"({EDITS} or {CONSOLE})"
_VISIBLE = "decision_id in (select d.id from choose_decision d)"
_OPEN = "sec.may_fill_choose_decision(decision_id)"
# What a body decided, on which day, with whom at the table: from then on only what comes after it is added.
_STANDS = "sec.may_become_choose_decision(id, state, outcome, decided_on, conditions, chosen, differs_because, present)"

DECISION = Written(
    select=f"{SEES} or {CONSOLE}",
    insert=f"(state = 'draft' and {EDITS}) or {CONSOLE}",
    update=KEEPS,
    becomes=f"{KEEPS} and {_STANDS}",
    changes=(
        "state", "put_on", "decided_on", "published_on", "outcome", "conditions", "review_on", "reviewed_on", "review",
        "level", "present", "rules", "strategy_id", "withdrawn_because", "chosen", "differs_because",
    ),
    # Filled: as long as nothing was decided. Copied: what was decided, by whoever may lay it in that other circle.
    functions="""create or replace function sec.may_fill_choose_decision(item uuid) returns boolean
language sql stable security definer set search_path = pg_catalog as $$
  select exists (
    select 1 from public.choose_decision d where d.id = item and d.state in ('draft', 'put')
      and (d.circle_id = any(sec.circles('edit')) or sec.job() = 'console'))
$$;
create or replace function sec.may_become_choose_decision(
  item uuid, becomes text, said text, day date, under text, picked jsonb, reason text, seated jsonb)
returns boolean language sql stable security definer set search_path = pg_catalog as $$
  select not exists (
    select 1 from public.choose_decision d where d.id = item and d.state in ('decided', 'published', 'reviewed')
      and (becomes not in ('decided', 'published', 'reviewed')
           or row(d.outcome, d.decided_on, d.conditions, d.chosen, d.differs_because, d.present)
              is distinct from row(said, day, under, picked, reason, seated)))
$$;
create or replace function sec.may_copy_choose_decision(item uuid, target uuid) returns boolean
language sql stable security definer set search_path = pg_catalog as $$
  select exists (
    select 1 from public.choose_decision d, public.trust_circle c
    where d.id = item and c.id = target and c.kind in ('coalition', 'public') and d.state in ('decided', 'published')
      and (d.circle_id = any(sec.circles(case when c.kind = 'public' then 'publish' else 'share' end))
           or sec.job() = 'console'))
$$""",
)  # fmt: skip
EVIDENCE = Written(select=_VISIBLE, insert=_OPEN)
DISSENT = Written(select=_VISIBLE, insert=_OPEN)
_COPIED = "decision_id in (select c.decision_id from choose_copy c)"
# It lies where its decision lies: elsewhere it would be read by others than whoever may see that decision.
_BESIDE = "decision_id in (select d.id from choose_decision d where d.circle_id = choose_division.circle_id)"
DIVISION = Written(select=f"{SEES} or {CONSOLE} or {_COPIED}", insert=f"{_OPEN} and {_BESIDE}")
COPY = Written(select=f"{SEES} or {CONSOLE}", insert="sec.may_copy_choose_decision(decision_id, circle_id)")
