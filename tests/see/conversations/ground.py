"""Where conversations are tried: the cast, and rounds and conversations made only through actions."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.utils import timezone

from slagvaardig.region.current import current_region
from slagvaardig.see.conversations.actions import hold, move_conversation, write_note, write_quote
from slagvaardig.see.conversations.models import Conversation, Note, Quote
from slagvaardig.see.conversations.rules import Held
from slagvaardig.see.coverage import nightly
from slagvaardig.see.rounds.actions import move_round, plan_round
from slagvaardig.see.rounds.models import Round
from slagvaardig.see.rounds.rules import Plan
from slagvaardig.see.scans.actions import begin_scan, end_meeting, write_line
from slagvaardig.see.scans.models import Scan
from slagvaardig.see.scans.rules import Line, Meeting
from slagvaardig.trust.access.identity import acting_as_job
from slagvaardig.trust.access.models import Person
from slagvaardig.trust.circles.actions import admit, let_go
from slagvaardig.trust.circles.models import Circle
from tests.people import People, gather, newcomer

SAID = "Er ligt steeds meer materiaal op de kade, en niemand vraagt waar het heen gaat."
QUOTED = "Wij kijken de andere kant op, want wij hebben er de tijd niet voor."
LEAVER = "leaver"
PARTNERS = ("gemeente-aldermeer", "gemeente-brandewolde", "gemeente-oosterhage", "gemeente-kleiburen", "politie")
TOWNS = 7


@dataclass
class Ground:
    """The cast, and what they do in conversations. The circle of a round is the working group, unless it is said."""

    people: People
    circles: dict[str, Circle]

    def planned(self, name: str = "bureau", slug: str = "werkgroep", **more: object) -> Round:
        plan = plan_of(**more)
        with self.people.acting(name) as by:
            return plan_round(circle=self.circles[slug], plan=plan, by=by)

    def running(self, name: str = "bureau", slug: str = "werkgroep", **more: object) -> Round:
        made = self.planned(name, slug, **more)
        return self.moved(made, "start", name)

    def moved(self, round: Round, move: str, name: str = "bureau", result: str = "") -> Round:
        with self.people.acting(name) as by:
            move_round(round=round, move=move, by=by, result=result)
            return Round.objects.select_related("circle").get(pk=round.pk)

    def held(
        self,
        round: Round,
        present: dict[str, int],
        *,
        name: str = "adviser",
        area: str = "",
        text: str = SAID,
        finished: bool = True,
    ) -> Conversation:
        held = Held(today(), area or towns()[0], present)
        with self.people.acting(name) as by:
            made = hold(round=round, held=held, by=by)
            write_note(conversation=made, number=1, text=text, by=by)
            if finished:
                move_conversation(conversation=made, move="finish", by=by)
            return Conversation.objects.select_related("round").get(pk=made.pk)

    def quoted(self, conversation: Conversation, text: str = QUOTED, *, approved: bool, name: str = "adviser") -> Quote:
        """A quote in a conversation that is not finished."""
        with self.people.acting(name) as by:
            return write_quote(conversation=conversation, text=text, approved=approved, by=by)

    def finished(self, conversation: Conversation, name: str = "adviser") -> None:
        with self.people.acting(name) as by:
            move_conversation(conversation=conversation, move="finish", by=by)

    def leader(self, slug: str = "werkgroep") -> Person:
        """One more who takes part and leads conversations, until he goes."""
        person, until = newcomer(self.people, LEAVER), today() + timedelta(days=90)
        with self.people.acting("bureau") as by:
            admit(person=person, circle=self.circles[slug], role="contributor", until=until, by=by)
        return person

    def goes(self) -> None:
        with self.people.acting("administrator") as by:
            let_go(person=self.people[LEAVER], by=by)

    def note_of(self, conversation: Conversation) -> Note:
        with acting_as_job("clock"):
            return Note.objects.select_related("round").get(conversation=conversation)

    def scanned(self, name: str = "bureau", slug: str = "werkgroep", *, done: bool = True) -> Scan:
        region = current_region()
        theme, place = next(iter(region.themes)), region.conversing.places[0].slug
        meeting = Meeting(today(), {"boa": 3, "wijkagent": 2})
        with self.people.acting(name) as by:
            made = begin_scan(circle=self.circles[slug], title="Scan van de kade", area=towns()[0], by=by)
            if not done:
                return made
            end_meeting(scan=made, meeting=meeting, by=by, known=[Line("system", "Diefstal daalde.")])
            made = Scan.objects.select_related("circle").get(pk=made.pk)
            write_line(scan=made, line=Line("street", SAID), by=by)
            end_meeting(scan=made, meeting=meeting, by=by)
            made = Scan.objects.select_related("circle").get(pk=made.pk)
            write_line(scan=made, line=Line("place", "Spullen liggen buiten.", place=place), by=by)
            write_line(scan=made, line=Line("beside", SAID, theme=theme, agrees="only-street"), by=by)
            step = Line("step", "Elke week samen kijken.", partner="politie", due=today() + timedelta(days=30))
            write_line(scan=made, line=step, by=by)
            end_meeting(scan=made, meeting=meeting, by=by)
            return Scan.objects.select_related("circle").get(pk=made.pk)


def plan_of(**more: object) -> Plan:
    values: dict[str, object] = {
        "title": "Wat speelt er op de kade?",
        "aim": "Horen wat niemand meldt.",
        "theme": next(iter(current_region().themes)),
        "asked": tuple((role, partner) for role in ("boa", "wijkagent") for partner in PARTNERS),
        "questions": "Wat zag u?\nWat houdt u tegen?\nWat helpt?",
        "first": today() - timedelta(days=20),
        "last": today() + timedelta(days=40),
        **more,
    }
    return Plan(**values)  # type: ignore[arg-type]


def today() -> date:
    return timezone.localdate()


def towns() -> list[str]:
    return [
        area.code for area in current_region().areas.of_kind("municipality") if area.exists(today()) and area.parent
    ]


def night() -> None:
    """What the clock does."""
    nightly.run()


def at_work() -> Ground:
    people = gather()
    with acting_as_job("console"):
        circles = {circle.slug: circle for circle in Circle.objects.all()}
    return Ground(people, circles)
