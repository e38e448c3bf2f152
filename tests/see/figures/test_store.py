"""What is stored comes back: every zero a zero, every withheld cell withheld, every absence an absence."""

import json
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

import duckdb
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from slagvaardig.see.figures import queries
from slagvaardig.see.figures.checks import FiguresProblem
from slagvaardig.see.figures.store import CELLS, DOMAIN, META, read_meta

from .tables import WITHHELD, block, row, store

KINDS, AREAS, PERIODS = ("a", "b", "c"), ("X1", "X2", "X3", "X4"), ("2019", "2020", "2021-03", "2021-Q4")
KEYS = [(kind, area, period) for kind in KINDS for area in AREAS for period in PERIODS]
VALUE = st.one_of(st.just(0.0), st.just(WITHHELD), st.integers(1, 10**12).map(float), st.floats(0, 1e9, width=32))
TABLES = st.dictionaries(st.sampled_from(KEYS), VALUE, min_size=1)


@settings(max_examples=60, deadline=None)
@given(TABLES)
def test_any_table_comes_back_as_it_was(table: dict[tuple[str, str, str], float | str]) -> None:
    with TemporaryDirectory() as folder:
        stored = store(Path(folder), block((*key, value) for key, value in table.items()))
        grid = queries.cells(stored, measure="count", kinds=KINDS, areas=AREAS, periods=PERIODS)
    for cell in grid.cells():
        wanted = table.get((cell.kind, cell.area, cell.period), "absent")
        found = cell.value if cell.state == "" else cell.state
        assert found == wanted


@settings(max_examples=30, deadline=None)
@given(TABLES)
def test_the_counts_and_sums_in_the_description_are_those_of_the_table(
    table: dict[tuple[str, str, str], float | str],
) -> None:
    numbers = [value for value in table.values() if isinstance(value, float)]
    with TemporaryDirectory() as folder:
        meta = store(Path(folder), block((*key, value) for key, value in table.items())).meta
    told = meta["measures"]["count"]
    assert (told["cells"], told["withheld"]) == (len(table), len(table) - len(numbers))
    assert told["numbers"] == sum(value != 0 for value in numbers)
    assert told["sum"] == pytest.approx(sum(numbers))


def test_a_zero_a_withheld_cell_and_an_absence_are_three_things(tmp_path: Path) -> None:
    rows = block(
        [("a", "X1", "2020", 0), ("a", "X2", "2020", WITHHELD), ("a", "X1", "2021", 4), ("a", "X3", "2020", 1)]
    )
    grid = queries.cells(store(tmp_path, rows), measure="count", kinds=["a"])
    zero, withheld, absent = grid.at("a", "X1", "2020"), grid.at("a", "X2", "2020"), grid.at("a", "X2", "2021")
    assert (zero.value, zero.state) == (0.0, "")
    assert (withheld.value, withheld.state) == (None, "withheld")
    assert (absent.value, absent.state) == (None, "absent")


def test_zeros_are_not_stored_and_do_not_need_to_be(tmp_path: Path) -> None:
    rows = block(("a", f"X{number:03}", "2020", 0 if number else 7) for number in range(500))
    stored = store(tmp_path, rows)
    assert (stored.meta["rows"], stored.meta["cells"]) == (1, 500)
    assert queries.cells(stored, measure="count", kinds=["a"]).value.sum() == 7


@pytest.mark.parametrize(("value", "kind"), [(3, "INTEGER"), (3.5, "DOUBLE"), (2**40, "DOUBLE")])
def test_whole_numbers_are_stored_as_whole_numbers(tmp_path: Path, value: float, kind: str) -> None:
    stored = store(tmp_path, block([("a", "X1", "2020", value), ("a", "X2", "2020", WITHHELD)]))
    assert str(duckdb.read_parquet(str(stored.path / CELLS)).project("value").types[0]) == kind


def test_stored_cells_are_sorted_by_kind_area_and_period(tmp_path: Path) -> None:
    stored = store(tmp_path, block((kind, area, period, 1) for kind, area, period in reversed(KEYS)))
    found = duckdb.read_parquet(str(stored.path / CELLS)).project("kind, area, period").fetchall()
    assert found == sorted(KEYS)


def test_the_same_table_gives_the_same_bytes(tmp_path: Path) -> None:
    rows = block((*key, number % 3) for number, key in enumerate(KEYS))
    first = store(tmp_path, rows, name="first")
    second = store(tmp_path, list(reversed(rows)), name="second")
    assert first.checksums == second.checksums


def test_margins_are_kept_also_around_a_zero(tmp_path: Path) -> None:
    rows = [
        row("a", "X1", "2020", 0) | {"lower": 0.0, "upper": 1.5},
        row("a", "X2", "2020", 5) | {"lower": 4, "upper": 6},
    ]
    grid = queries.cells(store(tmp_path, rows), measure="count", kinds=["a"])
    assert [(cell.lower, cell.value, cell.upper) for cell in grid.cells()] == [(0, 0, 1.5), (4, 5, 6)]


def test_measures_of_one_table_do_not_mix(tmp_path: Path) -> None:
    rows = [row("a", "X1", "2020", 5, "count"), row("b", "X1", "2021", 0.5, "share")]
    stored = store(tmp_path, rows)
    assert queries.cells(stored, measure="count", kinds=["a", "b"]).at("b", "X1", "2020").state == "absent"
    assert queries.domain_of(stored)["share"].periods == ("2021",)


LIVES = {"old": (None, date(2019, 1, 1)), "new": (date(2019, 1, 1), None), "part": (date(2018, 7, 1), None)}


@pytest.mark.parametrize(
    ("area", "period", "state"),
    [
        ("old", "2018", "withheld"),
        ("old", "2019", "absent"),
        ("new", "2018", "absent"),
        ("new", "2019", "withheld"),
        ("part", "2018", "absent"),
        ("part", "2018-07", "withheld"),
        ("part", "2018-06", "absent"),
        ("unlimited", "2018", "withheld"),
    ],
)
def test_an_empty_cell_is_absent_when_the_area_did_not_exist_the_whole_period(
    tmp_path: Path, area: str, period: str, state: str
) -> None:
    rows = block([("a", area, period, WITHHELD), ("a", "X1", "2020", 1)])
    stored = store(tmp_path, rows, validity=LIVES)
    assert (
        queries.cells(stored, measure="count", kinds=["a"], areas=[area], periods=[period]).at("a", area, period).state
        == state
    )


def test_a_number_of_an_area_that_did_not_exist_is_kept(tmp_path: Path) -> None:
    stored = store(tmp_path, block([("a", "new", "2018", 3)]), validity=LIVES)
    assert queries.cells(stored, measure="count", kinds=["a"]).at("a", "new", "2018").value == 3


def test_a_table_that_is_refused_leaves_nothing_behind(tmp_path: Path) -> None:
    with pytest.raises(FiguresProblem):
        store(tmp_path, block([("a", "X1", "2020", 1), ("a", "X1", "2020", 2)]))
    assert [path.name for path in tmp_path.iterdir()] == ["scratch"]


def test_a_stored_table_holds_three_files_and_nothing_else(tmp_path: Path) -> None:
    stored = store(tmp_path, block([("a", "X1", "2020", 1)]))
    assert sorted(path.name for path in stored.path.iterdir()) == sorted((CELLS, DOMAIN, META))
    assert [path.name for path in tmp_path.iterdir() if path.name.startswith(".draft")] == []


@pytest.mark.parametrize("content", ["", "{", "[]", json.dumps({"format": 99})])
def test_a_broken_description_is_told_and_not_guessed(tmp_path: Path, content: str) -> None:
    (tmp_path / META).write_text(content)
    with pytest.raises(FiguresProblem, match=META):
        read_meta(tmp_path)
