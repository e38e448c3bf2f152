"""Bank account numbers (IBAN) of any country: the right length and the remainder 1 of 97."""

import re
from collections.abc import Iterator
from functools import cache

from slagvaardig.trust.textguard.rules.findings import Span
from slagvaardig.trust.textguard.rules.reading import Reading
from slagvaardig.trust.textguard.rules.tables import table

_HEAD = re.compile(r"(?<![A-Za-z0-9])[A-Za-z]{2}[ \n.-]{0,2}\d[ \n.-]{0,1}\d")
_SEPARATORS = " \n\t.-"
_SEPARATORS_IN_A_ROW = 3
_FEWEST_DIGITS = 8  # fewer are words of a sentence that pass the proof by chance


def find_iban(reading: Reading) -> Iterator[Span]:
    """Every account number, spaced or not."""
    plain = reading.plain
    for match in _HEAD.finditer(plain):
        length = _lengths().get(match.group()[:2].upper())
        if length is None:
            continue
        characters, end = _take(plain, match.start(), length)
        if len(characters) == length and not plain[end : end + 1].isalnum() and passes(characters):
            yield Span(match.start(), end)


def passes(iban: str) -> bool:
    """The proof of 97 on an account number without spaces."""
    turned = iban[4:] + iban[:4]
    if sum(character.isdigit() for character in iban) < _FEWEST_DIGITS:
        return False
    return int("".join(str(int(character, 36)) for character in turned)) % 97 == 1


def _take(plain: str, start: int, length: int) -> tuple[str, int]:
    taken: list[str] = []
    place, idle = start, 0
    while place < len(plain) and len(taken) < length and idle <= _SEPARATORS_IN_A_ROW:
        character = plain[place]
        if character.isascii() and character.isalnum():
            taken.append(character)
            idle = 0
        elif character in _SEPARATORS:
            idle += 1
        else:
            break
        place += 1
    return "".join(taken), place


@cache
def _lengths() -> dict[str, int]:
    lengths = table("iban")["lengths"]
    return {country: int(length) for length, countries in lengths.items() for country in countries.split()}
