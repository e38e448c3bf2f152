"""The life of a barrier as a table: its states, and every move with who may make it. Buttons, checks, tests and docs
read this."""

from dataclasses import dataclass
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

Text = str | Promise

KINDS: Final[dict[str, Text]] = {
    "rule": _("regel of wet"),
    "mandate": _("mandaat: niemand mag beslissen"),
    "money": _("geld"),
    "supply": _("aanbod: te weinig plekken of mensen"),
    "information": _("informatie delen"),
    "system": _("systeem of techniek"),
    "knowledge": _("kennis"),
    "cooperation": _("samenwerking"),
}
OFTEN: Final[dict[str, Text]] = {
    "daily": _("elke dag"),
    "weekly": _("elke week"),
    "monthly": _("elke maand"),
    "seldom": _("minder vaak"),
}

HANDLER, FELT, CLOCK = "handler", "felt", "clock"
# How a row of the history names who did it: always a role, never somebody.
ROLES: Final[dict[str, Text]] = {
    "raiser": _("de melder"),
    "feeler": _("een collega die dit ook merkt"),
    "handler": _("de behandelaar"),
    "clock": _("de klok van deze site"),
}


@dataclass(frozen=True)
class State:
    """title: on a chip. means: what that is for somebody who raised it. open: whether there is still work to do."""

    title: Text
    means: Text
    open: bool


STATES: Final[dict[str, State]] = {
    "raised": State(_("gemeld"), _("Er is nog geen antwoord. U hoort het hier zodra iemand hem oppakt."), open=True),
    "taken": State(_("opgepakt"), _("Iemand werkt eraan. U ziet wie en tot wanneer."), open=True),
    "asked": State(_("voorgelegd"), _("De vraag ligt bij een overleg dat erover gaat."), open=True),
    "stays": State(
        _("blijft voorlopig"), _("Wie erover gaat zegt dat dit nu niet weg kan. De reden staat erbij."), open=True
    ),
    "removed": State(_("merkt u het?"), _("Er is iets aan gedaan. Alleen u kunt zeggen of u het merkt."), open=True),
    "closed": State(_("weg"), _("Dicht. Na een aantal weken vragen wij het nog eens."), open=False),
    "retest": State(_("nog steeds weg?"), _("Wij vragen nog eens of de drempel weg is gebleven."), open=False),
    "kept": State(_("weg gebleven"), _("Bij navraag was de drempel weg gebleven."), open=False),
}
OPEN: Final = tuple(slug for slug, state in STATES.items() if state.open)
DONE: Final = tuple(slug for slug, state in STATES.items() if not state.open)


@dataclass(frozen=True)
class Step:
    """A move: from which states, to which ("" when it stays the same), by whom. button: what one presses. told: how
    the history says it. why: what the reason must tell; "" when none is asked."""

    sources: tuple[str, ...]
    target: str
    who: str
    button: Text
    told: Text
    why: Text = ""


_WORKING: Final = ("taken", "asked", "stays")
MOVES: Final[dict[str, Step]] = {
    "raise": Step((), "raised", FELT, _("Melden"), _("meldde deze drempel")),
    "take": Step(
        sources=("raised", *_WORKING),
        target="taken",
        who=HANDLER,
        button=_("Oppakken"),
        told=_("pakte de drempel op"),
        why=_("Wat gaat u doen?"),
    ),
    "question": Step(OPEN, "", HANDLER, _("Iets vragen aan wie dit merkt"), _("vroeg"), _("Uw vraag")),
    "reply": Step(OPEN, "", FELT, _("Antwoorden of aanvullen"), _("antwoordde"), _("Uw antwoord of aanvulling")),
    "escalate": Step(
        sources=_WORKING,
        target="asked",
        who=HANDLER,
        button=_("Een stap hoger voorleggen"),
        told=_("legde de vraag een stap hoger voor"),
        why=_("Waarom kan het hier niet opgelost worden?"),
    ),
    "step-down": Step(
        sources=_WORKING,
        target="taken",
        who=HANDLER,
        button=_("Terug naar een lagere stap"),
        told=_("bracht de drempel terug naar een lagere stap"),
        why=_("Waarom hoort het lager?"),
    ),
    "stay": Step(
        sources=("taken", "asked"),
        target="stays",
        who=HANDLER,
        button=_("Zeggen dat het nu niet weg kan"),
        told=_("zei dat de drempel voorlopig blijft"),
        why=_("Leg uit waarom, en wat wel kan."),
    ),
    "remove": Step(
        sources=_WORKING,
        target="removed",
        who=HANDLER,
        button=_("Vragen of hij weg is"),
        told=_("deed er iets aan en vraagt of het te merken is"),
        why=_("Wat is er veranderd?"),
    ),
    "confirm": Step(("removed",), "closed", FELT, _("Ja, ik merk het"), _("merkt het: de drempel is weg")),
    "retest": Step(("closed",), "retest", CLOCK, _("Opnieuw vragen"), _("vroeg of de drempel weg is gebleven")),
    "confirm-again": Step(
        ("retest",), "kept", FELT, _("Ja, hij is weg gebleven"), _("zegt: de drempel is weg gebleven")
    ),
    "object": Step(
        ("removed", "closed", "retest", "kept"), "taken", FELT, _("Nee, ik merk het nog"), _("merkt de drempel nog")
    ),
    "time-out": Step(
        sources=("removed",),
        target="closed",
        who=HANDLER,
        button=_("Sluiten omdat niemand antwoordde"),
        told=_("sloot de drempel: niemand antwoordde op tijd"),
        why=_("Hoe heeft u gevraagd of de drempel weg is?"),
    ),
    "time-out-again": Step(
        sources=("retest",),
        target="kept",
        who=HANDLER,
        button=_("Afronden omdat niemand antwoordde"),
        told=_("rondde af: niemand antwoordde bij navraag"),
        why=_("Hoe heeft u gevraagd of de drempel weg bleef?"),
    ),
}


def moves_from(state: str, who: str) -> dict[str, Step]:
    """The moves that somebody in that role can make from a state, by slug."""
    return {slug: move for slug, move in MOVES.items() if state in move.sources and move.who == who}
