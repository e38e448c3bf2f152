"""What lies on the scales: support, hours asked and hours free, put together by plain rules. No database in here.

The rules, in words: a partner is never asked more than its own free hours in a role and quarter, whatever others have
left. Over all its roles together it is asked at most the part that the region protects, for a small partner a smaller
one. Where a partner did not tell what it has, nothing is checked, and that is said.
"""

from collections import Counter
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from functools import cache
from typing import Any

from slagvaardig.choose.absorption.ledger import Ledger, Protection, load_of
from slagvaardig.choose.weighing.workflow import EACH, OTHER, SMALL
from slagvaardig.stats.choosing.rounds import TOGETHER, Cell, Round, gather


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
    """points and weights per partner; hours per candidate and free, per cell; unknown: cells that are asked of and of
    which nothing was told; districts per partner, "" for the whole region."""

    points: Mapping[str, Mapping[str, int]]
    weights: Mapping[str, Fraction]
    hours: Mapping[str, Mapping[Cell, int]]
    free: Mapping[Cell, int]
    districts: Mapping[str, str]
    unknown: tuple[Cell, ...] = field(default=())

    def round(self, question: Question) -> Round:
        """As the rules of choosing take it."""
        return gather(
            self.points,
            self.hours,
            self.free,
            weights=self.weights,
            most=question.most,
            keep=question.keep,
            without=question.without - question.keep,
        )

    def written(self) -> dict[str, Any]:
        """As JSON: everything that is needed to weigh again."""
        return {
            "points": {partner: dict(sorted(given.items())) for partner, given in sorted(self.points.items())},
            "weights": {partner: str(weight) for partner, weight in sorted(self.weights.items())},
            "hours": {key: _lines(asked) for key, asked in sorted(self.hours.items())},
            "free": _lines(self.free),
            "districts": dict(sorted(self.districts.items())),
            "unknown": [list(cell) for cell in self.unknown],
        }

    @classmethod
    def read(cls, found: Mapping[str, Any]) -> "Scales":
        """What `written` wrote."""
        return cls(
            points=found["points"],
            weights={partner: Fraction(text) for partner, text in found["weights"].items()},
            hours={key: _cells(lines) for key, lines in found["hours"].items()},
            free=_cells(found["free"]),
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
    made = _Laid(hours={key: {} for key in needs})
    asking = _asking(needs)
    for partner, own in roles.items():
        small = load_of(ledger, partner, quarters[0], own, rule).small
        for quarter in quarters:
            load = load_of(ledger, partner, quarter, own, rule)
            if load.cell.available is not None:
                left = int(rule.most(load.cell.available)) - load.cell.promised
                made.free[Cell(partner, TOGETHER, quarter)] = max(left, 0)
            for role in own:
                cell = Cell(partner, role, quarter)
                made.lay(cell, ledger.free(cell), asking(partner, role, quarter, small))
            made.lay_together(Cell(partner, TOGETHER, quarter))
    kept = {key: {topic: n for topic, n in given.items() if topic in needs} for key, given in points.items()}
    return Scales(kept, weights, made.hours, made.free, districts, tuple(sorted(made.unknown)))


def _asking(needs: Mapping[str, Sequence[Asked]]) -> Callable[[str, str, str, bool], Mapping[str, int]]:
    """What each candidate asks somewhere, when it asks something. Worked out once for all partners of one size of whom
    no line asks something else."""
    by_role: dict[str, dict[str, list[Asked]]] = {}
    for key, lines in needs.items():
        for line in lines:
            by_role.setdefault(line.role, {}).setdefault(key, []).append(line)
    named = {line.who for lines in needs.values() for line in lines}

    @cache
    def asked(partner: str, role: str, quarter: str, small: bool) -> Mapping[str, int]:
        found = {
            key: asked_of(lines, partner, role, quarter, small=small) for key, lines in by_role.get(role, {}).items()
        }
        return {key: number for key, number in found.items() if number}

    return lambda partner, role, quarter, small: asked(partner if partner in named else "", role, quarter, small)


@dataclass
class _Laid:
    """What is laid on the scales, cell by cell."""

    hours: dict[str, dict[Cell, int]]
    free: dict[Cell, int] = field(default_factory=dict)
    unknown: set[Cell] = field(default_factory=set)
    together: Counter[str] = field(default_factory=Counter)

    def lay(self, cell: Cell, left: int | None, asked: Mapping[str, int]) -> None:
        """One cell: what is left of it, and what candidates ask. Of an unknown one only that it is asked of."""
        if left is None:
            self.unknown.update({cell} if asked else ())
            return
        self.free[cell] = max(left, 0)
        for key, number in asked.items():
            self.hours[key][cell] = number
        self.together.update(asked)

    def lay_together(self, whole: Cell) -> None:
        """What was asked over all roles since the last time, in the row of all roles."""
        for key, number in self.together.items():
            self.hours[key][whole] = number
        self.together.clear()


def _lines(cells: Mapping[Cell, int]) -> list[list[Any]]:
    return [[*cell, number] for cell, number in sorted(cells.items())]


def _cells(lines: Sequence[Sequence[Any]]) -> dict[Cell, int]:
    return {Cell(partner, role, quarter): number for partner, role, quarter, number in lines}
