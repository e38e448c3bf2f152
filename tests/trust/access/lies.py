"""Every way in which a partner's login, or somebody in between, tries to be believed; and every honest way."""

import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import jwt

from tests.trust.access.provider import CLIENT, PRIVATE, SECRET, Facts, Provider, part, public_key

Lie = Callable[[Provider], None]


def claim(**changed: Any) -> Lie:
    """A token with other claims; a value of None leaves the claim out."""

    def lie(provider: Provider) -> None:
        provider.claims = lambda truth: {
            name: value for name, value in {**truth, **changed}.items() if value is not None
        }

    return lie


def moment(**seconds: float) -> Lie:
    """A token whose times lie so many seconds from when the lie is told: a long run imports this file long before."""
    return lambda provider: claim(**{name: time.time() + shift for name, shift in seconds.items()})(provider)


def signed(key: Any, algorithm: str, **header: Any) -> Lie:
    def lie(provider: Provider) -> None:
        provider.sign = lambda claims: str(jwt.encode(claims, key, algorithm=algorithm, headers=header))

    return lie


def token(make: Callable[[Facts], Any]) -> Lie:
    def lie(provider: Provider) -> None:
        provider.sign = make

    return lie


def says(**changed: Any) -> Lie:
    def lie(provider: Provider) -> None:
        provider.document = lambda truth: {**truth, **changed}

    return lie


def shows(keys: Any) -> Lie:
    def lie(provider: Provider) -> None:
        provider.keys = lambda truth: keys

    return lie


def gives(**changed: Any) -> Lie:
    def lie(provider: Provider) -> None:
        provider.answer = lambda truth: {
            name: value for name, value in {**truth, **changed}.items() if value is not None
        }

    return lie


def both(*lies: Lie) -> Lie:
    def lie(provider: Provider) -> None:
        for one in lies:
            one(provider)

    return lie


def _cut(claims: Facts, change: Callable[[list[str]], list[str]]) -> str:
    good = str(jwt.encode(claims, PRIVATE["RS256"], algorithm="RS256", headers={"kid": "RS256"}))
    return ".".join(change(good.split(".")))


def _public_text() -> bytes:
    from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

    return bytes(PRIVATE["RS256"].public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo))


def _hmac_with_the_public_key(claims: Facts) -> str:
    import base64
    import hashlib
    import hmac

    head = f"{part({'alg': 'HS256', 'kid': 'RS256', 'typ': 'JWT'})}.{part(claims)}"
    proof = hmac.new(_public_text(), head.encode(), hashlib.sha256).digest()
    return f"{head}.{base64.urlsafe_b64encode(proof).rstrip(b'=').decode()}"


SHARED = {"kty": "oct", "kid": "oct", "use": "sig", "alg": "HS256", "k": "Z2VoZWlt" * 8}
LIES: dict[str, Lie] = {
    "alg none": token(lambda claims: f"{part({'alg': 'none', 'kid': 'RS256'})}.{part(claims)}."),
    "alg None in other letters": token(lambda claims: f"{part({'alg': 'nOnE', 'kid': 'RS256'})}.{part(claims)}."),
    "no signature": token(lambda claims: _cut(claims, lambda parts: [*parts[:2], ""])),
    "two parts only": token(lambda claims: _cut(claims, lambda parts: parts[:2])),
    "signature of another token": token(
        lambda claims: _cut({**claims, "sub": "x"}, lambda parts: [parts[0], part(claims), parts[2]])
    ),
    "signed by a stranger": signed(PRIVATE["stranger"], "RS256", kid="RS256"),
    "signed by a stranger under his own name": signed(PRIVATE["stranger"], "RS256", kid="stranger"),
    "a stranger brings his key along": signed(PRIVATE["stranger"], "RS256", kid="stranger", jwk=public_key("stranger")),
    "a stranger says where his key is": signed(
        PRIVATE["stranger"], "RS256", kid="stranger", jku="http://127.0.0.1:1/keys"
    ),
    "signed with the secret of the site": signed(SECRET, "HS256", kid="RS256"),
    "signed with a shared key that is shown": both(
        signed(b"geheim" * 8, "HS256", kid="oct"), shows({"keys": [SHARED]})
    ),
    "signed with the public key as a secret": token(_hmac_with_the_public_key),
    "no name of a key": signed(PRIVATE["RS256"], "RS256"),
    "two keys of one name": shows({"keys": [public_key("RS256"), public_key("stranger", kid="RS256")]}),
    "a key for encryption": shows({"keys": [public_key("RS256", use="enc")]}),
    "another way of signing than that of the key": both(
        signed(PRIVATE["RS256"], "RS384", kid="RS256"), shows({"keys": [public_key("RS256", alg="RS256")]})
    ),
    "no keys": shows({"keys": []}),
    "keys that are no list": shows({"keys": "alle"}),
    "keys that are no object": shows([public_key("RS256")]),
    "wrong audience": claim(aud="een-andere-site"),
    "no audience": claim(aud=None),
    "empty audience": claim(aud=[]),
    "audience almost ours": claim(aud=CLIENT + "/"),
    "more audiences, asked by nobody": claim(aud=[CLIENT, "een-andere-site"]),
    "more audiences, asked by another": claim(aud=[CLIENT, "een-andere-site"], azp="een-andere-site"),
    "asked by another": claim(azp="een-andere-site"),
    "wrong issuer": claim(iss="https://elders.voorbeeld.invalid"),
    "no issuer": claim(iss=None),
    "issuer with a slash more": both(lambda provider: claim(iss=f"{provider.address}/een/")(provider)),
    "issuer is a list": both(lambda provider: claim(iss=[f"{provider.address}/een"])(provider)),
    "expired": moment(exp=-60),
    "expired long ago": moment(exp=-86_400, iat=-90_000),
    "never expires": claim(exp=None),
    "expires at a word": claim(exp="morgen"),
    "made in the future": moment(iat=600, exp=900),
    "made long ago": moment(iat=-7200),
    "not made at any time": claim(iat=None),
    "valid from tomorrow": moment(nbf=86_400),
    "wrong nonce": claim(nonce="een andere"),
    "no nonce": claim(nonce=None),
    "empty nonce": claim(nonce=""),
    "nonce is a list": claim(nonce=["een andere"]),
    "no subject": claim(sub=None),
    "empty subject": claim(sub=""),
    "subject is a number": claim(sub=1),
    "subject is a list": claim(sub=["persoon-1"]),
    "endless subject": claim(sub="persoon-1" * 100),
    "subject of nobody, address of somebody": claim(sub="persoon-9"),
    "subject in other letters": claim(sub="PERSOON-1"),
    "subject with a space": claim(sub="persoon-1 "),
    "no token": gives(id_token=None),
    "token is an object": gives(id_token={"sub": "persoon-1"}),
    "token is rubbish": gives(id_token="a.b.c"),
    "answer says error": lambda provider: setattr(provider, "status", 500),
    "answer says moved": lambda provider: setattr(provider, "status", 302),
    "calls itself otherwise": says(issuer="https://elders.voorbeeld.invalid"),
    "calls itself nothing": says(issuer=None),
    "keys at an unsafe address": says(jwks_uri="http://elders.voorbeeld.invalid/keys"),
    "code to an unsafe address": says(token_endpoint="file:///etc/passwd"),
}


def signs(name: str) -> Lie:
    return signed(PRIVATE[name], name, kid=name)


HONEST: dict[str, Lie] = {
    "RS256": signs("RS256"),
    "PS256": signs("PS256"),
    "ES256": signs("ES256"),
    "EdDSA": signs("EdDSA"),
    "a key that says its way of signing": shows({"keys": [public_key("RS256", alg="RS256")]}),
    "a key that does not say what it is for": shows({"keys": [public_key("RS256", use="sig"), SHARED]}),
    "audience in a list": claim(aud=[CLIENT]),
    "more audiences, asked by us": claim(aud=[CLIENT, "een-andere-site"], azp=CLIENT),
    "a second step in amr": claim(acr=None, amr=["pwd", "mfa"]),
    "clocks that differ a little": moment(iat=15, exp=200),
    "groups that would be rights": claim(groups=["administrator"], roles=["beheerder"]),
    "takes only the header": says(token_endpoint_auth_methods_supported=["client_secret_basic"]),
}


@dataclass(frozen=True)
class Return:
    """How a browser comes back: what of the honest parameters is changed, and to which partner it comes back."""

    changed: Facts
    partner: str = "een"

    def of(self, honest: Facts) -> Facts:
        return {name: value for name, value in {**honest, **self.changed}.items() if value is not None}


RETURNS: dict[str, Return] = {
    "no state": Return({"state": None}),
    "empty state": Return({"state": ""}),
    "made-up state": Return({"state": "x" * 43}),
    "no code": Return({"code": None}),
    "made-up code": Return({"code": "verzonnen"}),
    "an error beside a code": Return({"error": "access_denied"}),
    "said to come from another": Return({"iss": "https://elders.voorbeeld.invalid"}),
    "at the address of another partner": Return({}, partner="twee"),
}
