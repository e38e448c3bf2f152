"""One series over time, with its margin, gaps, breaks and comparators."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from slagvaardig.charts import palette
from slagvaardig.charts.numbers import nl
from slagvaardig.charts.scales import Linear, decimals_for, nice_top, spread, ticks
from slagvaardig.charts.svg import Size, drawing, label, path, tag, text_width

WITHHELD_WORD = "niet gegeven"
Place = tuple[float, float]


@dataclass(frozen=True)
class LinePoint:
    """One period. value, lower and upper are None when state is 'withheld' or 'absent'."""

    x: str
    value: float | None
    lower: float | None = None
    upper: float | None = None
    state: str = ""
    provisional: bool = False


@dataclass(frozen=True)
class Comparator:
    """Another series, drawn thin: one value per point, None where it has none."""

    name: str
    values: tuple[float | None, ...]


@dataclass(frozen=True)
class BreakMark:
    """The line is cut before period x; word says why."""

    x: str
    word: str


@dataclass(frozen=True)
class LineChart:
    """points in order of time. top: highest value of the axis, for equal axes. baseline: a period to mark."""

    title: str
    description: str
    points: tuple[LinePoint, ...]
    unit: str
    comparators: tuple[Comparator, ...] = ()
    breaks: tuple[BreakMark, ...] = ()
    baseline: str | None = None
    baseline_word: str = ""
    limit: tuple[float, str] | None = None
    decimals: int = 1
    top: float | None = None
    number: Callable[[float, int], str] = field(default=nl, compare=False)

    def rows(self) -> list[tuple[str, float | None, float | None, float | None, str]]:
        """What is drawn: period, value, lower, upper, state."""
        return [(point.x, point.value, point.lower, point.upper, point.state) for point in self.points]

    @property
    def highest(self) -> float:
        """The highest number that must fit."""
        numbers = [number for point in self.points for number in (point.value, point.upper) if number is not None]
        numbers += [value for other in self.comparators for value in other.values if value is not None]
        numbers += [self.limit[0]] if self.limit else []
        return self.top if self.top is not None else max(numbers, default=1.0)


class Frame(NamedTuple):
    """Where the chart lies in the drawing."""

    width: float
    height: float
    left: float
    right: float
    top: float
    bottom: float


FRAMES = {"wide": Frame(760, 320, 52, 610, 24, 280), "narrow": Frame(340, 260, 40, 252, 24, 218)}


def line(chart: LineChart, *, key: str, size: Size = "wide", mark: str = "") -> str:
    """The chart as SVG."""
    frame = FRAMES[size]
    across = Linear(0, max(1, len(chart.points) - 1), frame.left + 8, frame.right - 8)
    up = Linear(0, nice_top(chart.highest), frame.bottom, frame.top)
    cuts = {found.x for found in chart.breaks}
    parts = [
        *_grid(chart, frame, up),
        *_periods(chart, frame, across),
        *_breaks(chart, frame, across),
        *bands(chart.points, cuts, across, up),
        *_comparators(chart, across, up),
        *runs(chart.points, cuts, across, up),
        *_gaps(chart, frame, across),
        *_labels(chart, frame, up, 13 if size == "wide" else 12),
    ]
    return drawing(
        *parts,
        key=key,
        title=chart.title,
        description=chart.description,
        width=frame.width,
        height=frame.height,
        mark=mark,
    )


def bands(points: Sequence[LinePoint], cuts: set[str], across: Linear, up: Linear) -> Iterator[str]:
    """The margin of each unbroken run."""
    for run in _unbroken(points, cuts):
        low = [(across.at(place), up.at(point.lower)) for place, point in run if point.lower is not None]
        high = [(across.at(place), up.at(point.upper)) for place, point in run if point.upper is not None]
        if len(low) == len(high) > 1:
            yield tag("path", d=path([*high, *reversed(low)], closed=True), class_="band", fill=palette.BAND)
        elif len(low) == len(high) == 1:
            yield _whisker(low[0], high[0])


def runs(
    points: Sequence[LinePoint], cuts: set[str], across: Linear, up: Linear, *, dots: bool = True
) -> Iterator[str]:
    """Line and points of each unbroken run: a gap or a break is never bridged."""
    for run in _unbroken(points, cuts):
        places = [(across.at(place), up.at(point.value or 0.0)) for place, point in run]
        if len(places) > 1:
            yield tag("path", d=path(places), class_="main", fill="none", stroke=palette.MAIN, stroke_width=2.5)
        if dots and (len(points) <= 16 or len(run) == 1):
            yield from (_dot(place, point.provisional) for place, (_, point) in zip(places, run, strict=True))


def _unbroken(points: Sequence[LinePoint], cuts: set[str]) -> Iterator[list[tuple[int, LinePoint]]]:
    run: list[tuple[int, LinePoint]] = []
    for place, point in enumerate(points):
        if run and (point.x in cuts or point.value is None):
            yield run
            run = []
        if point.value is not None:
            run.append((place, point))
    if run:
        yield run


def _dot(place: Place, provisional: bool) -> str:
    fill = palette.PAPER if provisional else palette.MAIN
    return tag("circle", cx=place[0], cy=place[1], r=4, fill=fill, stroke=palette.MAIN, stroke_width=2, class_="dot")


def _whisker(low: Place, high: Place) -> str:
    return tag("line", x1=low[0], x2=high[0], y1=low[1], y2=high[1], stroke=palette.BAND, stroke_width=8, class_="band")


def _grid(chart: LineChart, frame: Frame, up: Linear) -> Iterator[str]:
    marks = ticks(up.high)
    decimals = decimals_for(marks[1])
    for value in marks:
        y = up.at(value)
        yield tag("line", x1=frame.left, x2=frame.right, y1=y, y2=y, stroke=palette.GRID, class_="grid")
        yield label(chart.number(value, decimals), frame.left - 8, y + 4, anchor="end", size=12.5)
    yield label(chart.unit, 2, 12, size=12.5)
    if chart.limit:
        y = up.at(chart.limit[0])
        yield tag("line", x1=frame.left, x2=frame.right, y1=y, y2=y, stroke=palette.QUIET, stroke_dasharray="2 4")


def _periods(chart: LineChart, frame: Frame, across: Linear) -> Iterator[str]:
    names = [point.x for point in chart.points]
    monthly = any(len(name) > 4 for name in names)
    shown = [place for place, name in enumerate(names) if not monthly or name.endswith(("-01", "-Q1"))]
    texts = {place: names[place][:4] for place in shown}
    room = (frame.right - frame.left) / max(1, len(texts))
    every = max(1, -(-38 // int(max(1, room))))
    for index, (place, text) in enumerate(texts.items()):
        x = across.at(place)
        if index % every == 0:
            yield tag("line", x1=x, x2=x, y1=frame.bottom, y2=frame.bottom + 5, stroke=palette.QUIET)
            yield label(text, x, frame.bottom + 19, anchor="middle", size=12.5)
    if chart.baseline in names:
        x = across.at(names.index(chart.baseline))
        yield tag(
            "path",
            d=path([(x - 5, frame.bottom + 34), (x + 5, frame.bottom + 34), (x, frame.bottom + 26)], closed=True),
            fill=palette.ACCENT,
        )
        yield label(chart.baseline_word, max(x - 5, 2) + 14, frame.bottom + 36, size=12.5, fill=palette.ACCENT)


def _breaks(chart: LineChart, frame: Frame, across: Linear) -> Iterator[str]:
    names = [point.x for point in chart.points]
    for found in chart.breaks:
        place = next((index for index, name in enumerate(names) if name >= found.x), None)
        if place is None:
            continue
        x = across.at(max(0.0, place - 0.5))
        yield tag(
            "line",
            x1=x,
            x2=x,
            y1=frame.top - 4,
            y2=frame.bottom,
            stroke=palette.ACCENT,
            stroke_dasharray="5 4",
            class_="break",
        )
        after = x + text_width(found.word, 12.5) + 8 < frame.right
        yield label(
            found.word,
            x + (5 if after else -5),
            frame.top + 6,
            size=12.5,
            fill=palette.ACCENT,
            anchor=None if after else "end",
        )


def _comparators(chart: LineChart, across: Linear, up: Linear) -> Iterator[str]:
    dashes = (None, "7 3", "2 3")
    for other, dash in zip(chart.comparators, dashes * 3, strict=False):
        run: list[Place] = []
        for place, value in [*enumerate(other.values), (0, None)]:
            if value is not None:
                run.append((across.at(place), up.at(value)))
            elif run:
                yield tag(
                    "path",
                    d=path(run),
                    fill="none",
                    stroke=palette.OTHER,
                    stroke_width=1.5,
                    stroke_dasharray=dash,
                    class_="other",
                )
                run = []


def _gaps(chart: LineChart, frame: Frame, across: Linear) -> Iterator[str]:
    """A withheld period: a hollow mark on the axis and once the word, never a point at zero."""
    told = False
    for place, point in enumerate(chart.points):
        if point.state == "withheld":
            x = across.at(place)
            yield tag(
                "rect",
                x=x - 4,
                y=frame.bottom - 14,
                width=8,
                height=8,
                fill=palette.PAPER,
                stroke=palette.QUIET,
                class_="withheld",
            )
            if not told:
                yield label(WITHHELD_WORD, x, frame.bottom - 20, anchor="middle", size=12)
            told = True


def _labels(chart: LineChart, frame: Frame, up: Linear, size: float) -> Iterator[str]:
    """Direct labels at the right: the newest value large, each comparator by name, none over another."""
    newest = next((point for point in reversed(chart.points) if point.value is not None), None)
    rows: list[tuple[float, str, bool]] = []
    if newest is not None and newest.value is not None:
        rows.append((up.at(newest.value), chart.number(newest.value, chart.decimals), True))
    for other in chart.comparators:
        last = next((value for value in reversed(other.values) if value is not None), None)
        if last is not None:
            rows.append((up.at(last), f"{other.name} {chart.number(last, chart.decimals)}", False))
    places = spread([y for y, _, _ in rows], size + 5, frame.top + 4, frame.bottom - 2)
    for (_, text, main), y in zip(rows, places, strict=True):
        x = frame.right + 4
        if main:
            yield label(text, x, y + 5, size=size + 4, fill=palette.DARK, weight=700)
        else:
            for index, part in enumerate(_wrapped(text, frame.width - x, size)):
                yield label(part, x, y + 4 + index * size, size=size - 0.5)


def _wrapped(text: str, room: float, size: float) -> list[str]:
    """Shortened to one line that fits: the end, which holds the number, is kept."""
    if text_width(text, size) <= room:
        return [text]
    name, _, number = text.rpartition(" ")
    while name and text_width(f"{name}… {number}", size) > room:
        name = name[:-1]
    return [f"{name.rstrip()}… {number}"]
