"""Who may propose, judge and add to the trend inventory, and what a trend must obey."""

import re
import uuid
from collections.abc import Collection
from datetime import date, timedelta

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from slagvaardig.region.folder import Region
from slagvaardig.trust.circles.models import Circle
from slagvaardig.trust.circles.rules import circles_with, kinds_with

LONGEST_REVIEW = timedelta(days=3 * 366)
_NAMES = uuid.UUID("8a2f6f52-7b1c-4a39-9d57-0d9f2f6a4c11")  # so that a slug in a file always gives the same key
_PERIOD = re.compile(r"(19|20)\d{2}(-(0[1-9]|1[0-2]))?")


def key_of(slug: str) -> uuid.UUID:
    """The key of a trend that stands in the files of a region."""
    return uuid.uuid5(_NAMES, slug)


def works_for_a_partner() -> bool:
    """Whether the one who acts belongs to the coalition: he may propose a trend and say what he sees."""
    return bool(Circle.objects.among(circles_with("see")).of_kinds("coalition"))


def judges() -> bool:
    """Whether the one who acts looks after the inventory: whoever edits in the circle of the whole coalition."""
    return "coalition" in kinds_with("edit")


def circle_of_kind(kind: str) -> Circle:
    return Circle.objects.of_kinds(kind).get()


def require_periods(*, since: str = "", until: str = "") -> None:
    """A year or a month each, and not the other way round."""
    for name, period in (("since", since), ("until", until)):
        if period and not _PERIOD.fullmatch(period):
            raise ValidationError({name: [_("Schrijf een jaar of een maand, zoals 2024 of 2024-03.")]})
    if since and until and until[:4] < since[:4]:
        raise ValidationError({"until": [_("Het einde ligt voor het begin.")]})


def require_review(day: date | None, today: date) -> None:
    """A day in the future, not so far away that nobody remembers."""
    if day is None or not today < day <= today + LONGEST_REVIEW:
        raise ValidationError({"review_on": [_("Kies een dag na vandaag en binnen drie jaar.")]})


def require_known(region: Region, *, themes: Collection[str], indicators: Collection[str]) -> None:
    if any(slug not in region.themes for slug in themes):
        raise ValidationError({"themes": [_("Kies een thema uit de lijst.")]})
    if any(slug not in region.indicators for slug in indicators):
        raise ValidationError({"indicators": [_("Kies een cijfer uit de lijst.")]})
