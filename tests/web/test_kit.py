"""The page kit in a real browser: for every eye, hand and paper."""

import zlib
from pathlib import Path

import pytest
from playwright.sync_api import Error, Page

from tests.accessible import violations

from .conftest import Opener

PAGES = ["/zien/inbraak", "/verzonnen", "/uitleg", "/toegankelijkheid", "/bestaat-niet", "/stuk"]


def _wider_than_the_screen(page: Page) -> list[str]:
    names: list[str] = page.evaluate(
        """() => document.documentElement.scrollWidth <= innerWidth ? [] : [...document.body.querySelectorAll("*")]
        .filter(e => e.getBoundingClientRect().right > innerWidth).map(e => e.className || e.tagName)"""
    )
    return names


@pytest.mark.parametrize("width", [1366, 390])
@pytest.mark.parametrize("path", PAGES)
def test_axe_finds_nothing(open_page: Opener, path: str, width: int) -> None:
    page = open_page(path, width)
    page.locator("details").evaluate_all("all => all.forEach(one => one.open = true)")
    assert violations(page) == []


@pytest.mark.parametrize("path", PAGES)
def test_a_narrow_phone_never_scrolls_sideways(open_page: Opener, path: str) -> None:
    page = open_page(path, 320)
    page.locator("details").evaluate_all("all => all.forEach(one => one.open = true)")
    assert _wider_than_the_screen(page) == []


def test_twice_as_large_still_fits(open_page: Opener) -> None:
    assert _wider_than_the_screen(open_page("/zien/inbraak", 1366 // 2)) == []


def test_the_strict_policy_lets_our_own_pages_through(open_page: Opener) -> None:
    page = open_page("/uitleg")
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.goto("/zien/inbraak")
    page.wait_for_load_state("networkidle")
    assert said == []
    assert page.evaluate("document.fonts.check('16px \"Source Sans 3\"')")


def test_the_strict_policy_stops_a_script_in_the_page(open_page: Opener) -> None:
    page = open_page("/zien/inbraak")
    with pytest.raises(Error, match="requires 'TrustedScript'"):
        page.evaluate("document.createElement('script').textContent = 'window.stolen = 1'")
    page.evaluate(
        """() => {
            const script = document.createElement('script')
            script.append('window.stolen = 1')  // the way around that only the other half of the policy closes
            document.body.append(script)
        }"""
    )
    assert page.evaluate("window.stolen") is None


def test_the_keyboard_goes_from_top_to_bottom_and_always_shows_where_it_is(open_page: Opener) -> None:
    page = open_page("/zien/inbraak")
    seen = []
    for _ in range(14):
        page.keyboard.press("Tab")
        seen.append(page.evaluate("document.activeElement.textContent.trim().replace(/\\s+/g, ' ')"))
        assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") == "solid", seen
    menu = ["Vandaag", "Zien", "Gebieden", "Strategie", "Bronnen", "Methoden", "Zoeken"]
    assert seen[:10] == ["Naar de inhoud", "Slagvaardig Proefstreek", "English", *menu]
    assert seen[10:12] == ["Vandaag", "Zien"]


def test_the_skip_link_brings_the_keyboard_to_the_content(open_page: Opener) -> None:
    page = open_page("/zien/inbraak")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "inhoud"


def test_a_phone_gets_the_narrow_drawing_and_a_screen_the_wide_one(open_page: Opener) -> None:
    for width, shown, hidden in ((390, ".chart-narrow", ".chart-wide"), (1366, ".chart-wide", ".chart-narrow")):
        page = open_page("/zien/inbraak", width)
        assert page.locator(shown).is_visible()
        assert page.locator(hidden).is_hidden()


@pytest.mark.parametrize("scripts", [True, False])
def test_paper_shows_the_folded_table_the_source_address_and_no_menu(open_page: Opener, scripts: bool) -> None:
    page = open_page("/zien/inbraak", java_script_enabled=scripts)
    twin = page.get_by_role("table", name="Woninginbraken per jaar").first
    assert page.locator(".figure-block table").is_hidden()
    page.emulate_media(media="print")
    assert page.locator(".menu").is_hidden()
    assert page.locator(".figure-block table").is_visible()
    assert twin.is_visible()
    if scripts:
        link = page.locator(".source-line a").first
        assert "https://example.org/47022NED" in link.evaluate("e => getComputedStyle(e, '::after').content")


def test_the_language_switch_works_without_javascript_and_stays_on_the_page(open_page: Opener) -> None:
    page = open_page("/zien/inbraak", java_script_enabled=False)
    page.get_by_role("button", name="English").click()
    assert page.url.endswith("/zien/inbraak")
    assert page.get_by_role("link", name="Areas").is_visible()
    assert page.locator("html").get_attribute("lang") == "en"
    page.get_by_role("button", name="Nederlands").click()
    assert page.get_by_role("link", name="Gebieden").is_visible()


def test_forced_colours_keep_every_word_and_the_chart(open_page: Opener) -> None:
    page = open_page("/zien/inbraak", forced_colors="active", reduced_motion="reduce")
    assert page.locator(".chart-wide svg").is_visible()
    shown = "e => getComputedStyle(e).borderBlockEndColor"
    here = page.locator(".menu__link[aria-current]").evaluate(shown)
    assert here != page.locator(".menu__link:not([aria-current])").first.evaluate(shown)


def test_everything_invented_says_so(open_page: Opener) -> None:
    page = open_page("/verzonnen")
    assert page.locator(".example-banner").is_visible()
    page.locator("details").evaluate_all("all => all.forEach(one => one.open = true)")
    for block in page.locator(".figure-block__title, caption").all():
        assert "voorbeeld" in block.inner_text()
    assert open_page("/zien/inbraak").locator(".example-banner").count() == 0


def test_look_and_letter_stay_within_the_budget() -> None:
    static = Path(__file__).resolve().parent.parent.parent / "slagvaardig/web/static/web"
    loaded = [path for path in static.rglob("*") if path.suffix in {".css", ".js", ".woff2", ".svg"}]
    assert len(loaded) >= 8
    assert sum(len(zlib.compress(path.read_bytes())) for path in loaded) < 80_000
