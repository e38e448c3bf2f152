"""A table on disk, written once and never changed: three files in a folder that appears as a whole or not at all.

cells.parquet   only the cells that are not a plain zero: measure, kind, area, period, value, lower, upper, state;
                sorted by measure, kind, area, period. value is a whole number when every value of the table is one.
domain.parquet  which cells exist (see domain.py), so that what is not in cells.parquet is a zero or an absence.
meta.json       labels, status per period, vintage, division, notes, counts and sums per measure, checksums of both.
"""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import duckdb

from slagvaardig.see.connectors.reading import Reading
from slagvaardig.see.figures.checks import Expectation, FiguresProblem, check, refuse_duplicates, summarise
from slagvaardig.see.figures.domain import build_domain, number_series
from slagvaardig.see.figures.drafts import all_or_nothing
from slagvaardig.see.figures.periods import bounds

FORMAT = 1
CELLS, DOMAIN, META = "cells.parquet", "domain.parquet", "meta.json"
Validity = Mapping[str, tuple[date | None, date | None]]

_ABSENT = """
create or replace table absent as select distinct measure, kind, area, period
from given join lives using (area) join spans using (period)
where state = 'withheld' and (valid_from > first_day or valid_until <= last_day)
"""
_DENSE = "create or replace view dense as select * from given"
_DENSE_WITHOUT = f"{_DENSE} anti join absent using (measure, kind, area, period)"
_SUMS = """
select measure, sum(cells)::bigint, sum(numbers)::bigint, sum(withheld)::bigint, sum(total), bool_and(whole)
from summary group by measure order by measure
"""
_TOTAL = "select fsum(value) from dense where measure = $measure"
_STORED = "value <> 0 or state <> '' or lower is not null or upper is not null"


@dataclass(frozen=True)
class StoredSnapshot:
    """What write() made: its folder, the content of meta.json, a SHA-256 per file and the size in bytes."""

    path: Path
    meta: dict[str, Any]
    checksums: dict[str, str]
    size: int


def write(
    reading: Reading,
    folder: Path,
    *,
    connection: duckdb.DuckDBPyConnection,
    expected: Expectation,
    validity: Validity | None = None,
    about: Mapping[str, str] | None = None,
) -> StoredSnapshot:
    """Store a reading as `folder`, which must not exist yet; its cells are read exactly once.

    connection: the one the reading lives on (engine.workbench). validity: first day of an area, and first day on which
    it was gone; an empty cell of an area that did not exist during the whole period becomes absent instead of withheld.
    about: facts to keep in meta.json. Raises FiguresProblem for a table that may not be stored or a disk that is full.
    """
    with all_or_nothing(folder) as draft:
        reading.cells.create_view("given")
        _make_dense(connection, validity or {})
        summarise(connection)
        notes = check(connection, expected)
        number_series(connection)
        refuse_duplicates(connection)
        build_domain(connection)
        sums = _sums(connection)
        rows = _write_tables(connection, draft, whole=all(row[-1] for row in sums))
        meta = _meta(reading, sums, notes, about or {}) | {"rows": rows, "files": checksums(draft, CELLS, DOMAIN)}
        (draft / META).write_text(json.dumps(meta, ensure_ascii=False, indent=1, sort_keys=True) + "\n", "utf-8")
    return stored(folder)


def stored(folder: Path) -> StoredSnapshot:
    """The snapshot in a folder, with its checksums counted anew."""
    size = sum((folder / name).stat().st_size for name in (CELLS, DOMAIN, META))
    return StoredSnapshot(folder, read_meta(folder), checksums(folder, CELLS, DOMAIN, META), size)


def read_meta(folder: Path) -> dict[str, Any]:
    """The content of meta.json; FiguresProblem when it is not one of ours."""
    try:
        meta = json.loads((folder / META).read_text("utf-8"))
    except (OSError, ValueError) as error:
        raise FiguresProblem(
            f"{folder.name}/{META} is niet leesbaar. Herstel met: slagvaardig figures rebuild."
        ) from error
    if not isinstance(meta, dict) or meta.get("format") != FORMAT:
        raise FiguresProblem(f"{folder.name}/{META} heeft een onbekende vorm. Verwacht vorm {FORMAT}.")
    return meta


def checksums(folder: Path, *names: str) -> dict[str, str]:
    """SHA-256 in hexadecimals of files in a folder."""
    found = {}
    for name in names:
        with (folder / name).open("rb") as file:
            found[name] = hashlib.file_digest(file, "sha256").hexdigest()
    return found


def _make_dense(connection: duckdb.DuckDBPyConnection, validity: Validity) -> None:
    """Make the view `dense`: the cells that were given, without the empty ones of areas that did not exist."""
    limited = [(area, *days) for area, days in validity.items() if any(days)]
    absent = limited and _absent_cells(connection, limited)
    connection.execute(_DENSE_WITHOUT if absent else _DENSE)


def _absent_cells(connection: duckdb.DuckDBPyConnection, limited: list[tuple[str, date | None, date | None]]) -> int:
    """Make the table `absent` with the empty cells of areas outside their days; how many there are."""
    connection.execute("create or replace table lives (area varchar, valid_from date, valid_until date)")
    connection.execute("create or replace table spans (period varchar, first_day date, last_day date)")
    connection.executemany("insert into lives values (?, ?, ?)", limited)
    periods = connection.execute("select distinct period from given").fetchall()
    if spans := [(period, *days) for (period,) in periods if (days := _bounds_or_none(period))]:
        connection.executemany("insert into spans values (?, ?, ?)", spans)
    connection.execute(_ABSENT)
    return len(connection.table("absent"))


def _bounds_or_none(period: str) -> tuple[date, date] | None:
    try:
        return bounds(period)
    except (ValueError, TypeError):
        return None


def _sums(connection: duckdb.DuckDBPyConnection) -> list[tuple[Any, ...]]:
    """Per measure its cells, numbers, withheld cells, total, and whether every number is whole.

    A total of broken numbers is counted anew over all cells: a sum of sums may differ from it in the last digit.
    """
    found = []
    for measure, *counts, total, whole in connection.execute(_SUMS).fetchall():
        if not whole:
            ((total,),) = connection.execute(_TOTAL, {"measure": measure}).fetchall()
        found.append((measure, *counts, total, whole))
    return found


def _write_tables(connection: duckdb.DuckDBPyConnection, draft: Path, *, whole: bool) -> int:
    number = "value::integer as value" if whole else "value"
    cells = connection.table("dense").filter(_STORED).order("measure, kind, area, period")
    cells.project(f"measure, kind, area, period, {number}, lower, upper, state").to_parquet(
        str(draft / CELLS), compression="zstd"
    )
    order = "measure, part, kind, area, period"
    connection.table("domain").order(order).to_parquet(str(draft / DOMAIN), compression="zstd")
    ((rows,),) = connection.read_parquet(str(draft / CELLS)).aggregate("count(*)").fetchall()
    return int(rows)


def _meta(reading: Reading, sums: list[Any], notes: tuple[str, ...], about: Mapping[str, str]) -> dict[str, Any]:
    return {
        "format": FORMAT,
        "about": dict(about),
        "vintage": reading.vintage.isoformat() if reading.vintage else None,
        "division": reading.division,
        "notes": [*reading.notes, *notes],
        "labels": dict(reading.labels),
        "periods": dict(reading.periods),
        "cells": sum(row[1] for row in sums),
        "measures": {
            measure: {"cells": cells, "numbers": numbers, "withheld": withheld, "sum": total}
            for measure, cells, numbers, withheld, total, _ in sums
        },
    }
