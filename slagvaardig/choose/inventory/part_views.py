"""Pages of one partner in a round: what it handed in, filling in, handing in, signing, and who may sign."""

import uuid
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from slagvaardig.choose.inventory import actions
from slagvaardig.choose.inventory.forms import FillForm, MandateForm, WithdrawForm, initial_of
from slagvaardig.choose.inventory.models import Part
from slagvaardig.choose.inventory.readings import Prefilled, hands_of, may_be_given_a_mandate, prefilled, versions_of
from slagvaardig.choose.inventory.rules import (
    filled_in,
    holds,
    kinds_of_partners,
    moves_for,
    stands_as,
    working_version,
)
from slagvaardig.choose.inventory.submissions import Submission
from slagvaardig.choose.inventory.views import crumbs_of, round_or_404
from slagvaardig.choose.inventory.workflow import WRITER
from slagvaardig.region.current import current_region
from slagvaardig.trust.access.asking import me
from slagvaardig.trust.access.gate import member_page
from slagvaardig.trust.access.once import once
from slagvaardig.web.blocks import Crumb

ACTS = {
    "inleveren": ("hand-in", actions.hand_in),
    "terug": ("send-back", actions.send_back),
    "tekenen": ("sign", actions.sign),
}


@member_page
@require_safe
def part(request: HttpRequest, key: uuid.UUID, slug: str) -> HttpResponse:
    """What one partner handed in: every version that whoever looks may see, and what he can do."""
    return _shown(request, part_or_404(key, slug))


@member_page
@once
@require_POST
def part_move(request: HttpRequest, key: uuid.UUID, slug: str, move: str) -> HttpResponse:
    """Hand in, send back or sign: one press each."""
    found = part_or_404(key, slug)
    if move not in ACTS:
        raise Http404
    try:
        ACTS[move][1](part=found, by=me(request))
    except PermissionDenied as refusal:
        raise Http404 from refusal
    except ValidationError as objection:
        return _shown(request, found, objections=objection.messages)
    return redirect("round_part", key=key, slug=slug)


@member_page
@once
@require_POST
def part_withdraw(request: HttpRequest, key: uuid.UUID, slug: str) -> HttpResponse:
    """Take back what was signed, with the reason."""
    found, form = part_or_404(key, slug), WithdrawForm(request.POST)
    if not form.is_valid():
        return _shown(request, found, form=form)
    try:
        actions.withdraw(part=found, reason=form.cleaned_data["reason"], spared=form.spared, by=me(request))
    except PermissionDenied as refusal:
        raise Http404 from refusal
    except ValidationError as objection:
        return _shown(request, found, objections=objection.messages)
    return redirect("round_part", key=key, slug=slug)


@member_page
@once
@require_http_methods(["GET", "HEAD", "POST"])
def part_fill(request: HttpRequest, key: uuid.UUID, slug: str) -> HttpResponse:
    """Fill in for one's own organisation; what it wrote before stands there already."""
    found = part_or_404(key, slug)
    if WRITER not in stands_as(found):
        raise Http404
    now = working_version(found)
    first = _first_values(found, now)
    corrects = now is None and bool(found.signed)
    form = FillForm(
        request.POST or None,
        part=found,
        kind=kinds_of_partners().get(slug, ""),
        corrects=corrects,
        initial=initial_of(first.filled, now.revision if now else 0, found.round),
    )
    theirs = None
    if request.method == "POST" and form.is_valid():
        try:
            _save(form, found, request)
        except actions.Faulty as faulty:
            form.show(faulty.faults)
        except actions.Overtaken as overtaken:
            form.add_error(None, overtaken.messages[0])
            theirs = now
            form.data = {**request.POST.dict(), "revision": str(now.revision if now else 0)}
        else:
            return redirect("round_part", key=key, slug=slug)
    context = {
        "title": _("Invullen voor %(name)s") % {"name": found.partner.name},
        "part": found,
        "form": form,
        "sources": first.sources if now is None else (),
        "theirs": filled_in(theirs) if theirs else None,
        "inventory": current_region().inventory,
        "crumbs": crumbs_of(found.round, Crumb(found.partner.name, _href(found)), Crumb(_("Invullen"))),
    }
    return render(request, "choose/fill.html", context, status=422 if form.errors else 200)


@member_page
@once
@require_http_methods(["GET", "HEAD", "POST"])
def mandate_new(request: HttpRequest, key: uuid.UUID, slug: str) -> HttpResponse:
    """The holder of the office that signs lets a colleague of the same partner sign too."""
    found = part_or_404(key, slug)
    if found.office is None or not holds(found.office.pk):
        raise Http404
    form = MandateForm(request.POST or None, people=may_be_given_a_mandate(found, me(request)))
    if request.method == "POST" and form.is_valid():
        try:
            actions.give_mandate(office=found.office, by=me(request), **form.cleaned_data)
        except ValidationError as objection:
            form.add_error(None, objection)
        else:
            return redirect("round_part", key=key, slug=slug)
    context = {
        "title": _("Een collega laten ondertekenen"),
        "part": found,
        "form": form,
        "crumbs": crumbs_of(found.round, Crumb(found.partner.name, _href(found)), Crumb(_("Laten ondertekenen"))),
    }
    return render(request, "choose/mandate.html", context, status=422 if form.errors else 200)


def part_or_404(key: uuid.UUID, slug: str) -> Part:
    """The part of a partner in a round that the one who asks may see."""
    parts = Part.objects.in_round(round_or_404(key)).select_related("round__circle", "partner", "office")
    return get_object_or_404(parts, partner__slug=slug)


def _save(form: FillForm, found: Part, request: HttpRequest) -> None:
    given = form.cleaned_data
    actions.save_submission(
        part=found,
        filled=form.filled(),
        revision=given["revision"] or 0,
        reason=given.get("reason", ""),
        spared=form.spared,
        by=me(request),
    )


def _first_values(found: Part, now: Submission | None) -> Prefilled:
    """What stands in the form: the version that is being worked on, the one that counts, or what came before."""
    standing = now or Submission.objects.of_part(found).with_number(found.signed)
    return Prefilled(filled_in(standing), ()) if standing else prefilled(found)


def _href(found: Part) -> str:
    return reverse("round_part", args=[found.round_id, found.partner.slug])


def _shown(
    request: HttpRequest, found: Part, objections: list[str] | None = None, form: WithdrawForm | None = None
) -> HttpResponse:
    moves = moves_for(found)
    versions = versions_of(found)
    context: dict[str, Any] = {
        "title": found.partner.name,
        "part": found,
        "round": found.round,
        "versions": versions,
        "moves": moves,
        "acts": [(address, moves[verb].button) for address, (verb, _act) in ACTS.items() if verb in moves],
        "hands": hands_of(found),
        "may_mandate": found.office is not None and holds(found.office.pk),
        "withdraw": (form or WithdrawForm()) if "withdraw" in moves else None,
        "objections": objections or [],
        "inventory": current_region().inventory,
        "crumbs": crumbs_of(found.round, Crumb(found.partner.name)),
    }
    wrong = bool(objections or (form and form.errors))
    return render(request, "choose/part.html", context, status=422 if wrong else 200)
