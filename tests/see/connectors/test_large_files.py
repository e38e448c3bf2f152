"""Files too large to read row by row: the same figures, the same sentence for a mistake, and little memory."""

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import duckdb
import pytest

from slagvaardig.see.connectors import long_csv, statline_csv
from slagvaardig.see.connectors.reading import ReadProblem

from .broken import BROKEN, GOOD, HEAD
from .sources import source

MEGABYTE = 2**20
WRONG = {
    "text for a number": (GOOD + "A10;VB0101;2021JJ00;veel\n", r"t\.csv, regel 5, kolom Aantal_1.*'veel'"),
    "a row cut off": (GOOD + "A10 ;VB01", r"t\.csv, regel 5.*2 kolommen"),
    "infinity": (GOOD + "A10;VB0101;2021JJ00;inf\n", r"t\.csv, regel 5, kolom Aantal_1.*'inf'"),
    "a month that does not exist": (GOOD + "A10;VB0101;2021MM13;5\n", r"t\.csv, regel 5.*'2021MM13'"),
    "an empty kind": (GOOD + ";VB0101;2021JJ00;5\n", r"t\.csv, regel 5.*een soort"),
    "an empty area": (GOOD + "A10; ;2021JJ00;5\n", r"t\.csv, regel 5.*een gebied"),
    "an open quote": (GOOD + '"A10;VB0101;2021JJ00;5\n', r"t\.csv, regel 5.*aanhalingstekens"),
    "points for thousands": (GOOD + "A10;VB0101;2021JJ00;1.234.567\n", r"regel 5.*zonder punten"),
    "a nul byte far down": (
        GOOD + "A10;VB0101;2021JJ00;5\n" * 9000 + "A\x00;V;2021;1\n",
        r"t\.csv, regel 9005.*binair",
    ),
}


@pytest.fixture
def large(monkeypatch: pytest.MonkeyPatch) -> None:
    """Everything counts as large."""
    monkeypatch.setattr(long_csv, "SMALL", 0)


@pytest.mark.parametrize("name", WRONG)
def test_a_mistake_in_a_large_file_is_named_by_its_line(large: None, tmp_path: Path, name: str) -> None:
    content, words = WRONG[name]
    (tmp_path / "t.csv").write_text(content)
    with pytest.raises(ReadProblem, match=words):
        statline_csv.read(source(), tmp_path, connection=duckdb.connect(), names={})


def test_a_large_file_is_never_held_row_by_row(large: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(long_csv, "cells", None)
    (tmp_path / "t.csv").write_text(GOOD)
    reading = statline_csv.read(source(), tmp_path, connection=duckdb.connect(), names={})
    assert reading.cells.aggregate("count(*), sum(value)").fetchall() == [(3, 15.0)]


def test_a_large_file_in_an_old_encoding_is_told_how_to_be_saved(large: None, tmp_path: Path) -> None:
    (tmp_path / "t.csv").write_bytes(GOOD.encode() + "é;VB0101;2021JJ00;5\n".encode("cp1252"))
    with pytest.raises(ReadProblem, match=r"t\.csv.*UTF-8.*Sla het bestand op"):
        statline_csv.read(source(), tmp_path, connection=duckdb.connect(), names={})


def spaces_after_a_good_table(file: Path, size: int) -> None:
    with file.open("wb") as stream:
        stream.write((GOOD + "A10;VB0101;2021JJ00;").encode())
        for _ in range(size // MEGABYTE):
            stream.write(b" " * MEGABYTE)


def blank_lines_after_a_good_table(file: Path, size: int) -> None:
    with file.open("wb") as stream:
        stream.write(GOOD.encode())
        for _ in range(size // MEGABYTE):
            stream.write((b" " * 1023 + b"\n") * 1024)


@pytest.mark.parametrize(
    ("fill", "words"),
    [
        (spaces_after_a_good_table, "regel 5: verwacht regels"),
        (blank_lines_after_a_good_table, "regel 5: verwacht een tabel"),
    ],
)
def test_a_gigabyte_of_spaces_below_a_good_table_stops_in_little_memory(
    tmp_path: Path, fill: Callable[[Path, int], None], words: str
) -> None:
    fill(tmp_path / "t.csv", 2**30)
    done = _read_apart(tmp_path)
    assert words in done.stdout
    assert int(done.stdout.split()[-1]) * 1024 < 256 * MEGABYTE


def test_sparse_spaces_stop_too(tmp_path: Path) -> None:
    BROKEN["a gigabyte of spaces"][0](tmp_path)
    assert "verwacht" in _read_apart(tmp_path).stdout


def _read_apart(folder: Path) -> subprocess.CompletedProcess[str]:
    """Read a folder in a process of its own, with the settings of an ingest, and print the problem and the peak."""
    script = (
        "import sys, duckdb\n"
        "from pathlib import Path\n"
        "from slagvaardig.see.connectors import statline_csv\n"
        "from slagvaardig.see.connectors.reading import ReadProblem\n"
        "from tests.see.connectors.sources import source\n"
        "c = duckdb.connect(config={'memory_limit': '1000MB', 'threads': 2, 'preserve_insertion_order': 'false'})\n"
        "try:\n    statline_csv.read(source(), Path(sys.argv[1]), connection=c, names={})\n"
        "except ReadProblem as problem:\n    print(problem)\n"
        "print(Path('/proc/self/status').read_text().split('VmHWM:')[1].split()[0])\n"
    )
    root = Path(__file__).parents[3]
    command = [sys.executable, "-c", script, str(folder)]
    return subprocess.run(command, capture_output=True, text=True, check=True, cwd=root)


def test_a_header_without_rows_is_no_table(tmp_path: Path) -> None:
    (tmp_path / "t.csv").write_text(HEAD)
    with pytest.raises(ReadProblem, match=r"t\.csv, regel 2.*minstens een rij"):
        statline_csv.read(source(), tmp_path, connection=duckdb.connect(), names={})
