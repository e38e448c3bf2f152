"""Where a chart lies in its drawing, and the lines and numbers along its sides."""

import re
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from slagvaardig.charts import palette
from slagvaardig.charts.scales import Linear, decimals_for, ticks
from slagvaardig.charts.svg import label, tag, text_width

TEXT = 12.5
MONTHS = ("jan", "feb", "mrt", "apr", "mei", "jun", "jul", "aug", "sep", "okt", "nov", "dec")
PART_OF_YEAR = re.compile(r"(\d{4})-?(Q|K)?(\d{1,2})")
Number = Callable[[float, int], str]


class Frame(NamedTuple):
    """The sides of the plot within a drawing of this width."""

    width: float
    left: float
    right: float
    top: float
    bottom: float


def heights(up: Linear, number: Number) -> list[tuple[float, str]]:
    """The round values along the upright axis and how they are written."""
    marks = ticks(up.high)
    return [(value, number(value, decimals_for(marks[1]) if value else 0)) for value in marks]


def room_for(marks: Sequence[tuple[float, str]]) -> float:
    """How much the numbers along the upright axis need at the left."""
    return max(34.0, 12 + max(text_width(text, TEXT) for _, text in marks))


def grid(marks: Sequence[tuple[float, str]], frame: Frame, up: Linear) -> Iterator[str]:
    """Level lines with their numbers; the one at zero is firmer."""
    for value, text in marks:
        y = up.at(value)
        stroke = palette.GRID if value else palette.OTHER
        yield tag("line", x1=frame.left, x2=frame.right, y1=y, y2=y, stroke=stroke, class_="grid")
        yield label(text, frame.left - 8, y + 4, anchor="end", size=TEXT)


def periods(names: Sequence[str], frame: Frame, across: Linear) -> Iterator[str]:
    """Periods along the bottom, thinned until they fit; the newest kept, or January when there are months."""
    found = period_texts(names)
    widest = max((text_width(text, TEXT) for _, text in found), default=0.0)
    gap = min((b[0] - a[0] for a, b in zip(found, found[1:], strict=False)), default=1)
    step = across.at(gap) - across.at(0)
    every = max(1, -int(-(widest + 12) // max(1e-9, step)))
    for index, (place, text) in enumerate(reversed(found)):
        if index % every == 0:
            x = across.at(place)
            yield tag("line", x1=x, x2=x, y1=frame.bottom, y2=frame.bottom + 5, stroke=palette.OTHER)
            half = text_width(text, TEXT) / 2
            yield label(text, min(max(x, half), frame.right + 13 - half), frame.bottom + 19, anchor="middle", size=TEXT)


def period_texts(names: Sequence[str]) -> list[tuple[int, str]]:
    """Place and text of the periods that may be named: years at their start when there are at least two of them."""
    parts = [PART_OF_YEAR.fullmatch(name) for name in names]
    if not names or not all(parts):
        return list(enumerate(names))
    starts = [(at, part[1]) for at, part in enumerate(parts) if part and int(part[3]) == 1]
    if len(starts) > 1:
        return starts
    return [(at, _part(part)) for at, part in enumerate(parts) if part]


def _part(part: re.Match[str]) -> str:
    place = int(part[3])
    if part[2]:
        return f"K{place} {part[1]}"
    return f"{MONTHS[place - 1]} {part[1]}" if 1 <= place <= 12 else part[0]
