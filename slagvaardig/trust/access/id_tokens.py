"""Whether the word of a partner's login may be believed: every check on an ID token (OpenID Connect Core 3.1.3.7).

The library skips the signature of a token that came over TLS, knows no nonce and takes the algorithm from the token
itself; here all of it is checked. Nothing is asked of the network.
"""

import hmac
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import jwt

from slagvaardig.environment import PartnerLogin

ALGORITHMS = ("RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "EdDSA")
LEEWAY = 30  # seconds that two clocks may differ
OLDEST = 600  # seconds since a token was made
LONGEST = 190  # as many characters as we keep of the name of a person at a partner


class Forged(Exception):
    """A token that cannot be believed; the text says why, for the log of the site, never for the visitor."""


@dataclass(frozen=True)
class Vouched:
    """Who a partner says this is: the two together are the key of a login, nothing else is used of the token.

    second_step: whether the partner already asked for one.
    """

    issuer: str
    subject: str
    second_step: bool


def believed(
    token: object, *, keys: object, partner: PartnerLogin, nonce: str, now: float, max_age: int | None = None
) -> Vouched:
    """Who a token vouches for; Forged when any part of it is not as it must be. `max_age`: at most how many seconds
    ago the partner must have asked who this is."""
    claims = _signed(token, keys, partner)
    _for_us(claims, partner)
    given = claims.get("nonce")
    if not isinstance(given, str) or not nonce or not hmac.compare_digest(given.encode(), nonce.encode()):
        raise Forged("the nonce is not that of this login")
    if now - float(claims["iat"]) > OLDEST:
        raise Forged("the token is old")
    if max_age is not None:
        _recent(claims.get("auth_time"), now, max_age)
    subject = claims.get("sub")
    if not isinstance(subject, str) or not 0 < len(subject) <= LONGEST:
        raise Forged("the token names nobody")
    return Vouched(partner.issuer, subject, _second_step(claims, partner))


def _signed(token: object, keys: object, partner: PartnerLogin) -> dict[str, Any]:
    if not isinstance(token, str):
        raise Forged("there is no token")
    try:
        header = jwt.get_unverified_header(token)
        shown = _key(keys, header)
        algorithm = _algorithm(shown, header)
        claims: dict[str, Any] = jwt.decode(
            token,
            key=jwt.PyJWK(shown, algorithm=algorithm),
            algorithms=[algorithm],
            issuer=partner.issuer,
            audience=partner.client_id,
            leeway=LEEWAY,
            options={"require": ["iss", "sub", "aud", "exp", "iat"]},
        )
    except (jwt.PyJWTError, ValueError, TypeError, KeyError, AttributeError) as problem:
        raise Forged(f"the token does not hold: {type(problem).__name__}") from problem
    return claims


def _key(keys: object, header: Mapping[str, Any]) -> dict[str, Any]:
    """The public key that the token names, or the only one there is. Shared secrets and keys for encryption are never
    taken."""
    listed = keys.get("keys", []) if isinstance(keys, dict) else []
    usable = [
        one
        for one in listed
        if isinstance(one, dict) and one.get("kty") in ("RSA", "EC", "OKP") and one.get("use", "sig") == "sig"
    ]
    named = [one for one in usable if "kid" not in header or one.get("kid") == header["kid"]]
    if len(named) != 1:
        raise Forged("the token names no key of this partner")
    return named[0]


def _algorithm(key: Mapping[str, Any], header: Mapping[str, Any]) -> str:
    """That of the key when it says one, always one of ours; a token that says another is refused."""
    name = str(header.get("alg"))
    if name not in ALGORITHMS or key.get("alg", name) != name:
        raise Forged("the token is signed in a way that is not allowed")
    return name


def _for_us(claims: Mapping[str, Any], partner: PartnerLogin) -> None:
    """Made for this site: more audiences only when the token says that we are the one who asked for it."""
    audiences = claims["aud"] if isinstance(claims["aud"], list) else [claims["aud"]]
    asked_by = claims.get("azp")
    if asked_by not in (None, partner.client_id) or (len(audiences) > 1 and asked_by is None):
        raise Forged("the token was made for another")


def _recent(moment: object, now: float, max_age: int) -> None:
    if isinstance(moment, bool) or not isinstance(moment, int | float):
        raise Forged("the partner does not say when it asked who this is")
    if not -LEEWAY <= now - moment <= max_age + LEEWAY:
        raise Forged("the partner asked too long ago who this is")


def _second_step(claims: Mapping[str, Any], partner: PartnerLogin) -> bool:
    ways = claims.get("amr")
    listed = [way for way in ways if isinstance(way, str)] if isinstance(ways, list) else []
    return claims.get("acr") in partner.acr or any(way in partner.amr for way in listed)
