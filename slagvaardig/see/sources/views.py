"""Where the figures come from and how fresh they are; and how we calculate."""

from dataclasses import dataclass
from datetime import date

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from slagvaardig.region.current import current_region
from slagvaardig.region.definitions import Source
from slagvaardig.see.figures.integrity import SourceStatus, status
from slagvaardig.see.figures.models import PullRun, Snapshot
from slagvaardig.see.figures.queries import about
from slagvaardig.web.blocks import Crumb

LONG_NOTE = 400


@dataclass(frozen=True)
class SourceState:
    """A source with its newest table, its latest attempt, and what the reader noted."""

    source: Source
    newest: Snapshot | None
    age: int | None
    snapshots: int
    run: PullRun | None
    first: str
    last: str
    notes: tuple[str, ...]


@require_safe
def sources(request: HttpRequest) -> HttpResponse:
    """Every source: freshness, status, last error."""
    region, today = current_region(), timezone.localdate()
    known = {line.source: line for line in status(region.sources)}
    context = {
        "title": _("Bronnen"),
        "description": _("Waar elk cijfer vandaan komt, hoe vers het is en wat er misging."),
        "crumbs": [Crumb(_("Vandaag"), reverse("home")), Crumb(_("Bronnen"))],
        "states": [_state(source, known[slug], today) for slug, source in region.sources.items()],
    }
    return render(request, "see/sources.html", context)


@require_safe
def methods(request: HttpRequest) -> HttpResponse:
    """How we calculate, in plain words, with the limits of each method."""
    context = {
        "title": _("Methoden"),
        "description": _("Hoe wij rekenen, en wanneer een methode u op het verkeerde been zet."),
        "crumbs": [Crumb(_("Vandaag"), reverse("home")), Crumb(_("Methoden"))],
        "region": current_region(),
    }
    return render(request, "see/methods.html", context)


def _state(source: Source, line: SourceStatus, today: date) -> SourceState:
    newest = line.newest
    meta = about(newest) if newest else {"periods": {}, "notes": []}
    periods = sorted(meta["periods"])
    return SourceState(
        source=source,
        newest=newest,
        age=line.age(today),
        snapshots=line.snapshots,
        run=line.latest_run,
        first=periods[0] if periods else "",
        last=periods[-1] if periods else "",
        notes=tuple(note if len(note) < LONG_NOTE else f"{note[:LONG_NOTE]} …" for note in meta["notes"]),
    )
