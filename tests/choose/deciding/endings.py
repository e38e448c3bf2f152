"""Adopting, discharging and signing, as the tests of priorities do it."""

from datetime import timedelta
from typing import Any

from hypothesis import strategies as st

from slagvaardig.choose.decisions.models import Decision
from slagvaardig.choose.priorities.actions import (
    adopt_priority,
    ask_waiver,
    discharge_priority,
    sign_waiver,
)
from slagvaardig.choose.priorities.models import Priority, Waiver
from slagvaardig.trust.circles.models import Office
from tests.act.ground import today
from tests.choose.deciding.ground import SEATED, TABLE, Table

MOST = 2
numbers = st.integers(0, 11)
LATER = timedelta(days=200)
ENDING: dict[str, Any] = {
    "handover": "De dossiers gaan naar de gemeenten.",
    "stays": "Het toezicht.",
    "lessons": "Eerder beginnen.",
}


def adopt(table: Table, priority: Priority, decision: Decision, **more: Any) -> Priority:
    with table.people.acting("bureau") as by:
        return adopt_priority(priority=priority, decision=decision, by=by, **more)


def discharge(table: Table, priority: Priority) -> Priority:
    decision = table.decided("discharge")
    with table.people.acting("bureau") as by:
        return discharge_priority(priority=priority, decision=decision, look_again_on=today() + LATER, by=by, **ENDING)


def waived(table: Table, priority: Priority, days: int = 30) -> Waiver:
    with table.people.acting("mayor") as by:
        office = Office.objects.get(slug=SEATED["mayor"])
        waiver = ask_waiver(
            priority=priority, office=office, reason="Het water stijgt.", until=today() + timedelta(days=days), by=by
        )
    with table.people.acting("police chief") as by:
        return sign_waiver(waiver=waiver, office=Office.objects.get(slug=SEATED["police chief"]), by=by)


def carried(table: Table) -> list[Priority]:
    with table.people.acting("bureau"):
        return list(Priority.objects.of(table.circles[TABLE]).carried())
