"""Who may do what with a decision, who sits at a table, which laws hold, and what a division must satisfy."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from django.core.exceptions import ValidationError
from django.db import connection
from django.utils.translation import gettext as _

from slagvaardig.region.current import current_region
from slagvaardig.region.definitions import Body
from slagvaardig.trust.circles.models import Circle, Office, Seat
from slagvaardig.trust.circles.rules import Refused, may
from slagvaardig.trust.privacy.grounds import rules

AT_THE_TABLE = "contributor"  # an editor looks after the circle and has no voice in it


def at_the_console() -> bool:
    """Whether this is the console, which lays down what a fictional region did in the past."""
    with connection.cursor() as cursor:
        cursor.execute("select sec.job() = 'console'")
        return bool(cursor.fetchone()[0])


def require_here(right: str, circle: Circle) -> None:
    """Refused unless the one who acts has the right in that circle, or is the console."""
    if not may(right, circle) and not at_the_console():
        raise Refused


def body_of(circle: Circle) -> Body | None:
    """What the files of the region say of a body; None for a circle that is not one's."""
    return next((body for body in current_region().bodies if body.slug == circle.slug), None)


def seats_of(circle: Circle) -> list[Office]:
    """The offices with a voice at a table, by their titles."""
    seats = Seat.objects.in_circle(circle).with_role(AT_THE_TABLE).select_related("office__partner")
    return sorted((seat.office for seat in seats), key=lambda office: office.title)


def partners_of(circle: Circle) -> list[Circle]:
    """The partners with a voice at a table, each once."""
    found = {office.partner.pk: office.partner for office in seats_of(circle)}
    return sorted(found.values(), key=lambda partner: partner.name)


def laws_on(day: date) -> list[dict[str, str]]:
    """The grounds of law that hold on a day, as a decision keeps them."""
    grounds = [one for one in rules() if one.holds_on(day) and one.slug == "public-task"]
    return [{"law": one.law, "article": one.article, "since": one.since.isoformat()} for one in grounds]


@dataclass(frozen=True)
class Line:
    """One row of a division: a code of an area or a slug of a partner, and how much."""

    code: str
    amount: Decimal


def lines_from(text: str) -> list[Line]:
    """A code and a number (`CODE 12,5`) per line; ValidationError with the number of the line that cannot be read."""
    found = []
    for number, line in enumerate(filter(None, map(str.strip, text.splitlines())), 1):
        code, _space, amount = line.replace(";", " ").replace("\t", " ").rpartition(" ")
        found.append(Line(code.strip(), _amount(amount, number)))
    return found


def rows_of(lines: Iterable[Line]) -> list[dict[str, Any]]:
    """Lines with the names they have today; ValidationError for what is unknown, twice or negative."""
    names = _names()
    rows: list[dict[str, Any]] = []
    for number, line in enumerate(lines, 1):
        if line.code not in names:
            raise ValidationError(
                {
                    "rows": _("Regel %(line)s: „%(code)s” is geen gebied of partner.")
                    % {"line": number, "code": line.code}
                }
            )
        if line.code in {row["for"] for row in rows}:
            raise ValidationError({"rows": _("Regel %(line)s staat er al.") % {"line": number}})
        if line.amount < 0:
            raise ValidationError({"rows": _("Regel %(line)s: een deel is nooit minder dan 0.") % {"line": number}})
        rows.append({"for": line.code, "name": names[line.code], "amount": str(line.amount)})
    if not rows:
        raise ValidationError({"rows": _("Vul ten minste één regel in.")})
    return rows


def _amount(text: str, number: int) -> Decimal:
    try:
        amount = Decimal(text.replace(".", "").replace(",", ".") if "," in text else text)
    except InvalidOperation as mistake:
        message = _("Regel %(line)s: zet eerst de code en dan een getal, zoals 12,5.") % {"line": number}
        raise ValidationError({"rows": message}) from mistake
    if not amount.is_finite() or abs(amount) >= 10**9:
        raise ValidationError({"rows": _("Regel %(line)s: dit getal kan niet.") % {"line": number}})
    return amount.quantize(Decimal("0.01"))


def _names() -> Mapping[str, str]:
    region = current_region()
    areas = {area.code: area.name for area in region.areas.all() if area.valid_until is None}
    return areas | {partner.slug: partner.name for partner in region.partners}
