"""Two questions that people come with, answered in a real browser; and every kind of page tried for accessibility."""

from collections.abc import Iterator
from itertools import cycle, product

import pytest
from playwright.sync_api import Browser, Page
from pytest_django.live_server_helper import LiveServer

from tests.accessible import violations
from tests.attack.sizes import combinations
from tests.serving import served
from tests.world import NAMES, World

WIDTHS = [1366, 390]
LARGEST_TRANSFER = 150 * 1024
SLOW_3G = {"offline": False, "latency": 400, "downloadThroughput": 50_000, "uploadThroughput": 50_000}


@pytest.fixture(params=WIDTHS, ids=["desk", "phone"])
def page(request: pytest.FixtureRequest, browser: Browser) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": request.param, "height": 844}, locale="nl-NL")
    page = context.new_page()
    page.goto("about:blank")
    yield page
    context.close()


def test_how_is_burglary_in_a_village_compared_with_similar_municipalities(
    live_server: LiveServer, real: World, page: Page
) -> None:
    area = real.region.areas.named("Renswoude")
    assert area is not None
    page.goto(live_server.url)
    page.get_by_role("searchbox").first.fill(area.name)
    page.get_by_role("button", name="Zoek").first.click()
    page.get_by_role("link", name=area.name, exact=True).first.click()
    page.get_by_role("link", name="Woninginbraak").first.click()
    assert page.get_by_role("heading", level=1).inner_text() == f"Woninginbraak: {area.name}"
    beside = page.locator("#vergelijking")
    assert "gemeenten die erop lijken" in beside.inner_text()
    assert any(
        word in beside.inner_text() for word in ("Vergelijkbaar met", "Beter (lager) dan", "Slechter (hoger) dan")
    )
    assert page.get_by_text("Welke gemeenten lijken erop, en waarom").is_visible()
    assert page.get_by_text("Wat u hier niet uit mag concluderen").is_visible()
    beside.get_by_text("De cijfers als tabel").click()
    assert beside.get_by_role("table").is_visible()


def test_what_changed_in_the_region_since_the_baseline(live_server: LiveServer, real: World, page: Page) -> None:
    page.goto(live_server.url)
    if (menu := page.locator("summary", has_text="Menu")).is_visible():
        menu.click()
    page.get_by_role("link", name="Strategie", exact=True).first.click()
    assert page.get_by_role("heading", level=1).inner_text() == real.region.strategy.title
    assert str(real.region.baseline_year) in page.locator(".message").inner_text()
    first = real.region.strategy.ambitions[0]
    block = page.locator(f"#{first.id}")
    assert "nog niet te zeggen" in block.inner_text()
    block.get_by_role("link", name="Woninginbraak").click()
    assert "gedaald" in page.locator(".message").inner_text()
    assert (
        page.locator("#verloop-cbs-" + real.unit.lower()).get_by_text("uitgangsjaar").filter(visible=True).count() == 1
    )


@pytest.mark.parametrize(
    ("world", "page"), combinations(list(zip(NAMES, cycle(WIDTHS))), list(product(NAMES, WIDTHS))), indirect=True
)
def test_every_kind_of_page_is_accessible(live_server: LiveServer, world: World, page: Page) -> None:
    found = []
    for address in _kinds_of_page(world):
        page.goto(live_server.url + address)
        for fold in page.locator("details").all():
            fold.evaluate("element => element.open = true")
        found += [f"{address}: {one}" for one in violations(page)]
    assert found == []


def test_a_page_works_without_scripts_and_by_keyboard(live_server: LiveServer, tour: World, browser: Browser) -> None:
    context = browser.new_context(java_script_enabled=False, viewport={"width": 320, "height": 700})
    page = context.new_page()
    page.goto(live_server.url)
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert page.url.endswith("#inhoud")
    page.get_by_role("searchbox").first.fill(tour.region.areas.of_kind("municipality")[0].name)
    page.keyboard.press("Enter")
    page.get_by_role("link", name=tour.region.areas.of_kind("municipality")[0].name).first.focus()
    page.keyboard.press("Enter")
    assert page.get_by_role("heading", level=1).inner_text() == tour.region.areas.of_kind("municipality")[0].name
    context.close()


def test_a_figure_page_stays_within_its_budget_on_a_slow_line(
    live_server: LiveServer, real: World, browser: Browser
) -> None:
    context = browser.new_context(viewport={"width": 390, "height": 844})
    page = context.new_page()
    session = context.new_cdp_session(page)
    received: dict[str, float] = {}
    session.on(
        "Network.loadingFinished", lambda event: received.update({event["requestId"]: event["encodedDataLength"]})
    )
    problems: list[str] = []
    page.on("console", lambda message: problems.append(message.text) if message.type in ("error", "warning") else None)
    session.send("Network.enable")
    session.send("Network.emulateNetworkConditions", SLOW_3G)
    slug = next(slug for slug, one in real.region.indicators.items() if one.series and one.denominator)
    with served() as address:
        page.on("request", lambda request: None if request.url.startswith(address) else problems.append(request.url))
        page.goto(f"{address}/zien/{slug}")
        assert page.get_by_role("heading", level=1).is_visible()
        assert sum(received.values()) <= LARGEST_TRANSFER
    assert problems == []
    context.close()


def _kinds_of_page(world: World) -> list[str]:
    slugs = list(world.region.indicators)
    with_figures = [slug for slug in slugs if world.region.indicators[slug].series]
    without = [slug for slug in slugs if not world.region.indicators[slug].series]
    return [
        "/",
        "/zien",
        f"/zien/thema/{next(iter(world.region.themes))}",
        f"/zien/{with_figures[1]}",
        f"/zien/{with_figures[1]}/{world.towns[0]}",
        f"/zien/{without[0]}",
        "/gebieden",
        f"/gebied/{world.towns[0]}",
        f"/gebied/{world.unit}",
        "/strategie",
        "/privacy",
        "/privacy/stromen",
        "/privacy/bewaren",
        "/bronnen",
        "/methoden",
        "/zoeken?q=diefstal",
        "/zoeken?q=zzzz",
        "/uitleg",
        "/toegankelijkheid",
        "/bestaat-niet",
    ]
