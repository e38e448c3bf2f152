"""Telephone numbers of people: Dutch mobile and area numbers, and numbers from abroad. Not those of helplines."""

from collections.abc import Iterator

from slagvaardig.trust.textguard.rules.findings import Span
from slagvaardig.trust.textguard.rules.reading import Reading
from slagvaardig.trust.textguard.rules.runs import Run, chains
from slagvaardig.trust.textguard.rules.tables import words

_DUTCH = 10
_ABROAD = range(9, 16)
_WITH_0031 = (13, 14)  # digits in all: the zero behind it may be there or not


def find_phones(reading: Reading) -> Iterator[Span]:
    """Every telephone number, however it is grouped."""
    plain = reading.plain
    runs = reading.runs
    for index, first in enumerate(runs):
        plus = plain[max(0, first.start - 1) : first.start] == "+"
        if not (plus or first.digits[0] == "0"):
            continue
        if plain[max(0, first.start - 1 - plus) : first.start - plus].isalnum():
            continue
        chain = next((chain for chain in _longest_first(runs, index, plus) if _is_number(chain, plus)), None)
        if chain and not plain[chain[-1].end : chain[-1].end + 1].isalpha():
            opened = plain[max(0, first.start - 1) : first.start] == "("
            yield Span(first.start - (plus or opened), chain[-1].end)


def _longest_first(runs: list[Run], index: int, plus: bool) -> list[list[Run]]:
    least, most = (min(_ABROAD), max(_ABROAD)) if plus else (_DUTCH, _DUTCH)
    if not plus and runs[index].digits.startswith("00"):
        least, most = _WITH_0031
    return list(chains(runs, index, least=least, most=most))[::-1]


def _is_number(chain: list[Run], plus: bool) -> bool:
    digits = "".join(run.digits for run in chain)
    groups = [run.digits for run in chain]
    if plus and not digits.startswith("31"):
        return len(digits) in _ABROAD and len(groups) <= 6
    for prefix in ("31",) if plus else ("0031",):
        if digits.startswith(prefix):
            rest = digits[len(prefix) :]
            national = rest if rest.startswith("0") else f"0{rest}"
            return _is_dutch(national)
    return _is_dutch(digits) and _begins_well(groups) and not _is_date(groups)


def _is_dutch(digits: str) -> bool:
    """Ten digits behind a prefix that is given out to people."""
    return len(digits) == _DUTCH and (
        digits[:2] == "06" and digits[:4] not in ("0676", "0600", "0601")
        or digits[:3] in words("phones", "short")
        or digits[:4] in words("phones", "long")
    )  # fmt: skip


def _begins_well(groups: list[str]) -> bool:
    """The first group is a prefix or all of it: `01-02-2019 12` is a date."""
    first = groups[0]
    return (
        len(groups) == 1
        or first == "06"
        or (len(first) == 3 and (first in words("phones", "short") or first[:2] == "06"))
        or (len(first) == 4 and (first in words("phones", "long") or first[:2] == "06"))
        or len(first) >= 6
    )


def _is_date(groups: list[str]) -> bool:
    return len(groups) > 2 and len(groups[1]) == 2 and groups[2][:2] in ("19", "20") and len(groups[2]) == 4
