"""What holds for every chart, wide and narrow."""

import re
from dataclasses import fields, is_dataclass, replace
from itertools import chain

import pytest

from slagvaardig.charts.palette import PAPER, contrast
from slagvaardig.charts.svg import tag
from tests.charts.drawn import all_of, overlapping, read, texts, view
from tests.charts.samples import CHARTS, DRAWINGS, SIZES, Draw, funnel_of, tile_map

HOSTILE = """</text><script>alert(1)</script> & "'` \x00\x0b\x1f\ud800 ]]> <!-- \u202e Zuid'<b"""
every_chart = pytest.mark.parametrize("draw", DRAWINGS.values(), ids=DRAWINGS.keys())


def hostile(thing: object) -> object:
    """The same chart with every text in it replaced by something that tries to break out."""
    if isinstance(thing, str):
        return thing if thing in {"", "withheld", "absent", "95", "998"} else HOSTILE
    if isinstance(thing, tuple):
        return tuple(hostile(one) for one in thing)
    if is_dataclass(thing) and not isinstance(thing, type):
        known = {field.name: getattr(thing, field.name) for field in fields(thing) if field.name != "number"}
        return replace(thing, **{name: hostile(value) for name, value in known.items()})
    return thing


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("name", CHARTS)
def test_hostile_text_stays_text(name: str, size: str) -> None:
    draw, chart = CHARTS[name]
    root = read(draw(hostile(chart), key='k"><script>', size=size, mark=HOSTILE))
    assert not [element for element in root.iter() if "script" in element.tag or element.tag.endswith("}b")]


@every_chart
def test_no_style_no_script_and_nothing_that_is_not_a_number(draw: Draw) -> None:
    svg = draw()
    assert not re.search(r"\sstyle=|<style|<script|\son\w+=|\bnan\b|\binf\b|\bNone\b|e[+-]\d", svg)


@every_chart
def test_the_picture_is_named_and_described(draw: Draw) -> None:
    root = read(draw())
    named, described = (root.get("aria-labelledby") or "").split()
    by_id = {element.get("id"): element for element in root.iter()}
    assert by_id[named].text
    assert by_id[described].text == "Beschrijving"
    assert root.get("class") == "chart-svg"
    assert root.get("role") == ("group" if all_of(root, "a") else "img")


def test_ids_are_unique_when_all_charts_stand_on_one_page() -> None:
    roots = [read(draw()) for draw in DRAWINGS.values()]
    ids = [element.get("id") for root in roots for element in root.iter() if element.get("id")]
    assert len(ids) == len(set(ids))
    used = {found for draw in DRAWINGS.values() for found in re.findall(r"url\(#([^)]+)\)", draw())}
    assert used <= set(ids)


@every_chart
def test_no_text_is_smaller_than_twelve(draw: Draw) -> None:
    assert min(word.size for word in texts(read(draw()))) >= 12


@every_chart
def test_no_text_lies_over_another(draw: Draw) -> None:
    assert overlapping(read(draw())) == []


@every_chart
def test_no_text_leaves_the_picture(draw: Draw) -> None:
    root = read(draw())
    width, height = view(root)
    out = [word for word in texts(root) if word.left < -0.5 or word.top < 0 or word.bottom > height]
    assert [word.text for word in (*out, *(word for word in texts(root) if word.right > width + 0.5))] == []


@every_chart
def test_text_on_paper_reads(draw: Draw) -> None:
    root = read(draw())
    on_colour = {id(text) for tile in all_of(root, "a") for text in tile.iter()}
    inks = {text.get("fill") for text in all_of(root, "text") if id(text) not in on_colour and text.get("fill")}
    assert [ink for ink in inks if ink and contrast(ink, PAPER) < 4.5] == []


@every_chart
def test_an_example_is_marked_all_over_and_a_real_figure_is_not(draw: Draw) -> None:
    marked = all_of(read(draw(mark="voorbeeld")), "g", "mark")
    words = [word.text for word in chain.from_iterable(marked)]
    assert words
    assert set(words) == {"voorbeeld"}
    assert marked[0].get("aria-hidden") == "true"
    assert "voorbeeld" not in draw()


@every_chart
def test_the_same_chart_is_the_same_text(draw: Draw) -> None:
    assert draw() == draw()


@pytest.mark.parametrize("name", CHARTS)
def test_the_table_twin_holds_every_row(name: str) -> None:
    _, chart = CHARTS[name]
    series = next(value for value in vars(chart).values() if isinstance(value, tuple) and is_dataclass(value[0]))
    rows = chart.rows()  # type: ignore[attr-defined]
    assert [row[0] for row in rows] == [getattr(one, "name", None) or one.x for one in series]


@every_chart
def test_an_ordinary_chart_is_light(draw: Draw) -> None:
    assert len(draw().encode()) < 20_000


@pytest.mark.parametrize("size", SIZES)
def test_the_heaviest_pictures_stay_within_their_budget(size: str) -> None:
    line, chart = CHARTS["yearly"]
    tiles, funnel = CHARTS["tiles"][0], CHARTS["funnel"][0]
    assert len(line(chart, key="k", size=size, mark="voorbeeld").encode()) < 12_000
    assert len(tiles(tile_map(39), key="k", size=size, mark="voorbeeld").encode()) < 20_000
    assert len(funnel(funnel_of(350), key="k", size=size, mark="voorbeeld").encode()) < 45_000


@pytest.mark.parametrize("place", [float("nan"), float("inf"), -float("inf")])
def test_a_place_that_does_not_exist_is_refused(place: float) -> None:
    with pytest.raises(ValueError, match="finite"):
        tag("circle", cx=place)
