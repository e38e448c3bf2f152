"""What a page asks of a stored table."""

from pathlib import Path

import numpy as np
import pytest

from slagvaardig.see.figures import queries

from .tables import WITHHELD, block, store

CELLS = block(
    [
        *(
            ("a", area, year, value)
            for area, value in (("X1", 2.0), ("X2", 0.0), ("X3", 5.0))
            for year in ("2018", "2019")
        ),
        *(("b", area, year, 1.0) for area in ("X1", "X2") for year in ("2018", "2019")),
        ("b", "X3", "2018", WITHHELD),
        ("b", "X3", "2019", 1.0),
        ("a", "new", "2019", 10.0),
        ("b", "new", "2019", 10.0),
        *(("a", "X1", f"2019-{month:02}", 1.0) for month in range(1, 13)),
    ]
)


@pytest.fixture
def table(tmp_path: Path) -> queries.Stored:
    return store(tmp_path, CELLS, labels={"a": "inbraak"}, division=2019)


def test_kinds_of_an_indicator_are_summed_and_a_withheld_part_hides_the_sum(table: queries.Stored) -> None:
    grid = queries.series(table, measure="count", kinds=["a", "b"], every="year", label="all")
    assert [cell.value for cell in grid.series("X1")] == [3.0, 3.0]
    assert [(cell.value, cell.state, cell.hidden) for cell in grid.series("X3")] == [
        (None, "withheld", 1),
        (6.0, "", 0),
    ]


def test_months_and_years_are_never_in_one_answer_when_one_is_asked(table: queries.Stored) -> None:
    assert queries.cells(table, measure="count", kinds=["a"], every="year").periods == ("2018", "2019")
    assert len(queries.cells(table, measure="count", kinds=["a"], every="month").periods) == 12


def test_groups_predecessors_and_areas_work_together(table: queries.Stored) -> None:
    grid = queries.series(
        table,
        measure="count",
        kinds=["a"],
        areas=["new"],
        every="year",
        predecessors={"new": ["X1", "X3"]},
        groups={"D": ["new", "X2"]},
    )
    assert grid.areas == ("new", "D")
    assert [(cell.value, cell.recast) for cell in grid.series("D")] == [(7.0, True), (10.0, False)]


def test_only_the_areas_that_are_asked_for_are_shown_when_predecessors_are_needed(table: queries.Stored) -> None:
    grid = queries.series(table, measure="count", kinds=["a"], areas=["new"], predecessors={"new": ["X1", "X3"]})
    assert grid.areas == ("new",)


def test_what_the_table_does_not_have_is_absent(table: queries.Stored) -> None:
    grid = queries.cells(table, measure="count", kinds=["a", "zz"], areas=["X1", "Y9"], periods=["2019", "1999"])
    assert grid.at("a", "X1", "2019").state == ""
    assert {cell.state for cell in grid.cells() if (cell.kind, cell.area, cell.period) != ("a", "X1", "2019")} == {
        "absent"
    }


def test_few_areas_and_all_areas_give_the_same_figures(tmp_path: Path) -> None:
    cells = block(
        ("a", f"X{area:03}", f"{2000 + year}", float((area * year) % 4)) for area in range(150) for year in range(9)
    )
    table = store(tmp_path, cells)
    everything = queries.cells(table, measure="count", kinds=["a"])
    for area in ("X003", "X149"):
        alone = queries.cells(table, measure="count", kinds=["a"], areas=[area])
        np.testing.assert_array_equal(alone.value[0, 0], everything.value[0, everything.areas.index(area)])


def test_no_kinds_and_no_areas_give_an_empty_answer(table: queries.Stored) -> None:
    assert queries.cells(table, measure="count", kinds=[]).value.size == 0
    assert queries.cells(table, measure="count", kinds=["a"], areas=[]).value.size == 0


def test_an_unknown_measure_is_an_error_and_not_an_empty_page(table: queries.Stored) -> None:
    with pytest.raises(KeyError):
        queries.cells(table, measure="weight", kinds=["a"])


def test_the_description_carries_labels_periods_and_division(table: queries.Stored) -> None:
    told = queries.about(table)
    assert (told["labels"], told["division"], told["periods"]["2018"]) == ({"a": "inbraak"}, 2019, "final")
