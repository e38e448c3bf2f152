"""The hashes of which the chain is made; pure. `verify_log.py` computes them once more without this module.

leaf = SHA-256(0x00, salt, line)   root = SHA-256(0x01, leaves)   head = SHA-256(head before, "SEQ:EVENTS", root)
"""

import hashlib
import json
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime

FIELDS = ("id", "at", "actor", "verb", "about", "circle", "detail", "trace", "activity")
BEFORE_THE_FIRST = bytes(32)


def moment(at: datetime) -> str:
    """A moment in the one way of writing that is hashed and exported."""
    return at.astimezone(UTC).isoformat(timespec="microseconds")


def canonical(line: Mapping[str, object]) -> bytes:
    """The one way of writing a line: only FIELDS, sorted, without spaces."""
    chosen = {name: line[name] for name in FIELDS}
    return json.dumps(chosen, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()


def leaf(salt: bytes, line: Mapping[str, object]) -> bytes:
    """The salt keeps a line from being guessed by whoever has only its hash."""
    return hashlib.sha256(b"\0" + salt + canonical(line)).digest()


def root(leaves: Iterable[bytes]) -> bytes:
    """Over the leaves of one seal, in the order of their ids."""
    return hashlib.sha256(b"\1" + b"".join(leaves)).digest()


def head(before: bytes, seq: int, events: int, over: bytes) -> bytes:
    """What follows from the head before and this seal; whoever knows it knows that nothing before it changed."""
    return hashlib.sha256(before + f"{seq}:{events}".encode() + over).digest()
