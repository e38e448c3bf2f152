"""Why a set cannot be carried: the fewest candidates that do not go together, and where; and the smallest way out."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp

from slagvaardig.stats.choosing.rounds import Cell, Round
from slagvaardig.stats.choosing.searching import Search


@dataclass(frozen=True)
class Reason:
    """These candidates together ask more than is free here. Take any one away and the rest of them fits.

    cells: every place where exactly these clash; none when there are simply more than may be chosen. asked and free are
    those of the first cell (or the number of candidates and the most that may be chosen).
    """

    candidates: tuple[str, ...]
    cells: tuple[Cell, ...]
    asked: int
    free: int

    @property
    def short(self) -> int:
        """What is missing."""
        return self.asked - self.free


def reasons(round_: Round, wanted: Iterable[str]) -> list[Reason]:
    """Why these cannot be carried together, fewest candidates first, then the scarcest role; empty when they can.

    Every reason is minimal: per cell the largest askers until it is overfull, which are the fewest that overfill it,
    and without any of them the others fit. The first is smallest of all: a given set breaks each row of capacity by
    itself, so no conflict needs two rows. A reason that holds all candidates of another says nothing new: left out.
    """
    wanted = set(wanted)
    places = round_.place(wanted)
    found: dict[tuple[str, ...], list[int]] = {}
    for cell in np.flatnonzero(round_.over(wanted)).tolist():
        found.setdefault(_fewest(round_, places, cell), []).append(cell)
    least = [keys for keys in found if not any(set(other) < set(keys) for other in found)]
    told = [_reason(round_, keys, found[keys]) for keys in least]
    if round_.most is not None and len(wanted) > round_.most:
        told.append(Reason(tuple(sorted(wanted)), (), len(wanted), round_.most))
    return sorted(told, key=lambda one: (not one.cells, len(one.candidates), one.cells[:1], one.candidates))


def way_out(round_: Round, wanted: Iterable[str]) -> frozenset[str] | None:
    """The fewest of these to drop so that the rest can be carried; of those with least support. None: what must stay
    does not fit by itself. Exact (`searching.py`)."""
    wanted = frozenset(wanted)
    inside = replace(round_, keep=round_.keep & wanted, without=frozenset(round_.candidates) - wanted)
    # One candidate more outweighs all support together.
    found = Search(inside, round_.support + int(round_.support.sum()) + 1, idle=True).run()
    return None if found is None else wanted - round_.names(found.places)


@dataclass(frozen=True)
class Impossible:
    """Rows of capacity and obligations that together forbid so many candidates; without any of them it is possible.

    smallest: no other such set has fewer. Otherwise it is only irreducible.
    """

    cells: tuple[Cell, ...]
    kept: tuple[str, ...]
    smallest: bool


def why_no_set_of(least: int, round_: Round, *, patience: int = 200) -> Impossible | None:
    """Why no feasible set has at least so many candidates; None when one has.

    The smallest set of reasons by implicit hitting sets (Ignatiev and others 2015, "Smallest MUS extraction with
    minimal hitting set dualization"): the fewest rows and obligations that hit everything that some set of candidates
    breaks. Beyond `patience` questions, reasons are taken out one by one until none can be missed.
    """
    pressed = np.flatnonzero(round_.hours.sum(axis=0) > round_.free).tolist()
    elements: list[int | str] = [*pressed, *sorted(round_.keep)]
    if _set_with(least, round_, elements) is not None:
        return None
    broken_by_some: list[frozenset[int | str]] = []
    for _ in range(patience):
        picked = _hitting(broken_by_some, elements)
        found = _set_with(least, round_, picked)
        if found is None:
            return _impossible(round_, picked, smallest=True)
        broken_by_some.append(_broken(round_, elements, found))
    needed = list(elements)
    for element in elements:
        rest = [one for one in needed if one != element]
        if _set_with(least, round_, rest) is None:
            needed = rest
    return _impossible(round_, needed, smallest=False)


def _fewest(round_: Round, places: list[int], cell: int) -> tuple[str, ...]:
    """The fewest candidates that overfill this cell: largest first."""
    asked, taken = 0, list[str]()
    for place in sorted(places, key=lambda one: (-int(round_.hours[one, cell]), one)):
        taken.append(round_.candidates[place])
        asked += int(round_.hours[place, cell])
        if asked > round_.free[cell]:
            break
    return tuple(sorted(taken))


def _reason(round_: Round, keys: tuple[str, ...], cells: list[int]) -> Reason:
    cells = sorted(cells, key=lambda one: (round_.cells[one].role != round_.scarce, round_.cells[one]))
    asked = int(round_.hours[round_.place(keys), cells[0]].sum())
    return Reason(keys, tuple(round_.cells[one] for one in cells), asked, int(round_.free[cells[0]]))


def _set_with(least: int, round_: Round, elements: list[int | str]) -> frozenset[int] | None:
    """Places of at least so many candidates that keep to these elements only."""
    rows = [one for one in elements if isinstance(one, int)]
    here = replace(
        round_,
        cells=tuple(round_.cells[row] for row in sorted(rows)),
        hours=round_.hours[:, sorted(rows)],
        free=round_.free[sorted(rows)],
        keep=frozenset(one for one in elements if isinstance(one, str)),
    )
    found = Search(here, np.ones(len(round_.candidates), np.int64), idle=True).run()
    return found.places if found is not None and len(found.places) >= least else None


def _broken(round_: Round, elements: list[int | str], found: frozenset[int]) -> frozenset[int | str]:
    over = round_.hours[sorted(found)].sum(axis=0) > round_.free
    names = round_.names(found)
    return frozenset(one for one in elements if (over[one] if isinstance(one, int) else one not in names))


def _hitting(sets: list[frozenset[int | str]], elements: list[int | str]) -> list[int | str]:
    """The fewest elements of which every set has one (HiGHS). A mistake here could cost "smallest", never "needed"."""
    if not sets:
        return []
    table = np.array([[one in each for one in elements] for each in sets], float)
    answer = milp(
        np.ones(len(elements)),
        constraints=LinearConstraint(table, lb=1),
        integrality=np.ones(len(elements), np.int64),
        bounds=Bounds(0, 1),
    )
    if answer.status != 0:
        raise ArithmeticError(f"the solver gave up: {answer.message}")
    return [elements[place] for place in np.flatnonzero(answer.x > 0.5).tolist()]


def _impossible(round_: Round, picked: list[int | str], *, smallest: bool) -> Impossible:
    cells = tuple(round_.cells[one] for one in picked if isinstance(one, int))
    return Impossible(cells, tuple(one for one in picked if isinstance(one, str)), smallest)
