"""Trends and the sheet with evidence in a real browser: proposed on a phone without scripts, judged, read by everybody;
every page accessible, on a phone and on a desk."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.conf import settings
from django.utils import timezone
from playwright.sync_api import Browser, Page

from slagvaardig.region.current import current_region
from slagvaardig.see.trends.actions import lay_out_trends
from slagvaardig.see.trends.rules import key_of
from slagvaardig.trust.access.identity import acting_as_job
from tests.accessible import violations
from tests.attack.sizes import combinations
from tests.people import People, gather
from tests.serving import served
from tests.world import World


@pytest.fixture
def kept_people(transactional_db: None, tour: World) -> People:
    people = gather()
    with acting_as_job("console") as by:
        lay_out_trends(region=tour.region, by=by)
    return people


@pytest.fixture
def site(kept_people: People) -> Iterator[str]:
    with served() as address:
        yield address


def visit(browser: Browser, people: People, name: str, site: str, *, width: int = 390, scripts: bool = True) -> Page:
    context = browser.new_context(viewport={"width": width, "height": 844}, locale="nl-NL", java_script_enabled=scripts)
    if name in people.keys:
        cookie = {"name": settings.SESSION_COOKIE_NAME, "value": people.keys[name], "url": site}
        context.add_cookies([cookie])  # type: ignore[list-item]
    page = context.new_page()
    page.set_default_timeout(15_000)
    return page


def test_proposed_on_a_phone_judged_and_read_by_everybody(browser: Browser, kept_people: People, site: str) -> None:
    officer = visit(browser, kept_people, "officer", site, scripts=False)
    officer.goto(f"{site}/trends")
    officer.get_by_role("link", name="Een trend voorstellen").click()
    officer.get_by_label("Wat ziet u aankomen?").fill("Boten zonder licht in de nacht")
    officer.get_by_label("Wat merkt u ervan?").fill("Drie keer deze maand, bij de sluis.")
    officer.get_by_role("button", name="Voorstellen").click()
    page = officer.url
    visitor = visit(browser, kept_people, "visitor", site)
    assert visitor.goto(page).status == 404  # type: ignore[union-attr]
    bureau = visit(browser, kept_people, "bureau", site, scripts=False)
    bureau.goto(f"{site}/")
    bureau.get_by_role("link", name="voorgestelde trend").click()
    bureau.get_by_role("link", name="Boten zonder licht in de nacht").first.click()
    bureau.get_by_role("link", name="Opnemen in de inventarisatie").click()
    bureau.get_by_label("Waarom hoort dit erin?").fill("Ook de sluiswachters zien het.")
    bureau.get_by_label("Wanneer kijken wij opnieuw?").fill((timezone.localdate() + timedelta(days=90)).isoformat())
    bureau.get_by_role("button", name="Opnemen in de inventarisatie").click()
    visitor.goto(page)
    assert "Ook de sluiswachters zien het." in visitor.locator("main").inner_text()
    assert "niet gezegd" in visitor.locator("main").inner_text()
    for one in (officer, bureau, visitor):
        one.context.close()


def test_every_page_is_accessible_and_a_sheet_fits_on_two_pages(
    browser: Browser, kept_people: People, site: str
) -> None:
    trend = f"/trends/{key_of(current_region().trends[0].slug)}"
    pages = ["/trends", trend, f"{trend}/wijzigen", "/trends/nieuw", "/bewijs/wijk-en-straat", "/bewijs/buitengebied"]
    few = [(path, (390, 1366)[place % 2]) for place, path in enumerate(pages)]
    for path, width in combinations(few, [(path, width) for path in pages for width in (390, 1366)]):
        page = visit(browser, kept_people, "bureau", site, width=width)
        page.goto(site + path)
        assert violations(page) == [], (path, width)
        if path.startswith("/bewijs/"):
            assert page.pdf(format="A4").count(b"/Type /Page\n") <= 2
        page.context.close()
