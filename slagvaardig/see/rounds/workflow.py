"""Where a round, a conversation and an area scan stand, and which moves there are: for buttons, checks and docs."""

from dataclasses import dataclass
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

States = dict[str, str | Promise]


@dataclass(frozen=True)
class Move:
    """before: the states in which it can be done. after: what follows. button: as a page says it; empty for what only
    the clock does."""

    before: tuple[str, ...]
    after: str
    button: str | Promise = ""


ROUND_STATES: Final[States] = {
    "planned": _("gepland"),
    "running": _("loopt"),
    "closed": _("afgerond"),
}
ROUND_MOVES: Final[dict[str, Move]] = {
    "start": Move(("planned",), "running", _("Begin de ronde")),
    "close": Move(("running",), "closed", _("Rond de ronde af")),
    "again": Move(("closed",), "running", _("Open de ronde opnieuw")),
}

CONVERSATION_STATES: Final[States] = {
    "draft": _("nog niet af"),
    "finished": _("afgerond, nog niet te lezen"),
    "opened": _("te lezen voor de kring"),
}
CONVERSATION_MOVES: Final[dict[str, Move]] = {
    "finish": Move(("draft",), "finished", _("Gesprek afronden")),
    "again": Move(("finished",), "draft", _("Toch nog aanpassen")),
    "lay-open": Move(("finished",), "opened"),
}

SCAN_STATES: Final[States] = {
    "system": _("bijeenkomst 1: wat het systeem weet"),
    "street": _("bijeenkomst 2: wat de straat weet"),
    "conclusions": _("bijeenkomst 3: conclusies"),
    "done": _("klaar"),
}
SCAN_MOVES: Final[dict[str, Move]] = {
    "to-street": Move(("system",), "street", _("Naar bijeenkomst 2: straatkennis")),
    "to-conclusions": Move(("street",), "conclusions", _("Naar bijeenkomst 3: conclusies")),
    "finish": Move(("conclusions",), "done", _("Rond de gebiedsscan af")),
    "again": Move(("done",), "conclusions", _("Pas de conclusies aan")),
}


def moves_from(moves: dict[str, Move], state: str) -> dict[str, Move]:
    """What somebody can do with something that stands like this."""
    return {name: move for name, move in moves.items() if move.button and state in move.before}


def after(moves: dict[str, Move], name: str, state: str) -> str:
    """The state that a move leads to; empty when it cannot be made from here."""
    move = moves.get(name)
    return move.after if move and state in move.before else ""
