"""Pages for what cannot be done: readable, without a word about what went on inside."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.template.loader import render_to_string

MOST_OF_A_FORM = 1024**2
MOST_OF_AN_UPLOAD = 11 * 1024**2  # a file of 10 MB and the form around it
UPLOADS = "/bijlage"  # how the addresses end to which a file may be sent


def error_page(status: int, context: dict[str, Any] | None = None) -> HttpResponse:
    """The page of a status: `405.html`, `409.html`, `413.html` or `429.html`. It needs nothing that could fail too."""
    return HttpResponse(render_to_string(f"{status}.html", context), status=status)


class ReadableRefusals:
    """Middleware: refuses a body that is too large before it is read, and gives an empty refusal words."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        # Without a told length there is no body: WSGI reads no further than that.
        told = request.META.get("CONTENT_LENGTH") or "0"
        most = MOST_OF_AN_UPLOAD if request.path.endswith(UPLOADS) else MOST_OF_A_FORM
        if not (told.isascii() and told.isdigit()) or int(told) > most:
            response: HttpResponseBase = error_page(413)
            response.headers["Connection"] = "close"
            return response
        response = self.get_response(request)
        if response.status_code == 405 and isinstance(response, HttpResponse) and not response.content:
            return _with_words(response)
        return response


def _with_words(bare: HttpResponse) -> HttpResponse:
    page = error_page(bare.status_code)
    page.headers["Allow"] = bare.headers.get("Allow", "")
    return page
