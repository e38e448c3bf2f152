"""Every page of every region answers, is small, and says what must be said on it."""

import gzip
import re
from collections.abc import Iterator

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.html import escape
from pytest_django import Settings

from tests.world import World

LARGEST = 150 * 1024
Answers = dict[str, bytes]
FIXED = (
    "home", "see", "areas", "strategy", "sources", "methods", "search", "legend", "accessibility", "promises", "roles",
)  # fmt: skip


def addresses(world: World) -> Iterator[str]:
    """Every page of a region: all fixed ones, every theme, indicator and area, and each indicator for two areas."""
    for name in (
        "home",
        "see",
        "areas",
        "strategy",
        "sources",
        "methods",
        "search",
        "legend",
        "accessibility",
        "promises",
        "roles",
        "trends",
        "evidence_sheets",
        "privacy",
        "data_flows",
        "keeping",
    ):
        yield reverse(name)
    yield from (reverse("theme", args=[slug]) for slug in world.region.themes)
    yield from (reverse("evidence", args=[slug]) for slug in world.region.themes)
    yield from (reverse("area", args=[area.code]) for area in world.region.areas.all())
    for slug in world.region.indicators:
        yield reverse("indicator", args=[slug])
        for code in (world.towns[0], world.towns[-1], world.region.areas.of_kind("country")[0].code):
            yield reverse("indicator_area", args=[slug, code])


@pytest.fixture(scope="module")
def read_before() -> dict[str, Answers]:
    """Per region what every page answered to whoever read them all first."""
    return {}


def answers(world: World, client: Client, read_before: dict[str, Answers]) -> Answers:
    """What a visitor gets at each address. Reading all pages is most of the work, so it is done once per region."""
    name = world.region.slug
    if name not in read_before:
        found = read_before[name] = {}
        for address in addresses(world):
            answer = client.get(address)
            assert answer.status_code == 200, address
            found[address] = answer.content
    return read_before[name]


@pytest.fixture
def pages(world: World, client: Client, read_before: dict[str, Answers]) -> Answers:
    return answers(world, client, read_before)


@pytest.fixture
def tour_pages(tour: World, client: Client, read_before: dict[str, Answers]) -> Answers:
    return answers(tour, client, read_before)


def test_every_page_answers_is_small_and_says_nothing_of_the_machine(pages: Answers) -> None:
    for address, answer in pages.items():
        text = answer.decode()
        assert len(gzip.compress(answer)) < LARGEST, address
        assert re.search(r"<h1[ >]", text), address
        for broken in (">None<", ">nan<", "Decimal(", "{{", "{%", "Traceback", "-0,0"):
            assert broken not in text, (address, broken)


def test_unknown_things_are_not_found(world: World, client: Client) -> None:
    for address in ("/zien/bestaat-niet", "/zien/thema/bestaat-niet", "/gebied/XX0000", "/bestaat-niet"):
        assert client.get(address).status_code == 404


@pytest.mark.parametrize("path", ["", "/zien", "/strategie"])
def test_pages_only_read(world: World, client: Client, path: str) -> None:
    assert client.post(path or "/").status_code in (403, 405)


SOURCE = re.compile(
    r'class="source-line">Bron: [^<,]+, .*?, opgehaald \d\d-\d\d-\d{4}.*?(definitief|voorlopig|status onbekend)', re.S
)


def test_every_figure_has_its_source_date_status_blind_spot_table_and_download(world: World, pages: Answers) -> None:
    tried = 0
    for address, answer in pages.items():
        text = answer.decode()
        for block in text.split('<div class="figure-block"')[1:]:
            assert SOURCE.search(block), address
            assert "Wat u hier niet ziet:" in block, address
            assert "<table" in block, address
            assert ">CSV</a>" in block, address
            tried += 1
    assert tried > len(world.region.indicators)


def test_every_small_figure_has_its_source_date_status_and_blind_spot(world: World, pages: Answers) -> None:
    tried = 0
    for address, answer in pages.items():
        text = answer.decode()
        for card in re.findall(r'<section class="card">.*?</section>', text, re.S):
            if "<svg" in card and "chart-svg" in card:
                assert SOURCE.search(card), address
                assert "Wat u hier niet ziet:" in card, address
                tried += 1
        for number in re.findall(r'<div class="key-number">.*?</div>', text, re.S):
            assert SOURCE.search(number), address
            tried += 1
    assert tried > len(world.region.themes)


def test_every_promise_with_a_figure_has_its_source_and_what_it_does_not_see(world: World, client: Client) -> None:
    text = client.get(reverse("strategy")).content.decode()
    cards = re.findall(r'<section class="card card--wide".*?</section>', text, re.S)
    assert len(cards) == len(world.region.strategy.ambitions)
    for ambition, card in zip(world.region.strategy.ambitions, cards, strict=True):
        assert len(SOURCE.findall(card)) == card.count("<li>") - card.count("Nog geen cijfer.")
        for slug in ambition.indicators:
            assert escape(world.region.indicators[slug].blind_spot) in card


def test_a_profile_tells_what_its_figures_do_not_see_and_how_sure_its_place_is(world: World, client: Client) -> None:
    for code in (world.unit, *world.towns):
        area = world.region.areas.get(code)
        assert area is not None
        text = client.get(reverse("area", args=[code])).content.decode()
        titles = re.findall(r'table__head"><a class="utrecht-link" href="/zien/([^/"]+)', text)
        assert titles
        for slug in titles:
            assert escape(world.region.indicators[slug].blind_spot) in text, (code, slug)
        assert f"Zekerheid: {area.certainty}." in text
        if area.certainty == "gepland":
            assert "Hoort volgens plan bij deze regio tot" in text
            assert "Dat staat nog niet vast." in text


def test_a_fictional_region_says_so_on_every_page_chart_table_and_file(
    tour: World, tour_pages: Answers, client: Client
) -> None:
    for address, answer in tour_pages.items():
        text = answer.decode()
        assert "Voorbeeld." in text, address
        charts = re.findall(r'<svg[^>]*class="chart-svg".*?</svg>', text, re.S)
        if address != reverse("data_flows"):  # draws the program, in which nothing is invented
            assert all("voorbeeld" in svg for svg in charts), address
        assert all("voorbeeld" in caption for caption in re.findall(r"<caption.*?</caption>", text, re.S)), address
    slug, code = next(iter(tour.region.indicators)), tour.towns[0]
    csv = client.get(reverse("indicator_csv", args=[slug, code])).content.decode("utf-8-sig")
    assert all(line.endswith(";voorbeeld") for line in csv.splitlines())
    assert client.get(reverse("indicator_json", args=[slug, code])).json()["voorbeeld"] is True


def test_a_real_region_never_says_example(real: World, client: Client) -> None:
    for address in (reverse("home"), reverse("indicator", args=[next(iter(real.region.indicators))])):
        assert "state--example" not in client.get(address).content.decode()


def test_the_home_pages_link_to_each_other(world: World, client: Client, settings: Settings) -> None:
    settings.NEIGHBOUR, settings.NEIGHBOUR_NAME = "http://localhost:8001", "De buren"
    assert 'href="http://localhost:8001"' in client.get("/").content.decode()


def test_tables_of_areas_stand_in_order_of_name(real: World, client: Client) -> None:
    slug = next(slug for slug, one in real.region.indicators.items() if one.series and one.denominator)
    names = [line.split(";")[8] for line in _csv(client, reverse("spread_csv", args=[slug])).splitlines()[1:]]
    assert names == sorted(names)
    assert len(set(names)) > 30


def test_no_cell_of_a_download_can_start_a_formula(world: World, client: Client) -> None:
    for code in world.towns:
        for line in _csv(client, reverse("area_csv", args=[code])).splitlines():
            assert not any(cell.startswith(("=", "+", "@", "\t")) for cell in line.split(";"))


def _csv(client: Client, address: str) -> str:
    return client.get(address).content.decode("utf-8-sig")
