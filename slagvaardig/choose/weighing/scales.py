"""What lies on the scales: support, hours asked and hours free. No database in here; `laying.py` lays it down."""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

import numpy as np

from slagvaardig.stats.choosing.rounds import Cell, Ints, Round


@dataclass(frozen=True)
class Question:
    """What somebody wants to see weighed. chosen: the set that is looked at."""

    most: int
    weighting: str
    chosen: frozenset[str] = frozenset()
    keep: frozenset[str] = frozenset()
    without: frozenset[str] = frozenset()


@dataclass(frozen=True, eq=False)
class Scales:
    """candidates and cells in order of their key. points and weights per partner; hours (candidates, cells) that each
    asks, free (cells); unknown: cells that are asked of and of which nothing was told; districts per partner, "" for
    the whole region."""

    candidates: tuple[str, ...]
    points: Mapping[str, Mapping[str, int]]
    weights: Mapping[str, Fraction]
    cells: tuple[Cell, ...]
    hours: Ints
    free: Ints
    districts: Mapping[str, str]
    unknown: tuple[Cell, ...] = ()

    def round(self, question: Question) -> Round:
        """As the rules of choosing take it."""
        partners = tuple(sorted(self.points))
        points = [[self.points[partner].get(key, 0) for key in self.candidates] for partner in partners]
        return Round(
            candidates=self.candidates,
            partners=partners,
            cells=self.cells,
            points=np.array(points, np.int64).reshape(len(partners), len(self.candidates)),
            weights=tuple(self.weights[partner] for partner in partners),
            hours=self.hours,
            free=self.free,
            most=question.most,
            keep=question.keep,
            without=question.without - question.keep,
        )

    def written(self) -> dict[str, Any]:
        """As JSON: everything that is needed to weigh again."""
        return {
            "points": {partner: dict(sorted(given.items())) for partner, given in sorted(self.points.items())},
            "weights": {partner: str(weight) for partner, weight in sorted(self.weights.items())},
            "hours": {
                key: [[*cell, hours] for cell, hours in zip(self.cells, row, strict=True) if hours]
                for key, row in zip(self.candidates, self.hours.tolist(), strict=True)
            },
            "free": [[*cell, hours] for cell, hours in zip(self.cells, self.free.tolist(), strict=True)],
            "districts": dict(sorted(self.districts.items())),
            "unknown": [list(cell) for cell in self.unknown],
        }

    @classmethod
    def read(cls, found: Mapping[str, Any]) -> "Scales":
        """What `written` wrote."""
        candidates = tuple(sorted(found["hours"]))
        free = sorted(_cells(found["free"]).items())
        asked = [_cells(found["hours"][key]) for key in candidates]
        return cls(
            candidates=candidates,
            points=found["points"],
            weights={partner: Fraction(text) for partner, text in found["weights"].items()},
            cells=tuple(cell for cell, _ in free),
            hours=np.array([[own.get(cell, 0) for cell, _ in free] for own in asked], np.int64).reshape(
                len(candidates), len(free)
            ),
            free=np.array([hours for _, hours in free], np.int64),
            districts=found["districts"],
            unknown=tuple(Cell(*one) for one in found["unknown"]),
        )


def _cells(lines: list[list[Any]]) -> dict[Cell, int]:
    return {Cell(partner, role, quarter): number for partner, role, quarter, number in lines}
