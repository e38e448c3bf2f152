"""The life of a trend as a table: its states, and every move of whoever judges. Buttons, checks, tests and docs read
this."""

from dataclasses import dataclass
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

Text = str | Promise


@dataclass(frozen=True)
class State:
    """title: on a chip and above a list. means: what it is for a reader. reviewed: whether a day is set to look
    again."""

    title: Text
    means: Text
    reviewed: bool


STATES: Final[dict[str, State]] = {
    "proposed": State(_("voorgesteld"), _("Iemand van een partner ziet dit. Het bureau kijkt ernaar."), reviewed=False),
    "watched": State(_("in de gaten"), _("Nog te weinig om op te nemen. Wij kijken later opnieuw."), reviewed=True),
    "inventory": State(_("in de inventarisatie"), _("De coalitie houdt hier rekening mee."), reviewed=True),
    "ended": State(_("beëindigd"), _("Speelt niet meer, of is niet opgenomen. De reden staat erbij."), reviewed=False),
}

MEMBER, BUREAU, DOCUMENT = "member", "bureau", "document"
# How a row of the history names who did it: always a role, never somebody.
ROLES: Final[dict[str, Text]] = {
    MEMBER: _("iemand van een partner"),
    BUREAU: _("het bureau"),
    DOCUMENT: _("de strategie"),
}


@dataclass(frozen=True)
class Step:
    """A move of whoever judges: from which states, to which ("" when it stays). told: how the history says it. why:
    what the reason must tell. ends: whether it asks until when the trend was there."""

    sources: tuple[str, ...]
    target: str
    button: Text
    told: Text
    why: Text
    ends: bool = False


MOVES: Final[dict[str, Step]] = {
    "watch": Step(
        sources=("proposed", "inventory", "ended"),
        target="watched",
        button=_("In de gaten houden"),
        told=_("houdt dit in de gaten"),
        why=_("Wat moet er blijken voordat dit erin komt?"),
    ),
    "adopt": Step(
        sources=("proposed", "watched"),
        target="inventory",
        button=_("Opnemen in de inventarisatie"),
        told=_("nam dit op in de inventarisatie"),
        why=_("Waarom hoort dit erin? Iedereen kan dit lezen."),
    ),
    "review": Step(
        sources=("watched", "inventory"),
        target="",
        button=_("Opnieuw bekeken: blijft zo"),
        told=_("bekeek dit opnieuw en laat het zo"),
        why=_("Waar keek u naar, en waarom blijft het zo?"),
    ),
    "end": Step(
        sources=("proposed", "watched", "inventory"),
        target="ended",
        button=_("Beëindigen"),
        told=_("beëindigde dit"),
        why=_("Waarom stopt het, of waarom komt het er niet in?"),
        ends=True,
    ),
}
# What else stands in a history: no choice between states.
OTHER: Final[dict[str, Text]] = {
    "propose": _("stelde dit voor"),
    "lay-out": _("noemde dit"),
    "change": _("wijzigde de tekst"),
}


def moves_from(state: str) -> dict[str, Step]:
    """The moves that are possible in a state, by slug."""
    return {slug: move for slug, move in MOVES.items() if state in move.sources}


def told(verb: str) -> Text:
    """How the history says an act."""
    return MOVES[verb].told if verb in MOVES else OTHER[verb]
