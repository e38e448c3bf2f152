"""A map of true boundaries, drawn from rings of longitude and latitude."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from math import cos, radians

from slagvaardig.charts import palette
from slagvaardig.charts.classes import Legend, bounds, fill_of, hatch, spoken
from slagvaardig.charts.numbers import nl
from slagvaardig.charts.scales import Linear
from slagvaardig.charts.svg import Size, drawing, path, tag, words

Ring = Sequence[tuple[float, float]]
Rings = tuple[tuple[tuple[float, float], ...], ...]
DETAIL = 0.4


@dataclass(frozen=True)
class Shape:
    """One area: its rings, each a row of (longitude, latitude) in degrees."""

    name: str
    rings: Rings
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


@dataclass(frozen=True)
class _Map:
    """The projection: equirectangular around the middle of all shapes, so that a circle stays round there."""

    across: Linear
    up: Linear
    bottom: float

    def at(self, ring: Ring) -> list[tuple[float, float]]:
        return thinned([(self.across.at(x), self.up.at(y)) for x, y in ring], DETAIL)


def outlines(chart: OutlineChart, *, key: str, size: Size = "wide", mark: str = "") -> str:
    """The map as SVG: 760 wide, or 340 for a phone. An area with an address is a link that says name and value."""
    width = 760.0 if size == "wide" else 340.0
    rings = tuple(ring for shape in chart.shapes for ring in shape.rings)
    ground = _ground(rings, width, 620.0 if size == "wide" else 460.0)
    values = tuple(shape.value for shape in chart.shapes if shape.value is not None)
    states = frozenset(shape.state for shape in chart.shapes if shape.value is None)
    legend = Legend(values, states, chart.unit, chart.decimals, chart.number, width)
    tops = bounds(values)
    ordered = sorted(chart.shapes, key=lambda shape: shape.strong)
    parts = [
        hatch(key) if "withheld" in states else "",
        *(_shape(shape, fill_of(shape.value, shape.state, tops, key), ground) for shape in ordered),
        *legend.draw(ground.bottom + 14, key),
    ]
    return drawing(
        *parts,
        key=key,
        title=chart.title,
        description=chart.description,
        width=width,
        height=ground.bottom + legend.height + 18,
        links=any(shape.href for shape in chart.shapes),
        mark=mark,
    )


@lru_cache(maxsize=16)
def _ground(rings: Rings, width: float, tallest: float) -> _Map:
    points = [point for ring in rings for point in ring] or [(0.0, 0.0)]
    west, east = min(x for x, _ in points), max(x for x, _ in points)
    south, north = min(y for _, y in points), max(y for _, y in points)
    wide = max((east - west) * cos(radians((south + north) / 2)), 1e-9)
    tall = max(north - south, 1e-9)
    scale = min((width - 8) / wide, tallest / tall)
    half, bottom = wide * scale / 2, 4 + tall * scale
    return _Map(Linear(west, east, width / 2 - half, width / 2 + half), Linear(south, north, bottom, 4), bottom)


def thinned(ring: Ring, tolerance: float) -> list[tuple[float, float]]:
    """The ring with fewer points: none of those left out lies further than `tolerance` from what remains.

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


@lru_cache(maxsize=1024)
def _edges(rings: Rings, ground: _Map) -> str:
    """Kept, because outlines stay the same from page to page and thinning them is most of the work of a map."""
    return "".join(path(ground.at(ring), closed=True) for ring in rings if ring)


def _shape(shape: Shape, fill: str, ground: _Map) -> str:
    said = spoken(shape.name, shape.text, shape.value, shape.state)
    drawn = tag(
        "path",
        tag("title", words(said)),
        d=_edges(shape.rings, ground),
        fill=fill,
        fill_rule="evenodd",
        stroke=palette.ACCENT if shape.strong else palette.PAPER if shape.value is not None else palette.OTHER,
        stroke_width=3 if shape.strong else 1,
        stroke_linejoin="round",
        stroke_dasharray="3 3" if fill == palette.PAPER else None,
        class_="area",
    )
    return tag("a", drawn, href=shape.href, aria_label=said) if shape.href else drawn
