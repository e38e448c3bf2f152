"""How long everything is kept, and what the last night took away."""

from datetime import timedelta

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from slagvaardig.trust.privacy import After
from slagvaardig.trust.privacy.register import Kept, by_words, tables
from slagvaardig.trust.retention.models import RetentionRun
from slagvaardig.web import writing
from slagvaardig.web.blocks import Cell, Column, Crumb, Row, Table

LATE = timedelta(hours=36)


@require_safe
def keeping(request: HttpRequest) -> HttpResponse:
    """Per kind: how long, what happens then, and how many went the last time; from what the nightly job executes."""
    last = RetentionRun.objects.latest_ended()
    title = _("Hoe lang wij bewaren")
    context = {
        "title": title,
        "description": _("Per soort gegeven: hoe lang wij het bewaren en wat er dan gebeurt."),
        "last": last,
        "late": last is not None and timezone.now() - last.started > LATE,
        "table": _table(last),
        "crumbs": [Crumb(_("Vandaag"), "/"), Crumb(_("Privacy"), reverse("privacy")), Crumb(title)],
    }
    return render(request, "trust/privacy_keeping.html", context)


def _table(last: RetentionRun | None) -> Table:
    titles = ((_("Hoe lang"), False), (_("En dan"), False), (_("Laatste keer"), True))
    return Table(
        key="bewaren",
        caption=_("Bewaartermijnen"),
        row_heading=_("Gegevens"),
        columns=tuple(Column(heading, numeric=numeric) for heading, numeric in titles),
        rows=tuple(_row(group, last) for group in by_words(tables())),
        note=_("Laatste keer: hoeveel rijen de laatste nacht weggingen. Een streep: deze soort gaat niet vanzelf weg."),
    )


def _row(group: list[Kept], last: RetentionRun | None) -> Row:
    privacy = group[0].privacy
    ends = privacy.ends
    number = "–"
    if isinstance(ends, After):
        gone = sum(last.destroyed.get(kept.table, 0) for kept in group) if last else 0
        number = writing.number(gone) if last else _("nog niet")
    texts = (capfirst(ends.in_words()), capfirst(ends.afterwards()), number)
    return Row(capfirst(str(privacy.keeps)), tuple(Cell(text) for text in texts))
