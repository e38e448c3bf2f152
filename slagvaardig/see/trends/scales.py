"""The fixed words about a trend and what each means: the same in every region. `region/definitions.py` holds the slugs.

Two scales, because they are two questions: how well do we know that it is so, and how likely is it to go on? Neither is
made by adding up anything: somebody chooses a word and says why.
"""

from dataclasses import dataclass
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

Text = str | Promise


@dataclass(frozen=True)
class Word:
    """A word of a scale. chance: between which percentages, where that can be said."""

    title: Text
    means: Text
    chance: Text = ""


UNSAID: Final = Word(_("niet gezegd"), _("De bron zegt hier niets over. Wij vullen dat niet in."))
KNOWN: Final[dict[str, Word]] = {
    "measured": Word(
        _("vastgesteld"), _("Cijfers uit meer dan één bron wijzen dezelfde kant op, en de praktijk herkent het.")
    ),
    "likely": Word(_("aannemelijk"), _("Eén goede bron, of de praktijk op meer plekken. Nog niet bevestigd.")),
    "signals": Word(_("signalen"), _("Losse waarnemingen. Het kan ook toeval zijn, of beter opletten.")),
    "": UNSAID,
}
EXPECTED: Final[dict[str, Word]] = {
    "almost-certain": Word(_("vrijwel zeker"), _("Het zou ons zeer verbazen als het anders gaat."), _("95 tot 100%")),
    "likely": Word(_("waarschijnlijk"), _("Wij rekenen erop, met een plan voor als het anders gaat."), _("65 tot 95%")),
    "even": Word(_("kan beide kanten op"), _("Wij weten het niet en houden met beide rekening."), _("35 tot 65%")),
    "unlikely": Word(_("niet waarschijnlijk"), _("Wij rekenen er niet op, en sluiten het niet uit."), _("5 tot 35%")),
    "": UNSAID,
}
LEVELS: Final[dict[str, Text]] = {
    "national": _("landelijk of breder"),
    "regional": _("de hele regio"),
    "district": _("een of meer districten"),
    "local": _("een of meer gemeenten"),
    "": _("niet gezegd"),
}
DIRECTIONS: Final[dict[str, Text]] = {
    "grows": _("het neemt toe"),
    "shrinks": _("het neemt af"),
    "changes": _("het verandert van vorm"),
    "": _("niet gezegd"),
}
# What a professional sees in his own work.
SEEN: Final[dict[str, Text]] = {
    "grows": _("Ik zie het meer dan vorig jaar"),
    "same": _("Ik zie het even vaak"),
    "shrinks": _("Ik zie het minder"),
    "changes": _("Ik zie het, maar anders dan hier staat"),
}
