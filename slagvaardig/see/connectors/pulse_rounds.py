"""The closed rounds of our own pulse as one table. Nothing is fetched: `see/pulse` writes the file.

A row per question, area and round, with the share that agrees and its margin; a share that is withheld is empty.
"""

from collections.abc import Iterator, Mapping
from pathlib import Path

import duckdb

from slagvaardig.region.definitions import Source
from slagvaardig.see.connectors import values
from slagvaardig.see.connectors.reading import Cell, Reading, ReadProblem, relation_of
from slagvaardig.see.connectors.text_files import TextTable, csv_files, read_table

FETCHES = False
MEASURE = "aandeel"
COLUMNS = ("vraag", "gebied", "periode", MEASURE, "onder", "boven")
REMEDY = "Dit bestand maakt het systeem zelf bij het publiceren van een ronde. Pas het niet met de hand aan."


def read(source: Source, folder: Path, *, connection: duckdb.DuckDBPyConnection, names: Mapping[str, str]) -> Reading:
    """Every round in the folder; ReadProblem names the line that is wrong."""
    cells = [cell for file in csv_files(folder) for cell in _cells(read_table(file))]
    periods = {cell.period: values.status(source, cell.period) for cell in cells}
    return Reading(relation_of(cells, connection), dict(sorted(periods.items())), division=source.division)


def _cells(table: TextTable) -> Iterator[Cell]:
    (_line, header), *rows = table.rows
    if header != COLUMNS:
        raise ReadProblem(table.name, "regel 1", ", ".join(COLUMNS), ", ".join(header)[:120], REMEDY)
    for line, row in rows:
        place = f"regel {line}"
        if len(row) != len(COLUMNS):
            raise ReadProblem(table.name, place, f"{len(COLUMNS)} kolommen", f"{len(row)} kolommen", REMEDY)
        kind, area, period = row[:3]
        when = values.period(period, file=table.name, place=place)
        share, *ends = (values.number(text, file=table.name, place=place, decimal=".") for text in row[3:])
        if share is not None and None in ends:
            raise ReadProblem(table.name, place, "een aandeel met twee marges", "een aandeel zonder", REMEDY)
        yield Cell(MEASURE, kind, area, when, share, *(ends if share is not None else (None, None)))
