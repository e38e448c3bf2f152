"""How somebody unseen proves which story is his: with the ticket of the form that he sent, or with his code."""

import uuid
from collections.abc import Iterator
from contextlib import contextmanager

from django.conf import settings

from slagvaardig.see.stories.models import Receipt
from slagvaardig.trust.access.identity import enter, leave
from slagvaardig.trust.limits.counting import allowed
from slagvaardig.trust.unseen.codes import fits, split
from slagvaardig.trust.unseen.lanes import lanes


class TooOften(Exception):
    """Codes come from here faster than somebody types them; `wait` in seconds."""

    def __init__(self, wait: int) -> None:
        super().__init__(str(wait))
        self.wait = wait


@contextmanager
def as_teller(key: uuid.UUID) -> Iterator[None]:
    """Within the block the one who acts is the teller of the story with this key, and nobody else."""
    enter(kind="receipt", session=str(key))
    yield
    leave()


def story_of(code: str, lane: str) -> uuid.UUID | None:
    """The story that a code belongs to; None for a code of nothing, after as much reckoning. Raises TooOften."""
    if wait := lanes.seconds_to_wait("unseen_code", lane, settings.LIMITS_TIMES):
        raise TooOften(wait)
    parts = split(code)
    if parts is None:
        return None
    handle, secret = parts
    enter(kind="claim", session=handle)
    kept = list(Receipt.objects.all())
    leave()
    within = allowed("receipt", handle)
    found = [one.story_id for one in kept if fits(secret, one.secret)] if kept else []
    if not kept:
        fits(secret, "")
    return found[0] if found and within else None
