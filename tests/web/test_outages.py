"""When the database is away or full, a visitor reads so in plain words and keeps what he wrote."""

from collections.abc import Callable

import psycopg
import pytest
from django.db import InterfaceError, OperationalError, ProgrammingError
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory

from slagvaardig.web.outages import went_wrong


def raised(problem: Exception, cause: Exception | None = None) -> Callable[[HttpRequest], HttpResponse]:
    def answer(request: HttpRequest) -> HttpResponse:
        try:
            raise problem from cause
        except Exception:
            return went_wrong(request)

    return answer


AWAY = raised(OperationalError("secret inner words"))
FULL = raised(OperationalError("x"), psycopg.errors.DiskFull("secret inner words"))
SENT = {"title": "Mijn plan", "text": "Eerste regel\n<script>tweede</script>", "once": "k", "csrfmiddlewaretoken": "t"}


@pytest.mark.parametrize(
    ("answer", "status", "words"),
    [
        (AWAY, 503, "even niet bereikbaar"),
        (raised(InterfaceError("connection already closed")), 503, "even niet bereikbaar"),
        (FULL, 507, "Bewaren lukt nu niet"),
        (raised(OSError(28, "No space left on device")), 507, "Bewaren lukt nu niet"),
        (raised(ProgrammingError("secret inner words")), 500, "Er ging bij ons iets mis"),
        (raised(ValueError("secret inner words")), 500, "Er ging bij ons iets mis"),
    ],
)
def test_each_kind_of_trouble_has_its_own_page(
    answer: Callable[[HttpRequest], HttpResponse], status: int, words: str
) -> None:
    found = answer(RequestFactory().get("/zien"))
    text = found.content.decode()
    assert found.status_code == status
    assert f"{words}</h1>" in text
    assert ("Retry-After" in found.headers) == (status != 500)
    assert [word for word in ("secret inner words", "Traceback", "Error", "psycopg") if word in text] == []


@pytest.mark.parametrize("answer", [AWAY, FULL])
def test_what_was_sent_comes_back_with_a_button_that_tries_again(
    answer: Callable[[HttpRequest], HttpResponse],
) -> None:
    text = answer(RequestFactory().post("/kringen/beraad/nieuw", SENT)).content.decode()
    assert '<textarea hidden name="once">\nk</textarea>' in text
    assert '<textarea hidden name="csrfmiddlewaretoken">\nt</textarea>' in text
    assert "Eerste regel<br>&lt;script&gt;tweede" in text
    assert "<script>" not in text
    assert "Probeer opnieuw" in text


def test_what_somebody_types_to_log_in_is_never_written_on_a_page() -> None:
    text = AWAY(RequestFactory().post("/toegang/inloggen", {"password": "geheim woord"})).content.decode()
    assert "geheim woord" not in text
