"""A weighing in a real browser: a combination that does not fit, the reason, the advice, laid down, on two pages."""

import io

from pikepdf import Pdf
from playwright.sync_api import Browser

from tests.accessible import violations
from tests.browser.test_barriers import picture
from tests.browser.test_rounds import visit
from tests.choose.conftest import kept_ground, tour_region
from tests.choose.ground import Ground
from tests.choose.scales import to_weigh
from tests.serving import served

__all__ = ["kept_ground", "tour_region"]
PAGES_ON_PAPER = 2


def test_the_bureau_weighs_without_scripts_and_prints_two_pages(browser: Browser, kept_ground: Ground) -> None:
    found = to_weigh(kept_ground)
    with served() as site:
        page = visit(browser, kept_ground, "bureau", site, 390)
        page.goto(f"{site}/inventarisatie/{found.pk}/weging")
        page.get_by_role("group", name="Welke combinatie wilt u bekijken?").get_by_label("Inbraak").check()
        page.get_by_role("group", name="Welke combinatie wilt u bekijken?").get_by_label("Overlast").check()
        page.get_by_role("button", name="Wegen").click()
        shown = page.locator("main").inner_text()
        assert "De kleinste uitweg: laat Overlast vallen" in shown
        assert page.evaluate("document.documentElement.scrollWidth") <= 390
        picture(page, "weighing-phone")
        page.get_by_label("Titel van de weging").fill("Voor het beraad")
        page.get_by_role("button", name="Vastleggen").click()
        assert "er komt hetzelfde uit" in page.locator("main").inner_text()
        paper = visit(browser, kept_ground, "bureau", site, 1366)
        paper.goto(page.url)
        picture(paper, "weighing-kept")
        assert violations(paper) == []
        with Pdf.open(io.BytesIO(paper.pdf(format="A4"))) as pdf:
            assert len(pdf.pages) <= PAGES_ON_PAPER
        paper.goto(f"{site}/inventarisatie/{found.pk}/weging?kies=inbraak&kies=overlast&hoogstens=3")
        assert violations(paper) == []
        picture(paper, "weighing")
        paper.get_by_role("link", name="Wat zou het advies veranderen?").click()
        assert violations(paper) == []
        picture(paper, "weighing-flips")
        paper.goto(f"{site}/inventarisatie/{found.pk}/kandidaten")
        assert violations(paper) == []
        picture(paper, "candidates")
