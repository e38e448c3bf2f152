"""Runs of digits and what stands between them: what the rules for numbers look at."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

_DIGITS = re.compile(r"[0-9]+")
_BETWEEN = re.compile(r"(?:[ ./()-]{0,2}\n[ ./()-]{0,2}|[ ./()-]{1,3}|\t)(?<!  )")
LONGEST = 15


@dataclass(frozen=True)
class Run:
    """Digits, where they stand, and `gap`: what is between them and the run before; None when that is more than a
    separator."""

    digits: str
    start: int
    end: int
    gap: str | None


def runs_in(plain: str) -> list[Run]:
    """Every run of digits in a text, in order."""
    found: list[Run] = []
    for match in _DIGITS.finditer(plain):
        start, end = match.span()
        gap = None
        if found and start - found[-1].end <= 3:
            between = plain[found[-1].end : start]
            gap = between if _BETWEEN.fullmatch(between) else None
        found.append(Run(match.group(), start, end, gap))
    return found


def chains(runs: list[Run], first: int, least: int, most: int) -> Iterator[list[Run]]:
    """The runs from `first` on that hang together and have `least` to `most` digits, the shortest first."""
    count = 0
    for place in range(first, min(len(runs), first + LONGEST)):
        if place > first and runs[place].gap is None:
            return
        count += len(runs[place].digits)
        if count > most:
            return
        if count >= least:
            yield runs[first : place + 1]


def stands_alone(plain: str, start: int, end: int) -> bool:
    """Whether no letter or digit touches a stretch of text."""
    before, after = plain[max(0, start - 1) : start], plain[end : end + 1]
    return not before.isalnum() and not after.isalnum()
