"""Support as one reads it. When every partner counts the same it is in points; with any other weight a point of one is
not a point of another, so it is a share of all that partners gave to the candidates together."""

from typing import Final

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from slagvaardig.choose.weighing.outcomes import Outcome
from slagvaardig.web.writing import number

IN_POINTS: Final = "equal"  # the weighting in which a point is a point


def in_points(outcome: Outcome) -> bool:
    return outcome.question.weighting == IN_POINTS


def head(outcome: Outcome) -> str:
    return _("punten") if in_points(outcome) else _("deel van de punten")


def cell(outcome: Outcome, support: int) -> str:
    """In a column that says what it is."""
    return number(support) if in_points(outcome) else share(outcome, support)


def amount(outcome: Outcome, support: int) -> str:
    """In a sentence."""
    if in_points(outcome):
        return ngettext("%(points)s punt", "%(points)s punten", support) % {"points": number(support)}
    return _("%(share)s van de punten") % {"share": share(outcome, support)}


def share(outcome: Outcome, support: int) -> str:
    """Rounded to tenths of a per cent; what is there is never rounded to nothing."""
    whole = int(outcome.round.support.sum())
    if support and whole and support * 2000 < whole:
        return _("minder dan %(share)s") % {"share": f"{number(0.1, 1)} %"}
    return f"{number(support * 100 / whole if whole else 0, 1)} %"


def formula(outcome: Outcome) -> str:
    """How support is counted, in words; exact numbers are in the file of a weighing that was laid down."""
    if in_points(outcome):
        return _("Punten zijn opgeteld over alle partners, die even zwaar tellen.")
    return _(
        "Deel = (gewicht × punten voor deze kandidaat, opgeteld over alle partners) / (gewicht × punten voor alle"
        " kandidaten, opgeteld over alle partners). Afgerond; de precieze getallen staan in het bestand (JSON) van een"
        " vastgelegde weging."
    )
