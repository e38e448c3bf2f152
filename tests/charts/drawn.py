"""Reads a drawing back: its elements, and where each text lies."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations
from xml.etree.ElementTree import Element

from defusedxml.ElementTree import fromstring

from slagvaardig.charts.svg import text_width

SPACE = "{http://www.w3.org/2000/svg}"
INHERITED = ("font-size", "text-anchor", "font-weight", "fill")


@dataclass(frozen=True)
class Word:
    """A text with the box that it fills at most."""

    text: str
    size: float
    fill: str
    left: float
    top: float
    right: float
    bottom: float

    def touches(self, other: "Word") -> bool:
        apart = self.right <= other.left or other.right <= self.left
        return not (apart or self.bottom <= other.top or other.bottom <= self.top)


def read(svg: str) -> Element:
    return fromstring(svg)


def view(root: Element) -> tuple[float, float]:
    _, _, width, height = root.get("viewBox", "").split()
    return float(width), float(height)


def all_of(root: Element, name: str, class_: str | None = None) -> list[Element]:
    found = root.iter(f"{SPACE}{name}")
    return [element for element in found if class_ is None or element.get("class") == class_]


def texts(root: Element) -> list[Word]:
    """Every text but the watermark."""
    return [_word(element, inherited) for element, inherited in _walk(root, {}) if element.tag == f"{SPACE}text"]


def overlapping(root: Element) -> list[tuple[str, str]]:
    return [(one.text, other.text) for one, other in combinations(texts(root), 2) if one.touches(other)]


def numbers_of(element: Element, *names: str) -> tuple[float, ...]:
    return tuple(float(element.get(name, "nan")) for name in names)


def corners(path: Element) -> list[tuple[float, float]]:
    """Places along a path of straight lines."""
    parts = path.get("d", "").replace("Z", "").replace("M", " L").split("L")
    return [(float(part.split()[0]), float(part.split()[1])) for part in parts if part.strip()]


def _walk(element: Element, inherited: dict[str, str]) -> Iterator[tuple[Element, dict[str, str]]]:
    if element.get("class") == "mark":
        return
    own = inherited | {name: element.attrib[name] for name in INHERITED if name in element.attrib}
    yield element, own
    for child in element:
        yield from _walk(child, own)


def _word(element: Element, found: dict[str, str]) -> Word:
    size = float(found["font-size"])
    text = element.text or ""
    width = text_width(text, size) * (1.08 if "font-weight" in found else 1)
    x, y = numbers_of(element, "x", "y")
    left = x - {"start": 0, "middle": width / 2, "end": width}[found.get("text-anchor", "start")]
    return Word(text, size, found["fill"], left, y - size * 0.7, left + width, y + size * 0.2)
