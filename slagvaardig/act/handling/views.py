"""Pages for whoever handles barriers, and for the bodies that are asked about them."""

import uuid

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from slagvaardig.act.barriers.actions import read_barrier, read_barriers
from slagvaardig.act.barriers.models import Barrier
from slagvaardig.act.barriers.tables import Ask, Memo
from slagvaardig.act.handling.actions import Conflict, answer_ask, read_ask, write_memo
from slagvaardig.act.handling.forms import AnswerForm, MemoForm
from slagvaardig.act.handling.memo_pdf import as_pdf
from slagvaardig.act.handling.moves import PAGES
from slagvaardig.region.current import current_region
from slagvaardig.trust.access.asking import me
from slagvaardig.trust.access.gate import member_page
from slagvaardig.trust.access.once import once
from slagvaardig.trust.access.visits import over_reading
from slagvaardig.trust.circles.rules import circles_with, rights_in
from slagvaardig.web.blocks import Crumb


@member_page
@once
@require_http_methods(["GET", "HEAD", "POST"])
def barrier_move(request: HttpRequest, key: uuid.UUID, move: str) -> HttpResponse:
    """One step of a barrier, with its reason; for whoever looks after its circle."""
    page, found = PAGES.get(move), _handled(key)
    if page is None:
        raise Http404
    if not page.fits(found):
        return redirect("barrier", key=found.pk)
    form = page.form(request.POST or None, found)
    if request.method == "POST" and form.is_valid():
        try:
            page.act(barrier=found, spared=form.spared, by=me(request), **form.cleaned_data)
        except ValidationError as objection:
            _told(form, objection)
        else:
            return redirect("barrier", key=found.pk)
    read_barrier(barrier=found, by=me(request))
    above = current_region().ladder.above(found.step)
    context = {
        "title": page.title,
        "barrier": found,
        "form": form,
        "step": above if page.verb == "escalate" else None,
        "ladder_note": current_region().ladder.note if page.verb == "escalate" else "",
        "memo": Memo.objects.of(found) if page.verb == "escalate" else None,
        "act": page.title,
        "crumbs": _crumbs(found, str(page.title)),
    }
    return render(request, "act/move.html", context, status=422 if form.errors else 200)


@member_page
@require_safe
def barrier_memo(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    """The advice about a barrier, ready to print."""
    found, memo = _with_memo(key)
    if over := over_reading(request, me(request), found.pk):
        return over
    read_barrier(barrier=found, by=me(request))
    context = {
        "title": _("Advies"),
        "barrier": found,
        "memo": memo,
        "step": current_region().ladder.step(found.step),
        "area": current_region().areas.name_of(found.area),
        "may_write": "edit" in rights_in(found.circle),
        "crumbs": _crumbs(found, _("Advies")),
    }
    return render(request, "act/memo.html", context)


@member_page
@once
@require_http_methods(["GET", "HEAD", "POST"])
def barrier_memo_change(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    """Write the advice; when somebody was earlier both texts are shown and nothing is lost."""
    found = _handled(key)
    memo = Memo.objects.of(found)
    names = ("analysis", "options", "question", "version")
    form = MemoForm(request.POST or None, initial={name: getattr(memo, name) for name in names} if memo else {})
    theirs = None
    if request.method == "POST" and form.is_valid():
        given = {**form.cleaned_data, "version": form.cleaned_data["version"] or 0}
        try:
            write_memo(barrier=found, spared=form.spared, by=me(request), **given)
        except Conflict as conflict:
            theirs = conflict.now
            form.data = {**request.POST.dict(), "version": str(theirs.version)}
        except ValidationError as objection:
            _told(form, objection)
        else:
            return redirect("barrier_memo", key=found.pk)
    read_barrier(barrier=found, by=me(request))
    context = {
        "title": _("Advies schrijven"),
        "barrier": found,
        "form": form,
        "theirs": theirs,
        "act": _("Bewaren"),
        "crumbs": _crumbs(found, _("Advies schrijven")),
    }
    return render(request, "act/move.html", context, status=409 if theirs else 422 if form.errors else 200)


@member_page
@require_safe
def barrier_memo_pdf(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    """The same advice as a tagged PDF."""
    found, memo = _with_memo(key)
    if over := over_reading(request, me(request), found.pk):
        return over
    read_barrier(barrier=found, by=me(request))
    response = HttpResponse(as_pdf(found, memo), content_type="application/pdf")
    response.headers["Content-Disposition"] = 'attachment; filename="advies.pdf"'
    return response


@member_page
@require_safe
def asks(request: HttpRequest) -> HttpResponse:
    """The questions that lie with my bodies, soonest first; then the last ones that were answered."""
    today, own = timezone.localdate(), Ask.objects.in_circles(circles_with("see"))
    read_barriers(by=me(request))
    context = {
        "title": _("Vragen aan mijn overleggen"),
        "waiting": [(ask, ask.is_late(today)) for ask in own.waiting().soonest_first()],
        "answered": list(own.answered().reverse().select_related("circle")[:30]),
        "crumbs": [Crumb(_("Drempels"), reverse("barriers")), Crumb(_("Vragen"))],
    }
    return render(request, "act/asks.html", context)


@member_page
@once
@require_http_methods(["GET", "HEAD", "POST"])
def ask(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    """One question as it was put to a body; whoever writes in its circle answers."""
    found = get_object_or_404(Ask.objects.select_related("circle"), pk=key)
    may_answer = found.waits and "write" in rights_in(found.circle)
    if request.method == "POST" and not may_answer:
        raise Http404
    form = AnswerForm(request.POST or None) if may_answer else None
    if request.method == "POST" and form and form.is_valid():
        try:
            answer_ask(ask=found, spared=form.spared, by=me(request), **form.cleaned_data)
        except ValidationError as objection:
            _told(form, objection)
        else:
            return redirect("ask", key=found.pk)
    read_ask(ask=found, by=me(request))
    context = {
        "title": found.title,
        "ask": found,
        "form": form,
        "step": current_region().ladder.step(found.step),
        "barrier": Barrier.objects.with_key(found.barrier_id),
        "today": timezone.localdate(),
        "crumbs": [Crumb(_("Drempels"), reverse("barriers")), Crumb(_("Vragen"), reverse("asks")), Crumb(_("Vraag"))],
    }
    return render(request, "act/ask.html", context, status=422 if form and form.errors else 200)


def _handled(key: uuid.UUID) -> Barrier:
    """A barrier that the one who acts looks after."""
    found = get_object_or_404(Barrier.objects.select_related("circle", "owner"), pk=key)
    if "edit" not in rights_in(found.circle):
        raise Http404
    return found


def _with_memo(key: uuid.UUID) -> tuple[Barrier, Memo]:
    found = get_object_or_404(Barrier.objects.select_related("circle", "owner"), pk=key)
    memo = Memo.objects.of(found)
    if memo is None:
        raise Http404
    return found, memo


def _told(form: Form, objection: ValidationError) -> None:
    """Objections of an act as mistakes of the form, at the field where they belong."""
    if not hasattr(objection, "error_dict"):
        form.add_error(None, objection)
        return
    for field, messages in objection.message_dict.items():
        form.add_error(field if field in form.fields and field != NON_FIELD_ERRORS else None, messages)


def _crumbs(barrier: Barrier, title: str) -> list[Crumb]:
    return [
        Crumb(_("Drempels"), reverse("barriers")),
        Crumb(barrier.title, reverse("barrier", args=[barrier.pk])),
        Crumb(title),
    ]
