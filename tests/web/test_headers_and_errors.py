"""Every answer carries the same strict headers, and an error tells what to do without telling what went on inside."""

import pytest
from django.conf import settings
from django.test import Client

from slagvaardig.web.security import HEADERS

ANSWERS = {
    "/zien/inbraak": 200,
    "/uitleg": 200,
    "/thema.css": 200,
    "/static/web/css/site.css": 200,
    "/bestaat-niet": 404,
    "/geweigerd": 403,
    "/onbegrepen": 400,
    "/stuk": 500,
}


@pytest.mark.django_db  # closing an answer looks after the connection that an earlier test may have left open
@pytest.mark.parametrize(("path", "status"), ANSWERS.items())
def test_every_answer_carries_every_header(site: Client, path: str, status: int) -> None:
    response = site.get(path)
    response.close()
    assert response.status_code == status
    assert {name: response.headers.get(name) for name in HEADERS} == HEADERS


def test_the_policy_allows_no_inline_code_and_no_other_site() -> None:
    policy = HEADERS["Content-Security-Policy"]
    assert policy.startswith("default-src 'none'")
    assert [word for word in ("unsafe", "http", "*") if word in policy] == []


def test_static_files_pass_the_headers_too() -> None:
    order = [name.rpartition(".")[2] for name in settings.MIDDLEWARE]
    assert order.index("SecurityHeaders") < order.index("WhiteNoiseMiddleware")


@pytest.mark.parametrize(
    ("path", "title"),
    [
        ("/bestaat-niet", "Deze pagina is er niet"),
        ("/geweigerd", "Dit kunnen wij niet doen"),
        ("/onbegrepen", "Dit verzoek klopt niet"),
        ("/stuk", "Er ging bij ons iets mis"),
    ],
)
def test_an_error_says_what_happened_and_what_to_do_and_leaks_nothing(site: Client, path: str, title: str) -> None:
    text = site.get(path).content.decode()
    assert f">{title}</h1>" in text
    assert 'href="/"' in text
    assert [word for word in ("secret inner words", "Traceback", "RuntimeError", "django") if word in text] == []


def test_an_error_speaks_the_chosen_language(site: Client) -> None:
    site.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"
    assert "Something went wrong on our side" in site.get("/stuk").content.decode()


def test_a_page_sets_no_cookie_until_the_visitor_chooses_a_language(site: Client) -> None:
    assert not site.get("/zien/inbraak").cookies
    response = site.post("/taal", {"language": "en", "next": "/zien/inbraak"})
    assert response.headers["Location"] == "/zien/inbraak"
    assert response.cookies[settings.LANGUAGE_COOKIE_NAME].value == "en"


def test_the_language_switch_leads_to_no_other_site(site: Client) -> None:
    response = site.post("/taal", {"language": "en", "next": "https://example.org/"})
    assert response.headers["Location"] == "/"


@pytest.mark.parametrize(("cookie", "language"), [("", "nl"), ("en", "en"), ("xx", "nl"), ("../../etc", "nl")])
def test_a_page_is_dutch_unless_the_visitor_chose(site: Client, cookie: str, language: str) -> None:
    if cookie:
        site.cookies[settings.LANGUAGE_COOKIE_NAME] = cookie
    response = site.get("/zien/inbraak", headers={"accept-language": "en-US"})
    assert response.headers["Content-Language"] == language
    assert f'<html lang="{language}">' in response.content.decode()
    assert "Cookie" in response.headers["Vary"]
