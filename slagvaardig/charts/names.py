"""Names of places on little room: on two lines, divided where a Dutch word may be, or cut with a full stop."""

import re

from slagvaardig.charts.svg import text_width

VOWELS = "aeiouy\N{LATIN SMALL LETTER E WITH DIAERESIS}\N{LATIN SMALL LETTER E WITH ACUTE}"
TOGETHER = ("ch", "sch", "th", "ph", "ij", "qu", "st", "kl", "dr", "br", "gr", "tr", "pr", "vl", "sp")
SHORTEST = 3


def name_lines(name: str, room: float, size: float) -> list[str]:
    """A name on one or two lines that fit. A part that still does not fit is cut with a full stop."""
    if text_width(name, size) <= room:
        return [name]
    lines: list[str] = []
    for part in re.findall(r"[^\s-]+-*|-+", name):
        joined = f"{lines[-1]}{'' if lines[-1].endswith('-') else ' '}{part}" if lines else part
        if lines and text_width(joined, size) <= room:
            lines[-1] = joined
        else:
            lines.append(part)
    if len(lines) == 1:
        lines = _divided(lines[0], room, size)
    rest = "".join(part if part.endswith("-") else f"{part} " for part in lines[1:]).rstrip()
    return [_cut(part, room, size) for part in (lines[0] if lines else name, rest) if part]


def _divided(word: str, room: float, size: float) -> list[str]:
    """In two where both parts fit: between consonants if possible, and then as evenly as possible; else whole."""
    found = []
    for place in range(SHORTEST, len(word) - SHORTEST + 1):
        first, rest = f"{word[:place]}-", word[place:]
        if _may_divide(word.lower(), place) and max(text_width(first, size), text_width(rest, size)) <= room:
            found.append((word[place - 1].lower() in VOWELS, abs(len(word) - 2 * place), [first, rest]))
    return min(found)[2] if found else [word]


def _may_divide(word: str, place: int) -> bool:
    """Before a consonant that a vowel follows, but not inside what belongs together."""
    before, after = word[place - 1], word[place]
    if after in VOWELS or word[place + 1 : place + 2] not in tuple(VOWELS):
        return False
    return f"{before}{after}" not in TOGETHER and any(letter in VOWELS for letter in word[:place])


def _cut(part: str, room: float, size: float) -> str:
    while len(part) > 2 and text_width(part, size) > room:
        part = part.rstrip(".-")[:-1].rstrip() + "."
    return part
