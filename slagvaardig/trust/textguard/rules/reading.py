"""A text as a reader sees it: without invisible characters, full-width digits and HTML entities, and cut into words.

Every character remembers where it stood in the text as it was written, so that a finding can be marked there.
"""

import html
import re
import unicodedata
from dataclasses import dataclass
from functools import cached_property

from slagvaardig.trust.textguard.rules.findings import Span
from slagvaardig.trust.textguard.rules.runs import Run, runs_in

_ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z]{2,31});")
_PLAIN = re.compile(r"[\t\n\x20-\x25\x27-\x7e]+")  # ASCII without the ampersand: what most texts are made of
# Initials are one word, dots included; so is a name with an apostrophe or a hyphen in it.
_WORD = re.compile(r"(?:[A-ZÀ-Þ]\.){1,6}|[^\W_]+(?:['’-][^\W_]+)*")
_DASHES = {"\u2212": "-", "\u00ad": "", "\u2044": "/"}
_INVISIBLE = ("Cf", "Mn", "Me", "Cc")


@dataclass(frozen=True)
class Word:
    """A word and where it stands in the plain text. `joined`: only a space or one line break is between it and the word
    before. `after`: the one character behind it."""

    text: str
    start: int
    end: int
    joined: bool
    after: str

    @property
    def lower(self) -> str:
        return self.text.lower()

    @property
    def capital(self) -> bool:
        return self.text[0].isupper()


@dataclass(frozen=True)
class Reading:
    """plain: the text as read. starts, ends: per character of it, the place in the written text; empty when equal."""

    plain: str
    starts: list[int]
    ends: list[int]

    def written(self, span: Span) -> Span:
        """Where a stretch of the plain text stands in the text as written."""
        if not self.starts:
            return span
        return Span(self.starts[span.start], self.ends[span.end - 1])

    @cached_property
    def runs(self) -> list[Run]:
        return runs_in(self.plain)

    @cached_property
    def words(self) -> list[Word]:
        found: list[Word] = []
        last = 0
        for match in _WORD.finditer(self.plain):
            start, end = match.span()
            gap = self.plain[last:start]
            joined = bool(found) and len(gap) <= 3 and (not gap or gap.isspace())
            found.append(Word(match.group(), start, end, joined, self.plain[end : end + 1]))
            last = end
        return found


def read(text: str) -> Reading:
    """In one pass over the text."""
    if not text or _PLAIN.fullmatch(text):
        return Reading(text, [], [])
    plain: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    place = 0
    while place < len(text):
        if stretch := _PLAIN.match(text, place):
            plain.append(stretch.group())
            starts.extend(range(place, stretch.end()))
            ends.extend(range(place + 1, stretch.end() + 1))
            place = stretch.end()
            continue
        if text.startswith("\r\n", place):  # a form sends a line break as two characters
            place += 1
            continue
        entity = _ENTITY.match(text, place) if text[place] == "&" else None
        end = entity.end() if entity else place + 1
        for character in _as_read(html.unescape(entity.group()) if entity else text[place]):
            plain.append(character)
            starts.append(place)
            ends.append(end)
        place = end
    return Reading("".join(plain), starts, ends)


def _as_read(written: str) -> str:
    return "".join(_one(character) for character in written)


def _one(character: str) -> str:
    if character.isascii() and (character.isprintable() or character in "\t\n"):
        return character
    kind = unicodedata.category(character)
    if character in "\r\v\f\x85" or kind in ("Zl", "Zp"):
        return "\n"
    if kind in _INVISIBLE:
        return ""
    if kind == "Nd":
        return str(unicodedata.digit(character))
    if kind == "Pd":
        return "-"
    if kind == "Zs":
        return " "
    return _DASHES.get(character) or _compatible(character)


def _compatible(character: str) -> str:
    """A full-width or otherwise dressed-up letter as a plain one; a character that stands for several stays itself."""
    plain = unicodedata.normalize("NFKC", character)
    return plain if len(plain) == 1 and not plain.isdigit() else character
