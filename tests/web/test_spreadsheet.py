"""One function writes the cells of every table that leaves the site: no text starts a formula, a number stays one."""

import ast

import pytest

from slagvaardig.web import spreadsheet
from tests.architecture.sources import PACKAGE, place, python_files


@pytest.mark.parametrize("text", ["-3", "+4", "-1.234,5", "-0,5%", "12", "Gewone tekst", "a=b", "3 - 2", "x@y", ""])
def test_what_is_no_formula_stays_as_it_was(text: str) -> None:
    assert spreadsheet.cell(text) == text


@pytest.mark.parametrize(("value", "text"), [(-2.5, "-2,5"), (-3.0, "-3"), (None, ""), (7, "7")])
def test_a_number_is_written_as_the_dutch_do(value: object, text: str) -> None:
    assert spreadsheet.cell(value) == text


def test_whoever_writes_a_table_writes_its_cells_with_that_one_function() -> None:
    """A new export that writes cells in its own way fails here."""
    writers = ("csv.writer", "csv.DictWriter", "Workbook(", "xlsxwriter", "table:table-cell")
    found = {place(path): path.read_text("utf-8") for path in python_files() if path.name != "spreadsheet.py"}
    writing = {name: text for name, text in found.items() if any(word in text for word in writers)}
    assert [name for name, text in writing.items() if "spreadsheet.cell(" not in text] == []
    assert "slagvaardig/see/figures/exports.py" in writing


def test_it_knows_nothing_but_python() -> None:
    """The child process that cleans uploads loads it, and knows no Django."""
    tree = ast.parse((PACKAGE / "web" / "spreadsheet.py").read_text("utf-8"))
    imported = [node for node in ast.walk(tree) if isinstance(node, ast.Import | ast.ImportFrom)]
    assert [alias.name for node in imported for alias in node.names] == ["csv", "io", "re"]
