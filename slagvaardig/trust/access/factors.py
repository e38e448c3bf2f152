"""The second step: a code app, a passkey, or a recovery code for when both are lost. Checks and changes, no pages.

How each is computed is the library's (django-allauth); what counts, who may and what is written down is ours.
"""

import base64
import io
import json
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import quote, urlencode

import qrcode
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import format_hotp_value, generate_totp_secret, hotp_value
from allauth.mfa.totp.internal.auth import yield_hotp_counters_from_time as counters_now
from allauth.mfa.utils import decrypt, encrypt
from allauth.mfa.webauthn.internal import auth as webauthn
from django.core.exceptions import ValidationError
from django.db import transaction
from qrcode.image.svg import SvgPathImage

from slagvaardig.trust.access.models import User
from slagvaardig.trust.audit.actions import record

APP, PASSKEY, RECOVERY = "totp", "webauthn", "recovery_codes"
_LAST = "last"


@dataclass(frozen=True)
class Factor:
    """One second step as its owner sees it."""

    key: int
    kind: str
    name: str
    made: datetime
    used: datetime | None


def factors_of(user: User) -> list[Factor]:
    """Every second step of a user, without the recovery codes."""
    found = Authenticator.objects.filter(user=user).exclude(type=RECOVERY).order_by("created_at")
    return [Factor(one.pk, one.type, one.data.get("name", ""), one.created_at, one.last_used_at) for one in found]


def has_factor(user: User) -> bool:
    return bool(factors_of(user))


def kinds_of(user: User) -> set[str]:
    return {factor.kind for factor in factors_of(user)}


def new_secret() -> str:
    return str(generate_totp_secret())


def picture_of(user: User, secret: str) -> str:
    """The square that a code app reads, as the address of an image."""
    label = f"Slagvaardig:{user.email}"
    address = f"otpauth://totp/{quote(label)}?{urlencode({'secret': secret, 'issuer': 'Slagvaardig'})}"
    drawn = io.BytesIO()
    qrcode.make(address, image_factory=SvgPathImage, border=2).save(drawn)
    return f"data:image/svg+xml;base64,{base64.b64encode(drawn.getvalue()).decode()}"


def code_fits(secret: str, code: str, after: int = 0) -> int | None:
    """The moment (a count of half minutes) at which the app shows this code: now, one before or one after it."""
    typed = code.replace(" ", "")
    moments = list(counters_now())
    for moment in (moments[0] - 1, *moments, moments[-1] + 1):
        if moment > after and format_hotp_value(hotp_value(secret, moment)) == typed:
            return int(moment)
    return None


@transaction.atomic
def check_code(user: User, code: str) -> str | None:
    """Which second step a code proves: that of the app or a recovery code; None when neither. A code works once."""
    app = Authenticator.objects.select_for_update().filter(user=user, type=APP).first()
    if app:
        moment = code_fits(decrypt(app.data["secret"]), code, after=app.data.get(_LAST, 0))
        if moment is not None:
            app.data[_LAST] = moment
            app.save(update_fields=["data"])
            app.record_usage()
            return APP
    codes = Authenticator.objects.filter(user=user, type=RECOVERY).first()
    if codes and RecoveryCodes(codes).validate_code(code.replace(" ", "").replace("-", "")):
        codes.record_usage()
        return RECOVERY
    return None


@transaction.atomic
def add_app(user: User, secret: str, moment: int) -> None:
    """A code app, in place of the one before. `moment`: that of the code which proved that it works."""
    Authenticator.objects.filter(user=user, type=APP).delete()
    Authenticator.objects.create(user=user, type=APP, data={"secret": encrypt(secret), _LAST: moment})
    record(verb="factor-added", about=f"person:{user.pk}", by=f"user:{user.pk}", detail={"kind": APP})


def made_passkey(credential: str) -> dict[str, object]:
    """The passkey that this browser just made; ValidationError when it does not answer our question."""
    try:
        answer = _object(credential)
        webauthn.parse_registration_response(answer)
        webauthn.complete_registration(answer)
    except (ValueError, TypeError, KeyError) as problem:
        raise ValidationError("not an answer of a browser") from problem
    return answer


@transaction.atomic
def add_passkey(user: User, name: str, made: dict[str, object]) -> None:
    """Keep what `made_passkey` found to be good."""
    webauthn.WebAuthn.add(user, name, made)
    record(verb="factor-added", about=f"person:{user.pk}", by=f"user:{user.pk}", detail={"kind": PASSKEY})


@transaction.atomic
def remove(user: User, key: int) -> None:
    """Take a second step away; the last one stays, because nobody logs in without."""
    everything = list(Authenticator.objects.select_for_update().filter(user=user).exclude(type=RECOVERY))
    found = next((one for one in everything if one.pk == key), None)
    if found is None or len(everything) == 1:
        raise ValidationError("the only one")
    found.delete()
    record(verb="factor-removed", about=f"person:{user.pk}", by=f"user:{user.pk}", detail={"kind": found.type})


@transaction.atomic
def new_recovery_codes(user: User) -> None:
    """Ten codes in place of those before."""
    Authenticator.objects.filter(user=user, type=RECOVERY).delete()
    RecoveryCodes.activate(user)
    record(verb="factor-added", about=f"person:{user.pk}", by=f"user:{user.pk}", detail={"kind": RECOVERY})


def recovery_codes(user: User) -> list[str]:
    """The codes that still work, in two groups of four."""
    kept = Authenticator.objects.filter(user=user, type=RECOVERY).first()
    codes = RecoveryCodes(kept).get_unused_codes() if kept else []
    return [f"{code[:4]} {code[4:]}" for code in codes]


def question_for_new_passkey(user: User) -> dict[str, object]:
    """What the browser is asked when it makes a passkey; the session keeps the question."""
    return dict(webauthn.begin_registration(user, passwordless=True))


def question_for_passkey() -> dict[str, object]:
    """What the browser is asked when somebody logs in with a passkey, whoever that is."""
    return dict(webauthn.begin_authentication(None))


def passkey_owner(credential: str) -> User | None:
    """Who just proved with a passkey, and with a finger, face or pin, who he is."""
    try:
        answer = _object(credential)
        user = User.objects.active(str(webauthn.extract_user_from_response(answer).pk))
        if user is None:
            return None
        webauthn.complete_authentication(user, answer).record_usage()
    except (ValidationError, ValueError, TypeError, KeyError, AttributeError):
        return None
    return user


def _object(credential: str) -> dict[str, object]:
    answer = json.loads(credential)
    if not isinstance(answer, dict):
        raise ValidationError("not an answer of a browser")
    return answer
