"""What happens with stories by night: the log of what was done unseen, and once a month the counts."""

from django.utils import timezone

from slagvaardig.see.patterns.actions import count_stories
from slagvaardig.see.stories.actions import note_unseen
from slagvaardig.trust.access.identity import acting_as_job

JOB = "stories"


def run(*, anew: bool = False) -> None:
    """anew: count although this month's counts are there."""
    with acting_as_job(JOB) as by:
        note_unseen(by=by, today=timezone.localdate())
    with acting_as_job(JOB) as by:
        count_stories(by=by, today=timezone.localdate(), anew=anew)
