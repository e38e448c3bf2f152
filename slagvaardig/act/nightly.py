"""What happens to barriers by itself, each safe to do twice."""

from slagvaardig.act.handling.actions import ask_again
from slagvaardig.act.numbers.actions import count_barriers
from slagvaardig.trust.access.identity import acting_as_job


def ask_about_closed_barriers() -> None:
    """Ask once more about what was closed so many weeks ago."""
    with acting_as_job("clock") as by:
        ask_again(by=by)


def count_all_barriers() -> None:
    """Renew the published counts."""
    with acting_as_job("clock") as by:
        count_barriers(by=by)
