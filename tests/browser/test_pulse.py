"""The pulse on a phone, in a real browser: a link opened and answered by keyboard, without scripts, once."""

from collections.abc import Iterator
from datetime import date

import pytest
from playwright.sync_api import Browser, BrowserContext
from pytest_django import Settings
from pytest_django.live_server_helper import LiveServer

from slagvaardig.see.pulse.models import PulseRound
from tests.accessible import violations
from tests.browser.test_stories import log_in, picture
from tests.people import People, gather
from tests.see.pulse.asking import (
    FIRST,
    MIDDLE,
    NORTH,
    PARTNERS,
    SOUTH,
    all_answered,
    closed,
    handed_out,
    opened,
    published,
)
from tests.world import World

NARROW = 390


@pytest.fixture
def people(transactional_db: None, tour: World, settings: Settings, tmp_path: object) -> People:
    settings.FIGURES_FOLDER = tmp_path
    return gather(PARTNERS)


@pytest.fixture
def phone(browser: Browser) -> Iterator[BrowserContext]:
    context = browser.new_context(viewport={"width": NARROW, "height": 844}, locale="nl-NL", java_script_enabled=False)
    yield context
    context.close()


@pytest.fixture
def desk(browser: Browser) -> Iterator[BrowserContext]:
    context = browser.new_context(viewport={"width": 1366, "height": 900}, locale="nl-NL")
    yield context
    context.close()


def running(people: People) -> PulseRound:
    """A round that takes answers today."""
    return opened(people, on=date(2026, 3, 2), closes=date(2099, 1, 1))


def test_a_link_is_opened_answered_and_used_on_a_phone(
    live_server: LiveServer, people: People, phone: BrowserContext
) -> None:
    token = handed_out(people, running(people))[0]
    page = phone.new_page()
    page.goto(f"{live_server.url}/vertel/polsvraag/{token}")
    picture(page, "polsvraag-antwoorden")
    assert page.evaluate("document.documentElement.scrollWidth") <= NARROW
    for question in ("meer veiligheid", "drempels tussen"):
        first = page.get_by_role("group", name=question).get_by_role("radio").first
        first.focus()
        first.press("ArrowDown")
    assert page.get_by_role("radio", checked=True).count() == 2
    assert page.get_by_role("radio", name="Oneens", exact=True, checked=True).count() == 2
    page.get_by_role("button", name="Verstuur").press("Enter")
    assert page.get_by_role("heading", level=1).inner_text() == "Dank u"
    picture(page, "polsvraag-dank")
    page.goto(f"{live_server.url}/vertel/polsvraag/{token}")
    assert page.get_by_role("heading", level=1).inner_text() == "Deze link werkt niet meer"
    picture(page, "polsvraag-gebruikt")


def test_every_page_of_the_pulse_is_accessible(
    live_server: LiveServer, people: People, desk: BrowserContext, browser: Browser
) -> None:
    for on, agree in ((FIRST, 12), (date(2025, 9, 3), 20)):
        one = opened(people, on=on)
        all_answered(people, one, NORTH, [("5", "4")] * agree + [("1", "2")] * 12, left=9)
        all_answered(people, one, MIDDLE, [("5", "1")] * 12, left=7)
        all_answered(people, one, SOUTH, [("0", "3")] * 4, left=4)
        published(people, closed(people, one))
    found = running(people)
    token = handed_out(people, found)[0]
    log_in(desk, people, "bureau", live_server.url)
    page = desk.new_page()
    rounds = f"{live_server.url}/zien/polsvraag/rondes"
    wrong = []
    for name, address in (
        ("polsvraag", f"{live_server.url}/zien/polsvraag"),
        ("polsvraag-reeks", f"{live_server.url}/zien/professionals-ervaren-veiligheid"),
        ("polsvraag-rondes", rounds),
        ("polsvraag-ronde", f"{rounds}/{found.pk}"),
        ("polsvraag-antwoorden", f"{live_server.url}/vertel/polsvraag/{token}"),
        ("polsvraag-code", f"{live_server.url}/vertel/polsvraag"),
        ("polsvraag-onbekend", f"{live_server.url}/vertel/polsvraag/{'0' * 20}"),
    ):
        page.goto(address)
        picture(page, name)
        wrong += violations(page)
        page.set_viewport_size({"width": NARROW, "height": 844})
        assert page.evaluate("document.documentElement.scrollWidth") <= NARROW, name
        picture(page, name)
        page.set_viewport_size({"width": 1366, "height": 900})
    page.goto(f"{rounds}/{found.pk}")
    page.get_by_label("Hoeveel links?").fill("3")
    page.get_by_role("button", name="Maak de links").click()
    assert page.locator(".pulse-strip").count() == 3
    wrong += violations(page)
    picture(page, "polsvraag-blad")
    page.emulate_media(media="print")
    picture(page, "polsvraag-blad-print")
    assert wrong == []
