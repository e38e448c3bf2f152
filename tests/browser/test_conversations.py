"""A round on a phone, in a real browser: planned, held, a quote approved, a story and a barrier harvested, coverage
seen, an area scan finished; and every page accessible, also on paper."""

from datetime import timedelta

import pytest
from playwright.sync_api import Browser, Page

from slagvaardig.example_conversations import load_example_conversations
from slagvaardig.prepare import lay_out_region
from slagvaardig.region.current import current_region
from slagvaardig.trust.access.identity import acting_as_job
from slagvaardig.trust.circles.actions import admit
from slagvaardig.trust.circles.models import Circle
from tests.attack.sizes import combinations, size
from tests.browser.test_barriers import looked, picture, press, visit
from tests.people import YEAR
from tests.see.conversations.conftest import kept_ground, tour_region
from tests.see.conversations.ground import QUOTED, SAID, Ground, night, today
from tests.serving import served

__all__ = ["kept_ground", "tour_region"]


def test_from_plan_to_harvest_on_a_phone_without_scripts(browser: Browser, kept_ground: Ground) -> None:
    with served() as site:
        bureau = visit(browser, kept_ground, "bureau", site, scripts=False)
        adviser = visit(browser, kept_ground, "adviser", site, scripts=False)
        plan(bureau, site)
        here = bureau.url
        hold(adviser, here)
        harvest(adviser)
        night()
        bureau.goto(here)
        assert "hoorden wij niets" in bureau.locator("main").inner_text()
        assert QUOTED in bureau.locator("main").inner_text()
        assert "drempel" in bureau.locator("#wat-kwam-ervan ~ ul").inner_text()
        scan(bureau, site)
        for page in (bureau, adviser):
            page.context.close()


def plan(page: Page, site: str) -> None:
    page.goto(f"{site}/gesprekken")
    page.get_by_role("link", name="Ronde plannen").click()
    page.get_by_label("In welke kring").select_option(label="Werkgroep")
    page.get_by_label("Wat wilt u weten?").fill("Horen wat niemand meldt.")
    page.get_by_label("Boa", exact=True).check()
    page.get_by_label("Gemeente Aldermeer").check()
    page.get_by_label("Gemeente Kleiburen").check()
    page.get_by_label("Eerste dag").fill((today() - timedelta(days=2)).isoformat())
    page.get_by_label("Laatste dag").fill((today() + timedelta(days=30)).isoformat())
    press(page, "Bewaren")
    page.get_by_role("link", name="Begin de ronde").click()
    press(page, "Begin de ronde")


def hold(page: Page, here: str) -> None:
    page.goto(here)
    page.get_by_role("link", name="Gesprek voeren").click()
    page.get_by_label("Over welk gebied").select_option(label="Aldermeer")
    page.get_by_label("Hoeveel keer boa?").fill("6")
    press(page, "Verder")
    first = page.locator("textarea").first
    first.fill(f"{SAID} Bel 06-12345678.")
    press(page, "Bewaren")
    assert SAID in page.locator("textarea").first.input_value(), "the draft is kept"
    page.locator("textarea").first.fill(SAID)
    page.locator("main form .button-row").get_by_role("button", name="Bewaren").last.click()
    page.get_by_role("link", name="Citaat opschrijven").click()
    page.get_by_label("Citaat").fill(QUOTED)
    press(page, "Bewaren")
    assert "nog niet goedgevonden" in page.locator("main").inner_text()
    press(page, "De spreker vindt het goed")
    press(page, "Gesprek afronden")
    page.locator("#mijn-gesprekken ~ ul a").first.click()


def harvest(page: Page) -> None:
    page.get_by_role("link", name="Maak er een verhaal van").click()
    page.get_by_label("De spreker vindt goed dat dit een verhaal wordt").check()
    page.get_by_label("iedereen die voor een partner").check()
    page.get_by_label("Titel", exact=True).fill("Op de kade")
    press(page, "Bewaren")
    press(page, "Meld een drempel")
    page.get_by_role("link", name="Maak de drempel af").click()
    assert page.get_by_label("Wat houdt u tegen in uw werk?").input_value() == SAID
    page.get_by_label("Hoeveel uur kost dit u per maand").fill("4")
    press(page, "Melden")
    page.wait_for_url("**/drempels/mijn")


def scan(page: Page, site: str) -> None:
    page.goto(f"{site}/gebiedsscans/nieuw")
    page.get_by_label("In welke kring").select_option(label="Werkgroep")
    page.get_by_label("Titel").fill("Scan van de kade")
    press(page, "Beginnen")
    came(page, "Naar bijeenkomst 2")
    write(page, "wat de straat weet", SAID)
    came(page, "Naar bijeenkomst 3")
    page.get_by_role("link", name="naast elkaar").click()
    page.get_by_label("Thema").select_option(index=1)
    page.get_by_label("Alleen de straat weet dit").check()
    page.locator("textarea").fill("Niemand meldt het.")
    press(page, "Opschrijven")
    page.get_by_role("link", name="afgesproken stap").click()
    page.locator("textarea").fill("Elke week samen kijken.")
    page.get_by_label("Uiterlijk op").fill((today() + timedelta(days=30)).isoformat())
    press(page, "Opschrijven")
    came(page, "Rond de gebiedsscan af")
    page.wait_for_url("**/uitkomst")
    assert "Elke week samen kijken." in page.locator("main").inner_text()


def write(page: Page, kind: str, text: str) -> None:
    page.get_by_role("link", name=kind).click()
    page.locator("textarea").fill(text)
    press(page, "Opschrijven")


def came(page: Page, button: str) -> None:
    page.get_by_role("link", name=button).click()
    page.get_by_label("Hoeveel keer boa?").fill("3")
    press(page, button)


@pytest.mark.parametrize("width", combinations([390], [390, 1366]))
def test_every_page_is_accessible_and_prints(browser: Browser, kept_ground: Ground, width: int) -> None:
    lay_out_region(current_region())
    assert load_example_conversations(region=current_region()) == 40
    with acting_as_job("console") as by:
        desk = Circle.objects.get(slug="loket")
        admit(person=kept_ground.people["adviser"], circle=desk, role="editor", until=today() + YEAR, by=by)
    with served() as site:
        page = visit(browser, kept_ground, "adviser", site, width=width)
        page.goto(f"{site}/gesprekken")
        running, closed = (page.locator(".round-list__one a").nth(n).get_attribute("href") for n in (0, 1))
        page.goto(f"{site}/gebiedsscans")
        result = page.locator(".paper-list a").first.get_attribute("href")
        assert running and closed and result
        addresses = (
            ("/gesprekken", "rounds"), (closed, "round"), (f"{closed}/gezegd", "notes"), (result, "result"),
            (running, "running"), (f"{running}/gesprek", "held"), ("/gesprekken/nieuw", "plan"),
            ("/gebiedsscans", "scans"), (result.removesuffix("/uitkomst"), "scan"), ("/gebiedsscans/nieuw", "scan-new"),
        )  # fmt: skip
        for address, name in addresses[:: size(1, 1)]:
            looked(page, site + address, f"talk-{name}-{width}")
        page.emulate_media(media="print")
        page.goto(site + result)
        picture(page, f"talk-result-print-{width}")
        page.context.close()
