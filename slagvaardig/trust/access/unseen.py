"""Middleware for the space in which nobody is seen: what tells who visits is taken off at the door.

No page behind it can read a cookie, an address, a browser or where somebody came from, and none can leave a cookie. All
answers have the same few sizes, so that who watches the line does not see which page it was.
"""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase

from slagvaardig.trust.access.visits import address_of, too_many
from slagvaardig.trust.unseen.lanes import lanes
from slagvaardig.trust.unseen.space import is_unseen

BLOCK = 64 * 1024
_NEEDED = ("HTTP_HOST", "HTTP_X_FORWARDED_PROTO")
_TELLS = ("HTTP_", "REMOTE_")


class Unseen:
    """Stands at the door, before the middleware that compresses: sizes would differ by what is written in a page."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if not is_unseen(request.path):
            return self.get_response(request)
        lane = lanes.lane_of(address_of(request))
        language = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME)
        _take_off(request)
        request.COOKIES = {settings.LANGUAGE_COOKIE_NAME: language} if language else {}
        request.lane = lane  # type: ignore[attr-defined]
        wait = lanes.seconds_to_wait("unseen_visit", lane, settings.LIMITS_TIMES)
        response = too_many(wait) if wait else self.get_response(request)
        response.cookies.clear()
        response.headers["Cache-Control"] = "no-store"
        response.headers["Referrer-Policy"] = "no-referrer"
        _fill_up(response)
        return response


def _take_off(request: HttpRequest) -> None:
    for name in [name for name in request.META if name.startswith(_TELLS) and name not in _NEEDED]:
        del request.META[name]


def _fill_up(response: HttpResponseBase) -> None:
    """To a whole number of blocks, with what a browser does not show."""
    content = getattr(response, "content", None)
    if content is None or not str(response.headers.get("Content-Type", "")).startswith("text/html"):
        return
    short = -(len(content) + len(b"<!---->")) % BLOCK
    response.content = content + b"<!--" + b" " * short + b"-->"  # type: ignore[attr-defined]
    response.headers["Content-Length"] = str(len(response.content))  # type: ignore[attr-defined]
