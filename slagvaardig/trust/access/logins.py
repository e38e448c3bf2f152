"""From nobody to somebody in two steps. Only after the second does the session carry a user, for page and database.

In between the session says no more than who must still take the second step: a half login opens nothing.
"""

import hashlib
import hmac
import time
from dataclasses import dataclass

from django.conf import settings
from django.contrib import auth
from django.contrib.auth.hashers import make_password
from django.http import HttpRequest
from django.utils.http import url_has_allowed_host_and_scheme

from slagvaardig.trust.access.devices import device_of
from slagvaardig.trust.access.gate import confirmed
from slagvaardig.trust.access.identity import enter
from slagvaardig.trust.access.models import User
from slagvaardig.trust.access.sessions import hashed
from slagvaardig.trust.audit.actions import record

HALF_LASTS = 600  # seconds to take the second step
_HALF = "half"


@dataclass(frozen=True)
class Half:
    """Somebody who took the first step: how (`way`), and where he wanted to go."""

    user: User
    way: str
    next: str


def known(address: str, password: str) -> User | None:
    """Who this is, when both fit. An unknown address takes as long as a wrong password."""
    user = User.objects.with_address(address)
    if user is None:
        make_password(password)
        return None
    fits = user.check_password(password)
    return user if fits and user.is_active else None


def begin(request: HttpRequest, user: User, *, way: str, next_page: str) -> None:
    """The first step is taken. Whatever this browser was before is over."""
    request.session.flush()
    request.session[_HALF] = {"user": str(user.pk), "way": way, "at": time.time(), "next": next_page}


def half(request: HttpRequest) -> Half | None:
    """Who must still take the second step here."""
    kept = request.session.get(_HALF)
    if not kept or time.time() - kept["at"] > HALF_LASTS:
        return None
    user = User.objects.active(kept["user"])
    return Half(user, kept["way"], kept["next"]) if user else None


def complete(request: HttpRequest, user: User, *, ways: list[str]) -> None:
    """Both steps are taken: a new session with a new key, and from here on this transaction is that user's."""
    request.session.flush()
    auth.login(request, user, backend=settings.AUTHENTICATION_BACKENDS[0])
    request.session["device"] = device_of(request.headers.get("User-Agent", ""))
    confirmed(request.session)
    act_as_logged_in(request)
    record(verb="login", about=f"person:{user.pk}", by=f"user:{user.pk}", detail={"ways": ways})


def act_as_logged_in(request: HttpRequest) -> None:
    """Tell the database at once that this session has a user, so that the log says who acts."""
    request.session.save()
    enter(kind="login", session=hashed(request.session.session_key or ""))


def failed(request: HttpRequest, address: str, *, step: str) -> None:
    """Write down that a login did not succeed; about a keyed hash, so that the log holds no address."""
    record(verb="login-failed", about=f"address:{trace_of(address)}", by=actor(request), detail={"step": step})


def trace_of(address: str) -> str:
    """The same word for the same address, from which nobody without our key finds the address."""
    key = hmac.digest(settings.SECRET_KEY.encode(), b"slagvaardig: address", "sha256")
    return hmac.new(key, address.strip().lower().encode(), hashlib.sha256).hexdigest()[:32]


def actor(request: HttpRequest) -> str:
    return f"user:{request.user.pk}" if request.user.is_authenticated else "visitor"


def local(request: HttpRequest, wanted: str) -> str:
    """Where somebody wanted to go, when that is a page of this site; else the first page: what waits stands there."""
    safe = url_has_allowed_host_and_scheme(wanted, allowed_hosts=None, require_https=request.is_secure())
    return wanted if safe and wanted.startswith("/") else "/"


def kept_key(request: HttpRequest) -> str:
    """Under which key this session is kept."""
    return hashed(request.session.session_key or "")


def stay(request: HttpRequest, user: User) -> None:
    """After a new password: this session goes on under a new key, those elsewhere have ended."""
    kept = {name: request.session[name] for name in ("device", "fresh_until") if name in request.session}
    request.session.flush()
    auth.login(request, user, backend=settings.AUTHENTICATION_BACKENDS[0])
    request.session.update(kept)


def confirm(request: HttpRequest, *, ways: list[str]) -> None:
    """Whoever is logged in showed anew that it is still him."""
    confirmed(request.session)
    record(verb="step-up", about=f"person:{request.user.pk}", by=actor(request), detail={"ways": ways})
