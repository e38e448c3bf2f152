"""How many a body carries, how many it may, and what that means for the next one. The database counts again."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date

from django.utils import timezone

from slagvaardig.choose.priorities.models import Places, Priority, Waiver
from slagvaardig.trust.circles.models import Circle


@dataclass(frozen=True)
class Room:
    """Of one body. most: what it agreed to, None when it agreed on nothing. beyond: carried by a signed exception."""

    most: int | None
    carried: tuple[Priority, ...]
    beyond: frozenset[object]

    @property
    def taken(self) -> int:
        """Places in use; what an exception covers takes none."""
        return sum(one.pk not in self.beyond for one in self.carried)

    @property
    def free(self) -> int | None:
        return None if self.most is None else max(0, self.most - self.taken)

    @property
    def is_over(self) -> bool:
        return self.most is not None and self.taken > self.most

    def fits(self, priority: Priority) -> bool:
        """Whether one more can be carried: there is a place, or an exception for it that holds."""
        return self.free is None or priority.pk in self.beyond or self.free > 0

    @property
    def to_end(self) -> list[Priority]:
        """What can be named as the one that ends."""
        return [one for one in self.carried if one.state in ("adopted", "ending")]


def room_of(circle: Circle, day: date | None = None) -> Room:
    most = Places.objects.filter(circle=circle).values_list("most", flat=True).first()
    carried = tuple(Priority.objects.of(circle).carried().order_by("adopted_on", "title"))
    return Room(most, carried, beyond_today(circle, day or timezone.localdate()))


def beyond_today(circle: Circle, day: date) -> frozenset[object]:
    return frozenset(Waiver.objects.in_circles([circle.pk]).holding(day).values_list("priority_id", flat=True))


def rooms_of(circles: Collection[Circle]) -> dict[object, Room]:
    """The same for many bodies, in three questions."""
    keys = [circle.pk for circle in circles]
    most = dict(Places.objects.filter(circle__in=keys).values_list("circle_id", "most"))
    beyond = frozenset(
        Waiver.objects.in_circles(keys).holding(timezone.localdate()).values_list("priority_id", flat=True)
    )
    carried: dict[object, list[Priority]] = {}
    for one in _in_order(Priority.objects.in_circles(keys).carried()):
        carried.setdefault(one.circle_id, []).append(one)
    return {key: Room(most.get(key), tuple(carried.get(key, ())), beyond) for key in keys}


def _in_order(rows: Iterable[Priority]) -> list[Priority]:
    return sorted(rows, key=lambda one: (one.adopted_on or date.max, one.title))
