"""Quarters as they are kept: "2026-Q1", so that their order is that of the letters."""

import re
from datetime import date

_FORM = re.compile(r"20\d\d-Q[1-4]")


def quarter_of(day: date) -> str:
    """The quarter in which a day lies."""
    return f"{day.year}-Q{(day.month + 2) // 3}"


def quarters_from(first: str, count: int) -> tuple[str, ...]:
    """So many quarters, the first one included."""
    number = int(first[:4]) * 4 + int(first[-1]) - 1
    return tuple(f"{one // 4}-Q{one % 4 + 1}" for one in range(number, number + count))


def is_quarter(text: str) -> bool:
    return _FORM.fullmatch(text) is not None
