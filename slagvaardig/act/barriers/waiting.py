"""What can wait for somebody, in words, and where."""

from typing import Final

from django.utils.functional import Promise
from django.utils.translation import ngettext_lazy

WAITING: Final[dict[str, str | Promise]] = {
    "confirm": ngettext_lazy(
        "drempel waarvan wij vragen of u merkt dat die weg is",
        "drempels waarvan wij vragen of u merkt dat ze weg zijn",
        "number",
    ),
    "news": ngettext_lazy("van uw drempels met nieuws", "van uw drempels met nieuws", "number"),
    "asks-late": ngettext_lazy(
        "vraag waarop uw overleg niet binnen zijn termijn antwoordde",
        "vragen waarop uw overleg niet binnen zijn termijn antwoordde",
        "number",
    ),
    "asks": ngettext_lazy(
        "vraag die uw overleg nog moet beantwoorden", "vragen die uw overleg nog moet beantwoorden", "number"
    ),
    "unanswered": ngettext_lazy("nieuwe drempel zonder antwoord", "nieuwe drempels zonder antwoord", "number"),
    "overdue": ngettext_lazy("drempel die over zijn dag heen is", "drempels die over hun dag heen zijn", "number"),
    "term": ngettext_lazy(
        "drempel die langer op zijn stap ligt dan de termijn ervan",
        "drempels die langer op hun stap liggen dan de termijn ervan",
        "number",
    ),
    "body-late": ngettext_lazy(
        "van uw drempels ligt bij een overleg dat niet op tijd antwoordde",
        "van uw drempels liggen bij een overleg dat niet op tijd antwoordde",
        "number",
    ),
    "silent": ngettext_lazy(
        "drempel waarop niemand meer antwoordt: sluit hem met de reden",
        "drempels waarop niemand meer antwoordt: sluit ze met de reden",
        "number",
    ),
}

LATE: Final = {"asks-late", "overdue", "term", "body-late"}
PLACES: Final[dict[str, tuple[str, str]]] = {  # the page where it waits, and which list there
    "confirm": ("barriers_mine", ""),
    "news": ("barriers_mine", ""),
    "asks-late": ("asks", ""),
    "asks": ("asks", ""),
    "body-late": ("barriers", ""),
}
