"""Pages of decisions: the register, one decision as a sheet, and its moves. What is not for somebody is not found."""

import csv
import uuid

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from slagvaardig.choose.decisions.actions import read_decision, read_decisions, write_decision
from slagvaardig.choose.decisions.advice import begun_with, weighing_at
from slagvaardig.choose.decisions.answering import answer_round
from slagvaardig.choose.decisions.forms import AnswerForm, DecisionForm, RegisterFilter
from slagvaardig.choose.decisions.models import Decision
from slagvaardig.choose.decisions.moves import PAGES
from slagvaardig.choose.decisions.offices import own_offices
from slagvaardig.choose.decisions.readings import Shown, beside_before, chosen, register, shown
from slagvaardig.choose.decisions.rounds import Answer, WrittenRound
from slagvaardig.choose.decisions.sheet_pdf import as_pdf
from slagvaardig.choose.decisions.tables import Division
from slagvaardig.choose.decisions.tallies import tally_of
from slagvaardig.choose.moving import asked, done, moved, sent
from slagvaardig.trust.access.asking import me, person_of
from slagvaardig.trust.access.gate import member_page
from slagvaardig.trust.access.once import once
from slagvaardig.trust.circles.models import Circle
from slagvaardig.trust.circles.rules import circles_with, rights_in
from slagvaardig.web import spreadsheet
from slagvaardig.web.blocks import Crumb

EACH = 40


@require_safe
def decisions(request: HttpRequest) -> HttpResponse:
    """Every decision that the visitor may see, by body, kind, theme and year."""
    person = person_of(request)
    lines = register(person, timezone.localdate())
    years = sorted({line.decided_on.year for line in lines if line.decided_on}, reverse=True)
    form = RegisterFilter(request.GET or None, years=years)
    found = chosen(lines, form.cleaned_data) if form.is_valid() else lines
    if person:
        read_decisions(by=person)
    asked_for = request.GET.copy()
    asked_for.pop("pagina", None)
    context = {
        "title": _("Besluiten"),
        "description": _("Wat overleggen besloten, waarop, en onder welke voorwaarden."),
        "form": form,
        "page": Paginator(found, EACH).get_page(request.GET.get("pagina")),
        "query": f"{asked_for.urlencode()}&" if asked_for else "",
        "all": len(lines),
        "found": len(found),
        "places": Circle.objects.among(circles_with("edit")).of_kinds("body") if person else [],
        "crumbs": [Crumb(_("Kiezen"), reverse("choose")), Crumb(_("Besluiten"))],
    }
    return render(request, "choose/decisions.html", context)


@member_page
@once
@require_http_methods(["GET", "HEAD", "POST"])
def decision_new(request: HttpRequest, slug: str) -> HttpResponse:
    """A question for a body, by whoever looks after its circle; from a weighing when the address names one."""
    circle = get_object_or_404(Circle.objects.among(circles_with("edit")).of_kinds("body"), slug=slug)
    weighed = weighing_at(request.GET["weging"]) if "weging" in request.GET else None
    if weighed is None and "weging" in request.GET:
        raise Http404
    form = DecisionForm(request.POST or None, initial=begun_with(weighed) if weighed else None)
    if done(request, form, lambda: write_decision(circle=circle, weighing=weighed, **sent(form, me(request)))):
        return redirect("decisions")
    note = _("Pas als u de vraag voorlegt, ziet het overleg hem als vraag.")
    if weighed:
        text = _("Bij deze vraag hoort de weging „%(title)s”. Zij gaat als bewijs mee als u de vraag voorlegt.")
        note = f"{text % {'title': weighed.title}} {note}"
    return asked(
        request, form, title=_("Besluit voorbereiden"), about=circle.name, back=reverse("decisions"),
        note=note, crumbs=_crumbs(_("Nieuw")),
    )  # fmt: skip


@require_safe
def decision(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    """One decision as a sheet: within its body the decision itself, elsewhere the copy that was published there."""
    found = shown_or_404(request, key)
    rights = rights_in(found.decision.circle) if found.decision else set()
    rounds = list(WrittenRound.objects.about(found.decision)) if found.decision else []
    context = {
        "title": found.sheet["question"],
        "shown": found,
        "decision": found.decision,
        "sheet": found.sheet,
        "rounds": rounds,
        "moves": _moves(found.decision) if found.decision and "edit" in rights else [],
        "today": timezone.localdate(),
        "crumbs": _crumbs(found.sheet["question"]),
    }
    return render(request, "choose/decision.html", context)


@require_safe
def decision_pdf(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    """The same sheet on paper."""
    response = HttpResponse(as_pdf(shown_or_404(request, key)), content_type="application/pdf")
    response.headers["Content-Disposition"] = 'attachment; filename="besluit.pdf"'
    return response


@member_page
@once
@require_http_methods(["GET", "HEAD", "POST"])
def decision_move(request: HttpRequest, key: uuid.UUID, move: str) -> HttpResponse:
    """One step of a decision, by whoever looks after the circle of its body."""
    editable = Decision.objects.in_circles(circles_with("edit")).select_related("circle")
    page, found = PAGES.get(move), get_object_or_404(editable, pk=key)
    if page is None:
        raise Http404
    back = reverse("decision", args=[key])
    if not page.fits(found):
        return redirect(back)
    return moved(request, page, found, back=back, crumbs=_crumbs(str(page.title)))


@member_page
@once
@require_http_methods(["GET", "HEAD", "POST"])
def written_round(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    """A written round: what is asked, what was answered, and once one's own answer."""
    mine = WrittenRound.objects.in_circles(circles_with("see")).select_related("decision__circle")
    found = get_object_or_404(mine, pk=key)
    answers = list(Answer.objects.to(found))
    there = {answer.partner_id for answer in answers}
    held = own_offices(found.circle, me(request))
    offices = [office for office in held if office.partner_id not in there] if found.runs(timezone.localdate()) else []
    form = AnswerForm(request.POST or None, offices=offices) if offices else None
    if request.method == "POST" and form is None:
        raise Http404
    if form and done(request, form, lambda: answer_round(found=found, **sent(form, me(request)))):
        return redirect("written_round", key=found.pk)
    read_decision(decision=found.decision, by=me(request))
    context = {
        "title": _("Schriftelijke ronde"),
        "round": found,
        "decision": found.decision,
        "answers": answers,
        "tally": tally_of(found, answers),
        "form": form,
        "held": held,
        "crumbs": _crumbs(_("Schriftelijke ronde")),
    }
    return render(request, "choose/written_round.html", context, status=422 if form and form.errors else 200)


@require_safe
def division(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    """One version of a division sheet, beside the version before."""
    found = get_object_or_404(Division.objects.select_related("circle"), pk=key)
    before, rows = beside_before(found)
    context = {
        "title": found.title,
        "division": found,
        "before": before,
        "rows": rows,
        "crumbs": _crumbs(found.title),
    }
    return render(request, "choose/division.html", context)


@require_safe
def division_csv(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    """The sheet as a file."""
    found = get_object_or_404(Division.objects.all(), pk=key)
    response = HttpResponse(content_type="text/csv; charset=utf-8")
    response.headers["Content-Disposition"] = f'attachment; filename="{found.slug}-{found.version}.csv"'
    writer = csv.writer(response, delimiter=";")
    writer.writerow([spreadsheet.cell(word) for word in ("code", "naam", found.unit)])
    for code, name, amount in found.amounts:
        writer.writerow([spreadsheet.cell(code), spreadsheet.cell(name), str(amount).replace(".", ",")])
    writer.writerow(["", "totaal", str(found.total).replace(".", ",")])
    return response


def shown_or_404(request: HttpRequest, key: uuid.UUID) -> Shown:
    """As whoever asks may read it; written down when it is read within its body."""
    found = shown(key)
    if found is None:
        raise Http404
    if found.decision:
        read_decision(decision=found.decision, by=me(request))
    return found


def _moves(found: Decision) -> list[tuple[str, object]]:
    return [(slug, page.title) for slug, page in PAGES.items() if page.fits(found)]


def _crumbs(title: str) -> list[Crumb]:
    return [Crumb(_("Kiezen"), reverse("choose")), Crumb(_("Besluiten"), reverse("decisions")), Crumb(title)]
