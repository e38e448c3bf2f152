"""Tile maps and outlines: classes, contrast, what is withheld, what is said aloud."""

from dataclasses import replace
from math import cos, pi, radians, sin

import pytest
from hypothesis import given
from hypothesis import strategies as some

from slagvaardig.charts.classes import bounds, colour_of, ranges
from slagvaardig.charts.names import name_lines
from slagvaardig.charts.outlines import OutlineChart, Shape, outlines, thinned
from slagvaardig.charts.palette import CLASSES, INK, MAIN, PAPER, contrast, ink_on
from slagvaardig.charts.svg import Size, text_width
from slagvaardig.charts.tiles import Tile, TileChart, tiles
from tests.charts.drawn import all_of, corners, numbers_of, read, texts, view
from tests.charts.samples import SIZES, UNIT, outline_map, tile_map

values = some.lists(some.floats(0, 1e6), min_size=1, max_size=60)


@pytest.mark.parametrize("colour", CLASSES)
def test_text_on_every_class_reads(colour: str) -> None:
    assert contrast(colour, ink_on(colour)) >= 4.5


def test_classes_run_from_light_to_dark_in_steps_that_show() -> None:
    against = [contrast(colour, PAPER) for colour in CLASSES]
    assert all(after / before >= 1.2 for before, after in zip(against, against[1:], strict=False))


def test_no_class_is_red_or_green() -> None:
    for colour in (*CLASSES, MAIN):
        red, green, blue = (int(colour[at : at + 2], 16) for at in (1, 3, 5))
        assert blue >= green >= red


def test_contrast_is_that_of_the_guideline() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#767676", "#ffffff") == pytest.approx(4.54, abs=0.005)


@given(values)
def test_classes_hold_every_value_once_and_rise(found: list[float]) -> None:
    tops, spans = bounds(found), ranges(found)
    assert tops == sorted(set(tops))
    assert len(tops) <= len(CLASSES)
    assert all(sum(low <= value <= high for low, high in spans) == 1 for value in found)
    shades = [CLASSES.index(colour_of(value, tops)) for value in sorted(found)]
    assert shades == sorted(shades)


@pytest.mark.parametrize("size", SIZES)
def test_a_withheld_tile_is_hatched_and_says_so(size: Size) -> None:
    chart = tile_map()
    root = read(tiles(chart, key="k", size=size))
    links = {link.get("aria-label", "").split(": ")[1]: link for link in all_of(root, "a")}
    assert all_of(links["niet gegeven"], "rect")[0].get("fill") == "url(#k-hatch)"
    absent = all_of(links["geen cijfer"], "rect")[0]
    assert (absent.get("fill"), bool(absent.get("stroke-dasharray"))) == (PAPER, True)
    assert {"niet gegeven", "geen cijfer"} <= {word.text for word in texts(root)}


def test_every_tile_is_a_link_that_says_name_and_value() -> None:
    chart = tile_map()
    links = all_of(read(tiles(chart, key="k")), "a")
    said = [(link.get("href"), link.get("aria-label")) for link in links]
    words = {"withheld": "niet gegeven", "absent": "geen cijfer"}
    assert said == [(tile.href, f"{tile.name}: {tile.text or words[tile.state]}") for tile in chart.tiles]


def test_tiles_are_equally_large_and_lie_apart() -> None:
    boxes = [
        numbers_of(box, "x", "y", "width", "height") for box in all_of(read(tiles(tile_map(), key="k")), "rect", "tile")
    ]
    assert len({box[2:] for box in boxes}) == 1
    assert len({box[:2] for box in boxes}) == len(boxes) == 39


def test_a_border_runs_where_groups_meet_and_nowhere_else() -> None:
    def of(*groups: str) -> int:
        made = tuple(Tile(f"{at}", "", at, 0, 1.0, "1", group=group) for at, group in enumerate(groups))
        svg = tiles(TileChart("T", "B", made, UNIT), key="k")
        return svg.count('stroke-linecap="square"')

    assert (of("a", "a"), of("a", "b"), of("", "")) == (0, 1, 0)


def test_the_legend_gives_bounds_that_no_two_classes_share() -> None:
    chart = tile_map()
    said = [word.text.split("\N{EN DASH}") for word in texts(read(tiles(chart, key="k"))) if "\N{EN DASH}" in word.text]
    bounds_said = [float(bound.replace(",", ".")) for pair in said for bound in pair]
    assert len(bounds_said) == 10
    assert bounds_said == sorted(set(bounds_said))


def test_equal_values_have_one_class_and_no_values_no_legend() -> None:
    same = tuple(Tile(f"{at}", "", at, 0, 3.0, "3,0") for at in range(4))
    assert [word.text for word in texts(read(tiles(TileChart("T", "B", same, UNIT), key="k")))].count("3,0") == 5
    none = tuple(replace(tile, value=None, text="", state="withheld") for tile in same)
    assert UNIT not in [word.text for word in texts(read(tiles(TileChart("T", "B", none, UNIT), key="k")))]


def test_a_map_without_tiles_or_shapes_is_still_a_picture() -> None:
    assert view(read(tiles(TileChart("T", "B", (), UNIT), key="k")))[0] == 760
    assert view(read(outlines(OutlineChart("T", "B", (), UNIT), key="k")))[0] == 760


@pytest.mark.parametrize(
    ("name", "lines"),
    [
        ("Ebbe", ["Ebbe"]),
        ("Duinpolder", ["Duin-", "polder"]),
        ("De Lage Vaart", ["De", "Lage V."]),
        ("Achtkarspelschans", ["Achtk."]),
        ("Oud-Beijerweerd", ["Oud-", "Beijer."]),
    ],
)
def test_names_on_small_tiles_are_divided_or_cut(name: str, lines: list[str]) -> None:
    assert name_lines(name, 38, 12) == lines


@given(some.text(min_size=1, max_size=40), some.floats(20, 90))
def test_no_name_is_wider_than_its_tile(name: str, room: float) -> None:
    lines = name_lines(name, room, 12)
    assert len(lines) <= 2
    assert all(text_width(part, 12) <= room or len(part) <= 2 for part in lines)


def test_outlines_keep_their_proportions() -> None:
    """A circle on the ground is as wide as it is high."""
    north = 60.0
    ring = tuple((cos(at * pi / 50) / cos(radians(north)), north + sin(at * pi / 50)) for at in range(100))
    chart = OutlineChart("T", "B", (Shape("Rond", (ring,), 1.0, "1"),), UNIT)
    places = corners(all_of(read(outlines(chart, key="k")), "path", "area")[0])
    wide = max(x for x, _ in places) - min(x for x, _ in places)
    tall = max(y for _, y in places) - min(y for _, y in places)
    assert wide == pytest.approx(tall, rel=0.01)


def test_north_is_up() -> None:
    low, high = (((0.0, at), (1.0, at), (0.5, at + 0.5)) for at in (50.0, 51.0))
    chart = OutlineChart("T", "B", (Shape("Zuid", (low,), 1.0, "1"), Shape("Noord", (high,), 2.0, "2")), UNIT)
    south, north = all_of(read(outlines(chart, key="k")), "path", "area")
    assert max(y for _, y in corners(north)) < min(y for _, y in corners(south))


def test_a_withheld_area_is_hatched_and_all_areas_have_their_name() -> None:
    root = read(outlines(outline_map(), key="k"))
    fills = {link.get("aria-label"): all_of(link, "path")[0].get("fill") for link in all_of(root, "a")}
    assert fills["Plaats 3: niet gegeven"] == "url(#k-hatch)"
    assert len(fills) == 8


def test_thinning_keeps_corners_and_drops_what_lies_on_a_line() -> None:
    ring = [(float(at), 0.0) for at in range(50)] + [(49.0, 20.0), (0.0, 20.0)]
    assert thinned(ring, 0.1) == [(0.0, 0.0), (49.0, 0.0), (49.0, 20.0), (0.0, 20.0)]


def test_ink_is_darker_than_every_class() -> None:
    assert all(contrast(INK, PAPER) > contrast(colour, PAPER) for colour in CLASSES)
