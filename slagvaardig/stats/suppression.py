"""Small numbers are withheld, and enough others with them that nobody can work them out."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

import numpy as np

from slagvaardig.stats.programmes import least as minimum
from slagvaardig.stats.tables import Floats, Key, Sum, adds_up, equations

MOVED = 1e-7
AS_IF_ZERO_WERE = 10.0


class Mark(StrEnum):
    """SHOWN; PRIMARY: too small itself; SECONDARY: withheld because it would give a small one away."""

    SHOWN = "shown"
    PRIMARY = "primary"
    SECONDARY = "secondary"


@dataclass(frozen=True)
class Protected:
    """values[key]: the number, or None when withheld. marks[key]: why. Publish the values; the marks are for the owner:
    a reader who is told which cells are small themselves knows more than the protection counts on."""

    values: Mapping[Key, int | None]
    marks: Mapping[Key, Mark]

    @property
    def withheld(self) -> tuple[Key, ...]:
        """All withheld cells, in the order of the table."""
        return tuple(key for key, mark in self.marks.items() if mark is not Mark.SHOWN)


def protect(
    table: Mapping[Key, int],
    sums: Sequence[Sum],
    *,
    least: int = 1,
    most: int = 4,
    published: Iterable[Key] = (),
) -> Protected:
    """Withhold every cell from `least` to `most`, and the cheapest others so that each stays unknown.

    Formula: for each small cell and each of its two ends, the linear programme min sum c |d| with A d = 0, x + d >= 0,
    d = end - x for the cell, c = 0 for cells already withheld and 1 + log(1 + x) for others (a zero as
    if it were 10: seldom, but sometimes, so that "withheld" never means "not zero"); cells with d != 0 are withheld.
    Afterwards cells that turn out not to be needed are shown again, the dearest first.
    Declared protection: everything from `least` to `most` stays possible for each small cell, so that a reader knows no
    more than this rule says. `attacker.exposed` is the proof, and must be run over everything that is published.
    Shapes: table[key] a count, sums between those keys; `published`: what is out already, or known otherwise (a zero
    that cannot be anything else). Units: events. Errors: ValueError for a negative count, a table that does not add up,
    or a small cell that is out already or cannot be protected because too much else is.
    Source: Fischetti & Salazar 2001; Kelly, Golden & Assad 1992.
    When it lies: two releases that are each safe can together leak; it guards counts, not what is known otherwise; the
    choice is good but not proven to be the fewest cells.
    """
    if least < 1 or most < least or any(value < 0 for value in table.values()):
        raise ValueError("counts must not be negative, and the small ones must lie from 1 upwards")
    if not adds_up(table, sums):
        raise ValueError("the table does not add up")
    plan = _Plan(table, sums, least, most, frozenset(published))
    for cell in sorted(plan.small, key=lambda number: (plan.value[number], number)):
        for end in (least, most):
            plan.cover(cell, float(end))
    plan.tidy()
    marks = {
        key: Mark.PRIMARY if number in plan.small else Mark.SECONDARY if number in plan.hidden else Mark.SHOWN
        for number, key in enumerate(plan.keys)
    }
    return Protected({key: value if marks[key] is Mark.SHOWN else None for key, value in table.items()}, marks)


class _Plan:
    """hidden: the withheld cells. moves[cell, end]: the difference with a table that adds up too, where cell is end."""

    def __init__(
        self, table: Mapping[Key, int], sums: Sequence[Sum], least: int, most: int, published: frozenset[Key]
    ) -> None:
        self.keys = list(table)
        self.value = np.array([float(table[key]) for key in self.keys])
        self.small = {number for number, value in enumerate(self.value) if least <= value <= most}
        self.matrix = equations(self.keys, sums)
        self.hidden = set(self.small)
        self.fixed = {number for number, key in enumerate(self.keys) if key in published}
        self.cost = 1 + np.log1p(np.where(self.value == 0, AS_IF_ZERO_WERE, self.value))
        self.moves: dict[tuple[int, float], Floats] = {}

    def cover(self, cell: int, end: float) -> None:
        """Withhold what is needed for a small cell to be able to be `end`."""
        move = None if cell in self.fixed else self._cheapest(cell, end, self.fixed)
        if move is None:
            raise ValueError(f"cell {self.keys[cell]!r} cannot be protected: too much is published already")
        self.moves[cell, end] = move
        self.hidden |= set(np.flatnonzero(np.abs(move) > MOVED).tolist())

    def tidy(self) -> None:
        """Show again, from the largest down, what every small cell can do without."""
        for cell in sorted(self.hidden - self.small, key=lambda number: -self.cost[number]):
            shown = set(range(len(self.keys))) - self.hidden | {cell}
            needed = [target for target, move in self.moves.items() if abs(move[cell]) > MOVED]
            others = {target: self._cheapest(*target, shown) for target in needed}
            if all(move is not None for move in others.values()):
                self.hidden.discard(cell)
                self.moves |= {target: move for target, move in others.items() if move is not None}

    def _cheapest(self, cell: int, end: float, fixed: set[int]) -> Floats | None:
        """The cheapest move of a cell to `end`; None when there is none."""
        change = end - self.value[cell]
        if change == 0:
            return np.zeros(len(self.keys))
        free = np.array([number for number in range(len(self.keys)) if number not in fixed])
        here = int(np.flatnonzero(free == cell)[0])
        part = self.matrix[:, free]
        part = part[np.abs(part).sum(axis=1) > 0]
        # Up and down apart, so that the cost of a move is linear; the last bit keeps free moves small.
        cost = 1e-4 + np.array([0.0 if number in self.hidden else self.cost[number] for number in free])
        most = np.concatenate([np.full(len(free), np.inf), self.value[free]])
        start = np.zeros(2 * len(free))
        for place, size in ((here, max(change, 0.0)), (len(free) + here, max(-change, 0.0))):
            start[place] = most[place] = size
        both = np.concatenate([part, -part], axis=1)
        found = minimum(np.concatenate([cost, cost]), both, np.zeros(len(both)), start, most)
        if found is None:
            return None
        move = np.zeros(len(self.keys))
        move[free] = found[1][: len(free)] - found[1][len(free) :]
        return move
