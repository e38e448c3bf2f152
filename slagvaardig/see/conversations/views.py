"""Holding a conversation, on a phone or after it: numbers, notes, quotes. Only whoever held it finds it."""

import uuid
from typing import Any

from django.core.exceptions import ValidationError
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from slagvaardig.region.current import current_region
from slagvaardig.see.conversations.actions import (
    approve_quote,
    change_held,
    drop_quote,
    hold,
    move_conversation,
    write_notes,
    write_quote,
)
from slagvaardig.see.conversations.forms import HeldForm, NotesForm, QuoteForm, as_initial, notes_as_initial
from slagvaardig.see.conversations.handing_on import go_on
from slagvaardig.see.conversations.models import Conversation, Harvest, Quote
from slagvaardig.see.conversations.readings import present_in_words
from slagvaardig.see.conversations.rules import Held, may_hold
from slagvaardig.see.rounds.actions import Moved
from slagvaardig.see.rounds.models import Round
from slagvaardig.see.rounds.workflow import CONVERSATION_MOVES, CONVERSATION_STATES, moves_from
from slagvaardig.trust.access.asking import me
from slagvaardig.trust.access.gate import member_page
from slagvaardig.trust.access.once import once
from slagvaardig.web.blocks import Crumb


@member_page
@once
@require_http_methods(["GET", "HEAD", "POST"])
def conversation_new(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    """Begin a conversation in a round that runs."""
    round = get_object_or_404(Round.objects.all(), pk=key)
    if not may_hold(round):
        raise Http404
    form = HeldForm(request.POST or None, region=current_region(), initial={"day": timezone.localdate()})
    if request.method == "POST" and form.is_valid():
        made = _tried(form, lambda held: hold(round=round, held=held, by=me(request)))
        if made:
            return redirect("conversation", key=made.pk)
    title = _("Gesprek voeren")
    context = {"title": title, "round": round, "form": form, "crumbs": crumbs(round, title)}
    return render(request, "see/conversations/held.html", context, status=422 if form.errors else 200)


@member_page
@once
@require_http_methods(["GET", "HEAD", "POST"])
def conversation_change(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    """Correct when, where and with how many."""
    found = _found(request, key)
    if found.state != "draft":
        raise Http404
    form = HeldForm(request.POST or None, region=current_region(), initial=as_initial(found))
    if request.method == "POST" and form.is_valid():
        _tried(form, lambda held: change_held(conversation=found, held=held, by=me(request)))
        if not form.errors:
            return redirect("conversation", key=key)
    title = _("Gegevens van het gesprek")
    context = {"title": title, "round": found.round, "form": form, "crumbs": crumbs(found.round, title)}
    return render(request, "see/conversations/held.html", context, status=422 if form.errors else 200)


@member_page
@once
@require_http_methods(["GET", "HEAD", "POST"])
def conversation(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    """Notes per question, quotes, and finishing. What was typed stays in the field when something stops it."""
    found = _found(request, key)
    notes = list(found.notes.all())
    form = NotesForm(request.POST or None, round=found.round, initial=notes_as_initial(notes))
    objection = ""
    if request.method == "POST" and (found.state != "draft" or form.is_valid()):
        try:
            return _kept(request, found, form)
        except ValidationError as refusal:
            objection = refusal.messages[0]
    harvests = Harvest.objects.waiting_for(me(request)).of_notes(notes)
    context = {
        "title": _("Gesprek"),
        "conversation": found,
        "round": found.round,
        "form": form,
        "objection": objection,
        "area": current_region().areas.name_of(found.area),
        "present": present_in_words(found),
        "state": CONVERSATION_STATES[found.state],
        "moves": moves_from(CONVERSATION_MOVES, found.state),
        "notes": [(note, found.round.asks[note.number - 1] if note.number else "") for note in notes],
        "harvests": list(harvests),
        "quotes": list(found.quotes.all()),
        "quote_form": QuoteForm(),
        "crumbs": crumbs(found.round, _("Gesprek")),
    }
    return render(
        request, "see/conversations/conversation.html", context, status=422 if form.errors or objection else 200
    )


@member_page
@once
@require_http_methods(["GET", "HEAD", "POST"])
def quote_new(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    """Add a quote, with or without the yes of its speaker."""
    found = _found(request, key)
    if found.state != "draft":
        raise Http404
    form = QuoteForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            write_quote(conversation=found, by=me(request), spared=form.spared, **form.cleaned_data)
        except ValidationError as objection:
            form.add_error("text", objection.messages[0])
        else:
            return redirect(f"{reverse('conversation', args=[key])}#citaten")
    context = {"title": _("Citaat"), "form": form, "back": reverse("conversation", args=[key])}
    context["crumbs"] = crumbs(found.round, _("Citaat"))
    return render(request, "see/conversations/one_form.html", context, status=422 if form.errors else 200)


@member_page
@once
@require_POST
def quote(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    """The speaker says yes, takes it back, or does not want it kept."""
    found = get_object_or_404(Quote.objects.all(), pk=key)
    mine = _found(request, found.conversation_id)
    act = request.POST.get("doe", "")
    if act == "weg":
        drop_quote(quote=found, by=me(request))
    elif act in ("goed", "niet-goed"):
        approve_quote(quote=found, approved=act == "goed", by=me(request))
    else:
        raise Http404
    return redirect(f"{reverse('conversation', args=[mine.pk])}#citaten")


def crumbs(round: Round, title: str) -> list[Crumb]:
    here = reverse("round", args=[round.pk])
    return [Crumb(_("Gesprekken"), reverse("rounds")), Crumb(round.title, here), Crumb(title)]


def _found(request: HttpRequest, key: uuid.UUID) -> Conversation:
    mine = Conversation.objects.held_by(me(request)).select_related("round")
    return get_object_or_404(mine, pk=key)


def _kept(request: HttpRequest, found: Conversation, form: NotesForm) -> HttpResponse:
    """Save what was filled in, and do what was pressed."""
    person, move = me(request), request.POST.get("doe", "")
    try:
        if found.state == "draft":
            write_notes(conversation=found, texts=form.texts(), spared=form.spared, by=person)
        if move == "verder":
            go_on(conversation=found, by=person)
        elif move != "bewaren":
            move_conversation(conversation=found, move=move, by=person)
    except Moved as late:
        raise Http404 from late
    if move == "bewaren":
        return redirect("conversation", key=found.pk)
    return redirect("round", key=found.round_id) if move == "finish" else redirect("conversation", key=found.pk)


def _tried(form: HeldForm, act: Any) -> Any:
    """What the act makes; its objections stand with their fields."""
    held: Held = form.held()
    try:
        return act(held)
    except ValidationError as objection:
        _objected(form, objection)
        return None


def _objected(form: Form, objection: ValidationError) -> None:
    for name, messages in objection.message_dict.items():
        form.add_error(name if name in form.fields else None, messages)
