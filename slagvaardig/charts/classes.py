"""Five classes of equally many areas, from light to dark; and the legend that explains them."""

from collections.abc import Callable, Iterator, Sequence

from slagvaardig.charts import palette
from slagvaardig.charts.numbers import WITHHELD_WORD
from slagvaardig.charts.svg import label, tag

HATCH = "hatch"


def bounds(values: Sequence[float]) -> list[float]:
    """Upper bounds of the classes by quintile, rising; fewer when values coincide."""
    ordered = sorted(values)
    if not ordered:
        return []
    steps = len(palette.CLASSES)
    found = [ordered[min(len(ordered) - 1, (len(ordered) * place) // steps)] for place in range(1, steps)]
    return sorted({*found, ordered[-1]})


def colour_of(value: float, tops: Sequence[float]) -> str:
    """The colour of the class in which a value lies; few classes keep the outer colours."""
    place = next((index for index, top in enumerate(tops) if value <= top), len(tops) - 1)
    spread = len(palette.CLASSES) - 1
    return palette.CLASSES[round(place * spread / max(1, len(tops) - 1)) if len(tops) > 1 else 2]


def hatch(key: str) -> str:
    """The pattern that stands for withheld."""
    stripe = tag("path", d="M0 6L6 0", stroke=palette.OTHER, stroke_width=1)
    ground = tag("rect", width=6, height=6, fill=palette.PAPER)
    pattern = tag("pattern", ground, stripe, id=f"{key}-{HATCH}", width=6, height=6, patternUnits="userSpaceOnUse")
    return tag("defs", pattern)


def legend(
    tops: Sequence[float],
    lowest: float,
    *,
    number: Callable[[float, int], str],
    decimals: int,
    unit: str,
    x: float,
    y: float,
    width: float,
    withheld: str = "",
) -> Iterator[str]:
    """One box per class with its bounds below it; then the hatch when something is withheld (its pattern's id)."""
    yield label(unit, x, y - 6, size=12.5)
    box = min(72.0, (width - 8) / max(1, len(tops)))
    low = lowest
    for index, top in enumerate(tops):
        left = x + index * box
        fill = colour_of(top, tops)
        yield tag("rect", x=left, y=y, width=box - 2, height=14, fill=fill, stroke=palette.OTHER, stroke_width=0.5)
        text = f"{number(low, decimals)}\N{EN DASH}{number(top, decimals)}"
        yield label(text, left, y + 28, size=12 if box > 60 else 11)
        low = top
    if withheld:
        yield tag("rect", x=x, y=y + 38, width=20, height=14, fill=f"url(#{withheld})", stroke=palette.OTHER)
        yield label(WITHHELD_WORD, x + 26, y + 50, size=12)
