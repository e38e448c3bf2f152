"""What a sheet with evidence shows of barriers on a theme: the published counts, as data that can be frozen."""

from typing import Any

from django.utils.translation import gettext as _

from slagvaardig.act.numbers.models import Published
from slagvaardig.act.numbers.readings import amount, in_short


def on_theme(slug: str) -> dict[str, Any]:
    """numbers: (what, rounded number or None below the rounding, in words). on: the day of counting, None before it."""
    on = in_short().on
    found = {row.measure: row.number for row in Published.objects.of_theme(slug)}
    words = {
        "raised": _("gemeld"),
        "open": _("nog niet weg"),
        "felt": _("weg, en ook gemerkt"),
        "hours_open": _("uren per maand nog kwijt"),
    }
    numbers = [[str(title), found.get(measure), amount(found.get(measure))] for measure, title in words.items()]
    return {"on": on.isoformat() if on else None, "numbers": numbers if on else []}
