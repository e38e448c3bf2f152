"""Counting stories: once for every month that is over, so that no two counts differ by one story of yesterday."""

import datetime
from dataclasses import asdict

from django.db import transaction

from slagvaardig.region.current import current_region
from slagvaardig.see.answering.readings import answers_in, period_before
from slagvaardig.see.patterns.models import Patterns
from slagvaardig.see.patterns.table import Counted, protected
from slagvaardig.see.stories.models import Story
from slagvaardig.trust.audit.actions import record


@transaction.atomic
def count_stories(*, by: str, today: datetime.date, anew: bool = False) -> Patterns | None:
    """Publish the counts over the twelve months before this one; None when that was done already. anew: also then, for
    stories that came with a day of months ago: only invented ones do."""
    period = period_before(today)
    first, last = period.first, period.last
    newest = Patterns.objects.newest()
    if newest and newest.last >= last and not anew:
        return None
    region = current_region()
    stories = list(
        Story.objects.between(first, last)
        .exclude(state="withdrawn")
        .values_list("day", "theme", "area", "answers", "first_answer", "state")
    )
    known = [Counted(*row[:4]) for row in stories if row[1] in region.themes and row[5] != "refused"]
    # Who was told that it does not belong here had an answer too.
    answers = answers_in([(row[0], row[4]) for row in stories], period, region.telling.answer_days)
    content = protected(region, known, first, last) | {"answers": asdict(answers) if answers else None}
    made = Patterns(made=today, first=first, last=last, content=content)
    made.save(force_insert=True)
    record(verb="count-stories", about="stories", by=by, detail={"until": last.isoformat()})
    return made
