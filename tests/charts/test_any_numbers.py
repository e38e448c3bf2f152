"""Whatever the numbers are, the picture is whole."""

import re

from hypothesis import given, settings
from hypothesis import strategies as some

from slagvaardig.charts.bars import Bar, BarChart, bars
from slagvaardig.charts.dots import Dot, DotChart, dots
from slagvaardig.charts.funnel import FunnelChart, FunnelPoint, funnel
from slagvaardig.charts.line import BreakMark, Comparator, LineChart, LinePoint, line
from slagvaardig.charts.outlines import OutlineChart, Shape, outlines
from slagvaardig.charts.small import small
from slagvaardig.charts.svg import Size
from slagvaardig.charts.tiles import Tile, TileChart, tiles
from tests.charts.drawn import overlapping, read, texts, view

numbers = some.one_of(some.just(0.0), some.floats(1e-9, 1e-3), some.floats(0.01, 1e4), some.floats(1e6, 1e12))
sizes: some.SearchStrategy[Size] = some.sampled_from(["wide", "narrow"])
names = some.text(some.characters(codec="utf-8"), max_size=30)


@some.composite
def points(draw: some.DrawFn) -> tuple[LinePoint, ...]:
    """Years or months; all equal, all withheld, one, none or a mix."""
    many = draw(some.integers(0, 40))
    monthly = draw(some.booleans())
    found = []
    for at in range(many):
        period = f"{2000 + at // 12}-{at % 12 + 1:02d}" if monthly else str(1990 + at)
        value = draw(some.none() | numbers)
        margin = draw(some.sampled_from([0.0, 0.1, 1.0]))
        if value is None:
            found.append(LinePoint(period, None, state=draw(some.sampled_from(["withheld", "absent"]))))
        else:
            provisional = draw(some.booleans())
            found.append(LinePoint(period, value, value * (1 - margin), value * (1 + margin), "", provisional))
    return tuple(found)


@some.composite
def line_charts(draw: some.DrawFn) -> LineChart:
    made = draw(points())
    periods = some.sampled_from([point.x for point in made]) if made else some.just("2000")
    others = tuple(
        Comparator(draw(names), tuple(draw(some.none() | numbers) for _ in made))
        for _ in range(draw(some.integers(0, 3)))
    )
    breaks = tuple(BreakMark(draw(periods), draw(names)) for _ in range(draw(some.integers(0, 3))))
    limit = draw(some.none() | some.tuples(numbers, names))
    return LineChart(
        "T",
        "B",
        made,
        "per 1.000",
        others,
        breaks,
        draw(some.none() | periods),
        draw(names),
        limit,
        draw(some.integers(0, 2)),
    )


def whole(svg: str, *, apart: bool = True) -> None:
    """Well-formed, every place a number and every text inside the picture and free of the others."""
    root = read(svg)
    width, height = view(root)
    assert not re.search(
        r'"-?(nan|inf)|None|e[+-]\d', re.sub(r"<text.*?</text>|<desc.*?</desc>|aria-label=.*?\"", "", svg)
    )
    words = [word for word in texts(root) if word.text.strip()]
    assert all(word.bottom <= height + 1 and word.top >= -1 for word in words)
    assert all(word.left >= -1 and word.right <= width + 1 for word in words)
    assert not apart or [pair for pair in overlapping(root) if all(text.strip() for text in pair)] == []


@given(line_charts(), sizes)
@settings(max_examples=100, deadline=None)
def test_any_series_makes_a_whole_line_chart(chart: LineChart, size: Size) -> None:
    whole(line(chart, key="k", size=size, mark="voorbeeld"))


@given(line_charts(), some.none() | numbers)
@settings(max_examples=40, deadline=None)
def test_any_series_makes_a_whole_small_chart(chart: LineChart, top: float | None) -> None:
    whole(small(chart, key="k", top=top))


@given(some.lists(some.tuples(names, some.none() | numbers, names), max_size=12), sizes)
@settings(max_examples=40, deadline=None)
def test_any_rows_make_whole_dots_and_bars(rows: list[tuple[str, float | None, str]], size: Size) -> None:
    def margin(value: float | None) -> tuple[float | None, float | None]:
        return (None, None) if value is None else (value / 2, value * 2)

    dotted = tuple(
        Dot(name, value, *margin(value), "" if value else "withheld", word=word) for name, value, word in rows
    )
    barred = tuple(
        Bar(name, value, *margin(value), "" if value else "withheld", word=word) for name, value, word in rows
    )
    whole(dots(DotChart("T", "B", dotted, "per jaar", reference=(3.0, "land")), key="k", size=size))
    whole(bars(BarChart("T", "B", barred, "per jaar"), key="k", size=size))


@given(some.lists(some.none() | numbers, max_size=40), some.integers(1, 9), sizes)
@settings(max_examples=40, deadline=None)
def test_any_values_make_a_whole_tile_map(values: list[float | None], columns: int, size: Size) -> None:
    made = tuple(
        Tile(
            f"Gebied {at}",
            "",
            at % columns,
            at // columns,
            value,
            "" if value is None else "9,9",
            "" if value else "withheld",
        )
        for at, value in enumerate(values)
    )
    whole(tiles(TileChart("T", "B", made, "per jaar"), key="k", size=size))


rings = some.lists(some.tuples(some.floats(-180, 180), some.floats(-85, 85)), max_size=30).map(tuple)


@given(some.lists(some.tuples(rings, some.none() | numbers), max_size=6), sizes)
@settings(max_examples=40, deadline=None)
def test_any_rings_make_a_whole_map(
    shapes: list[tuple[tuple[tuple[float, float], ...], float | None]], size: Size
) -> None:
    made = tuple(Shape(f"{at}", (ring,), value, "", "") for at, (ring, value) in enumerate(shapes))
    whole(outlines(OutlineChart("T", "B", made, "per jaar"), key="k", size=size))


@given(some.lists(some.tuples(some.floats(1, 1e8), numbers, some.booleans()), max_size=50), numbers, sizes)
@settings(max_examples=40, deadline=None)
def test_any_points_make_a_whole_funnel(found: list[tuple[float, float, bool]], centre: float, size: Size) -> None:
    made = tuple(
        FunnelPoint(f"Gebied {at}", people, value, outside="998" if far else "")
        for at, (people, value, far) in enumerate(found)
    )
    grown = (100.0, 1e4, 1e6)
    flat = (centre * 0.5,) * 3, (centre * 1.5,) * 3, (0.0,) * 3, (centre * 2,) * 3
    whole(funnel(FunnelChart("T", "B", made, centre, grown, *flat, "per jaar", "inwoners"), key="k", size=size))
