"""What the pages of circles show, asked once and in words."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from slagvaardig.trust.access.models import Person
from slagvaardig.trust.access.roles import KINDS, RIGHTS, ROLES
from slagvaardig.trust.circles.models import Circle, Membership, Seat, Tenure


@dataclass(frozen=True)
class Member:
    """Somebody in a circle: by a membership of his own, or through an office (`office` names it)."""

    person: Person
    role: str
    until: date
    office: str = ""
    membership: int | None = None


def members_of(circle: Circle, day: date) -> list[Member]:
    """Who sits in a circle on a day, by name."""
    own = Membership.objects.in_circle(circle).on(day).with_names()
    found = [Member(one.person, _role(one.role), one.until, membership=one.pk) for one in own]
    seats = {seat.office_id: seat for seat in Seat.objects.select_related("office").in_circle(circle)}
    for tenure in Tenure.objects.on(day).with_names().of_offices(seats):
        seat = seats[tenure.office_id]
        found.append(Member(tenure.person, _role(seat.role), tenure.until, office=seat.office.title))
    return sorted(found, key=lambda member: member.person.name)


def roles_of(person: Person, day: date) -> list[tuple[str, str, date, Circle | None]]:
    """(where, role, until, circle) of everything somebody holds on a day."""
    found: list[tuple[str, str, date, Circle | None]] = []
    for one in Membership.objects.of(person).on(day).select_related("circle"):
        found.append((one.circle.name if one.circle else "", _role(one.role), one.until, one.circle))
    for tenure in Tenure.objects.of(person).on(day).select_related("office"):
        for seat in tenure.office.seats.select_related("circle"):
            found.append((seat.circle.name, f"{_role(seat.role)} ({tenure.office.title})", tenure.until, seat.circle))
    return sorted(found, key=lambda row: row[0])


def explained() -> list[tuple[str, str, list[str], list[str]]]:
    """(role, what for, what it may do, where) of every role, from the very table that the database checks."""
    rows = []
    for role in ROLES.values():
        rights = [str(RIGHTS[right]) for right in RIGHTS if right in role.rights]
        rights += [f"{KINDS[kind]}: {RIGHTS[right]}" for kind, right in sorted(role.everywhere)]
        rows.append(
            (str(role.title), str(role.why), rights, [str(KINDS[kind]) for kind in KINDS if kind in role.kinds])
        )
    return rows


def by_kind(circles: Iterable[Circle]) -> list[tuple[str, list[Circle]]]:
    """Circles under the word for their kind, in the order of KINDS."""
    listed = list(circles)
    groups = [(str(word), [circle for circle in listed if circle.kind == kind]) for kind, word in KINDS.items()]
    return [(word, found) for word, found in groups if found]


def _role(slug: str) -> str:
    return str(ROLES[slug].title)
