"""Who may see and change which row of a round, a conversation or an area scan, for the database.

A round lies in one closed circle: that of whoever planned it. Everybody who works for a partner sees that it runs; what
was said is seen by whoever held the conversation, and by the circle only once the clock laid it open.
"""

from pathlib import Path

from slagvaardig.trust.rows import Written

SEES = "circle_id = any((select sec.circles('see'))::uuid[])"
WRITES = "circle_id = any((select sec.circles('write'))::uuid[])"
EDITS = "circle_id = any((select sec.circles('edit'))::uuid[])"
CLOCK = "sec.job() = 'clock'"
COALITION = "(select sec.in_coalition())"
PAST = "(sec.job() = 'retention' and keep_until < sec.today())"
_CLOSED = "exists (select 1 from trust_circle c where c.id = circle_id and c.kind in ('partner', 'body', 'desk'))"

ROUND = Written(
    select=f"{SEES} or ({COALITION} and state <> 'planned') or {CLOCK} or {PAST}",
    insert=f"state = 'planned' and owner_id = sec.me() and {EDITS} and {_CLOSED}",
    update=EDITS,
    delete=PAST,
    changes=("state", "title", "aim", "theme", "asked", "questions", "first", "last", "result"),
)
_RUNNING = (
    "exists (select 1 from see_round r where r.id = round_id and r.circle_id = {0}.circle_id and r.state = 'running')"
)
_HOLDS = f"(owner_id = sec.me() and {WRITES})"
CONVERSATION = Written(
    select=f"(owner_id = sec.me() and {SEES}) or {CLOCK} or {PAST}",
    insert=f"state = 'draft' and {_HOLDS} and {_RUNNING.format('see_conversation')}",
    # Laying open is for the clock alone, and it changes nothing else.
    update=f"({_HOLDS} and state <> 'opened') or ({CLOCK} and state = 'finished')",
    becomes=f"({_HOLDS} and state in ('draft', 'finished')) or ({CLOCK} and state = 'opened')",
    delete=PAST,
    changes=("state", "day", "area", "present", "handed"),
    functions=(Path(__file__).resolve().parent / "leaders.sql").read_text("utf-8"),
)


def _held(table: str, states: str) -> str:
    """Whether the one who acts held the conversation under which a row hangs, and it stands like this."""
    inside = f"c.id = {table}.conversation_id and c.owner_id = sec.me() and c.state in ({states})"
    return f"exists (select 1 from see_conversation c where {inside} and c.circle_id = {table}.circle_id)"  # noqa: S608


_ANY, _DRAFT = "'draft', 'finished', 'opened'", "'draft'"


def _ends(table: str) -> str:
    mother = f"select 1 from see_conversation c where c.id = {table}.conversation_id"  # noqa: S608
    return f"(sec.job() = 'retention' and exists ({mother}))"


NOTE = Written(
    select=f"{_held('see_note', _ANY)} or (opened and {SEES}) or {CLOCK} or {_ends('see_note')}",
    insert=f"not opened and {_held('see_note', _DRAFT)}",
    update=f"(not opened and {_held('see_note', _DRAFT)}) or ({CLOCK} and not opened)",
    becomes=f"(not opened and {_held('see_note', _DRAFT)}) or ({CLOCK} and opened)",
    delete=f"(not opened and {_held('see_note', _DRAFT)}) or {_ends('see_note')}",
    changes=("text", "area", "opened"),
)
# Until its speaker says yes a quote is seen by nobody but whoever wrote it down; the yes can be taken back for ever.
QUOTE = Written(
    select=f"{_held('see_quote', _ANY)} or (opened and approved and {COALITION}) or {CLOCK} or {_ends('see_quote')}",
    insert=f"not opened and {_held('see_quote', _DRAFT)}",
    update=f"{_held('see_quote', _ANY)} or ({CLOCK} and not opened)",
    becomes=f"{_held('see_quote', _ANY)} or ({CLOCK} and opened)",
    delete=f"{_held('see_quote', _ANY)} or {_ends('see_quote')}",
    changes=("approved", "area", "opened"),
)
_NOTE_OF = (
    "exists (select 1 from see_note n where n.id = see_harvest.note_id and n.circle_id = see_harvest.circle_id"
    " and n.round_id = see_harvest.round_id and n.conversation_id = see_harvest.conversation_id)"
)
HARVEST = Written(
    select=f"(owner_id = sec.me() and {SEES}) or (done and {SEES}) or {CLOCK} or {_ends('see_harvest')}",
    insert=f"owner_id = sec.me() and {WRITES} and {_NOTE_OF}",
    update=f"owner_id = sec.me() and {WRITES} and not done",
    becomes=f"owner_id = sec.me() and {WRITES}",
    delete=f"(owner_id = sec.me() and {WRITES} and not done) or {_ends('see_harvest')}",
    changes=("done", "made", "text"),
)
_ROUND_ENDS = "(sec.job() = 'retention' and exists (select 1 from see_round r where r.id = round_id))"
COVERAGE = Written(select=f"{COALITION} or {CLOCK} or {_ROUND_ENDS}", insert=CLOCK, delete=f"{CLOCK} or {_ROUND_ENDS}")
SCAN = Written(
    select=f"{SEES} or {PAST}",
    insert=f"state = 'system' and owner_id = sec.me() and {EDITS} and {_CLOSED}",
    update=EDITS,
    delete=PAST,
    changes=("state", "held", "title"),
)
_SCAN = "exists (select 1 from see_scan s where s.id = scan_id{0})"
_AT_WORK = _SCAN.format(" and s.state <> 'done' and s." + WRITES)
SCAN_LINE = Written(
    select=_SCAN.format(""),
    insert=_AT_WORK,
    delete=f"{_AT_WORK} or (sec.job() = 'retention' and {_SCAN.format('')})",
)
