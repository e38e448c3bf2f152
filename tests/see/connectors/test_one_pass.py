"""SQL and the reader that goes row by row: what SQL takes, the other reads the same; what is wrong, the other names."""

from collections.abc import Iterator
from pathlib import Path

import duckdb
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from slagvaardig.region.definitions import Source
from slagvaardig.see.connectors import long_csv, one_pass
from slagvaardig.see.connectors.reading import Cell, ReadProblem
from slagvaardig.see.connectors.text_files import rows_of

from .broken import GOOD, HEAD
from .sources import source

CELL = "measure, kind, area, period, value, state"
NUMBERS = [
    "12",
    " 12",
    "-3",
    "0",
    "1.5",
    "1,5",
    "1.234",
    "0,125",
    ".",
    "",
    "-",
    "x",
    "..",
    "1e5",
    "inf",
    "nan",
    "1_0",
    "²",
]
PERIODS = [
    "2020JJ00",
    "2020MM03",
    "2020KW04",
    "2020-05-01",
    "2020-05",
    "2020",
    "2020*",
    "2020MM13",
    "",
    "20",
    "2020KW5",
]
KEYS = ["A10", " A10 ", "", "1.1.1 ", '"B;20"', "é"]


def by_sql(of: Source, file: Path) -> list[tuple[object, ...]] | None:
    """What SQL makes of a file; None when it leaves it to the other."""
    connection = duckdb.connect()

    def never() -> Iterator[Cell]:
        raise _LeftToTheOther

    opened = long_csv._opening(of, file)
    rows = one_pass.Rows(f"({long_csv._as_sql(of, file, opened[1], opened[2])})")
    try:
        found = one_pass.cells_or_problem(of, rows, connection, decimal="", slowly=never, large=False, name=file.name)
    except _LeftToTheOther:
        return None
    return sorted(found.relation.project(CELL).fetchall(), key=repr)


class _LeftToTheOther(Exception):
    """SQL was not sure."""


def row_by_row(of: Source, file: Path) -> list[tuple[object, ...]]:
    found = long_csv.cells(of, rows_of(file, "utf-8-sig", ";"), file.name)
    made = [(cell.measure, cell.kind, cell.area, cell.period, cell.value, cell.state) for cell in found]
    return sorted(made, key=repr)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(
        st.tuples(st.sampled_from(KEYS), st.sampled_from(KEYS), st.sampled_from(PERIODS), st.sampled_from(NUMBERS)),
        min_size=1,
        max_size=4,
    ),
    st.sampled_from(["\n", "\r\n"]),
)
def test_what_sql_takes_is_read_the_same_row_by_row(
    tmp_path: Path, rows: list[tuple[str, str, str, str]], end: str
) -> None:
    file = tmp_path / "t.csv"
    file.write_bytes((HEAD.strip() + end + "".join(";".join(row) + end for row in rows)).encode())
    of = source(options={"withheld_kinds": ["1.1.1"]})
    taken = by_sql(of, file)
    if taken is not None:
        assert taken == row_by_row(of, file)


@pytest.mark.parametrize("number", ["12", " 12", "1,5", ".", "-"])
@pytest.mark.parametrize("period", PERIODS[:7])
def test_sql_takes_what_is_usual(tmp_path: Path, number: str, period: str) -> None:
    file = tmp_path / "t.csv"
    file.write_text(f"{HEAD}A10 ;VB0101;{period};{number}\n")
    assert by_sql(source(), file) == row_by_row(source(), file)


def read(folder: Path, **known: object) -> list[tuple[object, ...]]:
    of = source(**known)
    reading = long_csv.read(of, sorted(folder.glob("*.csv")), duckdb.connect())
    return reading.cells.project("kind, area, period, value, state").order("all").fetchall()


def test_files_with_other_columns_and_separators_are_one_table(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text(GOOD)
    (tmp_path / "b.csv").write_text('"Aantal_1","ID","Perioden","RegioS","Soort"\n"7","9","2021JJ00","VB0101","C30"\n')
    assert ("C30", "VB0101", "2021", 7.0, "") in read(tmp_path)
    assert len(read(tmp_path)) == 4


def test_line_ends_of_three_kinds_in_one_file_are_read(tmp_path: Path) -> None:
    (tmp_path / "t.csv").write_bytes(
        GOOD.replace("\n", "\r\n", 1).encode() + b"C30;VB0101;2021JJ00;7\rD40;VB0101;2021;8\n"
    )
    assert len(read(tmp_path)) == 5


def test_a_month_a_quarter_and_a_year_in_one_dimension_keep_their_own_form(tmp_path: Path) -> None:
    (tmp_path / "t.csv").write_text(
        HEAD + "".join(f"A;VB0101;{period};1\n" for period in ("2020JJ00", "2020MM01", "2020KW01"))
    )
    assert [row[2] for row in read(tmp_path)] == ["2020", "2020-01", "2020-Q1"]


def test_two_measures_of_one_row_are_two_cells(tmp_path: Path) -> None:
    (tmp_path / "t.csv").write_text("Soort;RegioS;Perioden;Aantal_1;Per1000_2\nA;VB0101;2020JJ00;5;1.5\n")
    found = read(tmp_path, measures={"aantal": "Aantal_1", "per_1000": "Per1000_2"})
    assert [row[3] for row in found] == [1.5, 5.0]


def test_a_number_that_can_be_read_in_two_ways_is_refused_until_the_source_says_which(tmp_path: Path) -> None:
    (tmp_path / "t.csv").write_text(HEAD + "A;VB0101;2020JJ00;1.234\n")
    with pytest.raises(ReadProblem, match=r"t\.csv, regel 2, kolom Aantal_1.*één manier.*'1\.234'.*decimal"):
        read(tmp_path)
    assert read(tmp_path, options={"decimal": "."})[0][3] == 1.234
    with pytest.raises(ReadProblem, match=r"regel 2, kolom Aantal_1.*'1\.234'"):
        read(tmp_path, options={"decimal": ","})


def test_an_unknown_decimal_mark_is_a_mistake_in_the_source(tmp_path: Path) -> None:
    (tmp_path / "t.csv").write_text(GOOD)
    with pytest.raises(ReadProblem, match=r"proef\.toml.*decimal.*sources/"):
        read(tmp_path, options={"decimal": "'"})


def test_zeros_of_withheld_kinds_are_withheld_however_they_are_written(tmp_path: Path) -> None:
    (tmp_path / "t.csv").write_text(HEAD + "1.4.1 ;NL01;2020JJ00; 0\n1.4.1;NL01;2021JJ00;0,0\n1.4.1;NL01;2022JJ00;3\n")
    found = read(tmp_path, options={"withheld_kinds": ["1.4.1"]})
    assert [(row[3], row[4]) for row in found] == [(None, "withheld"), (None, "withheld"), (3.0, "")]


def test_a_column_that_stands_there_twice_is_refused(tmp_path: Path) -> None:
    (tmp_path / "t.csv").write_text("Soort;RegioS;Perioden;Aantal_1;Aantal_1\nA;VB0101;2020JJ00;5;6\n")
    with pytest.raises(ReadProblem, match=r"t\.csv, regel 1.*Aantal_1 een keer"):
        read(tmp_path)
