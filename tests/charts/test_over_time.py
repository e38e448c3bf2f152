"""Charts over time: what is joined, what is cut, what is said."""

from collections.abc import Sequence
from dataclasses import replace

import pytest

from slagvaardig.charts.line import BreakMark, Comparator, LineChart, LinePoint, line
from slagvaardig.charts.series import unbroken
from slagvaardig.charts.small import small
from slagvaardig.charts.svg import Size
from tests.charts.drawn import all_of, corners, numbers_of, overlapping, read, texts, view
from tests.charts.samples import SIZES, UNIT, YEARS, monthly, point, without_numbers, yearly


def chart_of(
    values: Sequence[float | None], breaks: tuple[BreakMark, ...] = (), comparators: tuple[Comparator, ...] = ()
) -> LineChart:
    points = tuple(point(x, y, 0.5) for x, y in zip(YEARS, values, strict=False))
    return LineChart("Titel", "Beschrijving", points, UNIT, comparators, breaks)


def axis(svg: str) -> float:
    """Height of the line at zero."""
    return max(numbers_of(line, "y1")[0] for line in all_of(read(svg), "line", "grid"))


@pytest.mark.parametrize("size", SIZES)
def test_a_withheld_period_is_never_drawn_at_zero(size: Size) -> None:
    svg = line(chart_of([4.0, None, 5.0, 6.0]), key="k", size=size)
    root, zero = read(svg), axis(svg)
    (hollow,) = all_of(root, "rect", "withheld")
    assert numbers_of(hollow, "y")[0] > zero + 15
    drawn = [place for path in all_of(root, "path", "main") for place in corners(path)]
    assert all(y < zero - 10 for _, y in drawn)
    assert len(all_of(root, "circle", "dot")) == 3
    assert sum(word.text == "niet gegeven" for word in texts(root)) == 1


def test_a_gap_is_not_bridged() -> None:
    root = read(line(chart_of([4.0, 4.5, None, 5.0, 6.0]), key="k"))
    assert [len(corners(path)) for path in all_of(root, "path", "main")] == [2, 2]


def test_what_does_not_exist_is_a_gap_without_a_mark() -> None:
    points = (point("2018", 3.0), LinePoint("2019", None, state="absent"), point("2020", 3.0))
    root = read(line(LineChart("Titel", "Beschrijving", points, UNIT), key="k"))
    assert all_of(root, "rect", "withheld") == []
    assert "niet gegeven" not in [word.text for word in texts(root)]


def test_nothing_is_joined_across_a_break() -> None:
    chart = chart_of([4.0, 4.5, 5.0, 6.0], breaks=(BreakMark("2014", "nieuwe telling"),))
    chart = replace(chart, comparators=(Comparator("Land", (3.0, 3.0, 3.0, 3.0)),))
    root = read(line(chart, key="k"))
    (cut,) = all_of(root, "line", "break")
    x = numbers_of(cut, "x1")[0]
    joined = [*all_of(root, "path", "main"), *all_of(root, "path", "other"), *all_of(root, "path", "band")]
    for path in joined:
        sides = {place[0] < x for place in corners(path)}
        assert len(sides) == 1
    assert len(joined) == 6
    assert "nieuwe telling" in [word.text for word in texts(root)]
    assert cut.get("stroke-dasharray")


@pytest.mark.parametrize("at", ["2005", "2030"])
def test_a_break_outside_the_periods_is_not_drawn(at: str) -> None:
    assert all_of(read(line(chart_of([4.0, 5.0], breaks=(BreakMark(at, "woord"),)), key="k")), "line", "break") == []


def test_many_breaks_keep_their_words_apart() -> None:
    breaks = tuple(BreakMark(year, f"nieuwe manier van tellen {year}") for year in YEARS[1:])
    for size in SIZES:
        svg = line(chart_of([5.0] * 13, breaks=breaks), key="k", size=size)
        assert overlapping(read(svg)) == []


def test_provisional_is_dashed_and_open() -> None:
    points = (*(point(x, 4.0) for x in YEARS[:3]), *(point(x, 5.0, provisional=True) for x in YEARS[3:5]))
    root = read(line(LineChart("Titel", "Beschrijving", points, UNIT), key="k"))
    firm, loose = all_of(root, "path", "main")
    assert (firm.get("stroke-dasharray"), bool(loose.get("stroke-dasharray"))) == (None, True)
    assert (len(corners(firm)), len(corners(loose))) == (3, 3)
    assert [dot.get("fill") for dot in all_of(root, "circle", "dot")].count("#ffffff") == 2
    assert "voorlopig" in [word.text for word in texts(root)]


def test_a_provisional_period_in_the_middle_is_not_skipped() -> None:
    points = (point("2018", 1.0), point("2019", 9.0, provisional=True), point("2020", 1.0), point("2021", 1.0))
    root = read(line(LineChart("Titel", "Beschrijving", points, UNIT), key="k"))
    assert [(len(corners(path)), path.get("stroke-dasharray")) for path in all_of(root, "path", "main")] == [
        (3, "5 4"),
        (2, None),
    ]


@pytest.mark.parametrize("size", SIZES)
def test_the_newest_value_stands_large_beside_its_point_with_its_unit(size: Size) -> None:
    root = read(line(yearly(), key="k", size=size))
    newest = max(texts(root), key=lambda word: word.size)
    last = all_of(root, "circle", "dot")[-1]
    assert newest.text == "2,6"
    assert newest.left > numbers_of(last, "cx")[0]
    assert abs((newest.top + newest.bottom) / 2 - numbers_of(last, "cy")[0]) < 22
    assert UNIT in " ".join(word.text for word in texts(root))


def test_an_older_newest_value_says_its_period() -> None:
    root = read(line(chart_of([4.0, 5.0, None]), key="k"))
    assert "(2013)" in [word.text for word in texts(root)]


def test_comparators_and_limit_are_named_with_their_value() -> None:
    said = " ".join(word.text for word in texts(read(line(yearly(), key="k"))))
    for words in ("Land 3,1", "Vergelijkbare gemeenten 2,9", "ambitie 3,0", "uitgangsjaar 2018"):
        assert words in said


@pytest.mark.parametrize("size", SIZES)
def test_lines_that_end_together_still_have_readable_names(size: Size) -> None:
    others = tuple(Comparator(f"Vergelijking nummer {place}", (5.0,) * 13) for place in range(5))
    root = read(line(chart_of([5.0] * 13, comparators=others), key="k", size=size))
    assert overlapping(root) == []
    assert max(word.bottom for word in texts(root)) <= view(root)[1]


def test_the_axis_starts_at_zero() -> None:
    assert "0" in [word.text for word in texts(read(line(chart_of([900.0, 905.0]), key="k")))]


def test_years_are_thinned_but_the_newest_stays() -> None:
    points = tuple(point(str(year), 5.0) for year in range(1950, 2025))
    said = [word.text for word in texts(read(line(LineChart("T", "B", points, UNIT), key="k", size="narrow")))]
    years = [word for word in said if word.isdigit() and len(word) == 4]
    assert "2024" in years
    assert 3 <= len(years) <= 8


def test_months_are_named_by_year_or_by_month_when_there_are_few() -> None:
    said = [word.text for word in texts(read(line(monthly(), key="k")))]
    assert {"2018", "2024"} <= set(said)
    few = replace(monthly(), points=monthly().points[3:9], breaks=())
    assert "sep 2017" in [word.text for word in texts(read(line(few, key="k")))]


def test_without_any_number_the_chart_says_so_and_has_no_made_up_axis() -> None:
    root = read(line(without_numbers(), key="k"))
    said = [word.text for word in texts(root)]
    assert said.count("niet gegeven") == 1
    assert all_of(root, "path", "main") == all_of(root, "circle", "dot") == []
    assert [text for text in said if "," in text] == []


def test_small_multiples_share_one_axis() -> None:
    low, high = chart_of([2.0, 2.0, 2.0]), chart_of([8.0, 8.0, 2.0])
    drawn = [read(small(chart, key="k", top=10.0)) for chart in (low, high)]
    ends = [corners(all_of(root, "path", "main")[0])[-1] for root in drawn]
    assert ends[0] == ends[1]
    assert [word.text for word in texts(drawn[0])][0] == [word.text for word in texts(drawn[1])][0] == "10"


def test_a_small_multiple_that_would_not_fit_its_axis_grows_rather_than_being_cut() -> None:
    root = read(small(chart_of([30.0, 40.0]), key="k", top=10.0))
    assert min(y for path in all_of(root, "path", "main") for _, y in corners(path)) > 0


def test_runs_hold_every_number_once() -> None:
    chart = yearly()
    kept = [place for run in unbroken(chart.points, chart.cuts) for place, _, _ in run]
    assert kept == [place for place, one in enumerate(chart.points) if one.value is not None]


def test_a_small_multiple_with_a_long_number_keeps_its_periods_apart() -> None:
    points = tuple(LinePoint(f"2020-{month:02d}", 123_456_789_012.0) for month in range(1, 9))
    root = read(small(LineChart("Titel", "Beschrijving", points, UNIT), key="k"))
    assert overlapping(root) == []
    assert "aug 2020" in [word.text for word in texts(root)]
