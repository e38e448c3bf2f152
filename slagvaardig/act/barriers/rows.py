"""Who may see and change which row of a barrier, for the database.

A barrier lies in one circle. Its members see it from the day `shown_from`; whoever raised or feels it sees it wherever
it lies. Who that is stands in `act_voice`, which only that person sees, and the circle that he let know (`told_to`).
"""

from slagvaardig.trust.rows import Written

KEPT_YEARS = 2  # after the last thing that happened to a barrier
_SEES = "(circle_id = any((select sec.circles('see'))::uuid[]) and shown_from <= sec.today())"
_HANDLES = "(circle_id = any((select sec.circles('edit'))::uuid[]) and shown_from <= sec.today())"
_FEELS = "id in (select v.barrier_id from act_voice v where v.person_id = sec.me())"
_CLOCK = "sec.job() = 'clock'"
_CONSOLE = "sec.job() = 'console'"
_RETENTION = "sec.job() = 'retention'"
_DESK = "(circle_id in (select c.id from trust_circle c where c.kind = 'desk') and (select sec.in_coalition()))"
_VISIBLE = "barrier_id in (select b.id from act_barrier b)"
_MINE = "barrier_id in (select v.barrier_id from act_voice v where v.person_id = sec.me())"


def _of_handled(right: str) -> str:
    """A row that hangs under a barrier of a circle in which somebody has a right."""
    inside = f"b.circle_id = any((select sec.circles('{right}'))::uuid[]) and b.shown_from <= sec.today()"
    return f"barrier_id in (select b.id from act_barrier b where {inside})"  # noqa: S608 - our own names


# Whoever handles a barrier never says that it is gone, except by time; whoever feels it says nothing else.
_SILENCE = "closed_how = 'time-out' and confirm_by < sec.today()"
_HANDLED_BECOMES = (
    f"({_HANDLES} and (state not in ('closed', 'kept') or (state = 'closed' and {_SILENCE})"
    " or (state = 'kept' and kept_how = 'time-out' and confirm_by < sec.today())))"
)
_FELT_BECOMES = (
    f"({_FEELS} and (state = 'taken' or (not {_HANDLES}"
    " and ((state = 'closed' and closed_how = 'felt') or (state = 'kept' and kept_how = 'felt')))))"
)
_ASKED_AGAIN = f"({_CLOCK} and state in ('closed', 'retest'))"

BARRIER = Written(
    select=f"{_SEES} or {_FEELS} or {_CLOCK}",
    insert=f"(state = 'raised' and (circle_id = any((select sec.circles('write'))::uuid[]) or {_DESK})) or {_CONSOLE}",
    update=f"{_HANDLES} or ({_FEELS} and state in ('removed', 'closed', 'retest', 'kept')) or {_ASKED_AGAIN}",
    becomes=f"{_HANDLED_BECOMES} or {_FELT_BECOMES} or {_ASKED_AGAIN}",
    changes=(
        "state", "step", "step_since", "owner_id", "due", "answered_on", "confirm_by", "closed_on", "closed_how",
        "kept_how", "retest_on", "returned", "action", "action_path", "decision", "decision_path", "touched_on",
    ),
)  # fmt: skip
# Each barrier has one raiser from the very act that makes it, and one only: nobody else can claim to be it later.
_PAST = f"({_RETENTION} and sec.may_end_act_barrier(barrier_id))"
# The rule of a barrier looks at voices, so that of a voice cannot look at barriers: it asks a function.
VOICE = Written(
    select=f"person_id = sec.me() or told_to_id = any((select sec.circles('see'))::uuid[]) or {_PAST}",
    insert=f"(person_id = sec.me() and (raised or sec.may_feel_act_barrier(barrier_id))) or {_CONSOLE}",
    update="person_id = sec.me()",
    delete=_PAST,
    changes=("seen", "seen_at", "answer", "answered_on"),
    functions="""create or replace function sec.may_feel_act_barrier(item uuid) returns boolean
language sql stable security definer set search_path = pg_catalog as $$
  select exists (
    select 1 from public.act_barrier b where b.id = item
      and b.circle_id = any(sec.circles('see')) and b.shown_from <= sec.today())
$$;
create or replace function sec.may_end_act_barrier(item uuid) returns boolean
language sql stable security definer set search_path = pg_catalog as $$
  select exists (
    select 1 from public.act_barrier b where b.id = item and b.touched_on < sec.today() - interval '{years} years')
$$""".replace("{years}", str(KEPT_YEARS)),
)
_FELT_MINE = "id in (select v.felt_id from act_voice v where v.person_id = sec.me())"
FELT = Written(
    select=f"({_VISIBLE} and since <= sec.today()) or {_FELT_MINE} or {_CLOCK}",
    insert=f"{_MINE} or {_CONSOLE}",
    update=_FELT_MINE,
    delete=f"{_RETENTION} and {_VISIBLE}",
    changes=("hours",),
)
MOVE = Written(
    select=_VISIBLE,
    insert=f"(role = 'handler' and {_of_handled('edit')}) or (role in ('raiser', 'feeler') and {_MINE})"
    f" or (role = 'clock' and {_CLOCK} and {_VISIBLE}) or {_CONSOLE}",
    delete=f"{_RETENTION} and {_VISIBLE}",
)
_AT_THE_TABLE = "circle_id = any((select sec.circles('write'))::uuid[])"
ASK = Written(
    select=f"circle_id = any((select sec.circles('see'))::uuid[]) or {_VISIBLE}",
    insert=f"{_of_handled('share')} or {_CONSOLE}",
    update=f"{_AT_THE_TABLE} or {_of_handled('edit')}",
    delete=f"{_RETENTION} and {_VISIBLE}",
    changes=("outcome", "answer", "answered_at", "withdrawn_on"),
)
MEMO = Written(
    select=_VISIBLE,
    insert=f"{_of_handled('edit')} or {_CONSOLE}",
    update=_of_handled("edit"),
    delete=f"{_RETENTION} and {_VISIBLE}",
    changes=("analysis", "options", "question", "version", "changed_on"),
)
_FOR_ALL = "circle_id in (select c.id from trust_circle c where c.kind = 'coalition')"
HOW_TO = Written(
    select="circle_id = any((select sec.circles('see'))::uuid[])",
    insert=f"({_FOR_ALL} and {_of_handled('share')}) or {_CONSOLE}",
)
PUBLISHED = Written(select="true", insert=_CLOCK, delete=_CLOCK)
