"""What a set gives each partner, and what it asks of it. In order of name, never of size: partners are not ranked."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import numpy as np

from slagvaardig.stats.choosing.rounds import TOGETHER, Round


@dataclass(frozen=True)
class Gain:
    """points: given to each candidate of the set; given: to all candidates."""

    partner: str
    points: Mapping[str, int]
    given: int

    @property
    def got(self) -> int:
        """Points of this partner that went to what was chosen."""
        return sum(self.points.values())


def gains(round_: Round, chosen: Iterable[str]) -> list[Gain]:
    """Per partner. Sums match: got x weight over all partners is the support of the set."""
    places = round_.place(chosen)
    return [
        Gain(
            partner=partner,
            points={round_.candidates[at]: int(round_.points[row, at]) for at in places if round_.points[row, at]},
            given=int(round_.points[row].sum()),
        )
        for row, partner in enumerate(round_.partners)
    ]


@dataclass(frozen=True)
class Hours:
    """Over all roles and quarters of which a partner told."""

    asked: int
    free: int


def hours(round_: Round, chosen: Iterable[str]) -> dict[str, Hours]:
    """What a set asks of each partner that told what it has, and what is free there; asked is what the set asks. Also
    of partners that gave no points. Rows over all roles are left out: they are the same hours once more."""
    own = [at for at, (_, role, _) in enumerate(round_.cells) if role != TOGETHER]
    named = [round_.cells[at][0] for at in own]
    partners = sorted(set(named))
    place = {partner: at for at, partner in enumerate(partners)}
    of = [place[partner] for partner in named]
    load = round_.asks(chosen)
    asked, free = np.zeros(len(partners), np.int64), np.zeros(len(partners), np.int64)
    np.add.at(asked, of, load[own])
    np.add.at(free, of, round_.free[own])
    return {partner: Hours(*numbers) for partner, *numbers in zip(partners, asked.tolist(), free.tolist(), strict=True)}


@dataclass(frozen=True)
class Says:
    """What one rule says: its set and the support of that set, sum of the parts per candidate."""

    rule: str
    chosen: frozenset[str]
    support: Mapping[str, int]

    @property
    def total(self) -> int:
        """The support of the whole set."""
        return sum(self.support.values())


def said(rule: str, round_: Round, chosen: frozenset[str]) -> Says:
    """The set of a rule with what each candidate in it got."""
    return Says(rule, chosen, {round_.candidates[at]: int(round_.support[at]) for at in round_.place(chosen)})
