"""Through which offices somebody speaks at a table."""

from django.utils import timezone

from slagvaardig.choose.decisions.rules import seats_of
from slagvaardig.trust.access.identity import remembered
from slagvaardig.trust.access.models import Person
from slagvaardig.trust.circles.models import Circle, Office, Tenure


def held_by(person: Person) -> set[str]:
    """The slugs of the offices that somebody holds today."""
    held = Tenure.objects.of(person).on(timezone.localdate()).values_list("office_id", flat=True)
    return remembered(f"offices of {person.pk}", lambda: set(held))


def own_offices(circle: Circle, person: Person) -> list[Office]:
    """Those of them with a voice at this table."""
    held = held_by(person)
    return [office for office in seats_of(circle) if office.slug in held]
