"""Counts per network address without keeping one: in memory, under a key that this process draws anew every hour.

Where nobody is seen, nothing about an address may be written down, not even as a hash that somebody with the key could
turn back. When the hour or the process ends, so does everything that was counted.
"""

import hashlib
import hmac
import math
import secrets
import threading
import time
from collections.abc import Callable
from typing import Final

from slagvaardig.trust.limits.rules import HOUR, MINUTE, Limit

now: Callable[[], float] = time.monotonic
LANES: Final[dict[str, Limit]] = {
    "unseen_visit": Limit(300, MINUTE, "netwerkadres, alleen in het geheugen"),
    "unseen_code": Limit(20, MINUTE, "netwerkadres, alleen in het geheugen"),
    "unseen_link": Limit(20, MINUTE, "netwerkadres, alleen in het geheugen"),
    "unseen_slow": Limit(10, HOUR, "netwerkadres, alleen in het geheugen"),
    "unseen_slow_all": Limit(300, HOUR, "alle bezoekers samen"),
}
_FORGET = 3600.0


class Lanes:
    """What was counted since the key was drawn."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._forget()

    def lane_of(self, address: str) -> str:
        """A name for whoever comes from an address, which means nothing outside this process and hour."""
        with self._lock:
            if now() - self._since > _FORGET:
                self._forget()
            return hmac.new(self._key, address.encode(), hashlib.sha256).hexdigest()[:24]

    def seconds_to_wait(self, name: str, lane: str, times: int = 1) -> int:
        """Count one more; 0 when it is within the limit (times so much), else after how many seconds it is again."""
        limit, moment = LANES[name], now()
        with self._lock:
            started, count = self._counts.get((name, lane), (moment, 0))
            if moment - started >= limit.period:
                started, count = moment, 0
            self._counts[name, lane] = (started, count + 1)
        return 0 if count < limit.most * times else max(1, math.ceil(started + limit.period - moment))

    def seconds_until_free(self, name: str, lane: str, times: int = 1) -> int:
        """As `seconds_to_wait`, without counting: for a limit on what went wrong only."""
        limit = LANES[name]
        started, count = self._counts.get((name, lane), (now(), 0))
        left = started + limit.period - now()
        return 0 if count < limit.most * times or left <= 0 else max(1, math.ceil(left))

    def counted(self, name: str, lane: str) -> int:
        """How often it was counted in the period that runs."""
        started, count = self._counts.get((name, lane), (0.0, 0))
        return count if now() - started < LANES[name].period else 0

    def _forget(self) -> None:
        self._key = secrets.token_bytes(32)
        self._since = now()
        self._counts: dict[tuple[str, str], tuple[float, int]] = {}


lanes = Lanes()
