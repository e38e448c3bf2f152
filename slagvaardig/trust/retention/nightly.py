"""The nightly job: batch after batch until nothing is past its end. Killed half-way, the next run goes on."""

from collections.abc import Callable
from pathlib import Path

from django.conf import settings

from slagvaardig.trust.access.identity import acting_as_job
from slagvaardig.trust.privacy.overdue import RETENTION
from slagvaardig.trust.retention.actions import BATCH, InBetween, begin_run, destroy_batch, end_run, export_ledger
from slagvaardig.trust.retention.kinds import Kind, kinds, overdue_now
from slagvaardig.trust.retention.models import RetentionRun

Say = Callable[[str], None]
_AGAIN = 5


def run(say: Say | None = None, most: int = BATCH) -> RetentionRun:
    """Destroy everything that is past its end, and bring the list outside the database up to date."""
    with acting_as_job(RETENTION) as by:
        begun = begin_run(by=by)
    for kind in kinds():
        gone = _all_of(begun, kind, most)
        if say and gone:
            say(f"{kind.table}: {gone}")
    with acting_as_job(RETENTION) as by:
        export_ledger(file=Path(settings.LEDGER), by=by)
        return end_run(run=begun, by=by)


def planned() -> list[tuple[Kind, int]]:
    """What a run would take away now: how many rows of which kind."""
    with acting_as_job(RETENTION):
        return [(kind, overdue_now(kind)) for kind in kinds()]


def _all_of(begun: RetentionRun, kind: Kind, most: int) -> int:
    total = 0
    while gone := _batch(begun, kind, most):
        total += gone
    return total


def _batch(begun: RetentionRun, kind: Kind, most: int) -> int:
    for attempt in range(_AGAIN):
        try:
            with acting_as_job(RETENTION) as by:
                return destroy_batch(run=begun, kind=kind, by=by, most=most)
        except InBetween:
            if attempt == _AGAIN - 1:
                raise
    return 0
