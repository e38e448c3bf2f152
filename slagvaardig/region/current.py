"""The region that this site shows."""

from datetime import date
from pathlib import Path

from django.conf import settings

from slagvaardig.region.folder import Region, load_region


def current_region() -> Region:
    """Read once; the same object until the process ends."""
    return load_region(Path(settings.REGION_FOLDER))


def works_on(day: date) -> bool:
    """Whether people work on a day in this region."""
    return current_region().holidays.is_working_day(day)
