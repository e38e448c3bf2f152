"""Every visit is counted before anything else is done for it; a flood costs one statement per visit."""

from collections.abc import Callable
from urllib.parse import urlencode

from django.conf import settings
from django.db import OperationalError, transaction
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.urls import reverse
from psycopg.errors import DiskFull

from slagvaardig.trust.access.gate import proven_until
from slagvaardig.trust.access.identity import WITHOUT_DATABASE
from slagvaardig.trust.access.models import Person
from slagvaardig.trust.access.sessions import hashed
from slagvaardig.trust.limits.counting import counted, seconds_to_wait
from slagvaardig.trust.limits.rules import limits_of_visit
from slagvaardig.trust.unseen.space import is_unseen
from slagvaardig.web.errors import error_page


class LimitedVisits:
    """Middleware; stands before the one that opens the transaction of a request, so that a count lasts and locks
    nothing while a page is made."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if request.path.startswith(WITHOUT_DATABASE) or is_unseen(request.path):
            return self.get_response(request)  # who is not seen is counted at the door, in memory only
        address, session = address_of(request), request.COOKIES.get(settings.SESSION_COOKIE_NAME, "")
        limits = limits_of_visit(request.method or "", request.path, session=bool(session))
        try:
            with transaction.atomic():
                wait = max(
                    seconds_to_wait(name, address if by_address else hashed(session)) for name, by_address in limits
                )
        except OperationalError as problem:
            if not isinstance(problem.__cause__, DiskFull):
                raise
            wait = 0  # nothing can be counted on a full disk; reading goes on
        return too_many(wait) if wait else self.get_response(request)


def too_many(wait: int, *, instead: str = "") -> HttpResponse:
    """The page that says to wait, and for how long. instead: where to prove who one is, when that helps too."""
    response = error_page(429, {"seconds": wait, "minutes": -(-wait // 60), "instead": instead})
    response.headers["Retry-After"] = str(wait)
    return response


def address_of(request: HttpRequest) -> str:
    """The address that the outermost server of our own saw (settings.PROXIES of them stand before us); never kept."""
    told = request.META.get("HTTP_X_FORWARDED_FOR", "").split(",")
    behind = told[-settings.PROXIES].strip() if 0 < settings.PROXIES <= len(told) else ""
    return str(behind or request.META.get("REMOTE_ADDR", ""))


def over_reading(request: HttpRequest, person: Person, item: object) -> HttpResponse | None:
    """Instead of a restricted item, the page that says to wait or to prove again who one is; None when it may be read.

    Counts items that were not read within the hour. A fresh proof (what login notes in the session) starts anew.
    """
    key = f"{person.pk} {proven_until(request.session)}"
    if counted("read_again", f"{key} {item}"):
        return None
    if wait := seconds_to_wait("reading", key):
        return too_many(wait, instead=f"{reverse('confirm')}?{urlencode({'next': request.get_full_path()})}")
    seconds_to_wait("read_again", f"{key} {item}")
    return None
