"""Addresses: a street, known by the ending of its name or by its pattern, with a house number."""

import re
from collections.abc import Iterator

from slagvaardig.trust.textguard.rules.findings import Span
from slagvaardig.trust.textguard.rules.reading import Reading, Word
from slagvaardig.trust.textguard.rules.tables import table, words

_HOUSE = re.compile(r"[1-9][0-9]{0,3}(?:-?[a-zA-Z]{1,2}|-[0-9]{1,4}[a-zA-Z]?)?")
_ORDINAL = re.compile(r"[1-9][0-9]?e")
_YEAR = re.compile(r"(?:19[5-9]|20[0-4])[0-9](?:-(?:19|20)?[0-9]{2})?")
_ADDITION = re.compile(r"[a-zA-Z]|[Ii]{1,3}|bis|hs|huis")
_NO_RING = re.compile(r"[aeiou]ring\Z")  # `vergadering`, beside `Westring`
_LONGEST_STREET = 6


def find_addresses(reading: Reading) -> Iterator[Span]:
    """Every street with a house number."""
    all_words = reading.words
    for place, word in enumerate(all_words):
        if word.text[0].isdigit() and _is_house(word, reading):
            first = _street_before(all_words, place, reading)
            if first is not None and not _counts(all_words, place):
                yield Span(all_words[first].start, _end_of(all_words, place))


def is_surely_street(word: str) -> bool:
    """Whether a word can hardly be anything else than the name of a street."""
    lower = word.lower()
    return any(lower.endswith(ending) for ending in (*table("addresses")["strong"], "weg"))


def is_street(word: str) -> bool:
    """Whether a word is the name of a street, going by its ending."""
    lower = word.lower()
    if not lower[-1].isalpha():
        return False
    if lower in words("addresses", "no_street") or _NO_RING.search(lower):
        return False
    endings = table("addresses")
    strong = any(lower.endswith(ending) and len(lower) > len(ending) + 1 for ending in endings["strong"])
    return strong or (
        word[0].isupper() and any(lower.endswith(ending) and len(lower) > len(ending) + 2 for ending in endings["weak"])
    )


def _is_house(word: Word, reading: Reading) -> bool:
    if not _HOUSE.fullmatch(word.text) or _YEAR.fullmatch(word.text):
        return False
    behind = reading.plain[word.end : word.end + 2]
    return not (behind[:1] in (".", ",") and behind[1:].isdigit()) and behind[:1] not in ("%", "€")


def _street_before(all_words: list[Word], place: int, reading: Reading) -> int | None:
    """The first word of the street whose name ends before a house number."""
    last = place - 1
    while last >= 0 and place - last <= 2 and all_words[last].lower in ("nr", "no", "nummer", "huisnummer"):
        last -= 1
    between = reading.plain[all_words[last].end : all_words[place].start]
    if last < 0 or not _near(between) or ("," in between and last == place - 1):
        return None
    if is_street(all_words[last].text):
        return _back_over_name(all_words, last)
    return _with_head(all_words, last) if _told(all_words, last) is None else _told(all_words, last)


def _near(between: str) -> bool:
    return len(between) <= 16 and "\n\n" not in between and not re.search(r"[;:()!?\d]|(?<!nr)\.", between)


def _back_over_name(all_words: list[Word], last: int) -> int:
    """`Burgemeester Jansen van Dorpslaan`: capitals and little words that belong to the name of the street."""
    first = last
    for place in range(last - 1, max(-1, last - _LONGEST_STREET), -1):
        word = all_words[place]
        if not all_words[place + 1].joined:
            break
        begins = word.text == "Van" and place < last and all_words[place + 1].lower in words("addresses", "little")
        if (
            begins
            or _ORDINAL.fullmatch(word.text)
            or (word.capital and word.lower not in words("addresses", "before_street"))
        ):
            first = place
        elif word.lower not in words("addresses", "little"):
            break
    return first


def _with_head(all_words: list[Word], last: int) -> int | None:
    """`Laan van de Vrede`, `Plein 1940` and a head alone, such as `Markt`."""
    if not all_words[last].capital:
        return None
    for place in range(last, max(-1, last - _LONGEST_STREET), -1):
        word = all_words[place]
        if word.capital and word.lower in words("addresses", "heads"):
            linked = place == last or all_words[place + 1].lower in words("addresses", "little")
            return place if linked else None
        if place and not all_words[place].joined or not (word.capital or word.lower in words("addresses", "little")):
            return None
    return None


def _told(all_words: list[Word], last: int) -> int | None:
    """`woont aan de Boomgaard`: the words before it say that a street follows."""
    for place in range(last, max(-1, last - _LONGEST_STREET), -1):
        word = all_words[place]
        if word.lower in words("addresses", "told"):
            named = all_words[last].capital and not all_words[last].text.isupper()
            return place + 1 if place < last and named else None
        if not (word.capital or word.lower in words("addresses", "between_told")):
            return None
    return None


def _counts(all_words: list[Word], place: int) -> bool:
    """`In de Dorpsstraat 12 meldingen`: a number of things, not of a house."""
    following = all_words[place + 1] if place + 1 < len(all_words) else None
    return bool(following and following.joined and following.lower in words("addresses", "counted"))


def _end_of(all_words: list[Word], place: int) -> int:
    end = all_words[place].end
    following = all_words[place + 1] if place + 1 < len(all_words) else None
    if following and following.start - end == 1 and following.joined and _ADDITION.fullmatch(following.text):
        return following.end
    return end
