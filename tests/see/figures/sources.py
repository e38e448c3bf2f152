"""A source whose raw files are plain enough to write by hand, and the connector that reads them."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from types import SimpleNamespace

import duckdb

from slagvaardig.region.definitions import Source
from slagvaardig.see.connectors.reading import Reading
from slagvaardig.see.figures.checks import FiguresProblem
from slagvaardig.see.figures.ingestion import Geography

from .tables import WITHHELD, Cell, block, reading

SOURCE = Source(
    slug="made-up",
    title="Verzonnen tabel",
    publisher="Niemand",
    table="0NED",
    connector="made_up",
    licence="CC0",
    attribution="Niemand",
    frequency="year",
    columns={},
    measures={},
    files=("made-up*.csv",),
)
EVERYWHERE = Geography(names={}, validity={})


def write_raw(folder: Path, cells: list[Cell], *, vintage: date | None = None) -> Path:
    """A folder with one raw file: the vintage, then a line per cell."""
    folder.mkdir(parents=True, exist_ok=True)
    lines = [vintage.isoformat() if vintage else "", *(";".join(map(str, cell)) for cell in cells)]
    (folder / "made-up.csv").write_text("\n".join(lines))
    return folder


def read(source: Source, folder: Path, *, connection: duckdb.DuckDBPyConnection, names: Mapping[str, str]) -> Reading:
    """Read what write_raw wrote; a line that is no cell is refused."""
    first, *lines = (folder / "made-up.csv").read_text().split("\n")
    parts = [line.split(";") for line in lines]
    if any(len(part) != 4 for part in parts):
        raise FiguresProblem("Een regel heeft geen vier velden.")
    cells = [(kind, area, period, value if value == WITHHELD else float(value)) for kind, area, period, value in parts]
    return reading(connection, block(cells), vintage=date.fromisoformat(first) if first else None)


CONNECTOR = SimpleNamespace(FETCHES=False, read=read)
