"""The life of a decision as a table: its kinds, its states, and every move. Buttons, checks and tests
read this."""

from dataclasses import dataclass
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

Text = str | Promise

KINDS: Final[dict[str, Text]] = {
    "adopt": _("vaststellen"),
    "divide": _("verdelen"),
    "establish": _("instellen"),
    "discharge": _("decharge verlenen"),
    "note": _("kennisnemen"),
}
LEVELS: Final[dict[str, Text]] = {
    "circle": _("alleen dit overleg"),
    "coalition": _("de hele coalitie"),
    "public": _("iedereen"),
}


@dataclass(frozen=True)
class State:
    """title: on a chip. means: what that is for a reader."""

    title: Text
    means: Text


STATES: Final[dict[str, State]] = {
    "draft": State(_("concept"), _("Nog niet voorgelegd.")),
    "put": State(_("voorgelegd"), _("De vraag ligt bij het overleg. Er is nog niets besloten.")),
    "decided": State(_("besloten"), _("Het overleg besloot. Alleen leden van dit overleg zien dit besluit.")),
    "published": State(_("gepubliceerd"), _("Het besluit is ook buiten het overleg te lezen.")),
    "reviewed": State(_("teruggekeken"), _("Het overleg keek op de afgesproken dag terug.")),
    "withdrawn": State(_("ingetrokken"), _("De vraag is ingetrokken. Er is niets besloten.")),
}
TAKEN: Final = ("decided", "published", "reviewed")


@dataclass(frozen=True)
class Step:
    """A move: from which states, to which. button: what one presses."""

    sources: tuple[str, ...]
    target: str
    button: Text


MOVES: Final[dict[str, Step]] = {
    "put": Step(("draft",), "put", _("Voorleggen")),
    "withdraw": Step(("draft", "put"), "withdrawn", _("Intrekken")),
    "decide": Step(("put",), "decided", _("Besluit vastleggen")),
    "publish": Step(("decided", "published"), "published", _("Publiceren")),
    "review": Step(("decided", "published"), "reviewed", _("Terugkijken")),
}


def fits(state: str, verb: str) -> bool:
    return state in MOVES[verb].sources
