"""The direction of the last periods, the season, and the model under both."""

from collections.abc import Sequence

import numpy as np
import pytest
import statsmodels.api as sm
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import chi2

from slagvaardig.stats.quality import Certainty, Quality
from slagvaardig.stats.quasipoisson import fit
from slagvaardig.stats.recent import Direction, monthly, recent
from slagvaardig.stats.season import harmonics, seasonally_adjusted
from tests.stats import obvious

MONTHS = np.arange(60)
SEASON = np.exp(0.4 * np.cos(2 * np.pi * MONTHS / 12))


def drawn(change: float, level: float = 200.0, seed: int = 4) -> np.ndarray:
    """Five years of months with a winter peak and a yearly change by a factor."""
    return np.random.default_rng(seed).poisson(level * SEASON * change ** (MONTHS / 12)).astype(float)


@pytest.mark.parametrize("counts", [[100, 120, 140, 150, 190], [9, 9, 9, 9, 9], [3, 0, 1, 0, 0]])
def test_the_test_for_trend_equals_its_slow_twin(counts: Sequence[float]) -> None:
    people = [1000.0, 1100.0, 1200.0, 1250.0, 1300.0]
    assert recent(counts, people).p == pytest.approx(chi2.sf(obvious.trend_in_counts(counts, people), 1))


def test_directions_are_named() -> None:
    people = [1.0] * 5
    rising = recent([100, 130, 160, 190, 220], people)
    assert (rising.direction, rising.certainty) == (Direction.UP, Certainty.CERTAIN)
    assert recent([220, 190, 160, 130, 100], people).direction is Direction.DOWN
    assert recent([100, 101, 99, 100, 102], people).direction is Direction.FLAT
    provisional = recent([100, 130, 160, 190, 220], people, quality=Quality(provisional=True))
    assert provisional.certainty is Certainty.LIKELY


@pytest.mark.parametrize(
    ("counts", "reason"),
    [
        ([1, 2, 3], "too_few_periods"),
        ([1, 2, None, 4, 5], "withheld"),
        ([0, 0, 0, 0, 0], "no_events"),
    ],
)
def test_no_direction_without_a_reason(counts: list[float | None], reason: str) -> None:
    found = recent(counts, [1.0] * len(counts))
    assert (found.direction, found.p, found.reason) == (Direction.UNKNOWN, None, reason)


def test_a_break_gives_no_direction() -> None:
    broken = Quality(break_in_window=True)
    assert recent([100, 130, 160, 190, 220], [1.0] * 5, quality=broken).reason == "break"
    assert monthly(drawn(1.2), np.ones(60), quality=broken).reason == "break"


@given(st.lists(st.integers(0, 500), min_size=5, max_size=5), st.floats(0.1, 1000))
def test_time_turned_round_turns_the_direction_round(counts: list[int], size: float) -> None:
    there, back = recent(counts, [size] * 5), recent(counts[::-1], [size] * 5)
    turned = {Direction.UP: Direction.DOWN, Direction.DOWN: Direction.UP}
    assert back.direction is turned.get(there.direction, there.direction)


def test_only_the_last_periods_count() -> None:
    assert recent([999, 1, 100, 130, 160, 190, 220], [1.0] * 7) == recent([100, 130, 160, 190, 220], [1.0] * 5)


def test_the_model_equals_a_known_program() -> None:
    y, people = drawn(1.05), np.linspace(900, 1000, 60)
    design = np.column_stack([np.ones(60), MONTHS / 12, harmonics(60)])
    found = fit(design, y, people)
    known = sm.GLM(y, design, family=sm.families.Poisson(), exposure=people).fit(scale="X2")
    assert found.coefficients == pytest.approx(known.params, abs=1e-8)
    assert found.covariance == pytest.approx(known.cov_params() / known.scale * found.dispersion, rel=1e-6)
    assert found.dispersion == pytest.approx(max(1.0, known.scale), rel=1e-6)
    assert found.fitted.sum() == pytest.approx(y.sum())


@pytest.mark.parametrize(
    ("design", "counts"),
    [
        (np.ones((5, 2)), [1, 2, 3, 4, 5]),
        (np.ones((5, 1)), [0, 0, 0, 0, 0]),
        (np.ones((2, 2)), [1, 2]),
        (np.ones((5, 1)), [1, 2, -3, 4, 5]),
        (np.eye(6)[:, :3], [5, 0, 3, 2, 1, 4]),
    ],
)
def test_a_model_without_an_answer_is_refused(design: np.ndarray, counts: list[float]) -> None:
    with pytest.raises(ValueError, match="count"):
        fit(design, counts, np.ones(len(counts)))


def test_a_yearly_change_is_found_under_a_season() -> None:
    found = monthly(drawn(0.9), np.ones(60))
    assert found.direction is Direction.DOWN
    assert found.lower is not None
    assert found.upper is not None
    assert found.lower < 0.9 < found.upper < 1
    assert monthly(drawn(1.0), np.ones(60)).direction is Direction.FLAT


def test_a_season_alone_is_no_trend() -> None:
    half = slice(0, 30)
    assert monthly(drawn(1.0)[half], np.ones(30)).direction is Direction.FLAT
    assert recent(drawn(1.0)[:6], np.ones(6), periods=6).direction is Direction.DOWN


def test_months_with_chance_alone_seldom_have_a_direction() -> None:
    said = [monthly(drawn(1.0, level=30, seed=seed), np.ones(60)).direction for seed in range(400)]
    assert sum(word is not Direction.FLAT for word in said) / 400 <= 0.07


def test_withheld_months_are_left_out_and_too_many_silence() -> None:
    few, many = drawn(0.8), drawn(0.8)
    few[[3, 20]], many[:20] = np.nan, np.nan
    assert monthly(few, np.ones(60)).direction is Direction.DOWN
    assert monthly(many, np.ones(60)).reason == "withheld"
    assert monthly([], []).reason == "withheld"
    assert monthly(np.ones(10), np.ones(10)).reason == "too_few_periods"
    assert monthly(np.zeros(60), np.ones(60)).reason == "no_events"
    burst = np.where((MONTHS > 6) & (MONTHS < 10), 50.0, 0.0)
    assert monthly(burst, np.ones(60)).direction in (Direction.FLAT, Direction.UNKNOWN)


def test_the_adjusted_series_keeps_its_sum_and_loses_its_season() -> None:
    y = drawn(1.0)
    calm = seasonally_adjusted(y, np.ones(60))
    assert calm.sum() == pytest.approx(y.sum())
    assert calm.std() < 0.3 * y.std()
    y[5] = np.nan
    assert np.isnan(seasonally_adjusted(y, np.ones(60))).nonzero()[0].tolist() == [5]


def test_a_season_of_one_year_is_refused() -> None:
    with pytest.raises(ValueError, match="two whole periods"):
        seasonally_adjusted(np.ones(20), np.ones(20))
    with pytest.raises(ValueError, match="waves"):
        harmonics(24, waves=6)
