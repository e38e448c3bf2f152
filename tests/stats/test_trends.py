"""The trend since the baseline: four verdicts, and "cannot say" whenever the figures do not carry one."""

from math import exp, isfinite, log, sqrt

import numpy as np
import pytest
import statsmodels.api as sm
from hypothesis import assume, given
from hypothesis import strategies as st
from scipy.stats import t

from slagvaardig.stats.dispersion import around_a_line, shared
from slagvaardig.stats.quality import Certainty, Quality
from slagvaardig.stats.surveys import Published, difference
from slagvaardig.stats.trends import TrendVerdict, against_baseline, against_baselines, difference_of_published
from tests.stats import obvious

SERIES = st.lists(st.integers(0, 3000), min_size=4, max_size=9)
PEOPLE = [50_000.0] * 9


def test_each_verdict_can_be_reached() -> None:
    people = [1.0] * 5
    assert against_baseline([5000, 4700, 4450, 4200, 3990], people).verdict is TrendVerdict.FELL
    assert against_baseline([4000, 4220, 4440, 4700, 4990], people).verdict is TrendVerdict.ROSE
    assert against_baseline([90_000, 89_990, 90_020, 89_950, 89_990], people).verdict is TrendVerdict.STABLE_OR_FELL
    assert against_baseline([50, 43, 61, 44, 52], people).verdict is TrendVerdict.CANNOT_SAY


def test_too_little_evidence_is_never_called_stable() -> None:
    found = against_baseline([20, 20, 20, 20, 20], [1.0] * 5)
    assert (found.verdict, found.reason) == (TrendVerdict.CANNOT_SAY, "uncertain")
    assert found.ratio == 1


@pytest.mark.parametrize(
    ("counts", "reason"),
    [
        ([], "too_few_periods"),
        ([100], "too_few_periods"),
        ([100, 90, 80], "too_few_for_margin"),
        ([100, None, None, 90], "too_few_for_margin"),
        ([None, 90, 80, 70], "withheld"),
        ([100, 90, 80, None], "withheld"),
        ([100, 90, 80, float("nan")], "withheld"),
        ([0, 0, 0, 0], "zero_baseline"),
        ([0, 40, 50, 60], "zero_baseline"),
        ([40, 20, 10, 0], "too_small"),
        ([4, 20, 10, 30], "too_small"),
    ],
)
def test_no_verdict_without_a_reason(counts: list[float | None], reason: str) -> None:
    found = against_baseline(counts, [1000.0] * len(counts))
    assert (found.verdict, found.certainty, found.reason) == (TrendVerdict.CANNOT_SAY, Certainty.UNCLEAR, reason)
    assert (found.ratio, found.lower, found.upper) == (None, None, None)


def test_a_place_without_inhabitants_has_no_rate() -> None:
    assert against_baseline([10, 10, 10, 10], [0, 5, 5, 5]).reason == "zero_baseline"
    assert against_baseline([10, 10, 10, 10], [None, 5, 5, 5]).reason == "withheld"


@pytest.mark.parametrize("quality", [Quality(break_in_window=True), Quality(vintage_mixed=True), Quality(False, 0.4)])
def test_an_objection_silences_even_a_clear_fall(quality: Quality) -> None:
    found = against_baseline([5000, 4000, 3000, 2000], [1.0] * 4, quality=quality)
    assert (found.verdict, found.reason) == (TrendVerdict.CANNOT_SAY, quality.objection)


def test_provisional_figures_can_fall_but_not_for_certain() -> None:
    counts = [50_000, 44_990, 40_500, 36_450, 32_800]
    assert against_baseline(counts, [1.0] * 5).certainty is Certainty.CERTAIN
    found = against_baseline(counts, [1.0] * 5, quality=Quality(provisional=True))
    assert (found.verdict, found.certainty) == (TrendVerdict.FELL, Certainty.LIKELY)


def test_rounding_by_the_publisher_makes_the_interval_wider() -> None:
    """A quiet series: chance alone has four times two degrees of freedom, more with a part that is not estimated."""
    exact = against_baseline([40, 42, 39, 40], [1.0] * 4)
    blurred = against_baseline([40, 42, 39, 40], [1.0] * 4, rounding_variance=2.0)
    assert exact.upper is not None
    assert blurred.upper is not None
    chance, blur = 2 / 40, 2 * 2 / 40**2
    assert log(exact.upper) == pytest.approx(float(t.ppf(0.975, 8)) * sqrt(chance))
    freedom = 8 * ((chance + blur) / chance) ** 2
    assert log(blurred.upper) == pytest.approx(float(t.ppf(0.975, freedom)) * sqrt(chance + blur))
    assert blurred.upper > exact.upper


@pytest.mark.parametrize("counts", [[120, 90, 130, 80, 95], [900, 850, 700, 990], [12, 9, 22, 7, 15, 40, 3]])
def test_dispersion_equals_its_slow_twin_and_a_known_program(counts: list[float]) -> None:
    people = [1000.0 + 10 * place for place in range(len(counts))]
    found = around_a_line([counts], [people])
    assert found.value[0] == pytest.approx(obvious.dispersion(counts, people), rel=1e-7)
    design = sm.add_constant(np.arange(len(counts), dtype=float))
    known = sm.GLM(np.array(counts), design, family=sm.families.Poisson(), exposure=np.array(people)).fit(scale="X2")
    assert found.value[0] == pytest.approx(max(1.0, known.scale), rel=1e-6)
    assert found.freedom[0] == len(counts) - 2


def test_rounding_is_not_taken_for_jumps_of_the_world() -> None:
    counts, people = [15.0, 30.0, 10.0, 25.0, 20.0], [1.0] * 5
    assert around_a_line([counts], [people], 2.0).value[0] == pytest.approx(obvious.dispersion(counts, people, 2.0))
    assert around_a_line([counts], [people], 2.0).value[0] < around_a_line([counts], [people]).value[0]


def test_two_years_are_enough_when_other_areas_tell_how_counts_jump() -> None:
    rows = np.array([[900, 850, 700, 990], [120, 90, 130, 80], [np.nan, np.nan, 500, 300]])
    found = shared(rows, np.ones((3, 4)))
    alone, lent = (
        against_baseline(rows[2][2:], [1.0, 1.0], dispersion=given)
        for given in (None, (float(found.value[2]), float(found.freedom[2])))
    )
    assert (alone.reason, lent.reason) == ("too_few_for_margin", "uncertain")
    assert lent.dispersion == found.value[2] > 1


def test_the_shared_dispersion_equals_its_formula_by_hand() -> None:
    rows, people = [[900.0, 850, 700, 990], [120.0, 90, 130, 80]], [[1.0] * 4] * 2
    found = shared(rows, people)
    squares = []
    for row in rows:
        means = obvious.line_through_counts(row, [1.0] * 4)
        squares.append(sum((y - mean) ** 2 / mean for y, mean in zip(row, means, strict=True)))
    sizes = [sum(row) / 4 for row in rows]
    extra = (sum(squares) - 4) / (2 * sum(sizes))
    assert found.value == pytest.approx([1 + extra * size for size in sizes], rel=1e-6)
    assert found.freedom == pytest.approx([4 * sum(sizes) ** 2 / (2 * sum(size**2 for size in sizes))] * 2)


def test_the_interval_equals_the_formula_by_hand() -> None:
    counts, people = [900, 850, 700, 990], [1000.0, 1010.0, 1020.0, 1030.0]
    found = against_baseline(counts, people)
    ratio = 990 / 1030 / (900 / 1000)
    reach = float(t.ppf(0.975, 2)) * sqrt(obvious.dispersion(counts, people) * (1 / 900 + 1 / 990))
    expected = (ratio, ratio * exp(-reach), ratio * exp(reach))
    assert (found.ratio, found.lower, found.upper) == pytest.approx(expected, rel=1e-7)


@given(st.lists(SERIES.map(lambda row: (row * 3)[:6]), min_size=1, max_size=20))
def test_many_at_once_say_the_same_as_one_by_one(rows: list[list[int]]) -> None:
    together = against_baselines(rows, [PEOPLE[:6]] * len(rows), rounding_variance=2.0)
    for found, row in zip(together, rows, strict=True):
        alone = against_baseline(row, PEOPLE[:6], rounding_variance=2.0)
        assert (found.verdict, found.reason) == (alone.verdict, alone.reason)
        assert found.upper == pytest.approx(alone.upper)


@given(SERIES, st.sampled_from([0.001, 7.0, 1e6]))
def test_the_unit_of_the_population_changes_nothing(counts: list[int], factor: float) -> None:
    size = len(counts)
    one = against_baseline(counts, PEOPLE[:size])
    other = against_baseline(counts, [people * factor for people in PEOPLE[:size]])
    assert (one.verdict, one.reason) == (other.verdict, other.reason)
    assert one.lower == pytest.approx(other.lower)


@given(SERIES, st.floats(0.01, 0.3), st.floats(1.1, 4))
def test_a_wider_margin_never_takes_stable_away(counts: list[int], margin: float, more: float) -> None:
    strict = against_baseline(counts, PEOPLE[: len(counts)], margin=margin)
    loose = against_baseline(counts, PEOPLE[: len(counts)], margin=margin * more)
    assert strict.verdict in (loose.verdict, TrendVerdict.CANNOT_SAY)


@given(SERIES)
def test_numbers_are_finite_or_absent(counts: list[int]) -> None:
    found = against_baseline(counts, PEOPLE[: len(counts)], rounding_variance=2.0)
    if found.ratio is None:
        assert found.reason
    else:
        assert found.lower is not None
        assert found.upper is not None
        assert 0 <= found.lower <= found.ratio <= found.upper
        assert isfinite(found.upper)


def test_published_values_are_judged_by_their_own_margins() -> None:
    assert difference_of_published((20.0, 0.5), (15.0, 0.5)).verdict is TrendVerdict.FELL
    assert difference_of_published((20.0, 0.5), (25.0, 0.5)).verdict is TrendVerdict.ROSE
    assert difference_of_published((20.0, 0.5), (20.1, 0.5)).verdict is TrendVerdict.STABLE_OR_FELL
    assert difference_of_published((20.0, 4.0), (19.0, 4.0)).verdict is TrendVerdict.CANNOT_SAY
    assert difference_of_published((20.0, 0.5), (5.0, 0.5), quality=Quality(other_definition=True)).reason


@given(st.floats(5, 50), st.floats(0.01, 0.3), st.floats(5, 50), st.floats(0.01, 0.3), st.floats(0.01, 0.3))
def test_more_is_better_is_the_same_test_with_the_years_turned_round(
    one: float, one_part: float, other: float, other_part: float, margin: float
) -> None:
    first, last = (one, one * one_part), (other, other * other_part)
    found = difference_of_published(first, last, margin=margin, more_is_better=True)
    turned = difference_of_published(last, first, margin=margin)
    assert turned.upper is not None
    assume(min(abs(turned.upper - 1), abs(turned.upper - 1 - margin)) > 1e-9)
    mirror = {
        TrendVerdict.FELL: TrendVerdict.ROSE,
        TrendVerdict.ROSE: TrendVerdict.FELL,
        TrendVerdict.STABLE_OR_FELL: TrendVerdict.STABLE_OR_ROSE,
        TrendVerdict.CANNOT_SAY: TrendVerdict.CANNOT_SAY,
    }
    assert (found.verdict, found.certainty) == (mirror[turned.verdict], turned.certainty)


def test_counts_of_which_more_is_better_are_stable_or_risen_but_never_stable_or_fallen() -> None:
    counts, people = [90_000, 90_300, 90_100, 90_200, 90_050], [1e6] * 5
    assert against_baseline(counts, people, more_is_better=True).verdict is TrendVerdict.STABLE_OR_ROSE
    assert against_baseline(counts, people).verdict is TrendVerdict.STABLE_OR_FELL
    fallen = [5000, 4700, 4450, 4200, 3990]
    assert against_baseline(fallen, people, more_is_better=True).verdict is TrendVerdict.FELL


@given(st.floats(1, 50), st.floats(0.01, 0.9), st.floats(1, 50), st.floats(0.01, 5))
def test_a_fall_of_published_values_is_a_difference_of_published_values(
    one: float, part: float, other: float, other_half: float
) -> None:
    """Two ways of asking the same must not contradict each other on one page."""
    one_half = one * part
    apart = difference(
        Published(other, other - other_half, other + other_half), Published(one, one - one_half, one + one_half)
    )
    assume(min(abs(apart.lower), abs(apart.upper)) > 1e-6)
    found = difference_of_published((one, one_half), (other, other_half))
    assert (found.verdict is TrendVerdict.FELL) == (apart.upper < 0)
    assert (found.verdict is TrendVerdict.ROSE) == (apart.lower > 0)
    assert found.ratio is not None
    assert found.lower is not None
    assert found.upper is not None
    assert found.lower <= found.ratio <= found.upper
    gap = abs(other - found.upper * one)
    assert gap == pytest.approx(sqrt(other_half**2 + (found.upper * one_half) ** 2), rel=1e-5)


def test_a_baseline_within_its_own_margin_gives_no_ratio() -> None:
    found = difference_of_published((1.0, 1.2), (8.0, 0.5))
    assert (found.verdict, found.reason, found.ratio) == (TrendVerdict.CANNOT_SAY, "too_few_for_margin", None)
    assert difference_of_published((1.0, 0.9), (8.0, 0.5)).certainty is Certainty.LIKELY


@pytest.mark.parametrize("bad", [(0.0, 1.0), (-3.0, 1.0), (3.0, -1.0), (float("nan"), 1.0)])
def test_impossible_published_values_are_refused(bad: tuple[float, float]) -> None:
    with pytest.raises(ValueError, match="published"):
        difference_of_published((2.0, 0.1), bad)


def test_impossible_input_for_a_trend_is_refused() -> None:
    for counts, people, margin in (([1, 2], [1], 0.05), ([1, 2], [1, 2], 0.0), ([-1, 2, 3, 4], [1, 1, 1, 1], 0.05)):
        with pytest.raises(ValueError, match="must"):
            against_baseline(counts, people, margin=margin)
