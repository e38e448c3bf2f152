"""Pages of a weighing: look at a set, what would flip the advice, lay it down. The computer advises, a body decides."""

import uuid
from typing import Any

from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from slagvaardig.choose.absorption.readings import protection
from slagvaardig.choose.inventory.ballots import WEIGHTINGS
from slagvaardig.choose.inventory.models import Round
from slagvaardig.choose.inventory.rules import runs_rounds
from slagvaardig.choose.inventory.views import crumbs_of, round_or_404
from slagvaardig.choose.weighing.actions import freeze_weighing
from slagvaardig.choose.weighing.forms import FreezeForm, QuestionForm
from slagvaardig.choose.weighing.models import Weighing
from slagvaardig.choose.weighing.outcomes import MEANS, RULES, Outcome, outcome_of
from slagvaardig.choose.weighing.readings import (
    candidates_of,
    comes_out_again,
    evidence_of,
    lay_on_scales,
    names_of_partners,
)
from slagvaardig.choose.weighing.scales import Question, Scales
from slagvaardig.choose.weighing.sentences import SHOWN, Words, way_out_of, what_flips, why_not
from slagvaardig.choose.weighing.tables import table_of_flips, table_of_gains, table_of_rules
from slagvaardig.trust.access.asking import me
from slagvaardig.trust.access.gate import member_page
from slagvaardig.trust.access.once import once
from slagvaardig.trust.circles.rules import rights_in
from slagvaardig.web.blocks import Crumb


@member_page
@require_safe
def weighing(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    """A set, whether it can be carried, what the rules say and who gets what. The address is the question."""
    found = round_or_404(key)
    return _shown(request, found, FreezeForm())


@member_page
@require_safe
def weighing_flips(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    """What would change the advice."""
    found = round_or_404(key)
    form, words, outcome, _scales = _weighed(request, found)
    if outcome is None or not outcome.rules:
        raise Http404
    context = {
        "title": _("Wat zou het advies veranderen?"),
        "round": found,
        "advice": words.listed(outcome.advice),
        "sentences": list(what_flips(outcome, words)),
        "table": table_of_flips(outcome, words),
        "asked": request.GET.urlencode(),
        "crumbs": crumbs_of(found, Crumb(_("Weging"), reverse("weighing", args=[found.pk])), Crumb(_("Kantelpunten"))),
    }
    return render(request, "choose/weighing_flips.html", context)


@member_page
@once
@require_POST
def weighing_freeze(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    """Lay down what the address asks."""
    found, form = round_or_404(key), FreezeForm(request.POST)
    if not runs_rounds():
        raise Http404
    asked, _words, outcome, _scales = _weighed(request, found)
    if outcome is None:
        raise Http404
    if form.is_valid():
        try:
            made = freeze_weighing(
                found=found,
                title=form.cleaned_data["title"],
                question=asked.question(),
                spared=form.spared,
                by=me(request),
            )
        except ValidationError as objection:
            form.add_error(None, objection)
        else:
            return redirect("weighing_kept", key=made.pk)
    return _shown(request, found, form)


@member_page
@require_safe
def weighing_kept(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    """A weighing as it was laid down, from what was laid down and nothing else: two pages on paper."""
    kept = get_object_or_404(Weighing.objects.select_related("round__body"), pk=key)
    evidence = evidence_of(kept)
    asked = evidence["question"]
    names = ("chosen", "keep", "without")
    question = Question(asked["most"], asked["weighting"], *(frozenset(asked[name]) for name in names))
    words = Words({slug: one["title"] for slug, one in evidence["candidates"].items()}, names_of_partners())
    context = {
        "title": kept.title,
        "kept": kept,
        "puts": kept.round.body and "edit" in rights_in(kept.round.body),
        "candidates": evidence["candidates"],
        "again": comes_out_again(evidence),
        **_told(outcome_of(Scales.read(evidence["scales"]), question), words),
        "crumbs": crumbs_of(
            kept.round, Crumb(_("Weging"), reverse("weighing", args=[kept.round_id])), Crumb(kept.title)
        ),
    }
    return render(request, "choose/weighing_kept.html", context)


@member_page
@require_safe
def weighing_json(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    """Everything that was laid down, to weigh again."""
    kept = get_object_or_404(Weighing.objects.select_related("round"), pk=key)
    response = HttpResponse(kept.content, content_type="application/json")
    response.headers["Content-Disposition"] = 'attachment; filename="weging.json"'
    return response


def _weighed(request: HttpRequest, found: Round) -> tuple[QuestionForm, Words, Outcome | None, Scales | None]:
    candidates = candidates_of(found)
    titles = {one.topic: one.title for one in candidates}
    form = QuestionForm(request.GET, titles=titles, most=found.most)
    if not form.is_valid():
        raise Http404
    scales = lay_on_scales(found, form.question().weighting, candidates)
    outcome = outcome_of(scales, form.question()) if scales else None
    return form, Words(titles, names_of_partners()), outcome, scales


def _shown(request: HttpRequest, found: Round, freeze: FreezeForm) -> HttpResponse:
    form, words, outcome, scales = _weighed(request, found)
    context: dict[str, Any] = {
        "title": _("Weging"),
        "round": found,
        "form": form,
        "freeze": freeze,
        "asked": request.GET.urlencode(),
        "runs": runs_rounds(),
        "unknown": len(scales.unknown) if scales else 0,
        "signed": len(scales.points) if scales else 0,
        "rule": protection(),
        "earlier": Weighing.objects.in_round(found),
        "crumbs": crumbs_of(found, Crumb(_("Weging"))),
        **(_told(outcome, words) if outcome else {}),
    }
    return render(request, "choose/weighing.html", context, status=422 if freeze.errors else 200)


def _told(outcome: Outcome, words: Words) -> dict[str, Any]:
    chosen = outcome.question.chosen
    return {
        "outcome": outcome,
        "chosen": words.listed(chosen),
        "advice": words.listed(outcome.advice),
        "differs": bool(chosen) and chosen != outcome.advice,
        "why": [why_not(one, words) for one in outcome.reasons[:SHOWN]],
        "more": max(len(outcome.reasons) - SHOWN, 0),
        "way_out": way_out_of(outcome, words) if outcome.reasons else "",
        "rules": table_of_rules(outcome, words),
        "means": [(title, MEANS[rule]) for rule, title in RULES.items()],
        "gains": table_of_gains(outcome, words),
        "weighting_title": WEIGHTINGS[outcome.question.weighting],
        "most": outcome.question.most,
    }
