"""Rates against size, with the limits that chance allows: who is small may lie far from the middle."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

from slagvaardig.charts import palette
from slagvaardig.charts.line import FRAMES, Frame
from slagvaardig.charts.numbers import nl
from slagvaardig.charts.scales import Linear, Logarithmic, decimals_for, log_ticks, nice_top, ticks
from slagvaardig.charts.svg import Size, drawing, label, path, tag, text_width

OUTER, INNER = "#e6eef7", "#c9d8ec"


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
    """sizes in rising order, with at each of them the limits around centre."""

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


def funnel(chart: FunnelChart, *, key: str, size: Size = "wide", mark: str = "") -> str:
    """The chart as SVG."""
    frame = FRAMES[size]._replace(right=FRAMES[size].width - 14)
    across = Logarithmic(chart.sizes[0], chart.sizes[-1], frame.left, frame.right)
    highest = max([point.value for point in chart.points] + [chart.centre * 1.6])
    up = Linear(0, nice_top(highest), frame.bottom, frame.top)
    parts = [
        *_limits(chart, across, up),
        *_axes(chart, frame, across, up),
        *(_point(point, across, up) for point in chart.points),
        *_names(chart, frame, across, up),
    ]
    links = any(point.href for point in chart.points)
    return drawing(
        *parts,
        key=key,
        title=chart.title,
        description=chart.description,
        width=frame.width,
        height=frame.height,
        links=links,
        mark=mark,
    )


def _limits(chart: FunnelChart, across: Logarithmic, up: Linear) -> Iterator[str]:
    for lower, upper, fill in ((chart.lower998, chart.upper998, OUTER), (chart.lower95, chart.upper95, INNER)):
        places = [across.at(size) for size in chart.sizes]
        high = [(x, up.at(min(value, up.high))) for x, value in zip(places, upper, strict=True)]
        low = [(x, up.at(value)) for x, value in zip(places, lower, strict=True)]
        yield tag("path", d=path([*high, *reversed(low)], closed=True), fill=fill, class_="band")


def _axes(chart: FunnelChart, frame: Frame, across: Logarithmic, up: Linear) -> Iterator[str]:
    marks = ticks(up.high)
    for value in marks:
        y = up.at(value)
        yield tag("line", x1=frame.left, x2=frame.right, y1=y, y2=y, stroke=palette.GRID, opacity=0.7, class_="grid")
        yield label(chart.number(value, decimals_for(marks[1])), frame.left - 8, y + 4, anchor="end", size=12.5)
    y = up.at(chart.centre)
    yield tag("line", x1=frame.left, x2=frame.right, y1=y, y2=y, stroke=palette.MAIN, stroke_dasharray="6 4")
    last = -100.0
    for value in log_ticks(across.low, across.high):
        x = across.at(value)
        if x - last > 52 and x < frame.right - 16:
            yield label(chart.number(value, 0), x, frame.bottom + 18, anchor="middle", size=12.5)
            last = x
    yield label(chart.unit, 2, 12, size=12.5)
    yield label(chart.size_word, frame.right, frame.bottom + 36, anchor="end", size=12.5)


def _point(point: FunnelPoint, across: Logarithmic, up: Linear) -> str:
    x, y = across.at(point.size), up.at(point.value)
    if point.outside:
        shape = tag("path", d=path([(x, y - 6), (x + 6, y), (x, y + 6), (x - 6, y)], closed=True), fill=palette.ACCENT)
    else:
        fill = palette.MAIN if point.strong else palette.OTHER
        shape = tag("circle", cx=x, cy=y, r=6 if point.strong else 4, fill=fill, stroke=palette.PAPER, class_="dot")
    if point.strong:
        shape += tag("circle", cx=x, cy=y, r=10, fill="none", stroke=palette.DARK, stroke_width=1.5)
    return tag("a", shape, href=point.href, aria_label=point.name) if point.href else shape


def _names(chart: FunnelChart, frame: Frame, across: Logarithmic, up: Linear) -> Iterator[str]:
    """Names of the area it is about and of those outside the limits, where they fit without lying over another."""
    taken: list[tuple[float, float, float, float]] = []
    wanted = sorted(chart.points, key=lambda point: (not point.strong, -abs(point.value - chart.centre)))
    for point in wanted:
        if not (point.strong or point.outside):
            continue
        width = text_width(point.name, 13)
        x, y = across.at(point.size) + 11, up.at(point.value) + 4
        left = x + width > frame.right
        box = (x - width - 22 if left else x, y - 11, x - 22 if left else x + width, y + 3)
        if _free(box, taken) or point.strong:
            taken.append(box)
            yield label(
                point.name,
                box[2] if left else box[0],
                y,
                size=13,
                fill=palette.INK,
                anchor="end" if left else None,
                weight=700 if point.strong else None,
            )


def _free(box: tuple[float, float, float, float], taken: Sequence[tuple[float, float, float, float]]) -> bool:
    return all(box[2] < own[0] or own[2] < box[0] or box[3] < own[1] or own[3] < box[1] for own in taken)
