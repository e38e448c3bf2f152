"""Shrunken rates: between an area's own rate and that of all, nearer to its own the more people it has."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from slagvaardig.stats.shrinkage import shrunk
from tests.stats import obvious

AREAS = st.lists(st.tuples(st.integers(0, 400), st.integers(50, 300_000)), min_size=1, max_size=40)


@given(AREAS)
def test_shrunken_rates_equal_their_slow_twin_and_lie_between(rows: list[tuple[int, int]]) -> None:
    events, people = zip(*rows, strict=True)
    found = shrunk(events, people)
    assert found.value == pytest.approx([1000 * rate for rate in obvious.pulled_in(events, people)], abs=1e-9)
    raw = np.array(events) / np.array(people) * 1000
    near = 1e-9 + 1e-9 * raw
    assert (found.value >= np.minimum(raw, found.centre) - near).all()
    assert (found.value <= np.maximum(raw, found.centre) + near).all()
    assert np.isfinite([found.lower, found.upper, found.weight]).all()
    assert ((found.weight >= 0) & (found.weight <= 1)).all()


def test_fewer_people_means_more_shrinkage_for_the_same_rate() -> None:
    people = np.array([500.0, 5_000.0, 50_000.0, 400_000.0, 90_000.0, 80_000.0])
    found = shrunk([10, 100, 1000, 1600, 300, 700], people)
    assert found.variance > 0
    assert found.weight[0] < found.weight[1] < found.weight[2]
    assert found.value[0] < found.value[1] < found.value[2] < 20


def test_areas_that_differ_by_chance_alone_get_one_rate() -> None:
    found = shrunk([10, 11, 9, 10], [1000] * 4)
    assert found.value.tolist() == [10.0] * 4
    assert found.lower[0] < 10 < found.upper[0]


def test_shrunken_rates_are_nearer_to_the_truth_than_bare_ones() -> None:
    rng = np.random.default_rng(2)
    people = rng.uniform(2_000, 60_000, 300)
    truth = rng.gamma(9, 0.004 / 9, 300)
    events = rng.poisson(people * truth)
    found = shrunk(events, people, per=1.0)
    assert ((found.value - truth) ** 2).sum() < 0.8 * ((events / people - truth) ** 2).sum()
    assert 0.92 <= ((found.lower <= truth) & (truth <= found.upper)).mean() <= 0.98


@given(AREAS.flatmap(lambda rows: st.tuples(st.just(rows), st.permutations(range(len(rows))))))
def test_the_order_of_areas_changes_nothing(drawn: tuple[list[tuple[int, int]], list[int]]) -> None:
    rows, order = drawn
    one = shrunk(*zip(*rows, strict=True)).value
    other = shrunk(*zip(*[rows[place] for place in order], strict=True)).value
    assert other == pytest.approx(one[order])


@pytest.mark.parametrize(("events", "people"), [([], []), ([1], [0]), ([-1], [5]), ([float("nan")], [5])])
def test_impossible_input_is_refused(events: list[float], people: list[float]) -> None:
    with pytest.raises(ValueError, match="must"):
        shrunk(events, people)
