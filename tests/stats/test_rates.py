"""Rates and proportions: never narrower than chance, never below nothing, and equal to their slow twins."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from slagvaardig.stats.proportions import proportion, proportions
from slagvaardig.stats.rates import byar_limits, exact_limits, rate, rates
from tests.stats import obvious

LEVELS = st.sampled_from([0.8, 0.95, 0.998])


@pytest.mark.parametrize("count", [0, 1, 2, 5, 9, 10, 40])
@pytest.mark.parametrize("level", [0.95, 0.998])
def test_exact_limits_equal_those_found_by_adding_up_probabilities(count: int, level: float) -> None:
    lower, upper = exact_limits(count, level=level)
    assert (float(lower), float(upper)) == pytest.approx(obvious.poisson_limits(count, level), rel=1e-8, abs=1e-8)


def test_the_approximation_from_ten_events_is_within_one_per_cent_of_exact() -> None:
    counts = np.array([10, 12, 20, 50, 200, 5000])
    for near, exact in zip(byar_limits(counts), exact_limits(counts), strict=True):
        assert np.abs(near / exact - 1).max() < 0.01


@given(st.integers(0, 10**6), st.integers(1, 10**8), LEVELS)
def test_the_rate_lies_between_its_limits_and_none_is_below_zero(count: int, people: int, level: float) -> None:
    found = rate(count, people, level=level)
    assert 0 <= found.lower <= found.value < found.upper < float("inf")


@given(st.integers(0, 10**5), st.integers(1, 10**6), LEVELS)
def test_more_events_never_lower_a_limit(count: int, people: int, level: float) -> None:
    one, more = rate(count, people, level=level), rate(count + 1, people, level=level)
    assert one.lower < more.lower
    assert one.upper < more.upper


@given(st.integers(0, 10**5), st.integers(1, 10**6))
def test_a_higher_level_is_never_narrower(count: int, people: int) -> None:
    near, far = rate(count, people, level=0.95), rate(count, people, level=0.998)
    assert far.lower <= near.lower
    assert near.upper < far.upper


@given(st.integers(0, 10**5), st.integers(1, 10**6), st.sampled_from([1.0, 100.0, 100_000.0]))
def test_a_rate_per_more_people_is_that_many_times_as_high(count: int, people: int, per: float) -> None:
    one, many = rate(count, people, per=1.0), rate(count, people, per=per)
    assert (many.value, many.lower, many.upper) == pytest.approx((one.value * per, one.lower * per, one.upper * per))


def test_a_withheld_count_gives_no_rate_and_not_zero() -> None:
    found = rates([np.nan, 3.0], [100.0, 100.0])
    assert np.isnan([found.value[0], found.lower[0], found.upper[0]]).all()
    assert found.value[1] == 30


@pytest.mark.parametrize(("events", "people", "level"), [(-1, 10, 0.95), (1, 0, 0.95), (1, 10, 1.0), (1, -5, 0.95)])
def test_impossible_input_for_a_rate_is_refused(events: float, people: float, level: float) -> None:
    with pytest.raises(ValueError, match="must"):
        rate(events, people, level=level)


@pytest.mark.parametrize(("part", "whole"), [(0, 5), (1, 3), (65, 100), (100, 100), (0.445, 1), (7, 7)])
def test_wilson_equals_the_shares_found_by_halving(part: float, whole: float) -> None:
    found = proportion(part, whole)
    assert (found.lower, found.upper) == pytest.approx(obvious.wilson(part, whole, 1.959963984540054), abs=1e-9)


@given(st.integers(1, 10**6).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))), LEVELS)
def test_a_proportion_and_its_limits_stay_within_none_and_all(pair: tuple[int, int], level: float) -> None:
    found = proportion(*pair, level=level)
    assert 0 <= found.lower <= found.value <= found.upper <= 1


@given(st.integers(1, 10**6).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))))
def test_those_who_do_not_are_the_mirror_of_those_who_do(pair: tuple[int, int]) -> None:
    part, whole = pair
    one, other = proportion(part, whole, per=100), proportion(whole - part, whole, per=100)
    assert (one.lower, one.upper) == pytest.approx((100 - other.upper, 100 - other.lower), abs=1e-7)


def test_a_withheld_numerator_gives_no_proportion() -> None:
    assert np.isnan(proportions([np.nan], [10.0]).upper).all()


@pytest.mark.parametrize(("part", "whole", "level"), [(-1, 10, 0.95), (11, 10, 0.95), (0, 0, 0.95), (1, 2, 0.0)])
def test_impossible_input_for_a_proportion_is_refused(part: float, whole: float, level: float) -> None:
    with pytest.raises(ValueError, match="must"):
        proportion(part, whole, level=level)
