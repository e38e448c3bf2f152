"""Funnel limits reproduce the published tables of PHEindicatormethods as far as their own search was exact.

The tables for rates and ratios were found by halving with a stop at about 1e-6, so that a limit at very few events has
four to five true digits and the others have six or more. Rates are of three years: populations are of one year.
"""

from pathlib import Path

import numpy as np
import pytest

from slagvaardig.stats.funnel_shares import proportion_limits
from slagvaardig.stats.funnels import Place, funnel, limits, place_of, populations_on_limit
from tests.reference.tables import csv_rows, numbers

YEARS = 3
WORDS = {
    Place.INSIDE: "Not significant",
    Place.LOW: "Low (0.025)",
    Place.HIGH: "High (0.025)",
    Place.VERY_LOW: "Low (0.001)",
    Place.VERY_HIGH: "High (0.001)",
}
LEVELS = [("2s", 0.95), ("3s", 0.998)]


def test_typed_in_limits_are_reproduced() -> None:
    low, high = populations_on_limit([3], 116.1720835, per=100_000, level=0.95)
    assert low[0] / YEARS == pytest.approx(2515.599722, rel=1e-6)
    assert high[0] / YEARS == pytest.approx(177.5159418, rel=1e-6)
    ends = proportion_limits(0.80642448, [5, 110_000], level=0.998, method="score")
    assert ends[0] * 100 == pytest.approx([26.039864, 80.274317], abs=1e-6)
    assert ends[1] * 100 == pytest.approx([100, 81.010578], abs=1e-6)


@pytest.mark.parametrize(("word", "level"), LEVELS)
def test_every_published_limit_of_a_rate_is_reproduced(shared_data: Path, word: str, level: float) -> None:
    rows = csv_rows(shared_data, "testdata_funnel_rate_outputs.csv")
    assert len(rows) == 100
    events, centre = np.array(numbers(rows, "Events")), float(rows[0]["baseline"])
    low_at, high_at = populations_on_limit(events, centre, per=100_000, level=level)
    coarse = 5e-5
    assert low_at / YEARS == pytest.approx(numbers(rows, f"lower_{word}_population_1_year"), rel=1e-6)
    assert events / low_at * 100_000 == pytest.approx(numbers(rows, f"lower_{word}_limit"), rel=1e-6)
    assert high_at / YEARS == pytest.approx(numbers(rows, f"upper_{word}_population_1_year"), rel=coarse)
    assert events / high_at * 100_000 == pytest.approx(numbers(rows, f"upper_{word}_limit"), rel=coarse)
    several = events >= 5
    exact = np.array(numbers(rows, f"upper_{word}_limit"))[several]
    assert (events / high_at * 100_000)[several] == pytest.approx(exact, rel=2e-6)
    assert limits(centre, low_at, per=100_000, level=level)[0] == pytest.approx(events / low_at * 100_000)


@pytest.mark.parametrize(("word", "level"), LEVELS)
def test_every_published_limit_of_a_ratio_is_reproduced(shared_data: Path, word: str, level: float) -> None:
    rows = csv_rows(shared_data, "testdata_funnel_ratio_outputs.csv")
    assert len(rows) >= 100
    events = np.array(numbers(rows, "Observed_events"))
    low_at, high_at = populations_on_limit(events, 1.0, per=1.0, level=level)
    for side, expected, near in (("lower", low_at, 1e-6), ("upper", high_at, 5e-5)):
        assert expected == pytest.approx(numbers(rows, f"{side}_{word}_exp_events"), rel=near)
        assert 100 * events / expected == pytest.approx(numbers(rows, f"{side}_{word}_isr"), rel=near)
        assert events / expected - 1 == pytest.approx(numbers(rows, f"{side}_{word}_count"), rel=near, abs=1e-6)


@pytest.mark.parametrize(("column", "level"), [("2s0025", 0.95), ("3s0001", 0.998)])
def test_every_published_limit_of_a_proportion_is_reproduced(shared_data: Path, column: str, level: float) -> None:
    rows = csv_rows(shared_data, "testdata_funnel_prop_outputs.csv")
    assert len(rows) == 100
    people = numbers(rows, "Population")
    low, high = proportion_limits(float(rows[0]["Baseline"]) / 100, people, level=level, method="score")
    assert low * 100 == pytest.approx(numbers(rows, f"Lower{column}limit"), abs=1e-6)
    assert high * 100 == pytest.approx(numbers(rows, f"Upper{column}limit"), abs=1e-6)


def test_every_published_significance_of_a_ratio_is_reproduced(shared_data: Path) -> None:
    rows = csv_rows(shared_data, "testdata_funnel_ratio_inputs.csv")
    assert len(rows) == 300
    observed, expected = numbers(rows, "obs"), numbers(rows, "expected")
    found = funnel(observed, expected, per=100.0, centre=100.0, overdispersed=False)
    assert [WORDS[place] for place in found.places] == [row["significance"] for row in rows]


def test_every_published_significance_of_a_proportion_is_reproduced(shared_data: Path) -> None:
    rows = csv_rows(shared_data, "testdata_funnel_prop_inputs.csv")
    part, whole = np.array(numbers(rows, "numerator")), np.array(numbers(rows, "denominator"))
    centre, value = part.sum() / whole.sum(), part / whole
    assert centre * 100 == pytest.approx(80.642448, abs=1e-6)
    off = []
    for level in (0.95, 0.998):
        low, high = proportion_limits(centre, whole, level=level, method="score")
        off.append((value < low) | (value > high))
    places = [place_of(bool(one > centre), *marks) for one, *marks in zip(value, *off, strict=True)]
    assert [WORDS[place] for place in places] == [row["significance"] for row in rows]


def test_the_published_populations_follow_from_events_and_rate(shared_data: Path) -> None:
    rows = csv_rows(shared_data, "testdata_funnel_rate_input_funnels.csv")
    assert len(rows) == 50
    events, rates = np.array(numbers(rows, "ev")), np.array(numbers(rows, "rate"))
    yearly = events / YEARS / rates * 100_000
    assert yearly == pytest.approx(numbers(rows, "denominator_derived_crude"), rel=1e-8)
    centre = float(np.average(rates, weights=yearly))
    found = funnel(events / YEARS, yearly, per=100_000, overdispersed=False)
    assert found.centre == pytest.approx(centre)
    assert found.value == pytest.approx(rates)
