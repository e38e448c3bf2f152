"""What may be done with a paper, as the rules of its rows say it."""

from collections.abc import Collection
from datetime import date, timedelta

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from slagvaardig.trust.access.models import Person
from slagvaardig.trust.papers.models import Paper

KEPT = timedelta(days=2 * 365)
LONGEST_KEPT = timedelta(days=7 * 366)


def kept_until(day: date | None) -> date:
    """The day itself, or two years from now when none is given; ValidationError when that is no day to choose."""
    today = timezone.localdate()
    last = day or today + KEPT
    if not today <= last <= today + LONGEST_KEPT:
        raise ValidationError(_("Kies een bewaardatum tussen vandaag en zeven jaar."))
    return last


def may_change(paper: Paper, person: Person, rights: Collection[str]) -> bool:
    """Whether a paper can be changed by a person with these rights in its circle: a frozen copy by nobody."""
    own = paper.owner_id == person.pk and "write" in rights
    return not paper.frozen and (own or "edit" in rights)
