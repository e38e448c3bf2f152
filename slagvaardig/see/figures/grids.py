"""A block of figures [kind, area, period] that knows of every cell whether it is a number, withheld or absent.

A sum is only ever a number when every part of it is: one withheld part makes it withheld, one absent part absent.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import numpy.typing as npt

NUMBER, WITHHELD, ABSENT = 0, 1, 2
STATES = ("", "withheld", "absent")
Floats = npt.NDArray[np.float64]
Codes = npt.NDArray[np.uint8]
Counts = npt.NDArray[np.int32]
_ARRAYS = {"value": np.nan, "lower": np.nan, "upper": np.nan, "state": ABSENT, "hidden": 0, "recast": False}


@dataclass(frozen=True)
class Cell:
    """One figure. value, lower, upper are None unless state is ''. hidden: how many withheld parts it has."""

    kind: str
    area: str
    period: str
    value: float | None
    lower: float | None
    upper: float | None
    state: str
    hidden: int
    recast: bool


@dataclass(frozen=True)
class Grid:
    """Arrays of shape (kinds, areas, periods). value is NaN where state is not NUMBER; lower and upper are NaN where no
    margin is published. hidden counts the withheld parts of a sum. recast: made from the predecessors of an area."""

    kinds: tuple[str, ...]
    areas: tuple[str, ...]
    periods: tuple[str, ...]
    value: Floats
    lower: Floats
    upper: Floats
    state: Codes
    hidden: Counts
    recast: npt.NDArray[np.bool_]

    def cells(self) -> Iterator[Cell]:
        """Every cell in order of kind, area, period."""
        for position in np.ndindex(self.state.shape):
            yield self._cell(*position)

    def at(self, kind: str, area: str, period: str) -> Cell:
        """One cell; ValueError when the grid does not hold it."""
        return self._cell(self.kinds.index(kind), self.areas.index(area), self.periods.index(period))

    def series(self, area: str, kind: str | None = None) -> list[Cell]:
        """All periods of one area, of the only kind or of the kind named."""
        position = self.kinds.index(kind) if kind is not None else 0
        row = self.areas.index(area)
        return [self._cell(position, row, column) for column in range(len(self.periods))]

    def over_kinds(self, label: str) -> "Grid":
        """One kind named `label`: the sum of all kinds. A grid of one kind keeps its margins; a sum has none."""
        return replace(self._summed(0) if len(self.kinds) > 1 else self, kinds=(label,))

    def over_areas(self, groups: Mapping[str, Sequence[str]]) -> "Grid":
        """One row per group: the sum of its areas. An area that the grid does not hold makes the sum absent."""
        sums = [
            self.only(areas)._summed(1) if len(areas) > 1 else self.only(areas or [""]) for areas in groups.values()
        ]
        joined: dict[str, Any] = {
            name: np.concatenate([getattr(part, name) for part in sums], axis=1) for name in _ARRAYS
        }
        return replace(self, areas=tuple(groups), **joined)

    def recast_by(self, predecessors: Mapping[str, Sequence[str]]) -> "Grid":
        """Fill the cells of an area that did not exist yet with the sum of the areas that merged into it: recast.

        Only where the area itself is absent and none of its predecessors (themselves recast first) is.
        """
        merged = {area: tuple(old) for area, old in predecessors.items() if old}
        grid = self
        for area in sorted(set(merged) & set(self.areas), key=lambda area: _depth(area, merged)):
            grid = grid._filled(area, grid.over_areas({area: merged[area]}))
        return grid

    def only(self, areas: Sequence[str]) -> "Grid":
        """The rows of these areas, in this order; an area that is not held is absent."""
        held = {area: row for row, area in enumerate(self.areas)}
        rows = np.array([held.get(area, -1) for area in areas], dtype=np.intp)
        there = (rows >= 0)[None, :, None]

        def pick(array: npt.NDArray[Any], nothing: Any) -> npt.NDArray[Any]:
            if not self.areas:
                return np.full((array.shape[0], len(rows), array.shape[2]), nothing, dtype=array.dtype)
            return np.where(there, array[:, rows, :], nothing).astype(array.dtype)

        picked: dict[str, Any] = {name: pick(getattr(self, name), nothing) for name, nothing in _ARRAYS.items()}
        return replace(self, areas=tuple(areas), **picked)

    def _cell(self, kind: int, area: int, period: int) -> Cell:
        place = (kind, area, period)
        return Cell(
            self.kinds[kind],
            self.areas[area],
            self.periods[period],
            _number(self.value[place]),
            _number(self.lower[place]),
            _number(self.upper[place]),
            STATES[self.state[place]],
            int(self.hidden[place]),
            bool(self.recast[place]),
        )

    def _summed(self, axis: int) -> "Grid":
        def over(array: npt.NDArray[Any], how: Callable[..., Any]) -> Any:
            return how(array, axis=axis, keepdims=True)

        withheld, absent = over(self.state == WITHHELD, np.any), over(self.state == ABSENT, np.any)
        state = np.where(withheld, WITHHELD, np.where(absent, ABSENT, NUMBER)).astype(np.uint8)
        value = np.where(state == NUMBER, over(self.value, np.nansum), np.nan)
        nothing = np.full(value.shape, np.nan)
        hidden = over(self.hidden, np.sum).astype(np.int32)
        return replace(
            self,
            value=value,
            lower=nothing,
            upper=nothing,
            state=state,
            hidden=hidden,
            recast=over(self.recast, np.any),
        )

    def _filled(self, area: str, merged: "Grid") -> "Grid":
        row = self.areas.index(area)
        fill = (self.state[:, row] == ABSENT) & (merged.state[:, 0] != ABSENT)
        arrays: dict[str, Any] = {name: getattr(self, name).copy() for name in _ARRAYS}
        for name, array in arrays.items():
            array[:, row][fill] = True if name == "recast" else getattr(merged, name)[:, 0][fill]
        return replace(self, **arrays)


def _depth(area: str, merged: Mapping[str, Sequence[str]]) -> int:
    """How many mergers lie behind an area: older mergers are recast first."""
    return 1 + max((_depth(old, merged) for old in merged.get(area, ()) if old in merged), default=0)


def _number(value: float) -> float | None:
    return None if np.isnan(value) else float(value)
