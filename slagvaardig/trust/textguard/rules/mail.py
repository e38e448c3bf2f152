"""E-mail addresses, also those written out as "naam [at] domein punt nl"."""

import re
from collections.abc import Iterator

from slagvaardig.trust.textguard.rules.findings import Span
from slagvaardig.trust.textguard.rules.reading import Reading

_AT = re.compile(r"\s?@\s?|\s{0,2}[\[({<]\s?(?:at|apenstaartje|@)\s?[\])}>]\s{0,2}|\s(?:at|apenstaartje)\s", re.I)
_DOT = r"(?:\.|\s{0,2}[\[({<]\s?(?:punt|dot|\.)\s?[\])}>]\s{0,2}|\s(?:punt|dot)\s)"
_PART = r"[^\W_][\w-]{0,62}"
_DOMAIN = re.compile(rf"{_PART}(?:{_DOT}{_PART}){{1,6}}", re.I)
_ENDING = re.compile(rf"{_DOT}[A-Za-z]{{2,24}}(?![\w-])", re.I)
_LONGEST_NAME = 64


def find_mail(reading: Reading) -> Iterator[Span]:
    """Every address around an at sign, written as a sign or as a word."""
    plain = reading.plain
    for match in _AT.finditer(plain):
        name = _last_part(plain[max(0, match.start() - _LONGEST_NAME) : match.start()])
        domain = _DOMAIN.match(plain, match.end())
        if name and domain:
            ends = [ending.end() for ending in _ENDING.finditer(domain.group())]
            if ends:
                yield Span(match.start() - len(name), match.end() + ends[-1])


def _last_part(before: str) -> str:
    """The name of the mailbox: everything up to the last character that cannot be part of one."""
    place = len(before)
    while place and (before[place - 1].isalnum() or before[place - 1] in "._%+'-"):
        place -= 1
    return before[place:].lstrip("._%+'-")
