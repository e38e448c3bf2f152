"""Choosing for the attacks: decisions, a round, priorities and an urgent issue at one table, with what the oracle
says of who sees and keeps each."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from slagvaardig.choose.decisions.actions import (
    decide,
    publish_decision,
    put_decision,
    write_decision,
    write_division,
)
from slagvaardig.choose.decisions.answering import open_round
from slagvaardig.choose.decisions.known import KNOWN, known_of
from slagvaardig.choose.decisions.models import Decision
from slagvaardig.choose.decisions.rounds import WrittenRound
from slagvaardig.choose.decisions.rules import lines_from
from slagvaardig.choose.decisions.tables import Division
from slagvaardig.choose.priorities.actions import adopt_priority, propose_priority
from slagvaardig.choose.priorities.models import Priority
from slagvaardig.choose.strategy.actions import import_strategies
from slagvaardig.choose.strategy.models import Version
from slagvaardig.choose.urgent.actions import table_urgent
from slagvaardig.choose.urgent.models import Urgent
from slagvaardig.region.current import current_region
from slagvaardig.region.inventory import Topic
from slagvaardig.trust.access.identity import acting_as_job
from tests.attack.scene import Scene, days
from tests.attack.visits import Act, Data, Visit, Who, everybody

TABLE, TABLED_BY = "beraad", "gemeente-een"
OFFICES = {
    "mayor": "burgemeester-een",
    "second mayor": "burgemeester-twee",
    "chief prosecutor": "hoofdofficier",
    "police chief": "politiechef",
}


@dataclass
class Choices:
    """What lies at the table."""

    scene: Scene
    put: Decision
    published: Decision
    round: WrittenRound
    division: Division
    proposed: Priority
    adopted: Priority
    urgent: Urgent
    version: Version

    @classmethod
    def of(cls, scene: Scene) -> "Choices":
        """Made once for a scene, when an address is first about them."""
        made: Choices = scene.__dict__.get("choices") or _made(scene)
        scene.__dict__["choices"] = made
        return made

    def sees(self, who: str) -> bool:
        return self.scene.allows("see", who, TABLE)

    def keeps(self, who: str) -> bool:
        return self.scene.allows("edit", who, TABLE)

    def speaks(self, who: str) -> bool:
        return who in OFFICES and self.scene.logged_in(who)

    def sees_urgent(self, who: str) -> bool:
        return self.scene.logged_in(who) and (self.sees(who) or self.scene.allows("see", who, TABLED_BY))


def _topic() -> Topic:
    return next(topic for topic in current_region().inventory.topics if topic.theme)


def _made(scene: Scene) -> Choices:
    circle = scene.circles[TABLE]
    with acting_as_job("console") as job:
        version = import_strategies(region=current_region(), by=job)[0]
    code = current_region().areas.of_kind("municipality")[0].code
    with scene.people.acting("bureau") as by:
        given = {"circle": circle, "options": "Ja, of nee.", "by": by}
        put = write_decision(question="Verdelen wij dit?", kind="divide", **given)  # type: ignore[arg-type]
        division = write_division(
            decision=put, slug="inzet", title="Inzet", unit="fte", total=lines_from(f"{code} 2")[0].amount,
            lines=lines_from(f"{code} 2"), by=by,
        )  # fmt: skip
        put = put_decision(
            decision=put, evidence={"cijfer": 1, KNOWN: known_of({_topic().slug: "Dit"}, days(0))}, by=by
        )
        found = open_round(decision=put, mode="consent", due=days(9), by=by)
        published = write_decision(question="Kiezen wij dit?", kind="adopt", **given)  # type: ignore[arg-type]
        published = put_decision(decision=published, evidence={"cijfer": 2}, by=by)
        published = decide(decision=published, outcome="Ja.", present=list(OFFICES.values()), by=by)
        publish_decision(decision=published, level="public", by=by)
        proposed = propose_priority(circle=circle, title="Nog niet", text="Later.", level="regional", by=by)
        adopted = propose_priority(circle=circle, title="Nu", text="Samen.", level="regional", by=by)
        adopted = adopt_priority(priority=adopted, decision=published, by=by)
    with scene.people.acting("mayor") as by:
        partner = scene.circles[TABLED_BY]
        urgent = table_urgent(circle=circle, partner=partner, title="Het water", text="Het stijgt.", by=by)
    return Choices(scene, put, published, found, division, proposed, adopted, urgent, version)


Rows = Callable[[Choices], list[tuple[Mapping[str, object], Who]]]


def _pages(name: str, rows: Rows, **sent: object) -> Callable[[Scene], list[Visit]]:
    """A page, and what can be sent there by whoever may open it."""

    def fill(scene: Scene) -> list[Visit]:
        visits = []
        for filled, may in rows(Choices.of(scene)):
            acts = (Act(name, may, lambda who: sent),) if sent else ()
            visits.append(Visit(name, dict(filled), may, acts))
        return visits

    return fill


def _decisions(found: Choices) -> list[tuple[Mapping[str, object], Who]]:
    return [({"key": found.put.pk}, found.sees), ({"key": found.published.pk}, everybody)]


def _known(found: Choices) -> list[tuple[Mapping[str, object], Who]]:
    return [({"key": found.put.pk, "theme": _topic().theme}, found.sees)]


def _priorities(found: Choices) -> list[tuple[Mapping[str, object], Who]]:
    return [({"key": found.proposed.pk}, found.sees), ({"key": found.adopted.pk}, everybody)]


def _rounds(scene: Scene) -> list[Visit]:
    found = Choices.of(scene)

    def said(who: str) -> Data:
        return {"office": OFFICES.get(who, "hoofdofficier"), "answer": "agree", "reason": ""}

    return [Visit("written_round", {"key": found.round.pk}, found.sees, (Act("answer", found.speaks, said),))]


def _tabling(scene: Scene) -> list[Visit]:
    own = ("gemeente-een", "gemeente-twee", "parket", "politie")

    def writes(who: str) -> bool:
        return any(scene.allows("write", who, slug) for slug in own)

    def said(who: str) -> Data:
        partner = next((slug for slug in own if scene.allows("write", who, slug)), own[0])
        places = {"partner": scene.circles[partner].pk, "circle": scene.circles[TABLE].pk}
        return {"title": "De haven", "text": "Het wordt druk.", **places}

    return [Visit("urgent_new", {}, writes, (Act("table", writes, said),))]


_QUESTION = {"question": "Doen wij dit?", "options": "Ja, of nee.", "kind": "note"}
_PRIORITY = {"title": "Rust", "text": "Samen.", "level": "regional"}
ABOUT_CHOICES: dict[str, Callable[[Scene], list[Visit]]] = {
    "strategy_version": _pages("strategy_version", lambda found: [({"number": found.version.number}, everybody)]),
    "sentence": _pages("sentence", lambda found: [({"key": found.version.sentences[0].key}, everybody)]),
    "sight": _pages("sight", lambda found: [({"slug": next(iter(current_region().themes))}, everybody)]),
    "decision_new": _pages("decision_new", lambda found: [({"slug": TABLE}, found.keeps)], **_QUESTION),
    "decision": _pages("decision", _decisions),
    "decision_pdf": _pages("decision_pdf", _decisions),
    "decision_frozen": _pages("decision_frozen", _decisions),
    "decision_known": _pages("decision_known", _known),
    "decision_known_pdf": _pages("decision_known_pdf", _known),
    "decision_move": _pages(
        "decision_move",
        lambda found: [({"key": found.put.pk, "move": "intrekken"}, found.keeps)],
        reason="Het kan later.",
    ),
    "written_round": _rounds,
    "division": _pages("division", lambda found: [({"key": found.division.pk}, found.sees)]),
    "division_csv": _pages("division_csv", lambda found: [({"key": found.division.pk}, found.sees)]),
    "priority_new": _pages("priority_new", lambda found: [({"slug": TABLE}, found.keeps)], **_PRIORITY),
    "priority": _pages("priority", _priorities),
    "priority_move": _pages(
        "priority_move",
        lambda found: [({"key": found.adopted.pk, "move": "beeindigen"}, found.keeps)],
        why="Het is gewoon werk geworden.",
    ),
    "urgent_new": _tabling,
    "urgent": _pages("urgent", lambda found: [({"key": found.urgent.pk}, found.sees_urgent)]),
    "urgent_move": _pages(
        "urgent_move",
        lambda found: [({"key": found.urgent.pk, "move": "gewone-weg"}, found.keeps)],
        judgement="Het kan de gewone weg.",
    ),
}
