"""Pages of the log: all of it for the privacy officer, what is about oneself for everybody, the seals for the world."""

from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from slagvaardig.trust.access.asking import me
from slagvaardig.trust.access.gate import member_page, step_up
from slagvaardig.trust.audit import verify_log as stand_alone
from slagvaardig.trust.audit.models import Event, Seal
from slagvaardig.trust.audit.verification import start_of_the_last
from slagvaardig.trust.audit.witnesses import head_line, public_key
from slagvaardig.trust.circles.rules import has
from slagvaardig.trust.logbook.actions import MOST, export_log, read_log, verify_log
from slagvaardig.trust.logbook.forms import LogFilter
from slagvaardig.trust.logbook.readings import RECENT, chosen, counted, page_of, sealing
from slagvaardig.web.blocks import Crumb

HEADS_AT_ONCE = 1000
CHECKED_AT_ONCE = 20_000  # lines that the button of the page computes again; the nightly job and the command do all


@member_page
@require_safe
def log(request: HttpRequest) -> HttpResponse:
    """Day by day what was done. Whoever looks here is in it too."""
    _require_reader()
    form = LogFilter(request.GET or None)
    valid = form.is_valid()
    asked = form.asked() if valid else {}
    read_log(by=me(request), who=asked.get("who", ""), filters=sorted(name for name, value in asked.items() if value))
    context: dict[str, Any] = {**_around(), "form": form}
    if valid or not form.is_bound:
        lines = chosen(**asked)
        context["days"], earlier = page_of(lines, before=request.GET.get("voor", ""))
        context["earlier"] = _address(request, earlier) if earlier else ""
        context["counts"] = counted(lines if asked.get("day") else lines.since(timezone.now() - RECENT))
        context["one_day"] = asked.get("day")
    return render(request, "trust/log.html", context, status=422 if form.errors else 200)


@member_page
@require_POST
def log_verify(request: HttpRequest) -> HttpResponse:
    """Compute the newest part of the chain again, and say what came out."""
    _require_reader()
    after = start_of_the_last(CHECKED_AT_ONCE)
    outcome = verify_log(by=me(request), after=after)
    context = {**_around(), "outcome": outcome, "first": after + 1, "form": LogFilter()}
    return render(request, "trust/log.html", context)


@member_page
@step_up
@require_POST
def log_export(request: HttpRequest) -> HttpResponse:
    """The log to take along, to have it checked elsewhere."""
    _require_reader()
    try:
        lines = export_log(by=me(request), most=MOST)
    except ValidationError as objection:
        return render(
            request, "trust/log.html", {**_around(), "objection": objection.message, "form": LogFilter()}, status=422
        )
    answer = HttpResponse("".join(f"{line}\n" for line in lines), content_type="application/jsonl; charset=utf-8")
    answer.headers["Content-Disposition"] = f'attachment; filename="logboek-{timezone.localdate():%Y-%m-%d}.jsonl"'
    return answer


@member_page
@require_safe
def my_log(request: HttpRequest) -> HttpResponse:
    """What the log holds about whoever asks, also what others did with his roles and login."""
    days, earlier = page_of(Event.objects.by_or_about(me(request).pk), before=request.GET.get("voor", ""))
    context = {
        "title": _("Wat er van u is vastgelegd"),
        "days": days,
        "earlier": f"?{urlencode({'voor': earlier})}" if earlier else "",
        "crumbs": [Crumb(_("Mijn pagina"), reverse("mine")), Crumb(_("Wat er van u is vastgelegd"))],
    }
    return render(request, "trust/my_log.html", context)


@require_safe
def seals(request: HttpRequest) -> HttpResponse:
    """Heads for witnesses, a line of JSON each: the newest, or with `?na=SEQ` what came after one."""
    after = request.GET.get("na")
    if after is None:
        newest = Seal.objects.newest()
        found = [newest] if newest else []
    elif after.isascii() and after.isdigit() and len(after) < 19:
        found = list(Seal.objects.after(int(after))[:HEADS_AT_ONCE])
    else:
        return _plain(_("Geef met ?na= het nummer van het laatste zegel dat u heeft, zoals ?na=0.") + "\n", status=400)
    return _plain("".join(f"{head_line(seal)}\n" for seal in found))


@require_safe
def seals_key(request: HttpRequest) -> HttpResponse:
    """The public key under the heads, as PEM."""
    return _plain(public_key())


@require_safe
def seals_verifier(request: HttpRequest) -> HttpResponse:
    """The program with which anybody checks an export of the log, to read before running."""
    answer = _plain(Path(stand_alone.__file__).read_text("utf-8"))
    answer.headers["Content-Disposition"] = 'attachment; filename="verify_log.py"'
    return answer


def _plain(text: str, status: int = 200) -> HttpResponse:
    return HttpResponse(text, content_type="text/plain; charset=utf-8", status=status)


def _require_reader() -> None:
    if not has("read_log"):
        raise Http404


def _around() -> dict[str, Any]:
    """What stands around the lines, whatever was asked."""
    trail = [Crumb(_("Mijn pagina"), reverse("mine")), Crumb(_("Logboek"))]
    return {"title": _("Logboek"), "sealing": sealing(), "crumbs": trail}


def _address(request: HttpRequest, place: str) -> str:
    """The same question, from a place on."""
    asked = request.GET.copy()
    asked["voor"] = place
    return f"?{asked.urlencode()}"
