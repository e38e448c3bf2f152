"""Logging in at a partner's own login and coming back: OpenID Connect with a code, PKCE, state and a nonce.

Only who somebody is comes from the partner, never what he may. The one network traffic is with the addresses that the
partner's own document names.
"""

import secrets
import time
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode, urlsplit

from allauth.socialaccount.adapter import get_adapter
from allauth.socialaccount.internal import statekit
from allauth.socialaccount.models import SocialAccount
from allauth.socialaccount.providers.oauth2.utils import generate_code_challenge
from django.conf import settings
from django.db import transaction
from django.http import HttpRequest
from django.urls import reverse

from slagvaardig.environment import LOOPBACK, PartnerLogin
from slagvaardig.trust.access.gate import FRESH
from slagvaardig.trust.access.id_tokens import Forged, Vouched, believed
from slagvaardig.trust.access.models import User
from slagvaardig.trust.audit.actions import record

CONFIRM, LOGIN = "confirm", "login"


@dataclass(frozen=True)
class Back:
    """Somebody who came back: whom the partner vouches for, and what he went there for."""

    vouched: Vouched
    purpose: str
    next: str
    invitation: str
    user: str


def partner_logins() -> dict[str, PartnerLogin]:
    found: dict[str, PartnerLogin] = settings.PARTNER_LOGINS
    return found


def way_out(request: HttpRequest, partner: PartnerLogin, *, purpose: str, next_page: str, invitation: str = "") -> str:
    """The address at the partner; what must come back unchanged is kept in the session, for one return."""
    proof = generate_code_challenge()
    nonce = secrets.token_urlsafe(32)
    user = str(request.user.pk) if request.user.is_authenticated else ""
    state = statekit.stash_state(
        request,
        provider_id=partner.slug,
        state={
            "nonce": nonce,
            "verifier": proof["code_verifier"],
            "purpose": purpose,
            "next": next_page,
            "invitation": invitation,
            "user": user,
        },
        state_id=secrets.token_urlsafe(32),
    )
    asked = {
        "response_type": "code",
        "client_id": partner.client_id,
        "redirect_uri": _return_address(request, partner),
        "scope": "openid",
        "state": state,
        "nonce": nonce,
        "code_challenge": proof["code_challenge"],
        "code_challenge_method": "S256",
    }
    if partner.acr:
        asked["acr_values"] = " ".join(partner.acr)
    if purpose == CONFIRM:
        asked |= {"prompt": "login", "max_age": str(FRESH)}
    address = _document(partner)["authorization_endpoint"]
    return f"{address}{'&' if '?' in address else '?'}{urlencode(asked)}"


def came_back(request: HttpRequest, partner: PartnerLogin) -> Back:
    """Who came back from a partner; Forged when anything is not as it must be."""
    kept = statekit.unstash_state(request, provider_id=partner.slug, state_id=request.GET.get("state", ""))
    if kept is None:
        raise Forged("nobody left from here with this state")
    if request.GET.get("iss", partner.issuer) != partner.issuer:
        raise Forged("the answer comes from another than was asked")
    code = request.GET.get("code", "")
    if not code or "error" in request.GET:
        raise Forged("the partner gave no code")
    document = _document(partner)
    answer = _call(
        "POST",
        document["token_endpoint"],
        data={
            "grant_type": "authorization_code",
            "code": code,
            "redirect_uri": _return_address(request, partner),
            "code_verifier": kept["verifier"],
            **_in_the_form(partner, document),
        },
        auth=_in_the_header(partner, document),
    )
    vouched = believed(
        answer.get("id_token"),
        keys=_call("GET", document["jwks_uri"]),
        partner=partner,
        nonce=kept["nonce"],
        now=time.time(),
        max_age=FRESH if kept["purpose"] == CONFIRM else None,
    )
    return Back(vouched, kept["purpose"], kept["next"], kept["invitation"], kept["user"])


def user_of(vouched: Vouched) -> User | None:
    """Who logs in with this: the one that was linked with an invitation. An e-mail address links nobody."""
    link = SocialAccount.objects.filter(provider=vouched.issuer, uid=vouched.subject).first()
    return User.objects.active(str(link.user_id)) if link else None


def links_of(user: User) -> list[PartnerLogin]:
    """The partners with whose login somebody comes in."""
    issuers = set(SocialAccount.objects.filter(user=user).values_list("provider", flat=True))
    return [partner for partner in partner_logins().values() if partner.issuer in issuers]


@transaction.atomic
def link(user: User, vouched: Vouched) -> bool:
    """Let this login at a partner be that user's from now on; False when it is another's."""
    kept, _new = SocialAccount.objects.get_or_create(
        provider=vouched.issuer, uid=vouched.subject, defaults={"user": user, "extra_data": {}}
    )
    return bool(kept.user_id == user.pk)


def write_down_link(user: User) -> None:
    record(verb="factor-added", about=f"person:{user.pk}", by=f"user:{user.pk}", detail={"kind": "partner"})


def _document(partner: PartnerLogin) -> dict[str, str]:
    """What a partner says of its own login. It must call itself what we were told, and every address must be safe."""
    found = _call("GET", f"{partner.issuer.rstrip('/')}/.well-known/openid-configuration")
    if found.get("issuer") != partner.issuer:
        raise Forged("the partner calls itself otherwise than we were told")
    for name in ("authorization_endpoint", "token_endpoint", "jwks_uri"):
        url = urlsplit(str(found.get(name, "")))
        if url.scheme != "https" and not (url.scheme == "http" and url.hostname in LOOPBACK):
            raise Forged(f"{name} of the partner is not an https address")
    return found


def _call(method: str, address: str, **more: Any) -> dict[str, Any]:
    """Ask the partner; every way in which it does not answer with an object is Forged."""
    try:
        with get_adapter().get_requests_session() as session:
            answer = session.request(method, address, allow_redirects=False, **more)
            found = answer.json() if answer.status_code == 200 else None
    except (OSError, ValueError) as problem:
        raise Forged(f"the partner does not answer: {type(problem).__name__}") from problem
    if not isinstance(found, dict):
        raise Forged("the partner does not answer with what was asked")
    return found


def _in_the_form(partner: PartnerLogin, document: dict[str, Any]) -> dict[str, str]:
    return {} if _by_header(document) else {"client_id": partner.client_id, "client_secret": partner.secret}


def _in_the_header(partner: PartnerLogin, document: dict[str, Any]) -> tuple[str, str] | None:
    return (partner.client_id, partner.secret) if _by_header(document) else None


def _by_header(document: dict[str, Any]) -> bool:
    """How we prove to the partner who we are: in the form, unless it takes only the header."""
    ways = document.get("token_endpoint_auth_methods_supported") or ["client_secret_basic"]
    return "client_secret_post" not in ways and "client_secret_basic" in ways


def _return_address(request: HttpRequest, partner: PartnerLogin) -> str:
    return request.build_absolute_uri(reverse("partner_callback", args=[partner.slug]))
