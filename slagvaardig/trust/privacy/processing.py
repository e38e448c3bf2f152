"""The processings of the register: what is done with data, for what, about whom, who gets it and how it is guarded.

Models say to which one they belong; which data there are and how long they are kept follows from those models. The log
names the same slugs as `activity`.
"""

from dataclasses import dataclass
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

Text = str | Promise


@dataclass(frozen=True)
class Flow:
    """Something that goes from one place to another; `guard` says what protects it on the way."""

    source: Text
    target: Text
    what: Text
    guard: Text


@dataclass(frozen=True)
class Processing:
    """ground: a slug of `grounds.toml`; empty when no data about persons are involved."""

    title: Text
    purpose: Text
    ground: str
    people: Text
    receivers: Text
    security: Text
    flows: tuple[Flow, ...]


_EMPLOYEE = _("medewerker van een partner")
_SITE = _("deze site")
_TLS = _("versleutelde verbinding")
_EMPLOYEES = _("medewerkers en bestuurders van de partners")
_RULES_PER_ROW = _(
    "De database zelf laat per rij alleen zien wat iemand mag zien. Elke handeling staat in het logboek."
)

PROCESSINGS: Final[dict[str, Processing]] = {
    "login": Processing(
        title=_("Inloggen"),
        purpose=_("Weten dat iemand is wie hij zegt te zijn, en dat kunnen beëindigen."),
        ground="public-task",
        people=_EMPLOYEES,
        receivers=_("Niemand buiten de beheerder van de site."),
        security=_("Een tweede factor is verplicht. Van sessies wordt alleen een onomkeerbare afdruk bewaard."),
        flows=(
            Flow(_EMPLOYEE, _SITE, _("e-mailadres en tweede factor, of het bewijs van de eigen organisatie"), _TLS),
            Flow(_SITE, _("de organisatie van de medewerker"), _("de vraag wie er inlogt"), _TLS),
        ),
    ),
    "people": Processing(
        title=_("Mensen, rollen en ambten"),
        purpose=_("Vastleggen wie voor een partner werkt en wie wat mag."),
        ground="public-task",
        people=_EMPLOYEES,
        receivers=_("Collega's van alle partners zien namen, rollen en ambten."),
        security=_RULES_PER_ROW,
        flows=(
            Flow(_("beheerder"), _SITE, _("naam en zakelijk e-mailadres van wie wordt uitgenodigd"), _TLS),
            Flow(_SITE, _EMPLOYEE, _("namen, rollen en ambten van collega's"), _TLS),
        ),
    ),
    "papers": Processing(
        title=_("Stukken"),
        purpose=_("Samen beleid en aanpak voorbereiden en daarover besluiten."),
        ground="public-task",
        people=_("medewerkers die een stuk schrijven of delen; geen burgers"),
        receivers=_("De leden van de kring waarin het stuk ligt. Na publiceren: iedereen."),
        security=_RULES_PER_ROW,
        flows=(
            Flow(_EMPLOYEE, _SITE, _("stukken en bijlagen"), _TLS),
            Flow(_SITE, _("leden van de kring"), _("stukken en bijlagen"), _TLS),
            Flow(_("kring van het stuk"), _("andere kring of openbaar"), _("een bevroren kopie"), _("naam en reden")),
        ),
    ),
    "barriers": Processing(
        title=_("Drempels"),
        purpose=_("Wegnemen wat professionals in hun werk tegenhoudt, en nagaan of zij dat merken."),
        ground="public-task",
        people=_("medewerkers die een drempel melden of merken; geen burgers"),
        receivers=_(
            "De leden van de kring waarin de drempel ligt zien de tekst, niet wie hem meldde. Dat ziet alleen het"
            " loket, of de kring als de melder dat zelf wil. Een overleg ziet alleen de vraag die het is voorgelegd."
        ),
        security=_RULES_PER_ROW,
        flows=(
            Flow(_EMPLOYEE, _SITE, _("drempels, en of ze weg zijn"), _TLS),
            Flow(_SITE, _("leden van de kring"), _("drempels zonder wie ze meldde"), _TLS),
            Flow(_("kring van de drempel"), _("kring van een overleg"), _("een bevroren vraag"), _("reden en mandaat")),
            Flow(_SITE, _("iedereen"), _("aantallen drempels"), _("afgerond op vijf")),
        ),
    ),
    "stories": Processing(
        title=_("Verhalen"),
        purpose=_("Horen wat professionals meemaken, hun antwoorden, en ervan leren."),
        ground="public-task",
        people=_("medewerkers die met hun naam vertellen; van wie anoniem vertelt weten wij niets; geen burgers"),
        receivers=_("Het loket. Anderen lezen een verhaal alleen als de verteller dat goedvond."),
        security=_(
            "Anoniem vertellen kan zonder sessie, cookie of netwerkadres. Van de code bewaren wij alleen een afdruk."
        ),
        flows=(
            Flow(_("iemand die anoniem blijft"), _SITE, _("een verhaal, een bericht, een afbeelding"), _TLS),
            Flow(_EMPLOYEE, _SITE, _("een verhaal, en wie weten mag van wie het is"), _TLS),
            Flow(_SITE, _("loket"), _("verhalen zoals ze verteld zijn"), _RULES_PER_ROW),
            Flow(
                _("loket"), _("de coalitie of iedereen"), _("een uitgave van het verhaal"), _("binnen de toestemming")
            ),
        ),
    ),
    "conversations": Processing(
        title=_("Gesprekken"),
        purpose=_("In gesprek horen wat er speelt, ook waar niemand iets meldt, en laten zien wat ervan kwam."),
        ground="public-task",
        people=_(
            "medewerkers die een ronde plannen of een gesprek voeren; van wie meepraat alleen hoeveel; geen burgers"
        ),
        receivers=_(
            "Wie het gesprek voerde. De kring van de ronde leest aantekeningen pas als ten minste vijf mensen"
            " meepraatten."
        ),
        security=_RULES_PER_ROW,
        flows=(
            Flow(_EMPLOYEE, _SITE, _("aantekeningen van gesprekken, zonder namen"), _TLS),
            Flow(_SITE, _("leden van de kring"), _("aantekeningen zonder dag, functie en gesprek"), _RULES_PER_ROW),
            Flow(
                _SITE, _EMPLOYEE, _("aantallen, en citaten die de spreker goedvond"), _("kleine aantallen weggelaten")
            ),
        ),
    ),
    "pulse": Processing(
        title=_("Polsvraag"),
        purpose=_("Weten wat professionals zelf ervaren, met een korte vraag die twee keer per jaar terugkomt."),
        ground="public-task",
        people=_("niemand: wij weten niet wie een link kreeg en niet wie wat antwoordde"),
        receivers=_("Iedereen ziet het aandeel per regio en district, vanaf tien antwoorden."),
        security=_(
            "Een antwoord is geen rij, maar één erbij in een telling die als geheel is versleuteld. De sleutel staat"
            " niet in de database. Na het sluiten blijft alleen over wat getoond mag worden."
        ),
        flows=(
            Flow(_("iemand die anoniem blijft"), _SITE, _("antwoorden op één tot drie vragen"), _TLS),
            Flow(_SITE, _("wie de links uitdeelt"), _("links die één keer werken"), _("één keer getoond")),
            Flow(_SITE, _("iedereen"), _("aandelen met marge"), _("vanaf tien antwoorden")),
        ),
    ),
    "mail": Processing(
        title=_("Vaste mail"),
        purpose=_("Laten weten dat er iets wacht, zo vaak als iemand wil."),
        ground="public-task",
        people=_EMPLOYEES,
        receivers=_("De persoon zelf; wie zijn mail beheert kan meelezen, en leest dan alleen aantallen van zijn rol."),
        security=_(
            "Er staan alleen aantallen en links in. Of iemand iets vertelde of meldde is er niet aan te zien, tenzij"
            " hij daar zelf om vroeg. De mail weet niet of hij geopend wordt."
        ),
        flows=(Flow(_SITE, _("mailbox van de medewerker"), _("aantallen en links"), _("zonder titel, tekst of naam")),),
    ),
    "trends": Processing(
        title=_("Trends"),
        purpose=_("Weten wat eraan komt: cijfers, onderzoek en wat professionals zien naast elkaar."),
        ground="public-task",
        people=_("medewerkers die vertellen wat zij zien, zonder hun naam; geen burgers"),
        receivers=_(
            "Iedereen leest de inventarisatie. Voorstellen en wat mensen zien leest wie voor een partner werkt."
        ),
        security=_RULES_PER_ROW,
        flows=(
            Flow(_EMPLOYEE, _SITE, _("een voorstel, of wat iemand in zijn werk ziet"), _TLS),
            Flow(_SITE, _("de coalitie"), _("voorstellen, en wat er gezien is, zonder wie het zei"), _TLS),
            Flow(_SITE, _("iedereen"), _("de inventarisatie met bronnen en besluiten"), _TLS),
        ),
    ),
    "choosing": Processing(
        title=_("Kiezen en besluiten"),
        purpose=_("Samen weinig prioriteiten kiezen die partners aankunnen, daarover besluiten, en dat later nagaan."),
        ground="public-task",
        people=_("medewerkers en bestuurders die voor hun organisatie invullen of ondertekenen; geen burgers"),
        receivers=_(
            "Wat een partner ondertekent, zien alle partners; daarvoor ziet alleen de partner zelf het. Besluiten zien"
            " de leden van het overleg, en na publiceren de hele coalitie of iedereen."
        ),
        security=_RULES_PER_ROW,
        flows=(
            Flow(_EMPLOYEE, _SITE, _("prioriteiten, uren, vragen, besluiten en antwoorden van de organisatie"), _TLS),
            Flow(_SITE, _("alle partners"), _("ondertekende prioriteiten en uren"), _RULES_PER_ROW),
            Flow(_("kring van een overleg"), _("de coalitie of iedereen"), _("een bevroren kopie"), _("met opzet")),
            Flow(_SITE, _("iedereen"), _("vastgestelde prioriteiten, het stopregister en uitzonderingen"), _TLS),
        ),
    ),
    "log": Processing(
        title=_("Logboek"),
        purpose=_("Kunnen nagaan wie wat deed en wie wat zag."),
        ground="public-task",
        people=_EMPLOYEES,
        receivers=_(
            "De privacyfunctionaris. Elke medewerker ziet zijn eigen regels, een redacteur die van zijn kring."
        ),
        security=_("Regels kunnen niet worden gewijzigd. Zij staan in een keten, zodat knoeien opvalt."),
        flows=(
            Flow(_SITE, _("privacyfunctionaris"), _("wie wat wanneer deed, zonder inhoud"), _TLS),
            Flow(_SITE, _("partners als getuige"), _("controlegetallen over het logboek"), _("bevatten geen gegevens")),
        ),
    ),
    "figures": Processing(
        title=_("Cijfers"),
        purpose=_("Openbare cijfers tonen met hun bron."),
        ground="",
        people=_("niemand: het zijn aantallen"),
        receivers=_("Iedereen."),
        security=_("Controlegetallen over elk bestand. Aantallen die te klein zijn worden niet getoond."),
        flows=(
            Flow(_("bron van cijfers"), _SITE, _("openbare tabellen"), _TLS),
            Flow(_SITE, _("iedereen"), _("cijfers met bron, peildatum en marge"), _TLS),
        ),
    ),
    "destruction": Processing(
        title=_("Vernietigen en terugzetten"),
        purpose=_("Weghalen wat zijn tijd heeft gehad, en een storing te boven komen."),
        ground="public-task",
        people=_EMPLOYEES,
        receivers=_("De beheerder bewaart de back-ups."),
        security=_("Een back-up is verzegeld. Na terugzetten wordt opnieuw vernietigd wat al vernietigd was."),
        flows=(
            Flow(_SITE, _("opslag van back-ups"), _("alles, behalve wie er is ingelogd"), _("verzegeld, 0600")),
            Flow(_SITE, _("opslag van back-ups"), _("lijst van wat vernietigd is, zonder inhoud"), _("een keten")),
        ),
    ),
}
