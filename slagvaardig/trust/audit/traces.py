"""One trace per request: lines of the log that belong together carry the same one, also across systems of partners.

The header is that of W3C Trace Context: 00-TRACE-SPAN-FLAGS. A caller may choose the trace; it opens no door.
"""

import re
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

_PARENT = re.compile(r"(?!ff)[0-9a-f]{2}-(?!0{32})([0-9a-f]{32})-(?!0{16})[0-9a-f]{16}-[0-9a-f]{2}")
_now: ContextVar[str] = ContextVar("trace", default="")


def current_trace() -> str:
    """The trace in which this act happens; a new one when nobody opened one."""
    return _now.get() or _made()


@contextmanager
def tracing(parent: str = "") -> Iterator[str]:
    """All in the block belongs to one trace: that of the header, else that of the block around it, else a new one."""
    found = _PARENT.fullmatch(parent.strip().lower())
    before = _now.set(found[1] if found else _now.get() or _made())
    try:
        yield _now.get()
    finally:
        _now.reset(before)


def _made() -> str:
    return secrets.token_hex(16)
