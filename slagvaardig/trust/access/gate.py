"""Who may come in at all: pages for people with a login, and acts that ask for a fresh one."""

import time
from collections.abc import Callable
from functools import wraps
from urllib.parse import urlencode

from django.contrib.auth.views import redirect_to_login
from django.contrib.sessions.backends.base import SessionBase
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

View = Callable[..., HttpResponse]
FRESH = 300  # seconds that a login counts as just done
LONGEST_DRAFT = 200_000
_FRESH_UNTIL, _FIRST_UNTIL, _DRAFT = "fresh_until", "first_step_until", "draft"


def member_page(view: View) -> View:
    """For whoever is logged in; others are led to the login and come back."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: object, **named: object) -> HttpResponse:
        if not request.user.is_authenticated:
            return redirect_to_login(request.get_full_path(), reverse("login"))
        return view(request, *args, **named)

    return guarded


def step_up(view: View) -> View:
    """For acts that ask for a login of at most five minutes ago. What was filled in meanwhile is kept."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: object, **named: object) -> HttpResponse:
        if not is_fresh(request.session):
            return _ask_again(request)
        if request.method in ("GET", "HEAD") and (fields := _take_draft(request)):
            context = {"title": _("Nog niet verstuurd"), "fields": fields, "address": request.get_full_path()}
            return render(request, "trust/draft.html", context)
        return view(request, *args, **named)

    return guarded


def confirmed(session: SessionBase) -> None:
    """Somebody just proved anew who he is."""
    session[_FRESH_UNTIL] = time.time() + FRESH
    session.pop(_FIRST_UNTIL, None)


def first_step_again(session: SessionBase) -> None:
    """A partner just asked anew who somebody is, but for no second step; ours follows."""
    session[_FIRST_UNTIL] = time.time() + FRESH


def took_first_step(session: SessionBase) -> bool:
    return bool(time.time() < session.get(_FIRST_UNTIL, 0))


def is_fresh(session: SessionBase) -> bool:
    return bool(time.time() < session.get(_FRESH_UNTIL, 0))


def proven_until(session: SessionBase) -> float:
    """Until when the newest proof of who this is counts as just given; 0 when there is none."""
    return float(session.get(_FRESH_UNTIL, 0))


def _ask_again(request: HttpRequest) -> HttpResponse:
    address = request.get_full_path()
    if request.method == "POST":
        written = request.POST.copy()
        written.pop("csrfmiddlewaretoken", None)
        if len(written.urlencode()) <= LONGEST_DRAFT:
            request.session[_DRAFT] = {"address": address, "fields": written.urlencode()}
    return redirect(f"{reverse('confirm')}?{urlencode({'next': address})}")


def _take_draft(request: HttpRequest) -> list[tuple[str, str]]:
    """What was filled in on this page before its sender had to prove who he is; once."""
    draft = request.session.get(_DRAFT)
    if not draft or draft["address"] != request.get_full_path():
        return []
    del request.session[_DRAFT]
    written = QueryDict(draft["fields"])
    return [(name, value) for name, values in written.lists() for value in values]
