"""Pages of what partners have in common, and of a whole round as a file."""

import tempfile
import uuid
from pathlib import Path

from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from slagvaardig.choose.inventory.ballots import WEIGHTINGS, ballots_of
from slagvaardig.choose.inventory.common_factor import TOP
from slagvaardig.choose.inventory.forms import ImportForm
from slagvaardig.choose.inventory.handing_out import csv_template, xlsx_template
from slagvaardig.choose.inventory.matrix import ORDERS, csv_of, matrix_of, table_of
from slagvaardig.choose.inventory.models import Round
from slagvaardig.choose.inventory.rules import full_ballot, runs_rounds
from slagvaardig.choose.inventory.running import import_round, may_be_imported, taken_by_partners
from slagvaardig.choose.inventory.sensitivity import sensitivity
from slagvaardig.choose.inventory.sheet import Sheet, SheetFault, read_sheet
from slagvaardig.choose.inventory.views import crumbs_of, round_or_404
from slagvaardig.region.current import current_region
from slagvaardig.trust.access.asking import me
from slagvaardig.trust.access.gate import member_page
from slagvaardig.trust.access.once import once
from slagvaardig.trust.access.visits import too_many
from slagvaardig.trust.limits.counting import seconds_to_wait
from slagvaardig.trust.uploads.cleaning import clean
from slagvaardig.trust.uploads.kinds import Refused, told_by
from slagvaardig.trust.uploads.sentences import sentence
from slagvaardig.web.blocks import Crumb

TABLES = ("xlsx", "ods", "csv")
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@member_page
@require_safe
def round_factor(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    """Partner by topic, shares, and what would flip the order. Never an order among partners."""
    found = round_or_404(key)
    weighting, order = request.GET.get("weeg", "equal"), request.GET.get("orde", "veld")
    if weighting not in WEIGHTINGS or order not in ORDERS:
        raise Http404
    ballots = ballots_of(found)
    context = {
        "title": _("De grootste gemene deler"),
        "round": found,
        "ballots": len(ballots),
        "full": full_ballot(found),
        "weightings": WEIGHTINGS,
        "weighting": weighting,
        "orders": ORDERS,
        "order": order,
        "table": table_of(ballots, weighting, order),
        "matrix": matrix_of(ballots, order, found),
        "sensitivity": sensitivity(ballots, weighting, TOP),
        "top": TOP,
        "csv": reverse("round_factor_csv", args=[found.pk]),
        "crumbs": crumbs_of(found, Crumb(_("De grootste gemene deler"))),
    }
    return render(request, "choose/factor.html", context)


@member_page
@require_safe
def round_factor_csv(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    """Everything that counts, as CSV."""
    found = round_or_404(key)
    return _file(csv_of(ballots_of(found), found).encode("utf-8-sig"), "text/csv; charset=utf-8", "inventarisatie.csv")


@member_page
@require_safe
def round_template(request: HttpRequest, key: uuid.UUID, form: str) -> HttpResponse:
    """The sheet to fill in, for partners of whom nobody filled in anything yet."""
    found = _to_fill(key)
    partners = [slug for slug, part in taken_by_partners(found).items() if may_be_imported(part)]
    if form == "csv":
        return _file(csv_template(found, sorted(partners)), "text/csv; charset=utf-8", "sjabloon.csv")
    return _file(xlsx_template(found, sorted(partners)), XLSX, "sjabloon.xlsx")


@member_page
@require_http_methods(["GET", "HEAD", "POST"])
@once
def round_import(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    """A filled-in sheet: everything of it, or nothing with every fault and its place."""
    found = _to_fill(key)
    form = ImportForm(request.POST or None, request.FILES or None)
    faults: tuple[SheetFault, ...] = ()
    if request.method == "POST" and form.is_valid():
        if wait := seconds_to_wait("upload", str(request.user.pk)):
            return too_many(wait)
        sheet = _read(form, found)
        if sheet and not sheet.faults:
            try:
                import_round(found=found, filled=sheet.filled, by=me(request))
            except ValidationError as objection:
                form.add_error("file", objection.messages)
            else:
                return redirect("inventory", key=found.pk)
        faults = sheet.faults if sheet else ()
    context = {
        "title": _("Een bestand inlezen"),
        "round": found,
        "form": form,
        "faults": faults,
        "crumbs": crumbs_of(found, Crumb(_("Inlezen"))),
        "topics": current_region().inventory.topics,
    }
    return render(request, "choose/import.html", context, status=422 if form.errors or faults else 200)


def _to_fill(key: uuid.UUID) -> Round:
    found = round_or_404(key)
    if not runs_rounds() or not found.is_open:
        raise Http404
    return found


def _read(form: ImportForm, found: Round) -> Sheet | None:
    """What a file says once it is clean; None with a fault in the form when it may not come in at all."""
    sent = form.cleaned_data["file"]
    try:
        if told_by(sent.name) not in TABLES:
            raise Refused("ending")
        kept = clean(name=sent.name, file=sent.file)
    except Refused as refused:
        form.add_error("file", sentence(refused.why, refused.what))
        return None
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / f"inventarisatie.{told_by(kept.name)}"
        file.write_bytes(kept.content)
        return read_sheet(file, found)


def _file(content: bytes, kind: str, name: str) -> HttpResponse:
    response = HttpResponse(content, content_type=kind)
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
