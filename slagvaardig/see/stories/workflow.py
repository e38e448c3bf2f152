"""Where a story stands between its teller and the desk, and which moves there are. Buttons, checks and docs read this.

Apart from this, a story waits for the desk (`waits_since`) from when its teller says something until the desk answers.
"""

from dataclasses import dataclass
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

STATES: Final[dict[str, str | Promise]] = {
    "told": _("nog niet beantwoord"),
    "answered": _("in gesprek"),
    "closed": _("afgerond"),
    "refused": _("hoort hier niet"),
    "withdrawn": _("ingetrokken"),
}
FIRST: Final = "told"


@dataclass(frozen=True)
class Move:
    """before: the states in which it can be done. after: the state that follows. button: as the desk reads it; empty
    for what the teller does. says: what the desk writes along with it."""

    before: tuple[str, ...]
    after: str
    button: str | Promise = ""
    says: str | Promise = ""


MOVES: Final[dict[str, Move]] = {
    "answer": Move(("told", "answered", "closed", "refused"), "answered", _("Antwoorden"), _("Uw antwoord of vraag")),
    "close": Move(("told", "answered"), "closed", _("Afronden"), _("Wat er is gebeurd")),
    "refuse": Move(("told", "answered"), "refused", _("Hoort hier niet"), _("Waarom niet, en waar wel")),
    "withdraw": Move(("told", "answered", "closed", "refused"), "withdrawn"),
    "reply": Move(("told",), "told"),
    "reply-again": Move(("answered", "closed", "refused"), "answered"),
}


def of_the_desk(state: str) -> dict[str, Move]:
    """What the desk can do with a story that stands like this."""
    return {name: move for name, move in MOVES.items() if move.button and state in move.before}


def after_a_reply(state: str) -> str:
    """Where a story stands when its teller says something more: what was over is opened again."""
    return next(MOVES[name].after for name in ("reply", "reply-again") if state in MOVES[name].before)
