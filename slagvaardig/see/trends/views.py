"""Pages of the trend inventory: for everybody what is in it, for who works for a partner what is proposed as well."""

import uuid
from typing import Any

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from slagvaardig.region.current import current_region
from slagvaardig.see.figures.requests import asked_shelf
from slagvaardig.see.trends import beside
from slagvaardig.see.trends.actions import PARTS, add_sight, change_trend, judge_trend, propose_trend, read_trend
from slagvaardig.see.trends.forms import ChangeForm, JudgeForm, ProposeForm, SightForm
from slagvaardig.see.trends.models import Sight, Trend
from slagvaardig.see.trends.readings import by_theme, cards, history_of, what_waits_for
from slagvaardig.see.trends.rules import judges, works_for_a_partner
from slagvaardig.see.trends.scales import EXPECTED, KNOWN, SEEN
from slagvaardig.see.trends.workflow import MOVES, STATES, moves_from
from slagvaardig.trust.access.asking import me, person_of
from slagvaardig.trust.access.gate import member_page
from slagvaardig.trust.access.once import once
from slagvaardig.web.blocks import Crumb


@require_safe
def trends(request: HttpRequest) -> HttpResponse:
    """The inventory by theme; beside it what is watched, proposed and ended, as far as the visitor may see."""
    region, person = current_region(), person_of(request)
    shown = cards(list(Trend.objects.all().in_order()), region)
    of = {slug: [card for card in shown if card.trend.state == slug] for slug in STATES}
    context = {
        "title": _("Trends"),
        "description": _("Ontwikkelingen die de coalitie ziet aankomen, met wat wij weten en wat wij verwachten."),
        "groups": by_theme(of["inventory"], region),
        "number": len(of["inventory"]),
        "others": [(slug, STATES[slug], of[slug]) for slug in ("proposed", "watched", "ended")],
        "due": [card for card in shown if card.due],
        "member": person is not None and works_for_a_partner(),
        "judges": person is not None and judges(),
        "waiting": what_waits_for(person) if person else [],
        "known": KNOWN,
        "expected": EXPECTED,
        "crumbs": [Crumb(_("Vandaag"), reverse("home")), Crumb(_("Zien"), reverse("see")), Crumb(_("Trends"))],
    }
    return render(request, "see/trends/trends.html", context)


@require_safe
def trend(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    """One trend: evidence beside what professionals see, where these contradict, and what was decided about it."""
    region, person = current_region(), person_of(request)
    found = get_object_or_404(Trend.objects.select_related("circle"), pk=key)
    member = person is not None and works_for_a_partner()
    if person and member:
        read_trend(trend=found, by=person)
    sights = list(Sight.objects.of(found)) if member else []
    lines = beside.figures_beside(region, found, asked_shelf(request))
    judging = member and judges()
    context = {
        "title": found.title,
        "description": found.text,
        "card": cards([found], region)[0],
        "trend": found,
        "lines": lines,
        "stories": beside.stories_beside(region, found),
        "publications": beside.publications_in(found.publications),
        "contradictions": beside.contradictions(found, lines, sights),
        "member": member,
        "sights": [(one, SEEN[one.seen], region.telling.function(one.role)) for one in sights],
        "seen": beside.seen_in_words(sights),
        "history": history_of(found),
        "moves": moves_from(found.state) if judging else {},
        "judges": judging,
        "crumbs": _crumbs(found.title),
    }
    return render(request, "see/trends/trend.html", context)


@member_page
@once
@require_http_methods(["GET", "HEAD", "POST"])
def trend_new(request: HttpRequest) -> HttpResponse:
    """Propose a trend."""
    if not works_for_a_partner():
        raise Http404
    region = current_region()
    theme = request.GET.get("thema", "")
    form = ProposeForm(request.POST or None, region=region, initial={"themes": [theme] if theme else []})
    if request.method == "POST" and form.is_valid():
        try:
            made = propose_trend(parts=form.cleaned_data, spared=form.spared, by=me(request))
        except ValidationError as objection:
            _told(form, objection)
        else:
            return redirect("trend", key=made.pk)
    intro = _(
        "Alleen de eerste twee vragen zijn nodig. Wie voor een partner werkt leest uw voorstel, zonder wie het deed."
        " Het bureau schrijft op wat ermee gebeurt."
    )
    return _form(request, form, title=_("Een trend voorstellen"), act=_("Voorstellen"), intro=intro)


@member_page
@once
@require_http_methods(["GET", "HEAD", "POST"])
def trend_judge(request: HttpRequest, key: uuid.UUID, move: str) -> HttpResponse:
    """One move of whoever looks after the inventory, with its reason."""
    found = _judged(key)
    if move not in MOVES:
        raise Http404
    step = moves_from(found.state).get(move)
    if step is None:
        return redirect("trend", key=found.pk)
    form = JudgeForm(request.POST or None, move=move)
    if request.method == "POST" and form.is_valid():
        try:
            judge_trend(trend=found, move=move, spared=form.spared, by=me(request), **form.cleaned_data)
        except ValidationError as objection:
            _told(form, objection)
        else:
            return redirect("trend", key=found.pk)
    return _form(request, form, title=str(step.button), act=str(step.button), trend=found)


@member_page
@once
@require_http_methods(["GET", "HEAD", "POST"])
def trend_change(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    """Write what the inventory says of a trend."""
    found = _judged(key)
    initial: dict[str, Any] = {name: getattr(found, name) for name in (*PARTS, "version")}
    form = ChangeForm(request.POST or None, region=current_region(), initial=initial)
    if request.method == "POST" and form.is_valid():
        given = dict(form.cleaned_data)
        reason, version = given.pop("reason"), given.pop("version")
        try:
            change_trend(trend=found, parts=given, reason=reason, version=version, spared=form.spared, by=me(request))
        except ValidationError as objection:
            _told(form, objection)
        else:
            return redirect("trend", key=found.pk)
    return _form(request, form, title=_("Trend wijzigen"), act=_("Bewaren"), trend=found)


@member_page
@once
@require_http_methods(["GET", "HEAD", "POST"])
def trend_sight(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    """Say what one sees of a trend."""
    found = get_object_or_404(Trend.objects.select_related("circle"), pk=key)
    if not works_for_a_partner():
        raise Http404
    form = SightForm(request.POST or None, region=current_region())
    if request.method == "POST" and form.is_valid():
        try:
            add_sight(trend=found, spared=form.spared, by=me(request), **form.cleaned_data)
        except ValidationError as objection:
            _told(form, objection)
        else:
            return redirect("trend", key=found.pk)
    intro = _("Wie voor een partner werkt leest dit, met alleen de maand erbij. Niemand ziet dat het van u komt.")
    return _form(request, form, title=_("Wat ziet u hiervan?"), act=_("Vertellen"), trend=found, intro=intro)


def _form(
    request: HttpRequest, form: Form, *, title: str, act: str, trend: Trend | None = None, intro: str = ""
) -> HttpResponse:
    trail = [Crumb(trend.title, reverse("trend", args=[trend.pk]))] if trend else []
    crumbs = [Crumb(_("Trends"), reverse("trends")), *trail, Crumb(title)]
    context = {"title": title, "act": act, "form": form, "trend": trend, "intro": intro, "crumbs": crumbs}
    context["today"] = timezone.localdate()
    return render(request, "see/trends/form.html", context, status=422 if form.errors else 200)


def _judged(key: uuid.UUID) -> Trend:
    """A trend, for whoever looks after the inventory."""
    found = get_object_or_404(Trend.objects.select_related("circle"), pk=key)
    if not judges():
        raise Http404
    return found


def _told(form: Form, objection: ValidationError) -> None:
    """Objections of an act as mistakes of the form, at the field where they belong."""
    if not hasattr(objection, "error_dict"):
        form.add_error(None, objection)
        return
    for field, messages in objection.message_dict.items():
        form.add_error(field if field in form.fields and field != NON_FIELD_ERRORS else None, messages)


def _crumbs(title: str) -> list[Crumb]:
    return [Crumb(_("Vandaag"), reverse("home")), Crumb(_("Trends"), reverse("trends")), Crumb(title)]
