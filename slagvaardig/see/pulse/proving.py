"""How somebody unseen proves that he may answer: by the token of a link that was not used."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date

from django.utils import timezone

from slagvaardig.see.pulse.models import PulseLink, PulseRound
from slagvaardig.see.pulse.tokens import hash_of
from slagvaardig.trust.access.identity import enter, leave


class DeadLink(Exception):
    """This token gives no access; `why` is "unknown", "used" or "over"."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


@contextmanager
def as_holder(token: str) -> Iterator[None]:
    """Within the block the one who acts holds the link with this token, and is nobody else."""
    enter(kind="claim", session=hash_of(token))
    yield
    leave()


def round_of(token: str, on: date | None = None) -> PulseRound:
    """The round that a link gives access to, for who holds it. Raises DeadLink."""
    link = PulseLink.objects.filter(hash=hash_of(token)).select_related("round").first()
    if link is None:
        raise DeadLink("unknown")
    if link.used:
        raise DeadLink("used")
    if link.round.state != "open" or link.round.closes < (on or timezone.localdate()):
        raise DeadLink("over")
    return link.round
