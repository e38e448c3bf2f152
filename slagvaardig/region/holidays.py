"""Days on which nobody works in a region, so that a term of working days passes over them: `holidays.toml`.

The file need not be there; then only weekends are passed over. Which days those are, and by which rule, is of the
region: here stand only the ways in which a day can be told.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from pathlib import Path

from slagvaardig.region.problems import Problem
from slagvaardig.region.tables import make_listed, read_toml

FILE = "holidays.toml"
SATURDAY, SUNDAY, LONGEST = 5, 6, 31  # LONGEST: days in a row that nobody works, at most
_DAY = re.compile(r"(?:(\d{4})-)?(\d{2})-(\d{2})")


@dataclass(frozen=True)
class Holiday:
    """on: a day of every year ("12-25") or of one ("2027-05-07"); or easter: so many days after the first day of it.
    when_sunday: by how many days it is moved when it falls on one. source: by which rule."""

    title: str
    on: str = ""
    easter: int | None = None
    when_sunday: int = 0
    source: str = ""

    def in_year(self, year: int) -> date | None:
        """On which day it falls; None when it does not in that year."""
        if self.easter is not None:
            return easter_of(year) + timedelta(days=self.easter)
        found = _DAY.fullmatch(self.on)
        if found is None or found[1] not in (None, str(year)):
            return None
        day = date(year, int(found[2]), int(found[3]))
        return day + timedelta(days=self.when_sunday) if day.weekday() == SUNDAY else day


@dataclass(frozen=True)
class Holidays:
    """Of a region, in the order of its file."""

    days: tuple[Holiday, ...] = ()

    def on(self, day: date) -> Holiday | None:
        """What falls on a day; one that is moved may come from the year beside."""
        years = (day.year, day.year - 1, day.year + 1)
        return next((one for one in self.days if day in {one.in_year(year) for year in years}), None)

    def is_working_day(self, day: date) -> bool:
        return day.weekday() < SATURDAY and self.on(day) is None

    def next_working_day(self, day: date) -> date:
        """The first one after a day; LookupError when there is none within a month."""
        later = (day + timedelta(days=number) for number in range(1, LONGEST + 1))
        for one in later:
            if self.is_working_day(one):
                return one
        raise LookupError(f"No working day within {LONGEST} days after {day}.")


@lru_cache(maxsize=64)
def easter_of(year: int) -> date:
    """Easter Sunday in the Gregorian calendar (Meeus, Jones and Butcher)."""
    golden, century, rest = year % 19, year // 100, year % 100
    moved = (century - (century + 8) // 25 + 1) // 3
    moon = (19 * golden + century - century // 4 - moved + 15) % 30
    week = (32 + 2 * (century % 4) + 2 * (rest // 4) - moon - rest % 4) % 7
    late = (golden + 11 * moon + 22 * week) // 451
    month, day = divmod(moon + week - 7 * late + 114, 31)
    return date(year, month, day + 1)


def read_holidays(path: Path, problems: list[Problem]) -> Holidays:
    """What a region folder says; with a mistake its line is among the problems."""
    file = read_toml(path / FILE, path, problems) if (path / FILE).exists() else None
    if file is None:
        return Holidays()
    for key in file.content:
        if key != "days":
            message = f"onbekend veld {key!r}. Schrijf elke dag onder een eigen kop [[days]]."
            problems.append(Problem(file.name, file.line(key), message))
    listed = make_listed(Holiday, "days", file.content.get("days", []), file, problems)
    seen: set[str] = set()
    for line, one in listed:
        problems += [Problem(file.name, file.line(key, line) or line, words) for key, words in _faults(one, seen)]
        seen.add(one.title)
    return Holidays(tuple(one for _line, one in listed))


def _faults(one: Holiday, seen: set[str]) -> Iterator[tuple[str, str]]:
    if not one.title.strip() or one.title in seen:
        yield "title", f"title {one.title!r} is leeg of staat er al. Geef elke dag een eigen naam."
    if (one.easter is None) == (not one.on):
        yield "title", "geef óf 'on' (zoals \"12-25\"), óf 'easter' (dagen na Pasen, zoals 39)."
    if one.on and not _is_day(one.on):
        yield "on", f'on is {one.on!r}. Schrijf "maand-dag" zoals "12-25", of één dag zoals "2027-05-07".'
    if one.easter is not None and abs(one.easter) > 100:
        yield "easter", f"easter is {one.easter}. Geef een aantal dagen van -100 tot en met 100."
    if abs(one.when_sunday) > 6:
        yield "when_sunday", f"when_sunday is {one.when_sunday}. Geef een aantal dagen van -6 tot en met 6."


def _is_day(text: str) -> bool:
    """29 February is a day of no every year."""
    found = _DAY.fullmatch(text)
    try:
        return bool(found) and bool(date(int(found[1] or 2001), int(found[2]), int(found[3])))  # type: ignore[index]
    except ValueError:
        return False
