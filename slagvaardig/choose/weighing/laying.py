"""Hours asked and hours free, laid on the scales by plain rules. No database in here.

The rules, in words: a partner is never asked more than its own free hours in a role and quarter, whatever others have
left. Over all its roles together it is asked at most the part that the region protects, for a small partner a smaller
one. Where a partner did not tell what it has, nothing is checked, and that is said.

A round has thousands of cells, so each rule is worked out for all of them at once. Axes: candidates, partners, roles,
quarters. What a rule does to one cell stands in `asked_of` and in the test that lays cell by cell.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import compress, product, starmap

import numpy as np
import numpy.typing as npt

from slagvaardig.choose.absorption.ledger import Ledger, Protection
from slagvaardig.choose.weighing.scales import Scales
from slagvaardig.choose.weighing.workflow import EACH, OTHER, SMALL
from slagvaardig.stats.choosing.rounds import TOGETHER, Cell, Ints

Marks = npt.NDArray[np.bool_]
_UNKNOWN = -1


@dataclass(frozen=True)
class Asked:
    """Hours of a role in each quarter from first to last, of whom."""

    role: str
    who: str
    first: str
    last: str
    hours: int


def asked_of(needs: Sequence[Asked], partner: str, role: str, quarter: str, *, small: bool) -> int:
    """What a candidate asks of one partner: the lines for this partner if there are any, else those for its size, else
    those for each partner."""
    fitting = [one for one in needs if one.role == role and one.first <= quarter <= one.last]
    for who in (partner, SMALL if small else OTHER, EACH):
        own = [one.hours for one in fitting if one.who == who]
        if own:
            return sum(own)
    return 0


def scales_of(
    *,
    points: Mapping[str, Mapping[str, int]],
    weights: Mapping[str, Fraction],
    districts: Mapping[str, str],
    needs: Mapping[str, Sequence[Asked]],
    ledger: Ledger,
    rule: Protection,
    roles: Mapping[str, Collection[str]],
    quarters: Sequence[str],
) -> Scales:
    """roles: per partner that can be asked, which roles it has."""
    grid = _Grid(tuple(sorted(roles)), tuple(sorted(set().union(*roles.values()))), tuple(sorted(quarters)))
    has = grid.marks(roles)
    available = np.where(has, grid.hours(ledger.available, _UNKNOWN), _UNKNOWN)
    promised = grid.hours(ledger.promises, 0)
    told = available != _UNKNOWN
    have, taken = (np.where(told, hours, 0).sum(axis=1) for hours in (available, promised))
    first = zip(told[:, :, 0].any(axis=1).tolist(), have[:, 0].tolist(), strict=True)
    small = [known and rule.is_small(hours) for known, hours in first]
    asked = grid.asked(needs, small)
    most = np.array([[rule.most(hours) for hours in row] for row in have.tolist()], np.int64).reshape(have.shape)
    # A row over all roles goes before those of each role, as its key does.
    there = np.concatenate([told.any(axis=1)[:, None], told], axis=1)
    free = np.concatenate([(most - taken)[:, None], available - promised], axis=1)
    hours = np.concatenate([(asked * told).sum(axis=2)[:, :, None], asked], axis=2)
    return Scales(
        candidates=tuple(sorted(needs)),
        points={key: {topic: n for topic, n in given.items() if topic in needs} for key, given in points.items()},
        weights=weights,
        cells=tuple(grid.cells(there, (TOGETHER, *grid.roles))),
        hours=hours[:, there],
        free=np.maximum(free[there], 0),
        districts=districts,
        unknown=tuple(grid.cells(has & ~told & asked.any(axis=0), grid.roles)),
    )


@dataclass(frozen=True)
class _Grid:
    """Everything in order of its key."""

    partners: tuple[str, ...]
    roles: tuple[str, ...]
    quarters: tuple[str, ...]

    @property
    def shape(self) -> tuple[int, int, int]:
        return len(self.partners), len(self.roles), len(self.quarters)

    def marks(self, roles: Mapping[str, Collection[str]]) -> Marks:
        """Which partner has which role, in every quarter."""
        own = [[role in roles[partner] for role in self.roles] for partner in self.partners]
        return np.repeat(np.array(own, np.bool_).reshape(*self.shape[:2], 1), len(self.quarters), axis=2)

    def hours(self, known: Mapping[tuple[str, str, str], int], else_: int) -> Ints:
        """Hours by partner, role and quarter."""
        keys = product(self.partners, self.roles, self.quarters)
        return np.fromiter((known.get(key, else_) for key in keys), np.int64).reshape(self.shape)

    def asked(self, needs: Mapping[str, Sequence[Asked]], small: Sequence[bool]) -> Ints:
        """What each candidate asks of each partner. Worked out once for all of one size of whom no line asks something
        else."""
        named = {line.who for lines in needs.values() for line in lines}
        places = [
            (partner if partner in named else "", size) for partner, size in zip(self.partners, small, strict=True)
        ]
        known = {place: self._of_one(needs, *place) for place in dict.fromkeys(places)}
        whole = np.array([known[place] for place in places], np.int64)
        return whole.reshape(len(self.partners), len(needs), *self.shape[1:]).transpose(1, 0, 2, 3)

    def _of_one(self, needs: Mapping[str, Sequence[Asked]], partner: str, small: bool) -> Ints:
        """What each candidate, by key, asks of one partner in each role and quarter."""
        found = np.zeros((len(needs), *self.shape[1:]), np.int64)
        at = {role: place for place, role in enumerate(self.roles)}
        for row, key in enumerate(sorted(needs)):
            for role in {line.role for line in needs[key]} & at.keys():
                found[row, at[role]] = [
                    asked_of(needs[key], partner, role, quarter, small=small) for quarter in self.quarters
                ]
        return found

    def cells(self, marks: Marks, roles: Sequence[str]) -> list[Cell]:
        """The marked ones."""
        keys = product(self.partners, roles, self.quarters)
        return list(starmap(Cell, compress(keys, marks.ravel().tolist())))
