"""What happens with conversations by night."""

from django.utils import timezone

from slagvaardig.see.coverage.actions import count_round, lay_open
from slagvaardig.see.rounds.models import Round
from slagvaardig.trust.access.identity import acting_as_job


def run(*, everything: bool = False) -> None:
    """Every round that runs, or that ended not long ago. everything: also what ended before, for an invented year."""
    with acting_as_job("clock") as by:
        begun = Round.objects.begun()
        for round in begun if everything else begun.still_counted(timezone.localdate()):
            lay_open(round=round, by=by)
            count_round(round=round, by=by, today=timezone.localdate())
