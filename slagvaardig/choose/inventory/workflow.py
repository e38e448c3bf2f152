"""The life of a round and of what one partner hands in, as tables. Buttons, checks, tests and docs read these."""

from dataclasses import dataclass
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

Text = str | Promise

METHODS: Final[dict[str, Text]] = {
    "rank": _("rangorde: het belangrijkste onderwerp krijgt plaats 1"),
    "points": _("punten: elke partner verdeelt een vast aantal punten"),
}
BUREAU, WRITER, SIGNER = "bureau", "writer", "signer"
# How a version says who made it: a role, never somebody.
ROLES: Final[dict[str, Text]] = {
    WRITER: _("een medewerker van de partner"),
    BUREAU: _("het bureau, uit een bestand"),
}


@dataclass(frozen=True)
class State:
    """title: on a chip. means: what that is, for whoever looks."""

    title: Text
    means: Text


@dataclass(frozen=True)
class Step:
    """A move: from which states, to which, by whom. button: what one presses."""

    sources: tuple[str, ...]
    target: str
    who: str
    button: Text


ROUND_STATES: Final[dict[str, State]] = {
    "planned": State(_("gepland"), _("Nog niet open. Partners kunnen nog niets invullen.")),
    "open": State(_("open"), _("Partners vullen in en ondertekenen.")),
    "closed": State(_("gesloten"), _("Alles ligt vast. De uitkomst kan worden gebruikt.")),
    "used": State(_("gebruikt"), _("De uitkomst is gebruikt bij een keuze en verandert niet meer.")),
}
ROUND_MOVES: Final[dict[str, Step]] = {
    "open": Step(("planned",), "open", BUREAU, _("Openen en partners uitnodigen")),
    "close": Step(("open",), "closed", BUREAU, _("Sluiten")),
    "reopen": Step(("closed",), "open", BUREAU, _("Weer openen voor een correctie")),
    "use": Step(("closed",), "used", BUREAU, _("Vastleggen dat de uitkomst is gebruikt")),
}
PART_STATES: Final[dict[str, State]] = {
    "invited": State(_("uitgenodigd"), _("Er is nog niets ingevuld.")),
    "draft": State(_("wordt ingevuld"), _("Alleen de partner zelf ziet wat er staat.")),
    "filled": State(_("wacht op handtekening"), _("Ingevuld. Het telt pas mee na ondertekening.")),
    "signed": State(_("ondertekend"), _("Telt mee. Alle partners zien wat er staat.")),
    "withdrawn": State(_("ingetrokken"), _("Telt niet mee. De partner kan opnieuw invullen.")),
}
PART_MOVES: Final[dict[str, Step]] = {
    "save": Step(tuple(PART_STATES), "draft", WRITER, _("Bewaren")),
    "hand-in": Step(("draft",), "filled", WRITER, _("Klaar: vraag om een handtekening")),
    "import": Step(("invited", "draft", "filled"), "filled", BUREAU, _("Inlezen")),
    "send-back": Step(("filled",), "draft", SIGNER, _("Terug om te wijzigen")),
    "sign": Step(("filled",), "signed", SIGNER, _("Ondertekenen")),
    "withdraw": Step(("signed",), "withdrawn", SIGNER, _("Intrekken")),
}


def moves_from(state: str, moves: dict[str, Step], who: set[str]) -> dict[str, Step]:
    """The moves that somebody in those roles can make from a state, by slug."""
    return {slug: move for slug, move in moves.items() if state in move.sources and move.who in who}
