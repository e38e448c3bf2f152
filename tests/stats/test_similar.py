"""Similar areas: found by a rule that anyone can repeat, with the reason shown."""

from math import log

import pytest
from hypothesis import given
from hypothesis import strategies as st

from slagvaardig.stats.similar import nearest, size_class, urbanity_class

PLACES = {
    "A": {"population": 21_000.0, "density": 800.0},
    "B": {"population": 22_000.0, "density": 820.0},
    "C": {"population": 20_500.0, "density": 90.0},
    "D": {"population": 160_000.0, "density": 3200.0},
    "E": {"population": 24_000.0},
}
FEATURES = st.dictionaries(
    st.text("ABCDEFGH", min_size=1, max_size=2),
    st.fixed_dictionaries(
        {"population": st.floats(100, 1e6)}, optional={"density": st.floats(1, 9000), "urbanity": st.floats(1, 5)}
    ),
    min_size=2,
    max_size=12,
)


@pytest.mark.parametrize(
    ("inhabitants", "expected"),
    [(0, 1), (4_999, 1), (5_000, 2), (19_999, 3), (20_000, 4), (50_000, 5), (149_999, 6), (150_000, 7), (250_000, 8)],
)
def test_size_classes_are_those_of_the_bureau(inhabitants: int, expected: int) -> None:
    assert size_class(inhabitants) == expected


@pytest.mark.parametrize(("addresses", "expected"), [(2500, 1), (2499, 2), (1500, 2), (1000, 3), (500, 4), (499, 5)])
def test_urbanity_classes_are_those_of_the_bureau(addresses: int, expected: int) -> None:
    assert urbanity_class(addresses) == expected


def test_the_nearest_come_first_and_say_why() -> None:
    found = nearest("A", PLACES, count=3)
    assert [one.code for one in found] == ["B", "C", "D"]
    assert found[0].same_class
    assert not found[2].same_class
    first = found[0].reasons[0]
    assert {reason.feature for reason in found[0].reasons} == {"population", "density"}
    assert (first.target, first.value) == (PLACES["A"][first.feature], PLACES["B"][first.feature])


def test_an_area_of_which_less_is_known_only_fills_up() -> None:
    assert [one.code for one in nearest("A", PLACES)] == ["B", "C", "D", "E"]
    assert [reason.feature for reason in nearest("A", PLACES)[3].reasons] == ["population"]


def test_a_target_of_which_only_size_is_known_is_compared_by_size() -> None:
    assert [one.code for one in nearest("E", PLACES, count=2)] == ["B", "A"]


def test_the_distance_equals_the_formula_by_hand() -> None:
    rows = {"A": {"population": 10.0}, "B": {"population": 20.0}, "C": {"population": 80.0}}
    logs = [log(10), log(20), log(80)]
    mean = sum(logs) / 3
    deviation = (sum((one - mean) ** 2 for one in logs) / 3) ** 0.5
    assert nearest("A", rows)[0].distance == pytest.approx(log(2) / deviation, abs=1e-8)


@given(FEATURES)
def test_nobody_is_its_own_neighbour_and_the_order_of_input_is_nothing(features: dict[str, dict[str, float]]) -> None:
    target = min(features)
    found = nearest(target, features, count=50)
    assert len(found) == len(features) - 1
    assert target not in {one.code for one in found}
    turned = dict(reversed(list(features.items())))
    assert [one.code for one in nearest(target, turned, count=50)] == [one.code for one in found]
    complete = [one.distance for one in found if set(features[target]) <= set(features[one.code])]
    assert complete == sorted(complete)


def test_twice_the_people_everywhere_changes_no_neighbour() -> None:
    doubled = {code: values | {"population": values["population"] * 2} for code, values in PLACES.items()}
    assert [one.code for one in nearest("A", doubled)] == [one.code for one in nearest("A", PLACES)]


def test_impossible_features_are_refused() -> None:
    with pytest.raises(KeyError):
        nearest("Z", PLACES)
    for bad in (0.0, -1.0, float("nan"), float("inf")):
        with pytest.raises(ValueError, match="features"):
            nearest("A", PLACES | {"F": {"population": bad}})
