"""The life of a round as a table. It never goes back: what was closed takes no answer more."""

from dataclasses import dataclass
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

FIRST: Final = "open"
STATES: Final[dict[str, str | Promise]] = {
    "open": _("open: er kan geantwoord worden"),
    "closed": _("gesloten: wacht op publiceren"),
    "published": _("gepubliceerd"),
}


@dataclass(frozen=True)
class Move:
    """From which state to which."""

    before: str
    after: str


MOVES: Final[dict[str, Move]] = {"close": Move("open", "closed"), "publish": Move("closed", "published")}
