"""Periods as text: '2015' is a year, '2015-Q1' a quarter, '2015-03' a month. The form tells the frequency."""

import re
from datetime import date, timedelta
from typing import Literal

Frequency = Literal["year", "quarter", "month"]

_FORM = re.compile(r"(?P<year>[12]\d{3})(?:-(?:Q(?P<quarter>[1-4])|(?P<month>0[1-9]|1[0-2])))?")


def frequency(period: str) -> Frequency:
    """The frequency that the form of a period tells. ValueError when it is no period."""
    found = _match(period)
    if found["quarter"]:
        return "quarter"
    return "month" if found["month"] else "year"


def bounds(period: str) -> tuple[date, date]:
    """First and last day of a period, both inside it. ValueError when it is no period."""
    found = _match(period)
    year = int(found["year"])
    first, months = 1, 12
    if found["quarter"]:
        first, months = int(found["quarter"]) * 3 - 2, 3
    elif found["month"]:
        first, months = int(found["month"]), 1
    after = first + months
    next_first = date(year + 1, 1, 1) if after > 12 else date(year, after, 1)
    return date(year, first, 1), next_first - timedelta(days=1)


def is_period(text: str) -> bool:
    """Whether a text has the form of a period."""
    return _FORM.fullmatch(text) is not None


def _match(period: str) -> re.Match[str]:
    found = _FORM.fullmatch(period)
    if found is None:
        raise ValueError(f"{period!r} is geen periode; verwacht 2015, 2015-Q1 of 2015-03.")
    return found
