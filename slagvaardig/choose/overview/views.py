"""The first page of choosing: the few things that were chosen, what was decided last, what waits."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from slagvaardig.choose.decisions.actions import read_decisions
from slagvaardig.choose.decisions.readings import register
from slagvaardig.choose.decisions.rounds import WrittenRound
from slagvaardig.choose.overview.now import going_on, newest_round
from slagvaardig.choose.overview.readings import what_waits_for
from slagvaardig.choose.priorities.models import Priority
from slagvaardig.choose.priorities.readings import carriers
from slagvaardig.choose.strategy.readings import in_force
from slagvaardig.region.current import current_region
from slagvaardig.trust.access.asking import me, person_of
from slagvaardig.trust.access.gate import member_page
from slagvaardig.trust.circles.rules import circles_with
from slagvaardig.web.blocks import Crumb

LAST = 6


@require_safe
def choosing(request: HttpRequest) -> HttpResponse:
    """What the region chose, in one look."""
    person, today, newest = person_of(request), timezone.localdate(), newest_round()
    lines = register(person, today)
    if person:
        read_decisions(by=person)
    context = {
        "title": _("Kiezen"),
        "description": _("Weinig prioriteiten, gekozen door de partners, en niet meer dan zij dragen."),
        "strategy": current_region().strategy,
        "version": in_force(),
        "round": newest,
        "now": going_on(newest) if person else [],
        "carriers": carriers(Priority.objects.current().regional().listed()),
        "lines": lines[:LAST],
        "waiting": what_waits_for(person) if person else [],
        "stopped": Priority.objects.ended().count(),
        "crumbs": [Crumb(_("Vandaag"), reverse("home")), Crumb(_("Kiezen"))],
    }
    return render(request, "choose/choosing.html", context)


@member_page
@require_safe
def rounds(request: HttpRequest) -> HttpResponse:
    """The written rounds in the circles of whoever looks, those that run first."""
    rows = WrittenRound.objects.in_circles(circles_with("see")).select_related("decision", "circle")
    read_decisions(by=me(request))
    context = {
        "title": _("Schriftelijke rondes"),
        "running": rows.open().soonest_first(),
        "closed": rows.closed()[:30],
        "crumbs": [Crumb(_("Kiezen"), reverse("choose")), Crumb(_("Schriftelijke rondes"))],
    }
    return render(request, "choose/written_rounds.html", context)
