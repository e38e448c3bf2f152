"""Elements as text: escaped, rounded, and with ids that are unique on a page."""

import re
from collections.abc import Iterable
from functools import cache
from html import escape
from math import isfinite
from typing import Literal

from slagvaardig.charts import palette

Size = Literal["wide", "narrow"]
Attribute = str | float | int | None
FONT = "Source Sans 3, system-ui, sans-serif"
OTHER_EM = 0.6
WIDTHS = {
    0.2: " ",
    0.25: "ij',.:;|\N{LATIN SMALL LETTER I WITH DIAERESIS}",
    0.3: "flI!",
    0.35: "rt()-/[]",
    0.45: 'sxz"*?',
    0.5: "0123456789cekvyFJLY#$+<=>^_~\N{EN DASH}\N{MINUS SIGN}",
    0.55: "aghnouAESTVXZ",
    0.65: "DGNU&",
    0.7: "HOQ",
    0.75: "wM",
    0.8: "W",
    0.85: "m%@",
    0.95: "\N{HORIZONTAL ELLIPSIS}",
}
EM = {character: width for width, characters in WIDTHS.items() for character in characters}
UNWRITABLE = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def tag(name: str, *children: str, **attributes: Attribute) -> str:
    """One element. Attribute names: underscores become hyphens, class_ becomes class. None leaves one out.

    children are markup already; pass plain text through `words`.
    """
    written = "".join([f' {_name(key)}="{_value(value)}"' for key, value in attributes.items() if value is not None])
    inner = "".join(children)
    return f"<{name}{written}>{inner}</{name}>" if inner else f"<{name}{written}/>"


def words(text: str) -> str:
    """Plain text as markup; characters that XML cannot hold become a visible mark."""
    return escape(UNWRITABLE.sub("\N{REPLACEMENT CHARACTER}", text), quote=False)


def label(
    text: str,
    x: float,
    y: float,
    *,
    size: float = 13,
    fill: str = palette.QUIET,
    anchor: str | None = None,
    weight: int | None = None,
) -> str:
    """Text at a place; anchor is start, middle or end."""
    return tag("text", words(text), x=x, y=y, font_size=size, fill=fill, text_anchor=anchor, font_weight=weight)


def halo(*texts: str, size: float, fill: str) -> str:
    """Texts that lie over lines, with a white edge so that they stay readable."""
    return tag(
        "g",
        *texts,
        font_size=size,
        fill=fill,
        stroke=palette.PAPER,
        stroke_width=3,
        stroke_linejoin="round",
        paint_order="stroke",
        class_="names",
    )


def drawing(
    *parts: str,
    key: str,
    title: str,
    description: str,
    width: float,
    height: float,
    links: bool = False,
    mark: str = "",
) -> str:
    """The whole picture: named by its title, explained by its description, marked when it is an example."""
    marks = watermark(mark, width, height) if mark else ""
    return tag(
        "svg",
        tag("title", words(title), id=f"{key}-t"),
        tag("desc", words(description), id=f"{key}-d"),
        *parts,
        marks,
        xmlns="http://www.w3.org/2000/svg",
        class_="chart-svg",
        viewBox=f"0 0 {written_out(width)} {written_out(height)}",
        role="group" if links else "img",
        aria_labelledby=f"{key}-t {key}-d",
        font_family=FONT,
    )


def watermark(mark: str, width: float, height: float) -> str:
    """A word repeated over the whole picture: faint, yet there in print, in every copy and in every part cut out."""
    size, across, down = (30, 3, 130.0) if width > 500 else (24, 2, 110.0)
    rows = max(1, round(height / down))
    return tag(
        "g",
        *(
            tag("text", words(mark), x=x, y=y, transform=f"rotate(-18 {written_out(x)} {written_out(y)})")
            for row in range(rows)
            for x, y in (
                (width * (column + 0.5) / across, height * (row + 0.5) / rows + size / 2) for column in range(across)
            )
        ),
        class_="mark",
        font_size=size,
        fill=palette.INK,
        fill_opacity="0.07",
        text_anchor="middle",
        pointer_events="none",
        aria_hidden="true",
    )


def path(points: Iterable[tuple[float, float]], *, closed: bool = False) -> str:
    """The `d` of a line through points."""
    return "M" + "L".join(f"{written_out(x)} {written_out(y)}" for x, y in points) + ("Z" if closed else "")


def shortened(text: str, room: float, size: float) -> str:
    """The text itself, or as much of its beginning as fits, with an ellipsis."""
    if text_width(text, size) <= room:
        return text
    while text and text_width(f"{text}\N{HORIZONTAL ELLIPSIS}", size) > room:
        text = text[:-1]
    return f"{text.rstrip()}\N{HORIZONTAL ELLIPSIS}"


def wrapped(text: str, room: float, size: float, most: int = 2) -> list[str]:
    """The text on at most so many lines; what still does not fit is shortened."""
    lines: list[str] = []
    for word in re.findall(r"[^\s-]+-*\s*|-+\s*", text):
        if lines and (text_width(lines[-1] + word.rstrip(), size) <= room or len(lines) == most):
            lines[-1] += word
        else:
            lines.append(word)
    return [shortened(part.rstrip(), room, size) for part in lines]


def text_width(text: str, size: float) -> float:
    """How wide a text is at most, when set in Source Sans 3 regular; in the units of the drawing. Bold: 1.08 times."""
    return size * sum(EM.get(character, OTHER_EM) for character in text)


@cache
def _name(key: str) -> str:
    return key.rstrip("_").replace("_", "-")


def _value(value: str | float) -> str:
    return escape(written_out(value), quote=True) if isinstance(value, str) else written_out(value)


def written_out(value: Attribute) -> str:
    """A number with at most one decimal; raises ValueError for one that has no place (infinite, not a number)."""
    if isinstance(value, float):
        if not isfinite(value):
            raise ValueError(f"a place in a drawing must be a finite number, not {value}")
        return f"{value:.1f}".removesuffix(".0")
    return str(value) if isinstance(value, int) else UNWRITABLE.sub("", str(value))
