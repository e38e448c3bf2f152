"""The questions that every candidate answers before it is weighed: the priority test and the level test."""

from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

Text = str | Promise

NATURES: Final[dict[str, Text]] = {
    "development": _("ontwikkelthema: wij weten nog niet hoe het moet"),
    "innovation": _("innovatiethema: wij proberen een nieuwe aanpak"),
    "neither": _("geen van beide: het hoort bij het gewone werk"),
}
LEVELS: Final[dict[str, Text]] = {
    "regional": _("de regio"),
    "district": _("het district"),
    "local": _("de gemeente zelf"),
    "national": _("het Rijk"),
}
MOST_PRIORITIES = 20
EACH, SMALL, OTHER = "each", "small", "other"
WHO: Final[dict[str, Text]] = {
    EACH: _("elke partner die deze rol heeft"),
    SMALL: _("elke kleine partner"),
    OTHER: _("elke andere partner"),
}
# The priority test and the level test: what is asked, in the order in which a page shows it.
TESTS: Final[dict[str, Text]] = {
    "insight": _("Welk inzicht ontbreekt nu?"),
    "perspective": _("Welke nieuwe manier van handelen levert het op?"),
    "public_private": _("Waarom kan de overheid het niet alleen?"),
    "why_region": _("Waarom op dit niveau, en niet hoger of lager?"),
}
