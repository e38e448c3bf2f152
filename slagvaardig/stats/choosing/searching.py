"""The best feasible set by exact search: whole numbers decide what fits, bounds decide what need not be looked at."""

from collections.abc import Iterable
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt
from scipy.optimize import linprog

from slagvaardig.stats.choosing.rounds import Ints, Round

SURE, PART_OF_IT = 1e-6, 1e-9  # how far a bound in floats may be wrong, and much more than it ever is
ROWS_OF_PRICES = 400
FIRST_ROWS = 200


@dataclass(frozen=True)
class Found:
    """A feasible set by place, with the sum of the aim over it."""

    places: frozenset[int]
    value: int


@dataclass
class Search:
    """Depth first over sets of candidates. Every set is looked at, unless a bound says that nothing below it is better.

    Bounds: the largest values that still fit and may still be added (places left), and the same with a price per hour
    of each cell (Lagrange; the prices are the duals of the relaxation, so at the root this is the linear bound). Both
    are above the truth for any prices, so a mistake in them can only cost time. What fits is decided in whole numbers.
    ties: also look at sets that are as good, for the one with the first keys. start: a feasible set to beat.
    """

    round: Round
    aim: Ints
    idle: bool = False
    banned: frozenset[frozenset[int]] = frozenset()
    ties: bool = True
    start: frozenset[int] | None = None
    looked_at: int = 0
    best: Found | None = None
    _key: tuple[int, ...] = field(default=())

    def __post_init__(self) -> None:
        here = self.round
        self.most = len(here.candidates) if here.most is None else here.most
        self.kept = here.place(here.keep)
        load = here.hours[self.kept].sum(axis=0)
        self.room = here.free - load
        shut = set(self.kept) | set(here.place(here.without))
        open_ = [at for at in range(len(here.candidates)) if at not in shut and (self.idle or here.support[at] > 0)]
        open_.sort(key=lambda at: (-int(self.aim[at]), at))
        fits = (here.hours[open_] <= self.room).all(axis=1)
        self.open = np.array(open_, np.int64)[fits]
        asked = here.hours[self.open]
        # A row that all together cannot overfill never decides.
        largest = -np.sort(-asked, axis=0)[: max(self.most - len(self.kept), 0)].sum(axis=0)
        pressed = asked.sum(axis=0) / np.maximum(self.room, 1)
        rows = np.flatnonzero(largest > self.room)
        self.rows = rows[np.argsort(-pressed[rows], kind="stable")]
        self.asked = np.ascontiguousarray(asked[:, self.rows])
        self.first = np.ascontiguousarray(self.asked[:, :FIRST_ROWS])
        self.value = self.aim[self.open]

    def run(self) -> Found | None:
        """The set with the largest sum; of equal ones that with the first keys. None when what is kept does not fit."""
        if len(self.kept) > self.most or (self.room < 0).any():
            return None
        self.price, self.place_price = self._prices()
        self.net = self.value - self.asked @ self.price - self.place_price
        if self.start is not None:
            self._note(self.start, int(self.aim[sorted(self.start)].sum()))
        start = int(self.aim[self.kept].sum())
        self._note(self.kept, start)
        if self.most > len(self.kept):
            every = np.arange(len(self.open))
            self._below(every, [], start, self.room[self.rows], self.most - len(self.kept))
        return self.best

    def _prices(self) -> tuple[npt.NDArray[np.float64], float]:
        """Prices per hour and per place: the duals of the relaxation, over the rows that are pressed most."""
        price = np.zeros(len(self.rows))
        places = self.most - len(self.kept)
        if not len(self.open) or not len(self.rows):
            return price, 0.0
        taken = self.rows[:ROWS_OF_PRICES]
        table = np.vstack([self.asked[:, :ROWS_OF_PRICES].T, np.ones((1, len(self.open)))])
        limits = [*self.room[taken].tolist(), places]
        answer = linprog(-self.value.astype(float), A_ub=table, b_ub=limits, bounds=(0, 1), method="highs")
        if answer.status != 0:
            return price, 0.0
        duals = np.maximum(-answer.ineqlin.marginals, 0.0)
        price[: len(taken)] = duals[:-1]
        return price, float(duals[-1])

    def _below(self, left: Ints, taken: list[int], value: int, room: Ints, places: int) -> None:
        """Every set that adds something of what is left (in order of value) to what is taken."""
        self.looked_at += 1
        if not len(left):
            return
        worth, net = self.value[left], self.net[left]
        gain = np.maximum(net, 0.0)
        tail = np.cumsum(gain[::-1])[::-1] - gain
        spare = float(self.price @ room) + self.place_price * places
        priced = value + spare + net + tail
        sums = np.concatenate([[0], np.cumsum(np.maximum(worth, 0))])
        ends = np.minimum(np.arange(len(left)) + places, len(left))
        bounds = np.minimum(priced, value + sums[ends] - sums[:-1] + np.minimum(worth, 0))
        for at, candidate in enumerate(left.tolist()):
            if self._hopeless(float(bounds[at])):
                continue
            then = room - self.asked[candidate]
            chosen, worthy = [*taken, candidate], value + int(worth[at])
            self._note([*self.kept, *self.open[chosen].tolist()], worthy)
            if places > 1:
                self._below(self._fitting(left[at + 1 :], then), chosen, worthy, then, places - 1)

    def _fitting(self, left: Ints, room: Ints) -> Ints:
        """Those that still fit. Cells that are pressed most are looked at first: they rule out nearly everything."""
        left = left[(self.first[left] <= room[:FIRST_ROWS]).all(axis=1)]
        return left[(self.asked[left] <= room).all(axis=1)]

    def _hopeless(self, bound: float) -> bool:
        """Whether nothing below is better (or, with ties, as good)."""
        doubt = SURE + PART_OF_IT * abs(bound)
        return self.best is not None and bound < self.best.value + (0 if self.ties else 1) - doubt

    def _note(self, places: Iterable[int], value: int) -> None:
        """Remember a set that is better, or as good with earlier keys."""
        if self.best is not None and value < self.best.value:
            return
        key = tuple(sorted(places))
        if frozenset(key) in self.banned:
            return
        if self.best is None or value > self.best.value or self._earlier(key):
            self.best, self._key = Found(frozenset(key), value), key

    def _earlier(self, key: tuple[int, ...]) -> bool:
        """Which of two sets has the first key that is not in both."""
        apart = set(key) ^ set(self._key)
        return bool(apart) and min(apart) in key
