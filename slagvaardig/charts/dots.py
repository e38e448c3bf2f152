"""A figure beside named others: a dot with its margin per row, in the order that is given."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from slagvaardig.charts import palette
from slagvaardig.charts.beside import Row, Sheet, sheet_for
from slagvaardig.charts.numbers import WITHHELD_WORD, nl
from slagvaardig.charts.svg import Size, drawing, label, tag

RADIUS = 5.5


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
    """The chart as SVG. On a phone each name stands above its own row, so that both have room."""
    rows = [Row(dot.name, _said(chart, dot), dot.strong) for dot in chart.dots]
    highest = [number for dot in chart.dots for number in (dot.value, dot.upper) if number is not None]
    sheet = sheet_for(
        rows, size, [*highest, *([chart.reference[0]] if chart.reference else [])], headed=bool(chart.reference)
    )
    parts = [*sheet.axis(chart.number, chart.unit, chart.reference), *sheet.names()]
    for index, dot in enumerate(chart.dots):
        parts += _dot(dot, sheet, sheet.middle(index))
    return drawing(
        *parts,
        key=key,
        title=chart.title,
        description=chart.description,
        width=sheet.width,
        height=sheet.height,
        mark=mark,
    )


def _said(chart: DotChart, dot: Dot) -> tuple[str, str]:
    return "" if dot.value is None else chart.number(dot.value, chart.decimals), dot.word


def _dot(dot: Dot, sheet: Sheet, y: float) -> Iterator[str]:
    colour = palette.MAIN if dot.strong else palette.OTHER
    if dot.value is None:
        yield from _without(dot, sheet, y)
        return
    if dot.lower is not None and dot.upper is not None:
        low, high = sheet.along.at(dot.lower), sheet.along.at(dot.upper)
        yield tag("line", x1=low, x2=high, y1=y, y2=y, stroke=colour, stroke_width=2, class_="whisker")
        # Ends that would touch the dot make one blot of it and the margin.
        for x in (low, high) if high - low > 4 * RADIUS else ():
            yield tag("line", x1=x, x2=x, y1=y - 5, y2=y + 5, stroke=colour, stroke_width=2)
    yield tag("circle", cx=sheet.along.at(dot.value), cy=y, r=RADIUS, fill=colour, stroke=palette.PAPER, class_="dot")


def _without(dot: Dot, sheet: Sheet, y: float) -> Iterator[str]:
    """A hollow square beside the axis, and the word: never a dot at zero. What does not exist gets neither."""
    if dot.state == "withheld":
        x = sheet.along.start + 10
        yield tag("rect", x=x, y=y - 4, width=8, height=8, fill=palette.PAPER, stroke=palette.QUIET, class_="withheld")
        yield label(WITHHELD_WORD, x + 15, y + 4, size=12.5)
