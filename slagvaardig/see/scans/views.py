"""Area scans: the list, the meeting that one is at, and the result on paper."""

import uuid
from typing import Any

from django.core.exceptions import ValidationError
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from slagvaardig.region.current import current_region
from slagvaardig.see.figures.requests import asked_shelf
from slagvaardig.see.rounds.actions import Moved
from slagvaardig.see.rounds.rules import places_to_plan, works_for_a_partner
from slagvaardig.see.rounds.workflow import SCAN_MOVES, SCAN_STATES, moves_from
from slagvaardig.see.scans.actions import begin_scan, drop_line, end_meeting, reopen_scan, write_line
from slagvaardig.see.scans.forms import LineForm, MeetingForm, ScanForm, kinds_at
from slagvaardig.see.scans.models import LINES, Scan, ScanLine
from slagvaardig.see.scans.readings import (
    facilities_apart,
    lines_of,
    meetings_of,
    not_in_the_figures,
    what_figures_say,
)
from slagvaardig.trust.access.asking import me
from slagvaardig.trust.access.gate import member_page
from slagvaardig.trust.access.once import once
from slagvaardig.trust.circles.rules import may, rights_in
from slagvaardig.web.blocks import Crumb


@member_page
@require_safe
def scans(request: HttpRequest) -> HttpResponse:
    """Every scan in one's own circles."""
    if not works_for_a_partner():
        raise Http404
    named = current_region().areas.name_of
    context = {
        "title": _("Gebiedsscans"),
        "scans": [(one, named(one.area), SCAN_STATES[one.state]) for one in Scan.objects.newest_first()],
        "may_plan": bool(places_to_plan()),
        "crumbs": [Crumb(_("Gesprekken"), reverse("rounds")), Crumb(_("Gebiedsscans"))],
    }
    return render(request, "see/scans/scans.html", context)


@member_page
@once
@require_http_methods(["GET", "HEAD", "POST"])
def scan_new(request: HttpRequest) -> HttpResponse:
    """Begin a scan of one area."""
    circles = places_to_plan()
    if not circles:
        raise Http404
    form = ScanForm(request.POST or None, region=current_region(), circles=circles)
    if request.method == "POST" and form.is_valid():
        try:
            made = begin_scan(by=me(request), spared=form.spared, **form.cleaned_data)
        except ValidationError as objection:
            _objected(form, objection)
        else:
            return redirect("scan", key=made.pk)
    title, back = _("Gebiedsscan beginnen"), reverse("scans")
    return _form_page(request, form, title, _("Beginnen"), back, _crumbs(_("Beginnen")))


@member_page
@require_safe
def scan(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    """The meeting that a scan is at: what is known, what was said, and what can be added."""
    found = _found(key)
    rights, region = rights_in(found.circle), current_region()
    lines = lines_of(found)
    known = what_figures_say(region, found.area, asked_shelf(request)) if found.state == "system" else []
    context = {
        **_shown(found, lines),
        "known": known,
        "places": lines.get("place", []),
        "kinds": kinds_at(found.state) if "write" in rights else [],
        "moves": moves_from(SCAN_MOVES, found.state) if "edit" in rights else {},
        "states": [(title, state == found.state) for state, title in SCAN_STATES.items() if state != "done"],
        "crumbs": _crumbs(found.title),
    }
    return render(request, "see/scans/scan.html", context)


@member_page
@once
@require_http_methods(["GET", "HEAD", "POST"])
def scan_line_new(request: HttpRequest, key: uuid.UUID, kind: str) -> HttpResponse:
    """Write down one thing that was said or agreed."""
    found = _found(key)
    if kind not in dict(kinds_at(found.state)) or not may("write", found.circle):
        raise Http404
    form = LineForm(request.POST or None, region=current_region(), kind=kind)
    if request.method == "POST" and form.is_valid():
        try:
            write_line(scan=found, line=form.line(), spared=form.spared, by=me(request))
        except ValidationError as objection:
            _objected(form, objection)
        else:
            return redirect("scan", key=key)
    back = reverse("scan", args=[key])
    return _form_page(request, form, str(LINES[kind]), _("Opschrijven"), back, _crumbs(found.title, back))


@member_page
@once
@require_POST
def scan_line_drop(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    """Take a line away."""
    line = get_object_or_404(ScanLine.objects.select_related("scan__circle"), pk=key)
    if line.scan.state == "done" or not may("write", line.scan.circle):
        raise Http404
    drop_line(line=line, by=me(request))
    return redirect("scan", key=line.scan_id)


@member_page
@once
@require_http_methods(["GET", "HEAD", "POST"])
def scan_move(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    """End the meeting: who came, and on to what follows; or open a scan that was done."""
    found, region = _found(key), current_region()
    if not may("edit", found.circle):
        raise Http404
    done = found.state == "done"
    form = MeetingForm(None if done else request.POST or None, region=region, initial={"day": timezone.localdate()})
    if request.method == "POST" and (done or form.is_valid()):
        try:
            _ended(request, found, form)
        except ValidationError as objection:
            _objected(form, objection)
        except Moved as late:
            raise Http404 from late
        else:
            return redirect("scan_result" if _found(key).state == "done" else "scan", key=key)
    act = next(iter(moves_from(SCAN_MOVES, found.state).values())).button
    back = reverse("scan", args=[key])
    return _form_page(request, None if done else form, str(act), str(act), back, _crumbs(found.title, back))


@member_page
@require_safe
def scan_result(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    """What came out, on paper: places, system beside street, what is not in the figures, and the next steps."""
    found = _found(key)
    lines = lines_of(found)
    spots, facilities = facilities_apart(lines.get("place", []))
    context = {
        **_shown(found, lines),
        "spots": spots,
        "facilities": facilities,
        "not_in_figures": not_in_the_figures(lines),
        "crumbs": [*_crumbs(found.title, reverse("scan", args=[key])), Crumb(_("Uitkomst"))],
    }
    return render(request, "see/scans/result.html", context)


def _form_page(
    request: HttpRequest, form: Form | None, title: str, act: str, back: str, crumbs: list[Crumb]
) -> HttpResponse:
    context = {"title": title, "form": form, "back": back, "act": act, "crumbs": crumbs}
    return render(request, "see/scans/one_form.html", context, status=422 if form and form.errors else 200)


def _found(key: uuid.UUID) -> Scan:
    return get_object_or_404(Scan.objects.select_related("circle"), pk=key)


def _ended(request: HttpRequest, found: Scan, form: MeetingForm) -> None:
    if found.state == "done":
        return reopen_scan(scan=found, by=me(request))
    region, known = current_region(), []
    if found.state == "system":
        known = what_figures_say(region, found.area, asked_shelf(request))
    return end_meeting(scan=found, meeting=form.meeting(), known=known, by=me(request))


def _shown(found: Scan, lines: dict[str, Any]) -> dict[str, Any]:
    return {
        "title": found.title,
        "scan": found,
        "area": current_region().areas.name_of(found.area),
        "state": SCAN_STATES[found.state],
        "meetings": meetings_of(found),
        "system": lines.get("system", []),
        "street": lines.get("street", []),
        "beside": lines.get("beside", []),
        "steps": lines.get("step", []),
    }


def _objected(form: Form, objection: ValidationError) -> None:
    """Its objections stand with their fields."""
    if not hasattr(objection, "error_dict"):
        form.add_error(None, objection.messages)
        return
    for name, messages in objection.message_dict.items():
        form.add_error(name if name in form.fields else None, messages)


def _crumbs(title: str, href: str = "") -> list[Crumb]:
    return [Crumb(_("Gebiedsscans"), reverse("scans")), Crumb(title, href)]
