"""Dutch licence plates in each of the fourteen forms, with or without dashes, also with the letter O for a zero."""

import re
from collections.abc import Iterator

from slagvaardig.trust.textguard.rules.findings import Span
from slagvaardig.trust.textguard.rules.reading import Reading
from slagvaardig.trust.textguard.rules.tables import table, words

_BETWEEN = r"(?:[ \n]?[-.][ \n]?|[ \n])"
_SEPARATOR = re.compile(r"[^A-Za-z0-9]+")
_DIGIT = "[0-9Oo]"
_RULING = re.compile(r"(?:LJN\W{0,3}|ECLI:[A-Z0-9:]{0,24})\Z")
_YEAR = re.compile(r"(?:19|20)\d\d")


def _pattern(form: str, between: str) -> str:
    """The regular expression of a form such as XX-99-99: an X for a letter, a 9 for a digit."""
    letter = "[A-Za-z]"
    groups = [f"{letter if group[0] == 'X' else _DIGIT}{{{len(group)}}}" for group in form.split("-")]
    return between.join(groups)


def _all_forms(between: str) -> re.Pattern[str]:
    forms = "|".join(_pattern(form, between) for form in table("plates")["forms"])
    return re.compile(rf"(?<![A-Za-z0-9])(?:{forms})(?![A-Za-z0-9])")


_SEPARATED = _all_forms(_BETWEEN)
_CLOSED = _all_forms("")
_PARTS = re.compile(r"[A-Za-z]+|[0-9]+")


def find_plates(reading: Reading) -> Iterator[Span]:
    """Every plate. Which letters are given out depends on the form."""
    plain = reading.plain
    for pattern in (_SEPARATED, _CLOSED):
        place = 0
        while match := pattern.search(plain, place):
            if _is_plate(match.group(), plain, match.start(), match.end()):
                yield Span(match.start(), match.end())
            place = match.start() + 1


def _is_plate(found: str, plain: str, start: int, end: int) -> bool:
    dashed = not found.isalnum()
    if dashed and (plain[max(0, start - 1) : start] in ("-", ".", "/") or plain[end : end + 1] in ("-", "/")):
        return False
    if _RULING.search(plain[max(0, start - 30) : start]):
        return False
    groups = re.split(r"[-.\s]+", found) if dashed else _split(found)
    form = _form_of(groups)
    if not form or not any(character.isdigit() for character in found):
        return False
    letters = "".join(group for group, shape in zip(groups, form.split("-"), strict=True) if shape[0] == "X")
    if not _given_out(letters.upper(), form, groups):
        return False
    return _written_as_one(found, letters, form)


def _form_of(groups: list[str]) -> str:
    for form in table("plates")["forms"]:
        shapes = form.split("-")
        if len(shapes) == len(groups) and all(map(_fits, groups, shapes)):
            return str(form)
    return ""


def _fits(group: str, shape: str) -> bool:
    allowed = str.isalpha if shape[0] == "X" else _digits
    return len(group) == len(shape) and allowed(group)


def _digits(group: str) -> bool:
    return all(character.isdigit() or character in "Oo" for character in group)


def _given_out(letters: str, form: str, groups: list[str]) -> bool:
    """No vowels since the fourth form, and never a word or a party."""
    data = table("plates")
    allowed = data["letters_at_first"] if form in data["first_forms"] else data["letters"]
    if any(letter not in allowed for letter in letters):
        return False
    return not any(group.lower() in words("plates", "never") for group in groups)


def _written_as_one(found: str, letters: str, form: str) -> bool:
    """Without dashes four digits beside two letters are often something else, such as a year."""
    if len({mark.strip() for mark in _SEPARATOR.findall(found)}) > 1 or not (letters.isupper() or letters.islower()):
        return False
    if "-" in found or "." in found:
        return True
    if any(group in table("plates")["never_spaced"].split() for group in _SEPARATOR.split(found)):
        return False
    if not letters.isupper() and (form in table("plates")["first_forms"] or not found.isalnum()):
        return False
    return not (form in ("XX-99-99", "99-99-XX") and _YEAR.search(found.replace(" ", "")))


def _split(found: str) -> list[str]:
    """The groups of a plate without dashes: for the forms where two groups of one sort touch, cut in the middle."""
    for form in table("plates")["forms"]:
        shapes = form.split("-")
        groups, place = [], 0
        for shape in shapes:
            groups.append(found[place : place + len(shape)])
            place += len(shape)
        if all(map(_fits, groups, shapes)):
            return groups
    return []
