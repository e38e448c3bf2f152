"""Quarters as they are kept: "2026-Q1", so that their order is that of the letters."""

import re
from datetime import date

_FORM = re.compile(r"20\d\d-Q[1-4]")


def quarter_of(day: date) -> str:
    """The quarter in which a day lies."""
    return f"{day.year}-Q{(day.month + 2) // 3}"


def quarters_from(first: str, count: int) -> tuple[str, ...]:
    """So many quarters, the first one included."""
    number = _number(first)
    return tuple(_written(one) for one in range(number, number + count))


def quarter_after(quarter: str, count: int) -> str:
    """The quarter so many later; earlier when below zero."""
    return _written(_number(quarter) + count)


def is_quarter(text: str) -> bool:
    return _FORM.fullmatch(text) is not None


def _number(quarter: str) -> int:
    return int(quarter[:4]) * 4 + int(quarter[-1]) - 1


def _written(number: int) -> str:
    return f"{number // 4}-Q{number % 4 + 1}"
