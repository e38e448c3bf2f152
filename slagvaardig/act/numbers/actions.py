"""Count all barriers of the region, round, and write down only what is left."""

from datetime import date

from django.db import transaction
from django.utils import timezone

from slagvaardig.act.barriers.models import Barrier
from slagvaardig.act.numbers.counting import answered, counted
from slagvaardig.act.numbers.models import Published
from slagvaardig.region.current import current_region
from slagvaardig.trust.audit.actions import record


@transaction.atomic
def count_barriers(*, by: str, on: date | None = None) -> int:
    """Replace the published counts by those of today; how many there are. The database lets only the clock do so."""
    day = on or timezone.localdate()
    barriers = list(Barrier.objects.with_cost())
    # The promise to whoever raises one is that of the step where it begins.
    rows = counted(barriers) | answered(barriers, day, current_region().ladder.steps[0].term_days)
    Published.objects.all().delete()
    Published.objects.bulk_create(
        Published(what=what, key=key, measure=measure, number=number, on=day)
        for (what, key, measure), number in rows.items()
    )
    record(verb="count-barriers", about="barriers", by=by, detail={"counts": len(rows)})
    return len(rows)
