"""The colours of a region: a handful of custom properties over our own, checked before they are served."""

import re
from collections.abc import Mapping

COLOURS = {
    "primary": "links, buttons and the main line of a chart",
    "primary-dark": "the brand, links under the pointer and the footer",
    "accent": "the mark of the page you are on, and what asks for attention",
}
_HEX = re.compile(r"#[0-9a-f]{6}")
ENOUGH_CONTRAST = 4.5


def stylesheet(theme: Mapping[str, str]) -> str:
    """`:root` with one custom property per colour; raises ValueError naming what is wrong with the theme."""
    if found := problems(theme):
        raise ValueError(" ".join(found))
    lines = [f"--sv-{name}:{colour.lower()};" for name, colour in theme.items()]
    return f":root{{{''.join(lines)}}}\n" if lines else ""


def problems(theme: Mapping[str, str]) -> list[str]:
    """One Dutch sentence per thing that is wrong: an unknown name, no #rrggbb, or too pale to read on white."""
    found = []
    for name, colour in theme.items():
        if name not in COLOURS:
            found.append(f"Kleur '{name}' bestaat niet. Kies uit: {', '.join(COLOURS)}.")
        elif not _HEX.fullmatch(colour.lower()):
            found.append(f"Kleur '{name}' is '{colour}'. Schrijf een kleur als #1d4f91.")
        elif contrast(colour, "#ffffff") < ENOUGH_CONTRAST:
            found.append(f"Kleur '{name}' ({colour}) is te licht om op wit te lezen. Kies een donkerder kleur.")
    return found


def contrast(one: str, other: str) -> float:
    """The contrast ratio of two `#rrggbb` colours, 1 to 21 (WCAG 2.2, relative luminance)."""
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: str) -> float:
    channels = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
