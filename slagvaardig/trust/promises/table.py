"""What we promise about trust, one entry each. The page, `./dev prove` and the tests all read this table."""

from dataclasses import dataclass
from typing import Final

from django.utils.functional import Promise as Text
from django.utils.translation import gettext_lazy as _

GROUPS: Final[dict[str, str | Text]] = {
    "access": _("Wie iets ziet"),
    "login": _("Wie u bent"),
    "log": _("Wat er is gedaan"),
    "privacy": _("Wat wij bewaren"),
    "input": _("Wat van buiten komt"),
    "reliability": _("Wat blijft staan"),
}


@dataclass(frozen=True)
class Promise:
    """what: the promise in one sentence. how: what we do to break it. unit: what one attempt is. allowed: the share of
    attempts that may get through, where nobody can promise none."""

    group: str
    what: str | Text
    how: str | Text
    unit: str | Text = _("pogingen")
    allowed: float = 0.0


PROMISES: Final[dict[str, Promise]] = {
    "circle-only": Promise(
        "access",
        _("Een stuk ligt in één kring. Wie geen lid is van die kring, ziet het niet, langs welke weg dan ook."),
        _("Elk soort gebruiker opent elk adres met een stuk uit elke kring, en raadt daarnaast willekeurige adressen."
          " Een los programma van dertig regels zegt vooraf wie wat mag zien; elk verschil telt."),
    ),
    "no-side-door": Promise(
        "access",
        _("Ook lijsten, downloads, mail, logboeken en foutmeldingen verraden niets van een verborgen stuk."),
        _("In elk verborgen stuk staat een uniek woord. Daarna doorzoeken wij elke byte die iemand kan krijgen."),
        _("verborgen woorden gezocht"),
    ),
    "existence": Promise(
        "access",
        _("Een stuk dat u niet mag zien lijkt in alles op een stuk dat niet bestaat."),
        _("Wij vragen steeds twee dingen op: iets verborgens en iets dat er niet is. Status, tekst en grootte moeten"
          " gelijk zijn, en aan de tijd is niets te merken."),
        _("paren"),
    ),
    "members-over-time": Promise(
        "access",
        _("Wie uit een kring gaat, ziet daarvan bij de volgende klik niets meer. Wie erbij komt, ziet pas vanaf dan."),
        _("Willekeurige reeksen van toetreden, vertrekken, verlopen, delen, openbaar maken, uitsluiten en de klok"
          " vooruit, na elke stap vergeleken met het losse programma."),
        _("reeksen"),
    ),
    "blind-writes": Promise(
        "access",
        _("Niemand wijzigt of verwijdert wat hij niet mag zien."),
        _("Elke gebruiker probeert alle tabellen in één keer te wijzigen of te legen, recht op de database."),
        _("opdrachten"),
    ),
    "no-extra-field": Promise(
        "access",
        _("Een formulier zet alleen wat het toont: nooit de kring, de eigenaar of de status."),
        _("Met elk formulier sturen wij elk veld mee dat er in de database is."),
        _("velden meegestuurd"),
    ),
    "sql-injection": Promise(
        "access",
        _("Ook wie de database een eigen opdracht laat uitvoeren, wordt daarmee niet iemand anders."),
        _("Een bekend aanvalsprogramma probeert elk veld en elk adres van een draaiende site. Het vindt wel het lek dat"
          " wij er voor de proef in maakten, en komt ook daardoor niet in andermans kring."),
        _("velden en adressen"),
    ),
    "mutants": Promise(
        "access",
        _("Deze proeven slaan alarm als een regel ontbreekt."),
        _("Wij halen één voor één elke regel weg. Bij elke ontbrekende regel moet een aanval slagen."),
        _("regels weggehaald"),
    ),
    "no-forged-identity": Promise(
        "login",
        _("Niemand doet zich in de database voor als een ander."),
        _("Wij vervalsen, kopiëren en bewerken het bewijs van wie er handelt."),
    ),
    "pool": Promise(
        "login",
        _("Verbindingen worden gedeeld, identiteiten nooit."),
        _("Acht draden tegelijk, steeds een andere gebruiker, met fouten en bezoekers ertussen."),
        _("verzoeken"),
    ),
    "no-forged-login": Promise(
        "login",
        _("Een vervalst bewijs van een inlogdienst brengt niemand binnen."),
        _("Een kwaadwillende inlogdienst probeert elke bekende vervalsing."),
    ),
    "disabled-is-out": Promise(
        "login",
        _("Wie wordt uitgesloten, is bij de volgende klik buiten, overal."),
        _("Wij sluiten mensen uit terwijl zij werken, en tellen wat zij daarna nog krijgen."),
        _("uitsluitingen"),
    ),
    "log-tampering": Promise(
        "log",
        _("Knoeien met het logboek komt uit, ook als de beheerder van de database het doet."),
        _("Zeven manieren van knoeien, met alle rechten. De controle gebruikt de getallen die partners bewaren."),
    ),
    "no-row-no-read": Promise(
        "log",
        _("Kan de site niet in het logboek schrijven, dan toont zij geen besloten stuk."),
        _("Wij maken het logboek onbeschrijfbaar en vragen daarna elk besloten stuk op."),
    ),
    "every-act-logged": Promise(
        "log",
        _("Elke handeling staat precies één keer in het logboek, en wat niet doorging staat er niet."),
        _("Veel handelingen tegelijk, waarvan een deel mislukt. Daarna tellen wij de regels."),
        _("handelingen"),
    ),
    "text-guard-finds": Promise(
        "privacy",
        _("Gegevens van personen komen niet in een tekst: de tekstwacht houdt ze tegen."),
        _("Wij verstoppen burgerservicenummers, kentekens, rekeningnummers, telefoonnummers, e-mailadressen en adressen"
          " in gewone zinnen. Namen van mensen vindt zij vaak, niet altijd."),
        _("verstopte gegevens"),
        allowed=0.01,
    ),
    "text-guard-false-stops": Promise(
        "privacy",
        _("De tekstwacht hindert gewoon werk zelden."),
        _("Wij leggen de tekstwacht zinnen voor uit echte beleidsteksten."),
        _("zinnen"),
        allowed=0.01,
    ),
    "unseen-leaves-nothing": Promise(
        "privacy",
        _("Wie anoniem vertelt, laat geen spoor na van wie of waarvandaan."),
        _("Elke bezoeker draagt een uniek merkteken in netwerkadres, browser, cookie, verwijzing en in de gegevens van"
          " een foto of document. Daarna zoeken wij het in elke byte die de site ergens bewaart."),
        _("gemerkte verhalen"),
    ),
    "recognised-is-not-shown": Promise(
        "privacy",
        _("Niemand leest een verhaal dat maar vier mensen of minder verteld kunnen hebben, behalve het loket."),
        _("Wij vertellen verhalen van overal, in elke functie en over elk thema, en tonen ze allemaal."),
        _("verhalen"),
    ),
    "code-not-guessed": Promise(
        "privacy",
        _("De code van een verteller en de link van een polsvraag zijn niet te raden, en staan nergens bewaard."),
        _("Wij raden codes en links, ook met het eerste deel goed, en zoeken ze in de database."),
        _("geraden codes en links"),
    ),
    "pulse-unlinked": Promise(
        "privacy",
        _("Niemand vindt terug wie wat antwoordde op de polsvraag, ook niet wie de database beheert."),
        _("De beheerder ziet elke rij van de database voor en na elk antwoord, leert van antwoorden die hij kent en"
          " raadt de andere. Raadt hij er meer dan door toeval, dan is de belofte gebroken."),
        _("antwoorden"),
    ),
    "gone-is-gone": Promise(
        "privacy",
        _("Wat weg moet is weg, en komt ook uit een reservekopie niet terug."),
        _("Wij zetten een kopie terug van voor het verwijderen en zoeken wat weg moest zijn."),
        _("verwijderde gegevens"),
    ),
    "hostile-files": Promise(
        "input",
        _("Een kwaadaardig bestand doet niets: het wordt geweigerd of onschadelijk gemaakt."),
        _("Bommen, vermommingen, macro's en kapotte bestanden, elk in een afgesloten proces met harde grenzen."),
        _("bestanden"),
    ),
    "no-formula": Promise(
        "input",
        _("Een download van ons start in een rekenblad geen formule."),
        _("Wij zetten bekende aanvallen in elk veld van elke download."),
        _("cellen"),
    ),
    "floods": Promise(
        "input",
        _("Een vloed van verzoeken legt wie werkt het zwijgen niet op."),
        _("Een programma stuurt formulieren zo snel als het kan, terwijl iemand anders gewoon doorwerkt."),
        _("verzoeken"),
    ),
    "unseen-floods": Promise(
        "input",
        _("Een vloed van verzonnen verhalen houdt geen mens tegen die iets vertelt."),
        _("Programma's sturen verhalen zonder kaartje, met een nagemaakt of gebruikt kaartje, en met geduld. Tussendoor"
          " vertellen mensen."),
        _("verhalen van programma's"),
    ),
    "strict-browser": Promise(
        "input",
        _("Een pagina laadt niets van elders en voert niets uit dat niet van ons is."),
        _("Een echte browser opent elke soort pagina en meldt elke overtreding en elk verzoek naar buiten."),
        _("pagina's"),
    ),
    "ssrf": Promise(
        "input",
        _("Bij het ophalen van cijfers bezoekt de site alleen de genoemde bronnen."),
        _("Omleidingen, vermomde adressen en namen die naar binnen wijzen."),
        _("adressen"),
    ),
    "accepted-is-kept": Promise(
        "reliability",
        _("Zei de site dat iets bewaard is, dan is het bewaard."),
        _("Wij trekken midden in het werk de stekker uit de database, de site en de werker."),
        _("bevestigde stukken"),
    ),
    "press-twice": Promise(
        "reliability",
        _("Twee keer drukken is één keer doen."),
        _("Elk formulier gaat twee keer tegelijk de deur uit."),
        _("dubbele verzendingen"),
    ),
    "no-silent-overwrite": Promise(
        "reliability",
        _("Niemand overschrijft ongemerkt het werk van een ander."),
        _("Drie schrijvers bewaren tegelijk hetzelfde stuk. Eén wint, twee krijgen beide teksten te zien."),
        _("botsingen"),
    ),
    "disk-full": Promise(
        "reliability",
        _("Is de schijf vol, dan blijft lezen werken en raakt niets beschadigd."),
        _("Wij vullen een kleine schijf tot er niets meer bij kan."),
        _("bevestigde stukken"),
    ),
    "we-can-come-back": Promise(
        "reliability",
        _("Uit een reservekopie komt alles terug, en een beschadigde kopie wordt geweigerd."),
        _("Wij zetten kopieën terug op een lege plek en vergelijken elke tabel, elk cijfer en het logboek."),
        _("beschadigde kopieën"),
    ),
}  # fmt: skip
