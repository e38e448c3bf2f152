"""Citizen service numbers: eight or nine digits that pass the eleven-proof."""

import re
from collections.abc import Iterator

from slagvaardig.trust.textguard.rules.findings import Span
from slagvaardig.trust.textguard.rules.reading import Reading
from slagvaardig.trust.textguard.rules.runs import Run, chains, stands_alone

_WEIGHTS = (9, 8, 7, 6, 5, 4, 3, 2, -1)
# How people group the digits. Other groupings are dates, ranges of years and columns of a table.
_GROUPINGS = {
    (9,), (8,), (3, 3, 3), (4, 2, 3), (2, 3, 3), (2, 2, 2, 3), (1, 2, 3, 3), (3, 2, 2, 2),
    (4, 5), (5, 4), (3, 6), (6, 3), (1,) * 9, (1,) * 8,
}  # fmt: skip
# With spaces between them two or three digits at a time are numbers of notes.
_SPACED = {(3, 3, 3), (4, 2, 3), (1,) * 9}
_NAMED = re.compile(r"(?:\bbsn|burger\s?service\s?nummer|sofi-?nummer)\W{0,5}(?:\w{1,6}\W{1,3}){0,3}$", re.I)
_ROUND = re.compile(r"\d{2,3}\.\d{3}\.000")
_AMOUNT_BEFORE = re.compile(r"(?:€|\beur|\beuro|\$|£)\s?$", re.I)
_AMOUNT_AFTER = re.compile(r"(?:,\d|,-|\s?(?:euro|eur|€|inwoners|miljoen|m2|m3|kwh|ton)\b)", re.I)


def find_bsn(reading: Reading) -> Iterator[Span]:
    """Every number that is shaped like a BSN and passes its proof."""
    plain = reading.plain
    runs = reading.runs
    for index, first in enumerate(runs):
        for chain in chains(runs, index, least=8, most=9):
            digits = "".join(run.digits for run in chain)
            if passes(digits) and _shaped(plain, chain, runs, index):
                yield Span(first.start, chain[-1].end)


def passes(digits: str) -> bool:
    """The eleven-proof. A number of eight digits has lost its leading zero."""
    numbers = [int(digit) for digit in digits.zfill(9)]
    return any(numbers) and sum(w * n for w, n in zip(_WEIGHTS, numbers, strict=True)) % 11 == 0


def _shaped(plain: str, chain: list[Run], runs: list[Run], index: int) -> bool:
    start, end = chain[0].start, chain[-1].end
    if not stands_alone(plain, start, end) and not _NAMED.search(plain[max(0, start - 40) : start]):
        return False
    if _NAMED.search(plain[max(0, start - 40) : start]):
        return True
    if _is_amount(plain, start, end):
        return False
    grouping = tuple(len(run.digits) for run in chain)
    if len(chain) > 2 and chain[1].gap == " " and grouping not in _SPACED:
        return False
    return grouping in _GROUPINGS and _gaps_fit(chain) and not _part_of_more(chain, runs, index)


def _is_amount(plain: str, start: int, end: int) -> bool:
    """Money, or a count that is rounded to thousands."""
    if _ROUND.fullmatch(plain[start:end]) or _AMOUNT_AFTER.match(plain, end):
        return True
    return _AMOUNT_BEFORE.search(plain[max(0, start - 6) : start]) is not None


def _gaps_fit(chain: list[Run]) -> bool:
    """Two halves are one number only around a line break; slashes and brackets make dates and case numbers."""
    gaps = [run.gap or "" for run in chain[1:]]
    if len(chain) == 2 and "\n" not in gaps[0]:
        return False
    return not any(mark in gap for gap in gaps for mark in "/()")


def _part_of_more(chain: list[Run], runs: list[Run], index: int) -> bool:
    """Whether the same separator goes on before or behind, as in a long amount or a row of a table."""
    before = chain[0].gap
    behind = runs[index + len(chain)].gap if index + len(chain) < len(runs) else None
    if len(chain) == 1:
        return before in (".", "-", "/") or behind in (".", "-", "/")
    gap = chain[1].gap
    return gap in (before, behind)
