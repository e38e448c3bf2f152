"""Rounds as a page: the list, one of them with who was heard and what came of it, and what its circle reads."""

import uuid

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from slagvaardig.region.current import current_region
from slagvaardig.see.conversations.handing_on import gone_leaders
from slagvaardig.see.conversations.models import Harvest
from slagvaardig.see.conversations.readings import mine_in
from slagvaardig.see.conversations.rules import may_hold
from slagvaardig.see.coverage.actions import read_notes
from slagvaardig.see.coverage.readings import came_of, covered, covered_by, made_in, notes_of, quotes_of, said_in
from slagvaardig.see.rounds.models import Round
from slagvaardig.see.rounds.readings import asked_in_words
from slagvaardig.see.rounds.rules import places_to_plan, works_for_a_partner
from slagvaardig.see.rounds.workflow import ROUND_MOVES, ROUND_STATES, moves_from
from slagvaardig.trust.access.asking import me
from slagvaardig.trust.access.gate import member_page
from slagvaardig.trust.access.visits import over_reading
from slagvaardig.trust.circles.rules import rights_in
from slagvaardig.web.blocks import Crumb

EACH = 50


@member_page
@require_safe
def rounds(request: HttpRequest) -> HttpResponse:
    """Every round that runs or ran, and those that one's own circles plan."""
    if not works_for_a_partner():
        raise Http404
    found = list(Round.objects.newest_first())
    context = {
        "title": _("Het goede gesprek"),
        "rounds": [(one, ROUND_STATES[one.state], covers) for one, covers in covered_by(found)],
        "may_plan": bool(places_to_plan()),
        "waiting": list(Harvest.objects.waiting_for(me(request)).select_related("round")),
        "crumbs": [Crumb(_("Vandaag"), reverse("home")), Crumb(_("Gesprekken"))],
    }
    return render(request, "see/rounds/rounds.html", context)


@member_page
@require_safe
def round(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    """One round: what is asked of whom, who was heard and where nobody was, and what came of it."""
    found = get_object_or_404(Round.objects.select_related("circle"), pk=key)
    rights = rights_in(found.circle)
    theme = current_region().themes.get(found.theme)
    context = {
        "title": found.title,
        "round": found,
        "theme": theme,
        "state": ROUND_STATES[found.state],
        "asked": asked_in_words(found),
        "covered": covered(found),
        "came_of": came_of(found),
        "quotes": quotes_of(found),
        "sees_circle": "see" in rights,
        "may_change": "edit" in rights and found.state == "planned",
        "moves": moves_from(ROUND_MOVES, found.state) if "edit" in rights else {},
        "gone": "edit" in rights and gone_leaders(found),
        "may_hold": may_hold(found),
        "mine": mine_in(found, me(request)),
        "crumbs": _crumbs(found.title),
    }
    return render(request, "see/rounds/round.html", context)


@member_page
@require_safe
def round_notes(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    """What was said, per question, for the circle: no day, function or conversation. Who reads it is written down."""
    found = get_object_or_404(Round.objects.select_related("circle"), pk=key)
    rights = rights_in(found.circle)
    if "see" not in rights:
        raise Http404
    if over := over_reading(request, me(request), found.pk):
        return over
    read_notes(round=found, by=me(request))
    page = Paginator(notes_of(found), EACH).get_page(request.GET.get("pagina"))
    said = said_in(found, page)
    context = {
        "title": _("Wat er is gezegd"),
        "round": found,
        "said": said,
        "page": page,
        "nothing": not any(one.notes for one in said),
        "made": made_in(found),
        "writes": "write" in rights,
        "waiting": list(Harvest.objects.waiting_for(me(request)).of_round(found)),
        "crumbs": [*_crumbs(found.title, reverse("round", args=[key])), Crumb(_("Wat er is gezegd"))],
    }
    return render(request, "see/rounds/notes.html", context)


def _crumbs(title: str, href: str = "") -> list[Crumb]:
    return [Crumb(_("Gesprekken"), reverse("rounds")), Crumb(title, href)]
