"""The pulse for everybody, and the pages on which the bureau and partners run a round."""

import uuid
from typing import Any

from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from slagvaardig.region.current import current_region
from slagvaardig.region.pulse import Pulse
from slagvaardig.see.pulse.actions import close_round, hand_out, open_round, publish_round
from slagvaardig.see.pulse.forms import HandOutForm
from slagvaardig.see.pulse.mandates import circles_to_hand_out_for, is_bureau
from slagvaardig.see.pulse.models import PulseRound
from slagvaardig.see.pulse.readings import (
    answered_about,
    asked_of,
    invitations,
    population,
    published_rounds,
    response,
    sheets,
)
from slagvaardig.see.pulse.rules import areas_for, period_of
from slagvaardig.see.pulse.tokens import written
from slagvaardig.trust.access.asking import me
from slagvaardig.trust.access.gate import member_page
from slagvaardig.trust.access.once import once
from slagvaardig.trust.unseen import tickets
from slagvaardig.web import writing
from slagvaardig.web.blocks import Crumb

_TICKET = "kaart"


@require_safe
def pulse(request: HttpRequest) -> HttpResponse:
    """What professionals answered, in every round that was published."""
    found, rounds = _pulse(), published_rounds()
    context = {
        "title": _("Polsvraag"),
        "description": _("Wat professionals zelf ervaren: een korte vraag, twee keer per jaar, anoniem."),
        "pulse": found,
        "newest": rounds[0] if rounds else None,
        "asked": asked_of(current_region(), rounds) if rounds else [],
        "response": response(rounds[0]) if rounds else "",
        "population": population(rounds[0]) if rounds else "",
        "months": ", ".join(writing.period(f"2000-{month:02}").split()[0] for month in found.months),
        "runs_it": request.user.is_authenticated and bool(circles_to_hand_out_for()),
        "crumbs": _crumbs(),
    }
    return render(request, "see/pulse/pulse.html", context)


@member_page
@once
@require_http_methods(["GET", "HEAD", "POST"])
def pulse_rounds(request: HttpRequest) -> HttpResponse:
    """Every round, and the button that opens one."""
    found = _pulse()
    if not circles_to_hand_out_for() or (request.method == "POST" and not is_bureau()):
        raise Http404
    objection = ""
    if request.method == "POST":
        try:
            return redirect("pulse_round", key=open_round(by=me(request)).pk)
        except ValidationError as mistake:
            objection = mistake.messages[0]
    period = period_of(found, timezone.localdate())
    context = {
        "title": _("Rondes van de polsvraag"),
        "rounds": list(PulseRound.objects.newest_first()),
        "period": period if period and is_bureau() and not PulseRound.objects.in_period(period).exists() else "",
        "objection": objection,
        "crumbs": _crumbs(_("Rondes")),
    }
    return render(request, "see/pulse/rounds.html", context, status=422 if objection else 200)


@member_page
@once
@require_http_methods(["GET", "HEAD", "POST"])
def pulse_round(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    """One round: what was handed out, and links for more people. The links are in the answer to the form, once."""
    found, circles = _found(key)
    form = HandOutForm(request.POST or None, circles=circles, region=current_region(), pulse=_pulse())
    if request.method == "POST" and form.is_valid():
        try:
            return _sheet(request, found, form.cleaned_data)
        except ValidationError as mistake:
            form.add_error(None, mistake.messages[0])
    return _round_page(request, found, form)


@member_page
@once
@require_http_methods(["POST"])
def pulse_move(request: HttpRequest, key: uuid.UUID, move: str) -> HttpResponse:
    """Close a round, or publish it."""
    found, _circles = _found(key)
    act = {"sluiten": close_round, "publiceren": publish_round}.get(move)
    if act is None or not is_bureau():
        raise Http404
    try:
        act(found=found, by=me(request))
    except ValidationError as mistake:
        return _round_page(request, found, None, objection=mistake.messages[0])
    return redirect("pulse_round", key=key)


def _sheet(request: HttpRequest, found: PulseRound, given: dict[str, Any]) -> HttpResponse:
    offered = areas_for(current_region(), given["circle"].slug)
    area = given["area"] if given["area"] in offered else offered[0]
    try:
        ticket = tickets.read(request.POST.get(_TICKET, ""))
    except tickets.BadTicket as mistake:
        raise ValidationError(_("Dit formulier is te oud. Druk nog een keer.")) from mistake
    tokens = hand_out(found=found, ticket=ticket, by=me(request), **{**given, "area": area})
    links = [(written(one), request.build_absolute_uri(reverse("pulse_link", args=[written(one)]))) for one in tokens]
    context = {
        "title": _("Links om uit te delen"),
        "found": found,
        "circle": given["circle"],
        "links": links,
        "address": request.build_absolute_uri(reverse("pulse_answer")),
        "crumbs": [*_crumbs(_("Rondes"), reverse("pulse_rounds")), Crumb(_("Links"))],
    }
    response = render(request, "see/pulse/sheet.html", context)
    response.headers["Cache-Control"] = "no-store"
    return response


def _round_page(
    request: HttpRequest, found: PulseRound, form: HandOutForm | None, *, objection: str = ""
) -> HttpResponse:
    bureau = is_bureau()
    running = found.state == "open" and found.closes >= timezone.localdate()
    context = {
        "title": _("Polsvraag %(period)s") % {"period": writing.period(found.period)},
        "found": found,
        "bureau": bureau,
        "running": running,
        "form": (form or _new_form()) if running else None,
        "ticket": tickets.issue(),
        "sheets": sheets(found),
        "invitations": invitations(found) if bureau else None,
        "answered": answered_about(found) if bureau and found.state == "open" else None,
        "response": response(found) if found.result else "",
        "objection": objection,
        "crumbs": [*_crumbs(_("Rondes"), reverse("pulse_rounds")), Crumb(writing.period(found.period))],
    }
    wrong = bool(objection or (form is not None and form.errors))
    return render(request, "see/pulse/round.html", context, status=422 if wrong else 200)


def _new_form() -> HandOutForm:
    return HandOutForm(circles=circles_to_hand_out_for(), region=current_region(), pulse=_pulse())


def _found(key: uuid.UUID) -> tuple[PulseRound, list[Any]]:
    circles = circles_to_hand_out_for()
    if not circles:
        raise Http404
    return get_object_or_404(PulseRound.objects.all(), pk=key), list(circles)


def _pulse() -> Pulse:
    found = current_region().pulse
    if found is None:
        raise Http404
    return found


def _crumbs(title: str = "", href: str = "") -> list[Crumb]:
    first = [Crumb(_("Vandaag"), reverse("home")), Crumb(_("Zien"), reverse("see"))]
    if not title:
        return [*first, Crumb(_("Polsvraag"))]
    return [*first, Crumb(_("Polsvraag"), reverse("pulse")), Crumb(title, href)]
