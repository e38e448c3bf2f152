"""What the library for second steps asks of us: who we are to a passkey, and how its secrets are kept.

The secret of a code app is encrypted with a key that is not in the database: a copy of the database makes no codes.
"""

import base64
import hmac

from allauth.core import context
from cryptography.fernet import Fernet, InvalidToken
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from slagvaardig.trust.access.models import User


class Vault:
    """Named in settings.MFA_ADAPTER; only the questions that our own pages make the library ask."""

    def encrypt(self, text: str) -> str:
        return _lock().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        try:
            return _lock().decrypt(encrypted_text.encode()).decode()
        except InvalidToken:
            raise RuntimeError("The secret of a second step does not fit SECRET_KEY: was that key changed?") from None

    def validation_error(self, code: str, *args: object) -> ValidationError:
        return ValidationError(_("Dat klopt niet. Probeer het opnieuw."), code=code)

    def get_public_key_credential_rp_entity(self) -> dict[str, str]:
        host = context.request.get_host().rpartition(":")[0] or context.request.get_host()
        return {"id": host, "name": "Slagvaardig"}

    def get_public_key_credential_user_entity(self, user: User) -> dict[str, object]:
        return {"id": user.pk.hex.encode(), "display_name": user.email, "name": user.email}


def _lock() -> Fernet:
    key = hmac.digest(settings.SECRET_KEY.encode(), b"slagvaardig: second step", "sha256")
    return Fernet(base64.urlsafe_b64encode(key))
