"""Counting stories: once for every month that is over, so that no two counts differ by one story of yesterday."""

import datetime
import statistics

from django.db import transaction

from slagvaardig.region.current import current_region
from slagvaardig.region.folder import Region
from slagvaardig.see.patterns.models import Patterns
from slagvaardig.see.patterns.table import Counted, counted, quarter
from slagvaardig.see.stories.models import Story
from slagvaardig.stats.suppression import protect
from slagvaardig.stats.tables import Key
from slagvaardig.trust.audit.actions import record

LEAST = 5
_MONTHS = 12


@transaction.atomic
def count_stories(*, by: str, today: datetime.date) -> Patterns | None:
    """Publish the counts over the twelve months before this one; None when that was done already."""
    last = today.replace(day=1) - datetime.timedelta(days=1)
    newest = Patterns.objects.newest()
    if newest and newest.last >= last:
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


def protected(region: Region, stories: list[Counted], first: datetime.date, last: datetime.date) -> dict[str, object]:
    """What may be published of a table: small numbers and what would give them away are left out, never put at 0."""
    quarters = _quarters(first, last)
    table, sums = counted(region, stories, quarters)
    cells: dict[Key, int] = dict(table.items())
    shown = protect(cells, sums, least=1, most=LEAST - 1)
    return {
        "quarters": quarters,
        "cells": [[*cell, value] for cell, value in shown.values.items() if isinstance(cell, tuple)],
    }


def _answered(days: list[int]) -> dict[str, object]:
    """In how many days half of the tellers had an answer; None when too few had one."""
    return {"median_days": statistics.median(days) if len(days) >= LEAST else None}


def _quarters(first: datetime.date, last: datetime.date) -> list[str]:
    found, day = [], first
    while day <= last:
        found.append(quarter(day))
        day = (day.replace(day=28) + datetime.timedelta(days=4)).replace(day=1)
    return list(dict.fromkeys(found))
