"""Pages of candidates: the list with both tests, and one candidate with the hours it would ask."""

import uuid

from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from slagvaardig.choose.inventory.rules import runs_rounds
from slagvaardig.choose.inventory.views import crumbs_of, round_or_404
from slagvaardig.choose.quarters import quarters_from
from slagvaardig.choose.weighing.actions import ask_hours, name_candidate
from slagvaardig.choose.weighing.forms import CandidateForm, NeedForm
from slagvaardig.choose.weighing.models import Candidate
from slagvaardig.choose.weighing.readings import candidates_of, names_of_partners
from slagvaardig.choose.weighing.workflow import TESTS, WHO
from slagvaardig.region.current import current_region
from slagvaardig.trust.access.asking import me
from slagvaardig.trust.access.gate import member_page
from slagvaardig.trust.access.once import once
from slagvaardig.web.blocks import Crumb


@member_page
@require_safe
def candidates(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    """Everything that could become a priority, with its answers, and topics that nobody named as such yet."""
    found = round_or_404(key)
    named = candidates_of(found)
    topics = {one.topic for one in named}
    context = {
        "title": _("Kandidaten"),
        "round": found,
        "candidates": named,
        "others": [topic for topic in current_region().inventory.topics if topic.slug not in topics],
        "runs": runs_rounds(),
        "whom": {**WHO, **names_of_partners()},
        "crumbs": crumbs_of(found, Crumb(_("Kandidaten"))),
    }
    return render(request, "choose/candidates.html", context)


@member_page
@once
@require_http_methods(["GET", "HEAD", "POST"])
def candidate(request: HttpRequest, key: uuid.UUID, topic: str) -> HttpResponse:
    """The tests of one candidate, for the bureau to fill in, and the hours."""
    found, about = round_or_404(key), current_region().inventory.topic(topic)
    if about is None or not runs_rounds():
        raise Http404
    now = next((one for one in candidates_of(found) if one.topic == topic), None)
    names = ("title", "nature", "level", *TESTS)
    form = CandidateForm(
        request.POST or None, initial={name: getattr(now, name) for name in names} if now else {"title": about.title}
    )
    if request.method == "POST" and form.is_valid():
        try:
            name_candidate(found=found, topic=topic, **form.given(), spared=form.spared, by=me(request))
        except ValidationError as objection:
            form.add_error(None, objection)
        else:
            return redirect("candidate", key=found.pk, topic=topic)
    needs = NeedForm(quarters=quarters_from(found.first_quarter, found.quarters), partners=names_of_partners())
    return _shown(request, now, form, needs, topic, key)


@member_page
@once
@require_POST
def candidate_hours(request: HttpRequest, key: uuid.UUID, topic: str) -> HttpResponse:
    """One line of hours more, or another number in a line."""
    found = round_or_404(key)
    if not runs_rounds():
        raise Http404
    now = get_object_or_404(Candidate.objects.in_round(found), topic=topic)
    needs = NeedForm(
        request.POST, quarters=quarters_from(found.first_quarter, found.quarters), partners=names_of_partners()
    )
    if needs.is_valid():
        try:
            ask_hours(candidate=now, **needs.cleaned_data, by=me(request))
        except ValidationError as objection:
            needs.add_error(None, objection)
        else:
            return redirect("candidate", key=found.pk, topic=topic)
    names = ("title", "nature", "level", *TESTS)
    form = CandidateForm(initial={name: getattr(now, name) for name in names})
    return _shown(request, now, form, needs, topic, key)


def _shown(
    request: HttpRequest, now: Candidate | None, form: CandidateForm, needs: NeedForm, topic: str, key: uuid.UUID
) -> HttpResponse:
    found, about = round_or_404(key), current_region().inventory.topic(topic)
    title = now.title if now else about.title if about else topic
    context = {
        "title": title,
        "topic": topic,
        "round": found,
        "candidate": now,
        "form": form,
        "needs": needs,
        "whom": {**WHO, **names_of_partners()},
        "crumbs": crumbs_of(found, Crumb(_("Kandidaten"), reverse("candidates", args=[found.pk])), Crumb(title)),
    }
    return render(request, "choose/candidate.html", context, status=422 if form.errors or needs.errors else 200)
