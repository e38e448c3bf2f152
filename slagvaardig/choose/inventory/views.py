"""Pages of rounds: the list, one round with who stands where, planning, and moving it on."""

import uuid
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from slagvaardig.choose.inventory.forms import ReopenForm, RoundForm
from slagvaardig.choose.inventory.models import Round
from slagvaardig.choose.inventory.readings import coverage_of, my_parts, what_waits_for
from slagvaardig.choose.inventory.rules import runs_rounds, sees_rounds
from slagvaardig.choose.inventory.running import move_round, plan_round
from slagvaardig.choose.inventory.workflow import BUREAU, ROUND_MOVES, moves_from
from slagvaardig.region.current import current_region
from slagvaardig.trust.access.asking import me
from slagvaardig.trust.access.gate import member_page
from slagvaardig.trust.access.once import once
from slagvaardig.web.blocks import Crumb


@member_page
@require_safe
def rounds(request: HttpRequest) -> HttpResponse:
    """Every round, and what waits for whoever looks."""
    if not sees_rounds():
        raise Http404
    context = {
        "title": _("Inventarisatie"),
        "rounds": Round.objects.newest_first(),
        "waiting": what_waits_for(me(request)),
        "mine": my_parts(me(request)),
        "runs": runs_rounds(),
        "inventory": current_region().inventory,
        "crumbs": _crumbs(),
    }
    return render(request, "choose/rounds.html", context)


@member_page
@once
@require_http_methods(["GET", "HEAD", "POST"])
def round_new(request: HttpRequest) -> HttpResponse:
    """Plan a round; it opens later."""
    if not runs_rounds():
        raise Http404
    form = RoundForm(request.POST or None, initial={"most": 5, "points": 0, "quarters": 4})
    if request.method == "POST" and form.is_valid():
        try:
            made = plan_round(**form.given(), spared=form.spared, by=me(request))
        except ValidationError as objection:
            form.add_error(None, objection)
        else:
            return redirect("inventory", key=made.pk)
    context = {"title": _("Inventarisatie plannen"), "form": form, "crumbs": _crumbs(Crumb(_("Plannen")))}
    return render(request, "choose/round_new.html", context, status=422 if form.errors else 200)


@member_page
@require_safe
def inventory_round(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    """One round: who stands where, and what can be done with it."""
    return _shown(request, round_or_404(key))


@member_page
@once
@require_POST
def round_move(request: HttpRequest, key: uuid.UUID, move: str) -> HttpResponse:
    """Open it, close it, open it again with a new last day, or lay down that it was used."""
    found, form = round_or_404(key), ReopenForm(request.POST)
    if move not in ROUND_MOVES:
        raise Http404
    closes = form.cleaned_data["closes"] if move == "reopen" and form.is_valid() else None
    try:
        move_round(found=found, verb=move, closes=closes, by=me(request))
    except PermissionDenied as refusal:
        raise Http404 from refusal
    except ValidationError as objection:
        return _shown(request, found, objection.messages[0])
    return redirect("inventory", key=found.pk)


def round_or_404(key: uuid.UUID) -> Round:
    """A round that the one who asks may see."""
    return get_object_or_404(Round.objects.select_related("circle", "body"), pk=key)


def crumbs_of(found: Round, *more: Crumb) -> list[Crumb]:
    """The way back from a page under a round."""
    return _crumbs(Crumb(found.title, reverse("inventory", args=[found.pk])), *more)


def _crumbs(*more: Crumb) -> list[Crumb]:
    first = Crumb(_("Inventarisatie"), reverse("inventories") if more else "")
    return [Crumb(_("Kiezen"), reverse("choose")), first, *more]


def _shown(request: HttpRequest, found: Round, objection: str = "") -> HttpResponse:
    runs = runs_rounds()
    context: dict[str, Any] = {
        "title": found.title,
        "round": found,
        "coverage": coverage_of(found),
        "runs": runs,
        "moves": moves_from(found.state, ROUND_MOVES, {BUREAU} if runs else set()),
        "reopen": ReopenForm(),
        "objection": objection,
        "inventory": current_region().inventory,
        "crumbs": _crumbs(Crumb(found.title)),
    }
    return render(request, "choose/round.html", context, status=422 if objection else 200)
