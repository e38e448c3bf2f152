"""What somebody wins who takes over one part, and what not. Honest, because a promise without its limit is none."""

from typing import Final

from django.utils.functional import Promise as Text
from django.utils.translation import gettext_lazy as _

# (what is taken over, what that gives up, what it does not give up)
COMPROMISES: Final[tuple[tuple[str | Text, str | Text, str | Text], ...]] = (
    (
        _("De sessie van één gebruiker"),
        _("Wat die gebruiker mag lezen en doen, tot hij uitlogt, wordt uitgesloten of acht uur voorbij zijn."),
        _("Andere kringen. Een rol geven, openbaar maken en delen vragen opnieuw om een bewijs van wie u bent."),
    ),
    (
        _("De rol van de toepassing in de database"),
        _("De stukken die degene mag zien die op dat moment handelt."),
        _("Stukken van anderen, de sleutels, en het wijzigen of wissen van het logboek."),
    ),
    (
        _("Het proces van de site"),
        _("Alles wat er doorheen gaat zolang het duurt, en zich voordoen als wie op dat moment is ingelogd."),
        _("Ongemerkt het verleden in het logboek veranderen: partners bewaren de controlegetallen."),
    ),
    (
        _("De beheerder van de database, of een gestolen schijf"),
        _("Alle stukken en namen. Wij versleutelen ze niet in de database; versleutel de schijf."),
        _("Wachtwoorden en sessies: daarvan staat alleen een controlegetal in de database. Ongemerkt knoeien met het"
          " logboek."),
    ),
    (
        _("Een reservekopie"),
        _("Alles wat er op die dag in stond. Versleutel kopieën en bewaar ze apart."),
        _("Lopende sessies en de geheime sleutel van de site: die zitten niet in een kopie."),
    ),
    (
        _("De inlogdienst van één partner"),
        _("Wat de gebruikers van die partner mogen."),
        _("Gebruikers van andere partners. Een inlogdienst geeft nooit een rol."),
    ),
    (
        _("De mailbox van een gebruiker"),
        _("Een nieuw wachtwoord aanvragen."),
        _("Inloggen: daarvoor is ook de tweede stap nodig."),
    ),
    (
        _("Wie de software bouwt"),
        _("Alles. Daarom is de broncode openbaar en staat van elk onderdeel vast welke versie het is."),
        _("Niets. Dat zeggen wij liever eerlijk."),
    ),
)  # fmt: skip
