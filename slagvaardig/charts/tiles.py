"""A map on which every area is equally large, roughly where it lies: a village is as visible as a city."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from slagvaardig.charts import palette
from slagvaardig.charts.classes import Legend, bounds, fill_of, hatch, spoken
from slagvaardig.charts.names import name_lines
from slagvaardig.charts.numbers import nl
from slagvaardig.charts.svg import Size, drawing, path, tag, words


@dataclass(frozen=True)
class Tile:
    """One area at a column and row. text: the value as written; group: tiles of one group lie within one outline."""

    name: str
    short: str
    column: int
    row: int
    value: float | None
    text: str
    state: str = ""
    href: str = ""
    strong: bool = False
    group: str = ""


@dataclass(frozen=True)
class TileChart:
    """Tiles coloured in classes of equally many; withheld is hatched, absent is an empty frame."""

    title: str
    description: str
    tiles: tuple[Tile, ...]
    unit: str
    decimals: int = 1
    number: Callable[[float, int], str] = field(default=nl, compare=False)

    def rows(self) -> list[tuple[str, float | None, str]]:
        """What is drawn: name, value, state."""
        return [(tile.name, tile.value, tile.state) for tile in self.tiles]


def tiles(chart: TileChart, *, key: str, size: Size = "wide", mark: str = "") -> str:
    """The map as SVG: 760 wide, or 340 for a phone. A tile with an address is a link that says name and value."""
    grid = _grid(chart, size)
    values = tuple(tile.value for tile in chart.tiles if tile.value is not None)
    states = frozenset(tile.state for tile in chart.tiles if tile.value is None)
    legend = Legend(values, states, chart.unit, chart.decimals, chart.number, grid.width)
    tops = bounds(values)
    inside = "".join(_tile(tile, fill_of(tile.value, tile.state, tops, key), grid) for tile in chart.tiles)
    parts = [
        hatch(key) if "withheld" in states else "",
        tag("g", inside, text_anchor="middle", font_size=grid.text, stroke_width=0) if inside else "",
        *_outlines(chart, grid),
        *legend.draw(grid.bottom + 10, key),
    ]
    return drawing(
        *parts,
        key=key,
        title=chart.title,
        description=chart.description,
        width=grid.width,
        height=grid.bottom + legend.height + 12,
        links=any(tile.href for tile in chart.tiles),
        mark=mark,
    )


@dataclass(frozen=True)
class _Grid:
    """Where tiles lie: the first column and row, their sides, the size of their text, the gap."""

    width: float
    column: int
    row: int
    rows: int
    side_x: float
    side_y: float
    text: float
    gap: float

    @property
    def bottom(self) -> float:
        return 4 + self.rows * self.side_y

    def place(self, column: int, row: int) -> tuple[float, float]:
        return 4 + (column - self.column) * self.side_x, 4 + (row - self.row) * self.side_y


def _grid(chart: TileChart, size: Size) -> _Grid:
    columns = [tile.column for tile in chart.tiles] or [0]
    rows = [tile.row for tile in chart.tiles] or [0]
    width, tall, text, gap = (760.0, 62.0, 13.5, 4.0) if size == "wide" else (340.0, 54.0, 12.0, 2.5)
    side = min((width - 8) / (max(columns) - min(columns) + 1), 2.0 * tall)
    return _Grid(width, min(columns), min(rows), max(rows) - min(rows) + 1, side, tall, text, gap)


def _tile(tile: Tile, fill: str, grid: _Grid) -> str:
    x, y = grid.place(tile.column, tile.row)
    wide, tall = grid.side_x - grid.gap, grid.side_y - grid.gap
    ink = palette.INK if fill.startswith("url") else palette.ink_on(fill)
    frame = tag(
        "rect",
        x=x,
        y=y,
        width=wide,
        height=tall,
        rx=4,
        fill=fill,
        stroke=palette.ACCENT if tile.strong else palette.OTHER,
        stroke_width=3 if tile.strong else 0.6,
        stroke_dasharray="3 3" if fill == palette.PAPER else None,
        class_="tile",
    )
    lines = name_lines(tile.short or tile.name, wide - 2, grid.text)
    texts = [*((part, None) for part in lines), *([(tile.text, 700)] if tile.text else [])]
    step = grid.text + 2
    first = y + (tall - step * len(texts)) / 2 + step * 0.76
    written = "".join(
        tag("text", words(text), x=x + wide / 2, y=first + step * index, font_weight=weight)
        for index, (text, weight) in enumerate(texts)
    )
    if fill.startswith("url"):
        written = halo(written)
    whole = frame + tag("g", written, fill=ink)
    if not tile.href:
        return whole
    return tag("a", whole, href=tile.href, aria_label=spoken(tile.name, tile.text, tile.value, tile.state))


def halo(written: str) -> str:
    """A white edge around the name on a hatched tile."""
    return tag("g", written, stroke=palette.PAPER, stroke_width=4, stroke_linejoin="round", paint_order="stroke")


def _outlines(chart: TileChart, grid: _Grid) -> Iterator[str]:
    """A line wherever two groups meet, so that districts can be seen; one path for all."""
    groups = {(tile.column, tile.row): tile.group for tile in chart.tiles}
    sides, half = [], grid.gap / 2
    for (column, row), group in sorted(groups.items()):
        x, y = grid.place(column, row)
        right, below = x + grid.side_x - half, y + grid.side_y - half
        left, top = x - half, y - half
        if groups.get((column + 1, row), group) != group:
            sides.append(path([(right, top), (right, below)]))
        if groups.get((column, row + 1), group) != group:
            sides.append(path([(left, below), (right, below)]))
    if sides:
        lines = "".join(sides)
        yield tag("path", d=lines, fill="none", stroke=palette.INK, stroke_width=2.5, stroke_linecap="square")
