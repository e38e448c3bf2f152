"""Elements as text: escaped, rounded, and with ids that are unique on a page."""

from collections.abc import Iterable
from html import escape
from typing import Literal

from slagvaardig.charts import palette

Size = Literal["wide", "narrow"]
Attribute = str | float | int | None
FONT = "Source Sans 3, system-ui, sans-serif"


def tag(name: str, *children: str, **attributes: Attribute) -> str:
    """One element. Attribute names: underscores become hyphens, class_ becomes class. None leaves one out.

    children are markup already; pass plain text through `words`.
    """
    written = "".join(
        f' {_name(key)}="{escape(_value(value), quote=True)}"' for key, value in attributes.items() if value is not None
    )
    inner = "".join(children)
    return f"<{name}{written}>{inner}</{name}>" if inner else f"<{name}{written}/>"


def words(text: str) -> str:
    """Plain text as markup."""
    return escape(text, quote=False)


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
        marks,
        *parts,
        xmlns="http://www.w3.org/2000/svg",
        class_="chart-svg",
        viewBox=f"0 0 {_value(width)} {_value(height)}",
        role="group" if links else "img",
        aria_labelledby=f"{key}-t {key}-d",
        font_family=FONT,
    )


def watermark(mark: str, width: float, height: float) -> str:
    """A word over the whole picture, faint but there in print and in every copy."""
    places = [(width * across, height * down) for down in (0.3, 0.75) for across in (0.28, 0.72)]
    return "".join(
        tag(
            "text",
            words(mark),
            x=x,
            y=y,
            class_="mark",
            font_size=34 if width > 500 else 26,
            fill=palette.MARK,
            text_anchor="middle",
            transform=f"rotate(-18 {_value(x)} {_value(y)})",
            aria_hidden="true",
        )
        for x, y in places
    )


def path(points: Iterable[tuple[float, float]], *, closed: bool = False) -> str:
    """The `d` of a line through points."""
    return "M" + "L".join(f"{_value(x)} {_value(y)}" for x, y in points) + ("Z" if closed else "")


def text_width(text: str, size: float) -> float:
    """About how wide a text is, in the units of the drawing; on the safe side for Source Sans 3."""
    narrow = sum(character in "iljtf.,:;'|!()[] 1" for character in text)
    wide = sum(character in "mwMWOQGD%—" for character in text)
    return size * (0.53 * (len(text) - narrow - wide) + 0.3 * narrow + 0.82 * wide)


def _name(key: str) -> str:
    return key.rstrip("_").replace("_", "-")


def _value(value: Attribute) -> str:
    if isinstance(value, float):
        return f"{value:.1f}".removesuffix(".0")
    return str(value)
