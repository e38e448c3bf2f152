"""Pages of priorities: who carries what, one priority with how it began and ends, what was stopped."""

import uuid

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from slagvaardig.choose.decisions.offices import own_offices
from slagvaardig.choose.moving import Page, asked, done, moved, sent
from slagvaardig.choose.priorities.actions import propose_priority
from slagvaardig.choose.priorities.forms import ProposeForm
from slagvaardig.choose.priorities.models import Priority, Waiver
from slagvaardig.choose.priorities.moves import PAGES, signing
from slagvaardig.choose.priorities.readings import exceptions, line_of_sight, per_level, proposals, stopped
from slagvaardig.choose.priorities.rules import room_of
from slagvaardig.region.current import current_region
from slagvaardig.trust.access.asking import me, person_of
from slagvaardig.trust.access.gate import member_page
from slagvaardig.trust.access.models import Person
from slagvaardig.trust.access.once import once
from slagvaardig.trust.circles.models import Circle
from slagvaardig.trust.circles.rules import circles_with, rights_in
from slagvaardig.web.blocks import Crumb


@require_safe
def priorities(request: HttpRequest) -> HttpResponse:
    """Everything that was chosen, from national to local, each with its own place."""
    person = person_of(request)
    context = {
        "title": _("Prioriteiten"),
        "description": _("Wie draagt wat, en hoeveel mag het zijn."),
        "levels": per_level(),
        "proposed": proposals() if person else [],
        "exceptions": exceptions(timezone.localdate()),
        "themes": current_region().themes,
        "places": Circle.objects.among(circles_with("edit")).of_kinds("body", "partner") if person else [],
        "crumbs": _crumbs(_("Prioriteiten"), last=True),
    }
    return render(request, "choose/priorities.html", context)


@require_safe
def sight(request: HttpRequest, slug: str) -> HttpResponse:
    """What the national agenda, the region, districts and partners chose on one theme, side by side."""
    region = current_region()
    if slug not in region.themes:
        raise Http404
    theme = region.themes[slug]
    context = {
        "title": _("Eén lijn: %(theme)s") % {"theme": theme.title},
        "theme": theme,
        "levels": line_of_sight(slug),
        "ambitions": [one for one in region.strategy.ambitions if one.theme == slug],
        "themes": region.themes,
        "crumbs": _crumbs(theme.title),
    }
    return render(request, "choose/sight.html", context)


@require_safe
def stops(request: HttpRequest) -> HttpResponse:
    """The stop register: what ended, why, what went where, and when somebody looks again."""
    context = {
        "title": _("Stopregister"),
        "description": _("Wat de coalitie niet meer doet, waarom, en wanneer zij opnieuw kijkt."),
        "stopped": stopped(timezone.localdate()),
        "ending": Priority.objects.ending().with_all(),
        "crumbs": _crumbs(_("Stopregister")),
    }
    return render(request, "choose/stops.html", context)


@member_page
@once
@require_http_methods(["GET", "HEAD", "POST"])
def priority_new(request: HttpRequest, slug: str) -> HttpResponse:
    """Propose one, by whoever looks after the circle of a body or partner."""
    circle = get_object_or_404(Circle.objects.among(circles_with("edit")).of_kinds("body", "partner"), slug=slug)
    form = ProposeForm(request.POST or None)
    if done(request, form, lambda: propose_priority(circle=circle, **sent(form, me(request)))):
        return redirect("priorities")
    return asked(
        request, form, title=_("Prioriteit voorstellen"), about=circle.name, back=reverse("priorities"),
        note="", crumbs=_crumbs(_("Nieuw")),
    )  # fmt: skip


@require_safe
def priority(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    """One priority: of whom, since when, and how it ends."""
    found = get_object_or_404(Priority.objects.with_all(), pk=key)
    person = person_of(request)
    pages = _pages(found, person)
    context = {
        "title": found.title,
        "priority": found,
        "room": room_of(found.circle),
        "waivers": [(one, one.holds(timezone.localdate())) for one in Waiver.objects.of(found)],
        "follower": Priority.objects.after(found),
        "theme": current_region().themes.get(found.theme),
        "moves": [(slug, page.title) for slug, page in pages.items() if page.fits(found)],
        "today": timezone.localdate(),
        "crumbs": _crumbs(found.title),
    }
    return render(request, "choose/priority.html", context)


@member_page
@once
@require_http_methods(["GET", "HEAD", "POST"])
def priority_move(request: HttpRequest, key: uuid.UUID, move: str) -> HttpResponse:
    """One step of a priority."""
    found = get_object_or_404(Priority.objects.with_all(), pk=key)
    page = _pages(found, me(request)).get(move)
    if page is None:
        raise Http404
    back = reverse("priority", args=[key])
    if not page.fits(found):
        return redirect(back)
    return moved(request, page, found, back=back, crumbs=_crumbs(str(page.title)))


def _pages(found: Priority, person: Person | None) -> dict[str, Page]:
    """The moves that are somebody's to make."""
    if person is None:
        return {}
    pages = dict(PAGES) if "edit" in rights_in(found.circle) else {}
    return pages | (signing(person) if own_offices(found.circle, person) else {})


def _crumbs(title: str, *, last: bool = False) -> list[Crumb]:
    way = [Crumb(_("Kiezen"), reverse("choose"))]
    return [*way, Crumb(title)] if last else [*way, Crumb(_("Prioriteiten"), reverse("priorities")), Crumb(title)]
