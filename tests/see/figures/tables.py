"""Small made-up tables, as a connector would hand them over."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa

from slagvaardig.see.connectors.reading import Reading, new_table
from slagvaardig.see.figures import engine
from slagvaardig.see.figures.checks import Expectation
from slagvaardig.see.figures.store import StoredSnapshot, Validity, write

TODAY = date(2026, 6, 1)
WITHHELD = "withheld"
Cell = tuple[str, str, str, float | str]  # kind, area, period, a number or WITHHELD
SCHEMA = pa.schema(
    [(name, pa.string()) for name in ("measure", "kind", "area", "period")]
    + [(name, pa.float64()) for name in ("value", "lower", "upper")]
    + [("state", pa.string())]
)


def row(kind: str, area: str, period: str, value: float | str, measure: str = "count") -> dict[str, object]:
    """One dense row; the value WITHHELD makes a withheld cell."""
    number = None if value == WITHHELD else value
    state = WITHHELD if value == WITHHELD else ""
    return {"measure": measure, "kind": kind, "area": area, "period": period, "value": number, "state": state}


def relation(connection: duckdb.DuckDBPyConnection, rows: Iterable[dict[str, object]]) -> duckdb.DuckDBPyRelation:
    """The rows as the relation that a Reading carries; columns that a row leaves out are null."""
    full = [{name: one.get(name) for name in SCHEMA.names} for one in rows]
    table = new_table()
    connection.from_arrow(pa.Table.from_pylist(full, schema=SCHEMA)).create(table)
    return connection.table(table)


def reading(connection: duckdb.DuckDBPyConnection, rows: Iterable[dict[str, object]], **facts: object) -> Reading:
    """A Reading of these rows, all periods final unless `facts` say otherwise."""
    full = list(rows)
    told: dict[str, Any] = {
        "periods": {str(one["period"]): "final" for one in full},
        "labels": {},
        "vintage": None,
        "division": None,
        "notes": (),
    }
    return Reading(cells=relation(connection, full), **(told | facts))


@contextmanager
def bench(folder: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    """A connection as ingest makes it."""
    scratch = folder / "scratch"
    scratch.mkdir(exist_ok=True)
    (scratch / "workbench.duckdb").unlink(missing_ok=True)
    with engine.workbench(scratch, threads=1) as connection:
        yield connection


def store(
    folder: Path,
    rows: Iterable[dict[str, object]],
    *,
    name: str = "table",
    validity: Validity | None = None,
    expected: Expectation | None = None,
    **facts: object,
) -> StoredSnapshot:
    """Store rows as `folder`/`name`."""
    with bench(folder) as connection:
        return write(
            reading(connection, rows, **facts),
            folder / name,
            connection=connection,
            expected=expected or Expectation(known_on=TODAY),
            validity=validity,
        )


def block(cells: Iterable[Cell]) -> list[dict[str, object]]:
    """Rows from (kind, area, period, value)."""
    return [row(*cell) for cell in cells]
