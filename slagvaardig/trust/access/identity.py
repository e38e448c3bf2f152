"""Who acts in this transaction. One request, one transaction, one identity; a job acts under a name of its own.

The database believes only what this process proves with a key that SQL cannot reach (`database/identity.sql`).
"""

import hashlib
import hmac
import time
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any, TypeVar

from django.conf import settings
from django.db import connection, transaction
from django.http import HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse

from slagvaardig.trust.access.sessions import hashed
from slagvaardig.trust.audit.actions import record
from slagvaardig.trust.audit.traces import tracing
from slagvaardig.trust.unseen.space import is_unseen

JOBS = ("console", "clock", "sealer", "retention", "backup", "stories", "digests")
LOGIN_PAGES = "/toegang/"
STEP = 0.05  # seconds; longer than a page takes
Answer = TypeVar("Answer")
_answers: ContextVar[dict[str, Any] | None] = ContextVar("answers", default=None)
WITHOUT_DATABASE = ("/leeft", "/thema.css", "/static/")


def process_key() -> bytes:
    """The key with which this process proves who acts; derived, so that nothing more has to be kept secret."""
    return hmac.digest(settings.SECRET_KEY.encode(), b"slagvaardig: who acts", "sha256")


def enter(*, kind: str, session: str = "", job: str = "") -> uuid.UUID | None:
    """Tell the database who acts until this transaction ends; the user of a living session, else None.

    kind: "session", "login" or "job"; for somebody unseen "claim" or "receipt"; "digest" for counting what waits for
    somebody. session: the hash of the key of a session; of a claim the handle of a receipt code, of a receipt the key
    of what was told, of a digest that of the person. Raises InsufficientPrivilege.
    """
    if not connection.in_atomic_block:
        raise transaction.TransactionManagementError("An identity holds for one transaction: open it first.")
    connection.ensure_connection()
    moment = time.time_ns() // 1_000_000
    message = f"{kind}|{session}|{job}|{connection.connection.info.backend_pid}|{moment}"
    proof = hmac.new(process_key(), message.encode(), hashlib.sha256).hexdigest()
    with connection.cursor() as cursor:
        cursor.execute("select sec.enter(%s, %s, %s, %s, %s)", [kind, session, job, moment, proof])
        found: uuid.UUID | None = cursor.fetchone()[0]
    return found


def leave() -> None:
    """Be nobody for the rest of this transaction."""
    with connection.cursor() as cursor:
        cursor.execute("select set_config('sec.ctx', '', true)")


@contextmanager
def acting_as_job(name: str) -> Iterator[str]:
    """A transaction in which a named job acts; the name for `by=`. What happens is kept when the block ends well."""
    if name not in JOBS:
        raise ValueError(f"No job is called {name!r}: name it in JOBS first.")
    with tracing(), transaction.atomic():
        enter(kind="job", job=name)
        try:
            yield f"job:{name}"
        finally:
            if not connection.needs_rollback:
                leave()


@contextmanager
def counting_for(person: uuid.UUID) -> Iterator[bool]:
    """A transaction that can only read, in which the database shows the rows of which a digest tells the number, as
    this person sees them. False: somebody who was shut out, or has no role today."""
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("set transaction read only")
        found = enter(kind="digest", session=str(person))
        before = _answers.set({})
        try:
            yield found is not None
        finally:
            _answers.reset(before)
            if not connection.needs_rollback:
                leave()


def remembered(about: str, ask: Callable[[], Answer]) -> Answer:
    """What holds for as long as a count for one person takes is asked once in it: nothing can change meanwhile that
    this transaction writes. Everywhere else it is asked every time."""
    answers = _answers.get()
    if answers is None:
        return ask()
    if about not in answers:
        answers[about] = ask()
    found: Answer = answers[about]
    return found


class OneIdentity:
    """Middleware: the whole request in one transaction under one identity; a failed request leaves nothing behind."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if request.path.startswith(WITHOUT_DATABASE):
            return self.get_response(request)
        started = time.monotonic()
        with tracing(request.headers.get("traceparent", "")):
            response = self._answer(request)
        if response.status_code == 404:
            _wait_for_the_step(started)
        return response

    def _answer(self, request: HttpRequest) -> HttpResponseBase:
        request.went_wrong = False  # type: ignore[attr-defined]
        with transaction.atomic():
            user = _enter_as(request)
            response = _whole(self.get_response(request))
            if response.status_code >= 500 or request.went_wrong:  # type: ignore[attr-defined]
                transaction.set_rollback(True)
        if user and response.status_code in (403, 404):
            _record_refusal(request, user)
        return response

    def process_exception(self, request: HttpRequest, exception: Exception) -> None:
        # Django makes an answer of an exception before we see it, and would then keep what the request had written.
        request.went_wrong = True  # type: ignore[attr-defined]


def _enter_as(request: HttpRequest) -> uuid.UUID | None:
    if is_unseen(request.path):
        leave()
        return None
    key = request.COOKIES.get(settings.SESSION_COOKIE_NAME, "")
    login = request.path.startswith(LOGIN_PAGES)
    if key or login:
        return enter(kind="login" if login else "session", session=hashed(key) if key else "")
    leave()
    return None


def _wait_for_the_step(started: float) -> None:
    """What is hidden takes the database a little longer than what is not there. So "not found" is said at a whole
    number of steps after the question came, whatever it took."""
    if STEP:
        time.sleep(STEP - (time.monotonic() - started) % STEP)


def _record_refusal(request: HttpRequest, user: uuid.UUID) -> None:
    """In a transaction of its own: that of the request may have been undone."""
    with transaction.atomic():
        if _enter_as(request) == user:
            record(verb="refused", about=f"page:{request.path}", by=f"user:{user}")


def _whole(response: HttpResponseBase) -> HttpResponseBase:
    """An answer that is read after the transaction would see nothing: read it now."""
    if not isinstance(response, StreamingHttpResponse):
        return response
    whole = HttpResponse(b"".join(response), status=response.status_code, headers=dict(response.items()))
    whole.cookies = response.cookies
    return whole
