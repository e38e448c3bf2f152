"""The link with which a letter is stopped: signed for that alone, and it names nobody."""

import uuid

from django.core import signing

_SALT = "slagvaardig: stop this mail"


def stop_token(stop: uuid.UUID) -> str:
    return signing.Signer(salt=_SALT, sep=".").sign(stop.hex)


def stopped_by(token: str) -> uuid.UUID | None:
    """The key in a token; None for one that this site did not make."""
    try:
        return uuid.UUID(hex=signing.Signer(salt=_SALT, sep=".").unsign(token))
    except (signing.BadSignature, ValueError):
        return None
