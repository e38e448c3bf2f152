"""Five classes of equally many areas, from light to dark; and the legend that explains them."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from slagvaardig.charts import palette
from slagvaardig.charts.numbers import ABSENT_WORD, WITHHELD_WORD
from slagvaardig.charts.svg import Attribute, label, tag, text_width

HATCH = "hatch"
TEXT = 12.5
STEP = 36.0


def bounds(values: Sequence[float]) -> list[float]:
    """Upper bounds of the classes by quintile, rising; fewer when values coincide."""
    ordered = sorted(values)
    if not ordered:
        return []
    steps = len(palette.CLASSES)
    found = [ordered[min(len(ordered) - 1, (len(ordered) * place) // steps)] for place in range(1, steps)]
    return sorted({*found, ordered[-1]})


def ranges(values: Sequence[float]) -> list[tuple[float, float]]:
    """Lowest and highest value that lie in each class, so that no two classes share a bound."""
    tops = bounds(values)
    classes = [[value for value in values if low < value <= high] for low, high in _between(tops)]
    return [(min(inside), max(inside)) for inside in classes]


def _between(tops: Sequence[float]) -> Iterator[tuple[float, float]]:
    yield from zip((float("-inf"), *tops), tops, strict=False)


def colour_of(value: float, tops: Sequence[float]) -> str:
    """The colour of the class in which a value lies; few classes keep the outer colours."""
    place = next((index for index, top in enumerate(tops) if value <= top), len(tops) - 1)
    spread = len(palette.CLASSES) - 1
    return palette.CLASSES[round(place * spread / max(1, len(tops) - 1)) if len(tops) > 1 else 2]


def fill_of(value: float | None, state: str, tops: Sequence[float], key: str) -> str:
    """A colour for a value, the hatch for what is withheld, paper for what does not exist."""
    if value is not None:
        return colour_of(value, tops)
    return f"url(#{key}-{HATCH})" if state == "withheld" else palette.PAPER


def spoken(name: str, text: str, value: float | None, state: str) -> str:
    """What is read aloud for an area: its name, then its value or why there is none."""
    without = WITHHELD_WORD if state == "withheld" else ABSENT_WORD
    return f"{name}: {text or '' if value is not None else without}"


def hatch(key: str) -> str:
    """The pattern that stands for withheld."""
    stripe = tag("path", d="M-1 1L1 -1M0 6L6 0M5 7L7 5", stroke=palette.OTHER, stroke_width=0.9)
    ground = tag("rect", width=6, height=6, fill=palette.PAPER)
    pattern = tag("pattern", ground, stripe, id=f"{key}-{HATCH}", width=6, height=6, patternUnits="userSpaceOnUse")
    return tag("defs", pattern)


@dataclass(frozen=True)
class Legend:
    """What the colours of a map mean. states: those that occur on it."""

    values: tuple[float, ...]
    states: frozenset[str]
    unit: str
    decimals: int
    number: Callable[[float, int], str]
    width: float

    @cached_property
    def texts(self) -> list[str]:
        """Bounds of each class as written; one number when a class holds one value."""
        pairs = [
            (self.number(low, self.decimals), self.number(high, self.decimals)) for low, high in ranges(self.values)
        ]
        return [low if low == high else f"{low}\N{EN DASH}{high}" for low, high in pairs]

    @cached_property
    def box(self) -> float:
        """Width of the box of one class."""
        return max(76.0 if self.width > 500 else 64.0, *(text_width(text, TEXT) + 8 for text in self.texts), 0.0)

    @property
    def columns(self) -> int:
        """How many classes fit on a row."""
        return max(1, int((self.width - 8) // self.box))

    @property
    def height(self) -> float:
        """Of all rows together."""
        classes = -(-len(self.texts) // self.columns) * STEP + 14 if self.values else 0.0
        return classes + (24.0 if self.states & {"withheld", "absent"} else 0.0)

    def draw(self, top: float, key: str) -> Iterator[str]:
        """The unit, one box per class with its bounds below it, then what hatch and empty frame mean."""
        y = top
        if self.values:
            yield label(self.unit, 4, y + 6, size=TEXT)
            y += 14
            yield from self._classes(y)
            y += -(-len(self.texts) // self.columns) * STEP
        x = 4.0
        for state, word in (("withheld", WITHHELD_WORD), ("absent", ABSENT_WORD)):
            if state in self.states:
                dash = "3 3" if state == "absent" else None
                fill = fill_of(None, state, (), key)
                edge: dict[str, Attribute] = {"stroke": palette.OTHER, "stroke_dasharray": dash}
                yield tag("rect", x=x, y=y, width=22, height=14, rx=2, fill=fill, **edge)
                yield label(word, x + 28, y + 11.5, size=TEXT)
                x += 46 + text_width(word, TEXT)

    def _classes(self, top: float) -> Iterator[str]:
        tops = bounds(self.values)
        for index, (text, high) in enumerate(zip(self.texts, tops, strict=True)):
            x, y = 4 + index % self.columns * self.box, top + index // self.columns * STEP
            fill = colour_of(high, tops)
            edge: dict[str, Attribute] = {"stroke": palette.OTHER, "stroke_width": 0.5}
            yield tag("rect", x=x, y=y, width=self.box - 2, height=14, fill=fill, **edge)
            yield label(text, x, y + 28, size=TEXT)
