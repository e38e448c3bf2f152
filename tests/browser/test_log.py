"""The log in a real browser: found from one's own page, searched by keyboard, checked with a button, and accessible."""

import os
from pathlib import Path

import pytest
from django.conf import settings
from playwright.sync_api import Browser, Page

from slagvaardig.trust.circles.models import Circle
from slagvaardig.trust.papers.actions import write_paper
from tests.accessible import violations
from tests.people import People, gather
from tests.serving import served
from tests.trust.audit.sealed import seal_all
from tests.world import NAMES, REGIONS


def visit(browser: Browser, people: People, name: str, site: str, *, width: int, scripts: bool = True) -> Page:
    context = browser.new_context(viewport={"width": width, "height": 844}, locale="nl-NL", java_script_enabled=scripts)
    context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": people.keys[name], "url": site}])
    return context.new_page()


@pytest.fixture
def people(transactional_db: None, settings: object) -> People:
    settings.REGION_FOLDER = REGIONS / NAMES[0]  # type: ignore[attr-defined]
    people = gather()
    with people.acting("mayor") as person:
        paper = write_paper(circle=Circle.objects.get(slug="beraad"), title="Titel", text="Tekst", by=person)
    people.client("bureau").get(f"/stukken/{paper.pk}")
    people.client("outsider").get(f"/stukken/{paper.pk}")
    seal_all()
    return people


@pytest.mark.parametrize("width", [1366, 390])
def test_the_privacy_officer_finds_searches_and_checks_the_log(browser: Browser, people: People, width: int) -> None:
    with served() as site:
        page = visit(browser, people, "privacy", site, width=width)
        page.goto(f"{site}/mijn")
        page.get_by_role("link", name="Logboek", exact=True).click()
        assert violations(page) == []
        _picture(page, f"log-{width}")
        page.get_by_label("Wat iemand deed").select_option("read")
        page.get_by_label("Wie").select_option(label="bureau")
        page.get_by_role("button", name="Zoek", exact=True).press("Enter")
        page.wait_for_url("**/logboek?*")
        lines = page.locator(".log-list__line")
        assert lines.count() == 1
        assert "bureau las stuk" in lines.inner_text()
        page.get_by_role("button", name="Nakijken of het logboek heel is").press("Enter")
        page.get_by_text("Het logboek is heel").wait_for()
        assert violations(page) == []
        _picture(page, f"log-checked-{width}")
        with page.expect_download() as download:
            page.get_by_role("button", name="Het logboek downloaden").click()
        assert '"kind":"seal"' in Path(download.value.path()).read_text("utf-8")
        page.context.close()


@pytest.mark.parametrize("width", [1366, 390])
def test_everybody_reads_his_own_lines_without_scripts(browser: Browser, people: People, width: int) -> None:
    with served() as site:
        page = visit(browser, people, "mayor", site, width=width)
        page.goto(f"{site}/mijn/logboek")
        assert violations(page) == []
        _picture(page, f"my-log-{width}")
        plain = visit(browser, people, "mayor", site, width=width, scripts=False)
        plain.goto(f"{site}/mijn")
        plain.get_by_role("link", name="Wat er van u is vastgelegd").click()
        plain.get_by_text("mayor schreef stuk").wait_for()
        for one in (page, plain):
            one.context.close()


def _picture(page: Page, name: str) -> None:
    """For whoever wants to look: a folder named in SLAGVAARDIG_PICTURES."""
    if folder := os.environ.get("SLAGVAARDIG_PICTURES"):
        page.screenshot(path=f"{folder}/{name}.png", full_page=True)
