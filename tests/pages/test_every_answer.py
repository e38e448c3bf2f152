"""Every answer of every address is strict, as a visitor and as a member, whether it is a page, a file or an error.

What is looked at is what the Dutch government's own test of websites looks at, as far as the site itself decides it.
"""

import re
from collections.abc import Iterator

import pytest
from django.conf import settings as configured
from django.http import HttpResponseBase
from django.test import Client
from django.urls import URLPattern, get_resolver, reverse
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from pytest_django import Settings

from slagvaardig.trust.circles.models import Circle
from slagvaardig.trust.papers.actions import attach, write_paper
from slagvaardig.trust.unseen.space import is_unseen
from slagvaardig.web.security import DOWNLOAD_POLICY, HEADERS, UNSEEN
from tests.pages.breaking import SECRET
from tests.people import People, gather
from tests.world import World

SAME_FOR_ALL = ("/static/", "/thema.css", "/leeft")
ERRORS = {
    "/proef/raadsel": 400,
    "/proef/weigert": 403,
    "/bestaat-niet": 404,
    "/proef/botsing": 409,
    "/proef/druk": 429,
    "/proef/stuk?q=formulierwaarde": 500,
}
STATIC = ("/static/web/css/site.css", "/static/web/js/scroll.js", "/static/web/vendor/source-sans-3.woff2")


@pytest.fixture
def people(tour: World, settings: Settings) -> People:
    settings.ROOT_URLCONF = "tests.pages.breaking"
    return gather()


@pytest.fixture
def addresses(people: People, tour: World) -> list[str]:
    """Every address of the site, filled in with things that exist."""
    with people.acting("bureau") as person:
        desk = Circle.objects.get(slug="loket")
        paper = write_paper(circle=desk, title="Stuk", text="Tekst", by=person)
        kind = "text/plain; charset=utf-8"
        file = attach(paper=paper, name="x.txt", kind=kind, checksum="x", content=b"<script>", by=person)
    values = {
        "slug": next(iter(tour.region.indicators)),
        "code": tour.towns[0],
        "uuid": str(paper.pk),
        "bijlagen": str(file.pk),
        "kringen": desk.slug,
        "thema": next(iter(tour.region.themes)),
    }
    return [_filled(str(entry.pattern), values) for entry in _entries()]


def _entries() -> Iterator[URLPattern]:
    for entry in get_resolver().url_patterns:
        if isinstance(entry, URLPattern):
            yield entry
        else:
            assert str(entry.pattern) == "", "an included set below an address of its own must be walked here too"
            yield from (below for below in entry.url_patterns if isinstance(below, URLPattern))


def _filled(pattern: str, values: dict[str, str]) -> str:
    step = pattern.split("/")[1 if pattern.startswith("zien/thema") else 0]

    def value(part: re.Match[str]) -> str:
        return values.get(step) or {"int": "1", "uuid": values["uuid"]}.get(part[1]) or values.get(part[2], "x")

    return "/" + re.sub(r"<(\w+):(\w+)>", value, pattern)


def _answers(client: Client, addresses: list[str]) -> Iterator[tuple[str, HttpResponseBase]]:
    for address in [*addresses, *STATIC, *ERRORS]:
        for method in ("get", "head", "post", "delete"):
            answer = getattr(client, method)(address)
            yield f"{method} {address}", answer
            for close in getattr(answer, "_resource_closers", []):
                close()  # its files only; the answer itself would take the connection along


@pytest.mark.parametrize("name", ["visitor", "bureau"])
def test_every_answer_is_strict(people: People, addresses: list[str], settings: Settings, name: str) -> None:
    settings.HTTPS = True
    client = people.client(name, raise_request_exception=False)
    statuses = set()
    for asked, answer in _answers(client, addresses):
        statuses.add(answer.status_code)
        policy = answer.headers["Content-Security-Policy"]
        allowed = {**HEADERS, "Content-Security-Policy": policy}
        if is_unseen(asked.split()[1]):
            allowed["Referrer-Policy"] = (
                UNSEEN  # stricter: there not even this site hears from which page somebody came
            )
        assert {header: answer.headers.get(header) for header in HEADERS} == allowed, asked
        assert policy in (HEADERS["Content-Security-Policy"], DOWNLOAD_POLICY), asked
        assert answer.headers["Strict-Transport-Security"].startswith("max-age=31536000"), asked
        for leaking in ("Server", "X-Powered-By", "Access-Control-Allow-Origin"):
            assert leaking not in answer.headers, asked
        shared = asked.split()[1].startswith(SAME_FOR_ALL)
        if name != "visitor" and not shared:
            assert answer.headers["Cache-Control"] == "no-store", asked
        if name == "visitor" and not asked.startswith("post") and "/toegang/" not in asked:
            assert not answer.cookies, asked  # only whoever logs in needs one
    assert statuses >= {200, 400, 403, 404, 405, 409, 429, 500}


def test_the_policy_passes_what_the_government_looks_at() -> None:
    directives = dict(part.split(" ", 1) for part in HEADERS["Content-Security-Policy"].split("; "))
    assert directives["default-src"] == "'none'"
    for name in ("frame-src", "frame-ancestors", "base-uri", "form-action"):
        assert directives[name] in ("'none'", "'self'")
    words = [
        word for name, value in directives.items() for word in value.split() if name != "require-trusted-types-for"
    ]
    assert set(words) <= {"'none'", "'self'", "data:"}
    assert [name for name, value in directives.items() if "data:" in value] == ["img-src"]
    assert HEADERS["X-Frame-Options"] == "DENY"
    assert HEADERS["Referrer-Policy"] in ("no-referrer", "same-origin")


def test_cookies_are_out_of_reach_of_scripts_and_other_sites(people: People, settings: Settings) -> None:
    for cookie in ("SESSION", "CSRF", "LANGUAGE"):
        assert getattr(configured, f"{cookie}_COOKIE_HTTPONLY") is True
        assert getattr(configured, f"{cookie}_COOKIE_SAMESITE") == "Lax"
    answer = people.client("bureau").get(reverse("paper_new", args=["loket"]))
    assert answer.cookies["csrf"]["httponly"]


def test_a_session_that_ends_takes_along_what_the_browser_kept(people: People) -> None:
    client = people.client("visitor")
    client.cookies[configured.SESSION_COOKIE_NAME] = "verlopen"
    answer = client.get(reverse("circles"))
    assert answer.cookies[configured.SESSION_COOKIE_NAME]["max-age"] == 0
    assert answer.headers["Clear-Site-Data"] == '"cache", "storage"'
    assert "Clear-Site-Data" not in people.client("bureau").get(reverse("circles")).headers


def test_an_error_is_a_page_that_says_what_to_do_and_nothing_of_the_inside(
    people: People, addresses: list[str]
) -> None:
    assert configured.DEBUG is False
    for name in ("visitor", "bureau"):
        client = people.client(name, raise_request_exception=False)
        for address, status in ERRORS.items():
            answer = client.get(address)
            text = answer.content.decode()
            assert answer.status_code == status
            assert re.search(r"<h1[^>]*>[A-Z][^<]+</h1>", text), address
            assert 'href="/"' in text, address
            for inner in (SECRET, "formulierwaarde", "Traceback", "RuntimeError", "breaking.py", "Django", "psycopg"):
                assert inner not in text, (address, inner)


def test_a_body_that_is_too_large_and_a_way_that_does_not_exist_are_pages_too(people: People) -> None:
    client = people.client("bureau", raise_request_exception=False)
    heavy = client.post(reverse("paper_new", args=["loket"]), {"text": "x" * 1_100_000})
    assert (heavy.status_code, "Dit is te groot" in heavy.content.decode()) == (413, True)
    fits = client.post(reverse("paper_new", args=["loket"]), {"title": "x", "text": "x" * 90_000})
    assert fits.status_code == 302
    odd = client.generic("GET", "/", CONTENT_LENGTH="-1")
    assert odd.status_code == 413
    wrong = client.delete("/")
    assert (wrong.status_code, wrong.headers["Allow"]) == (405, "GET, HEAD")
    assert "Zo werkt deze pagina niet" in wrong.content.decode()
    many = client.post(reverse("paper_new", args=["loket"]), {f"veld{number}": "x" for number in range(300)})
    assert (many.status_code, "Dit verzoek klopt niet" in many.content.decode()) == (400, True)


def test_security_txt_is_complete_and_holds_for_months(people: People, settings: Settings) -> None:
    for contact, expected in (("meld@voorbeeld.invalid", "mailto:meld@voorbeeld.invalid"), ("", "http://testserver/")):
        settings.CONTACT = contact
        answer = people.client("visitor").get("/.well-known/security.txt")
        fields = dict(line.split(": ", 1) for line in answer.content.decode().splitlines())
        assert answer.headers["Content-Type"] == "text/plain; charset=utf-8"
        assert fields["Contact"].startswith(expected)
        assert fields["Preferred-Languages"] == "nl, en"
        expires = parse_datetime(fields["Expires"])
        assert expires is not None
        assert 30 < (expires - timezone.now()).days < 365
