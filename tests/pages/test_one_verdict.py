"""Page, table, download and terminal say the same of a figure, and never more than it can bear."""

import csv
import io
import re
from xml.etree import ElementTree

from django.test import Client
from django.urls import reverse

from slagvaardig.picture import as_pdf, as_svg, as_text, readings_for
from slagvaardig.see.figures import pictures, sentences
from slagvaardig.see.figures.panels import order_for, panel
from slagvaardig.see.figures.readings import readings_of
from slagvaardig.see.figures.shelves import shelf
from slagvaardig.see.themes.summaries import summary_of
from slagvaardig.stats.trends import TrendVerdict
from slagvaardig.web import writing
from tests.world import World


def test_page_download_and_terminal_give_the_same_figures_and_verdicts(world: World, client: Client) -> None:
    for code in (world.unit, *world.towns[:3]):
        area = world.region.areas.get(code)
        assert area is not None
        readings = readings_for(area)
        page = client.get(reverse("area", args=[code])).content.decode()
        terminal = as_text(area, readings)
        for reading in readings:
            word = pictures.trend_word(reading)
            assert word in page
            assert f"{reading.indicator.title}" in terminal
            answer = client.get(reverse("indicator_json", args=[reading.indicator.slug, code])).json()
            assert answer["oordelen"][0]["oordeel"] == reading.since.trend.verdict
            rows = [row for row in answer["rijen"] if row["reeks"] == reading.series.label]
            assert [row["waarde"] for row in rows] == [point.value for point in reading.points]
            own = client.get(reverse("indicator_area", args=[reading.indicator.slug, code])).content.decode()
            for point in reading.points:
                if point.value is not None and not point.recast and len(reading.points) < 20:
                    assert writing.number(point.value, sentences.decimals_of(reading)) in own


def test_the_download_carries_the_verdicts_of_the_page_once(world: World, client: Client) -> None:
    for code in (world.unit, *world.towns[:3]):
        area = world.region.areas.get(code)
        assert area is not None
        for reading in readings_for(area):
            address = reverse("indicator_csv", args=[reading.indicator.slug, code])
            table = csv.DictReader(io.StringIO(client.get(address).content.decode("utf-8-sig")), delimiter=";")
            rows = [row for row in table if row["reeks"] == reading.series.label]
            since = [row["sinds_uitgangsjaar"] for row in rows if row["sinds_uitgangsjaar"]]
            assert since == ([pictures.trend_word(reading)] if reading.latest else [])
            columns = {"similar": "naast_vergelijkbare", "unit": "naast_regio", "country": "naast_land"}
            for against in reading.against:
                said = [row[columns[against.kind]] for row in rows if row[columns[against.kind]]]
                assert said == [sentences.verdict_word(against)]
            assert {row["blinde_vlek"] for row in rows} == {reading.indicator.blind_spot}


def test_figures_of_the_country_are_not_counted_as_those_of_the_region(real: World, client: Client) -> None:
    unit = real.region.areas.get(real.unit)
    (country,) = real.region.areas.of_kind("country")
    assert unit is not None
    tried = 0
    for theme in real.region.themes.values():
        summary = summary_of(real.region, theme, unit, shelf())
        lines = [line for line in summary.lines if line.reading]
        decided = [line for line in lines if line.chip != "unclear"]
        if decided and all(line.reading and line.reading.area.code == country.code for line in lines):
            assert summary.message.startswith(f"Alleen over {country.name} bekend:")
            assert summary.decided == []
            tried += 1
    assert tried


def test_a_village_is_not_compared_with_the_only_town_that_gives_a_number(world: World) -> None:
    for code in world.towns:
        area = world.region.areas.get(code)
        for reading in readings_for(area) if area else []:
            assert len(reading.similar) == 0 or len(reading.similar) >= 3


def test_a_drawing_in_a_file_has_its_message_source_and_blind_spot(world: World) -> None:
    area = world.region.areas.get(world.towns[0])
    assert area is not None
    root = ElementTree.fromstring(as_svg(readings_for(area)))
    texts = " ".join("".join(part.itertext()) for part in root.iter("{http://www.w3.org/2000/svg}text"))
    assert "Bron:" in texts
    assert "opgehaald" in texts
    assert "Wat u hier niet ziet:" in texts
    assert area.name in texts


def test_the_terminal_gives_unit_source_date_status_and_blind_spot(world: World) -> None:
    area = world.region.areas.get(world.towns[0])
    assert area is not None
    readings = readings_for(area)
    text = as_text(area, readings)
    for reading in readings:
        assert f"{reading.indicator.title} ({reading.indicator.unit})" in text
        assert f"Bron: {pictures.source_text(reading)}" in text
        assert f"- {reading.indicator.title}: {reading.indicator.blind_spot}" in text


def test_a_withheld_figure_is_never_written_as_zero(tour: World, client: Client) -> None:
    readings = [
        reading
        for indicator in tour.region.indicators.values()
        for code in tour.towns
        if (area := tour.region.areas.get(code))
        for reading in readings_of(tour.region, indicator, area, shelf())
    ]
    hidden = [(reading, point) for reading in readings for point in reading.points if point.state == "withheld"]
    assert hidden
    for reading, point in hidden:
        assert point.value is None
        assert point.events is None
        address = reverse("indicator_csv", args=[reading.indicator.slug, reading.area.code])
        rows = csv.DictReader(io.StringIO(client.get(address).content.decode("utf-8-sig")), delimiter=";")
        row = next(row for row in rows if row["periode"] == point.period and row["reeks"] == reading.series.label)
        assert (row["waarde"], row["aantal"], row["toestand"]) == ("", "", "niet gegeven")


def test_a_sum_with_a_withheld_part_is_withheld(tour: World) -> None:
    whole = next(one for one in tour.region.indicators.values() if one.series and len(one.series[0].kinds) > 3)
    order = order_for(tour.region, whole, whole.series[0], shelf())
    assert order is not None
    made = panel(order)
    small = made.row(tour.towns[5])
    assert small is not None
    assert (made.state[small] == 1).any()


def test_two_publishers_never_share_a_chart(world: World, client: Client) -> None:
    for slug, indicator in world.region.indicators.items():
        text = client.get(reverse("indicator", args=[slug])).content.decode()
        blocks = text.split('<div class="figure-block"')[1:]
        publishers = {world.region.sources[series.source].publisher for series in indicator.series}
        for block in blocks:
            lines = re.findall(r'class="source-line">Bron: ([^,]+),', block)
            assert len(set(lines)) == 1
            assert set(lines) <= publishers


def test_every_verdict_is_one_of_four_and_carries_its_certainty(world: World) -> None:
    for indicator in world.region.indicators.values():
        for code in (world.unit, *world.towns):
            area = world.region.areas.get(code)
            for reading in readings_of(world.region, indicator, area, shelf()) if area else []:
                sentence = sentences.trend(reading)
                said = reading.since.trend.verdict
                if said is TrendVerdict.CANNOT_SAY:
                    assert "nog niet te zeggen" in sentence
                else:
                    assert sentence.endswith(("Dat is zeker.", "Dat is waarschijnlijk."))


def test_nothing_is_ever_credited_to_an_action(world: World, client: Client) -> None:
    for address in ("/", "/zien", "/strategie"):
        text = client.get(address).content.decode().lower()
        assert "dankzij" not in text
        assert "door de aanpak" not in text


def test_a_page_shows_what_was_known_on_a_day(tour: World, client: Client) -> None:
    indicators = tour.region.indicators.items()
    slug = next(slug for slug, one in indicators if one.denominator and one.series and len(one.series[0].kinds) == 1)
    address = reverse("indicator_json", args=[slug, tour.unit])
    now = client.get(address).json()["rijen"]
    then = client.get(address, {"bekend_op": "2025-12-31"}).json()["rijen"]
    years = {row["periode"] for row in now} - {row["periode"] for row in then}
    assert years
    revised = {row["periode"]: row["aantal"] for row in now}
    assert any(revised[row["periode"]] != row["aantal"] for row in then)
    assert client.get(address, {"bekend_op": "2001-01-01"}).json()["rijen"] == []


def test_a_district_is_the_sum_of_its_municipalities(world: World) -> None:
    indicator = next(one for one in world.region.indicators.values() if one.series and one.denominator)
    order = order_for(world.region, indicator, indicator.series[0], shelf())
    assert order is not None
    made = panel(order)
    for district in world.region.areas.of_kind("district"):
        rows = [made.row(area.code) for area in world.region.areas.members(district.code)]
        own = made.row(district.code)
        assert own is not None
        last = len(made.periods) - 1
        parts = [made.events[row, last] for row in rows if row is not None and made.state[row, last] == 0]
        if len(parts) == len(rows):
            assert made.events[own, last] == sum(parts)


def test_a_pdf_is_tagged_and_has_the_same_numbers(world: World) -> None:
    area = world.region.areas.get(world.towns[0])
    assert area is not None
    made = as_pdf(area, readings_for(area))
    assert made.startswith(b"%PDF")
    assert b"pdfuaid" in made
