"""Which cells exist: so that a cell that is not stored is a zero when it exists, and an absence when it does not.

A published table is nearly a block: every kind for every area in every period. `domain.parquet` therefore lists the
kinds, areas and periods of each measure, and then only the exceptions: whole (area, period) pairs that miss, single
cells that miss, or, for a table that is mostly holes, the cells that exist. Columns: measure, part, kind, area, period.
"""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb
import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from slagvaardig.see.figures.engine import reader

# One row per series with a bit per period: 120 million cells become 800,000 short rows that fit in memory.
_SERIES = """
create or replace table series as
select measure, kind, area, count(*) as rows, bitstring_agg(period_number, 0, $last) as present
from dense join period_numbers using (period) group by measure, kind, area
"""
_DIMENSIONS = """
create or replace table domain as
select distinct measure, 'kind' as part, kind, '' as area, '' as period from series
union all select distinct measure, 'area', '', area, '' from series
union all select measure, 'period', '', '', period from summary
"""
_PAIRS = "create or replace table pairs as select measure, area, period, count(*) as kinds from dense group by all"
_MISSING_PAIRS = """
insert into domain select measure, 'pair', '', area, period
from (select measure, area from domain where part = 'area')
join (select measure, period from domain where part = 'period') using (measure)
anti join pairs using (measure, area, period) where measure = $measure
"""
_MISSING_CELLS = """
insert into domain select measure, 'gap', kind, area, period
from (select measure, kind from domain where part = 'kind')
join (select measure, area, period from pairs where kinds < $kinds) using (measure)
anti join dense using (measure, kind, area, period) where measure = $measure
"""
_PRESENT_CELLS = """
insert into domain select measure, 'cell', kind, area, period from dense where measure = $measure
"""
_SIZES = """
with size as (
  select measure, count(*) filter (part = 'kind') as kinds, count(*) filter (part = 'area') as areas,
         count(*) filter (part = 'period') as periods from domain group by measure)
select measure, kinds, areas, periods, cells from size
join (select measure, sum(rows)::bigint as cells from series group by measure) using (measure) order by measure
"""


def number_series(connection: duckdb.DuckDBPyConnection) -> None:
    """Make the tables `period_numbers` and `series` (with a bit per period) from `dense` and `summary`."""
    connection.execute(
        "create or replace table period_numbers as select period, (row_number() over (order by period) - 1)::int"
        " as period_number from (select distinct period from summary)"
    )
    ((last,),) = connection.table("period_numbers").aggregate("max(period_number)").fetchall()
    connection.execute(_SERIES, {"last": last})


def build_domain(connection: duckdb.DuckDBPyConnection) -> None:
    """Make the table `domain` from `dense`, `summary` and `series`. Duplicate keys must have been refused before."""
    connection.execute(_DIMENSIONS)
    sizes = connection.execute(_SIZES).fetchall()
    if any(kinds * areas * periods != cells for _, kinds, areas, periods, cells in sizes):
        connection.execute(_PAIRS)
    for measure, kinds, areas, periods, cells in sizes:
        holes = kinds * areas * periods - cells
        if holes > cells:
            connection.execute(_PRESENT_CELLS, {"measure": measure})
        elif holes:
            connection.execute(_MISSING_PAIRS, {"measure": measure})
            connection.execute(_MISSING_CELLS, {"measure": measure, "kinds": kinds})


@dataclass(frozen=True)
class Domain:
    """What exists of one measure. Exceptions are columns of codes (kind, area, period) in one Arrow table each."""

    kinds: tuple[str, ...]
    areas: tuple[str, ...]
    periods: tuple[str, ...]
    pairs: pa.Table
    gaps: pa.Table
    cells: pa.Table | None

    def exists(self, kinds: list[str], areas: list[str], periods: list[str]) -> npt.NDArray[np.bool_]:
        """Array [kind, area, period]: True where a cell exists, zero or not."""
        wanted = {"kind": kinds, "area": areas, "period": periods}
        if self.cells is not None:
            there = np.zeros((len(kinds), len(areas), len(periods)), dtype=bool)
            there[_places(self.cells, wanted)] = True
            return there
        there = (
            _held(kinds, self.kinds)[:, None, None]
            & _held(areas, self.areas)[None, :, None]
            & _held(periods, self.periods)[None, None, :]
        )
        there[_places(self.gaps, wanted)] = False
        _, area, period = _places(self.pairs, wanted | {"kind": [""]})
        there[:, area, period] = False
        return there


def read_domain(file: Path) -> dict[str, Domain]:
    """The domain of every measure in a `domain.parquet`."""
    parts = reader().read_parquet(str(file))
    codes: dict[str, dict[str, list[str]]] = {}
    listed = parts.filter("part in ('kind', 'area', 'period')").order("measure, part, kind, area, period")
    for measure, part, *code in listed.project("measure, part, kind, area, period").fetchall():
        codes.setdefault(measure, {"kind": [], "area": [], "period": []})[part].append("".join(code))
    return {measure: _domain(parts, measure, own) for measure, own in codes.items()}


def _domain(parts: Any, measure: str, codes: dict[str, list[str]]) -> Domain:
    own = parts.filter(duckdb.ColumnExpression("measure") == duckdb.ConstantExpression(measure))
    pairs, gaps, cells = (
        own.filter(f"part = '{part}'").project("kind, area, period").to_arrow_table()
        for part in ("pair", "gap", "cell")
    )
    known = {part: tuple(listed) for part, listed in codes.items()}
    return Domain(known["kind"], known["area"], known["period"], pairs, gaps, cells if cells.num_rows else None)


def places(table: pa.Table, wanted: dict[str, list[str]]) -> tuple[npt.NDArray[np.intp], ...]:
    """Row by row the positions of (kind, area, period) in the wanted lists; -1 where a code is not wanted."""
    return tuple(_positions(table[name], values) for name, values in wanted.items())


def _positions(column: Any, values: list[str]) -> npt.NDArray[np.intp]:
    found: Any = pc.fill_null(pc.index_in(column, value_set=pa.array(values, pa.string())), -1)
    return np.asarray(found, dtype=np.intp)


def _held(wanted: list[str], known: tuple[str, ...]) -> npt.NDArray[np.bool_]:
    codes = frozenset(known)
    return np.fromiter((code in codes for code in wanted), dtype=bool, count=len(wanted))


def _places(table: pa.Table, wanted: dict[str, list[str]]) -> tuple[npt.NDArray[np.intp], ...]:
    kind, area, period = places(table, wanted)
    inside = (kind >= 0) & (area >= 0) & (period >= 0)
    return kind[inside], area[inside], period[inside]
