"""Words in a chart over time: breaks above it, notes below it, names and the newest value at its right."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from slagvaardig.charts import palette
from slagvaardig.charts.axes import TEXT, Frame, period_texts
from slagvaardig.charts.numbers import PROVISIONAL_WORD, WITHHELD_WORD
from slagvaardig.charts.scales import Linear, spread
from slagvaardig.charts.series import LineChart
from slagvaardig.charts.svg import Size, label, path, shortened, tag, text_width, wrapped

ROW = 17.0
GLYPH = 6.0
BESIDE, BELOW = 15.0, 22.0  # where labels at the right begin, and how far under the plot they may come


@dataclass(frozen=True)
class Note:
    """A word beside one or more marks, on one of a few rows.

    marks: their x; start: left side of the word; under: the word has a row of its own below its marks.
    """

    kind: str
    marks: tuple[float, ...]
    word: str
    start: float
    row: int = 0
    under: bool = False

    @property
    def box(self) -> tuple[float, float]:
        """Left and right side of the word and its marks together."""
        end = self.start + text_width(self.word, TEXT)
        return min(self.start, *self.marks) - GLYPH, max(end, *self.marks) + GLYPH

    @property
    def last_row(self) -> int:
        """The lowest row that it fills."""
        return self.row + self.under


def break_notes(chart: LineChart, frame: Frame, across: Linear) -> list[Note]:
    """The word of each break to the right of its line, on a higher row where it would touch another."""
    taken: list[Note] = []
    for place, word in sorted(chart.cuts.items(), reverse=True):
        x = across.at(place - 0.5)
        short = shortened(word, frame.width - 8, TEXT)
        taken.append(_free(Note("break", (x,), short, _start(x + 6, short, frame)), taken))
    return taken


def notes_below(chart: LineChart, frame: Frame, across: Linear) -> list[Note]:
    """What a triangle, a hollow square and an open point mean, each said once, at the place where it is first seen."""
    marks: dict[str, list[float]] = {"baseline": [], "withheld": [], "provisional": []}
    for place, point in enumerate(chart.points):
        x = across.at(place)
        if point.x == chart.baseline:
            marks["baseline"].append(x)
        if point.state == "withheld":
            marks["withheld"].append(x)
        if point.provisional and point.value is not None:
            marks["provisional"] = marks["provisional"] or [x]
    words = {
        "baseline": " ".join(
            [chart.baseline_word, *(text for _at, text in period_texts([chart.baseline or ""]))]
        ).strip(),
        "withheld": WITHHELD_WORD,
        "provisional": PROVISIONAL_WORD,
    }
    taken: list[Note] = []
    for kind, places in marks.items():
        if places and chart.newest is not None:
            taken.append(_below(kind, tuple(places), words[kind], frame, taken))
    return taken


def _below(kind: str, marks: tuple[float, ...], word: str, frame: Frame, taken: Sequence[Note]) -> Note:
    """The word after the last mark, else before the first, else in its own row under them."""
    short = shortened(word, frame.width - 24, TEXT)
    wide = text_width(short, TEXT)
    if max(marks) + 10 + wide <= frame.width - 2:
        return _free(Note(kind, marks, short, max(marks) + 10), taken)
    if min(marks) - 10 - wide >= 2:
        return _free(Note(kind, marks, short, min(marks) - 10 - wide), taken)
    free = _free(Note(kind, marks, "", min(marks)), taken)
    return Note(kind, marks, short, _start(marks[-1] + 10, short, frame), free.row, under=True)


def _start(wanted: float, word: str, frame: Frame) -> float:
    return max(4.0, min(wanted, frame.width - 2 - text_width(word, TEXT)))


def _free(note: Note, taken: Sequence[Note]) -> Note:
    """The note on the first row where neither its word nor its line touches another."""
    own = note.box
    rows = [other.last_row for other in taken if other.box[0] < own[1] and own[0] < other.box[1]]
    return Note(note.kind, note.marks, note.word, note.start, max(rows, default=-1) + 1)


def draw_breaks(notes: Sequence[Note], frame: Frame) -> Iterator[str]:
    """A dashed line from the word down to the axis; it starts below a word that had to lie across it."""
    for note in notes:
        x, baseline = note.marks[0], frame.top - 8 - note.row * ROW
        top = baseline - 10 if note.start > x else baseline + 5
        yield tag(
            "line",
            x1=x,
            x2=x,
            y1=top,
            y2=frame.bottom,
            stroke=palette.QUIET,
            stroke_width=1.25,
            stroke_dasharray="5 4",
            class_="break",
        )
        yield label(note.word, note.start, baseline, size=TEXT, fill=palette.INK)


def draw_notes(notes: Sequence[Note], top: float) -> Iterator[str]:
    """The rows below the periods; top is the middle of the first."""
    for note in notes:
        y = top + note.row * ROW
        for x in note.marks:
            yield _glyph(note.kind, x, y)
        yield label(note.word, note.start, top + note.last_row * ROW + 4, size=TEXT)


def _glyph(kind: str, x: float, y: float) -> str:
    if kind == "baseline":
        corners = [(x - 5, y + 4), (x + 5, y + 4), (x, y - 4)]
        return tag("path", d=path(corners, closed=True), fill=palette.DARK, class_="baseline")
    if kind == "withheld":
        return tag(
            "rect", x=x - 4, y=y - 4, width=8, height=8, fill=palette.PAPER, stroke=palette.QUIET, class_="withheld"
        )
    return tag("circle", cx=x, cy=y, r=3.5, fill=palette.PAPER, stroke=palette.MAIN, stroke_width=2, class_="loose")


@dataclass(frozen=True)
class EndLabel:
    """A block of lines at the right: text with its size; main stands out. From: the place of what it names."""

    lines: tuple[tuple[str, float], ...]
    x: float
    y: float
    main: bool = False

    @property
    def height(self) -> float:
        """All lines with some air."""
        return sum(size * 1.12 for _, size in self.lines) + 4

    @property
    def width(self) -> float:
        """The widest line; the main one is bold, hence wider."""
        return max(text_width(text, size) * (1.08 if self.main else 1) for text, size in self.lines)


def end_labels(chart: LineChart, across: Linear, up: Linear, size: Size) -> list[EndLabel]:
    """Newest value large with its unit, each comparator and the limit by name with their value."""
    room, found = (150.0, []) if size == "wide" else (92.0, [])
    if chart.newest is not None:
        place, point, value = chart.newest
        unit = wrapped(chart.unit, room, TEXT, 3)
        when = [f"({point.x})"] if place < len(chart.points) - 1 else []
        lines = [(chart.number(value, chart.decimals), 24.0 if size == "wide" else 19.0)]
        found.append(
            EndLabel((*lines, *((text, TEXT) for text in (*unit, *when))), across.at(place), up.at(value), main=True)
        )
    for other in chart.comparators:
        known = [(at, value) for at, value in enumerate(other.values[: len(chart.points)]) if value is not None]
        if known:
            at, last = known[-1]
            text = _name_and_value(other.name, chart.number(last, chart.decimals), room)
            found.append(EndLabel(tuple((part, TEXT) for part in text), across.at(at), up.at(last)))
    if chart.limit:
        lines_of_limit = tuple((part, TEXT) for part in wrapped(chart.limit[1], room, TEXT, 2))
        found.append(EndLabel(lines_of_limit, across.end, up.at(chart.limit[0])))
    return [one for one in found if one.lines]


def _name_and_value(name: str, value: str, room: float) -> list[str]:
    if text_width(f"{name} {value}", TEXT) <= room:
        return [f"{name} {value}"]
    lines = wrapped(name, room, TEXT)
    last = f"{lines[-1]} {value}" if lines else value
    return [*lines[:-1], last] if text_width(last, TEXT) <= room else [*lines, value]


def ceiling(breaks: Sequence[Note], frame: Frame) -> float:
    """How high the labels at the right may rise: not into the words of breaks that reach over them."""
    reached = any(note.box[1] > frame.right + BESIDE for note in breaks)
    return frame.top - 5 if reached else min(frame.top, 8.0)


def room_needed(found: Sequence[EndLabel], breaks: Sequence[Note], frame: Frame) -> float:
    """By how much the plot is too low for all labels at its right."""
    return max(0.0, sum(one.height for one in found) - (frame.bottom + BELOW - ceiling(breaks, frame)))


def draw_end_labels(found: Sequence[EndLabel], breaks: Sequence[Note], frame: Frame) -> Iterator[str]:
    """Each beside the end of its line; where they would touch they move apart, with a thin line to their place."""
    middles = [one.y + _first_line_drop(one) for one in found]
    heights = [one.height for one in found]
    weights = [12.0 if one.main else 1.0 for one in found]
    places = spread(middles, heights, weights, ceiling(breaks, frame), frame.bottom + BELOW)
    for one, middle in zip(found, places, strict=True):
        anchor = middle - _first_line_drop(one)
        if abs(anchor - one.y) > 5 and not one.main:
            corners = [(frame.right + 1, one.y), (frame.right + 8, anchor), (frame.right + 12, anchor)]
            yield tag("path", d=path(corners), fill="none", stroke=palette.OTHER, stroke_width=0.75, class_="leader")
        y = middle - one.height / 2 + 2
        for index, (text, size) in enumerate(one.lines):
            y += size * 1.12
            bold = one.main and index == 0
            fill = palette.DARK if bold else palette.QUIET
            yield label(text, frame.right + BESIDE, y - size * 0.27, size=size, fill=fill, weight=700 if bold else None)


def _first_line_drop(one: EndLabel) -> float:
    """From the middle of the first line down to the middle of the block."""
    return one.height / 2 - 2 - one.lines[0][1] * 0.56
