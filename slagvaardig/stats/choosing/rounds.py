"""What is chosen from: candidates, what partners give them, the hours they ask and the hours that are free."""

from collections.abc import Iterable, Mapping
from copy import copy
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from itertools import chain
from math import gcd, lcm
from operator import lt
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

Ints = npt.NDArray[np.int64]
LARGEST = 10**12  # larger sums of support, times hours, no longer fit the whole numbers of NumPy
TOGETHER = "*"  # the role of a row over all roles of a partner: what it may be asked at most


class Cell(NamedTuple):
    """The hours of one role at one partner in one quarter: what a candidate asks of and what is free."""

    partner: str
    role: str
    quarter: str


@dataclass(frozen=True)
class Round:
    """Everything in order of its key, so that the order in which things were entered cannot matter.

    points (partners, candidates): one row per partner, so nobody counts twice. hours (candidates, cells), free (cells).
    most: how many may be chosen. keep: candidates that stay whatever happens. without: candidates left aside.
    """

    candidates: tuple[str, ...]
    partners: tuple[str, ...]
    cells: tuple[Cell, ...]
    points: Ints
    weights: tuple[Fraction, ...]
    hours: Ints
    free: Ints
    most: int | None = None
    keep: frozenset[str] = frozenset()
    without: frozenset[str] = frozenset()

    def __post_init__(self) -> None:
        shapes = (len(self.partners), len(self.candidates)), (len(self.candidates), len(self.cells))
        if (self.points.shape, self.hours.shape) != shapes or self.free.shape != shapes[1][1:]:
            raise ValueError("points, hours and free do not fit the keys")
        if any((numbers < 0).any() for numbers in (self.points, self.hours, self.free)):
            raise ValueError("points and hours are not below zero")
        if not all(all(map(lt, keys, keys[1:])) for keys in (self.candidates, self.partners, self.cells)):
            raise ValueError("keys stand in order, each once")
        self._check_asked()

    def _check_asked(self) -> None:
        if any(weight < 0 for weight in self.weights) or len(self.weights) != len(self.partners):
            raise ValueError("every partner has one weight, not below zero")
        if strange := sorted((self.keep | self.without) - set(self.candidates)):
            raise ValueError(f"not a candidate: {', '.join(strange)}")

    @cached_property
    def shares(self) -> tuple[int, ...]:
        """The weights as the smallest whole numbers with the same proportions."""
        scale = lcm(*(weight.denominator for weight in self.weights))
        whole = [int(weight * scale) for weight in self.weights]
        return tuple(number // (gcd(*whole) or 1) for number in whole)

    @cached_property
    def counted(self) -> Ints:
        """Points times weight, partners by candidates."""
        return np.multiply(self.points, np.array(self.shares, np.int64).reshape(-1, 1), dtype=np.int64)

    @cached_property
    def support(self) -> Ints:
        """What each candidate gets from all partners together."""
        total: Ints = self.counted.sum(axis=0, dtype=np.int64)
        if int(total.sum()) > LARGEST:
            raise ValueError("weights are too fine to tell one point apart: give them in fewer digits")
        return total

    @cached_property
    def scarce(self) -> str:
        """The role of which most is asked in proportion to what is free; when equal the first key; "" without roles."""
        asked = self.by_role(self.hours.sum(axis=0, dtype=np.int64))
        there = self.by_role(self.free)
        asked.pop(TOGETHER, None)
        none_free = {role for role in asked if asked[role] and not there[role]}
        pressed = {role: (role in none_free, Fraction(asked[role], there[role] or 1)) for role in sorted(asked)}
        return max(pressed, key=lambda role: pressed[role], default="")

    @cached_property
    def scarce_hours(self) -> Ints:
        """Hours of the scarcest role that each candidate asks."""
        roles, of = self._roles
        hours: Ints = self.hours[:, of == roles.index(self.scarce) if self.scarce else []].sum(axis=1, dtype=np.int64)
        return hours

    @cached_property
    def _roles(self) -> tuple[list[str], Ints]:
        """The roles, and which of them each cell is of."""
        roles = sorted({cell.role for cell in self.cells})
        place = {role: at for at, role in enumerate(roles)}
        return roles, np.array([place[cell.role] for cell in self.cells], np.int64)

    def by_role(self, hours: Ints) -> dict[str, int]:
        """Hours per cell, added up by role. Exact: whole numbers stay whole."""
        roles, of = self._roles
        total = np.zeros(len(roles), np.int64)
        np.add.at(total, of, hours)
        return dict(zip(roles, total.tolist(), strict=True))

    @cached_property
    def _places(self) -> dict[str, int]:
        return {key: place for place, key in enumerate(self.candidates)}

    def place(self, keys: Iterable[str]) -> list[int]:
        """Where these candidates stand, in order. Errors: KeyError for a candidate that is not there."""
        return sorted(self._places[key] for key in set(keys))

    def asks(self, chosen: Iterable[str]) -> Ints:
        """Hours that these candidates ask together, per cell."""
        hours: Ints = self.hours[self.place(chosen)].sum(axis=0, dtype=np.int64)
        return hours

    def names(self, places: Iterable[int]) -> frozenset[str]:
        """The candidates at these places."""
        return frozenset(self.candidates[place] for place in places)

    def over(self, chosen: Iterable[str]) -> Ints:
        """Hours that these candidates ask above what is free, per cell; never below zero."""
        missing: Ints = np.maximum(self.asks(chosen) - self.free, 0)
        return missing

    def fits(self, chosen: Iterable[str]) -> bool:
        """No partner gets more than its own free hours in any role and quarter, and there are not too many."""
        wanted = set(chosen)
        return (self.most is None or len(wanted) <= self.most) and not (self.asks(wanted) > self.free).any()

    def but(self, *, add: Iterable[str] = (), drop: Iterable[str] = ()) -> "Round":
        """What if: these must be in, and those are left aside."""
        add, drop = frozenset(add), frozenset(drop)
        return self._asked_otherwise(keep=(self.keep - drop) | add, without=(self.without - add) | drop)

    def weighed(self, weights: tuple[Fraction, ...]) -> "Round":
        """The same round with other weights."""
        other = self._asked_otherwise(weights=weights)
        for worked_out in ("shares", "counted", "support"):
            other.__dict__.pop(worked_out, None)
        return other

    def _asked_otherwise(self, **changes: Any) -> "Round":
        """Another question about the same points and hours: those were checked and added up already, and pages ask
        dozens of such questions."""
        other = copy(self)
        other.__dict__.update(changes)
        other._check_asked()
        return other


def gather(
    points: Mapping[str, Mapping[str, int]],
    hours: Mapping[str, Mapping[Cell, int]],
    free: Mapping[Cell, int],
    *,
    weights: Mapping[str, Fraction | int] | None = None,
    most: int | None = None,
    keep: Iterable[str] = (),
    without: Iterable[str] = (),
) -> Round:
    """A round from what was entered. Candidates are those of hours; a cell of which nothing is known has no free hours.

    Errors: ValueError for points of something that is no candidate, and for numbers below zero.
    """
    candidates, partners = tuple(sorted(hours)), tuple(sorted(points))
    if strange := sorted({key for given in points.values() for key in given} - set(candidates)):
        raise ValueError(f"not a candidate: {', '.join(strange)}")
    cells = tuple(sorted({*free, *chain.from_iterable(hours.values())}))
    column = {cell: place for place, cell in enumerate(cells)}
    asked = np.zeros((len(candidates), len(cells)), np.int64)
    for row, candidate in enumerate(candidates):
        here = hours[candidate]
        asked[row, [column[cell] for cell in here]] = list(here.values())
    given = [[points[partner].get(candidate, 0) for candidate in candidates] for partner in partners]
    return Round(
        candidates=candidates,
        partners=partners,
        cells=cells,
        points=np.array(given, np.int64).reshape(len(partners), len(candidates)),
        weights=tuple(Fraction((weights or {}).get(partner, 1)) for partner in partners),
        hours=asked,
        free=np.array([free.get(cell, 0) for cell in cells], np.int64),
        most=most,
        keep=frozenset(keep),
        without=frozenset(without),
    )


def points_of_ranks(ranks: Mapping[str, int], places: int) -> dict[str, int]:
    """First of five places gives five points, the fifth one. Errors: ValueError for a place given twice or unknown."""
    if len(set(ranks.values())) < len(ranks) or any(not 1 <= rank <= places for rank in ranks.values()):
        raise ValueError(f"every rank from 1 to {places} is given once at most")
    return {key: places + 1 - rank for key, rank in ranks.items()}
