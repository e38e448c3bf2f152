"""What happens with conversations by night."""

from django.utils import timezone

from slagvaardig.see.coverage.actions import count_round, lay_open
from slagvaardig.see.rounds.models import Round
from slagvaardig.trust.access.identity import acting_as_job


def run() -> None:
    """Rounds that did not end longer than a night ago: what is closed is counted once more and then stays."""
    with acting_as_job("clock") as by:
        for round in Round.objects.begun().still_counted(timezone.localdate()):
            lay_open(round=round, by=by)
            count_round(round=round, by=by, today=timezone.localdate())
