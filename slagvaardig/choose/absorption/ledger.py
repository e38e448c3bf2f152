"""Hours that partners have, promised and have left, per role and quarter. Plain arithmetic on what readings.py asks.

Unknown stays unknown: nobody who did not tell what he has is taken to have nothing, nor everything.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from typing import NamedTuple

Key = tuple[str, str, str]  # partner, role, quarter


class Cell(NamedTuple):
    """available: None when the partner did not tell."""

    available: int | None
    promised: int

    @property
    def free(self) -> int | None:
        """What is left; below zero when more was promised than there is. None when unknown."""
        return None if self.available is None else self.available - self.promised


class Claim(NamedTuple):
    """Hours promised in one quarter: for which work."""

    work: str
    key: Key
    hours: int


@dataclass(frozen=True)
class Ledger:
    """available: only what was told. claims: what was promised for works that are looked at one by one; elsewhere: what
    was promised for all other work together."""

    available: Mapping[Key, int]
    claims: tuple[Claim, ...] = ()
    elsewhere: Mapping[Key, int] = field(default_factory=dict)
    _promised: dict[Key, int] = field(default_factory=dict, compare=False, repr=False)

    def __post_init__(self) -> None:
        self._promised.update(self.elsewhere)
        for claim in self.claims:
            self._promised[claim.key] = self._promised.get(claim.key, 0) + claim.hours

    def cell(self, key: Key) -> Cell:
        return Cell(self.available.get(key), self._promised.get(key, 0))

    @property
    def promises(self) -> Mapping[Key, int]:
        """Everything that was promised."""
        return self._promised

    def promised(self, key: Key) -> int:
        return self._promised.get(key, 0)

    def free(self, key: Key) -> int | None:
        there = self.available.get(key)
        return None if there is None else there - self._promised.get(key, 0)

    def together(self, keys: Iterable[Key]) -> Cell:
        """Several cells as one; unknown as soon as one of them that matters is. Cells of which nothing was told nor
        promised do not matter."""
        cells = map(self.cell, keys)
        used = [one for one in cells if one.available is not None or one.promised]
        promised = sum(one.promised for one in used)
        if not used or any(one.available is None for one in used):
            return Cell(None, promised)
        return Cell(sum(one.available or 0 for one in used), promised)


@dataclass(frozen=True)
class Protection:
    """A partner with fewer hours in a quarter than `small_hours` is asked for at most `small_share` of them; any other
    for at most `share`."""

    small_hours: int
    small_share: Fraction
    share: Fraction

    def is_small(self, available: int) -> bool:
        return available < self.small_hours

    def most(self, available: int) -> int:
        """How many of its hours may be promised: whole ones."""
        share = self.small_share if self.is_small(available) else self.share
        return available * share.numerator // share.denominator


@dataclass(frozen=True)
class Load:
    """What a partner carries in a quarter, over all roles of which it told. share: None when it told nothing, or has no
    hours. small: whether the protection of small partners holds."""

    partner: str
    quarter: str
    cell: Cell
    share: Fraction | None
    small: bool
    above: bool


@dataclass(frozen=True)
class Change:
    """One cell that differs: what it was and what it becomes."""

    key: Key
    before: Cell
    after: Cell


@dataclass(frozen=True)
class Outcome:
    """What would happen: cells that change, those that come short or shorter, partners that are then asked too much,
    and cells of which nobody can say."""

    ledger: Ledger
    changes: tuple[Change, ...]
    short: tuple[Change, ...]
    unknown: tuple[Key, ...]
    too_much: tuple[Load, ...]


def told_of(ledger: Ledger, partner: str, quarter: str, roles: Collection[str]) -> Cell:
    """One partner in one quarter, over all roles of which it told; when it told nothing, what was promised."""
    keys = [(partner, role, quarter) for role in roles]
    told = [key for key in keys if key in ledger.available]
    available = sum([ledger.available[key] for key in told]) if told else None
    return Cell(available, sum(map(ledger.promised, told or keys)))


def load_of(ledger: Ledger, partner: str, quarter: str, roles: Collection[str], rule: Protection) -> Load:
    """The load of one partner in one quarter."""
    cell = told_of(ledger, partner, quarter, roles)
    if cell.available is None:
        return Load(partner, quarter, cell, None, small=False, above=False)
    share = Fraction(cell.promised, cell.available) if cell.available else None
    above = cell.promised > rule.most(cell.available)
    return Load(partner, quarter, cell, share, rule.is_small(cell.available), above)


def what_if(
    ledger: Ledger, *, add: Iterable[Claim] = (), drop: Collection[str] = (), roles: Collection[str], rule: Protection
) -> Outcome:
    """The ledger with some work more and some less, and what that does. Nothing is kept."""
    kept = tuple(claim for claim in ledger.claims if claim.work not in drop)
    added = tuple(add)
    after = Ledger(ledger.available, (*kept, *added), ledger.elsewhere)
    touched = sorted({claim.key for claim in (*added, *(one for one in ledger.claims if one.work in drop))})
    changes = tuple(Change(key, ledger.cell(key), after.cell(key)) for key in touched)
    short = tuple(
        one for one in changes if one.after.free is not None and one.after.free < min(0, one.before.free or 0)
    )
    unknown = tuple(one.key for one in changes if one.after.free is None and one.after.promised > one.before.promised)
    places = sorted({(partner, quarter) for partner, _, quarter in touched})
    loads = (load_of(after, partner, quarter, roles, rule) for partner, quarter in places)
    before = {(partner, quarter): load_of(ledger, partner, quarter, roles, rule) for partner, quarter in places}
    too_much = tuple(
        one for one in loads if one.above and one.cell.promised > before[one.partner, one.quarter].cell.promised
    )
    return Outcome(after, changes, short, unknown, too_much)
