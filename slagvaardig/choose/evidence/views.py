"""The sheets with evidence: one for each theme, made by the system, for everybody as far as each may see."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from slagvaardig.choose.evidence.readings import Drawn, drawn
from slagvaardig.choose.evidence.sheet_pdf import as_pdf
from slagvaardig.choose.evidence.sheets import sheet_on
from slagvaardig.region.current import current_region
from slagvaardig.see.figures.requests import asked_shelf, theme_or_404
from slagvaardig.web.blocks import Crumb


@require_safe
def sheets(request: HttpRequest) -> HttpResponse:
    """For which themes there is a sheet: all of them, in the order of the region."""
    region = current_region()
    context = {
        "title": _("Bewijs per thema"),
        "description": _("Wat er bekend is over een thema, en wat niet, voordat de coalitie kiest."),
        "themes": region.themes.values(),
        "crumbs": [Crumb(_("Kiezen"), reverse("choose")), Crumb(_("Bewijs"))],
    }
    return render(request, "choose/evidence/sheets.html", context)


@require_safe
def sheet(request: HttpRequest, slug: str) -> HttpResponse:
    """The sheet of one theme, as it is today."""
    made = _today(request, slug)
    context = {
        "title": _("Bewijs: %(theme)s") % {"theme": made.sheet["title"]},
        "description": _("Wat er bekend is over dit thema, en wat niet."),
        "drawn": made,
        "sheet": made.sheet,
        "crumbs": [
            Crumb(_("Kiezen"), reverse("choose")),
            Crumb(_("Bewijs"), reverse("evidence_sheets")),
            Crumb(made.sheet["title"]),
        ],
    }
    return render(request, "choose/evidence/page.html", context)


@require_safe
def sheet_pdf(request: HttpRequest, slug: str) -> HttpResponse:
    """The same sheet as a tagged PDF on two pages."""
    made = _today(request, slug)
    response = HttpResponse(as_pdf(made.sheet), content_type="application/pdf")
    response.headers["Content-Disposition"] = f'attachment; filename="bewijs-{made.theme}.pdf"'
    return response


def _today(request: HttpRequest, slug: str) -> Drawn:
    theme, region = theme_or_404(slug), current_region()
    return drawn(sheet_on(region=region, theme=theme, tables=asked_shelf(request), on=timezone.localdate()))
