"""What goes from where to where: a box, an arrow with words, and a box; one row per flow, in the order given."""

from collections.abc import Iterator
from dataclasses import dataclass

from slagvaardig.charts import palette
from slagvaardig.charts.svg import Size, drawing, label, path, tag, wrapped

WIDE, NARROW = 760.0, 340.0
BOX, TALL, GAP = 200.0, 46.0, 20.0
DOWN = 58.0  # length of an arrow on a phone, where boxes stand below each other
TEXT, LINE = 13.0, 17.0
EDGE = 2.0


@dataclass(frozen=True)
class Arrow:
    """One flow; `name` is what goes."""

    name: str
    source: str
    target: str


@dataclass(frozen=True)
class FlowChart:
    """arrows from top to bottom as given."""

    title: str
    description: str
    arrows: tuple[Arrow, ...]

    def rows(self) -> list[tuple[str, str, str]]:
        """What is drawn: what goes, from where, to where."""
        return [(arrow.name, arrow.source, arrow.target) for arrow in self.arrows]


def flows(chart: FlowChart, *, key: str, size: Size = "wide", mark: str = "") -> str:
    """The chart as SVG: 760 wide with boxes side by side, or 340 for a phone with boxes below each other."""
    wide = size == "wide"
    step = (TALL if wide else 2 * TALL + DOWN) + GAP
    parts: list[str] = []
    for index, arrow in enumerate(chart.arrows):
        parts += _beside(arrow, index * step + EDGE) if wide else _below(arrow, index * step + EDGE)
    height = max(1, len(chart.arrows)) * step - GAP + 2 * EDGE
    return drawing(
        *parts,
        key=key,
        title=chart.title,
        description=chart.description,
        width=WIDE if wide else NARROW,
        height=height,
        mark=mark,
    )


def _beside(arrow: Arrow, top: float) -> Iterator[str]:
    end = WIDE - BOX - EDGE
    yield from _box(arrow.source, EDGE, top, BOX)
    yield from _box(arrow.target, end, top, BOX)
    y = top + TALL / 2 + 12
    yield from _line((BOX + EDGE + 6, y), (end - 6, y))
    lines = wrapped(arrow.name, end - BOX - 40, TEXT)
    for place, line in enumerate(lines):
        down = y - 8 - (len(lines) - 1 - place) * LINE
        yield label(line, (BOX + end) / 2, down, size=TEXT, anchor="middle", fill=palette.INK)


def _below(arrow: Arrow, top: float) -> Iterator[str]:
    yield from _box(arrow.source, EDGE, top, NARROW - 2 * EDGE)
    yield from _box(arrow.target, EDGE, top + TALL + DOWN, NARROW - 2 * EDGE)
    yield from _line((24, top + TALL + 5), (24, top + TALL + DOWN - 5))
    lines = wrapped(arrow.name, NARROW - 52, TEXT)
    first = top + TALL + DOWN / 2 + 4.5 - (len(lines) - 1) * LINE / 2
    for place, line in enumerate(lines):
        yield label(line, 42, first + place * LINE, size=TEXT, fill=palette.INK)


def _box(text: str, x: float, y: float, width: float) -> Iterator[str]:
    edge = {"fill": palette.PAPER, "stroke": palette.MAIN}
    yield tag("rect", x=x, y=y, width=width, height=TALL, rx=4, stroke_width=1.5, **edge)
    lines = wrapped(text, width - 20, TEXT)
    first = y + TALL / 2 + 4.5 - (len(lines) - 1) * LINE / 2
    for place, line in enumerate(lines):
        yield label(line, x + width / 2, first + place * LINE, size=TEXT, anchor="middle", fill=palette.INK)


def _line(start: tuple[float, float], end: tuple[float, float]) -> Iterator[str]:
    """An arrow from left to right, or from top to bottom."""
    (x, y), across = end, start[1] == end[1]
    head = [(x - 8, y - 5), end, (x - 8, y + 5)] if across else [(x - 5, y - 8), end, (x + 5, y - 8)]
    yield tag("path", d=path([start, end]), stroke=palette.QUIET, stroke_width=1.5, fill="none")
    yield tag("path", d=path(head), stroke=palette.QUIET, stroke_width=1.5, fill="none")
