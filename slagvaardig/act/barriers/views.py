"""Pages for whoever raises, feels or follows barriers. What is not for somebody is not found."""

import uuid
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.core.paginator import Paginator
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from slagvaardig.act.barriers.actions import (
    confirm_gone,
    feel_too,
    look_at_mine,
    raise_barrier,
    read_barrier,
    reply,
    still_there,
)
from slagvaardig.act.barriers.forms import HoursForm, RaiseForm, ReplyForm
from slagvaardig.act.barriers.models import Barrier
from slagvaardig.act.barriers.readings import (
    history_of,
    lines_of,
    mine_of,
    raiser_of,
)
from slagvaardig.act.barriers.rules import FEW, Place, moves_for, places_to_raise, standing, works_for_a_partner
from slagvaardig.act.barriers.tables import Ask, HowTo, Memo
from slagvaardig.region.current import current_region
from slagvaardig.see.conversations.harvesting import end_barrier
from slagvaardig.see.conversations.readings import harvest_of
from slagvaardig.trust.access.asking import me
from slagvaardig.trust.access.gate import member_page
from slagvaardig.trust.access.once import once
from slagvaardig.trust.access.visits import over_reading
from slagvaardig.web.blocks import Crumb

EACH = 40


@member_page
@require_safe
def barriers_mine(request: HttpRequest) -> HttpResponse:
    """What became of everything that I raised or feel; what is new stands on top. Looking takes it off the list."""
    person = me(request)
    found = mine_of(person)
    context = {
        "title": _("Mijn drempels"),
        "mine": found,
        "first": [one for one in found if one.asks or one.is_new],
        "quiet": [one for one in found if not (one.asks or one.is_new)],
        "new": sum(one.is_new for one in found),
        "asked": sum(one.asks for one in found),
        "today": timezone.localdate(),
        "may_raise": works_for_a_partner(),
        "crumbs": _crumbs(_("Mijn drempels")),
    }
    look_at_mine(voices=[one.voice for one in found], by=person)
    return render(request, "act/mine.html", context)


@member_page
@once
@require_http_methods(["GET", "HEAD", "POST"])
def barrier_new(request: HttpRequest, slug: str = "") -> HttpResponse:
    """Raise a barrier at the desk, or in a circle in which one writes."""
    places = places_to_raise()
    place = _chosen(places, slug)
    at_the_desk = place.circle.kind == "desk"
    harvest = harvest_of(request, me(request)) if at_the_desk else None
    initial = {"text": harvest.text, "theme": harvest.round.theme} if harvest else {}
    form = RaiseForm(request.POST or None, at_the_desk=at_the_desk, initial=initial)
    if request.method == "POST" and form.is_valid():
        given = {name: value for name, value in form.cleaned_data.items() if name != "named"}
        named = bool(form.cleaned_data.get("named"))
        made = raise_barrier(circle=place.circle, named=named, spared=form.spared, by=me(request), **given)
        if harvest:
            end_barrier(harvest=harvest, made=made.pk, by=me(request))
        return redirect("barriers_mine")
    context = {
        "title": _("Drempel melden"),
        "form": form,
        "place": place,
        "others": [other for other in places if other != place],
        "few": FEW,
        "harvest": harvest,
        "crumbs": _crumbs(_("Melden")),
    }
    return render(request, "act/raise.html", context, status=422 if form.errors else 200)


@member_page
@require_safe
def barrier(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    """One barrier: what it is, where it stands, what happened, and what the one who looks can do."""
    found = _found(key)
    if over := over_reading(request, me(request), found.pk):
        return over
    return _shown(request, found, HoursForm())


@member_page
@once
@require_POST
def barrier_me_too(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    """ "Ik ook": I feel it as well, for so many hours."""
    found = _found(key)
    form = HoursForm(request.POST)
    if not form.is_valid():
        return _shown(request, found, form)
    _or_not_found(lambda: feel_too(barrier=found, hours=form.cleaned_data["hours"], by=me(request)))
    return redirect("barrier", key=found.pk)


@member_page
@once
@require_POST
def barrier_answer(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    """ "Merkt u het?" Yes closes it, no opens it again."""
    found = _found(key)
    act = {"yes": confirm_gone, "no": still_there}.get(request.POST.get("answer", ""))
    if act is None:
        raise Http404
    try:
        _or_not_found(lambda: act(barrier=found, by=me(request)))
    except ValidationError as objection:
        return _shown(request, found, HoursForm(), objection.messages[0])
    return redirect("barrier", key=found.pk)


@member_page
@once
@require_http_methods(["GET", "HEAD", "POST"])
def barrier_reply(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    """Answer a question, or add something, without showing who one is."""
    found = _found(key)
    if standing(found, me(request)).voice is None:
        raise Http404
    form = ReplyForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            reason, spared = form.cleaned_data["reason"], form.spared
            _or_not_found(lambda: reply(barrier=found, reason=reason, spared=spared, by=me(request)))
        except ValidationError as objection:
            form.add_error(None, objection.messages[0])
        else:
            return redirect("barrier", key=found.pk)
    read_barrier(barrier=found, by=me(request))
    context = {
        "title": _("Antwoorden of aanvullen"),
        "barrier": found,
        "form": form,
        "act": _("Versturen"),
        "crumbs": [*_crumbs(found.title, reverse("barrier", args=[found.pk])), Crumb(_("Antwoorden"))],
    }
    return render(request, "act/move.html", context, status=422 if form.errors else 200)


@member_page
@require_safe
def how_tos(request: HttpRequest) -> HttpResponse:
    """How barriers went away, for everybody who works for a partner."""
    if not works_for_a_partner():
        raise Http404
    region = current_region()
    pages = Paginator(HowTo.objects.newest_first(), EACH)
    page = pages.get_page(request.GET.get("pagina"))
    context = {
        "title": _("Zo lukte het"),
        "page": page,
        "found": [(one, region.themes.get(one.theme)) for one in page],
        "crumbs": _crumbs(_("Zo lukte het")),
    }
    return render(request, "act/how_tos.html", context)


def _shown(request: HttpRequest, found: Barrier, form: Form, objection: str = "") -> HttpResponse:
    person, today, region = me(request), timezone.localdate(), current_region()
    here = standing(found, person)
    moves = moves_for(found, here)
    read_barrier(barrier=found, by=person)
    line = lines_of([Barrier.objects.with_cost().select_related("circle", "owner").get(pk=found.pk)], today)[0]
    asks = list(Ask.objects.about(found))
    context = {
        "title": found.title,
        "barrier": found,
        "line": line,
        "here": here,
        "moves": moves,
        "asked": here.may_say_so and found.state in ("removed", "retest"),
        "form": form,
        "objection": objection,
        "history": history_of(found, here.voice),
        "ladder": region.ladder,
        "place": region.ladder.place(found.step),
        "asks": asks,
        "theme": region.themes.get(found.theme),
        "raiser": raiser_of(found),
        "memo": Memo.objects.of(found),
        "how_to": HowTo.objects.of(found).first(),
        "crumbs": _crumbs(found.title),
        "today": today,
    }
    return render(request, "act/barrier.html", context, status=422 if form.errors or objection else 200)


def _found(key: uuid.UUID) -> Barrier:
    return get_object_or_404(Barrier.objects.select_related("circle", "owner"), pk=key)


def _chosen(places: list[Place], slug: str) -> Place:
    """The place with that name; the desk when none is named."""
    for place in places:
        if place.circle.slug == slug or (not slug and place.circle.kind == "desk"):
            return place
    raise Http404


def _or_not_found(act: Any) -> None:
    """What is not somebody's to do does not exist for him."""
    try:
        act()
    except PermissionDenied as refusal:
        raise Http404 from refusal


def _crumbs(title: str, href: str = "") -> list[Crumb]:
    return [Crumb(_("Drempels"), reverse("barriers")), Crumb(title, href)]
