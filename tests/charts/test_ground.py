"""Numbers, scales, widths of text, and room for labels."""

from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as some
from PIL import ImageFont

from slagvaardig.charts.axes import period_texts
from slagvaardig.charts.numbers import nl
from slagvaardig.charts.palette import ACCENT, DARK, INK, MAIN, PAPER, QUIET, contrast
from slagvaardig.charts.places import free_place
from slagvaardig.charts.scales import Linear, Logarithmic, decimals_for, log_ticks, nice_top, spread, ticks
from slagvaardig.charts.svg import shortened, text_width, wrapped

FONTS = Path(__file__).resolve().parents[2] / "slagvaardig" / "web" / "fonts"


@pytest.mark.parametrize(
    ("value", "decimals", "text"),
    [
        (1234.5, 1, "1.234,5"),
        (0, 0, "0"),
        (0.04, 1, "0,0"),
        (-3.25, 2, "\N{MINUS SIGN}3,25"),
        (-0.04, 1, "0,0"),
        (1_000_000, 0, "1.000.000"),
    ],
)
def test_numbers_are_written_as_in_dutch(value: float, decimals: int, text: str) -> None:
    assert nl(value, decimals) == text


@given(some.floats(1e-12, 1e15))
def test_an_axis_holds_its_highest_number_and_wastes_no_more_than_half(value: float) -> None:
    top = nice_top(value)
    assert value <= top * (1 + 1e-9)
    assert top <= value * 2.01
    assert len({nl(mark, decimals_for(ticks(top)[1])) for mark in ticks(top)}) == 5


@given(some.floats(0, 1e6), some.floats(0, 1e6))
def test_a_scale_keeps_order(one: float, other: float) -> None:
    scale = Linear(0, 1e6, 10, 700)
    assert (scale.at(one) <= scale.at(other)) == (one <= other) or abs(one - other) < 1e-6


def test_scales_run_from_end_to_end_even_when_there_is_no_span() -> None:
    assert (Linear(0, 10, 5, 25).at(0), Linear(0, 10, 5, 25).at(10)) == (5, 25)
    assert (Logarithmic(1, 100, 0, 10).at(10), Logarithmic(7, 7, 0, 10).at(7)) == (5, 0)
    assert Linear(3, 3, 0, 10).at(3) == 0


def test_logarithmic_ticks_are_round_and_inside() -> None:
    assert log_ticks(8_000, 120_000) == [10_000, 20_000, 50_000, 100_000]


@pytest.mark.parametrize("face", ["Regular", "Bold"])
def test_text_is_never_wider_than_what_we_reckon_with(face: str) -> None:
    font = ImageFont.truetype(str(FONTS / f"SourceSans3-{face}.otf"), 1000)
    times = 1.08 if face == "Bold" else 1.0
    for text in (
        "per 1.000 inwoners",
        "niet te onderscheiden van toeval",
        "Vergelijkbare gemeenten 12,5",
        "99,8%",
        "WIJ MAKEN GEEN RANGLIJST",
        "1.234.567.890",
        "\N{MINUS SIGN}0,5\N{EN DASH}1,7",
        "\N{LATIN SMALL LETTER E WITH DIAERESIS}\N{HORIZONTAL ELLIPSIS}",
    ):
        real = font.getlength(text) / 1000
        assert real <= text_width(text, 1) * times <= real * 1.25


@given(some.lists(some.tuples(some.floats(0, 300), some.floats(5, 40), some.sampled_from([1.0, 12.0])), max_size=6))
def test_labels_are_moved_apart_and_kept_in_order(wanted: list[tuple[float, float, float]]) -> None:
    places, heights, weights = ([one[at] for one in wanted] for at in range(3))
    moved = spread(places, heights, weights, 0, 300)
    order = sorted(range(len(places)), key=lambda at: places[at])
    for before, after in pairwise(order):
        assert moved[after] - moved[before] >= (heights[before] + heights[after]) / 2 - 1e-6
    assert all(place - height / 2 >= -1e-6 for place, height in zip(moved, heights, strict=True))
    assert sum(heights) > 300 or all(p + h / 2 <= 300 + 1e-6 for p, h in zip(moved, heights, strict=True))


def test_labels_with_room_stay_where_they_are_and_the_heavy_one_moves_less() -> None:
    assert spread([50, 100], [10, 10], [1, 1], 0, 200) == [50, 100]
    main, other = spread([100, 101], [20, 20], [12, 1], 0, 200)
    assert abs(main - 100) < 2 < abs(other - 101)


def test_a_name_takes_the_first_free_side_or_is_left_out() -> None:
    room = (0.0, 0.0, 100.0, 100.0)
    right = free_place((50, 50), 20, 12, [], room, reach=8)
    assert right is not None
    assert right[0] == 58
    left = free_place((90, 50), 20, 12, [], room, reach=8)
    assert left is not None
    assert left[2] == 82
    assert free_place((50, 50), 20, 12, [room], room, reach=8) is None
    assert free_place((50, 50), 20, 12, [room], room, reach=8, must=True) == right


@given(some.text(max_size=80), some.floats(15, 200))
def test_shortened_text_fits(text: str, room: float) -> None:
    assert text_width(shortened(text, room, 13), 13) <= room
    assert all(text_width(part, 13) <= room for part in wrapped(text, room, 13))


def test_wrapping_keeps_every_word_when_there_is_room() -> None:
    assert wrapped("per 1.000 inwoners", 60, 12.5) == ["per 1.000", "inwoners"]
    assert wrapped("Noord-Zuidrand", 60, 13) == ["Noord-", "Zuidrand"]
    assert wrapped("kort", 200, 13) == ["kort"]


@pytest.mark.parametrize("ink", [MAIN, DARK, ACCENT, INK, QUIET])
def test_inks_read_on_paper(ink: str) -> None:
    assert contrast(ink, PAPER) >= 4.5


@pytest.mark.parametrize(
    ("names", "texts"),
    [
        (["2018", "2019"], ["2018", "2019"]),
        (["2018-12", "2019-01", "2020-01"], ["2019", "2020"]),
        (["2019-Q3", "2019-Q4"], ["K3 2019", "K4 2019"]),
        (["2019-05", "2019-06"], ["mei 2019", "jun 2019"]),
        (["voor", "na"], ["voor", "na"]),
        ([], []),
    ],
)
def test_periods_are_named_as_a_reader_would(names: list[str], texts: list[str]) -> None:
    assert [text for _, text in period_texts(names)] == texts
