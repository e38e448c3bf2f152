"""Numbers rounded to a multiple of five so that the rounded table still adds up and the true one stays unknown."""

from collections.abc import Mapping, Sequence

import numpy as np

from slagvaardig.stats.programmes import least
from slagvaardig.stats.tables import Key, Sum, adds_up, equations

WIDEST = 2


def rounding_variance(base: float) -> float:
    """The variance that rounding to the nearest multiple of `base` adds to a whole number: (base^2 - 1) / 12.

    2.0 for base 5, 0 for base 1; k rounded values added up carry k times as much. Units: squared events.
    Errors: ValueError for a base below 1. Source: variance of a discrete uniform distribution.
    When it lies: below about 5 events the rounding error is not spread evenly.
    """
    if base < 1:
        raise ValueError("the base must be at least 1")
    return (base**2 - 1) / 12


def rounded(table: Mapping[Key, int], sums: Sequence[Sum], *, base: int = 5) -> dict[Key, int]:
    """Controlled rounding: every cell to a neighbouring multiple of `base`, all sums kept, as near as possible.

    Formula: integer programme min sum |r - x|, r = base (floor(x / base) + up), up 0 or 1, A r = 0; a multiple stays
    what it is. Only where no such table exists (hierarchies both ways) a cell may move one or two multiples further.
    Declared protection: every true number from r - base + 1 to r + base - 1 (and not below 0) stays possible.
    Shapes: table[key] a count, sums between those keys. Units: events.
    Errors: ValueError for a negative count, a base below 2, a table that does not add up, or no solution.
    Source: Cox 1987, JASA 82:520; Willenborg & de Waal 2001, chapter 8.
    When it lies: exact numbers of the same cells published elsewhere undo it; a cell of 1 or 2 shown as 0 is not none,
    so a page must say that numbers are rounded.
    """
    if base < 2 or any(value < 0 for value in table.values()) or not adds_up(table, sums):
        raise ValueError("counts must not be negative and must add up, and the base must be at least 2")
    keys = list(table)
    value = np.array([table[key] for key in keys])
    matrix = equations(keys, sums)
    floor, rest = np.divmod(value, base)
    number = len(keys)
    cost = np.concatenate([base - 2.0 * rest, np.full(2 * number, 4.0 * base)])
    steps = np.concatenate([matrix, matrix, -matrix], axis=1)
    for further in range(WIDEST + 1):
        most = np.concatenate([(rest > 0).astype(float), np.full(number, further), np.minimum(floor, further)])
        if found := least(cost, steps, -(matrix @ floor), np.zeros(3 * number), most, whole=True):
            up = np.round(found[1]).astype(int)
            nearest = base * (floor + up[:number] + up[number : 2 * number] - up[2 * number :])
            return {key: int(one) for key, one in zip(keys, nearest, strict=True)}
    raise ValueError("no rounded table adds up")
