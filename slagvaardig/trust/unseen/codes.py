"""Receipt codes: twenty digits with which somebody who is not known finds back what he told.

The first eight digits find the row; of the other twelve only an Argon2id hash is kept, mixed with a key that is not in
the database. A stolen database therefore says nothing, and whoever guesses here meets the limits.
"""

import base64
import hmac
import re
import secrets
from typing import Final

from cryptography.exceptions import InvalidKey
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id
from django.conf import settings

from slagvaardig.trust.unseen.tickets import DIGITS

HANDLE: Final = 8
# A code is chance, not a word that somebody thought of: this much for each guess is dear enough.
MEMORY, ROUNDS = 12 * 1024, 2
_SALT, _LENGTH = 16, 32


def split(text: str) -> tuple[str, str] | None:
    """(what finds it, what proves it) of a code as somebody types it, with spaces or dashes; None when it is none."""
    digits = re.sub(r"[\s.\-]", "", text)
    if len(digits) != DIGITS or not (digits.isascii() and digits.isdigit()):
        return None
    return digits[:HANDLE], digits[HANDLE:]


def written(code: str) -> str:
    """In groups of four, to read aloud and to write down."""
    return " ".join(code[place : place + 4] for place in range(0, len(code), 4))


def hashed(secret: str) -> str:
    """What is kept of the secret part."""
    salt = secrets.token_bytes(_SALT)
    derived = _argon(salt).derive(_peppered(secret))
    return base64.b64encode(salt + derived).decode()


def fits(secret: str, kept: str) -> bool:
    """Whether a secret part is the one of which this was kept; takes as long when nothing was kept."""
    raw = base64.b64decode(kept) if kept else bytes(_SALT + _LENGTH)
    try:
        _argon(raw[:_SALT]).verify(_peppered(secret), raw[_SALT:])
    except InvalidKey:
        return False
    return bool(kept)


def _argon(salt: bytes) -> Argon2id:
    return Argon2id(salt=salt, length=_LENGTH, iterations=ROUNDS, lanes=1, memory_cost=MEMORY)


def _peppered(secret: str) -> bytes:
    key = hmac.digest(settings.SECRET_KEY.encode(), b"slagvaardig: receipt codes", "sha256")
    return hmac.digest(key, secret.encode(), "sha256")
