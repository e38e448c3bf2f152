"""The facts under a question as somebody reads them. What was frozen is JSON, so that anybody can check its digest."""

import re
from collections.abc import Iterator, Mapping
from typing import Any, Final

from django.utils.translation import gettext as _

from slagvaardig.choose.decisions.advice import WEIGHED
from slagvaardig.choose.decisions.known import KNOWN
from slagvaardig.region.current import current_region
from slagvaardig.web.writing import day

_ELSEWHERE: Final = ("vraag", "mogelijkheden", WEIGHED, KNOWN)  # stand on the page of the decision, or have their own
_MAIN: Final = ("tekst", "vraag", "titel")  # of a part: what it says
_BESIDE: Final = ("dag", "controlegetal")  # the day stands in front; a digest is for who checks the file
_DAY = re.compile(r"\d{4}-\d\d-\d\d")


def in_words(found: Any) -> list[tuple[str, list[str]]]:
    """(heading, lines) of each part; empty when somebody put something that has no parts."""
    if not isinstance(found, dict):
        return []
    return [(name.capitalize(), list(_lines(part))) for name, part in found.items() if name not in _ELSEWHERE]


def _lines(part: Any) -> Iterator[str]:
    if part in (None, [], {}, ""):
        yield _("Hierover was niets bekend.")
    elif isinstance(part, list):
        for one in sorted(part, key=_first_day):
            yield _said(one)
    else:
        yield _said(part)


def _said(one: Any) -> str:
    if isinstance(one, dict):
        return _told(one)
    if isinstance(one, list):
        return ", ".join(_said(value) for value in one)
    text = str(one)
    if _DAY.fullmatch(text):
        return day(text)
    indicator = current_region().indicators.get(text)
    return indicator.title if indicator else text


def _told(one: Mapping[str, Any]) -> str:
    """`12 maart 2026: what it says (more: of it)`."""
    main = next((name for name in _MAIN if name in one), "")
    more = "; ".join(f"{name}: {_said(one[name])}" for name in one if name not in (main, *_BESIDE))
    text = f"{one[main]} ({more})" if main and more else str(one[main]) if main else more
    return f"{_said(one['dag'])}: {text}" if "dag" in one else text


def _first_day(one: Any) -> str:
    return str(one.get("dag", "")) if isinstance(one, dict) else ""
