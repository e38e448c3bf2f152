"""What the guard says about each kind of finding: how it is called, why it may not stand there, what may."""

from dataclasses import dataclass
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class Explained:
    """word: how a reader calls it. why: why not here. rather: what to write in its place."""

    word: str | Promise
    why: str | Promise
    rather: str | Promise


EXPLAINED: Final[dict[str, Explained]] = {
    "bsn": Explained(
        _("een burgerservicenummer (BSN)"),
        _("Een BSN hoort bij één mens. Deze coalitie mag het niet gebruiken."),
        _("Laat het nummer weg. Vertel wat er aan de hand is, niet bij wie."),
    ),
    "iban": Explained(
        _("een rekeningnummer"),
        _("Een rekeningnummer leidt naar één mens of één bedrijf."),
        _("Laat het nummer weg."),
    ),
    "mail": Explained(
        _("een e-mailadres"),
        _("Een e-mailadres leidt vaak naar één mens."),
        _("Noem de organisatie of de afdeling."),
    ),
    "phone": Explained(
        _("een telefoonnummer"),
        _("Een telefoonnummer leidt vaak naar één mens."),
        _("Noem de organisatie of de afdeling."),
    ),
    "address": Explained(
        _("een adres"),
        _("Op een adres wonen of werken mensen. Met het huisnummer erbij zijn zij te vinden."),
        _("Noem de straat zonder nummer, of de buurt."),
    ),
    "postcode": Explained(
        _("een postcode"),
        _("Een postcode is vaak maar een paar huizen groot."),
        _("Noem de buurt of de wijk."),
    ),
    "plate": Explained(
        _("een kenteken"),
        _("Een kenteken hoort bij één eigenaar."),
        _("Laat het kenteken weg, of noem het soort voertuig."),
    ),
    "name": Explained(
        _("een naam van een persoon"),
        _("Wat hier staat over een mens die te herkennen is, mag hier niet liggen."),
        _("Noem de functie of de rol: de wijkagent, een bewoner, een ondernemer."),
    ),
}
