"""A table with a fault is refused with a sentence that names the cell, and nothing of it is stored."""

from datetime import date
from pathlib import Path

import pytest

from slagvaardig.see.figures.checks import Expectation, FiguresProblem

from .tables import TODAY, WITHHELD, block, row, store

FINE = ("a", "X1", "2020", 1.0)
CELL = "soort a, gebied X2, periode 2020"


@pytest.mark.parametrize(
    ("broken", "sentence"),
    [
        (row("a", "X2", "2020", -1), f"{CELL}: Een telling kan niet negatief zijn"),
        (row("a", "X1", "2020", 1), "soort a, gebied X1, periode 2020: deze cel komt twee keer voor"),
        (row("a", "X1", "2020", WITHHELD), "komt twee keer voor"),
        (row("a", "X2", "2031", 1), "Periode 2031 begint na 01-06-2026"),
        (row("a", "X2", "2026-07", 1), "Periode 2026-07 begint na"),
        (row("a", "X2", "2012JJ00", 1), "'2012JJ00' is geen periode"),
        (row("a", "X2", "2020-13", 1), "'2020-13' is geen periode"),
        (row("a", "X2", "Bron: CBS", 1), "'Bron: CBS' is geen periode"),
        (row("a", "X2", "", 1), "ontbreekt"),
        (row("a", "", "2020", 1), "ontbreekt"),
        (row("a", "X2", "2020", 1, measure=""), "ontbreekt"),
        (row("a", "X2", "2020", float("nan")), f"{CELL}: De cel bevat geen eindig getal"),
        (row("a", "X2", "2020", float("inf")), "geen eindig getal"),
        (row("a", "X2", "2020", 1) | {"value": None}, f"{CELL}: De cel is leeg"),
        (row("a", "X2", "2020", 1) | {"state": "withheld"}, "heeft toch een getal"),
        (row("a", "X2", "2020", 1) | {"state": "geheim"}, "toestand die niet bestaat"),
        (row("a", "X2", "2020", 1) | {"state": None}, "toestand die niet bestaat"),
        (row("a", "X2", "2020", 5) | {"lower": 6.0, "upper": 7.0}, "buiten zijn eigen marges"),
        (row("a", "X2", "2020", 5) | {"lower": 4.0, "upper": 4.5}, "buiten zijn eigen marges"),
    ],
)
def test_a_broken_cell_is_named_and_nothing_is_stored(tmp_path: Path, broken: dict[str, object], sentence: str) -> None:
    with pytest.raises(FiguresProblem, match=sentence):
        store(tmp_path, [row(*FINE), broken])
    assert not (tmp_path / "table").exists()


def test_an_empty_table_is_refused(tmp_path: Path) -> None:
    with pytest.raises(FiguresProblem, match="leeg"):
        store(tmp_path, [])


def test_a_duplicate_is_found_among_many_cells(tmp_path: Path) -> None:
    cells = [("a", f"X{area}", f"{year}", 0.0) for area in range(60) for year in range(2000, 2020)]
    with pytest.raises(FiguresProblem, match="gebied X17, periode 2011: deze cel komt twee keer voor"):
        store(tmp_path, block([*cells, ("a", "X17", "2011", 0.0)]))


def test_a_difference_may_be_negative_when_its_source_says_so(tmp_path: Path) -> None:
    expected = Expectation(known_on=TODAY, signed=True)
    assert store(tmp_path, block([("a", "X1", "2020", -3)]), expected=expected).meta["measures"]["count"]["sum"] == -3


def test_a_period_that_has_begun_may_be_published(tmp_path: Path) -> None:
    assert store(tmp_path, block([("a", "X1", "2026", 1)]), expected=Expectation(known_on=date(2026, 1, 1))).meta[
        "cells"
    ]


def test_a_table_of_another_region_is_refused(tmp_path: Path) -> None:
    with pytest.raises(FiguresProblem, match="Geen enkel gebied"):
        store(tmp_path, block([FINE]), expected=Expectation(known_on=TODAY, areas={"Y1"}))


def test_some_unknown_areas_are_a_note(tmp_path: Path) -> None:
    cells = [FINE, *(("a", f"Z{number}", "2020", 1.0) for number in range(7))]
    notes = store(tmp_path, block(cells), expected=Expectation(known_on=TODAY, areas={"X1"})).meta["notes"]
    assert notes == ["Gebieden die in deze regio niet bekend zijn: Z0, Z1, Z2, Z3, Z4 en nog 2."]
