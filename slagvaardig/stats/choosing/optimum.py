"""The feasible set that most support, one and the same whoever asks and in whatever order things were entered."""

from slagvaardig.stats.choosing.rounds import Ints, Round
from slagvaardig.stats.choosing.searching import Search


def best_set(round_: Round) -> frozenset[str] | None:
    """Most support; of those the fewest hours of the scarcest role; of those the one with the first keys.

    Exact (`searching.py`). None when what must be kept does not fit. What nobody supports is chosen only when kept.
    When it lies: never about what it was given. But "most support" lets a few large sums of points outweigh many small
    ones; equal shares (`shares.py`) stand beside it for that reason.
    """
    return _names(round_, Search(round_, ordered(round_)))


def runner_up(round_: Round, chosen: frozenset[str]) -> frozenset[str] | None:
    """The feasible set with most support that is not this one; None when there is no other."""
    return _names(round_, Search(round_, ordered(round_), banned=frozenset({frozenset(round_.place(chosen))})))


def ordered(round_: Round) -> Ints:
    """Support first, then as few hours of the scarcest role as possible: both in one whole number."""
    return round_.support * (int(round_.scarce_hours.sum()) + 1) - round_.scarce_hours


def support_of(round_: Round, chosen: frozenset[str]) -> int:
    """What all partners together gave to a set, times their weights."""
    return int(round_.support[round_.place(chosen)].sum())


def _names(round_: Round, search: Search) -> frozenset[str] | None:
    found = search.run()
    return None if found is None else round_.names(found.places)
