"""The page of who holds a link. It lies in the space where nobody is seen; nothing is remembered between two pages.

Opening a link does nothing, so that a mail scanner that opens it ends nothing; only sending the form does.
"""

from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from slagvaardig.region.current import current_region
from slagvaardig.see.pulse.actions import UNSEEN, answer
from slagvaardig.see.pulse.forms import AnswerForm, TokenForm
from slagvaardig.see.pulse.proving import DeadLink, as_holder, round_of
from slagvaardig.see.pulse.tokens import read_token
from slagvaardig.trust.access.visits import too_many
from slagvaardig.trust.unseen.lanes import lanes
from slagvaardig.web.blocks import Crumb

_STEP = "stap"


@require_safe
def pulse_link(request: HttpRequest, token: str) -> HttpResponse:
    """The questions, for who opens a link."""
    _require_pulse()
    return _answer_page(request, read_token(token) or "")


@csrf_exempt  # nothing here rests on who a browser belongs to; the token is in the form
@require_http_methods(["GET", "HEAD", "POST"])
def pulse_answer(request: HttpRequest) -> HttpResponse:
    """Type a token from paper; and what a form with answers is sent to."""
    _require_pulse()
    form = TokenForm(request.POST or None)
    if request.method != "POST" or not form.is_valid():
        context = {"title": _("Polsvraag"), "form": form, "crumbs": _crumbs()}
        return render(request, "see/pulse/token.html", context, status=422 if form.errors else 200)
    return _answer_page(request, form.cleaned_data["code"])


def _answer_page(request: HttpRequest, token: str) -> HttpResponse:
    lane: str = request.lane  # type: ignore[attr-defined]
    if wait := lanes.seconds_until_free("unseen_link", lane, settings.LIMITS_TIMES):
        return too_many(wait)
    with as_holder(token):
        try:
            found = round_of(token)
            sent = request.method == "POST" and request.POST.get(_STEP) == "versturen"
            form = AnswerForm(request.POST if sent else None, found=found)
            if sent and form.is_valid():
                answer(token=token, answers=form.answers(), by=UNSEEN)
                return render(request, "see/pulse/thanks.html", {"title": _("Dank u"), "crumbs": _crumbs()})
        except DeadLink as dead:
            return _dead(request, dead.why, lane)
        except ValidationError as mistake:
            form.add_error(None, mistake.messages[0])
    context: dict[str, Any] = {
        "title": _("Hoe ervaart u het?"),
        "form": form,
        "token": token,
        "found": found,
        "crumbs": _crumbs(),
    }
    return render(request, "see/pulse/answer.html", context, status=422 if form.errors else 200)


def _dead(request: HttpRequest, why: str, lane: str) -> HttpResponse:
    if why == "unknown":
        lanes.seconds_to_wait("unseen_link", lane, settings.LIMITS_TIMES)
    context = {"title": _("Deze link werkt niet meer") if why == "used" else _("Deze link werkt niet"), "why": why}
    return render(
        request, "see/pulse/dead.html", {**context, "crumbs": _crumbs()}, status=410 if why == "used" else 404
    )


def _require_pulse() -> None:
    if current_region().pulse is None:
        raise Http404


def _crumbs() -> list[Crumb]:
    return [Crumb(_("Polsvraag"), reverse("pulse")), Crumb(_("Antwoorden"))]
