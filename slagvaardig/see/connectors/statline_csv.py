"""CSV as StatLine exports it, and tables that resemble it. Nothing is fetched: somebody downloads, `read` reads.

Three layouts are told apart by the file itself:
  long    a header with the names in [columns] and [measures]; typed, untyped or any other table with a row per cell
  wide    title lines, then periods across and areas down, a last line "Bron: ..."; names of areas, not codes
  survey  a row per question and a column per area and year: Waarde_<area>_<year> and Marges_<area>_<year>
[options]: kind (when the table has no column for it), area (when it has no column for it), withheld_kinds (kinds whose
zeros are not counts but withheld), provisional_from (the first period that the publisher may still revise).
"""

import re
from collections.abc import Iterator, Mapping
from pathlib import Path

import duckdb

from slagvaardig.region.definitions import Source
from slagvaardig.see.connectors import long_csv, values
from slagvaardig.see.connectors.reading import Cell, Reading, ReadProblem, relation_of
from slagvaardig.see.connectors.text_files import TextTable, csv_files, read_table

FETCHES = False
_SURVEY = re.compile(r"(?P<what>Waarde|Marges)_(?P<area>.+)_(?P<year>\d{4})")
_HEADER_WITHIN = 12
DOWNLOAD_AGAIN = "Is de tabel veranderd? Download opnieuw of pas de bron aan in sources/."


def read(source: Source, folder: Path, *, connection: duckdb.DuckDBPyConnection, names: Mapping[str, str]) -> Reading:
    """Every CSV file in the folder as one table; ReadProblem names the file and the line that is wrong."""
    files = csv_files(folder)
    if all(long_csv.is_large(file) for file in files):
        return long_csv.read_large(source, files, connection)
    unknown: dict[str, None] = {}
    cells: list[Cell] = []
    for file in files:
        cells.extend(_cells(source, read_table(file), names, unknown))
    if not cells:
        raise ReadProblem(files[0].name, "", "minstens een rij van een bekend gebied", "geen enkele", DOWNLOAD_AGAIN)
    notes = (f"Niet herkend en weggelaten: {', '.join(unknown)}.",) if unknown else ()
    periods = {cell.period: values.status(source, cell.period) for cell in cells}
    return Reading(relation_of(cells, connection), dict(sorted(periods.items())), division=source.division, notes=notes)


def _cells(source: Source, table: TextTable, names: Mapping[str, str], unknown: dict[str, None]) -> Iterator[Cell]:
    header = {cell for _, row in table.rows[:1] for cell in row}
    if any(_SURVEY.fullmatch(cell) for cell in header):
        return _survey(source, table, names, unknown)
    if long_csv.has_columns(source, header):
        return long_csv.cells(source, table)
    if any("regio's" in {cell.lower() for cell in row} for _, row in table.rows[:_HEADER_WITHIN]):
        return _wide(source, table, names, unknown)
    missing = ", ".join(sorted(long_csv.wanted_columns(source) - header))
    raise ReadProblem(table.name, "regel 1", f"kolom {missing}", ", ".join(sorted(header))[:120], DOWNLOAD_AGAIN)


def _wide(source: Source, table: TextTable, names: Mapping[str, str], unknown: dict[str, None]) -> Iterator[Cell]:
    """Periods across, areas down. The row with 'Perioden' may hold the periods or stand above the row that does."""
    kind = str(source.options.get("kind", "totaal"))
    periods, first = _wide_header(table)
    (measure,) = source.measures
    _require_footer(table)
    for line, row in table.rows[first:]:
        if len(row) < 2 or row[0].lower().startswith("bron:") or not row[0]:
            continue
        if row[0].lower() in ("regio's", "regio’s"):
            continue
        code = values.area_code(row[0], names)
        if code is None:
            unknown[row[0]] = None
            continue
        if len(row) <= max(periods):
            found = f"{len(row)} kolommen bij {row[0]}"
            raise ReadProblem(table.name, f"regel {line}", f"{max(periods) + 1} kolommen", found, DOWNLOAD_AGAIN)
        for column, period in periods.items():
            place = f"regel {line}, kolom {column + 1}"
            yield Cell(measure, kind, code, period, values.number(row[column], file=table.name, place=place))


def _wide_header(table: TextTable) -> tuple[dict[int, str], int]:
    """Column to period, and the index of the first row below the header."""
    seen = False
    for index, (_, row) in enumerate(table.rows[:_HEADER_WITHIN]):
        seen = seen or "perioden" in {cell.lower() for cell in row}
        found = {column: text for column, text in enumerate(row) if re.fullmatch(r"\d{4}\*{0,2}", text)}
        if seen and found:
            return {column: text.rstrip("*") for column, text in found.items()}, index + 1
    raise ReadProblem(table.name, "regel 1-12", "een regel met jaren", "geen enkel jaar", DOWNLOAD_AGAIN)


def _require_footer(table: TextTable) -> None:
    """StatLine ends each export with its source; without it the file was cut off."""
    line, last = next(((line, row) for line, row in reversed(table.rows) if any(row)), (0, ("",)))
    if not last[0].lower().startswith("bron:"):
        found = repr(";".join(last)[:40])
        raise ReadProblem(
            table.name, f"regel {line}", "als laatste regel 'Bron: ...'", found, "Het bestand is afgebroken."
        )


def _survey(source: Source, table: TextTable, names: Mapping[str, str], unknown: dict[str, None]) -> Iterator[Cell]:
    """Questions down; values and margins per area and year across. A margin is half the width of the interval."""
    (measure,) = source.measures
    heading = {text: column for column, text in enumerate(table.rows[0][1])}
    columns = {text: _SURVEY.fullmatch(text) for text in heading}
    for line, row in table.rows[1:]:
        if len(row) < 2:
            continue
        kind = re.sub(r"\s+", " ", row[0].replace("|", " ")).strip()
        for text, found in columns.items():
            if found is None or found["what"] != "Waarde":
                continue
            code = values.area_code(found["area"], names)
            if code is None:
                unknown[found["area"]] = None
                continue
            margin_column = heading.get(f"Marges_{found['area']}_{found['year']}")
            if margin_column is None or max(margin_column, heading[text]) >= len(row):
                raise ReadProblem(table.name, f"regel {line}", f"een marge bij {text}", "geen", DOWNLOAD_AGAIN)
            place = f"regel {line}, kolom {heading[text] + 1}"
            value = values.number(row[heading[text]], file=table.name, place=place)
            half = values.number(row[margin_column], file=table.name, place=f"regel {line}, kolom {margin_column + 1}")
            known = value is not None and half is not None
            lower, upper = (round(value - half, 6), round(value + half, 6)) if known else (None, None)  # type: ignore
            yield Cell(measure, kind, code, found["year"], value, lower, upper)
