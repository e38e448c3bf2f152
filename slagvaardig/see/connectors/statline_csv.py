"""CSV as StatLine exports it, and tables that resemble it. Nothing is fetched: somebody downloads, `read` reads.

Three layouts are told apart by the file itself:
  long    a header with the names in [columns] and [measures]; typed, untyped or any other table with a row per cell
  wide    title lines, then periods across and areas down, a last line "Bron: ..."; names of areas, not codes
  survey  a row per question and a column per area and year: Waarde_<area>_<year> and Marges_<area>_<year>
[options]:
  kind, area        what the table is about when it has no column for it
  withheld_kinds    kinds whose zeros are not counts but withheld
  provisional_from  the first period that the publisher may still revise; a star behind a period says the same
  decimal           the mark before decimals, '.' or ','; without it a number such as 1.234 is refused
  title             (wide) a text that the title lines must hold, such as 'Soort misdrijf: Totaal misdrijven'
"""

from collections.abc import Iterator, Mapping
from pathlib import Path

import duckdb

from slagvaardig.region.definitions import Source
from slagvaardig.see.connectors import long_csv, values, wide_csv
from slagvaardig.see.connectors.reading import Cell, Reading, ReadProblem, relation_of
from slagvaardig.see.connectors.text_files import TextTable, csv_files, encoding_of, head_of, read_table, separator_of

FETCHES = False
NAMES_SHOWN = 200


def read(source: Source, folder: Path, *, connection: duckdb.DuckDBPyConnection, names: Mapping[str, str]) -> Reading:
    """Every CSV file in the folder as one table; ReadProblem names the file and the line that is wrong."""
    files = csv_files(folder)
    long = [_is_long(source, file) for file in files]
    if all(long):
        return long_csv.read(source, files, connection)
    found = wide_csv.Found()
    cells = [cell for file in files for cell in _cells(source, read_table(file), names, found)]
    unknown = ", ".join(list(found.unknown)[:NAMES_SHOWN])
    if not cells:
        said = f"alleen {unknown[:120]}" if unknown else "geen enkele"
        raise ReadProblem(files[0].name, "", "minstens een rij van een bekend gebied", said, long_csv.CHANGED)
    notes = (f"Niet herkend en weggelaten: {unknown}.",) if unknown else ()
    periods = {
        cell.period: "provisional" if cell.period in found.provisional else values.status(source, cell.period)
        for cell in cells
    }
    return Reading(relation_of(cells, connection), dict(sorted(periods.items())), division=source.division, notes=notes)


def _is_long(source: Source, file: Path) -> bool:
    head = head_of(file, encoding_of(file))
    return long_csv.has_columns(source, long_csv.header_of(head, separator_of(head, file.name)))


def _cells(source: Source, table: TextTable, names: Mapping[str, str], found: wide_csv.Found) -> Iterator[Cell]:
    header = table.rows[0][1] if table.rows else ()
    if wide_csv.is_survey(table.rows):
        return wide_csv.read_survey(source, table, names, found)
    if not long_csv.has_columns(source, header) and wide_csv.is_wide(table.rows):
        return wide_csv.read_wide(source, table, names, found)
    return long_csv.cells(source, table.rows, table.name)
