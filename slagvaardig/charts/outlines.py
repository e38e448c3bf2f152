"""A map of true boundaries, drawn from rings of longitude and latitude."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from math import cos, radians

from slagvaardig.charts import palette
from slagvaardig.charts.classes import HATCH, bounds, colour_of, hatch, legend
from slagvaardig.charts.numbers import nl
from slagvaardig.charts.scales import Linear
from slagvaardig.charts.svg import Size, drawing, path, tag, words

Ring = Sequence[tuple[float, float]]


@dataclass(frozen=True)
class Shape:
    """One area: its rings, each a row of (longitude, latitude) in degrees."""

    name: str
    rings: tuple[tuple[tuple[float, float], ...], ...]
    value: float | None
    text: str
    state: str = ""
    href: str = ""
    strong: bool = False


@dataclass(frozen=True)
class OutlineChart:
    """Shapes coloured in classes of equally many; withheld is hatched, absent is empty."""

    title: str
    description: str
    shapes: tuple[Shape, ...]
    unit: str
    decimals: int = 1
    number: Callable[[float, int], str] = field(default=nl, compare=False)

    def rows(self) -> list[tuple[str, float | None, str]]:
        """What is drawn: name, value, state."""
        return [(shape.name, shape.value, shape.state) for shape in self.shapes]


def outlines(chart: OutlineChart, *, key: str, size: Size = "wide", mark: str = "") -> str:
    """The map as SVG, in an equirectangular projection around its own middle."""
    width = 760.0 if size == "wide" else 340.0
    points = [point for shape in chart.shapes for ring in shape.rings for point in ring]
    if not points:
        points = [(0.0, 0.0), (1.0, 1.0)]
    west, east = min(x for x, _ in points), max(x for x, _ in points)
    south, north = min(y for _, y in points), max(y for _, y in points)
    shrink = cos(radians((south + north) / 2))
    height = min(620.0, (north - south) / max(1e-9, (east - west) * shrink) * (width - 8))
    used = (east - west) * shrink / max(1e-9, north - south) * height
    across = Linear(west, east, (width - used) / 2, (width + used) / 2)
    up = Linear(south, north, height, 4)
    values = [shape.value for shape in chart.shapes if shape.value is not None]
    tops = bounds(values)
    withheld = any(shape.state == "withheld" for shape in chart.shapes)
    fills = f"{key}-{HATCH}"
    ordered = sorted(chart.shapes, key=lambda shape: shape.strong)
    parts = [hatch(key) if withheld else "", *(_shape(shape, tops, across, up, fills) for shape in ordered)]
    if tops:
        parts += legend(
            tops,
            min(values),
            number=chart.number,
            decimals=chart.decimals,
            unit=chart.unit,
            x=4,
            y=height + 32,
            width=width,
            withheld=fills if withheld else "",
        )
    return drawing(
        *parts,
        key=key,
        title=chart.title,
        description=chart.description,
        width=width,
        height=height + (96 if withheld else 70),
        links=any(shape.href for shape in chart.shapes),
        mark=mark,
    )


def thinned(ring: Ring, tolerance: float) -> list[tuple[float, float]]:
    """The ring with fewer points: none of those left out lies further than `tolerance` degrees from what remains.

    Formula: Douglas & Peucker 1973, without recursion. When it lies: neighbours thinned apart may show slivers.
    """
    if len(ring) < 4:
        return list(ring)
    keep = {0, len(ring) - 1}
    waiting = [(0, len(ring) - 1)]
    while waiting:
        first, last = waiting.pop()
        far, place = max(((_off(ring, first, last, at), at) for at in range(first + 1, last)), default=(0.0, first))
        if far > tolerance:
            keep.add(place)
            waiting += [(first, place), (place, last)]
    return [ring[place] for place in sorted(keep)]


def _off(ring: Ring, first: int, last: int, at: int) -> float:
    (ax, ay), (bx, by), (x, y) = ring[first], ring[last], ring[at]
    span = ((bx - ax) ** 2 + (by - ay) ** 2) ** 0.5
    if span == 0:
        return float(((x - ax) ** 2 + (y - ay) ** 2) ** 0.5)
    return float(abs((bx - ax) * (ay - y) - (ax - x) * (by - ay)) / span)


def _shape(shape: Shape, tops: list[float], across: Linear, up: Linear, fills: str) -> str:
    fill = palette.PAPER
    if shape.value is not None:
        fill = colour_of(shape.value, tops)
    elif shape.state == "withheld":
        fill = f"url(#{fills})"
    spoken = f"{shape.name}: {shape.text or shape.state}"
    drawn = tag(
        "path",
        tag("title", words(spoken)),
        d="".join(path([(across.at(x), up.at(y)) for x, y in ring], closed=True) for ring in shape.rings),
        fill=fill,
        fill_rule="evenodd",
        stroke=palette.ACCENT if shape.strong else palette.QUIET,
        stroke_width=2.5 if shape.strong else 0.7,
        class_="area",
    )
    return tag("a", drawn, href=shape.href, aria_label=spoken) if shape.href else drawn
