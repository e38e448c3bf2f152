"""Counting stories: once for every month that is over, so that no two counts differ by one story of yesterday."""

import datetime
import statistics

from django.db import transaction

from slagvaardig.region.current import current_region
from slagvaardig.see.patterns.models import Patterns
from slagvaardig.see.patterns.table import LEAST, Counted, protected
from slagvaardig.see.stories.models import Story
from slagvaardig.trust.audit.actions import record

_MONTHS = 12


@transaction.atomic
def count_stories(*, by: str, today: datetime.date, anew: bool = False) -> Patterns | None:
    """Publish the counts over the twelve months before this one; None when that was done already. anew: also then, for
    stories that came with a day of months ago: only invented ones do."""
    last = today.replace(day=1) - datetime.timedelta(days=1)
    newest = Patterns.objects.newest()
    if newest and newest.last >= last and not anew:
        return None
    first = last.replace(day=1)
    for _ in range(_MONTHS - 1):
        first = (first - datetime.timedelta(days=1)).replace(day=1)
    region = current_region()
    stories = list(
        Story.objects.between(first, last)
        .exclude(state__in=("withdrawn", "refused"))
        .values_list("day", "theme", "area", "answers", "first_answer")
    )
    known = [Counted(*row[:4]) for row in stories if row[1] in region.themes]
    content = protected(region, known, first, last) | _answered([(row[4] - row[0]).days for row in stories if row[4]])
    made = Patterns(made=today, first=first, last=last, content=content)
    made.save(force_insert=True)
    record(verb="count-stories", about="stories", by=by, detail={"until": last.isoformat()})
    return made


def _answered(days: list[int]) -> dict[str, object]:
    """In how many days half of the tellers had an answer; None when too few had one."""
    return {"median_days": statistics.median(days) if len(days) >= LEAST else None}
