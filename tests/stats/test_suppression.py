"""Small numbers: nobody who can add and subtract learns more than the published rule says."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from slagvaardig.stats.attacker import Bounds, attack, exposed
from slagvaardig.stats.rounding import rounded, rounding_variance
from slagvaardig.stats.suppression import Mark, Protected, protect
from slagvaardig.stats.tables import Key, Sum, adds_up, crossed, names
from tests.stats import obvious

TABLES = 210


def made(seed: int) -> tuple[dict[Key, int], list[Sum]]:
    """A table of a region, its districts and their municipalities by kind, groups of kinds and total."""
    rng = np.random.default_rng(seed)
    districts, towns, kinds = (int(rng.integers(low, high)) for low, high in ((1, 4), (2, 5), (2, 5)))
    down = [Sum("region", tuple(f"d{one}" for one in range(districts)))] if districts > 1 else []
    down += [Sum(f"d{one}", tuple(f"d{one}m{town}" for town in range(towns))) for one in range(districts)]
    across = [Sum("total", tuple(f"k{kind}" for kind in range(kinds)))]
    if seed % 2:
        across += [Sum("k0", ("k0a", "k0b"))]
    cells: dict[Key, int] = {}
    leaves = [[name for name in names(sums) if name not in {one.whole for one in sums}] for sums in (down, across)]
    mean = float(rng.choice([2, 6, 25]))
    for row in leaves[0]:
        for column in leaves[1]:
            cells[row, column] = int(rng.negative_binomial(1, 1 / (1 + mean)))
    for one in reversed(across):
        for row in leaves[0]:
            cells[row, one.whole] = sum(cells[row, part] for part in one.parts)
    for one in reversed(down):
        for column in names(across):
            cells[one.whole, column] = sum(cells[part, column] for part in one.parts)
    return cells, crossed(down, across)


def small(cells: dict[Key, int]) -> list[Key]:
    return [key for key, value in cells.items() if 1 <= value <= 4]


@pytest.mark.parametrize("start", range(0, TABLES, 30))
def test_no_small_cell_of_many_tables_is_recovered_or_bounded_tighter_than_declared(start: int) -> None:
    for seed in range(start, start + 30):
        cells, sums = made(seed)
        found = protect(cells, sums)
        assert {key for key, mark in found.marks.items() if mark is Mark.PRIMARY} == set(small(cells))
        learned = attack(found.values, sums, of=small(cells))
        assert [key for key, bounds in learned.items() if not bounds.holds(1, 4)] == []  # so `exposed` finds none
        for key, bounds in learned.items():
            assert bounds.lower <= cells[key] <= bounds.upper
            assert bounds.upper - bounds.lower >= 3


def test_primary_suppression_alone_would_have_been_undone() -> None:
    leaking = 0
    for seed in range(20):
        cells, sums = made(seed)
        bare = {key: None if 1 <= value <= 4 else value for key, value in cells.items()}
        leaking += bool(exposed(bare, sums, small(cells)))
    assert leaking > 10


@pytest.mark.parametrize("seed", range(12))
def test_even_whole_numbers_tried_one_by_one_leave_the_declared_room(seed: int) -> None:
    drawn = np.random.default_rng(seed).integers(0, 8, 4)
    leaves: dict[Key, int] = {key: int(value) for key, value in zip("abcd", drawn, strict=True)}
    wholes = {"ab": "ab", "cd": "cd", "ac": "ac", "bd": "bd", "abcd": "abcd"}
    cells: dict[Key, int] = {**leaves, **{name: sum(leaves[part] for part in parts) for name, parts in wholes.items()}}
    found = protect(cells, [Sum(name, tuple(parts)) for name, parts in wholes.items()])
    shown = {str(key): value for key, value in found.values.items()}
    tables = list(obvious.every_table(shown, wholes, 11))
    assert tables
    for key in small(cells):
        seen = {table[str(key)] for table in tables}
        assert min(seen) <= 1
        assert max(seen) >= 4


def test_the_attacker_finds_what_a_reader_can_subtract() -> None:
    sums = [Sum("all", ("a", "b", "c"))]
    assert attack({"a": None, "b": 7, "c": 9, "all": 18}, sums) == {"a": Bounds(2, 2)}
    assert attack({"a": None, "b": None, "c": 9, "all": 18}, sums) == {"a": Bounds(0, 9), "b": Bounds(0, 9)}
    assert attack({"a": None, "b": 1, "c": 9, "all": None}, sums)["all"].upper == np.inf


def test_two_tables_that_are_safe_apart_can_leak_together() -> None:
    by_place = [Sum("all", ("here", "there"))]
    by_kind = [Sum("all", ("here", "far", "farther")), Sum("there", ("far", "farther"))]
    shown: dict[Key, float | None] = {"all": 20, "here": None, "there": None, "far": 11, "farther": 6}
    assert exposed({key: shown[key] for key in ("all", "here", "there")}, by_place, ["here"]) == {}
    assert exposed(shown, by_place + by_kind, ["here"]) == {"here": Bounds(3, 3)}


def test_numbers_that_do_not_add_up_are_not_attacked() -> None:
    with pytest.raises(ValueError, match="add up"):
        attack({"a": 1, "b": 2, "all": 4}, [Sum("all", ("a", "b"))], of=["a"])
    with pytest.raises(ValueError, match="add up"):
        attack({"a": None, "b": 7, "all": 4}, [Sum("all", ("a", "b"))])


def test_a_table_without_small_cells_is_published_whole() -> None:
    cells: dict[Key, int] = {"a": 0, "b": 12, "all": 12}
    assert protect(cells, [Sum("all", ("a", "b"))]) == Protected(cells, dict.fromkeys(cells, Mark.SHOWN))


def test_no_cell_is_withheld_that_could_be_shown() -> None:
    cells, sums = made(3)
    found = protect(cells, sums)
    secondary = [key for key, mark in found.marks.items() if mark is Mark.SECONDARY]
    assert secondary
    for key in secondary:
        assert exposed(dict(found.values) | {key: cells[key]}, sums, small(cells))


def test_protection_is_the_same_every_time() -> None:
    assert protect(*made(5)) == protect(*made(5))


def test_what_is_out_already_cannot_be_taken_back() -> None:
    cells: dict[Key, int] = {"a": 2, "b": 12, "all": 14}
    sums = [Sum("all", ("a", "b"))]
    assert set(protect(cells, sums, published=["all"]).withheld) == {"a", "b"}
    with pytest.raises(ValueError, match="'a' cannot be protected"):
        protect(cells, sums, published=["b", "all"])
    with pytest.raises(ValueError, match="'a' cannot be protected"):
        protect(cells, sums, published=["a"])


@pytest.mark.parametrize("cells", [{"a": -1, "b": 3, "all": 2}, {"a": 1, "b": 3, "all": 5}])
def test_an_impossible_table_is_refused(cells: dict[Key, int]) -> None:
    for protection in (protect, rounded):
        with pytest.raises(ValueError, match=r"negative|add up"):
            protection(cells, [Sum("all", ("a", "b"))])


def test_a_sum_names_each_cell_once() -> None:
    for whole, parts in (("a", ()), ("a", ("a",)), ("a", ("b", "b"))):
        with pytest.raises(ValueError, match="sum needs"):
            Sum(whole, parts)


@given(st.integers(0, 10_000))
def test_a_rounded_table_adds_up_and_stays_near(seed: int) -> None:
    cells, sums = made(seed)
    found = rounded(cells, sums)
    assert adds_up(found, sums)
    assert all(value % 5 == 0 and value >= 0 for value in found.values())
    assert max(abs(found[key] - cells[key]) for key in cells) <= 9
    assert all(found[key] == 0 for key, value in cells.items() if value == 0)


@pytest.mark.parametrize("seed", range(40))
def test_the_attacker_learns_no_more_from_a_rounded_table_than_declared(seed: int) -> None:
    cells, sums = made(seed)
    found = rounded(cells, sums)
    if all(abs(found[key] - cells[key]) < 5 for key in cells):
        for key, bounds in attack(found, sums, of=small(cells), blur=4).items():
            assert bounds.holds(max(0, found[key] - 4), found[key] + 4)


def test_rounding_each_number_apart_would_leak() -> None:
    parts = tuple(f"m{one}" for one in range(10))
    cells: dict[Key, float | None] = {"all": 30.0, **dict.fromkeys(parts, 5.0)}
    assert attack(cells, [Sum("all", parts)], of=["m0"], blur=2)["m0"] == Bounds(3, 5)


def test_rounding_to_five_adds_a_variance_of_two() -> None:
    errors = [number - 5 * round(number / 5) for number in range(1000)]
    assert rounding_variance(5) == 2.0 == sum(error**2 for error in errors) / 1000
    assert rounding_variance(1) == 0
    with pytest.raises(ValueError, match="base"):
        rounding_variance(0.5)
