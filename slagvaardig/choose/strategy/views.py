"""The strategy as a page: what was promised, and what the figures say of it."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from slagvaardig.choose.strategy.verdicts import verdict_of
from slagvaardig.region.current import current_region
from slagvaardig.see.figures.requests import asked_shelf, unit
from slagvaardig.see.trends.links import with_pages
from slagvaardig.web.blocks import Crumb


@require_safe
def strategy(request: HttpRequest) -> HttpResponse:
    """Every ambition with its verdict, then the strategy itself in plain words."""
    region, tables = current_region(), asked_shelf(request)
    found = region.strategy
    context = {
        "title": found.title,
        "description": _("Wat is beloofd, en wat de cijfers daarvan zeggen."),
        "crumbs": [Crumb(_("Vandaag"), reverse("home")), Crumb(_("Strategie"))],
        "strategy": found,
        "baseline": region.baseline_year,
        "verdicts": [verdict_of(region, ambition, unit(), tables) for ambition in found.ambitions],
        "themes": region.themes,
        "partners": len(region.partners),
        "bodies": region.bodies,
        "trends": with_pages(region.trends),
    }
    return render(request, "choose/strategy.html", context)
