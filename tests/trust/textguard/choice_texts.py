"""Every action that keeps a text about a choice."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from django.utils import timezone

from slagvaardig.choose.decisions import actions as decisions
from slagvaardig.choose.decisions.answering import answer_round, open_round
from slagvaardig.choose.decisions.models import Decision
from slagvaardig.choose.decisions.rules import lines_from
from slagvaardig.choose.priorities import actions as priorities
from slagvaardig.choose.priorities.models import Priority
from slagvaardig.choose.urgent import actions as urgent
from slagvaardig.choose.urgent.models import Urgent
from slagvaardig.region.current import current_region
from slagvaardig.trust.circles.models import Circle, Office
from slagvaardig.trust.textguard.guard import Stopped
from tests.people import People

Way = Callable[[People, str, str], None]
LATER = timedelta(days=40)
SEATS = ("burgemeester-een", "burgemeester-twee", "hoofdofficier", "politiechef")


def table() -> Circle:
    return Circle.objects.get(slug="beraad")


def written(people: People, kind: str = "note", **texts: Any) -> Decision:
    with people.acting("bureau") as by:
        given = {"question": "Doen wij dit?", "options": "Ja, of nee.", **texts}
        return decisions.write_decision(circle=table(), kind=kind, by=by, **given)


def put(people: People, kind: str = "note") -> Decision:
    found = written(people, kind)
    with people.acting("bureau") as by:
        return decisions.put_decision(decision=found, evidence={}, by=by)


def decided(people: People, kind: str = "note", **texts: Any) -> Decision:
    found = put(people, kind)
    with people.acting("bureau") as by:
        return decisions.decide(decision=found, present=SEATS, by=by, **{"outcome": "Ja.", **texts})


def writing(people: People, field: str, value: str) -> None:
    written(people, **{field: value})


def deciding(people: People, field: str, value: str) -> None:
    decided(people, **{field: value})


def differing(people: People, field: str, value: str) -> None:
    """A question that was put on a weighing, so that there is an advice to leave."""
    inside = {"candidates": {}, "outcome": {"rules": {}, "chosen": [], "fits": True}}
    evidence = {"weging": {"titel": "Weging", "controlegetal": "0", "inhoud": inside}}
    found = written(people)
    with people.acting("bureau") as by:
        decisions.put_decision(decision=found, evidence=evidence, by=by)
        decisions.decide(decision=found, outcome="Ja.", present=["politiechef"], by=by, **{field: value})  # type: ignore[arg-type]


def withdrawing(people: People, _field: str, value: str) -> None:
    found = written(people)
    with people.acting("bureau") as by:
        _as("withdrawn_because", lambda: decisions.withdraw_decision(decision=found, reason=value, by=by), "reason")


def reviewing(people: People, _field: str, value: str) -> None:
    found = decided(people)
    with people.acting("bureau") as by:
        decisions.review_decision(decision=found, review=value, by=by)


def dissenting(people: People, _field: str, value: str) -> None:
    found = put(people)
    with people.acting("bureau") as by:
        partner = Circle.objects.get(slug="parket")
        decisions.dissent(decision=found, partner=partner, reason=value, by=by)


def dividing(people: People, field: str, value: str) -> None:
    found = put(people, "divide")
    code = current_region().areas.of_kind("municipality")[0].code
    lines = lines_from(f"{code} 2")
    texts: dict[str, Any] = {"title": "Inzet", "unit": "fte", field: value}
    with people.acting("bureau") as by:
        decisions.write_division(decision=found, slug="inzet", total=lines[0].amount, lines=lines, by=by, **texts)


def answering(people: People, _field: str, value: str) -> None:
    found = put(people)
    with people.acting("bureau") as by:
        running = open_round(decision=found, mode="consent", due=timezone.localdate() + LATER, by=by)
    with people.acting("mayor") as by:
        office = Office.objects.get(slug="burgemeester-een")
        answer_round(found=running, office=office, answer="object", reason=value, by=by)


def proposed(people: People, **texts: Any) -> Priority:
    with people.acting("bureau") as by:
        given = {"title": f"Rust {Priority.objects.count()}", "text": "Samen.", "source": "", **texts}
        return priorities.propose_priority(circle=table(), level="regional", by=by, **given)


def adopted(people: People) -> Priority:
    decision, found = decided(people, "adopt"), proposed(people)
    with people.acting("bureau") as by:
        return priorities.adopt_priority(priority=found, decision=decision, by=by)


def proposing(people: People, field: str, value: str) -> None:
    proposed(people, **{field: value})


def ending(people: People, _field: str, value: str) -> None:
    found = adopted(people)
    with people.acting("bureau") as by:
        priorities.end_priority(priority=found, why=value, by=by)


def ended(people: People, **texts: Any) -> Priority:
    decision, found = decided(people, "discharge"), adopted(people)
    with people.acting("bureau") as by:
        found = priorities.end_priority(priority=found, why="Klaar.", by=by)
        given = {"handover": "Naar gemeenten.", "stays": "Toezicht.", "lessons": "Eerder.", **texts}
        day = timezone.localdate() + LATER
        return priorities.discharge_priority(priority=found, decision=decision, look_again_on=day, by=by, **given)


def discharging(people: People, field: str, value: str) -> None:
    ended(people, **{field: value})


def looking(people: People, _field: str, value: str) -> None:
    found = ended(people)
    with people.acting("bureau") as by:
        priorities.look_again(priority=found, looked=value, by=by)


def waiving(people: People, _field: str, value: str) -> None:
    found = proposed(people)
    with people.acting("mayor") as by:
        office, until = Office.objects.get(slug="burgemeester-een"), timezone.localdate() + LATER
        priorities.ask_waiver(priority=found, office=office, reason=value, until=until, by=by)


def tabled(people: People, **texts: Any) -> Urgent:
    with people.acting("mayor") as by:
        given = {"title": "Het water", "text": "Het stijgt.", **texts}
        partner = Circle.objects.get(slug="gemeente-een")
        return urgent.table_urgent(circle=table(), partner=partner, by=by, **given)


def tabling(people: People, field: str, value: str) -> None:
    tabled(people, **{field: value})


def judging(people: People, field: str, value: str) -> None:
    found = tabled(people)
    with people.acting("bureau") as by:
        texts: dict[str, Any] = {"judgement": "Spoed.", "options": "Twee.", field: value}
        urgent.triage(urgent=found, is_urgent=True, by=by, **texts)


def stopping(people: People, _field: str, value: str) -> None:
    found = tabled(people)
    with people.acting("bureau") as by:
        found = urgent.triage(urgent=found, is_urgent=True, judgement="Spoed.", options="Twee.", by=by)
        partners = [current_region().partners[0].slug]
        urgent.set_up_team(urgent=found, until=timezone.localdate() + LATER, partners=partners, by=by)
        urgent.stop_team(urgent=found, lessons=value, by=by)


def _as(field: str, act: Callable[[], object], name: str) -> None:
    """The test looks for the name of the column; the action calls what it is given by another."""
    try:
        act()
    except Stopped as stopped:
        raise Stopped({field: stopped.found[name]}) from stopped


OF_CHOICES: dict[str, list[Way]] = {
    "choose.Answer.reason": [answering],
    "choose.Decision.conditions": [deciding],
    "choose.Decision.differs_because": [differing],
    "choose.Decision.options": [writing],
    "choose.Decision.outcome": [deciding],
    "choose.Decision.question": [writing],
    "choose.Decision.review": [reviewing],
    "choose.Decision.withdrawn_because": [withdrawing],
    "choose.Dissent.reason": [dissenting],
    "choose.Division.title": [dividing],
    "choose.Division.unit": [dividing],
    "choose.Priority.handover": [discharging],
    "choose.Priority.lessons": [discharging],
    "choose.Priority.looked": [looking],
    "choose.Priority.source": [proposing],
    "choose.Priority.stays": [discharging],
    "choose.Priority.text": [proposing],
    "choose.Priority.title": [proposing],
    "choose.Priority.why": [ending],
    "choose.Urgent.judgement": [judging],
    "choose.Urgent.lessons": [stopping],
    "choose.Urgent.options": [judging],
    "choose.Urgent.text": [tabling],
    "choose.Urgent.title": [tabling],
    "choose.Waiver.reason": [waiving],
}
