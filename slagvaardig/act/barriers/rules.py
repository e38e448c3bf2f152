"""What somebody may do with a barrier: where he may raise one, whether he handles it, whether he feels it."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.utils import timezone

from slagvaardig.act.barriers.models import Barrier
from slagvaardig.act.barriers.voices import Voice
from slagvaardig.act.barriers.workflow import FELT, HANDLER, Step, moves_from
from slagvaardig.trust.access.models import Person
from slagvaardig.trust.circles.models import Circle, Membership, Seat, Tenure
from slagvaardig.trust.circles.rules import circles_with, rights_in

MOST_HOURS = 200  # a month: more than one person has
FEW = 5  # with fewer people in a circle, anybody can guess who raised something


@dataclass(frozen=True)
class Place:
    """A circle in which somebody may raise a barrier. few: so few members that they can guess who it was."""

    circle: Circle
    few: bool


@dataclass(frozen=True)
class Standing:
    """What the one who asks is to a barrier. handles: looks after its circle. voice: his own row, when he feels it."""

    sees_circle: bool
    handles: bool
    voice: Voice | None

    @property
    def role(self) -> str:
        return self.voice.role if self.voice else ""

    @property
    def may_say_so(self) -> bool:
        """Whether his word counts when it is asked whether a barrier is gone: who handles it never judges himself."""
        return self.voice is not None and not self.handles


def works_for_a_partner() -> bool:
    """Whether the one who acts belongs to the coalition: only then he can raise a barrier."""
    return bool(Circle.objects.among(circles_with("see")).of_kinds("coalition"))


def places_to_raise() -> list[Place]:
    """The desk, and the closed circles in which the one who acts writes and somebody handles what is raised."""
    if not works_for_a_partner():
        return []
    writable = Circle.objects.among(circles_with("write")).of_kinds("partner", "body")
    found = [Place(circle, few=False) for circle in Circle.objects.of_kinds("desk")]
    return found + [Place(circle, members_of(circle) < FEW) for circle in writable if is_handled(circle)]


def is_handled(circle: Circle) -> bool:
    """Whether somebody looks after a circle today; else nobody would answer."""
    today = timezone.localdate()
    by_name = Membership.objects.in_circle(circle).on(today).with_role("editor")
    by_office = Seat.objects.in_circle(circle).with_role("editor").held_on(today)
    return bool(by_name.exists() or by_office.exists())


def members_of(circle: Circle) -> int:
    """How many people see what lies in a circle today."""
    today = timezone.localdate()
    people = set(Membership.objects.in_circle(circle).on(today).values_list("person", flat=True))
    offices = Seat.objects.in_circle(circle).values_list("office", flat=True)
    people |= set(Tenure.objects.on(today).of_offices(offices).values_list("person", flat=True))
    return len(people)


def standing(barrier: Barrier, person: Person) -> Standing:
    """What somebody is to a barrier that he sees."""
    rights = rights_in(barrier.circle)
    voice = Voice.objects.of(person).about(barrier).first()
    return Standing("see" in rights, "edit" in rights, voice)


def moves_for(barrier: Barrier, found: Standing) -> dict[str, Step]:
    """The moves that somebody can make now, by slug."""
    moves: dict[str, Step] = {}
    if found.handles:
        moves |= moves_from(barrier.state, HANDLER)
    if found.voice:
        own = moves_from(barrier.state, FELT)
        moves |= {slug: move for slug, move in own.items() if found.may_say_so or not slug.startswith("confirm")}
    return moves


def shown_from(circle: Circle, *, named: bool, today: date) -> date:
    """From which day the members of a circle see a new barrier. Without a name that is the next day: the moment at
    which it appears must not tell who was just holding his phone. The desk sees everything at once."""
    return today if named or circle.kind == "desk" else today + timedelta(days=1)


def told_to(circle: Circle, *, named: bool) -> Circle | None:
    """Which circle may know who raised a barrier: the desk always, another only when he wants it to."""
    return circle if named or circle.kind == "desk" else None


def rounded_hours(hours: int, people: int) -> int | None:
    """Hours a month as members of a circle see them: in steps of five, and not at all as long as one person can be read
    from it. None: not shown."""
    return None if people < 3 else max(5, 5 * round(hours / 5))


def shown_people(people: int) -> int | None:
    """How many feel it, as members of a circle see it. None: fewer than three, which is all that is said."""
    return None if people < 3 else people
