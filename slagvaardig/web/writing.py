"""How numbers, dates and periods are written, in the language of the page. Templates reach these as filters.

A missing value is never written as 0: it is written as "niet gegeven".
"""

import math
import re
from datetime import date, datetime
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache

from django.utils import formats
from django.utils.translation import get_language
from django.utils.translation import gettext as _

MINUS = "\N{MINUS SIGN}"
_MONTH = re.compile(r"(\d{4})-(0[1-9]|1[0-2])")
_QUARTER = re.compile(r"(\d{4})-Q([1-4])")


def number(value: float | Decimal | None, decimals: int = 0) -> str:
    """`1234.5` as `1.235`, with one decimal as `1.234,5`. Halves round away from zero, as readers expect."""
    if value is None:
        return not_given()
    if not math.isfinite(value):
        return _("niet te berekenen")
    return _written(value, decimals, get_language())


@lru_cache(maxsize=10_000)
def _written(value: float | Decimal, decimals: int, language: str | None) -> str:
    """Kept, because a page with tables writes more than a thousand numbers, most of them more than once."""
    rounded = Decimal(str(value)).quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)
    text = formats.number_format(abs(rounded), decimal_pos=decimals, use_l10n=True, force_grouping=True)
    return f"{MINUS}{text}" if rounded < 0 else text


def amount(value: Decimal | str) -> str:
    """A sum that was divided, with decimals only where it has them: `60.00` as `60`, `87.50` as `87,50`."""
    exact = Decimal(value)
    return number(exact, 0 if exact == exact.to_integral_value() else 2)


def percent(share: float | None, decimals: int = 0) -> str:
    """A share of 1 as a percentage: `0.123` as `12%`."""
    return not_given() if share is None else f"{number(Decimal(str(share)) * 100, decimals)}%"


def change(share: float | None, decimals: int = 0) -> str:
    """A relative change with its sign: `-0.2` as `−20%`, `0.05` as `+5%`."""
    text = percent(share, decimals)
    return f"+{text}" if share is not None and share > 0 and any(sign in text for sign in "123456789") else text


def rate(value: float | None, word: str, per: int = 1000, decimals: int = 1) -> str:
    """`3.42` as `3,4 per 1.000 inwoners`; `word` is what it counts per."""
    if value is None:
        return not_given()
    parts = {"value": number(value, decimals), "per": number(per), "word": word}
    return _("%(value)s per %(per)s %(word)s") % parts


def between(lower: float | None, upper: float | None, decimals: int = 1) -> str:
    """The margin around a figure: `tussen 3,1 en 3,9`; empty when there is none."""
    if lower is None or upper is None:
        return ""
    return _("tussen %(lower)s en %(upper)s") % {"lower": number(lower, decimals), "upper": number(upper, decimals)}


def day(value: date | str | None) -> str:
    """`12 maart 2026`, from a date or an ISO text."""
    return _dated(value, "DATE_FORMAT")


def short_day(value: date | str | None) -> str:
    """`12-03-2026`, for source lines and tables."""
    return _dated(value, "SHORT_DATE_FORMAT")


def period(value: str) -> str:
    """`2021-03` as `maart 2021`, `2021-Q1` as `1e kwartaal 2021`; a year and anything else stays as it is."""
    if match := _MONTH.fullmatch(value):
        return formats.date_format(date(int(match[1]), int(match[2]), 1), "YEAR_MONTH_FORMAT")
    if match := _QUARTER.fullmatch(value):
        return _("%(quarter)se kwartaal %(year)s") % {"quarter": match[2], "year": match[1]}
    return value


def short_period(value: str) -> str:
    """As `period`, where there is little room: `2021-Q1` as `1e kw. 2021`."""
    if match := _QUARTER.fullmatch(value):
        return _("%(quarter)se kw. %(year)s") % {"quarter": match[2], "year": match[1]}
    return period(value)


def period_span(first: str, last: str) -> str:
    """`2018 tot en met 2021`; one period when both are the same."""
    if first == last:
        return period(first)
    return _("%(first)s tot en met %(last)s") % {"first": period(first), "last": period(last)}


def not_given() -> str:
    """What stands where the publisher or we withhold a figure."""
    return _("niet gegeven")


def _dated(value: date | str | None, pattern: str) -> str:
    if not value:
        return _("onbekend")
    if isinstance(value, str):
        value = datetime.fromisoformat(value).date()
    return formats.date_format(value, pattern)
