"""The register of processing and the flows of data, for everybody."""

from functools import partial

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.safestring import mark_safe
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from slagvaardig.charts import flows as flow_chart
from slagvaardig.trust.privacy.grounds import rule
from slagvaardig.trust.privacy.register import Entry, by_words, entries, flows
from slagvaardig.web.blocks import Cell, Column, Crumb, Row, Table


@require_safe
def register(request: HttpRequest) -> HttpResponse:
    """Every processing: what for, on which ground, about whom, who gets it, how long, how it is guarded."""
    today = timezone.localdate()
    context = {
        "title": _("Privacy"),
        "description": _("Welke gegevens deze site bewaart, waarom, hoe lang en wie ze krijgt."),
        "entries": [(entry, _kept(entry)) for entry in entries(today)],
        "duty": rule("register", today),
        "rights": rule("rights", today),
        "supervisor": rule("supervisor", today),
        "contact": settings.CONTACT,
        "crumbs": [Crumb(_("Vandaag"), "/"), Crumb(_("Privacy"))],
    }
    return render(request, "trust/privacy.html", context)


@require_safe
def data_flows(request: HttpRequest) -> HttpResponse:
    """What goes from where to where, as a drawing and as a table."""
    title = _("Waar gegevens heen gaan")
    arrows = tuple(
        flow_chart.Arrow(str(flow.what), capfirst(str(flow.source)), capfirst(str(flow.target)))
        for _of, flow in flows()
    )
    description = _("Elke pijl is een stroom van gegevens. De tabel eronder zegt hetzelfde in woorden.")
    draw = partial(flow_chart.flows, flow_chart.FlowChart(title, description, arrows))
    context = {
        "title": title,
        "description": description,
        # Our own drawing: every text in it is escaped where it is written.
        "wide": mark_safe(draw(key="stromen-w")),  # noqa: S308
        "narrow": mark_safe(draw(key="stromen-n", size="narrow")),  # noqa: S308
        "table": _flows_table(),
        "crumbs": [Crumb(_("Vandaag"), "/"), Crumb(_("Privacy"), reverse("privacy")), Crumb(title)],
    }
    return render(request, "trust/privacy_flows.html", context)


def _kept(entry: Entry) -> Table:
    rows = []
    for kept, *_more in by_words(entry.kept):
        ends = kept.privacy.ends
        whom = _("ja") if kept.privacy.person else _("nee")
        cells = tuple(
            Cell(capfirst(text)) for text in (str(kept.privacy.why), whom, ends.in_words(), ends.afterwards())
        )
        rows.append(Row(capfirst(str(kept.privacy.keeps)), cells))
    titles = (_("Waarvoor"), _("Over personen"), _("Hoe lang"), _("En dan"))
    return Table(
        key=f"bewaard-{entry.slug}",
        caption=_("Wat er bewaard wordt: %(title)s") % {"title": entry.processing.title},
        row_heading=_("Gegevens"),
        columns=tuple(Column(title, numeric=False) for title in titles),
        rows=tuple(rows),
    )


def _flows_table() -> Table:
    rows = [
        Row(
            capfirst(str(flow.what)),
            tuple(Cell(str(text)) for text in (flow.source, flow.target, flow.guard, processing.title)),
        )
        for processing, flow in flows()
    ]
    titles = (_("Van"), _("Naar"), _("Beschermd door"), _("Hoort bij"))
    return Table(
        key="stromen-tabel",
        caption=_("Elke stroom van gegevens"),
        row_heading=_("Wat"),
        columns=tuple(Column(title, numeric=False) for title in titles),
        rows=tuple(rows),
    )
