"""What would change the advice: the fewest points, the fewest hours, the smallest change of a weight. All exact."""

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

import numpy as np

from slagvaardig.stats.choosing.optimum import runner_up, support_of
from slagvaardig.stats.choosing.rounds import Cell, Ints, Round
from slagvaardig.stats.choosing.searching import Search


@dataclass(frozen=True)
class Margin:
    """points: how far the next best set is behind; as long as fewer points are given otherwise, nothing changes.

    One point moved from a chosen candidate to another counts twice. None: no other set can be carried.
    """

    points: int | None
    next_set: frozenset[str]


def margin(round_: Round, chosen: frozenset[str]) -> Margin:
    """The distance in (weighted) points to the next best feasible set."""
    other = runner_up(round_, chosen)
    if other is None:
        return Margin(None, frozenset())
    return Margin(support_of(round_, chosen) - support_of(round_, other), other)


def points_to_enter(round_: Round, chosen: frozenset[str], candidate: str) -> int | None:
    """The fewest more points for a candidate with which it is certainly in the best set; None when it cannot be.

    The best set that has it lacks that many, and one more to be sure. It does not matter who gives them.
    """
    with_it = Search(round_.but(add=[candidate]), round_.support, ties=False).run()
    return None if with_it is None else support_of(round_, chosen) - with_it.value + 1


def points_to_leave(round_: Round, chosen: frozenset[str], candidate: str) -> int | None:
    """The fewest points that a chosen candidate must lose to be out for certain; None when it must stay."""
    if candidate in round_.keep:
        return None
    without = Search(round_.but(drop=[candidate]), round_.support, ties=False).run()
    own = support_of(round_, frozenset({candidate}))
    return own if without is None else min(own, support_of(round_, chosen) - without.value + 1)


def hours_to_spare(round_: Round, chosen: frozenset[str]) -> tuple[Cell, int] | None:
    """Where the set first stops fitting: of the cells it asks of the one with fewest hours left, and how many."""
    load = round_.hours[round_.place(chosen)].sum(axis=0)
    used = np.flatnonzero(load)
    if not used.size:
        return None
    left = round_.free - load
    tightest = int(used[np.argmin(left[used])])
    return round_.cells[tightest], int(left[tightest])


def hours_to_enter(round_: Round, chosen: frozenset[str], candidate: str) -> dict[Cell, int]:
    """The hours that are missing, per cell, to carry this candidate beside the chosen ones."""
    over = round_.over(chosen | {candidate})
    return {round_.cells[at]: int(over[at]) for at in np.flatnonzero(over).tolist()}


def weight_span(round_: Round, chosen: frozenset[str], partner: str) -> tuple[Fraction, Fraction | None]:
    """Between which weights of this partner (others as they are) the advice stays a best set; None: however large.

    Support is a straight line in the weight, so the next set that overtakes is found in a few steps (Newton on the
    upper envelope; Eisner and Severance 1976).
    """
    row = round_.partners.index(partner)
    own = round_.points[row]
    rest: Ints = round_.support - round_.counted[row]
    places = round_.place(chosen)

    def best(aim: Ints) -> list[int]:
        found = Search(round_, aim, idle=True, ties=False, start=frozenset(places)).run()
        return places if found is None else sorted(found.places)

    def crossing(start: list[int], *, above: bool) -> Fraction | None:
        """Where the line of the chosen set meets the envelope, coming from far above or from zero."""
        at: Fraction | None = None
        while True:
            steeper = int(own[start].sum() - own[places].sum())
            if steeper == 0 or (steeper > 0) != above:
                return at
            at = Fraction(int(rest[places].sum() - rest[start].sum()), steeper)
            aim = rest * at.denominator + own * at.numerator
            start = best(aim)
            if aim[start].sum() <= aim[places].sum():
                return at

    many = int(rest.sum()) + 1
    high = crossing(best(own * many + rest), above=True)
    low = crossing(best(rest * (int(own.sum()) + 1) - own), above=False)
    scale = round_.weights[row] / round_.shares[row] if round_.shares[row] else Fraction(1)
    return (low or Fraction(0)) * scale, None if high is None else high * scale


def partners_that_turn_it(
    round_: Round, chosen: frozenset[str], behind: int | None
) -> Iterator[tuple[str, frozenset[str]]]:
    """Partners without whose points another set would be best, with that set. behind: the margin, to ask no more.

    Leaving out a partner moves the distance to any other set by at most the points it gave to what is chosen.
    """
    places = round_.place(chosen)
    for row, partner in enumerate(round_.partners):
        if behind is None or int(round_.counted[row, places].sum()) <= behind:
            continue
        aim = round_.support - round_.counted[row]
        other = Search(round_, aim, ties=False, start=frozenset(places)).run()
        if other is not None and other.value > int(aim[places].sum()):
            yield partner, round_.names(other.places)
