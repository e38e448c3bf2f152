"""Vandaag: the first page, which may look into every room."""

from collections import Counter
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from slagvaardig.choose.strategy.verdicts import verdict_of
from slagvaardig.region.current import current_region
from slagvaardig.see.figures.models import PullRun
from slagvaardig.see.figures.requests import asked_shelf, unit
from slagvaardig.see.stories.readings import latest
from slagvaardig.see.themes.summaries import ThemeSummary, summary_of
from slagvaardig.trust.access.asking import person_of
from slagvaardig.waiting import all_that_waits_for, most_urgent


def site_context(request: HttpRequest) -> dict[str, Any]:
    """What every page knows: the region it shows and the neighbour it links to."""
    neighbour = {"url": settings.NEIGHBOUR, "name": settings.NEIGHBOUR_NAME} if settings.NEIGHBOUR else None
    return {"region": current_region(), "neighbour": neighbour}


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """What there is to see today: each theme in one sentence, the promises, how fresh it all is."""
    region, tables = current_region(), asked_shelf(request)
    summaries = [
        summary_of(region, theme, unit(), tables) for theme in region.themes.values() if theme.kind != "district"
    ]
    verdicts = [verdict_of(region, ambition, unit(), tables) for ambition in region.strategy.ambitions]
    first = max(summaries, key=lambda summary: len(summary.decided), default=None)
    person = person_of(request)
    waiting, waiting_too = most_urgent(all_that_waits_for(person) if person else [])
    fetched = [table.known_on for table in tables.tables.values()]
    context = {
        "title": _("Vandaag"),
        "description": region.strapline,
        "lead": first.message if first else "",
        "lead_note": _about(first) if first else "",
        "summaries": summaries,
        "districts": region.areas.of_kind("district"),
        "verdict_counts": [(chip, count) for chip, count in Counter(one.chip for one in verdicts).most_common()],
        "ambitions": len(verdicts),
        "sources_with_figures": len(fetched),
        "sources": len(region.sources),
        "newest": max(fetched, default=None),
        "waiting": waiting,
        "waiting_too": waiting_too,
        "stories": latest() if person else [],
        "running": PullRun.objects.running().newest(),
    }
    return render(request, "home.html", context)


def _about(summary: ThemeSummary) -> str:
    """Which theme the first sentence is about, and which of its figures moved."""
    return " ".join([_("Dat gaat over %(title)s.") % {"title": summary.theme.title}, summary.named]).strip()
