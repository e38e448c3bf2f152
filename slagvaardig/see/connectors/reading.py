"""What every connector gives to the store, and how it says that a file cannot be read."""

import itertools
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

import duckdb
import pyarrow as pa

WITHHELD = "withheld"
SCHEMA = pa.schema(
    [pa.field(name, pa.string()) for name in ("measure", "kind", "area", "period")]
    + [pa.field(name, pa.float64()) for name in ("value", "lower", "upper")]
    + [pa.field("state", pa.string())]
)

_numbers = itertools.count()


class ReadProblem(ValueError):
    """A file that cannot be read: which, where in it, what was expected, what was found, and what to do."""

    def __init__(self, file: str, place: str, expected: str, found: str, remedy: str) -> None:
        self.file, self.place, self.expected, self.found, self.remedy = file, place, expected, found, remedy
        where = f"{file}, {place}" if place else file
        super().__init__(f"{where}: verwacht {expected}, gevonden {found}. {remedy}")


@dataclass(frozen=True)
class Cell:
    """One published cell. value, lower, upper are None when it is withheld."""

    measure: str
    kind: str
    area: str
    period: str
    value: float | None
    lower: float | None = None
    upper: float | None = None

    @property
    def state(self) -> str:
        return WITHHELD if self.value is None else ""


@dataclass(frozen=True)
class Reading:
    """A table as read. cells: dense, columns of SCHEMA, state '' (a number) or 'withheld' (published as not given),
    over tables of the connection: they are looked at more than once.

    periods: status per period (final, provisional, unknown). labels: published title per kind. vintage: the publisher's
    own date. division: year of the boundaries when the file tells. notes: what a person should know.
    """

    cells: duckdb.DuckDBPyRelation
    periods: Mapping[str, str]
    labels: Mapping[str, str] = field(default_factory=dict)
    vintage: date | None = None
    division: int | None = None
    notes: tuple[str, ...] = ()


def relation_of(cells: Iterable[Cell], connection: duckdb.DuckDBPyConnection) -> duckdb.DuckDBPyRelation:
    """Cells as a relation on a connection."""
    columns: dict[str, list[object]] = {name: [] for name in SCHEMA.names}
    for cell in cells:
        for name, column in columns.items():
            column.append(getattr(cell, name))
    table = new_table()
    connection.from_arrow(pa.table(columns, schema=SCHEMA)).create(table)
    return connection.table(table)


def new_table() -> str:
    """A name that no other table of a reading has: two may live on one connection."""
    return f"given_{next(_numbers)}"
