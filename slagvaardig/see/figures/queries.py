"""Questions to stored tables. Read only; a question reads one snapshot, so it never mixes two.

Every answer is a Grid (grids.py): zeros come from the domain, a withheld cell is never a number, and an area that did
not exist is absent.
"""

from collections.abc import Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any, Protocol

import duckdb
import numpy as np

from slagvaardig.see.figures.domain import Domain, places, read_domain
from slagvaardig.see.figures.engine import reader
from slagvaardig.see.figures.grids import ABSENT, NUMBER, WITHHELD, Grid
from slagvaardig.see.figures.periods import Frequency, frequency
from slagvaardig.see.figures.store import CELLS, DOMAIN, read_meta

FEW = 60
_COLUMNS = "kind, area, period, value::double as value, lower, upper, state <> '' as withheld"


class Stored(Protocol):
    """Anything that has a folder in the store: a Snapshot row or a StoredSnapshot."""

    @property
    def path(self) -> Path:
        """The folder."""


def cells(
    snapshot: Stored,
    *,
    measure: str,
    kinds: Sequence[str],
    areas: Sequence[str] | None = None,
    periods: Sequence[str] | None = None,
    every: Frequency | None = None,
) -> Grid:
    """The cells of one measure, zeros included.

    areas and periods: None means all that the table has; periods may be limited to one frequency by `every`.
    KeyError when the table has no such measure. A kind, area or period that the table does not have is absent.
    """
    domain = domain_of(snapshot)[measure]
    chosen = list(domain.periods if periods is None else periods)
    wanted = {
        "kind": list(kinds),
        "area": list(domain.areas if areas is None else areas),
        "period": [period for period in chosen if every is None or frequency(period) == every],
    }
    return _grid(domain, wanted, _stored_cells(snapshot.path / CELLS, measure, wanted))


def series(
    snapshot: Stored,
    *,
    measure: str,
    kinds: Sequence[str],
    areas: Sequence[str] | None = None,
    periods: Sequence[str] | None = None,
    every: Frequency | None = None,
    predecessors: Mapping[str, Sequence[str]] | None = None,
    groups: Mapping[str, Sequence[str]] | None = None,
    label: str = "",
) -> Grid:
    """The series of an indicator: kinds summed to one, an area before its merger summed from its predecessors (recast).

    groups: extra rows that are sums of areas, for instance the municipalities of a district. predecessors: area -> the
    areas that merged into it. A sum with a withheld part is withheld, with in `hidden` how many parts are.
    """
    rows = None if areas is None else [*areas]
    needed = None if rows is None else _all_needed(rows, groups or {}, predecessors or {})
    grid = cells(snapshot, measure=measure, kinds=kinds, areas=needed, periods=periods, every=every).over_kinds(label)
    grid = grid.recast_by(predecessors or {})
    if groups:
        shown = rows if rows is not None else [area for area in grid.areas if area not in groups]
        grid = grid.over_areas({area: [area] for area in shown} | dict(groups))
    return grid if rows is None or groups else grid.only(rows)


def domain_of(snapshot: Stored) -> dict[str, Domain]:
    """What exists in a snapshot, by measure. Kept in memory: a stored table never changes."""
    return _domain(snapshot.path / DOMAIN)


def about(snapshot: Stored) -> dict[str, Any]:
    """The content of meta.json: labels, periods with status, vintage, division, notes, counts. Not to be changed."""
    return _meta(snapshot.path)


@lru_cache(maxsize=64)
def _domain(file: Path) -> dict[str, Domain]:
    return read_domain(file)


@lru_cache(maxsize=256)
def _meta(folder: Path) -> dict[str, Any]:
    return read_meta(folder)


def _stored_cells(file: Path, measure: str, wanted: dict[str, list[str]]) -> Any:
    asked = [_any_of("measure", [measure]), _any_of("kind", wanted["kind"])]
    if len(wanted["area"]) <= FEW:
        asked.append(_any_of("area", wanted["area"]))
    found = reader().read_parquet(str(file))
    for condition in asked:
        found = found.filter(condition)
    return found.project(_COLUMNS).to_arrow_table()


def _any_of(column: str, values: Sequence[str]) -> Any:
    if not values:
        return duckdb.ConstantExpression(False)
    return duckdb.ColumnExpression(column).isin(*map(duckdb.ConstantExpression, values))


def _grid(domain: Domain, wanted: dict[str, list[str]], stored: Any) -> Grid:
    exists = domain.exists(wanted["kind"], wanted["area"], wanted["period"])
    state = np.where(exists, NUMBER, ABSENT).astype(np.uint8)
    value = np.where(exists, 0.0, np.nan)
    lower, upper = np.full(value.shape, np.nan), np.full(value.shape, np.nan)
    where = places(stored, wanted)
    asked = np.logical_and.reduce([positions >= 0 for positions in where])
    place = tuple(positions[asked] for positions in where)
    for array, name in ((value, "value"), (lower, "lower"), (upper, "upper")):
        array[place] = stored[name].to_numpy()[asked]
    state[place] = np.where(stored["withheld"].to_numpy()[asked], WITHHELD, NUMBER)
    value[state == WITHHELD] = np.nan
    return Grid(
        tuple(wanted["kind"]),
        tuple(wanted["area"]),
        tuple(wanted["period"]),
        value,
        lower,
        upper,
        state,
        (state == WITHHELD).astype(np.int32),
        np.zeros(state.shape, dtype=bool),
    )


def _all_needed(
    areas: Sequence[str], groups: Mapping[str, Sequence[str]], predecessors: Mapping[str, Sequence[str]]
) -> list[str]:
    needed: dict[str, None] = {}
    waiting = [*areas, *(area for members in groups.values() for area in members)]
    while waiting:
        area = waiting.pop()
        if area not in needed:
            needed[area] = None
            waiting.extend(predecessors.get(area, ()))
    return list(needed)
