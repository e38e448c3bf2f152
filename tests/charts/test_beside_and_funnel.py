"""Dots, bars and funnels."""

from dataclasses import replace
from math import isclose, log10

import pytest

from slagvaardig.charts.bars import Bar, BarChart, bars
from slagvaardig.charts.dots import Dot, DotChart, dots
from slagvaardig.charts.funnel import FunnelPoint, funnel
from slagvaardig.charts.svg import Size
from tests.charts.drawn import all_of, corners, numbers_of, overlapping, read, texts
from tests.charts.samples import SIZES, UNIT, beside, funnel_of, kinds


@pytest.mark.parametrize("size", SIZES)
def test_rows_stay_in_the_order_that_is_given(size: Size) -> None:
    chart = DotChart("T", "B", tuple(Dot(name, value) for name, value in (("b", 9.0), ("a", 1.0), ("c", 5.0))), UNIT)
    names = [word for word in texts(read(dots(chart, key="k", size=size))) if word.text in "abc"]
    assert [word.text for word in sorted(names, key=lambda word: word.top)] == ["b", "a", "c"]


@pytest.mark.parametrize("size", SIZES)
def test_a_withheld_row_has_a_hollow_mark_and_the_word_and_no_dot(size: Size) -> None:
    for svg, class_ in ((dots(beside(), key="k", size=size), "dot"), (bars(kinds(), key="k", size=size), "bar")):
        root = read(svg)
        assert len(all_of(root, "rect", "withheld")) == 1
        assert [word.text for word in texts(root)].count("niet gegeven") == 1
        shown = [*all_of(root, "circle", class_), *all_of(root, "rect", class_)]
        assert len(shown) == (3 if class_ == "dot" else 2)


@pytest.mark.parametrize("size", SIZES)
def test_the_verdict_stands_on_the_row_of_its_dot(size: Size) -> None:
    root = read(dots(beside(), key="k", size=size))
    word = next(word for word in texts(root) if word.text.endswith("hoger"))
    second = all_of(root, "circle", "dot")[1]
    assert abs((word.top + word.bottom) / 2 - numbers_of(second, "cy")[0]) < (6 if size == "wide" else 22)


def test_the_margin_lies_around_its_dot_and_the_reference_has_its_word() -> None:
    root = read(dots(beside(), key="k"))
    whisker, dot = all_of(root, "line", "whisker")[0], all_of(root, "circle", "dot")[0]
    low, high = numbers_of(whisker, "x1", "x2")
    assert low < numbers_of(dot, "cx")[0] < high
    assert len(all_of(root, "path", "reference")) == 1
    assert [word.text for word in texts(root)].count("Land") == 2


def test_bars_start_at_zero_and_are_as_long_as_their_value() -> None:
    chart = BarChart("T", "B", (Bar("een", 100.0), Bar("half", 50.0), Bar("geen", 0.0)), "per jaar")
    one, half, none = (numbers_of(bar, "x", "width") for bar in all_of(read(bars(chart, key="k")), "rect", "bar"))
    assert one[0] == half[0] == none[0]
    assert isclose(one[1], 2 * half[1], rel_tol=0.01)
    assert none[1] <= 2


@pytest.mark.parametrize("size", SIZES)
def test_long_names_and_words_stay_apart(size: Size) -> None:
    rows = tuple(
        Dot("Een heel erg lange naam van een gebied " * 3, 5.0, 4.0, 6.0, word="niet te onderscheiden") for _ in "abc"
    )
    root = read(dots(DotChart("T", "B", rows, UNIT), key="k", size=size))
    assert overlapping(root) == []


def test_the_funnel_has_a_logarithmic_axis() -> None:
    chart = funnel_of(0)
    made = tuple(FunnelPoint(f"{size}", float(size), 4.0) for size in (10_000, 20_000, 40_000))
    root = read(funnel(replace(chart, points=made), key="k"))
    first, second, third = (numbers_of(dot, "cx")[0] for dot in all_of(root, "circle"))
    assert second - first == pytest.approx(third - second, abs=0.2)


def test_the_funnel_puts_a_point_where_its_numbers_are() -> None:
    chart = funnel_of(0)
    low, high = chart.sizes[0], chart.sizes[-1]
    middle = 10 ** ((log10(low) + log10(high)) / 2)
    root = read(funnel(replace(chart, points=(FunnelPoint("x", middle, chart.centre),)), key="k"))
    grid = all_of(root, "line", "grid")[0]
    x, y = numbers_of(all_of(root, "circle")[0], "cx", "cy")
    assert x == pytest.approx(sum(numbers_of(grid, "x1", "x2")) / 2, abs=0.2)
    assert str(round(y, 1)) in funnel(replace(chart, points=()), key="k")


def test_who_is_outside_is_a_diamond_and_who_it_is_about_has_a_ring() -> None:
    chart = funnel_of(60)
    root = read(funnel(chart, key="k"))
    for outside, fill in (("95", "#ffffff"), ("998", "#b4520b")):
        (group,) = all_of(root, "g", f"out{outside}")
        assert group.get("fill") == fill
        assert len(all_of(group, "path")) == sum(one.outside == outside for one in chart.points) > 0
    assert len([dot for dot in all_of(root, "circle") if dot.get("fill") == "none"]) == 1


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("many", [1, 39, 350])
def test_names_in_a_funnel_never_lie_over_each_other(size: Size, many: int) -> None:
    root = read(funnel(funnel_of(many), key="k", size=size))
    assert overlapping(root) == []


def test_the_area_it_is_about_is_always_named() -> None:
    chart = funnel_of(350)
    strong = next(one for one in chart.points if one.strong)
    root = read(funnel(chart, key="k", size="narrow"))
    assert strong.name in [text.text for text in all_of(root, "text") if text.get("font-weight") == "700"]


def test_every_point_with_an_address_is_a_link_that_says_name_and_value() -> None:
    chart = funnel_of(39)
    root = read(funnel(chart, key="k"))
    said = {link.get("href"): link.get("aria-label") for link in all_of(root, "a")}
    assert said == {one.href: f"{one.name}: {chart.number(one.value, 1)}" for one in chart.points}


def test_limits_stay_inside_the_plot() -> None:
    chart = replace(funnel_of(39), upper998=(1000.0,) * 61, lower998=(-5.0,) * 61)
    root = read(funnel(chart, key="k"))
    heights = [numbers_of(line, "y1")[0] for line in all_of(root, "line", "grid")]
    places = [y for band in all_of(root, "path", "band") for _, y in corners(band)]
    assert min(heights) <= min(places)
    assert max(places) <= max(heights)


def test_an_area_without_people_does_not_break_the_logarithm() -> None:
    chart = funnel_of(3)
    empty = FunnelPoint("leeg", 0.0, 0.0)
    assert read(funnel(replace(chart, points=(*chart.points, empty)), key="k")) is not None
