"""The folded menu of a phone, and what stories and barriers look like on paper."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page
from pytest_django.live_server_helper import LiveServer

from slagvaardig.act.handling.actions import write_memo
from slagvaardig.web.templatetags.navigation import MENU
from tests.accessible import violations
from tests.act.ground import Ground, at_work
from tests.browser.test_stories import log_in
from tests.see.stories.telling import named, unseen
from tests.world import World

CODE_AT_LEAST = 20  # points on paper


@pytest.fixture
def ground(transactional_db: None, tour: World) -> Ground:
    return at_work()


@pytest.fixture
def page(browser: Browser, request: pytest.FixtureRequest) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 390, "height": 844}, locale="nl-NL", java_script_enabled=True)
    yield context.new_page()
    context.close()


def printed(page: Page, name: str) -> None:
    """As A4; kept for who wants to look."""
    if folder := os.environ.get("SLAGVAARDIG_PICTURES"):
        page.screenshot(path=f"{folder}/{name}-390.png", full_page=True)
        page.pdf(path=str(Path(folder) / f"{name}.pdf"), format="A4", prefer_css_page_size=True)


def test_the_menu_of_a_phone_is_one_line_and_opens_by_keyboard(
    ground: Ground, live_server: LiveServer, page: Page
) -> None:
    page.goto(f"{live_server.url}/drempels")
    menu, summary = page.get_by_role("navigation", name="Hoofdmenu"), page.locator(".menu__summary")
    assert menu.bounding_box()["height"] <= 60  # type: ignore[index]
    assert summary.inner_text().split() == ["Menu", "Drempels"]
    assert menu.get_by_role("link").count() == 0
    summary.focus()
    page.keyboard.press("Enter")
    assert menu.get_by_role("link").count() == len(MENU)
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_url(f"{live_server.url}/")
    page.locator(".menu__summary").click()
    assert violations(page) == []


def test_a_screen_shows_every_entry_without_a_press(ground: Ground, live_server: LiveServer, page: Page) -> None:
    page.set_viewport_size({"width": 1366, "height": 900})
    page.goto(f"{live_server.url}/drempels")
    menu = page.get_by_role("navigation", name="Hoofdmenu")
    assert menu.get_by_role("link").count() == len(MENU)
    assert page.locator(".menu__summary").is_hidden()
    assert menu.bounding_box()["height"] <= 60  # type: ignore[index]
    assert violations(page) == []


def test_paper_has_no_menu_no_buttons_nothing_cut_and_a_large_code(
    ground: Ground, live_server: LiveServer, page: Page
) -> None:
    _story, code = unseen()
    mine = named(ground.people, "bureau")
    barrier = ground.raised("bureau", "loket")
    ground.taken(barrier)
    with ground.people.acting("bureau") as bureau:
        texts = {"analysis": "Het loopt vast.", "options": "Afspreken.", "question": "Spreekt u dit af?"}
        write_memo(barrier=barrier, version=0, by=bureau, **texts)
    log_in(page.context, ground.people, "bureau", live_server.url)
    page.goto(f"{live_server.url}/vertel/code")
    page.get_by_label("code", exact=False).first.fill(code)
    page.get_by_role("button", name="Lees het antwoord").click()
    on_paper(page, "conversation")
    for name, address in (
        ("desk", "/verhalen/loket?alles=1"), ("my-story", f"/verhalen/mijn/{mine.pk}"),
        ("barrier", f"/drempels/{barrier.pk}"), ("barriers", "/drempels"), ("numbers", "/drempels/cijfers"),
        ("asks", "/drempels/vragen"), ("mail", "/mijn/mail"), ("memo", f"/drempels/{barrier.pk}/advies"),
    ):  # fmt: skip
        answer = page.goto(live_server.url + address)
        assert answer and answer.status == 200, address
        on_paper(page, name)


def on_paper(page: Page, name: str) -> None:
    assert page.evaluate("document.documentElement.scrollWidth") <= 390, name
    page.emulate_media(media="print")
    page.set_viewport_size({"width": 673, "height": 950})  # the width between the margins of A4
    for part in (".menu", ".site-footer nav", "button.utrecht-button", ".button-link"):
        assert not [one for one in page.locator(part).all() if one.is_visible()], (name, part)
    assert page.evaluate("document.documentElement.scrollWidth") <= 673, name
    for code in page.locator(".receipt__code").all():
        points = float(code.evaluate("e => parseFloat(getComputedStyle(e).fontSize)")) * 0.75
        assert points >= CODE_AT_LEAST
    page.emulate_media(media="screen")
    page.set_viewport_size({"width": 390, "height": 844})
    printed(page, name)
