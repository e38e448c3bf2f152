"""A round in a real browser: opened, filled in on a phone, signed by another office, the rest read in from a sheet, and
what partners have in common and have left; every page accessible."""

import os
from pathlib import Path

from django.conf import settings
from playwright.sync_api import Browser, Page

from tests.accessible import violations
from tests.browser.test_barriers import picture, press
from tests.choose.conftest import kept_ground, tour_region
from tests.choose.ground import Ground
from tests.serving import served

__all__ = ["kept_ground", "tour_region"]
HERE = "gemeente-aldermeer"
REST = {
    "gemeente-kleiburen": ("buitengebied", "hoog-water", "inbraak"),
    "gemeente-zandrade": ("evenementen", "online-oplichting", "buitengebied"),
    "om": ("online-oplichting", "jonge-aanwas"),
    "politie": ("online-oplichting", "buitengebied", "verward-gedrag"),
}
HEAD = "partner;onderwerp;plaats;motivering;bronplan;datum bronplan;rol;uren per kwartaal;vraag aan de regio"


def visit(browser: Browser, ground: Ground, name: str, site: str, width: int) -> Page:
    context = browser.new_context(viewport={"width": width, "height": 844}, locale="nl-NL")
    context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": ground.people.keys[name], "url": site}])
    page = context.new_page()
    page.set_default_timeout(15_000)
    return page


def test_a_round_from_opening_to_what_partners_share(browser: Browser, kept_ground: Ground, tmp_path: Path) -> None:
    with served() as site:
        bureau = visit(browser, kept_ground, "bureau", site, 1366)
        opened_by(bureau, site)
        filled_in(visit(browser, kept_ground, f"writer-{HERE}", site, 390), site)
        signed(visit(browser, kept_ground, f"signer-{HERE}", site, 390), site)
        read_in(bureau, tmp_path)
        for slug in REST:
            signed(visit(browser, kept_ground, f"signer-{slug}", site, 390), site)
        bureau.reload()
        assert "Van 5 van de 9 partners telt" in bureau.locator("main").inner_text()
        picture(bureau, "round")
        bureau.get_by_role("link", name="De grootste gemene deler").click()
        shown = bureau.locator("main").inner_text()
        assert "Hoe zwaar telt de politie?" in shown
        assert "4 van 5" in shown
        _accessible(bureau, "factor")
        bureau.set_viewport_size({"width": 390, "height": 844})
        picture(bureau, "factor-phone")
        assert bureau.evaluate("document.documentElement.scrollWidth") <= 390
        bureau.goto(f"{site}/uren")
        assert "120" in bureau.locator("main").inner_text()
        _accessible(bureau, "hours-phone")
        bureau.get_by_role("link", name="Wat als?").click()
        bureau.get_by_label("Rol").select_option("boa")
        bureau.get_by_label("Uren per kwartaal, per partner").fill("200")
        press(bureau, "Reken uit")
        assert "keer is er dan meer toegezegd dan er is" in bureau.locator("main").inner_text()
        _accessible(bureau, "what-if")
        bureau.context.close()


def opened_by(page: Page, site: str) -> None:
    page.goto(f"{site}/inventarisatie/nieuw")
    page.get_by_label("Titel").fill("Inventarisatie voor de nieuwe strategie")
    page.get_by_label("Hoeveel onderwerpen mag een partner noemen?").fill("3")
    page.get_by_label("Vanaf").fill("2026-01-01")
    page.get_by_label("Tot en met").fill("2099-12-31")
    _accessible(page, "round-new")
    press(page, "Plannen")
    press(page, "Openen en partners uitnodigen")
    assert "uitgenodigd" in page.locator("main").inner_text()


def filled_in(page: Page, site: str) -> None:
    page.goto(f"{site}/")
    page.get_by_role("link", name="inventarisatie die uw organisatie nog moet invullen").click()
    page.get_by_role("link", name="Gemeente Aldermeer").first.click()
    page.get_by_role("link", name="Invullen", exact=True).click()
    page.locator("[name=topic_1]").select_option("buitengebied")
    page.locator("[name=motivation_1]").fill("Bel 06-12345678.")
    page.locator("[name=hours_boa]").fill("120")
    _accessible(page, "fill-phone")
    page.get_by_role("button", name="Bewaren").click()
    assert "Uw tekst is nog niet bewaard" in page.locator("main").inner_text()
    page.locator("[name=motivation_1]").fill("Lege schuren worden verhuurd.")
    page.locator("main form > .button-row").get_by_role("button", name="Bewaren").click()
    press(page, "Klaar: vraag om een handtekening")
    _accessible(page, "part-phone")
    page.context.close()


def signed(page: Page, site: str) -> None:
    page.goto(f"{site}/")
    page.get_by_role("link", name="inzending die op uw handtekening wacht").click()
    page.locator(".round-list__title").first.click()
    press(page, "Ondertekenen")
    assert "ondertekend" in page.locator("main").inner_text()
    page.context.close()


def read_in(page: Page, folder: Path) -> None:
    rows = [f"{slug};{topic};{place};;;;;;" for slug, topics in REST.items() for place, topic in enumerate(topics, 1)]
    file = folder / "ronde.csv"
    page.get_by_role("link", name="Een ingevuld bestand inlezen").click()
    file.write_text("\r\n".join([HEAD, *rows, "gemeente-nergens;inbraak;1;;;;;;"]), "utf-8")
    page.get_by_label("Bestand").set_input_files(file)
    press(page, "Inlezen")
    assert "kennen wij niet" in page.locator("main").inner_text()
    _accessible(page, "import")
    file.write_text("\r\n".join([HEAD, *rows]), "utf-8")
    page.get_by_label("Bestand").set_input_files(file)
    press(page, "Inlezen")
    assert "uit een bestand" in page.locator("main").inner_text()


def _accessible(page: Page, name: str) -> None:
    picture(page, name)
    assert violations(page) == []
    if os.environ.get("SLAGVAARDIG_PICTURES"):
        page.emulate_media(media="print")
        picture(page, f"{name}-print")
        page.emulate_media(media="screen")
