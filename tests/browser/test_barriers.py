"""Barriers on a phone, in a real browser: raised in a minute, felt too, confirmed, opened again, handled; and every
page accessible."""

import os
from pathlib import Path

import pytest
from django.conf import settings
from playwright.sync_api import Browser, Page

from slagvaardig.act.example.loading import load_once
from slagvaardig.prepare import lay_out_region
from slagvaardig.region.current import current_region
from slagvaardig.trust.access.identity import acting_as_job
from slagvaardig.trust.access.models import Person
from tests.accessible import violations
from tests.act.conftest import kept_ground, tour_region
from tests.act.ground import Ground
from tests.attack.sizes import combinations, size
from tests.see.conversations.ground import Ground as Talking
from tests.serving import served

__all__ = ["kept_ground", "tour_region"]
WORDS = "Ik mag niet zien of er al hulp is. Daardoor bel ik steeds voor niets aan."


def visit(
    browser: Browser, ground: "Ground | Talking", name: str, site: str, *, width: int = 390, scripts: bool = True
) -> Page:
    context = browser.new_context(viewport={"width": width, "height": 844}, locale="nl-NL", java_script_enabled=scripts)
    context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": ground.people.keys[name], "url": site}])
    page = context.new_page()
    page.set_default_timeout(15_000)
    return page


def press(page: Page, name: str) -> None:
    page.get_by_role("button", name=name).first.click()


def picture(page: Page, name: str) -> None:
    """For whoever wants to look: a folder named in SLAGVAARDIG_PICTURES."""
    if folder := os.environ.get("SLAGVAARDIG_PICTURES"):
        page.screenshot(path=Path(folder) / f"{name}.png", full_page=True)


def test_raised_handled_confirmed_and_opened_again_without_scripts(browser: Browser, kept_ground: Ground) -> None:
    with served() as site:
        officer = visit(browser, kept_ground, "officer", site, scripts=False)
        raise_one_without_scripts(officer, site)
        bureau = visit(browser, kept_ground, "bureau", site, scripts=False)
        handle(bureau, site)
        officer.goto(f"{site}/")
        officer.get_by_role("link", name="drempel waarvan wij vragen").click()
        press(officer, "Ja, ik merk het")
        assert "weg" in officer.locator(".barrier__state").inner_text()
        press(officer, "Ja, open hem opnieuw")
        assert "opgepakt" in officer.locator(".barrier__state").inner_text()
        assert officer.locator(".happened__one").count() == 5
        for page in (officer, bureau):
            page.context.close()


def raise_one_without_scripts(page: Page, site: str) -> None:
    page.goto(f"{site}/drempels/melden")
    page.get_by_label("Wat houdt u tegen in uw werk?").fill(f"{WORDS} Bel 06-12345678.")
    page.get_by_label("Hoeveel uur kost dit u per maand").fill("6")
    press(page, "Melden")
    assert "Uw tekst is nog niet bewaard" in page.locator("main").inner_text()
    page.get_by_label("Wat houdt u tegen in uw werk?").fill(WORDS)
    page.locator("main form > .button-row").get_by_role("button", name="Melden").click()
    page.wait_for_url("**/drempels/mijn")


def handle(page: Page, site: str) -> None:
    page.goto(f"{site}/")
    page.get_by_role("link", name="nieuwe drempel zonder antwoord").click()
    page.locator(".barrier-list__title").first.click()
    page.get_by_role("link", name="Oppakken").click()
    page.get_by_label("Welke partner of welk overleg pakt dit op?").select_option(label="Politie")
    page.get_by_label("Uiterlijk op").fill("2099-01-01")
    page.get_by_label("Wat gaat u doen?").fill("Wij bellen de gemeente.")
    press(page, "Oppakken")
    page.get_by_role("link", name="Vragen of hij weg is").click()
    page.get_by_label("Wat is er veranderd?").fill("Er is een vast moment om het te vragen.")
    press(page, "Vragen of hij weg is")
    assert "merkt u het?" in page.locator(".barrier__state").inner_text()


@pytest.mark.parametrize("width", combinations([390], [390, 1366]))
def test_me_too_and_every_page_of_barriers_is_accessible(browser: Browser, kept_ground: Ground, width: int) -> None:
    people = kept_ground.people
    with acting_as_job("console"):
        cast: dict[str, Person] = {
            "wijkagent": people["officer"], "boa": people["boa"], "jongerenwerker": people["coach"],
            "analist": people["analyst"], "burgemeester": people["mayor"], "adviseur": people["adviser"],
        }  # fmt: skip
    load_year(cast)
    barrier = kept_ground.raised("officer", "gemeente-een", named=True)
    with served() as site:
        nurse = visit(browser, kept_ground, "nurse", site, width=width)
        nurse.goto(f"{site}/drempels/{barrier.pk}")
        picture(nurse, f"barrier-{width}")
        nurse.get_by_label("Hoeveel uur kost dit u per maand").fill("4")
        press(nurse, "Ik ook")
        assert "U liet weten dat u dit ook merkt" in nurse.locator("main").inner_text()
        officer = visit(browser, kept_ground, "officer", site, width=width)
        bureau = visit(browser, kept_ground, "bureau", site, width=width)
        looked(officer, f"{site}/drempels/mijn", f"mine-{width}")
        pages = (
            ("/drempels", "barriers"), ("/drempels?lijst=uren", "hours"), ("/drempels/cijfers", "numbers"),
            ("/drempels/vragen", "asks"), ("/drempels/zo-lukte-het", "how-tos"), ("/", "home"),
            ("/drempels/melden", "raise"), ("/zien/thema/online", "theme"), ("/zoeken?q=boot", "search"),
        )  # fmt: skip
        for address, name in pages[:: size(2, 1)]:
            looked(bureau, site + address, f"{name}-{width}")
        bureau.goto(f"{site}/drempels?lijst=kring")
        for place in range(size(1, 2)):
            bureau.locator(".barrier-list__title").nth(place * 9 + 3).click()
            looked(bureau, bureau.url, f"handled-{place}-{width}")
            bureau.go_back()
        for page in (nurse, officer, bureau):
            page.context.close()


def load_year(cast: dict[str, Person]) -> None:
    lay_out_region(current_region())
    assert load_once(current_region().path, cast) == 120


def looked(page: Page, address: str, name: str) -> None:
    page.goto(address)
    for fold in page.locator("details").all():
        fold.evaluate("element => element.open = true")
    picture(page, name)
    assert violations(page) == [], name
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"), (
        f"{name} is wider than the screen"
    )
