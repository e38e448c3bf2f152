"""A story told on a phone at night, in a real browser: with scripts and without, by keyboard, followed by its code."""

import os
from collections.abc import Iterator
from datetime import timedelta
from urllib.parse import urlsplit

import pytest
from django.conf import settings
from django.utils import timezone
from playwright.sync_api import Browser, BrowserContext, Page
from pytest_django.live_server_helper import LiveServer

from slagvaardig.see.desk.actions import respond, show
from slagvaardig.see.patterns.actions import count_stories
from slagvaardig.see.stories.models import Story
from slagvaardig.trust.access.identity import acting_as_job
from slagvaardig.trust.circles.models import Circle
from tests.accessible import violations
from tests.attack.sizes import combinations
from tests.people import People, gather
from tests.see.stories.telling import TEXT, named, unseen
from tests.world import World

PHONE: list[object] = [390]
WIDTHS: list[object] = [390, 1366]


@pytest.fixture
def people(transactional_db: None, tour: World) -> People:
    return gather()


@pytest.fixture(params=WIDTHS, ids=["phone", "desk"])
def width(request: pytest.FixtureRequest) -> int:
    return int(request.param)


@pytest.fixture
def context(browser: Browser, width: int) -> Iterator[BrowserContext]:
    context = browser.new_context(viewport={"width": width, "height": 844}, locale="nl-NL")
    yield context
    context.close()


def log_in(context: BrowserContext, people: People, name: str, address: str) -> None:
    host = urlsplit(address).hostname or ""
    key = people.keys[name]
    context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": key, "path": "/", "domain": host}])


def picture(page: Page, name: str) -> None:
    if folder := os.environ.get("SLAGVAARDIG_PICTURES"):
        page.screenshot(path=f"{folder}/{name}-{page.viewport_size['width']}.png", full_page=True)  # type: ignore[index]


def fill_in(page: Page) -> None:
    page.get_by_label("Waar gaat het over?").select_option("wijk-en-straat")
    page.get_by_label("Waar speelt het?").select_option("VB0104")
    page.get_by_label("Wat is uw werk?").select_option("jongerenwerker")
    page.get_by_label("Wat maakte u mee?").fill(TEXT)
    page.get_by_label("Geef uw verhaal een titel").fill("Fietsen weg bij het station")
    page.get_by_label("Het wordt slechter").check()
    page.get_by_label("Meer mensen").check()
    page.get_by_label("iedereen: het mag openbaar").check()


def shown_story(people: People, title: str = "Niemand zegt er iets van") -> str:
    story, code = unseen(title=title)
    with people.acting("bureau") as bureau:
        here = Story.objects.select_related("circle").get(pk=story.pk)
        show(story=here, circle=Circle.objects.get(kind="public"), title=title, text=story.text, by=bureau)
    return code


@pytest.mark.parametrize("width", combinations(PHONE, WIDTHS), indirect=True)
def test_a_story_is_told_recognised_and_followed(
    live_server: LiveServer, people: People, context: BrowserContext
) -> None:
    shown_story(people)
    page = context.new_page()
    found: list[str] = []
    page.on("console", lambda message: found.append(message.text) if message.type in ("error", "warning") else None)
    page.goto(f"{live_server.url}/verhalen")
    page.get_by_role("link", name="Vertel wat u meemaakt").first.click()
    found += looked_at(page, "vertel")
    page.get_by_role("link", name="Vertel anoniem").first.click()
    found += looked_at(page, "formulier")
    code = told_with(page, found)
    with people.acting("bureau") as bureau:
        told = Story.objects.select_related("circle").get(title="Fietsen weg bij het station")
        assert (told.role, told.area) == ("", "VB0104")
        respond(story=told, move="answer", text="Dank u. Sinds wanneer speelt dit?", by=bureau)
    page.get_by_role("link", name="Volg uw verhaal").click()
    page.get_by_label("Uw code").fill(code)
    page.get_by_role("button", name="Lees het antwoord").click()
    assert page.get_by_text("Sinds wanneer speelt dit?").is_visible()
    page.get_by_label("Uw bericht").fill("Sinds de zomer.")
    page.get_by_role("button", name="Versturen").click()
    page.get_by_text("Uw bericht ligt bij het loket.").wait_for()
    found += looked_at(page, "gesprek")
    assert found == []
    assert context.cookies() == []


def told_with(page: Page, found: list[str]) -> str:
    """The code of a story that is filled in, looked over and sent."""
    fill_in(page)
    page.get_by_role("button", name="Verder: kijk na").click()
    assert page.get_by_role("heading", name="U zou te herkennen zijn").is_visible()
    assert page.get_by_role("heading", name="Dit vertelden anderen al").is_visible()
    found += looked_at(page, "nakijken")
    page.get_by_label("Iemand uit de praktijk, Kleiburen").check()
    page.get_by_role("button", name="Versturen").click()
    page.get_by_role("heading", name="Dank u, uw verhaal ligt bij het loket").wait_for()
    found += looked_at(page, "code")
    return page.locator(".receipt__code").inner_text()


def looked_at(page: Page, name: str) -> list[str]:
    picture(page, name)
    return violations(page)


@pytest.mark.parametrize("width", combinations(PHONE, WIDTHS), indirect=True)
def test_me_too_before_sending(live_server: LiveServer, people: People, context: BrowserContext) -> None:
    shown_story(people)
    page = context.new_page()
    page.goto(f"{live_server.url}/vertel/verhaal")
    fill_in(page)
    page.get_by_role("button", name="Verder: kijk na").click()
    page.get_by_role("button", name="Ik ook").click()
    picture(page, "ik-ook")
    page.get_by_role("button", name="Ja, dit maak ik ook mee").click()
    page.get_by_text("Wij tellen dat u dit ook meemaakt").wait_for()
    page.get_by_role("link", name="Niemand zegt er iets van").click()
    assert "1 ander maakt dit ook mee" in page.locator("main").inner_text()


@pytest.mark.parametrize("width", combinations(PHONE, WIDTHS), indirect=True)
def test_a_draft_stays_on_the_device_only_when_asked_and_is_gone_in_one_press(
    live_server: LiveServer, people: People, context: BrowserContext
) -> None:
    page = context.new_page()
    page.goto(f"{live_server.url}/vertel/verhaal")
    page.get_by_label("Wat maakte u mee?").fill("Een begin van een verhaal")
    assert page.evaluate("localStorage.length") == 0
    page.get_by_role("button", name="Bewaar een concept op dit toestel").click()
    other = context.new_page()
    other.goto(f"{live_server.url}/vertel/verhaal")
    assert other.get_by_label("Wat maakte u mee?").input_value() == "Een begin van een verhaal"
    picture(other, "concept")
    context.set_offline(True)
    other.get_by_role("button", name="Verder: kijk na").click()
    assert other.get_by_text("U heeft nu geen internet").is_visible() or not other.get_by_label("Titel").is_visible()
    context.set_offline(False)
    other.get_by_role("button", name="Wis het concept").click()
    assert other.evaluate("localStorage.length + sessionStorage.length") == 0
    assert other.get_by_label("Wat maakte u mee?").input_value() == ""


def test_without_scripts_and_by_keyboard_it_works_too(
    live_server: LiveServer, people: People, browser: Browser
) -> None:
    context = browser.new_context(java_script_enabled=False, viewport={"width": 320, "height": 700})
    page = context.new_page()
    page.goto(f"{live_server.url}/vertel/verhaal")
    fill_in(page)
    page.get_by_role("button", name="Verder: kijk na").press("Enter")
    page.get_by_role("button", name="Versturen").press("Enter")
    assert "seconden kunt u versturen" in page.locator("main").inner_text()
    assert page.locator(".story-text", has_text=TEXT).is_visible()
    page.get_by_role("button", name="Terug om te wijzigen").press("Enter")
    assert page.get_by_label("Wat maakte u mee?").input_value() == TEXT
    context.close()


@pytest.mark.parametrize("width", combinations(PHONE, WIDTHS), indirect=True)
def test_the_pages_of_readers_and_of_the_desk_are_accessible(
    live_server: LiveServer, people: People, context: BrowserContext
) -> None:
    shown_story(people)
    mine = named(people, "officer")
    with acting_as_job("stories") as by:
        count_stories(by=by, today=timezone.localdate() + timedelta(days=40))
    log_in(context, people, "bureau", live_server.url)
    page = context.new_page()
    found = []
    with people.acting("bureau"):
        keys = [str(story.pk) for story in Story.objects.all()]
    one = f"/verhalen/loket/{keys[0]}"
    few = ["/verhalen", "/verhalen/patroon", one]
    others = ["/verhalen?q=zzz", "/verhalen/loket", "/", "/gebied/VB0101", "/verhalen/mijn", f"{one}/tonen"]
    addresses = combinations(few, [*few, *others, "/zien/thema/wijk-en-straat"])
    for address in addresses:
        page.goto(live_server.url + address)
        picture(page, "pagina-" + address.strip("/").replace("/", "-").replace(keys[0], "een").replace("?", "-"))
        found += [f"{address}: {one}" for one in violations(page)]
    context.clear_cookies()
    log_in(context, people, "officer", live_server.url)
    for address in ("/verhalen/nieuw", f"/verhalen/mijn/{mine.pk}"):
        page.goto(live_server.url + address)
        picture(page, "pagina-" + address.strip("/").replace("/", "-").replace(str(mine.pk), "een"))
        found += [f"{address}: {one}" for one in violations(page)]
    assert found == []
