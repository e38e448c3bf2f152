"""Tickets: what stands in a form of somebody who is not seen, in the place of a session, a cookie and a captcha.

A ticket is a random number, signed. From it follow, one way only, the key of what is sent with it (so that pressing
twice makes one thing) and its receipt code (so that it can be shown again to who pressed twice). The number itself is
kept nowhere. Sending asks for work that a browser does while somebody types, or for patience where it cannot.
"""

import base64
import binascii
import hashlib
import hmac
import secrets
import time
import uuid
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from django.conf import settings

from slagvaardig.trust.unseen.lanes import lanes

now: Callable[[], float] = time.time
EASIEST: Final = 16  # bits: a phone reckons a fraction of a second on it
HARDEST: Final = 21
CALM: Final = 200  # sent with work within ten minutes before it becomes harder
VALID: Final = 12 * 3600
PATIENCE: Final = 20  # seconds in which nobody types a story
DIGITS: Final = 20
_NONCE, _MAC = 16, 16
_WINDOW = 600.0
_worked: list[float] = []


class BadTicket(ValueError):
    """Not one of ours, or too old: show the form again with a new one."""


@dataclass(frozen=True)
class Ticket:
    """`text` as it stands in the form; `bits` of work are asked for it."""

    text: str
    nonce: bytes
    issued: int
    bits: int

    @property
    def key(self) -> uuid.UUID:
        """The key of what is sent with it."""
        return uuid.UUID(bytes=hashlib.sha256(b"slagvaardig key " + self.nonce).digest()[:16], version=4)

    @property
    def code(self) -> str:
        """The receipt code of what is sent with it: twenty digits."""
        number = int.from_bytes(hmac.digest(_secret(), b"code" + self.nonce, "sha512"), "big")
        return str(number % 10**DIGITS).zfill(DIGITS)

    def is_solved_by(self, solution: str) -> bool:
        """Whether the hash of ticket and solution begins with as many zeros as the ticket asks for."""
        if not solution or len(solution) > 20:
            return False
        digest = hashlib.sha256(f"{self.text}.{solution}".encode()).digest()
        return int.from_bytes(digest[:8], "big") >> (64 - self.bits) == 0


def issue() -> Ticket:
    """A new ticket. The more is being sent, the more work the next one asks."""
    nonce, issued, bits = secrets.token_bytes(_NONCE), int(now()), bits_now()
    body = nonce + issued.to_bytes(6, "big") + bytes([bits])
    text = base64.urlsafe_b64encode(body + _mac(body)).decode().rstrip("=")
    return Ticket(text, nonce, issued, bits)


def read(text: str) -> Ticket:
    """The ticket that a form sent. Raises BadTicket."""
    try:
        whole = base64.urlsafe_b64decode(text.encode("ascii") + b"=" * (-len(text) % 4))
    except (UnicodeEncodeError, binascii.Error, ValueError) as mistake:
        raise BadTicket from mistake
    body, mac = whole[:-_MAC], whole[-_MAC:]
    if len(body) != _NONCE + 7 or not hmac.compare_digest(mac, _mac(body)):
        raise BadTicket
    issued, bits = int.from_bytes(body[_NONCE:-1], "big"), body[-1]
    if not 0 <= now() - issued <= VALID:
        raise BadTicket
    canonical = base64.urlsafe_b64encode(whole).decode().rstrip("=")
    return Ticket(canonical, body[:_NONCE], issued, bits)


def seconds_to_wait(ticket: Ticket, solution: str, lane: str) -> int:
    """0 when what came with this ticket may be taken in; else how many seconds to be patient.

    With work done: at once. Without (no scripts): as soon as a person can have typed it, and then a few an hour.
    """
    if ticket.is_solved_by(solution):
        _worked.append(now())
        return 0
    if (left := ticket.issued + PATIENCE - now()) > 0:
        return int(left) + 1
    wait = lanes.seconds_to_wait("unseen_slow", lane)
    return wait or lanes.seconds_to_wait("unseen_slow_all", "")


def bits_now() -> int:
    """Twice the work each time that twice as much is sent in ten minutes."""
    while _worked and _worked[0] < now() - _WINDOW:
        _worked.pop(0)
    return min(HARDEST, EASIEST + (len(_worked) // CALM).bit_length())


def _secret() -> bytes:
    return hmac.digest(settings.SECRET_KEY.encode(), b"slagvaardig: tickets of who is not seen", "sha256")


def _mac(body: bytes) -> bytes:
    return hmac.digest(_secret(), body, "sha256")[:_MAC]
