"""Comparisons: a word only where the margin carries it, and the same word whichever way one looks."""

from math import isfinite

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import poisson

from slagvaardig.stats.comparison import Comparison, Verdict, compare
from slagvaardig.stats.quality import Certainty, Quality
from slagvaardig.stats.rates import count_limits

NUMBERS = st.floats(-1e6, 1e6)
WIDTHS = st.floats(0, 1e5)
BAD = [None, float("nan"), float("inf")]


@pytest.mark.parametrize(
    ("direction", "low", "high"),
    [
        ("lower_is_better", Verdict.BETTER, Verdict.WORSE),
        ("higher_is_better", Verdict.WORSE, Verdict.BETTER),
        ("none", Verdict.LOWER, Verdict.HIGHER),
    ],
)
def test_the_word_follows_the_direction_of_the_indicator(direction: str, low: Verdict, high: Verdict) -> None:
    assert compare(5, 4, 6, 8, direction=direction).verdict is low
    assert compare(5, 4, 6, 2, direction=direction).verdict is high
    assert compare(5, 4, 6, 5.5, direction=direction).verdict is Verdict.SIMILAR


def test_a_benchmark_with_its_own_margin_makes_a_verdict_harder() -> None:
    assert compare(5, 4, 6, 6.3, direction="none").verdict is Verdict.LOWER
    assert compare(5, 4, 6, 6.3, direction="none", benchmark_lower=5.3).verdict is Verdict.SIMILAR
    assert compare(5, 4, 6, 6.3, direction="none", benchmark_upper=99.0).verdict is Verdict.LOWER


@pytest.mark.parametrize("bad", BAD)
def test_what_is_missing_is_named_and_never_taken_for_zero(bad: float | None) -> None:
    reasons = [
        compare(bad, 4, 6, 5, direction="none"),
        compare(5, bad, 6, 5, direction="none"),
        compare(5, 4, bad, 5, direction="none"),
        compare(5, 4, 6, bad, direction="none"),
    ]
    assert [found.reason for found in reasons] == ["withheld", "no_margin", "no_margin", "no_benchmark"]
    assert {found.verdict for found in reasons} == {Verdict.NOT_COMPARABLE}


@pytest.mark.parametrize(
    ("quality", "reason"),
    [
        (Quality(break_in_window=True), "break"),
        (Quality(other_definition=True), "other_definition"),
        (Quality(vintage_mixed=True), "vintage_mixed"),
        (Quality(withheld_share=0.2), "withheld"),
    ],
)
def test_an_objection_gives_no_verdict_however_large_the_difference(quality: Quality, reason: str) -> None:
    found = compare(5, 4.9, 5.1, 500, direction="none", quality=quality)
    assert found == Comparison(Verdict.NOT_COMPARABLE, Certainty.UNCLEAR, reason=reason)


def test_provisional_figures_are_never_certain() -> None:
    assert compare(5, 4, 6, 50, direction="none").certainty is Certainty.CERTAIN
    assert compare(5, 4, 6, 50, direction="none", quality=Quality(provisional=True)).certainty is Certainty.LIKELY


@given(NUMBERS, WIDTHS, WIDTHS, NUMBERS)
def test_turning_the_direction_round_turns_the_word_round(value: float, down: float, up: float, other: float) -> None:
    one = compare(value, value - down, value + up, other, direction="lower_is_better")
    two = compare(value, value - down, value + up, other, direction="higher_is_better")
    turned = {Verdict.BETTER: Verdict.WORSE, Verdict.WORSE: Verdict.BETTER, Verdict.SIMILAR: Verdict.SIMILAR}
    assert two.verdict is turned[one.verdict]
    assert two.certainty is one.certainty
    assert one.difference is not None
    assert isfinite(one.difference)


@given(NUMBERS, st.floats(0.01, 1e5), NUMBERS, st.floats(0.01, 1e5))
def test_two_figures_judge_each_other_alike(value: float, half: float, other: float, its_half: float) -> None:
    own, its = (value - half, value + half), (other - its_half, other + its_half)
    there = compare(value, *own, other, direction="none", benchmark_lower=its[0], benchmark_upper=its[1])
    back = compare(other, *its, value, direction="none", benchmark_lower=own[0], benchmark_upper=own[1])
    turned = {Verdict.HIGHER: Verdict.LOWER, Verdict.LOWER: Verdict.HIGHER, Verdict.SIMILAR: Verdict.SIMILAR}
    assert back.verdict is turned[there.verdict]


@given(NUMBERS, st.floats(0, 1e5), NUMBERS, st.floats(1.01, 5))
def test_a_wider_margin_never_makes_a_verdict(value: float, half: float, other: float, wider: float) -> None:
    if compare(value, value - half, value + half, other, direction="none").verdict is Verdict.SIMILAR:
        wide = compare(value, value - half * wider, value + half * wider, other, direction="none")
        assert wide.verdict is Verdict.SIMILAR


def test_an_unknown_direction_and_turned_limits_are_refused() -> None:
    with pytest.raises(ValueError, match="direction"):
        compare(5, 4, 6, 5, direction="up")
    with pytest.raises(ValueError, match="above"):
        compare(5, 6, 4, 5, direction="none")


@pytest.mark.parametrize("share", [-0.1, 1.1, float("nan")])
def test_an_impossible_withheld_share_is_refused(share: float) -> None:
    with pytest.raises(ValueError, match="share"):
        Quality(withheld_share=share)


def test_the_bare_side_of_a_figure_is_known_without_a_verdict() -> None:
    assert compare(5, 4, 6, 4.5, direction="none").above is True
    assert compare(5, 4, 6, 5.5, direction="lower_is_better").above is False
    assert compare(5, 4, 6, 5, direction="none").above is None
    assert compare(None, 4, 6, 5, direction="none").above is None


def test_a_lopsided_margin_asks_more_before_it_is_certain() -> None:
    assert compare(5, 4, 6, 6.7, direction="none").certainty is Certainty.CERTAIN
    assert compare(5, 4.6, 6, 6.7, direction="none").certainty is Certainty.LIKELY
    assert compare(5, 4.6, 6, 4.3, direction="none").certainty is Certainty.CERTAIN


@pytest.mark.parametrize("mean", [0.5, 3.0, 5.9, 6.1, 9.5, 12.0, 30.0, 57.0, 300.0])
def test_a_count_without_a_difference_is_almost_never_certain_of_one(mean: float) -> None:
    """Declared: 1 in 1,000 on either side, worked out over every count that can occur."""
    counts = np.arange(int(mean + 12 * mean**0.5 + 20))
    lower, upper = count_limits(counts)
    wrong = {Verdict.LOWER: 0.0, Verdict.HIGHER: 0.0}
    for count, low, high, chance in zip(counts, lower, upper, poisson.pmf(counts, mean), strict=True):
        found = compare(float(count), float(low), float(high), mean, direction="none")
        if found.certainty is Certainty.CERTAIN:
            wrong[found.verdict] += float(chance)
    assert max(wrong.values()) <= 0.001
