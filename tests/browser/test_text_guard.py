"""A draft that is stopped, in a real browser: readable, by keyboard and on a phone, with and without scripts."""

import os
from collections.abc import Iterator
from urllib.parse import urlsplit

import pytest
from django.conf import settings
from playwright.sync_api import Browser, Page
from pytest_django.live_server_helper import LiveServer

from tests.accessible import violations
from tests.people import People, gather

DRAFT = "Er is overlast bij Dorpsstraat 12a. Bel 06-12345678, zegt Youssef."


@pytest.fixture
def people(transactional_db: None) -> People:
    return gather()


@pytest.fixture(params=[1366, 390], ids=["desk", "phone"])
def page(request: pytest.FixtureRequest, browser: Browser, live_server: LiveServer, people: People) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": request.param, "height": 844})
    host = urlsplit(live_server.url).hostname or ""
    key = people.keys["officer"]
    context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": key, "path": "/", "domain": host}])
    page = context.new_page()
    page.goto(f"{live_server.url}/kringen/gemeente-een/nieuw")
    yield page
    context.close()


def test_a_stop_is_accessible_and_leads_to_a_text_that_can_be_kept(page: Page) -> None:
    page.locator("#id_title").fill("Overlast")
    page.locator("#id_text").fill(DRAFT)
    page.locator("#id_title").press("Enter")  # the first button of the form must keep, not take away
    assert page.get_by_role("heading", name="Uw tekst is nog niet bewaard").is_visible()
    assert page.locator("#id_text").input_value() == DRAFT
    assert violations(page) == []
    if folder := os.environ.get("SLAGVAARDIG_PICTURES"):
        page.screenshot(path=f"{folder}/text-guard-{page.viewport_size['width']}.png", full_page=True)  # type: ignore[index]
    page.get_by_role("link", name="Tekst: een adres").click()
    assert page.evaluate("location.hash").startswith("#gevonden-text-")
    page.get_by_role("button", name="Maak alles minder precies").press("Enter")
    assert page.locator("#id_text").input_value() == (
        "Er is overlast bij [een adres]. Bel [een telefoonnummer], zegt [een persoon]."
    )
    page.get_by_role("button", name="Bewaren").last.click()
    assert page.get_by_role("heading", level=1).inner_text() == "Overlast"
