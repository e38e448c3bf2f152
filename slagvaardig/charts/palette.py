"""Colours, readable by people who see few of them: one deep blue, one warm accent, greys. Never the only difference."""

MAIN = "#1d4f91"
DARK = "#123661"
BAND = "#c9d8ec"
ACCENT = "#b4520b"
INK = "#16233a"
QUIET = "#5c6b7e"
OTHER = "#7d8a9b"
GRID = "#d9e0e8"
MARK = "#e6ebf1"
PAPER = "#ffffff"
CLASSES = ("#e6eef7", "#bfd4eb", "#89aed7", "#3f77b6", "#16417a")


def ink_on(colour: str) -> str:
    """The text colour, dark or white, that reads best on a colour."""
    return INK if contrast(colour, INK) >= contrast(colour, PAPER) else PAPER


def contrast(one: str, other: str) -> float:
    """Contrast ratio of two #rrggbb colours, 1 to 21. Source: WCAG 2.2, relative luminance."""
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: str) -> float:
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
