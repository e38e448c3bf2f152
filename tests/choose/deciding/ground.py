"""Where choosing is tried: the cast at the table of the beraad, and what they decide, made only through actions."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from slagvaardig.choose.decisions.actions import decide, put_decision, write_decision
from slagvaardig.choose.decisions.answering import answer_round, close_round, open_round
from slagvaardig.choose.decisions.models import Decision
from slagvaardig.choose.decisions.rounds import Answer, WrittenRound
from slagvaardig.choose.priorities.actions import adopt_priority, propose_priority
from slagvaardig.choose.priorities.laying import lay_out_places
from slagvaardig.choose.priorities.models import Priority
from slagvaardig.choose.strategy.actions import import_strategies
from slagvaardig.region.current import current_region
from slagvaardig.trust.access.identity import acting_as_job
from slagvaardig.trust.circles.models import Circle, Office
from tests.act.ground import at_work, today
from tests.people import People

TABLE = "beraad"
# who sits there, through which office
SEATED = {
    "mayor": "burgemeester-een",
    "second mayor": "burgemeester-twee",
    "chief prosecutor": "hoofdofficier",
    "police chief": "politiechef",
}


@dataclass
class Table:
    """The cast, and what they do at the table."""

    people: People
    circles: dict[str, Circle]

    def written(self, kind: str = "adopt", question: str = "Nemen wij dit over?", **more: Any) -> Decision:
        with self.people.acting("bureau") as by:
            return write_decision(
                circle=self.circles[TABLE], question=question, options="Ja, of nee.", kind=kind, by=by, **more
            )

    def put(self, kind: str = "adopt", **more: Any) -> Decision:
        written = self.written(kind, **more)
        with self.people.acting("bureau") as by:
            return put_decision(decision=written, evidence={"cijfer": 12}, by=by)

    def decided(self, kind: str = "adopt", **more: Any) -> Decision:
        found = self.put(kind, **more)
        with self.people.acting("bureau") as by:
            return decide(decision=found, outcome="Ja.", present=sorted(SEATED.values()), by=by)

    def round_on(self, decision: Decision, mode: str = "consent", due: date | None = None) -> WrittenRound:
        with self.people.acting("bureau") as by:
            return open_round(decision=decision, mode=mode, due=due or today() + timedelta(days=7), by=by)

    def answered(self, found: WrittenRound, name: str, answer: str = "agree", reason: str = "") -> Answer:
        with self.people.acting(name) as by:
            office = Office.objects.get(slug=SEATED[name])
            return answer_round(found=found, office=office, answer=answer, reason=reason, by=by)

    def closed(self, found: WrittenRound) -> WrittenRound:
        with self.people.acting("bureau") as by:
            return close_round(found=found, by=by)

    def proposed(self, title: str, slug: str = TABLE) -> Priority:
        with self.people.acting("bureau") as by:
            return propose_priority(circle=self.circles[slug], title=title, text="Samen.", level="regional", by=by)

    def adopted(self, *titles: str) -> list[Priority]:
        decision = self.decided()
        found = []
        for title in titles:
            proposed = self.proposed(title)
            with self.people.acting("bureau") as by:
                found.append(adopt_priority(priority=proposed, decision=decision, by=by))
        return found


def gathered(*, strategies: bool = False) -> Table:
    """The cast with the places that the bodies of the region agreed to."""
    ground, region = at_work(), current_region()
    with acting_as_job("console") as by:
        lay_out_places(region=region, by=by)
        if strategies:
            import_strategies(region=region, by=by)
    return Table(ground.people, ground.circles)


def titles(rows: Sequence[Priority]) -> list[str]:
    return [one.title for one in rows]
