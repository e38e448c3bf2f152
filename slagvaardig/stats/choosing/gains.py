"""What a set gives each partner, and what it asks of it. In order of name, never of size: partners are not ranked."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import numpy as np

from slagvaardig.stats.choosing.rounds import Round


@dataclass(frozen=True)
class Gain:
    """points: given to each candidate of the set; given: to all candidates. asked and free: hours by role."""

    partner: str
    points: Mapping[str, int]
    given: int
    asked: Mapping[str, int]
    free: Mapping[str, int]

    @property
    def got(self) -> int:
        """Points of this partner that went to what was chosen."""
        return sum(self.points.values())


def gains(round_: Round, chosen: Iterable[str]) -> list[Gain]:
    """Per partner. Sums match: got x weight over all partners is the support of the set; asked is what the set asks."""
    places = round_.place(chosen)
    load = round_.hours[places].sum(axis=0, dtype=np.int64).tolist()
    asked: dict[str, dict[str, int]] = {partner: {} for partner in round_.partners}
    free: dict[str, dict[str, int]] = {partner: {} for partner in round_.partners}
    for cell, need, there in zip(round_.cells, load, round_.free.tolist(), strict=True):
        for kept, number in ((asked, need), (free, there)):
            row = kept.setdefault(cell.partner, {})
            row[cell.role] = row.get(cell.role, 0) + number
    return [
        Gain(
            partner=partner,
            points={round_.candidates[at]: int(round_.points[row, at]) for at in places if round_.points[row, at]},
            given=int(round_.points[row].sum()),
            asked=asked[partner],
            free=free[partner],
        )
        for row, partner in enumerate(round_.partners)
    ]


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
