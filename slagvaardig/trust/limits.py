"""How often something may be tried, per key, in this process."""

import threading
import time

PER_WINDOW = {"login": 5}
WINDOW = 60.0
_tried: dict[tuple[str, str], list[float]] = {}
_lock = threading.Lock()


def allowed(limit: str, key: str) -> bool:
    """Whether one more try is within the limit; counts it."""
    now = time.monotonic()
    with _lock:
        recent = [moment for moment in _tried.get((limit, key), []) if moment > now - WINDOW]
        _tried[limit, key] = [*recent, now][-PER_WINDOW[limit] - 1 :]
    return len(recent) < PER_WINDOW[limit]


def forget() -> None:
    """Start counting anew."""
    with _lock:
        _tried.clear()
