"""Rates against size, with the limits that chance allows: who is small may lie far from the middle."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from slagvaardig.charts import palette
from slagvaardig.charts.axes import TEXT, Frame, grid, heights, room_for
from slagvaardig.charts.numbers import MEAN_WORD, nl
from slagvaardig.charts.places import Box, apart, free_place, within
from slagvaardig.charts.scales import Linear, Logarithmic, log_ticks, nice_top
from slagvaardig.charts.svg import Size, drawing, halo, label, path, tag, text_width, words, written_out

OUTER, INNER = "#edf2f9", "#d3e0f0"
NAME = 13.0
FEW = 60
MOST_NAMES = 16


@dataclass(frozen=True)
class FunnelPoint:
    """One area. outside: '' within the limits, '95' or '998' outside those. strong: the area that it is about."""

    name: str
    size: float
    value: float
    strong: bool = False
    outside: str = ""
    href: str = ""


@dataclass(frozen=True)
class FunnelChart:
    """sizes in rising order, with at each of them the limits around centre. Sizes are above 0."""

    title: str
    description: str
    points: tuple[FunnelPoint, ...]
    centre: float
    sizes: tuple[float, ...]
    lower95: tuple[float, ...]
    upper95: tuple[float, ...]
    lower998: tuple[float, ...]
    upper998: tuple[float, ...]
    unit: str
    size_word: str
    decimals: int = 1
    number: Callable[[float, int], str] = field(default=nl, compare=False)

    def rows(self) -> list[tuple[str, float, float, str]]:
        """What is drawn: name, size, value, outside."""
        return [(point.name, point.size, point.value, point.outside) for point in self.points]


@dataclass(frozen=True)
class _Plot:
    """The chart with its scales."""

    chart: FunnelChart
    frame: Frame
    across: Logarithmic
    up: Linear

    def at(self, point: FunnelPoint) -> tuple[float, float]:
        return self.across.at(max(point.size, self.across.low)), self.up.at(point.value)


def funnel(chart: FunnelChart, *, key: str, size: Size = "wide", mark: str = "") -> str:
    """The chart as SVG: 760 wide, or 340 for a phone. Diamonds lie outside the limits, filled ones far outside."""
    plot = _plot(chart, size)
    parts = [*_limits(plot), *_axes(plot), *_points(plot), halo(*_names(plot), size=NAME, fill=palette.INK)]
    return drawing(
        *parts,
        key=key,
        title=chart.title,
        description=chart.description,
        width=plot.frame.width,
        height=plot.frame.bottom + 46,
        links=any(point.href for point in chart.points),
        mark=mark,
    )


def _plot(chart: FunnelChart, size: Size) -> _Plot:
    width, bottom = (760.0, 330.0) if size == "wide" else (340.0, 290.0)
    sizes = [one for one in (*chart.sizes, *(point.size for point in chart.points)) if one > 0] or [1.0, 10.0]
    highest = max([point.value for point in chart.points] + [chart.centre * 1.6])
    up = Linear(0, nice_top(highest), bottom, 30)
    left = room_for(heights(up, chart.number))
    frame = Frame(width, left, width - 12, 30, bottom)
    return _Plot(chart, frame, Logarithmic(min(sizes), max(sizes), left, frame.right), up)


def _limits(plot: _Plot) -> Iterator[str]:
    chart, up = plot.chart, plot.up
    places = [plot.across.at(size) for size in chart.sizes]
    for lower, upper, fill in ((chart.lower998, chart.upper998, OUTER), (chart.lower95, chart.upper95, INNER)):
        high = [(x, up.at(min(value, up.high))) for x, value in zip(places, upper, strict=True)]
        low = [(x, up.at(min(max(value, 0.0), up.high))) for x, value in zip(places, lower, strict=True)]
        if places:
            yield tag("path", d=path([*high, *reversed(low)], closed=True), fill=fill, class_="band")


def _axes(plot: _Plot) -> Iterator[str]:
    chart, frame, across = plot.chart, plot.frame, plot.across
    yield from grid(heights(plot.up, chart.number), frame, plot.up)
    y = plot.up.at(chart.centre)
    yield tag("line", x1=frame.left, x2=frame.right, y1=y, y2=y, stroke=palette.MAIN, stroke_dasharray="6 4")
    end = frame.left - 20
    for value in log_ticks(across.low, across.high):
        text, x = chart.number(value, 0), across.at(value)
        half = text_width(text, TEXT) / 2
        if x - half > end + 10 and x + half < frame.width:
            yield tag("line", x1=x, x2=x, y1=frame.bottom, y2=frame.bottom + 5, stroke=palette.OTHER)
            yield label(text, x, frame.bottom + 19, anchor="middle", size=TEXT)
            end = x + half
    yield label(chart.unit, 2, 14, size=TEXT)
    yield label(chart.size_word, frame.right, frame.bottom + 38, anchor="end", size=TEXT)


def _points(plot: _Plot) -> Iterator[str]:
    """Those within the limits share their look in one group, which keeps many of them small; the others on top."""
    plain = [point for point in plot.chart.points if not (point.strong or point.outside)]
    small = 4 if len(plot.chart.points) <= FEW else 3.2
    dots = (_linked(plot, point, tag("circle", cx=plot.at(point)[0], cy=plot.at(point)[1], r=small)) for point in plain)
    if plain:
        yield tag("g", *dots, fill=palette.OTHER, stroke=palette.PAPER, stroke_width=0.8, class_="dots")
    for outside, fill in (("95", palette.PAPER), ("998", palette.ACCENT)):
        far = [
            _linked(plot, point, _diamond(*plot.at(point))) for point in plot.chart.points if point.outside == outside
        ]
        if far:
            yield tag("g", *far, fill=fill, stroke=palette.ACCENT, stroke_width=1.6, class_=f"out{outside}")
    for point in plot.chart.points:
        if point.strong:
            x, y = plot.at(point)
            ring = tag("circle", cx=x, cy=y, r=9.5, fill="none", stroke=palette.DARK, stroke_width=2)
            dot = "" if point.outside else tag("circle", cx=x, cy=y, r=5.5, fill=palette.MAIN, stroke=palette.PAPER)
            yield ring + dot if point.outside else _linked(plot, point, ring + dot)


def _diamond(x: float, y: float) -> str:
    return tag("path", d=f"M{written_out(x)} {written_out(y - 5)}l5 5-5 5-5-5z")


def _linked(plot: _Plot, point: FunnelPoint, shape: str) -> str:
    if not point.href:
        return shape
    spoken = f"{point.name}: {plot.chart.number(point.value, plot.chart.decimals)}"
    return tag("a", shape, href=point.href, aria_label=spoken)


def _names(plot: _Plot) -> Iterator[str]:
    """The area it is about, then what the bands and the line are, then who is outside, furthest first, where it fits.

    The number at the line and the words of the bands give way to the name of the area that it is about.
    """
    chart, frame = plot.chart, plot.frame
    told = [point for point in chart.points if point.strong or point.outside]
    taken = [_around(plot.at(point), 5) for point in chart.points]
    room = (frame.left, frame.top - 12, frame.width - 2, frame.bottom)
    for point in sorted((one for one in told if one.strong), key=lambda one: one.name):
        yield from _name(point, plot.at(point), taken, room, must=True)
    for text, fill, x, y in _explained(plot):
        box = (x - text_width(text, NAME), y - 11, x, y + 3)
        if apart(box, taken) and within(box, room):
            taken.append(box)
            yield tag("text", words(text), x=x, y=y, fill=fill, text_anchor="end")
    furthest = sorted(
        (one for one in told if not one.strong), key=lambda one: (one.outside == "95", -abs(one.value - chart.centre))
    )
    for point in furthest[: MOST_NAMES if frame.width > 500 else MOST_NAMES // 2]:
        yield from _name(point, plot.at(point), taken, room)


def _explained(plot: _Plot) -> Iterator[tuple[str, str, float, float]]:
    chart, frame = plot.chart, plot.frame
    mean = f"{MEAN_WORD} {chart.number(chart.centre, chart.decimals)}"
    yield mean, palette.DARK, frame.right, plot.up.at(chart.centre) - 5
    for text, upper in (("95%", chart.upper95), ("99,8%", chart.upper998)):
        if upper:
            end = frame.left + 5 + text_width(text, NAME)
            yield text, palette.QUIET, end, max(plot.up.at(min(upper[0], plot.up.high)), frame.top) + 17


def _name(
    point: FunnelPoint, at: tuple[float, float], taken: list[Box], room: Box, *, must: bool = False
) -> Iterator[str]:
    width = text_width(point.name, NAME) * (1.08 if point.strong else 1)
    box = free_place(at, width, NAME, taken, room, reach=13 if point.strong else 9, must=must)
    if box is not None:
        taken.append(box)
        weight = 700 if point.strong else None
        yield tag("text", words(point.name), x=box[0], y=box[3] - 3, font_weight=weight)


def _around(at: tuple[float, float], radius: float) -> Box:
    return at[0] - radius, at[1] - radius, at[0] + radius, at[1] + radius
