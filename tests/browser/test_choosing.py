"""Choosing in a real browser: a question put, a written round answered by partners, decided, published and read by
somebody without a login; a priority above the maximum refused, and let in when another ends. Every page accessible."""

import os
from pathlib import Path

import pytest
from django.conf import settings
from playwright.sync_api import Browser, Page

from slagvaardig.choose.priorities.models import Priority
from slagvaardig.personas import address_at
from slagvaardig.prepare import lay_out_choices, lay_out_region
from slagvaardig.region.current import current_region
from slagvaardig.trust.access.identity import acting_as_job
from slagvaardig.trust.access.models import User
from tests.accessible import violations
from tests.act.conftest import tour_region
from tests.attack.sizes import combinations, size
from tests.choose.deciding.conftest import kept_table
from tests.choose.deciding.ground import Table
from tests.people import People, sign_in
from tests.serving import served

__all__ = ["kept_table", "tour_region"]


def visit(browser: Browser, table: Table, name: str, site: str, *, width: int = 390, scripts: bool = True) -> Page:
    context = browser.new_context(viewport={"width": width, "height": 844}, locale="nl-NL", java_script_enabled=scripts)
    if name in table.people.keys:
        context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": table.people.keys[name], "url": site}])
    page = context.new_page()
    page.set_default_timeout(20_000)
    return page


def press(page: Page, name: str) -> None:
    page.locator("main form").get_by_role("button", name=name, exact=True).last.click()


def looked(page: Page, address: str, name: str) -> None:
    page.goto(address)
    if folder := os.environ.get("SLAGVAARDIG_PICTURES"):
        page.screenshot(path=Path(folder) / f"{name}.png", full_page=True)
    assert violations(page) == [], address
    wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    assert wide <= 0, f"{address} is wider than the screen"


def test_put_answered_decided_published_and_read_without_scripts(browser: Browser, kept_table: Table) -> None:
    question = "Stellen wij een vaste gastheer aan bij het station?"
    with served() as site:
        bureau = visit(browser, kept_table, "bureau", site, scripts=False)
        prepared(bureau, site, question)
        address = bureau.url
        for name in ("mayor", "second mayor", "chief prosecutor", "police chief"):
            answers(visit(browser, kept_table, name, site, scripts=False), site)
        decided(bureau)
        visitor = visit(browser, kept_table, "visitor", site)
        visitor.goto(f"{site}/besluiten")
        visitor.get_by_role("link", name=question).click()
        assert visitor.url == address
        text = visitor.locator("main").inner_text()
        assert "Een jaar proberen." in text
        assert "4 eens, 0 geen bezwaar, 0 bezwaar, 0 niet geantwoord" in text
        choose_one_too_many(bureau, site)
        for page in (bureau, visitor):
            page.context.close()


def prepared(page: Page, site: str, question: str) -> None:
    page.goto(f"{site}/besluiten")
    page.get_by_text("Besluit voorbereiden", exact=True).click()
    page.get_by_role("link", name="Beraad", exact=True).click()
    page.get_by_label("Wat vraagt u te besluiten?").fill(question)
    page.get_by_label("Wat kan er?").fill("Een jaar proberen, of niet.")
    page.get_by_label("Soort besluit").select_option("adopt")
    press(page, "Besluit voorbereiden")
    page.get_by_role("link", name=question).click()
    page.get_by_role("link", name="Voorleggen").click()
    press(page, "Voorleggen")
    page.get_by_role("link", name="Schriftelijke ronde openen").click()
    page.get_by_label("instemmen: het gaat door als niemand bezwaar heeft").check()
    page.get_by_label("Antwoord uiterlijk op").fill("2099-01-01")
    press(page, "Schriftelijke ronde openen")


def decided(page: Page) -> None:
    page.get_by_role("link", name="Schriftelijke ronde sluiten").click()
    press(page, "Schriftelijke ronde sluiten")
    page.get_by_role("link", name="Besluit vastleggen").click()
    page.get_by_label("Wat is besloten?").fill("Een jaar proberen.")
    press(page, "Besluit vastleggen")
    page.get_by_role("link", name="Publiceren").click()
    page.get_by_label("iedereen").check()
    press(page, "Publiceren")


def answers(page: Page, site: str) -> None:
    page.goto(f"{site}/")
    page.get_by_role("link", name="schriftelijke ronde die uw antwoord vraagt").click()
    page.locator(".choice-list__title").first.click()
    page.get_by_label("eens", exact=True).check()
    press(page, "Antwoord versturen")
    assert "Namens uw partner is geantwoord" in page.locator("main").inner_text()
    page.context.close()


def choose_one_too_many(page: Page, site: str) -> None:
    """Two fit; the third takes the name of one that ends."""
    for number, title in enumerate(("Veilige wijken", "Veilig online", "Onrust")):
        page.goto(f"{site}/prioriteiten/nieuw/beraad")
        page.get_by_label("Hoe heet de prioriteit?").fill(title)
        page.get_by_label("Wat gaat er anders, en voor wie?").fill("Wij doen dit samen.")
        page.get_by_label("Niveau").select_option("regional")
        press(page, "Prioriteit voorstellen")
        page.locator("main").get_by_role("link", name=title, exact=True).first.click()
        page.get_by_role("link", name="Vaststellen").click()
        page.get_by_label("Met welk besluit?").select_option(index=1)
        press(page, "Vaststellen")
        if number == 2:
            assert "/stap/vaststellen" in page.url, "above the maximum it is not adopted just so"
            page.get_by_label("Welke prioriteit eindigt?").select_option(label="Veilige wijken")
            page.get_by_label("Waarom stopt die?").fill("Het is gewoon werk geworden.")
            press(page, "Vaststellen")
            assert "vastgesteld, begint later" in page.locator("main").inner_text()
    page.goto(f"{site}/stopregister")
    assert "wordt afgerond" in page.locator("main").inner_text()


@pytest.mark.parametrize("width", combinations([390], [390, 1366]))
def test_every_page_of_choosing_is_accessible(
    browser: Browser, transactional_db: None, tour_region: None, width: int
) -> None:
    lay_out_region(current_region())
    lay_out_choices(current_region())
    with acting_as_job("console"):
        user = User.objects.get(email=address_at("bureau"))
        priority = Priority.objects.ended().first()
    assert priority
    table = Table(People({}, {"bureau": sign_in(user)}), {})
    with served() as site:
        visitor = visit(browser, table, "visitor", site, width=width)
        bureau = visit(browser, table, "bureau", site, width=width)
        pages = (
            ("/kiezen", "choosing"), ("/besluiten", "decisions"), ("/prioriteiten", "priorities"),
            ("/stopregister", "stops"), (f"/prioriteiten/{priority.pk}", "priority"),
            ("/strategie/versies/2", "version"), ("/strategie/lijn/buitengebied", "sight"),
            ("/strategie/zin/p-weinig-1", "sentence"),
        )  # fmt: skip
        for address, name in pages[:: size(1, 1)]:
            looked(visitor, site + address, f"{name}-{width}")
        visitor.goto(f"{site}/besluiten?soort=divide")
        visitor.locator(".choice-list__title").first.click()
        looked(visitor, visitor.url, f"decision-{width}")
        visitor.locator(".sheet .choice-note a").first.click()
        looked(visitor, visitor.url, f"division-{width}")
        looked(bureau, f"{site}/spoed", f"urgents-{width}")
        bureau.locator(".choice-list__title").first.click()
        looked(bureau, bureau.url, f"urgent-{width}")
        bureau.get_by_role("link", name="Verlengen met een besluit").click()
        looked(bureau, bureau.url, f"extend-{width}")
        looked(bureau, f"{site}/rondes", f"rounds-{width}")
        bureau.locator(".choice-list__title").first.click()
        looked(bureau, bureau.url, f"round-{width}")
        looked(bureau, f"{site}/", f"home-{width}")
        for page in (visitor, bureau):
            page.context.close()
