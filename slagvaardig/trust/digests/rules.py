"""When somebody's mail is due, and what of all that waits may stand in it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from slagvaardig.trust.digests.models import Digest
from slagvaardig.web.blocks import Waiting

_SATURDAY = 5


@dataclass(frozen=True)
class Content:
    """of_office: what comes with a role. own: how often there is news about what somebody himself told or raised."""

    of_office: tuple[Waiting, ...] = ()
    own: int = 0


def is_weekday(day: date) -> bool:
    return day.weekday() < _SATURDAY


def is_due(digest: Digest, today: date, works: Callable[[date], bool] = is_weekday) -> bool:
    """A week that was missed, by a server that was away, is made up for on its next day. works: whether people work
    on a day."""
    if digest.rhythm == "none" or digest.claimed_on == today or digest.done_on == today:
        return False
    if digest.rhythm == "daily":
        return works(today)
    monday = today - timedelta(days=today.weekday())
    return digest.done_on is None or digest.done_on < monday


def content_of(digest: Digest, waiting: Sequence[Waiting]) -> Content | None:
    """What may be told; None when no letter should go.

    That a letter comes tells something too, to whoever reads a mailbox. So news about what somebody told or raised
    decides nothing, unless he asked for that ("open"); who wants to hear without that gets a letter every time.
    """
    of_office = tuple(one for one in waiting if one.of_office and one.number)
    own = sum(one.number for one in waiting if not one.of_office) if digest.own == "open" else 0
    return Content(of_office, own) if of_office or own or digest.own == "steady" else None
