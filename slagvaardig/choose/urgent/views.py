"""Pages of urgent issues: table one, see whether it was judged in time, and the team that stops."""

import uuid
from collections.abc import Mapping
from typing import Any, Final

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from slagvaardig.choose.moving import Page, asked, done, moved, sent
from slagvaardig.choose.urgent import actions
from slagvaardig.choose.urgent.forms import DeclineForm, ExtendForm, StopForm, TableForm, TeamForm, TriageForm
from slagvaardig.choose.urgent.models import MOVES, TeamTerm, Urgent
from slagvaardig.region.current import current_region
from slagvaardig.trust.access.asking import me
from slagvaardig.trust.access.gate import member_page
from slagvaardig.trust.access.once import once
from slagvaardig.trust.circles.models import Circle
from slagvaardig.trust.circles.rules import circles_with, rights_in
from slagvaardig.web.blocks import Crumb


def _triage(urgent: Urgent, given: Mapping[str, Any], by: Any) -> object:
    return actions.triage(urgent=urgent, is_urgent=True, by=by, **given)


def _decline(urgent: Urgent, given: Mapping[str, Any], by: Any) -> object:
    return actions.triage(urgent=urgent, is_urgent=False, by=by, **given)


def _team(urgent: Urgent, given: Mapping[str, Any], by: Any) -> object:
    return actions.set_up_team(urgent=urgent, until=given["until"], partners=given["partners"], by=by)


def _extend(urgent: Urgent, given: Mapping[str, Any], by: Any) -> object:
    return actions.extend_team(urgent=urgent, until=given["until"], decision=given["decision"], by=by)


def _stop(urgent: Urgent, given: Mapping[str, Any], by: Any) -> object:
    return actions.stop_team(urgent=urgent, by=by, **given)


def _page(verb: str, form: Any, act: Any) -> Page:
    return Page(MOVES[verb][2], form, act, lambda urgent: urgent.may(verb))


PAGES: Final[dict[str, Page]] = {
    "spoed": _page("triage", lambda data, one: TriageForm(data), _triage),
    "gewone-weg": _page("decline", lambda data, one: DeclineForm(data), _decline),
    "team": _page("team", lambda data, one: TeamForm(data), _team),
    "verlengen": _page("extend", lambda data, one: ExtendForm(data, urgent=one), _extend),
    "stoppen": _page("stop", lambda data, one: StopForm(data), _stop),
}


@member_page
@require_safe
def urgent_issues(request: HttpRequest) -> HttpResponse:
    """What cannot wait, in the circles of whoever looks."""
    today = timezone.localdate()
    rows = list(Urgent.objects.newest_first().with_stop())
    context = {
        "title": _("Spoed"),
        "rows": [(one, _late(one), _overdue(one, today)) for one in rows],
        "may_table": Circle.objects.among(circles_with("write")).of_kinds("partner").exists(),
        "crumbs": [Crumb(_("Kiezen"), reverse("choose")), Crumb(_("Spoed"))],
    }
    return render(request, "choose/urgent_issues.html", context)


@member_page
@once
@require_http_methods(["GET", "HEAD", "POST"])
def urgent_new(request: HttpRequest) -> HttpResponse:
    """Table something that cannot wait for the next meeting."""
    if not Circle.objects.among(circles_with("write")).of_kinds("partner").exists():
        raise Http404
    form = TableForm(request.POST or None)
    if done(request, form, lambda: actions.table_urgent(**sent(form, me(request)))):
        return redirect("urgent_issues")
    return asked(
        request, form, title=_("Met spoed aandragen"), about="", back=reverse("urgent_issues"),
        note=_("Binnen een werkdag hoort u of het overleg dit als spoed ziet."), crumbs=_crumbs(_("Nieuw")),
    )  # fmt: skip


@member_page
@require_safe
def urgent(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    """One urgent issue: when it was tabled and judged, what can be done, until when the team works."""
    found = get_object_or_404(Urgent.objects.select_related("circle", "partner").with_stop(), pk=key)
    names = {partner.slug: partner.name for partner in current_region().partners}
    terms = list(TeamTerm.objects.about(found))
    today = timezone.localdate()
    editable = "edit" in rights_in(found.circle)
    context = {
        "title": found.title,
        "urgent": found,
        "terms": terms,
        "team": [names.get(slug, slug) for slug in terms[-1].partners] if terms else [],
        "late": _late(found),
        "overdue": _overdue(found, today),
        "moves": [(slug, page.title) for slug, page in PAGES.items() if page.fits(found)] if editable else [],
        "crumbs": _crumbs(found.title),
    }
    return render(request, "choose/urgent.html", context)


@member_page
@once
@require_http_methods(["GET", "HEAD", "POST"])
def urgent_move(request: HttpRequest, key: uuid.UUID, move: str) -> HttpResponse:
    """One step of an urgent issue, by whoever looks after the circle of the body."""
    found = get_object_or_404(Urgent.objects.in_circles(circles_with("edit")).select_related("circle"), pk=key)
    page, back = PAGES.get(move), reverse("urgent", args=[key])
    if page is None:
        raise Http404
    if not page.fits(found):
        return redirect(back)
    return moved(request, page, found, back=back, crumbs=_crumbs(str(page.title)))


def _late(found: Urgent) -> bool:
    return found.was_late(timezone.now())


def _overdue(found: Any, today: Any) -> bool:
    return found.state == "team" and found.stop_on is not None and found.stop_on < today


def _crumbs(title: str) -> list[Crumb]:
    return [Crumb(_("Kiezen"), reverse("choose")), Crumb(_("Spoed"), reverse("urgent_issues")), Crumb(title)]
