"""Which offices somebody holds."""

from django.utils import timezone

from slagvaardig.trust.access.identity import remembered
from slagvaardig.trust.access.models import Person
from slagvaardig.trust.circles.models import Tenure


def held_by(person: Person) -> set[str]:
    """The slugs of the offices that somebody holds today."""

    def ask() -> set[str]:
        return set(Tenure.objects.of(person).on(timezone.localdate()).values_list("office_id", flat=True))

    return remembered(f"offices of {person.pk}", ask)
