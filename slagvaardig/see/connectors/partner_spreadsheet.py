"""A spreadsheet of a partner: XLSX, ODS or CSV with one heading row. Nothing is fetched: a person hands it in.

The saved mapping is the source file itself: [columns] and [measures] name the headings. [options]: sheet (else the
first), area_names (true when the area column holds names instead of codes).
"""

import difflib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import duckdb

from slagvaardig.region.definitions import Source
from slagvaardig.see.connectors import long_csv, values, workbooks
from slagvaardig.see.connectors.reading import Cell, Reading, ReadProblem, relation_of
from slagvaardig.see.connectors.text_files import Row, TextTable, read_table

FETCHES = False
SHOWN = 10
READERS = {".xlsx": workbooks.read_xlsx, ".ods": workbooks.read_ods}


@dataclass(frozen=True)
class Preview:
    """What a person sees before anything is loaded: the first rows, a guess per missing heading, every problem."""

    headings: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    guesses: Mapping[str, str]
    problems: tuple[str, ...]


def read(source: Source, folder: Path, *, connection: duckdb.DuckDBPyConnection, names: Mapping[str, str]) -> Reading:
    """Every spreadsheet in the folder as one table; ReadProblem names the cell that is wrong."""
    files = sorted(path for path in folder.iterdir() if path.suffix.lower() in (*READERS, ".csv"))
    if not files:
        raise ReadProblem(folder.name, "", "een XLSX-, ODS- of CSV-bestand", "geen enkel", "Lever er een aan.")
    found = [cell for file in files for cell in _cells(source, table_in(file, source), names)]
    if not found:
        raise ReadProblem(files[0].name, "regel 2", "minstens een rij", "geen enkele", "Vul het bestand in.")
    periods = {cell.period: values.status(source, cell.period) for cell in found}
    return Reading(relation_of(found, connection), dict(sorted(periods.items())), division=source.division)


def preview(file: Path, source: Source, names: Mapping[str, str]) -> Preview:
    """The first rows of a file with every problem in it; loads nothing and raises nothing."""
    problems: list[str] = []
    try:
        table = table_in(file, source)
    except ReadProblem as problem:
        return Preview((), (), {}, (str(problem),))
    headings = table.rows[0][1] if table.rows else ()
    missing = sorted(long_csv.wanted_columns(source) - set(headings))
    guesses = {name: near[0] for name in missing if (near := difflib.get_close_matches(name, headings, 1, 0.5))}
    problems += [f"{file.name}, regel 1: kolom {name!r} ontbreekt." for name in missing]
    for line in table.rows[1:] if not missing else ():
        one = TextTable(table.name, table.separator, table.encoding, (table.rows[0], line))
        try:
            list(_cells(source, one, names))
        except ReadProblem as problem:
            problems.append(str(problem))
    return Preview(headings, tuple(row for _, row in table.rows[1 : SHOWN + 1]), guesses, tuple(problems))


def table_in(file: Path, source: Source) -> TextTable:
    """The rows of a spreadsheet, whatever its form."""
    reader = READERS.get(file.suffix.lower())
    return reader(file, str(source.options.get("sheet", ""))) if reader else read_table(file)


def _cells(source: Source, table: TextTable, names: Mapping[str, str]) -> Iterator[Cell]:
    header = table.rows[0][1] if table.rows else ()
    if missing := sorted(long_csv.wanted_columns(source) - set(header)):
        remedy = "Pas de kop aan, of de koppeling in sources/."
        raise ReadProblem(table.name, "regel 1", f"kolom {', '.join(missing)}", ", ".join(header)[:120], remedy)
    rows = (
        _with_codes(source, table, names)
        if source.options.get("area_names") and "area" in source.columns
        else table.rows
    )
    yield from long_csv.cells(source, rows, table.name)


def _with_codes(source: Source, table: TextTable, names: Mapping[str, str]) -> Iterator[Row]:
    """The rows with the code of each area instead of its name."""
    heading, *rows = table.rows
    place = heading[1].index(source.columns["area"])
    yield heading
    for line, row in rows:
        code = values.area_code(row[place], names) if len(row) > place and row[place] else ""
        if code is None:
            remedy = "Schrijf de naam zoals in areas.csv."
            raise ReadProblem(table.name, f"regel {line}", "een gebied van deze regio", repr(row[place]), remedy)
        yield line, (*row[:place], code, *row[place + 1 :])
