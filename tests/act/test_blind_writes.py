"""Changes that read no column and name no row, on every table of barriers, by strangers and by members."""

from contextlib import suppress

import psycopg
from django.db import Error, transaction

from slagvaardig.act.handling.actions import escalate
from tests.act.ground import REASON, Ground
from tests.act.test_life_of_a_barrier import advised
from tests.attack.owner import looking, run, undone
from tests.attack.proofs import proven
from tests.attack.sizes import size
from tests.attack.writes import _statements, rows_of

TABLES = ("act_barrier", "act_voice", "act_felt", "act_move", "act_memo", "act_ask", "act_howto", "act_published")
STRANGERS = ("outsider", "analyst", "police chief", "privacy", "administrator", "visitor", "former member")


def laid_out(ground: Ground) -> None:
    """One at the desk with a question at a table, and one in a circle that two people feel."""
    barrier = ground.raised()
    ground.taken(barrier)
    advised(ground, barrier)
    with ground.people.acting("bureau") as by:
        escalate(barrier=barrier, body=ground.circle("driehoek-land"), reason=REASON, by=by)
    felt = ground.raised("officer", "gemeente-een", named=True)
    ground.felt_too(felt, "nurse")


def changed_by(ground: Ground, name: str, table: str, statement: str, before: dict[str, str]) -> int:
    with undone():
        with ground.people.acting(name), suppress(Error, psycopg.Error), transaction.atomic():
            run(statement)
        after = rows_of(table)
    return sum(after.get(key) != state for key, state in before.items()) + len(set(after) - set(before))


def test_strangers_change_nothing_and_members_only_what_is_theirs(floor: Ground) -> None:
    laid_out(floor)
    tried, got = 0, []
    for table in TABLES:
        before = rows_of(table)
        statements = [row for row in _statements(table) if row[0] != "copy"]
        for turn, (_act, _column, statement) in enumerate(statements):
            for place, name in enumerate(STRANGERS):
                if (turn + place) % size(6, 1):
                    continue
                tried += 1
                if changed_by(floor, name, table, statement, before):
                    got.append(f"{name}: {statement}")
    served = entitled(floor)
    proven(
        "circle-only", attempts=tried, failed=len(got), entitled=len(ENTITLED), served=served, note="blind, barriers"
    )
    assert got == []
    assert served == len(ENTITLED)


# who, which change, of which table, how many rows are his to change; and the same by somebody whose they are not
ENTITLED = (
    ("adviser", "update act_barrier set due = due", "act_barrier", 1, "nurse"),
    ("bureau", "update act_memo set question = question", "act_memo", 1, "officer"),
    ("officer", "update act_voice set seen = seen", "act_voice", 2, "adviser"),
    ("nurse", "update act_felt set hours = hours", "act_felt", 1, "adviser"),
    ("mayor", "update act_ask set answer = answer", "act_ask", 1, "officer"),
)


def entitled(ground: Ground) -> int:
    served = 0
    for name, statement, table, number, other in ENTITLED:
        before = rows_of(table)
        own = changed_by(ground, name, table, statement, before)
        assert changed_by(ground, other, table, statement, before) == 0, f"{other}: {statement}"
        served += own == number
    with looking():
        assert run("select count(*) from act_voice")[0][0] == 3
    return served
