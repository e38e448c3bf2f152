"""Through which offices somebody speaks at a table."""

from slagvaardig.choose.decisions.rules import seats_of
from slagvaardig.choose.offices import held_by
from slagvaardig.trust.access.models import Person
from slagvaardig.trust.circles.models import Circle, Office


def own_offices(circle: Circle, person: Person) -> list[Office]:
    """Those that somebody holds with a voice at this table."""
    held = held_by(person)
    return [office for office in seats_of(circle) if office.slug in held]
