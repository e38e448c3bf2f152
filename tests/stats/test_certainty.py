"""How often an interval holds the truth and how often a verdict is wrong, in drawn series with a known truth.

The whole grid is printed by `python -m bench.certainty`.
"""

import numpy as np
import pytest

from slagvaardig.stats.dispersion import shared
from slagvaardig.stats.quality import Certainty
from slagvaardig.stats.trends import TrendVerdict, against_baselines, difference_of_published
from tests.stats.simulated import draw, simulate

TRUTHS = [(mean, phi) for mean in (100, 1000) for phi in (1.0, 2.0, 4.0)]


@pytest.mark.parametrize("periods", [4, 6])
@pytest.mark.parametrize(("mean", "phi"), TRUTHS)
def test_the_interval_of_areas_that_share_their_jumps_holds_the_truth_in_93_to_97_per_cent(
    periods: int, mean: float, phi: float
) -> None:
    found = simulate(mean=mean, periods=periods, phi=phi, change=1.05, pooled=True)
    assert 0.93 <= found.coverage <= 0.97


@pytest.mark.parametrize("periods", [4, 5, 6])
@pytest.mark.parametrize(("mean", "phi"), [*(truth for truth in TRUTHS if truth[1] > 1), (100, 3.0), (1000, 10.0)])
def test_the_interval_of_one_series_that_jumps_holds_the_truth_in_94_to_98_per_cent(
    periods: int, mean: float, phi: float
) -> None:
    """Within the play of 4,000 drawn series, one half per cent."""
    assert 0.94 <= simulate(mean=mean, periods=periods, phi=phi, change=1.05).coverage <= 0.98


@pytest.mark.parametrize("periods", [4, 6, 12])
def test_the_interval_of_one_series_without_jumps_is_on_the_safe_side(periods: int) -> None:
    """The dispersion is never taken below 1, so that pure chance is judged a little too strictly."""
    assert 0.95 <= simulate(mean=200, periods=periods, phi=1.0, change=1.05).coverage <= 0.993


@pytest.mark.parametrize("mean", [5, 20])
@pytest.mark.parametrize("phi", [1.0, 3.0])
def test_few_events_are_never_a_reason_to_be_less_careful(mean: float, phi: float) -> None:
    found = simulate(mean=mean, periods=4, phi=phi, change=1.05)
    assert found.coverage >= 0.94
    assert found.stable_or_fell + found.fell <= 0.03


@pytest.mark.parametrize("pooled", [False, True])
@pytest.mark.parametrize(("mean", "phi"), [*TRUTHS, (20_000, 10.0)])
def test_a_rise_of_the_agreed_margin_is_seldom_called_stable_or_fell(mean: float, phi: float, pooled: bool) -> None:
    found = simulate(mean=mean, periods=4, phi=phi, change=1.05, pooled=pooled)
    assert found.stable_or_fell + found.fell <= 0.05


@pytest.mark.parametrize(("mean", "phi"), TRUTHS)
def test_no_change_is_seldom_called_a_fall_or_a_rise(mean: float, phi: float) -> None:
    found = simulate(mean=mean, periods=5, phi=phi, change=1.0)
    assert max(found.fell, found.rose) <= 0.04


@pytest.mark.parametrize("periods", [4, 6])
@pytest.mark.parametrize(("mean", "phi"), [(20, 3.0), (100, 3.0), (100, 10.0), (1000, 10.0)])
def test_a_change_that_is_not_there_is_almost_never_certain(periods: int, mean: float, phi: float) -> None:
    """Declared: 2 in 1,000. Four quiet years by luck must not make a jumpy series certain."""
    counts = draw(np.random.default_rng(3), np.full(periods, mean), phi, 4000)
    found = against_baselines(counts, np.ones_like(counts))
    assert np.mean([one.certainty is Certainty.CERTAIN for one in found]) <= 0.003


def test_published_values_without_a_change_are_as_seldom_different_as_declared() -> None:
    """Also where the margin is as wide as half the value, which the logarithm would judge too easily."""
    rng = np.random.default_rng(4)
    for half in (0.2, 1.0):
        drawn = rng.normal(2.0, half / 1.959963984540054, 4000)
        found = [difference_of_published((one, half), (2.0, 0.0)) for one in drawn if one > 0]
        said = [one.verdict for one in found]
        assert 0.015 <= said.count(TrendVerdict.FELL) / 4000 <= 0.033
        assert said.count(TrendVerdict.ROSE) / 4000 <= 0.033


def test_counts_rounded_to_five_keep_their_coverage() -> None:
    for pooled in (False, True):
        found = simulate(mean=40, periods=5, phi=1.5, change=1.0, base=5, pooled=pooled)
        assert 0.93 <= found.coverage <= 0.98


def test_enough_evidence_does_reach_a_verdict() -> None:
    assert simulate(mean=20_000, periods=5, phi=1.0, change=1.0).stable_or_fell > 0.5
    assert simulate(mean=2000, periods=5, phi=1.0, change=0.8).fell > 0.9


def test_large_and_small_areas_that_vary_by_the_same_share_are_all_covered() -> None:
    rng = np.random.default_rng(5)
    sizes = np.geomspace(40, 6000, 39)
    held = []
    for _ in range(60):
        counts = np.concatenate([draw(rng, np.full(4, size), 1 + 0.005 * size, 1) for size in sizes])
        people = np.ones_like(counts)
        found = against_baselines(counts, people, dispersion=shared(counts, people))
        held.append([(one.lower or 0) <= 1 <= (one.upper or 0) for one in found])
    assert 0.93 <= np.mean(held) <= 0.97
    thirds = np.mean(held, axis=0).reshape(3, 13).mean(axis=1)
    assert thirds.min() > 0.92
