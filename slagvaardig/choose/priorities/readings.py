"""What the pages of priorities show: who carries what, the line of sight on a theme, what ended, and the exceptions."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from slagvaardig.choose.priorities.models import Priority, Waiver
from slagvaardig.choose.priorities.rules import Room, rooms_of
from slagvaardig.choose.priorities.workflow import LEVELS
from slagvaardig.trust.circles.models import Circle
from slagvaardig.trust.circles.rules import circles_with


@dataclass(frozen=True)
class Carrier:
    """A body or partner with what it chose."""

    circle: Circle
    room: Room
    rows: tuple[Priority, ...]


def carriers(rows: Iterable[Priority]) -> list[Carrier]:
    """Priorities under whoever they are of, with the places of each."""
    found: dict[object, list[Priority]] = {}
    for row in rows:
        found.setdefault(row.circle_id, []).append(row)
    circles = [own[0].circle for own in found.values()]
    rooms = rooms_of(circles)
    return [Carrier(circle, rooms[circle.pk], tuple(found[circle.pk])) for circle in circles]


def per_level() -> list[tuple[str, list[Carrier]]]:
    """Everything that is chosen now, from national to local."""
    rows = list(Priority.objects.current().listed())
    found = [(str(word), carriers(one for one in rows if one.level == level)) for level, word in LEVELS.items()]
    return [(word, listed) for word, listed in found if listed]


def line_of_sight(theme: str) -> list[tuple[str, list[Priority]]]:
    """What each level chose on one theme, side by side; a level that chose nothing is there as well."""
    rows = list(Priority.objects.current().on_theme(theme).listed())
    return [(str(word), [one for one in rows if one.level == level]) for level, word in LEVELS.items()]


def proposals() -> list[Priority]:
    """What is proposed in the circles of whoever looks."""
    return list(Priority.objects.proposed().in_circles(circles_with("see")).listed())


def stopped(day: date) -> list[tuple[Priority, bool]]:
    """What has ended, newest first, and whether it should have been looked at again by now."""
    rows = Priority.objects.ended().with_all()
    return [(one, one.looked_on is None and bool(one.look_again_on and one.look_again_on <= day)) for one in rows]


def exceptions(day: date) -> list[tuple[Waiver, bool]]:
    """Every signed exception, and whether it still holds."""
    return [(one, one.holds(day)) for one in Waiver.objects.signed().order_by("-until", "pk")]
