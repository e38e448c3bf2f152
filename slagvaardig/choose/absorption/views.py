"""Pages of hours: what partners have, what was promised, what is left, and what would happen if."""

import uuid
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from slagvaardig.choose.absorption import pictures
from slagvaardig.choose.absorption.actions import end_work, promise_hours, state_hours
from slagvaardig.choose.absorption.forms import EndForm, HoursForm, PromiseForm, WhatIfForm
from slagvaardig.choose.absorption.ledger import what_if
from slagvaardig.choose.absorption.models import Work
from slagvaardig.choose.absorption.readings import (
    asked_claims,
    ledger_of,
    places_to_promise,
    protection,
    stated_by,
    works,
)
from slagvaardig.choose.inventory.rules import kinds_of_partners, sees_rounds
from slagvaardig.choose.quarters import quarter_of, quarters_from
from slagvaardig.region.current import current_region
from slagvaardig.trust.access.asking import me
from slagvaardig.trust.access.gate import member_page
from slagvaardig.trust.access.once import once
from slagvaardig.trust.circles.models import Circle
from slagvaardig.trust.circles.rules import may
from slagvaardig.web.blocks import Crumb

SHOWN = 8


@member_page
@require_safe
def hours(request: HttpRequest) -> HttpResponse:
    """Scarce roles first, then what each partner carries, then what was promised for what."""
    _require_member()
    quarters = _quarters()
    ledger = ledger_of(list(kinds_of_partners()), quarters)
    context = {
        "title": _("Uren: beloofd, beschikbaar, vrij"),
        "tables": [pictures.table_of_roles(ledger, quarters), pictures.table_of_partners(ledger, quarters)],
        "rule": protection(),
        "works": works(),
        "told": len({key[0] for key in ledger.available}),
        "partners": len(kinds_of_partners()),
        "own": [circle for circle in places_to_promise() if circle.kind == "partner"],
        "may_promise": bool(places_to_promise()),
        "inventory": current_region().inventory,
        "crumbs": _crumbs(),
    }
    return render(request, "choose/hours.html", context)


@member_page
@require_safe
def hours_csv(request: HttpRequest) -> HttpResponse:
    """The whole ledger as CSV."""
    _require_member()
    quarters = _quarters()
    text = pictures.csv_of(ledger_of(list(kinds_of_partners()), quarters), quarters)
    response = HttpResponse(text.encode("utf-8-sig"), content_type="text/csv; charset=utf-8")
    response.headers["Content-Disposition"] = 'attachment; filename="uren.csv"'
    return response


@member_page
@require_safe
def hours_role(request: HttpRequest, slug: str) -> HttpResponse:
    """One role: each partner that has it."""
    _require_member()
    role = current_region().inventory.role(slug)
    if role is None:
        raise Http404
    quarters = _quarters()
    ledger = ledger_of(list(kinds_of_partners()), quarters, roles=[slug])
    context = {
        "title": role.title,
        "table": pictures.table_of_role(ledger, role, quarters),
        "role": role,
        "crumbs": _crumbs(Crumb(role.title)),
    }
    return render(request, "choose/hours_role.html", context)


@member_page
@once
@require_http_methods(["GET", "HEAD", "POST"])
def hours_partner(request: HttpRequest, slug: str) -> HttpResponse:
    """One partner: what is left, what it said when, and a form for whoever writes for it."""
    _require_member()
    if slug not in kinds_of_partners():
        raise Http404
    partner, quarters = get_object_or_404(Circle.objects.of_kinds("partner"), slug=slug), _quarters()
    writes = may("write", partner)
    ledger = ledger_of([slug], quarters)
    roles = current_region().inventory.roles_of(kinds_of_partners()[slug])
    first = {f"{role}_{quarter}": number for (_slug, role, quarter), number in ledger.available.items()}
    form = HoursForm(request.POST or None, roles=roles, quarters=quarters, initial=first)
    if request.method == "POST":
        if not writes:
            raise Http404
        if form.is_valid():
            state_hours(partner=partner, hours=_changed(form, first), by=me(request))
            return redirect("hours_partner", slug=slug)
    context = {
        "title": partner.name,
        "partner": partner,
        "table": pictures.table_of_partner(ledger, slug, quarters),
        "form": form if writes else None,
        "quarters": quarters,
        "stated": stated_by(slug),
        "roles": {role.slug: role.title for role in roles},
        "crumbs": _crumbs(Crumb(partner.name)),
    }
    return render(request, "choose/hours_partner.html", context, status=422 if form.errors else 200)


@member_page
@once
@require_http_methods(["GET", "HEAD", "POST"])
def hours_promise(request: HttpRequest) -> HttpResponse:
    """Promise hours: the bureau of all partners, a partner of its own."""
    _require_member()
    places = places_to_promise()
    if not places:
        raise Http404
    place, names = places[0], pictures.partners_in_order()
    offered = names if place.kind == "coalition" else {place.slug: names[place.slug]}
    form = PromiseForm(request.POST or None, partners=offered, quarters=_quarters())
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            promise_hours(
                circle=place,
                kind=given["kind"],
                title=given["title"],
                path=given["path"],
                hours=form.given(),
                spared=form.spared,
                by=me(request),
            )
        except ValidationError as objection:
            form.add_error(None, objection.messages[0])
        else:
            return redirect("hours")
    context = {"title": _("Uren toezeggen"), "form": form, "crumbs": _crumbs(Crumb(_("Toezeggen")))}
    return render(request, "choose/hours_promise.html", context, status=422 if form.errors else 200)


@member_page
@once
@require_http_methods(["GET", "HEAD", "POST"])
def work_end(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    """One piece of work: what was promised for it, and until when."""
    _require_member()
    work = get_object_or_404(Work.objects.select_related("circle"), pk=key)
    ends = may("edit" if work.circle.kind == "coalition" else "write", work.circle)
    form = EndForm(request.POST or None, quarters=_quarters())
    if request.method == "POST" and form.is_valid():
        try:
            end_work(work=work, last_quarter=form.cleaned_data["last_quarter"], by=me(request))
        except PermissionDenied as refusal:
            raise Http404 from refusal
        return redirect("hours")
    if request.method == "POST" and not ends:
        raise Http404
    context = {
        "title": work.title,
        "work": work,
        "form": form if ends else None,
        "hours": work.hours.select_related("partner").order_by("partner__name", "role", "quarter"),
        "roles": {role.slug: role.title for role in current_region().inventory.roles},
        "crumbs": _crumbs(Crumb(work.title)),
    }
    return render(request, "choose/work.html", context, status=422 if form.errors else 200)


@member_page
@require_safe
def hours_what_if(request: HttpRequest) -> HttpResponse:
    """Something more, something less: what would that do? Nothing is kept; the address is the question."""
    _require_member()
    quarters, names = _quarters(), pictures.partners_in_order()
    form = WhatIfForm(
        request.GET or None,
        groups=pictures.groups_of_partners(),
        quarters=quarters,
        works={str(work.pk): work.title for work in works()},
    )
    context: dict[str, Any] = {"title": _("Wat als?"), "form": form, "crumbs": _crumbs(Crumb(_("Wat als?")))}
    if form.is_bound and form.is_valid():
        given = form.cleaned_data
        ledger = ledger_of(list(names), quarters, apart=given["eraf"])
        rule, roles = protection(), [role.slug for role in current_region().inventory.roles]
        outcome = what_if(ledger, add=asked_claims(given, quarters), drop=set(given["eraf"]), roles=roles, rule=rule)
        context |= {
            "outcome": outcome,
            "table": pictures.table_of_changes(outcome, names),
            "too_much": [pictures.load_in_words(one, names) for one in outcome.too_much],
        }
    return render(request, "choose/what_if.html", context, status=422 if form.errors else 200)


def _changed(form: HoursForm, first: dict[str, int]) -> dict[tuple[str, str], int | None]:
    """Only what differs from what stood there: what a signed round said is not said again."""
    return {
        (role, quarter): number
        for (role, quarter), number in form.given().items()
        if number != first.get(f"{role}_{quarter}")
    }


def _quarters() -> tuple[str, ...]:
    return quarters_from(quarter_of(timezone.localdate()), SHOWN)


def _require_member() -> None:
    if not sees_rounds():
        raise Http404


def _crumbs(*more: Crumb) -> list[Crumb]:
    return [Crumb(_("Kiezen"), reverse("choose")), Crumb(_("Uren"), reverse("hours") if more else ""), *more]
