"""Workbooks that are small on disk and large when opened: refused with a sentence, at little cost in memory."""

import subprocess
import sys
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path

import pytest

from slagvaardig.see.connectors import workbooks
from slagvaardig.see.connectors.reading import ReadProblem

from .broken import archive, ods

CELL = "<table:table-cell{attributes}><text:p>{text}</text:p></table:table-cell>"
READING = """
import sys
from pathlib import Path
from slagvaardig.see.connectors.reading import ReadProblem
from slagvaardig.see.connectors.workbooks import read_ods
def peak():
    return int(Path('/proc/self/status').read_text().split('VmHWM:')[1].split()[0])
before = peak()
try:
    read_ods(Path(sys.argv[1]), '')
except ReadProblem:
    print(peak() - before)
"""


def row(cell_attributes: str = "", row_attributes: str = "", text: str = "1") -> str:
    cell = CELL.format(attributes=cell_attributes, text=text)
    return f"<table:table-row{row_attributes}>{cell}</table:table-row>"


def columns(told: object) -> str:
    return row(f' table:number-columns-repeated="{told}"')


def rows(told: object) -> str:
    return row(row_attributes=f' table:number-rows-repeated="{told}"')


def memory_of(file: Path) -> int:
    """Bytes that reading a refused file takes on top of what the program itself needs."""
    done = subprocess.run([sys.executable, "-c", READING, str(file)], capture_output=True, text=True, check=True)
    return int(done.stdout) * 1024


@pytest.mark.parametrize("made", [columns(200_000_000), columns(9_999_999_999), rows(2_000_000_000)])
def test_a_cell_that_says_it_is_repeated_millions_of_times_costs_little(tmp_path: Path, made: str) -> None:
    ods(made)(tmp_path)
    assert memory_of(tmp_path / "t.ods") < 128 * 2**20
    with pytest.raises(ReadProblem, match=r"t\.ods, rij \d+: verwacht hooguit 200000 rijen en 200 kolommen"):
        workbooks.read_ods(tmp_path / "t.ods", "")


@pytest.mark.parametrize("told", ["veel", "-3", "0", "", "1e9", "12345678901", "²"])
@pytest.mark.parametrize("repeated", [columns, rows])
def test_a_repetition_that_is_no_number_is_named(tmp_path: Path, told: str, repeated: Callable[[object], str]) -> None:
    ods(repeated(told))(tmp_path)
    with pytest.raises(ReadProblem, match=r"t\.ods, rij 2: verwacht een aantal herhalingen.*Sla het opnieuw op"):
        workbooks.read_ods(tmp_path / "t.ods", "")


def test_cells_beyond_what_may_stand_in_memory_are_refused_unopened(tmp_path: Path) -> None:
    words = "".join(row(text=f"{number * 7919 % 1_000_003}{number}") for number in range(900_000))
    ods(words)(tmp_path)
    assert memory_of(tmp_path / "t.ods") < 16 * 2**20
    with pytest.raises(ReadProblem, match=r"t\.ods: verwacht hooguit 50 MB aan cellen, gevonden \d\d+ MB.*CSV"):
        workbooks.read_ods(tmp_path / "t.ods", "")


def lying(folder: Path, name: str, entry: str) -> Path:
    """Both the list at its end and the entry itself say a hundred bytes, with a right checksum; there are 50 MB."""
    archive({entry: b" " * 50_000_000}, name)(folder)
    content = bytearray((folder / name).read_bytes())
    listed = content.rfind(b"PK\x01\x02")
    content[listed + 24 : listed + 28] = content[22:26] = (100).to_bytes(4, "little")
    content[listed + 16 : listed + 20] = content[14:18] = zlib.crc32(b" " * 100).to_bytes(4, "little")
    (folder / name).write_bytes(content)
    return folder / name


def test_an_archive_that_lies_about_its_size_is_not_unfolded(tmp_path: Path) -> None:
    file = lying(tmp_path, "t.ods", "content.xml")
    assert memory_of(file) < 16 * 2**20
    with pytest.raises(ReadProblem, match=r"t\.ods, deel content\.xml: verwacht 100 bytes, zoals het zelf zegt"):
        workbooks.read_ods(file, "")


def test_the_same_lie_in_an_xlsx_reaches_no_parser(tmp_path: Path) -> None:
    with pytest.raises(ReadProblem, match=r"t\.xlsx, deel \[Content_Types\]\.xml: verwacht 100 bytes"):
        workbooks.read_xlsx(lying(tmp_path, "t.xlsx", "[Content_Types].xml"), "")


@pytest.mark.parametrize("packing", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_a_packing_that_no_spreadsheet_uses_is_refused(tmp_path: Path, packing: int) -> None:
    with zipfile.ZipFile(tmp_path / "t.ods", "w", packing) as file:
        file.writestr("content.xml", b"<a/>")
    with pytest.raises(ReadProblem, match=r"t\.ods, deel content\.xml.*Sla het bestand opnieuw op"):
        workbooks.read_ods(tmp_path / "t.ods", "")


def test_a_workbook_that_was_not_packed_is_read(tmp_path: Path) -> None:
    ods(row())(tmp_path)
    with zipfile.ZipFile(tmp_path / "t.ods") as packed, zipfile.ZipFile(tmp_path / "plain.ods", "w") as plain:
        plain.writestr("content.xml", packed.read("content.xml"))
    assert workbooks.read_ods(tmp_path / "plain.ods", "").rows == workbooks.read_ods(tmp_path / "t.ods", "").rows


def test_a_cell_repeated_a_few_times_is_read_as_often(tmp_path: Path) -> None:
    ods(columns(4) + rows(3))(tmp_path)
    table = workbooks.read_ods(tmp_path / "t.ods", "")
    assert [found for _, found in table.rows[1:]] == [("1",) * 4, *[("1", "", "", "")] * 3]
