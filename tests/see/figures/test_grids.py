"""A sum is a number only when every part of it is one."""

from collections.abc import Sequence

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from slagvaardig.see.figures.grids import ABSENT, NUMBER, WITHHELD, Grid

PART = st.sampled_from(["withheld", "absent", 0.0, 1.0, 2.0, 50.0])


def grid(table: dict[tuple[str, str], Sequence[float | str]]) -> Grid:
    """A grid from (kind, area) -> one value or state per period."""
    kinds = list(dict.fromkeys(kind for kind, _ in table))
    areas = list(dict.fromkeys(area for _, area in table))
    rows = [[table[kind, area] for area in areas] for kind in kinds]
    codes = {"withheld": WITHHELD, "absent": ABSENT}
    state = np.array(
        [[[codes.get(str(one), NUMBER) for one in row] for row in block] for block in rows], dtype=np.uint8
    )
    value = np.array([[[np.nan if isinstance(one, str) else one for one in row] for row in block] for block in rows])
    nothing = np.full(value.shape, np.nan)
    periods = tuple(f"{2018 + number}" for number in range(value.shape[2]))
    hidden = (state == WITHHELD).astype(np.int32)
    return Grid(
        tuple(kinds), tuple(areas), periods, value, value - 0.5, nothing, state, hidden, np.zeros(value.shape, bool)
    )


def plain_sum(parts: Sequence[float | str]) -> float | str:
    """The slow, obvious twin."""
    for state in ("withheld", "absent"):
        if state in parts:
            return state
    return sum(part for part in parts if not isinstance(part, str))


def found(cell: object) -> object:
    return cell.state or cell.value  # type: ignore[attr-defined]


@given(st.lists(PART, min_size=2, max_size=5))
def test_a_sum_over_kinds_follows_the_plain_rule(parts: list[float | str]) -> None:
    cell = (
        grid({(str(number), "X"): [part] for number, part in enumerate(parts)}).over_kinds("all").at("all", "X", "2018")
    )
    assert found(cell) == (plain_sum(parts) or 0.0)
    assert cell.hidden == parts.count("withheld")


@given(st.lists(PART, min_size=1, max_size=5))
def test_a_sum_over_areas_follows_the_plain_rule(parts: list[float | str]) -> None:
    areas = grid({("a", str(number)): [part] for number, part in enumerate(parts)})
    cell = areas.over_areas({"D": areas.areas}).at("a", "D", "2018")
    assert found(cell) == (plain_sum(parts) or 0.0)
    assert cell.hidden == parts.count("withheld")


def test_a_total_is_never_the_sum_of_the_visible_parts() -> None:
    cell = grid({("a", "X"): [100.0], ("b", "X"): ["withheld"]}).over_kinds("all").at("all", "X", "2018")
    assert (cell.value, cell.state, cell.hidden) == (None, "withheld", 1)


def test_one_kind_keeps_its_margin_and_a_sum_has_none() -> None:
    one = grid({("a", "X"): [3.0]}).over_kinds("all")
    two = grid({("a", "X"): [3.0], ("b", "X"): [4.0]}).over_kinds("all")
    assert one.at("all", "X", "2018").lower == 2.5
    assert two.at("all", "X", "2018").lower is None


def test_an_area_that_is_not_held_makes_the_sum_absent() -> None:
    total = grid({("a", "X"): [3.0]}).over_areas({"D": ["X", "elsewhere"], "nobody": []})
    assert [total.at("a", area, "2018").state for area in total.areas] == ["absent", "absent"]


def test_years_before_a_merger_are_the_sum_of_the_predecessors_and_say_so() -> None:
    table = grid({("a", "new"): ["absent", 9.0], ("a", "old 1"): [3.0, "absent"], ("a", "old 2"): [4.0, "absent"]})
    before, after = table.recast_by({"new": ["old 1", "old 2"]}).series("new")
    assert (before.value, before.recast) == (7.0, True)
    assert (after.value, after.recast) == (9.0, False)


@pytest.mark.parametrize(("other", "state"), [("withheld", "withheld"), ("absent", "absent")])
def test_a_merger_with_a_part_that_is_not_known_gives_no_number(other: str, state: str) -> None:
    table = grid({("a", "new"): ["absent"], ("a", "old 1"): [3.0], ("a", "old 2"): [other]})
    assert table.recast_by({"new": ["old 1", "old 2"]}).series("new")[0].state == state


def test_a_withheld_cell_of_the_new_area_is_not_replaced_by_its_predecessors() -> None:
    table = grid({("a", "new"): ["withheld"], ("a", "old"): [3.0]})
    assert table.recast_by({"new": ["old"]}).series("new")[0].state == "withheld"


def test_mergers_of_mergers_are_followed() -> None:
    values: dict[tuple[str, str], Sequence[float | str]] = {
        ("a", "z"): ["absent"],
        ("a", "m"): ["absent"],
        ("a", "x"): [1.0],
        ("a", "y"): [2.0],
        ("a", "n"): [4.0],
    }
    assert grid(values).recast_by({"z": ["m", "n"], "m": ["x", "y"]}).series("z")[0].value == 7.0


def test_a_district_over_a_merger_sums_to_the_same_total() -> None:
    table = grid(
        {
            ("a", "new"): ["absent", 9.0],
            ("a", "old 1"): [3.0, "absent"],
            ("a", "old 2"): [6.0, "absent"],
            ("a", "Y"): [1.0, 1.0],
        }
    )
    district = table.recast_by({"new": ["old 1", "old 2"]}).over_areas({"D": ["new", "Y"]})
    assert [(cell.value, cell.recast) for cell in district.series("D")] == [(10.0, True), (10.0, False)]
