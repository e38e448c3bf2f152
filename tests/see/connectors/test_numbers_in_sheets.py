"""Numbers and names in spreadsheets: what a program wrote is not doubted, what a person typed may be."""

import io
import zipfile
from pathlib import Path

import duckdb
import pytest

from slagvaardig.see.connectors import partner_spreadsheet
from slagvaardig.see.connectors.reading import ReadProblem

from .broken import Maker, ods, sheet
from .sources import source

HEADINGS: list[object] = ["Soort", "RegioS", "Perioden", "Aantal_1"]


def read(folder: Path, make: Maker, **known: object) -> list[tuple[object, ...]]:
    make(folder)
    names = {"aldermeer": "VB0101"}
    reading = partner_spreadsheet.read(source(**known), folder, connection=duckdb.connect(), names=names)
    return reading.cells.project("measure, area, period, value").order("all").fetchall()


@pytest.mark.parametrize("number", [1.234, 0.0000001, 123456.789, 5.0, -3.25])
def test_a_number_cell_keeps_its_value(tmp_path: Path, number: float) -> None:
    found = read(tmp_path, sheet([HEADINGS, ["A10", "VB0101", 2020, number]]))
    assert found == [("aantal", "VB0101", "2020", number)]


def test_a_number_that_was_typed_as_text_may_be_read_in_two_ways(tmp_path: Path) -> None:
    with pytest.raises(ReadProblem, match=r"t\.xlsx, regel 2, kolom Aantal_1.*'1\.234'"):
        read(tmp_path, sheet([HEADINGS, ["A10", "VB0101", 2020, "1.234"]]))


def cells(*given: str) -> str:
    return f"<table:table-row>{''.join(given)}</table:table-row>"


def text(content: str) -> str:
    return f"<table:table-cell><text:p>{content}</text:p></table:table-cell>"


def number(content: str) -> str:
    told = "office:value-type='float'"
    return f"<table:table-cell {told} office:value='{content}'><text:p>1,2</text:p></table:table-cell>"


def test_open_document_numbers_keep_their_value_too(tmp_path: Path) -> None:
    row = cells(text("A10"), text("VB0101"), text("2020"), number("1.234"))
    assert read(tmp_path, ods(row)) == [("aantal", "VB0101", "2020", 1.234)]


def test_two_measures_with_names_of_areas_are_all_kept(tmp_path: Path) -> None:
    rows: list[list[object]] = [
        [*HEADINGS, "Aangiften"],
        ["A10", "Aldermeer", 2020, 5, 7],
        ["A10", "Aldermeer", 2021, 6, 8],
    ]
    both = {"aantal": "Aantal_1", "aangiften": "Aangiften"}
    found = read(tmp_path, sheet(rows), measures=both, options={"area_names": True})
    assert [row[3] for row in found] == [7.0, 8.0, 5.0, 6.0]
    rows[1][1] = "Nergens"
    with pytest.raises(ReadProblem, match=r"t\.xlsx, regel 2.*'Nergens'"):
        read(tmp_path, sheet(rows), measures=both, options={"area_names": True})


def test_a_sheet_that_is_cut_off_inside_its_archive_is_named(tmp_path: Path) -> None:
    sheet([HEADINGS, ["A10", "VB0101", 2020, 5]])(tmp_path)
    cut = io.BytesIO()
    with zipfile.ZipFile(tmp_path / "t.xlsx") as whole, zipfile.ZipFile(cut, "w") as copy:
        for name in whole.namelist():
            content = whole.read(name)
            copy.writestr(name, content[: len(content) // 2] if "sheet1" in name else content)

    def make(folder: Path) -> None:
        (folder / "t.xlsx").write_bytes(cut.getvalue())

    with pytest.raises(ReadProblem, match=r"t\.xlsx: verwacht een XLSX-bestand"):
        read(tmp_path, make)
