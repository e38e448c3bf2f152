"""The life of a priority as a table. What is being ended counts as carried until its discharge."""

from dataclasses import dataclass
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

Text = str | Promise
LEVELS: Final[dict[str, Text]] = {
    "national": _("landelijk"),
    "regional": _("regionaal"),
    "district": _("district"),
    "local": _("lokaal"),
}


@dataclass(frozen=True)
class State:
    """carried: whether it takes one of the places that a body agreed to."""

    title: Text
    carried: bool = False


STATES: Final[dict[str, State]] = {
    "proposed": State(_("voorgesteld")),
    "adopted": State(_("vastgesteld"), carried=True),
    "next": State(_("vastgesteld, begint later")),
    "ending": State(_("wordt afgerond"), carried=True),
    "ended": State(_("beëindigd")),
    "withdrawn": State(_("ingetrokken")),
}
CARRIED: Final = tuple(slug for slug, state in STATES.items() if state.carried)
SHOWN: Final = ("adopted", "next", "ending", "ended")


@dataclass(frozen=True)
class Step:
    sources: tuple[str, ...]
    button: Text


MOVES: Final[dict[str, Step]] = {
    "adopt": Step(("proposed",), _("Vaststellen")),
    "withdraw": Step(("proposed", "next"), _("Intrekken")),
    "waive": Step(("proposed", "adopted", "ending"), _("Uitzondering vragen")),
    "sign": Step(("proposed", "adopted", "ending"), _("Uitzondering ondertekenen")),
    "end": Step(("adopted",), _("Beëindigen")),
    "discharge": Step(("ending",), _("Decharge verwerken")),
    "look": Step(("ended",), _("Opnieuw bekijken")),
}
