"""Funnels: an area lies outside exactly when chance would seldom put it there."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from slagvaardig.stats.funnel_shares import funnel_of_proportions, proportion_limits
from slagvaardig.stats.funnels import Place, funnel, limits, populations_on_limit
from slagvaardig.stats.overdispersion import spread_of
from tests.stats import obvious

AREAS = st.lists(st.tuples(st.integers(0, 500), st.integers(100, 400_000)), min_size=1, max_size=40).filter(
    lambda rows: sum(events for events, _ in rows) > 0
)
SHARES = st.lists(
    st.integers(1, 5000).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))), min_size=3, max_size=30
).filter(lambda rows: 0 < sum(part for part, _ in rows) < sum(whole for _, whole in rows))


@pytest.mark.parametrize("level", [0.95, 0.998])
@pytest.mark.parametrize("expected", [0.02, 0.5, 3.0, 10.0, 31.4])
def test_a_count_is_outside_the_limits_when_its_exact_interval_misses_the_centre(expected: float, level: float) -> None:
    low, high = limits(1000.0, np.array([expected]), level=level)
    for count in range(int(expected * 3) + 12):
        outside = not low[0] * expected / 1000 <= count <= high[0] * expected / 1000
        assert outside == obvious.outside_the_funnel(count, expected, level)


@pytest.mark.parametrize("level", [0.95, 0.998])
def test_chance_puts_an_area_outside_no_more_often_than_the_level_says(level: float) -> None:
    rng = np.random.default_rng(7)
    for expected in (2.0, 15.0, 400.0):
        drawn = rng.poisson(expected, 40_000)
        low, high = (float(end[0]) * expected / 1000 for end in limits(1000.0, [expected], level=level))
        assert ((drawn < low) | (drawn > high)).mean() <= 1 - level + 0.003


def test_limits_and_the_populations_that_lie_on_them_are_each_others_inverse() -> None:
    events = np.array([1.0, 5.0, 30.0, 900.0])
    for level in (0.95, 0.998):
        low_at, high_at = populations_on_limit(events, 4.0, level=level)
        assert events == pytest.approx(limits(4.0, low_at, level=level)[0] * low_at / 1000)
        assert events == pytest.approx(limits(4.0, high_at, level=level)[1] * high_at / 1000)


@given(AREAS)
def test_wider_levels_and_more_variety_only_let_areas_in(rows: list[tuple[int, int]]) -> None:
    events, people = zip(*rows, strict=True)
    plain, varied = funnel(events, people, overdispersed=False), funnel(events, people)
    for found in (plain, varied):
        assert not (found.outside_998 & ~found.outside_95).any()
        assert np.isfinite(found.value).all()
        assert np.isfinite([found.centre, found.tau2, found.phi]).all()
    assert not (varied.outside_95 & ~plain.outside_95).any()


@given(AREAS.flatmap(lambda rows: st.tuples(st.just(rows), st.permutations(range(len(rows))))))
def test_the_order_of_areas_changes_nothing(drawn: tuple[list[tuple[int, int]], list[int]]) -> None:
    rows, order = drawn
    one = funnel(*zip(*rows, strict=True))
    other = funnel(*zip(*[rows[place] for place in order], strict=True))
    assert one.tau2 == pytest.approx(other.tau2)
    assert [one.places[place] for place in order] == list(other.places)


@given(AREAS)
def test_the_unit_of_a_rate_moves_nothing_outside(rows: list[tuple[int, int]]) -> None:
    events, people = zip(*rows, strict=True)
    assert funnel(events, people, per=1.0).places == funnel(events, people, per=100_000.0).places


def test_areas_that_truly_differ_widen_the_funnel_and_equal_ones_do_not() -> None:
    rng = np.random.default_rng(11)
    people = rng.uniform(8_000, 300_000, 39)
    equal = funnel(rng.poisson(people * 0.006), people)
    unlike = funnel(rng.poisson(people * 0.006 * rng.gamma(16, 1 / 16, 39)), people)
    assert equal.phi < 1.3
    assert equal.tau2 < 0.003
    assert unlike.phi > 5
    assert 0.02 < unlike.tau2 < 0.12
    assert unlike.outside_998.sum() <= 1


def test_places_name_the_side_and_the_limit() -> None:
    people = np.array([10_000.0] * 5)
    found = funnel([2, 60, 100, 131, 250], people, centre=10.0, overdispersed=False)
    assert found.places == (Place.VERY_LOW, Place.VERY_LOW, Place.INSIDE, Place.HIGH, Place.VERY_HIGH)


def test_extra_variance_equals_its_slow_twin() -> None:
    rng = np.random.default_rng(3)
    apart, error = rng.normal(0, 0.3, 23), rng.uniform(0.05, 0.4, 23)
    found = spread_of(apart, error)
    assert (found.tau2, found.phi) == pytest.approx(obvious.extra_variance(apart.tolist(), error.tolist()), rel=1e-3)
    alike = spread_of(apart / 10, error)
    assert (alike.tau2, alike.phi) == pytest.approx(
        obvious.extra_variance((apart / 10).tolist(), error.tolist()), rel=1e-3
    )
    assert alike.tau2 == 0


@pytest.mark.parametrize("variety", [0.0, 0.15, 0.3])
@pytest.mark.parametrize("smallest", [2_000, 60_000])
def test_areas_that_only_vary_as_all_do_are_outside_no_more_often_than_the_level_says(
    smallest: int, variety: float
) -> None:
    """Also where one area has a hundred times the people of another."""
    rng = np.random.default_rng(2)
    people = np.geomspace(smallest, 300_000, 39)
    off, far = [], []
    for _ in range(200):
        own = rng.gamma(variety**-2, variety**2, 39) if variety else np.ones(39)
        found = funnel(rng.poisson(people * 0.006 * own), people)
        off.append(found.outside_95.mean())
        far.append(found.outside_998.mean())
    assert 0.02 <= np.mean(off) <= 0.055
    assert np.mean(far) <= 0.006


def test_two_areas_that_are_truly_different_still_stand_out() -> None:
    rng = np.random.default_rng(13)
    people = rng.uniform(20_000, 300_000, 39)
    odd = np.where(np.arange(39) < 2, 2.0, 1.0)
    found = funnel(rng.poisson(people * 0.006 * odd * rng.gamma(100, 1 / 100, 39)), people)
    assert found.outside_998[:2].all()
    assert found.outside_998[2:].sum() <= 1


def test_two_areas_say_nothing_of_the_variety_between_areas() -> None:
    assert spread_of([1.0, -1.0], [0.1, 0.1]).tau2 == 0


@pytest.mark.parametrize(("size", "centre"), [(5, 0.3), (40, 0.1), (40, 0.8), (300, 0.5)])
def test_exact_limits_of_a_proportion_leave_out_no_more_than_their_tails(size: int, centre: float) -> None:
    low, high = (float(end[0]) * size for end in proportion_limits(centre, [size]))
    for count in range(size + 1):
        below = obvious.binomial_at_most(count, size, centre) < 0.025 - 1e-12
        above = 1 - (obvious.binomial_at_most(count - 1, size, centre) if count else 0) < 0.025 - 1e-12
        assert (count < low - 1e-9, count > high + 1e-9) == (below, above)


@given(st.floats(0.001, 0.999), st.integers(1, 10**6), st.sampled_from(["exact", "score"]), st.floats(0, 0.2))
def test_limits_of_a_proportion_stay_within_none_and_all(centre: float, size: int, method: str, tau2: float) -> None:
    near = proportion_limits(centre, [size], method="exact" if method == "exact" else "score", tau2=tau2)
    far = proportion_limits(centre, [size], method="exact" if method == "exact" else "score", tau2=tau2, level=0.998)
    assert 0 <= far[0][0] <= near[0][0] + 1e-12
    assert near[0][0] <= centre + 1e-9
    assert centre - 1e-9 <= near[1][0] <= far[1][0] + 1e-12
    assert far[1][0] <= 1


@given(SHARES)
def test_the_funnel_of_those_who_do_not_is_the_mirror(rows: list[tuple[int, int]]) -> None:
    part, whole = (np.array(column) for column in zip(*rows, strict=True))
    one, other = funnel_of_proportions(part, whole), funnel_of_proportions(whole - part, whole)
    assert one.tau2 == pytest.approx(other.tau2, abs=1e-9)
    assert one.centre + other.centre == pytest.approx(1)
    assert not (one.outside_998 & ~one.outside_95).any()


def test_everyone_or_no_one_is_a_funnel_without_width() -> None:
    found = funnel_of_proportions([5, 9], [5, 9])
    assert found.places == (Place.INSIDE, Place.INSIDE)


@pytest.mark.parametrize(
    ("events", "people"), [([], []), ([1], [0]), ([-1], [5]), ([1, 2], [5]), ([float("nan")], [5]), ([1], [np.nan])]
)
def test_impossible_input_for_a_funnel_is_refused(events: list[float], people: list[float]) -> None:
    with pytest.raises(ValueError, match="funnel needs"):
        funnel(events, people)
    with pytest.raises(ValueError, match="numerators"):
        funnel_of_proportions(events, people)
