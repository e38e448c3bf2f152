"""The strategy as a page: what was promised, and what the figures say of it."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from slagvaardig.choose.strategy.models import Version
from slagvaardig.choose.strategy.readings import changes, document, history_of, in_force
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
        "version": in_force(),
    }
    return render(request, "choose/strategy.html", context)


@require_safe
def strategy_version(request: HttpRequest, number: int) -> HttpResponse:
    """One version as a document: every sentence has an address of its own, and what changed stands below."""
    found = get_object_or_404(Version.objects.select_related("before"), number=number)
    context = {
        "title": f"{found.title} {found.period}",
        "version": found,
        "document": document(found),
        "changed": {one.sentence.key for one in found.differences if one.what in ("added", "changed")},
        "changes": changes(found),
        "versions": Version.objects.newest_first().defer("content"),
        "adoptions": found.adoptions.taken(),
        "held": in_force(),
        "crumbs": _crumbs(_("Versie %(number)s") % {"number": number}),
    }
    return render(request, "choose/strategy_version.html", context)


@require_safe
def sentence(request: HttpRequest, key: str) -> HttpResponse:
    """One sentence through every version."""
    said = history_of(key)
    if not said:
        raise Http404
    context = {
        "title": _("Eén zin uit de strategie"),
        "said": said,
        "now": said[-1],
        "gone": Version.objects.after(said[-1].version),
        "crumbs": _crumbs(_("Zin")),
    }
    return render(request, "choose/sentence.html", context)


def _crumbs(title: str) -> list[Crumb]:
    return [Crumb(_("Strategie"), reverse("strategy")), Crumb(title)]
