"""The box: all counts of a round in one sealed block. An answer opens it in memory, adds one, and seals it anew.

So there is no row, no order and no moment of an answer to find, and whoever reads the database sees one block of chance
become another of the same size. The key is made from SECRET_KEY and the round; it is not in the database.
"""

import hmac
import secrets
import uuid
from array import array
from typing import Final

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings

_NONCE: Final = 12
_WORD: Final = "I"


class LostKey(Exception):
    """The box was sealed under another key: SECRET_KEY was replaced while the round was open."""


def empty(round_id: uuid.UUID, counters: int) -> bytes:
    """A sealed box in which nothing was counted."""
    return seal(round_id, array(_WORD, [0] * counters))


def seal(round_id: uuid.UUID, counts: "array[int]") -> bytes:
    nonce = secrets.token_bytes(_NONCE)
    return nonce + _cipher(round_id).encrypt(nonce, counts.tobytes(), round_id.bytes)


def opened(round_id: uuid.UUID, sealed: "bytes | memoryview[int]") -> "array[int]":
    """The counts in a box. Raises LostKey."""
    block = bytes(sealed)
    try:
        plain = _cipher(round_id).decrypt(block[:_NONCE], block[_NONCE:], round_id.bytes)
    except InvalidTag as mistake:
        raise LostKey from mistake
    return array(_WORD, plain)


def _cipher(round_id: uuid.UUID) -> AESGCM:
    message = b"slagvaardig: box of the pulse" + round_id.bytes
    return AESGCM(hmac.digest(settings.SECRET_KEY.encode(), message, "sha256"))
