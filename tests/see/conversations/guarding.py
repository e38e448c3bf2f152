"""Every text of conversations, written through the action that keeps it, in whichever region is shown."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from slagvaardig.region.current import current_region
from slagvaardig.see.conversations.actions import hold, write_note, write_quote
from slagvaardig.see.conversations.harvesting import harvest_trend
from slagvaardig.see.conversations.models import Conversation
from slagvaardig.see.conversations.rules import Held
from slagvaardig.see.rounds.actions import change_plan, move_round, plan_round
from slagvaardig.see.rounds.models import Round
from slagvaardig.see.rounds.rules import Plan
from slagvaardig.see.scans.actions import begin_scan, write_line
from slagvaardig.see.scans.models import Scan
from slagvaardig.see.scans.rules import Line, areas_to_scan
from slagvaardig.trust.circles.models import Circle
from tests.people import People
from tests.see.conversations.ground import today

Way = Callable[[People, str, str], None]


def plan(**more: Any) -> Plan:
    region = current_region()
    values = {
        "title": "Een ronde", "aim": "Horen wat er speelt.", "theme": next(iter(region.themes)),
        "asked": (("", region.partners[0].slug),), "questions": "Wat zag u?", "first": today(),
        "last": today() + timedelta(days=9), **more,
    }  # fmt: skip
    return Plan(**values)


def planned(people: People, **more: Any) -> Round:
    with people.acting("bureau") as by:
        return plan_round(circle=Circle.objects.get(slug="werkgroep"), plan=plan(**more), by=by)


def running(people: People) -> Round:
    made = planned(people)
    with people.acting("bureau") as by:
        move_round(round=made, move="start", by=by)
        return Round.objects.select_related("circle").get(pk=made.pk)


def held(people: People, field: str = "text", value: str = "Er ligt meer op de kade.", quote: str = "") -> Conversation:
    round, area = running(people), current_region().areas.of_kind("unit")[0].code
    with people.acting("adviser") as by:
        made = hold(round=round, held=Held(today(), area, {"": 3}), by=by)
        note = write_note(conversation=made, number=1, text=value, by=by)
        write_quote(conversation=made, text=quote or "Wij kijken weg.", by=by)
        assert note
        return made


def scanned(people: People, title: str = "Scan") -> Scan:
    area = areas_to_scan(current_region(), today())[0].code
    with people.acting("bureau") as by:
        made = begin_scan(circle=Circle.objects.get(slug="werkgroep"), title=title, area=area, by=by)
        write_line(scan=made, line=Line("system", "Fietsen."), by=by)
        return made


def _planned(people: People, field: str, value: str) -> None:
    planned(people, **{field: value})


def _changed(people: People, field: str, value: str) -> None:
    made = planned(people)
    with people.acting("bureau") as by:
        change_plan(round=made, plan=plan(**{field: value}), by=by)


def _closed(people: People, _field: str, value: str) -> None:
    made = running(people)
    with people.acting("bureau") as by:
        move_round(round=made, move="close", result=value, by=by)


def _noted(people: People, field: str, value: str) -> None:
    held(people, field, value)


def _quoted(people: People, _field: str, value: str) -> None:
    held(people, quote=value)


def _trend(people: People, _field: str, value: str) -> None:
    made = held(people)
    with people.acting("adviser") as by:
        Conversation.objects.filter(pk=made.pk).update(state="finished")
        harvest_trend(note=made.notes.get(), trend="", title=value, by=by)


def _scan(people: People, _field: str, value: str) -> None:
    scanned(people, value)


def _line(people: People, _field: str, value: str) -> None:
    made = scanned(people)
    with people.acting("bureau") as by:
        write_line(scan=made, line=Line("system", value), by=by)


OF_CONVERSATIONS: dict[str, list[Way]] = {
    "see.Harvest.title": [_trend],
    "see.Note.text": [_noted],
    "see.Quote.text": [_quoted],
    "see.Round.aim": [_planned, _changed],
    "see.Round.questions": [_planned, _changed],
    "see.Round.result": [_closed],
    "see.Round.title": [_planned, _changed],
    "see.Scan.title": [_scan],
    "see.ScanLine.text": [_line],
}
