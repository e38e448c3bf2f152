"""A real browser walks every page: it blocks nothing, asks nobody else, and opens no file that somebody sent."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page
from pytest_django import Settings
from pytest_django.live_server_helper import LiveServer

from slagvaardig.trust.circles.models import Circle
from slagvaardig.trust.papers.actions import attach, write_paper
from tests.accessible import violations
from tests.attack.proofs import proven
from tests.people import People, gather
from tests.serving import served
from tests.world import World

WATCH = """
  window.blocked = [];
  document.addEventListener("securitypolicyviolation", (event) => window.blocked.push(event.violatedDirective));
"""
HTML = b"<script>document.title = 'uitgevoerd'</script>"


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    context = browser.new_context(viewport={"width": 390, "height": 844}, accept_downloads=True)
    context.add_init_script(WATCH)
    yield context
    context.close()


def log_in(context: BrowserContext, people: People, name: str, address: str) -> None:
    if name in people.keys:
        context.add_cookies([{"name": "sessie", "value": people.keys[name], "url": address}])


def pages_of(world: World) -> list[str]:
    slugs = [slug for slug, one in world.region.indicators.items() if one.series]
    fixed = [
        "/",
        "/zien",
        "/gebieden",
        "/strategie",
        "/bronnen",
        "/methoden",
        "/zoeken?q=diefstal",
        "/rollen",
        "/uitleg",
    ]
    more = [f"/zien/{slugs[0]}", f"/zien/{slugs[0]}/{world.towns[0]}", f"/gebied/{world.towns[0]}", "/bestaat-niet"]
    return [*fixed, "/rollen", "/toegankelijkheid", *more]


MEMBER_PAGES = [
    "/mijn",
    "/kringen",
    "/kringen/loket",
    "/kringen/loket/nieuw",
    "/ambten",
    "/mensen",
    "/kringen/coalitie",
]


@pytest.mark.parametrize("name", ["visitor", "bureau"])
def test_no_page_breaks_the_policy_or_asks_another_site(
    transactional_db: None, world: World, context: BrowserContext, name: str
) -> None:
    people = gather()
    blocked, outside, visited = [], [], 0
    with served() as address:
        log_in(context, people, name, address)
        page = context.new_page()
        page.on("request", lambda one: None if one.url.startswith((address, "data:")) else outside.append(one.url))
        page.on("console", lambda one: blocked.append(one.text) if "Content Security Policy" in one.text else None)
        for path in [*pages_of(world), *(MEMBER_PAGES if name != "visitor" else [])]:
            page.goto(address + path)
            blocked += page.evaluate("window.blocked")
            visited += 1
    proven("strict-browser", attempts=visited, failed=len(blocked) + len(outside), entitled=visited, served=visited)
    assert (blocked, outside) == ([], [])


def test_the_browser_tells_of_a_broken_policy(transactional_db: None, tour: World, context: BrowserContext) -> None:
    """The test of the test: inline code, another site and a script made of text are blocked and seen to be."""
    with served() as address:
        page = context.new_page()
        page.goto(address + "/uitleg")
        page.evaluate(
            "document.body.append(Object.assign(document.createElement('img'), {src: 'http://127.0.0.2:9/x'}))"
        )
        with pytest.raises(Exception, match="TrustedHTML"):
            page.evaluate("document.body.innerHTML = '<b>x</b>'")
        page.wait_for_function("window.blocked.length >= 1")
        seen = page.evaluate("window.blocked")
    assert {"img-src", "require-trusted-types-for"} <= set(seen)


def test_a_file_that_somebody_sent_is_never_opened_in_the_site(
    transactional_db: None, context: BrowserContext, tmp_path: Path
) -> None:
    people = gather()
    with people.acting("bureau") as person:
        desk = Circle.objects.get(slug="loket")
        paper = write_paper(circle=desk, title="Stuk", text="", by=person)
        kinds = ("text/html", "image/svg+xml", "text/plain; charset=utf-8", "application/pdf")
        files = [attach(paper=paper, name="x.html", kind=kind, checksum="", content=HTML, by=person) for kind in kinds]
    with served() as address:
        log_in(context, people, "bureau", address)
        page = context.new_page()
        page.goto(f"{address}/stukken/{paper.pk}")
        links = page.get_by_role("link", name="x.html")
        assert links.count() == len(files)
        for place in range(len(files)):
            with page.expect_download() as download:
                links.nth(place).click()
            download.value.save_as(tmp_path / "x")
            assert (tmp_path / "x").read_bytes() == HTML
        assert page.title() != "uitgevoerd"
        assert len(context.pages) == 1


def test_the_page_that_says_to_wait_is_accessible(
    live_server: LiveServer, settings: Settings, context: BrowserContext
) -> None:
    settings.ROOT_URLCONF = "tests.pages.breaking"
    page: Page = context.new_page()
    for path in ("/proef/druk", "/proef/botsing"):
        page.goto(live_server.url + path)
        assert page.get_by_role("heading", level=1).is_visible()
        assert violations(page) == []
