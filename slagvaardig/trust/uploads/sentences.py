"""Why a file was not accepted, in words of the person who sent it: what it is, and what to do."""

from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

_SAVE_AGAIN = _("Open het bestand, bewaar het opnieuw en probeer het nog eens.")
_AS_PDF = _("Bewaar het als PDF en voeg die toe.")
SENTENCES: Final[dict[str, tuple[str | Promise, str | Promise]]] = {
    "ending": (
        _("Dit soort bestand kan hier niet."),
        _("Kies een PDF, PNG, JPEG, Word-, Excel-, ODS-, CSV- of tekstbestand. De naam moet op dat soort eindigen."),
    ),
    "empty": (_("Dit bestand is leeg."), _("Kies een ander bestand.")),
    "large": (_("Dit bestand is groter dan 10 MB."), _("Maak het kleiner of splits het.")),
    "other_kind": (_("De inhoud van dit bestand past niet bij de naam."), _SAVE_AGAIN),
    "virus": (_("In dit bestand zit een virus."), _("Gebruik het niet. Vraag uw helpdesk om hulp.")),
    "broken": (_("Dit bestand is niet heel of niet te lezen."), _SAVE_AGAIN),
    "locked": (_("Dit bestand is op slot met een wachtwoord."), _("Haal het wachtwoord eraf en probeer het opnieuw.")),
    "active": (
        _("In dit bestand zit iets dat uit zichzelf kan werken, zoals een macro, een script of een ander bestand."),
        _AS_PDF,
    ),
    "hidden": (
        _("In dit bestand zit een deel dat wij niet kunnen nakijken."),
        _("Druk het af naar een nieuwe PDF en voeg die toe."),
    ),
    "bomb": (_("Uitgepakt is dit bestand veel te groot."), _("Lever alleen het deel aan dat nodig is.")),
    "cells": (_("Dit bestand heeft te veel rijen of cellen."), _("Lever alleen het deel aan dat nodig is.")),
    "two_kinds": (_("Dit bestand is twee soorten bestand tegelijk."), _SAVE_AGAIN),
    "part": (_("In dit bestand zit een onderdeel dat wij niet kennen."), _AS_PDF),
    "inside": (_("In dit bestand zit een ander bestand."), _("Voeg dat andere bestand apart toe.")),
    "entities": (_("Dit bestand gebruikt eigen afkortingen die een computer kunnen vastzetten."), _SAVE_AGAIN),
    "field": (_("In dit bestand zit een veld dat iets van buiten ophaalt."), _AS_PDF),
    "formula": (
        _("In dit bestand zit een formule die iets van buiten ophaalt of start."),
        _("Plak de waarden in plaats van de formules."),
    ),
    "outside": (_("Dit bestand haalt iets op van een ander adres."), _AS_PDF),
    "dots": (
        _("Deze afbeelding heeft te veel beeldpunten."),
        _("Maak de afbeelding kleiner dan 16 miljoen beeldpunten."),
    ),
    "moving": (_("Deze afbeelding beweegt."), _("Voeg een stilstaande afbeelding toe.")),
    "heavy": (_("Dit bestand is te zwaar om na te kijken."), _("Maak het kleiner, of bewaar het als PDF.")),
    "letters": (_("In dit tekstbestand staan tekens die geen tekst zijn."), _("Bewaar het als gewone tekst (UTF-8).")),
    "markup": (_("Dit tekstbestand is een webpagina of een programma."), _AS_PDF),
    "slow": (_("Het nakijken van dit bestand duurde te lang."), _("Maak het kleiner, of bewaar het als PDF.")),
    "unprotected": (
        _("Deze computer kan bestanden niet veilig nakijken."),
        _("Vraag de beheerder van de site om hulp. Het ligt niet aan uw bestand."),
    ),
}


def sentence(why: str, what: str = "") -> str:
    """One text: what is the matter, in which part when that is known, and what to do."""
    matter, remedy = SENTENCES.get(why, SENTENCES["broken"])
    part = f" ({what})" if what else ""
    return f"{str(matter)[:-1]}{part}. {remedy}"
