"""Counts of named kinds: a bar per row with its margin, in the order that is given."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from slagvaardig.charts import palette
from slagvaardig.charts.beside import Row, Sheet, sheet_for
from slagvaardig.charts.numbers import WITHHELD_WORD, nl
from slagvaardig.charts.svg import Size, drawing, label, tag

THICK = 14.0


@dataclass(frozen=True)
class Bar:
    """One row. value, lower and upper are None when state is 'withheld' or 'absent'. strong: what it is about."""

    name: str
    value: float | None
    lower: float | None = None
    upper: float | None = None
    state: str = ""
    strong: bool = False
    word: str = ""


@dataclass(frozen=True)
class BarChart:
    """bars from top to bottom as given; all start at zero."""

    title: str
    description: str
    bars: tuple[Bar, ...]
    unit: str
    decimals: int = 1
    number: Callable[[float, int], str] = field(default=nl, compare=False)

    def rows(self) -> list[tuple[str, float | None, float | None, float | None, str]]:
        """What is drawn: name, value, lower, upper, state."""
        return [(bar.name, bar.value, bar.lower, bar.upper, bar.state) for bar in self.bars]


def bars(chart: BarChart, *, key: str, size: Size = "wide", mark: str = "") -> str:
    """The chart as SVG: 760 wide, or 340 for a phone with each name above its bar."""
    said = [("" if bar.value is None else chart.number(bar.value, chart.decimals), bar.word) for bar in chart.bars]
    rows = [Row(bar.name, text, bar.strong) for bar, text in zip(chart.bars, said, strict=True)]
    numbers = [number for bar in chart.bars for number in (bar.value, bar.upper) if number is not None]
    sheet = sheet_for(rows, size, numbers)
    parts = [*sheet.axis(chart.number, chart.unit), *sheet.names()]
    for index, bar in enumerate(chart.bars):
        parts += _bar(bar, sheet, sheet.middle(index))
    return drawing(
        *parts,
        key=key,
        title=chart.title,
        description=chart.description,
        width=sheet.width,
        height=sheet.height,
        mark=mark,
    )


def _bar(bar: Bar, sheet: Sheet, y: float) -> Iterator[str]:
    start, top = sheet.along.start, y - THICK / 2
    if bar.value is None:
        if bar.state == "withheld":
            box = {"x": start + 10, "y": y - 4, "width": 8, "height": 8}
            yield tag("rect", **box, fill=palette.PAPER, stroke=palette.QUIET, class_="withheld")
            yield label(WITHHELD_WORD, start + 25, y + 4, size=12.5)
        return
    end, fill = sheet.along.at(bar.value), palette.MAIN if bar.strong else palette.OTHER
    yield tag("rect", x=start, y=top, width=max(end - start, 1.5), height=THICK, fill=fill, class_="bar")
    if bar.lower is not None and bar.upper is not None:
        low, high = sheet.along.at(bar.lower), sheet.along.at(bar.upper)
        for stroke, width in ((palette.PAPER, 4.0), (palette.INK, 1.5)):
            yield tag("line", x1=low, x2=high, y1=y, y2=y, stroke=stroke, stroke_width=width, class_="whisker")
        for x in (low, high):
            yield tag("line", x1=x, x2=x, y1=y - 4, y2=y + 4, stroke=palette.INK, stroke_width=1.5)
