"""From the rows that a table has to a row for every area: districts, the region and the country added up.

An area that the table gives itself keeps the published figure; only what is missing is added up.
"""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

import numpy as np
import numpy.typing as npt

from slagvaardig.region.folder import Region
from slagvaardig.see.figures import membership
from slagvaardig.see.figures.grids import ABSENT, NUMBER, WITHHELD, Grid

Counts = npt.NDArray[np.int32]
_ARRAYS = ("value", "lower", "upper", "state", "hidden", "recast")


def composed(grid: Grid, region: Region, day_of: Callable[[str], date]) -> Grid:
    """All rows of `grid`, mergers recast, with a row added for every district, region and country that it lacks.

    grid: one kind. day_of: the day whose boundaries hold in a period (membership.reference_day).
    """
    merged = membership.predecessors(region)
    missing = [code for code in merged if code not in grid.areas]
    recast = grid.only([*grid.areas, *missing]).recast_by(merged)
    country = country_sum(grid, region)
    days = [day_of(period) for period in grid.periods]
    pieces = []
    for day in sorted(set(days)):
        parts = {code: own for code, own in membership.parts_on(region, day).items() if code not in grid.areas}
        columns = [place for place, of in enumerate(days) if of == day]
        piece = at_columns(recast, columns)
        pieces.append((columns, beside(piece, piece.over_areas(parts)) if parts else piece))
    joined = _joined(pieces, grid.periods)
    return beside(joined, country) if country else joined


def country_sum(grid: Grid, region: Region) -> Grid | None:
    """The country as the sum of all municipalities that existed, when the table has no row for the country itself."""
    country = next(iter(region.areas.of_kind("country")), None)
    if country is None or country.code in grid.areas:
        return None
    rows = [place for place, code in enumerate(grid.areas) if region.areas.is_municipality(code)]
    if not rows:
        return None
    state = grid.state[:, rows]
    total = np.where(state == NUMBER, grid.value[:, rows], 0.0).sum(axis=1, keepdims=True)
    hidden = (state == WITHHELD).any(axis=1, keepdims=True)
    nothing = (state == ABSENT).all(axis=1, keepdims=True)
    found = np.where(hidden, WITHHELD, np.where(nothing, ABSENT, NUMBER)).astype(np.uint8)
    empty = np.full(found.shape, np.nan)
    return replace(
        grid,
        areas=(country.code,),
        value=np.where(found == NUMBER, total, np.nan),
        lower=empty,
        upper=empty,
        state=found,
        hidden=grid.hidden[:, rows].sum(axis=1, keepdims=True, dtype=np.int32),
        recast=np.zeros(found.shape, dtype=bool),
    )


def number_of_parts(grid: Grid, whole: Grid, region: Region, day_of: Callable[[str], date]) -> Counts:
    """How many cells of the table each cell of `whole` is the sum of, as (areas, periods); 1 where it is published."""
    counts = np.ones(whole.state.shape[1:], dtype=np.int32)
    rows = {area: row for row, area in enumerate(whole.areas)}
    published = set(grid.areas)
    for area, old in membership.predecessors(region).items():
        if area in rows:
            counts[rows[area]][whole.recast[0, rows[area]]] = len(old)
    existing = (grid.state[0] != ABSENT).sum(axis=0)
    parts = {day: membership.parts_on(region, day) for day in {day_of(period) for period in whole.periods}}
    for column, period in enumerate(whole.periods):
        for area, members in parts[day_of(period)].items():
            if area not in published:
                counts[rows[area], column] = len(members)
        for country in region.areas.of_kind("country"):
            if country.code in rows and country.code not in published:
                counts[rows[country.code], column] = existing[column]
    return counts


def at_columns(grid: Grid, columns: Sequence[int]) -> Grid:
    """The same rows, only these periods."""
    picked: dict[str, Any] = {name: getattr(grid, name)[:, :, list(columns)] for name in _ARRAYS}
    return replace(grid, periods=tuple(grid.periods[place] for place in columns), **picked)


def at_periods(grid: Grid, periods: Sequence[str], names: Sequence[str]) -> Grid:
    """The columns of `periods`, renamed to `names`; a period that the table lacks is absent."""
    empty = {"value": np.nan, "lower": np.nan, "upper": np.nan, "state": ABSENT, "hidden": 0, "recast": False}
    places = [grid.periods.index(period) if period in grid.periods else -1 for period in periods]
    arrays: dict[str, Any] = {}
    for name, nothing in empty.items():
        array = getattr(grid, name)
        shape = (*array.shape[:2], len(places))
        arrays[name] = np.full(shape, nothing, dtype=array.dtype)
        for column, place in enumerate(places):
            if place >= 0:
                arrays[name][:, :, column] = array[:, :, place]
    return replace(grid, periods=tuple(names), **arrays)


def beside(grid: Grid, more: Grid) -> Grid:
    """The rows of both."""
    joined: dict[str, Any] = {
        name: np.concatenate([getattr(grid, name), getattr(more, name)], axis=1) for name in _ARRAYS
    }
    return replace(grid, areas=(*grid.areas, *more.areas), **joined)


def _joined(pieces: list[tuple[list[int], Grid]], periods: tuple[str, ...]) -> Grid:
    """Columns back in their places; a composition that lacks a row of another leaves it absent."""
    areas = tuple(dict.fromkeys(area for _, piece in pieces for area in piece.areas))
    rows = [(columns, piece.only(areas)) for columns, piece in pieces]
    order = np.argsort([column for columns, _ in rows for column in columns])
    stacked = {name: np.concatenate([getattr(piece, name) for _, piece in rows], axis=2) for name in _ARRAYS}
    joined: dict[str, Any] = {name: array[:, :, order] for name, array in stacked.items()}
    return replace(rows[0][1], areas=areas, periods=periods, **joined)
