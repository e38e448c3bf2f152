"""Postcodes: four digits and two letters."""

import re
from collections.abc import Iterator

from slagvaardig.trust.textguard.rules.findings import Span
from slagvaardig.trust.textguard.rules.reading import Reading
from slagvaardig.trust.textguard.rules.tables import words

_UPPER = re.compile(r"(?<![A-Za-z0-9])(?<![0-9][.,/-])[1-9][0-9]{3}[ \n]{0,2}[A-Z]{2}(?![A-Za-z0-9])")
_LOWER = re.compile(r"(?<![A-Za-z0-9])(?<![0-9][.,/-])[1-9][0-9]{3}[a-z]{2}(?![A-Za-z0-9])")
_ARTICLE = re.compile(r"(?:artikel|artikelen|art\.?|lid|onder) \Z", re.I)


def find_postcodes(reading: Reading) -> Iterator[Span]:
    """Every postcode. A year or an amount with an abbreviation behind it is none, nor is an article of a law."""
    plain = reading.plain
    for pattern in (_UPPER, _LOWER):
        for match in pattern.finditer(plain):
            if not _is_something_else(match.group()) and not _ARTICLE.search(
                plain[max(0, match.start() - 12) : match.start()]
            ):
                yield Span(match.start(), match.end())


def _is_something_else(found: str) -> bool:
    number, letters = found[:4], found[-2:].lower()
    if letters in words("postcodes", "never"):
        return True
    if number[:2] in ("19", "20") and letters in words("postcodes", "behind_a_year"):
        return True
    return number.endswith("00") and letters in words("postcodes", "behind_hundreds")
