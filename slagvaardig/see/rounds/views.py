"""Planning a round, changing its plan, beginning and ending it."""

import uuid

from django.core.exceptions import PermissionDenied, ValidationError
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from slagvaardig.region.current import current_region
from slagvaardig.see.rounds.actions import Moved, change_plan, move_round, plan_round
from slagvaardig.see.rounds.forms import ChangeRoundForm, CloseForm, RoundForm, as_initial
from slagvaardig.see.rounds.models import Round
from slagvaardig.see.rounds.rules import places_to_plan
from slagvaardig.see.rounds.workflow import ROUND_MOVES, moves_from
from slagvaardig.trust.access.asking import me
from slagvaardig.trust.access.gate import member_page
from slagvaardig.trust.access.once import once
from slagvaardig.trust.circles.rules import may
from slagvaardig.web.blocks import Crumb


@member_page
@once
@require_http_methods(["GET", "HEAD", "POST"])
def round_new(request: HttpRequest) -> HttpResponse:
    """Plan a round; `?vragen=` names the guide of the region whose questions are filled in."""
    circles, region = places_to_plan(), current_region()
    if not circles:
        raise Http404
    guides = region.conversing.guides
    guide = region.conversing.guide(request.GET.get("vragen", "")) or next(iter(guides), None)
    initial = {"questions": "\n".join(guide.questions) if guide else "", "title": guide.title if guide else ""}
    form = RoundForm(request.POST or None, region=region, circles=circles, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            circle = form.cleaned_data["circle"]
            made = plan_round(circle=circle, plan=form.plan(), spared=form.spared, by=me(request))
        except ValidationError as objection:
            _objected(form, objection)
        else:
            return redirect("round", key=made.pk)
    context = {
        "title": _("Ronde plannen"),
        "form": form,
        "guides": guides,
        "guide": guide,
        "back": reverse("rounds"),
        "crumbs": _crumbs(_("Plannen")),
    }
    return render(request, "see/rounds/form.html", context, status=422 if form.errors else 200)


@member_page
@once
@require_http_methods(["GET", "HEAD", "POST"])
def round_change(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    """Change the plan, as long as the round did not begin."""
    found = _edited(key)
    if found.state != "planned":
        raise Http404
    form = ChangeRoundForm(request.POST or None, region=current_region(), initial=as_initial(found))
    if request.method == "POST" and form.is_valid():
        try:
            change_plan(round=found, plan=form.plan(), spared=form.spared, by=me(request))
        except ValidationError as objection:
            _objected(form, objection)
        else:
            return redirect("round", key=key)
    back = reverse("round", args=[key])
    context = {"title": _("Plan wijzigen"), "form": form, "back": back, "crumbs": _crumbs(found.title, back)}
    return render(request, "see/rounds/form.html", context, status=422 if form.errors else 200)


@member_page
@once
@require_http_methods(["GET", "HEAD", "POST"])
def round_move(request: HttpRequest, key: uuid.UUID, move: str) -> HttpResponse:
    """Begin, end or open again. Ending asks what came of it."""
    found = _edited(key)
    possible = moves_from(ROUND_MOVES, found.state).get(move)
    if possible is None:
        raise Http404
    closing = move == "close"
    form = CloseForm(request.POST or None, initial={"result": found.result}) if closing else None
    if request.method == "POST" and (form is None or form.is_valid()):
        given = {"result": form.cleaned_data["result"], "spared": form.spared} if form else {}
        try:
            move_round(round=found, move=move, by=me(request), **given)
        except (Moved, PermissionDenied) as late:
            raise Http404 from late
        return redirect("round", key=key)
    back = reverse("round", args=[key])
    crumbs = _crumbs(found.title, back)
    context = {"title": possible.button, "form": form, "back": back, "round": found, "move": move, "crumbs": crumbs}
    return render(request, "see/rounds/move.html", context, status=422 if form and form.errors else 200)


def _edited(key: uuid.UUID) -> Round:
    found = get_object_or_404(Round.objects.select_related("circle"), pk=key)
    if not may("edit", found.circle):
        raise Http404
    return found


def _objected(form: Form, objection: ValidationError) -> None:
    """Its objections stand with their fields."""
    for name, messages in objection.message_dict.items():
        form.add_error(name if name in form.fields else None, messages)


def _crumbs(title: str, href: str = "") -> list[Crumb]:
    return [Crumb(_("Gesprekken"), reverse("rounds")), Crumb(title, href)]
