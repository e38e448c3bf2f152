"""Tokens of one-time links: two signs that say in which cell an answer counts, and eighteen of chance.

All tokens of a sheet follow, one way, from the number of its form (`trust/unseen/tickets.py`), so that pressing twice
shows the same sheet. Of a token only a hash is kept, under a key outside the database. The hash is of the whole token:
another cell before the same chance is a token that does not exist.
"""

import hmac
import re
from typing import Final

from django.conf import settings

from slagvaardig.trust.unseen.tickets import Ticket

# Without letters that look like others; to be read aloud and typed from paper.
SIGNS: Final = "0123456789abcdefghjkmnpqrstvwxyz"
LENGTH: Final = 20
CELLS: Final = len(SIGNS) ** 2
_CHANCE: Final = 18


def tokens_of(ticket: Ticket, cell: int, number: int) -> list[str]:
    """The tokens of one sheet, in order of chance."""
    return sorted(_signs(cell, 2) + _chance(ticket, cell, place) for place in range(number))


def read_token(text: str) -> str | None:
    """A token as somebody typed it: spaces, dashes and capitals do not matter; None when it is none."""
    plain = re.sub(r"[\s.\-]", "", text).lower().replace("o", "0").replace("i", "1").replace("l", "1")
    return plain if len(plain) == LENGTH and all(sign in SIGNS for sign in plain) else None


def written(token: str) -> str:
    """In groups of four."""
    return "-".join(token[place : place + 4] for place in range(0, LENGTH, 4))


def cell_of(token: str) -> int:
    return SIGNS.index(token[0]) * len(SIGNS) + SIGNS.index(token[1])


def hash_of(token: str) -> str:
    """What is kept of a token."""
    return hmac.new(_key(b"hashes"), token.encode(), "sha256").hexdigest()


def _chance(ticket: Ticket, cell: int, place: int) -> str:
    message = ticket.nonce + cell.to_bytes(2, "big") + place.to_bytes(4, "big")
    return _signs(int.from_bytes(hmac.digest(_key(b"tokens"), message, "sha256"), "big"), _CHANCE)


def _signs(number: int, length: int) -> str:
    found = ""
    for _ in range(length):
        number, rest = divmod(number, len(SIGNS))
        found = SIGNS[rest] + found
    return found


def _key(purpose: bytes) -> bytes:
    return hmac.digest(settings.SECRET_KEY.encode(), b"slagvaardig: pulse " + purpose, "sha256")
