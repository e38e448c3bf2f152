"""What a chart over time shows: its points, what they stand beside, and where they may not be joined."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

from slagvaardig.charts.numbers import nl


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
    """points in order of time; x as 2021, 2021-03, 2021-Q1 or any other word.

    baseline: a period to mark, with baseline_word. limit: a value and its word, as a dotted line.
    top: highest value of the axis, for equal axes; numbers above it still fit. number: (value, decimals) to text.
    """

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
        """The highest number that must fit; 0 when there is none."""
        numbers = [number for point in self.points for number in (point.value, point.upper) if number is not None]
        numbers += [value for other in self.comparators for value in other.values if value is not None]
        numbers += [self.limit[0]] if self.limit else []
        numbers += [self.top] if self.top is not None else []
        return max(numbers, default=0.0)

    @property
    def newest(self) -> tuple[int, LinePoint, float] | None:
        """Place, point and value of the last period that has one."""
        known = ((at, point, point.value) for at, point in enumerate(self.points) if point.value is not None)
        return max(known, key=lambda found: found[0], default=None)

    @property
    def cuts(self) -> dict[int, str]:
        """Place of the first point after each break, and why; a break before all or after all points cuts nothing."""
        found: dict[int, str] = {}
        for mark in self.breaks:
            place = next((at for at, point in enumerate(self.points) if point.x >= mark.x), 0)
            if place:
                found[place] = f"{found[place]}, {mark.word}" if place in found else mark.word
        return found


Run = list[tuple[int, LinePoint, float]]


def unbroken(points: Sequence[LinePoint], cuts: dict[int, str]) -> Iterator[Run]:
    """Stretches of points that may be joined: no gap and no break inside."""
    run: Run = []
    for place, point in enumerate(points):
        if run and (place in cuts or point.value is None):
            yield run
            run = []
        if point.value is not None:
            run.append((place, point, point.value))
    if run:
        yield run
