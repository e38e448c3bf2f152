"""Survey figures: published margins are used and never made up; answers get a margin for how they were drawn."""

from math import hypot, sqrt

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from slagvaardig.stats.surveys import Published, combined, difference, differs, published, weighted_proportion

VALUES = st.tuples(st.floats(0, 100), st.floats(0.01, 10)).map(lambda pair: published(*pair))


def known(value: float, half: float) -> Published:
    found = published(value, half)
    assert found is not None
    return found


def test_a_value_without_a_margin_is_not_used() -> None:
    assert published(20.0, None) is None
    assert published(None, 1.0) is None
    assert published(float("nan"), 1.0) is None
    assert published(20.0, 1.5) == Published(20.0, 18.5, 21.5)


def test_the_margin_of_a_difference_is_the_root_of_the_squares() -> None:
    found = difference(known(20, 3), known(12, 4))
    assert (found.value, found.lower, found.upper) == (8, 3, 13)
    assert differs(known(20, 3), known(12, 4))
    assert differs(known(20, 3), known(12, 4), level=0.998)
    assert not differs(known(20, 3), known(13, 4), level=0.998)
    assert not differs(known(20, 3), known(16, 4))


def test_a_margin_that_is_wider_on_one_side_stays_so() -> None:
    found = difference(Published(2, 1, 5), Published(1, 0.5, 4))
    assert (found.lower, found.upper) == pytest.approx((1 - hypot(1, 3), 1 + hypot(3, 0.5)))


@given(VALUES, VALUES)
def test_a_difference_turned_round_is_its_mirror(one: Published, other: Published) -> None:
    there, back = difference(one, other), difference(other, one)
    assert (there.value, there.lower, there.upper) == pytest.approx((-back.value, -back.upper, -back.lower))
    assert differs(one, other) == differs(other, one)


def test_areas_together_weigh_by_their_people_and_vary_less() -> None:
    found = combined([known(10, 2), known(20, 2)], [3000, 1000])
    assert found is not None
    assert (found.value, found.upper - found.value) == pytest.approx((12.5, sqrt(1.5**2 + 0.5**2)))


def test_a_whole_with_a_withheld_part_is_withheld() -> None:
    assert combined([known(10, 2), None], [1, 1]) is None
    assert combined([known(10, 2), None], [1, 0]) == known(10, 2)


@given(st.lists(st.tuples(VALUES, st.floats(0.1, 1e6)), min_size=1, max_size=9), st.floats(0.1, 1e4))
def test_only_the_proportion_of_the_weights_matters(rows: list[tuple[Published, float]], factor: float) -> None:
    parts, weights = [part for part, _ in rows], [weight for _, weight in rows]
    one, other = combined(parts, weights), combined(parts[::-1], [weight * factor for weight in weights[::-1]])
    assert one is not None
    assert other is not None
    assert (one.value, one.lower) == pytest.approx((other.value, other.lower))
    assert min(part.value for part in parts) - 1e-9 <= one.value <= max(part.value for part in parts) + 1e-9


@pytest.mark.parametrize("weights", [[], [1.0], [1.0, -1.0], [0.0, 0.0]])
def test_impossible_weights_are_refused(weights: list[float]) -> None:
    with pytest.raises(ValueError, match="weight"):
        combined([known(1, 1), known(2, 1)], weights)


def test_equal_weights_give_the_textbook_standard_error() -> None:
    answers = np.array([1] * 30 + [0] * 70)
    found = weighted_proportion(answers, np.ones(100))
    error = sqrt(0.3 * 0.7 / 99)
    logit = np.log([one / (1 - one) for one in (found.lower, 0.3, found.upper)])
    reach = 1.984216951586 * error / 0.21
    assert np.diff(logit) == pytest.approx([reach, reach], rel=1e-9)


def test_unequal_weights_and_clusters_widen_the_margin_and_strata_narrow_it() -> None:
    rng = np.random.default_rng(8)
    layer = np.repeat([0, 1], 200)
    answers = (rng.random(400) < np.where(layer == 0, 0.1, 0.7)).astype(int)
    plain = weighted_proportion(answers, np.ones(400))
    width = plain.upper - plain.lower
    layered = weighted_proportion(answers, np.ones(400), strata=layer)
    assert layered.upper - layered.lower < 0.9 * width
    streets = np.sort(answers) * 100 + np.arange(400) // 20
    clustered = weighted_proportion(np.sort(answers), np.ones(400), clusters=streets)
    assert clustered.upper - clustered.lower > 1.5 * width
    uneven = weighted_proportion(answers, rng.uniform(0.1, 3, 400))
    assert uneven.upper - uneven.lower > width


def test_linearisation_agrees_with_leaving_out_one_cluster_at_a_time() -> None:
    rng = np.random.default_rng(6)
    street = np.repeat(np.arange(40), 10)
    answers = (rng.random(400) < np.repeat(rng.beta(4, 6, 40), 10)).astype(int)
    weights = rng.uniform(0.5, 2, 400)
    without = []
    for left_out in range(40):
        stays = street != left_out
        without.append((weights * answers)[stays].sum() / weights[stays].sum())
    jackknife = sqrt(39 / 40 * ((np.array(without) - np.mean(without)) ** 2).sum())
    found = weighted_proportion(answers, weights, clusters=street)
    logit = np.log(found.upper / (1 - found.upper)) - np.log(found.value / (1 - found.value))
    assert logit / 2.0226909200 * found.value * (1 - found.value) == pytest.approx(jackknife, rel=0.01)


def test_all_the_same_answer_is_no_certainty() -> None:
    found = weighted_proportion(np.zeros(30), np.ones(30))
    assert (found.value, found.lower) == (0, 0)
    assert found.upper == pytest.approx(1 - 0.025 ** (1 / 30))
    assert weighted_proportion(np.ones(30), np.ones(30)).lower == pytest.approx(1 - found.upper)


def test_the_margin_holds_the_truth_as_often_as_it_says() -> None:
    rng = np.random.default_rng(9)
    held = 0
    for _ in range(1000):
        weights = rng.uniform(0.5, 2, 250)
        found = weighted_proportion((rng.random(250) < 0.2).astype(int), weights)
        held += found.lower <= 0.2 <= found.upper
    assert 0.93 <= held / 1000 <= 0.97


@pytest.mark.parametrize(
    ("answers", "weights", "strata"),
    [([0, 2], [1, 1], None), ([0, 1], [1, 0], None), ([0, 1, 1], [1, 1, 1], [1, 1, 2])],
)
def test_impossible_answers_are_refused(answers: list[int], weights: list[int], strata: list[int] | None) -> None:
    with pytest.raises(ValueError, match=r"answers|stratum"):
        weighted_proportion(answers, weights, strata=strata)


def test_limits_on_the_wrong_side_are_refused() -> None:
    with pytest.raises(ValueError, match="between"):
        Published(5, 6, 7)
    with pytest.raises(ValueError, match="between"):
        published(5, -1)
