"""Whatever gets into a message or an error of the log, no value that came from a visitor comes out of it."""

import io
import logging
from collections.abc import Iterator
from typing import Any

import pytest
from django.conf import settings
from django.test import Client
from pytest_django import Settings

from slagvaardig.web.redaction import LEFT_OUT, Redacted
from tests.architecture.sources import PACKAGE
from tests.pages.breaking import SECRET
from tests.people import gather
from tests.world import World

CANARIES = (
    "jan.janssen@voorbeeld.invalid", "123456782", "123 45 67 82", "1234.56.782", "0612345678", "NL91ABNA0417164300",
    "9f8e7d6c5b4a39281706", "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.c2lnbg", "sessie=abcdef0123456789abcdef0123456789",
    "csrfmiddlewaretoken=Zm9vYmFyYmF6cXV4MTIzNDU2", "wachtwoord=Geheim4711!", "een zin die iemand schreef",
)  # fmt: skip
LOGGERS = ("slagvaardig.trust", "slagvaardig.web", "django.request", "django.security.csrf", "django.server", "allauth")


@pytest.fixture
def written() -> Iterator[io.StringIO]:
    """What the log of this site writes down, by the very formatter that the settings name."""
    formatters: Any = settings.LOGGING["formatters"]
    assert formatters["plain"]["()"] == f"{Redacted.__module__}.{Redacted.__qualname__}"
    out = io.StringIO()
    handler = logging.StreamHandler(out)
    handler.setFormatter(Redacted())
    logging.getLogger().addHandler(handler)
    yield out
    logging.getLogger().removeHandler(handler)


@pytest.mark.parametrize("name", LOGGERS)
@pytest.mark.parametrize("canary", CANARIES)
def test_a_value_is_left_out_however_it_is_given(written: io.StringIO, name: str, canary: str) -> None:
    logger = logging.getLogger(name)
    logger.error("Something of %s went wrong", canary)
    logger.error("Something of %(who)s went wrong", {"who": canary})
    logger.error("Forbidden (%s): %s", "reason", f"/zien/{canary}?q={canary}", extra={"status_code": 403})
    try:
        raise ValueError(canary) from KeyError(canary)
    except ValueError:
        logger.exception("It broke")
    text = written.getvalue()
    assert canary not in text
    assert canary.split()[0].split("=")[-1] not in text
    assert text.count("went wrong") == 2
    assert "builtins.ValueError" in text
    assert "test_redaction.py" in text


@pytest.mark.parametrize("canary", CANARIES[:-1])
def test_a_secret_in_a_message_without_a_template_is_found(written: io.StringIO, canary: str) -> None:
    logging.getLogger("slagvaardig.web").error("Got '" + canary + "' and " + canary)
    assert canary not in written.getvalue()


def test_what_helps_to_mend_is_kept(written: io.StringIO) -> None:
    logging.getLogger("django.request").warning("%s: %s in %d of slagvaardig.see", "Not Found", "/zien/inbraak", 12)
    assert f"WARNING django.request: Not Found: /zien/{LEFT_OUT} in 12 of slagvaardig.see" in written.getvalue()


def test_a_real_failure_of_the_site_writes_no_value_down(written: io.StringIO, tour: World, settings: Settings) -> None:
    settings.ROOT_URLCONF = "tests.pages.breaking"
    client = gather().client("bureau", raise_request_exception=False)
    answer = client.get("/proef/stuk", {"q": "canarie4711woord"}, headers={"referer": "http://x/canarie4711woord"})
    client.post("/proef/stuk", {"tekst": "canarie4711woord"})
    client.get("/bestaat-niet/canarie4711woord")
    Client(enforce_csrf_checks=True).post("/mijn", {"tekst": "canarie4711woord"})
    text = written.getvalue()
    assert answer.status_code == 500
    assert "breaking.py" in text
    assert [
        word for word in ("canarie4711woord", SECRET, *client.cookies["sessie"].value.split()) if word in text
    ] == []


def test_every_logger_ends_in_that_formatter_and_visits_are_not_logged() -> None:
    told: dict[str, Any] = dict(settings.LOGGING)
    assert {handler["formatter"] for handler in told["handlers"].values()} == {"plain"}
    assert all(one["handlers"] == [] for name, one in told["loggers"].items() if name != "")
    assert [handler for handler in logging.getLogger("django").handlers] == []


def test_no_way_of_serving_writes_visits_down() -> None:
    for file in ("serve.py", "prepare.py"):
        assert '"--no-access-log"' in (PACKAGE / file).read_text("utf-8"), file
