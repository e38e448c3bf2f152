"""The reader who wants to know what was withheld: the tightest bounds that follow from everything published."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import numpy as np

from slagvaardig.stats.programmes import least
from slagvaardig.stats.tables import Floats, Key, Sum, equations

NEAR = 1e-6


@dataclass(frozen=True)
class Bounds:
    """The least and the most that a cell can be, in events."""

    lower: float
    upper: float

    def holds(self, smallest: float, largest: float) -> bool:
        """Whether everything from `smallest` to `largest` is still possible, as far as the bounds say."""
        return self.lower <= smallest + NEAR and self.upper >= largest - NEAR


def attack(
    shown: Mapping[Key, float | None],
    sums: Iterable[Sum],
    *,
    of: Iterable[Key] | None = None,
    blur: float = 0.0,
) -> dict[Key, Bounds]:
    """The bounds of each withheld cell (or of the cells asked for) by linear programming.

    Formula: minimum and maximum of x_c over all x >= 0 with A x = 0 and |x - shown| <= blur where a number is shown.
    Give the sums of all published tables at once, with the same key for the same cell: linked tables leak together.
    Shapes: shown[key] is None when withheld. Units: events; blur 0 for exact numbers, 4 for numbers rounded to either
    neighbouring multiple of 5. Errors: KeyError for a sum over an unknown cell, ValueError when the shown numbers do
    not add up. Source: Willenborg & de Waal 2001, Elements of Statistical Disclosure Control, chapter 4.
    When it lies: an attacker who knows more (a victim, an employee) can do better; bounds are for real numbers, so for
    whole numbers in tables with more than two hierarchies the true bounds may be a little tighter.
    """
    keys = list(shown)
    matrix = equations(keys, sums)
    low = np.array([max(0.0, value - blur) if (value := shown[key]) is not None else 0.0 for key in keys])
    high = np.array([value + blur if (value := shown[key]) is not None else np.inf for key in keys])
    free = np.flatnonzero(high - low > 0)
    asked = [key for key in keys if shown[key] is None] if of is None else list(of)
    place = {keys[column]: number for number, column in enumerate(free)}
    fixed = np.setdiff1d(np.arange(len(keys)), free)
    matter = np.abs(matrix[:, free]).sum(axis=1) > 0
    right = -(matrix[:, fixed] @ low[fixed])
    if (np.abs(right[~matter]) > NEAR).any():
        raise ValueError("the shown numbers do not add up")
    found = {}
    for key in asked:
        value = shown[key]
        if key in place:
            found[key] = _bounds(matrix[matter][:, free], right[matter], low[free], high[free], place[key])
        elif value is not None:
            found[key] = Bounds(value, value)
    return found


def exposed(
    shown: Mapping[Key, float | None],
    sums: Iterable[Sum],
    small: Iterable[Key],
    *,
    smallest: float = 1,
    largest: float = 4,
    blur: float = 0.0,
) -> dict[Key, Bounds]:
    """The small cells that an attacker bounds tighter than `smallest` to `largest`, which the published rule says.

    Empty is safe. Shapes, units, errors, source and when it lies: as `attack`.
    """
    found = attack(shown, sums, of=small, blur=blur)
    return {key: bounds for key, bounds in found.items() if not bounds.holds(smallest, largest)}


def _bounds(matrix: Floats, right: Floats, low: Floats, high: Floats, column: int) -> Bounds:
    ends = []
    for sign in (1.0, -1.0):
        goal = np.zeros(matrix.shape[1])
        goal[column] = sign
        found = least(goal, matrix, right, low, high)
        if found is None:
            raise ValueError("the shown numbers do not add up")
        ends.append(sign * found[0])
    return Bounds(ends[0], ends[1])
