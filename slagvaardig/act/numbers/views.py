"""The page with the counts of barriers, for everybody."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from slagvaardig.act.numbers.readings import in_short, tables
from slagvaardig.region.current import current_region
from slagvaardig.web.blocks import Crumb


@require_safe
def barrier_numbers(request: HttpRequest) -> HttpResponse:
    """Raised, gone and noticed, hours won back: rounded, of the whole region, counted last night."""
    context = {
        "title": _("Drempels in cijfers"),
        "description": _("Hoeveel drempels zijn gemeld, weg zijn en ook gemerkt worden."),
        "short": in_short(),
        "tables": tables(),
        "ladder": current_region().ladder,
        "crumbs": [Crumb(_("Vandaag"), "/"), Crumb(_("Drempels"), reverse("barriers")), Crumb(_("Cijfers"))],
    }
    return render(request, "act/numbers.html", context)
