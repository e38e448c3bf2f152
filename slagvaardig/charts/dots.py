"""A figure beside named others: a dot with its margin per row, in the order that is given."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from slagvaardig.charts import palette
from slagvaardig.charts.numbers import WITHHELD_WORD, nl
from slagvaardig.charts.scales import Linear, decimals_for, nice_top, ticks
from slagvaardig.charts.svg import Size, drawing, label, tag

ROW = 44.0
LEFT = 12.0


@dataclass(frozen=True)
class Dot:
    """One row. word: what the comparison says, written at the right. strong: the area that the chart is about."""

    name: str
    value: float | None
    lower: float | None = None
    upper: float | None = None
    state: str = ""
    strong: bool = False
    word: str = ""


@dataclass(frozen=True)
class DotChart:
    """dots from top to bottom as given. reference: a value and its word, drawn as a dashed line."""

    title: str
    description: str
    dots: tuple[Dot, ...]
    unit: str
    decimals: int = 1
    reference: tuple[float, str] | None = None
    number: Callable[[float, int], str] = field(default=nl, compare=False)

    def rows(self) -> list[tuple[str, float | None, float | None, float | None, str]]:
        """What is drawn: name, value, lower, upper, state."""
        return [(dot.name, dot.value, dot.lower, dot.upper, dot.state) for dot in self.dots]


def dots(chart: DotChart, *, key: str, size: Size = "wide", mark: str = "") -> str:
    """The chart as SVG. Each row has its name above its own axis, so that a phone has room for both."""
    width = 760.0 if size == "wide" else 340.0
    height = ROW * len(chart.dots) + 40
    numbers = [number for dot in chart.dots for number in (dot.value, dot.upper) if number is not None]
    numbers += [chart.reference[0]] if chart.reference else []
    along = Linear(0, nice_top(max(numbers, default=1.0)), LEFT, width - (190 if size == "wide" else 30))
    bottom = ROW * len(chart.dots) + 12
    parts = [*_axis(chart, along, bottom)]
    for index, dot in enumerate(chart.dots):
        parts += _row(chart, dot, along, 14 + ROW * index, width, size)
    return drawing(
        *parts, key=key, title=chart.title, description=chart.description, width=width, height=height, mark=mark
    )


def _axis(chart: DotChart, along: Linear, bottom: float) -> Iterator[str]:
    marks = ticks(along.high)
    for value in marks:
        x = along.at(value)
        yield tag("line", x1=x, x2=x, y1=8, y2=bottom, stroke=palette.GRID, class_="grid")
        text = chart.number(value, decimals_for(marks[1]))
        yield label(text, x, bottom + 16, anchor="start" if value == 0 else "middle", size=12.5)
    if chart.reference:
        x = along.at(chart.reference[0])
        yield tag("line", x1=x, x2=x, y1=4, y2=bottom, stroke=palette.QUIET, stroke_dasharray="4 4")


def _row(chart: DotChart, dot: Dot, along: Linear, y: float, width: float, size: Size) -> list[str]:
    colour = palette.MAIN if dot.strong else palette.OTHER
    ink = palette.DARK if dot.strong else palette.INK
    parts = [label(dot.name, LEFT, y, size=13.5, fill=ink, weight=700 if dot.strong else None)]
    middle = y + 14
    if dot.value is None:
        return [*parts, label(WITHHELD_WORD, LEFT, middle + 5, size=13)]
    if dot.lower is not None and dot.upper is not None:
        low, high = along.at(dot.lower), along.at(dot.upper)
        parts.append(tag("line", x1=low, x2=high, y1=middle, y2=middle, stroke=colour, stroke_width=3, opacity=0.55))
        parts += [tag("line", x1=x, x2=x, y1=middle - 5, y2=middle + 5, stroke=colour) for x in (low, high)]
    parts.append(tag("circle", cx=along.at(dot.value), cy=middle, r=6, fill=colour, class_="dot"))
    text = chart.number(dot.value, chart.decimals) + (f"  {dot.word}" if dot.word else "")
    if size == "wide":
        parts.append(label(text, width - 180, middle + 5, size=13.5, fill=ink, weight=700 if dot.strong else None))
    else:
        parts.append(label(text, width - 2, y, size=13, fill=ink, anchor="end", weight=700 if dot.strong else None))
    return parts
