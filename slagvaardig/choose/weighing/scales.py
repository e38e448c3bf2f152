"""What lies on the scales: support, hours asked and hours free, put together by plain rules. No database in here.

The rules, in words: a partner is never asked more than its own free hours in a role and quarter, whatever others have
left. Over all its roles together it is asked at most the part that the region protects, for a small partner a smaller
one. Where a partner did not tell what it has, nothing is checked, and that is said.
"""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any

import numpy as np

from slagvaardig.choose.absorption.ledger import Ledger, Protection, told_of
from slagvaardig.choose.weighing.workflow import EACH, OTHER, SMALL
from slagvaardig.stats.choosing.rounds import TOGETHER, Cell, Ints, Round


@dataclass(frozen=True)
class Asked:
    """Hours of a role in each quarter from first to last, of whom."""

    role: str
    who: str
    first: str
    last: str
    hours: int


@dataclass(frozen=True)
class Question:
    """What somebody wants to see weighed. chosen: the set that is looked at."""

    most: int
    weighting: str
    chosen: frozenset[str] = frozenset()
    keep: frozenset[str] = frozenset()
    without: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Scales:
    """candidates in order of their key. points and weights per partner; per cell what each candidate asks, in the order
    of candidates, and what is free; unknown: cells that are asked of and of which nothing was told; districts per
    partner, "" for the whole region."""

    candidates: tuple[str, ...]
    points: Mapping[str, Mapping[str, int]]
    weights: Mapping[str, Fraction]
    asked: Mapping[Cell, tuple[int, ...]]
    free: Mapping[Cell, int]
    districts: Mapping[str, str]
    unknown: tuple[Cell, ...] = field(default=())

    def round(self, question: Question) -> Round:
        """As the rules of choosing take it."""
        cells, partners = tuple(sorted(self.free)), tuple(sorted(self.points))
        points = [[self.points[partner].get(key, 0) for key in self.candidates] for partner in partners]
        return Round(
            candidates=self.candidates,
            partners=partners,
            cells=cells,
            points=np.array(points, np.int64).reshape(len(partners), len(self.candidates)),
            weights=tuple(self.weights[partner] for partner in partners),
            hours=self._hours(cells),
            free=np.array([self.free[cell] for cell in cells], np.int64),
            most=question.most,
            keep=question.keep,
            without=question.without - question.keep,
        )

    def _hours(self, cells: Sequence[Cell]) -> Ints:
        """Candidates by cells. Most cells are asked the same as others: each such row becomes numbers once."""
        rows = [self.asked[cell] for cell in cells]
        place = {row: at for at, row in enumerate(dict.fromkeys(rows))}
        each = np.array(list(place), np.int64).reshape(len(place), len(self.candidates))
        hours: Ints = each[[place[row] for row in rows]].T
        return hours

    def written(self) -> dict[str, Any]:
        """As JSON: everything that is needed to weigh again."""
        asked = {
            key: {cell: row[at] for cell, row in self.asked.items() if row[at]}
            for at, key in enumerate(self.candidates)
        }
        return {
            "points": {partner: dict(sorted(given.items())) for partner, given in sorted(self.points.items())},
            "weights": {partner: str(weight) for partner, weight in sorted(self.weights.items())},
            "hours": {key: _lines(cells) for key, cells in asked.items()},
            "free": _lines(self.free),
            "districts": dict(sorted(self.districts.items())),
            "unknown": [list(cell) for cell in self.unknown],
        }

    @classmethod
    def read(cls, found: Mapping[str, Any]) -> "Scales":
        """What `written` wrote."""
        candidates, free = tuple(sorted(found["hours"])), _cells(found["free"])
        asked = [_cells(found["hours"][key]) for key in candidates]
        return cls(
            candidates=candidates,
            points=found["points"],
            weights={partner: Fraction(text) for partner, text in found["weights"].items()},
            asked={cell: tuple(own.get(cell, 0) for own in asked) for cell in free},
            free=free,
            districts=found["districts"],
            unknown=tuple(Cell(*one) for one in found["unknown"]),
        )


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
    made, asking = _Laid(ledger), _Asking(needs)
    for partner, own in sorted(roles.items()):
        there = told_of(ledger, partner, quarters[0], own).available
        small = there is not None and rule.is_small(there)
        for quarter in quarters:
            made.lay(partner, quarter, sorted(own), asking.rows_for(partner, quarter, small=small), rule)
    kept = {key: {topic: n for topic, n in given.items() if topic in needs} for key, given in points.items()}
    return Scales(asking.candidates, kept, weights, made.asked, made.free, districts, tuple(sorted(made.unknown)))


@dataclass
class _Laid:
    """What is laid on the scales, cell by cell."""

    ledger: Ledger
    asked: dict[Cell, tuple[int, ...]] = field(default_factory=dict)
    free: dict[Cell, int] = field(default_factory=dict)
    unknown: list[Cell] = field(default_factory=list)

    def lay(self, partner: str, quarter: str, roles: Sequence[str], asks: "_Rows", rule: Protection) -> None:
        """One partner in one quarter: each role, and all roles together of which it told."""
        told, have, promised = [], 0, 0
        for role in roles:
            cell = Cell(partner, role, quarter)
            available = self.ledger.available.get(cell)
            if available is None:
                self.unknown += [cell] if any(asks[role]) else []
                continue
            taken = self.ledger.promised(cell)
            self.free[cell], self.asked[cell] = max(available - taken, 0), asks[role]
            told.append(role)
            have, promised = have + available, promised + taken
        if told:
            cell = Cell(partner, TOGETHER, quarter)
            self.free[cell], self.asked[cell] = max(int(rule.most(have)) - promised, 0), asks.over(tuple(told))


class _Rows(dict[str, tuple[int, ...]]):
    """What each candidate asks in one quarter of partners of one kind, in order of candidates, by role."""

    def __init__(self, row_of: Callable[[str], tuple[int, ...]]) -> None:
        self._row_of = row_of
        self._whole: dict[tuple[str, ...], tuple[int, ...]] = {}

    def __missing__(self, role: str) -> tuple[int, ...]:
        self[role] = self._row_of(role)
        return self[role]

    def over(self, roles: tuple[str, ...]) -> tuple[int, ...]:
        """Of some roles together."""
        if roles not in self._whole:
            self._whole[roles] = tuple(map(sum, zip(*(self[role] for role in roles), strict=True)))
        return self._whole[roles]


class _Asking:
    """What candidates ask. Worked out once for all partners of one size of whom no line asks something else."""

    def __init__(self, needs: Mapping[str, Sequence[Asked]]) -> None:
        self.candidates = tuple(sorted(needs))
        self._needs = needs
        self._named = {line.who for lines in needs.values() for line in lines}
        self._known: dict[tuple[str, str, bool], _Rows] = {}

    def rows_for(self, partner: str, quarter: str, *, small: bool) -> _Rows:
        """Of one partner in one quarter."""
        place = (partner if partner in self._named else "", quarter, small)
        if place not in self._known:
            lines = [self._needs[key] for key in self.candidates]
            self._known[place] = _Rows(
                lambda role: tuple(asked_of(own, partner, role, quarter, small=small) for own in lines)
            )
        return self._known[place]


def _lines(cells: Mapping[Cell, int]) -> list[list[Any]]:
    return [[*cell, number] for cell, number in sorted(cells.items())]


def _cells(lines: Sequence[Sequence[Any]]) -> dict[Cell, int]:
    return {Cell(partner, role, quarter): number for partner, role, quarter, number in lines}
