"""A map on which every area is equally large, roughly where it lies: a village is as visible as a city."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from slagvaardig.charts import palette
from slagvaardig.charts.classes import HATCH, bounds, colour_of, hatch, legend
from slagvaardig.charts.numbers import nl
from slagvaardig.charts.svg import Size, drawing, tag, text_width, words

GAP = 4.0


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
    """The map as SVG."""
    columns = (
        max((tile.column for tile in chart.tiles), default=0) - min((t.column for t in chart.tiles), default=0) + 1
    )
    rows = max((tile.row for tile in chart.tiles), default=0) + 1
    width = 760.0 if size == "wide" else 340.0
    side_x = (width - 8) / columns
    side_y = 62.0 if size == "wide" else 44.0
    values = [tile.value for tile in chart.tiles if tile.value is not None]
    tops = bounds(values)
    withheld = any(tile.state == "withheld" for tile in chart.tiles)
    first = min((tile.column for tile in chart.tiles), default=0)
    box = _Box(first, side_x, side_y, 13.5 if size == "wide" else 10.0, key)
    parts = [hatch(key) if withheld else ""]
    parts += [_tile(chart, tile, tops, box) for tile in chart.tiles]
    parts += _outlines(chart, box)
    if tops:
        parts += legend(
            tops,
            min(values),
            number=chart.number,
            decimals=chart.decimals,
            unit=chart.unit,
            x=4,
            y=rows * side_y + 34,
            width=width,
            withheld=f"{key}-{HATCH}" if withheld else "",
        )
    return drawing(
        *parts,
        key=key,
        title=chart.title,
        description=chart.description,
        width=width,
        height=rows * side_y + (98 if withheld else 72),
        links=any(tile.href for tile in chart.tiles),
        mark=mark,
    )


@dataclass(frozen=True)
class _Box:
    """Where tiles lie: the first column, their sides, the size of their text and the key of the chart."""

    first: int
    side_x: float
    side_y: float
    text: float
    key: str

    def place(self, tile: Tile) -> tuple[float, float]:
        return 4 + (tile.column - self.first) * self.side_x, 4 + tile.row * self.side_y


def _tile(chart: TileChart, tile: Tile, tops: list[float], box: _Box) -> str:
    x, y = box.place(tile)
    fill, ink = palette.PAPER, palette.INK
    if tile.value is not None:
        fill = colour_of(tile.value, tops)
        ink = palette.ink_on(fill)
    elif tile.state == "withheld":
        fill = f"url(#{box.key}-{HATCH})"
    frame = tag(
        "rect",
        x=x,
        y=y,
        width=box.side_x - GAP,
        height=box.side_y - GAP,
        rx=4,
        fill=fill,
        stroke=palette.ACCENT if tile.strong else palette.OTHER,
        stroke_width=3 if tile.strong else 0.6,
        stroke_dasharray="3 3" if tile.value is None and tile.state != "withheld" else None,
        class_="tile",
    )
    middle = x + (box.side_x - GAP) / 2
    lines = _fitting(tile.short or tile.name, box.side_x - GAP - 6, box.text)
    texts = [(part, box.text - 0.5, None) for part in lines] + [(tile.text, box.text + 1.5, 700)]
    step = box.text + 1.5
    top = y + (box.side_y - GAP - step * len(texts)) / 2 + step * 0.8
    written = "".join(
        tag(
            "text",
            words(text),
            x=middle,
            y=top + step * index,
            font_size=size,
            fill=ink,
            text_anchor="middle",
            font_weight=weight,
        )
        for index, (text, size, weight) in enumerate(texts)
        if text
    )
    whole = frame + written
    spoken = f"{tile.name}: {tile.text or tile.state}"
    return tag("a", whole, href=tile.href, aria_label=spoken) if tile.href else whole


def _fitting(name: str, room: float, size: float) -> list[str]:
    """A name on one or two lines that fit; what still does not is cut with a dot."""
    if text_width(name, size) <= room:
        return [name]
    lines = [""]
    for part in name.split():
        longer = f"{lines[-1]} {part}".strip()
        if text_width(longer, size) <= room or not lines[-1]:
            lines[-1] = longer
        else:
            lines.append(part)
    return [_cut(part, room, size) for part in lines[:2]]


def _cut(part: str, room: float, size: float) -> str:
    while len(part) > 2 and text_width(part, size) > room:
        part = part.rstrip(".")[:-1] + "."
    return part


def _outlines(chart: TileChart, box: _Box) -> Iterator[str]:
    """A line wherever two groups meet, so that districts can be seen."""
    groups = {(tile.column, tile.row): tile.group for tile in chart.tiles}
    if len(set(groups.values())) < 2:
        return
    half = GAP / 2
    for (column, row), group in groups.items():
        x = 4 + (column - box.first) * box.side_x - half
        y = 4 + row * box.side_y - half
        for (right, below), (dx1, dy1, dx2, dy2) in (((1, 0), (1, 0, 1, 1)), ((0, 1), (0, 1, 1, 1))):
            other = groups.get((column + right, row + below))
            if other is not None and other != group:
                yield tag(
                    "line",
                    x1=x + dx1 * box.side_x,
                    y1=y + dy1 * box.side_y,
                    x2=x + dx2 * box.side_x,
                    y2=y + dy2 * box.side_y,
                    stroke=palette.DARK,
                    stroke_width=2,
                    class_="border",
                )
