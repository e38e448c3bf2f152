"""The sheet that dots and bars lie on: names at the left, one axis for all, values and words at the right."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from slagvaardig.charts import palette
from slagvaardig.charts.axes import TEXT, Number, heights
from slagvaardig.charts.scales import Linear, nice_top
from slagvaardig.charts.svg import Size, halo, label, shortened, tag, text_width, words, wrapped, written_out

NAME = 13.5
BOLD = 1.08


@dataclass(frozen=True)
class Row:
    """One row: its name, and what stands at the right: the value as written and a word."""

    name: str
    said: tuple[str, str]
    strong: bool = False

    @property
    def words_at_right(self) -> str:
        """Value and word together."""
        return "  ".join(part for part in self.said if part)


@dataclass(frozen=True)
class Sheet:
    """Where everything lies. along: the axis; stacked: each name above its row."""

    rows: tuple[Row, ...]
    width: float
    along: Linear
    top: float
    tall: float
    stacked: bool

    @property
    def bottom(self) -> float:
        """The lower side of the last row."""
        return self.top + self.tall * len(self.rows)

    @property
    def height(self) -> float:
        """With the axis."""
        return self.bottom + 30

    def middle(self, index: int) -> float:
        """The height at which a row's mark lies."""
        return self.top + self.tall * index + (self.tall - 15 if self.stacked else self.tall / 2)

    def axis(self, number: Number, unit: str, reference: tuple[float, str] | None = None) -> Iterator[str]:
        """Upright lines with their numbers, the unit, and the dashed line of the reference with its word on top."""
        end = -1e9
        for value, text in heights(self.along, number):
            x, half = self.along.at(value), text_width(text, TEXT) / 2
            stroke = palette.GRID if value else palette.OTHER
            yield tag("path", d=self._upright(x), stroke=stroke, fill="none", class_="grid")
            place = min(max(x, half), self.width - half)
            if place - half > end + 8:
                yield label(text, place, self.bottom + 17, anchor="middle", size=TEXT)
                end = place + half
        yield label(unit, 2 if self.stacked else self.along.start, 13, size=TEXT)
        if reference:
            x, half = self.along.at(reference[0]), text_width(reference[1], TEXT) / 2
            line = f"M{written_out(x)} {written_out(self.top - 4)}V{written_out(self.bottom)}"
            yield tag("path", d=line, stroke=palette.QUIET, stroke_dasharray="4 4", class_="reference")
            place = min(max(x, half + 2), self.width - half - 2)
            yield label(reference[1], place, self.top - 8, anchor="middle", size=TEXT, fill=palette.INK)

    def _upright(self, x: float) -> str:
        """One line over all rows, or under stacked names a piece per row, so that no name has a line through it."""
        ends = [(self.top, self.bottom)]
        if self.stacked:
            middles = [self.middle(index) for index in range(len(self.rows))]
            ends = [(middle - 11, middle + 11) for middle in middles]
        return "".join(f"M{written_out(x)} {written_out(top)}V{written_out(bottom)}" for top, bottom in ends)

    def names(self) -> Iterator[str]:
        """Names and what stands at the right; the strong ones bold. Over the lines, hence with a white edge."""
        for index, row in enumerate(self.rows):
            texts = self._stacked(row, index) if self.stacked else self._beside(row, index)
            yield halo(*texts, size=NAME, fill=palette.DARK if row.strong else palette.INK)

    def _beside(self, row: Row, index: int) -> Iterator[str]:
        y = self.middle(index) + 4.5
        lines = wrapped(row.name, self.along.start - 16, NAME * BOLD if row.strong else NAME)
        for place, text in enumerate(lines):
            yield _text(text, self.along.start - 12, y + (place - (len(lines) - 1) / 2) * 15, row, "end")
        yield _text(row.said[0], self.along.end + 20, y, row)
        x = self.along.end + 20 + _value_room(self.rows)
        yield _text(shortened(row.said[1], (self.width - x) / BOLD, NAME), x, y, row)

    def _stacked(self, row: Row, index: int) -> Iterator[str]:
        y = self.middle(index) - 15
        room = self.width - 16 - text_width(row.words_at_right, NAME) * BOLD
        yield _text(wrapped(row.name, room / BOLD, NAME, 1)[0] if row.name.strip() else "", 2, y, row)
        yield _text(row.words_at_right, self.width - 2, y, row, "end")


def _text(text: str, x: float, y: float, row: Row, anchor: str | None = None) -> str:
    weight = 700 if row.strong else None
    return tag("text", words(text), x=x, y=y, text_anchor=anchor, font_weight=weight) if text else ""


def _value_room(rows: Sequence[Row]) -> float:
    return max((text_width(row.said[0], NAME) * BOLD + 12 for row in rows), default=0.0)


def sheet_for(rows: Sequence[Row], size: Size, numbers: Sequence[float], *, headed: bool = False) -> Sheet:
    """A sheet with room for the names, and an axis from 0 that holds the numbers. headed: a word stands on top."""
    high, top = nice_top(max(numbers, default=0.0)), 40.0 if headed else 24.0
    if size == "narrow":
        return Sheet(tuple(rows), 340.0, Linear(0, high, 2, 322), top, 48, stacked=True)
    names = max((text_width(row.name, NAME) * BOLD for row in rows), default=0.0)
    words_room = max((text_width(row.said[1], NAME) * BOLD for row in rows), default=0.0)
    right = 760 - min(280.0, _value_room(rows) + words_room + 24)
    return Sheet(tuple(rows), 760.0, Linear(0, high, min(230.0, names + 20), right), top, 36, stacked=False)
