"""What a visitor reads when the database is away or its disk is full. Nothing was kept then, so nothing is half done;
what was filled in comes back, with a button that tries again."""

import errno
import sys
from collections.abc import Iterator

import psycopg
from django.core.exceptions import SuspiciousOperation
from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.http.multipartparser import MultiPartParserError
from django.http.request import RawPostDataException
from django.template import loader

AWAY, FULL, WRONG = 503, 507, 500
TRY_AGAIN = 10  # seconds
NEVER_SHOWN = "/toegang/"  # what somebody types to log in is never written on a page


def went_wrong(request: HttpRequest) -> HttpResponse:
    """The page for whatever Django could not answer; `urls.handler500`. Uses no database itself."""
    status = _status_of(sys.exc_info()[1])
    context = {} if status == WRONG else _what_was_sent(request)
    answer = HttpResponse(loader.render_to_string(f"{status}.html", context), status=status)
    if status != WRONG:
        answer.headers["Retry-After"] = str(TRY_AGAIN)
    return answer


def _status_of(problem: BaseException | None) -> int:
    causes = list(_causes(problem))
    if any(isinstance(one, psycopg.errors.DiskFull) or getattr(one, "errno", 0) == errno.ENOSPC for one in causes):
        return FULL
    return AWAY if any(isinstance(one, OperationalError | InterfaceError) for one in causes) else WRONG


def _causes(problem: BaseException | None) -> Iterator[BaseException]:
    while problem is not None:
        yield problem
        problem = problem.__cause__ or problem.__context__


def _what_was_sent(request: HttpRequest) -> dict[str, object]:
    if request.method != "POST" or request.path.startswith(NEVER_SHOWN):
        return {}
    try:
        sent = [(name, value) for name, values in request.POST.lists() for value in values]
    except (OSError, MultiPartParserError, RawPostDataException, SuspiciousOperation):  # the sending itself was cut off
        return {}
    return {"sent": sent, "files": bool(request.FILES)}
