"""From a note to a story, a trend or a barrier."""

import uuid
from typing import Any

from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from slagvaardig.region.current import current_region
from slagvaardig.see.conversations.forms import StoryFromNoteForm, TrendForm, story_as_initial
from slagvaardig.see.conversations.harvesting import begin_barrier, drop_harvest, harvest_story, harvest_trend
from slagvaardig.see.conversations.models import Conversation, Harvest, Note
from slagvaardig.see.conversations.rules import is_mine, may_harvest
from slagvaardig.see.conversations.views import crumbs
from slagvaardig.see.stories.readings import place_in_words
from slagvaardig.see.stories.rules import kept_level
from slagvaardig.trust.access.asking import me
from slagvaardig.trust.access.gate import member_page
from slagvaardig.trust.access.once import once


@member_page
@once
@require_http_methods(["GET", "HEAD", "POST"])
def harvest_as_story(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    """A story at the desk, by whoever heard it, when the speaker agreed."""
    note = _note(request, key)
    if not is_mine(note, me(request)):
        raise Http404
    held = Conversation.objects.held_by(me(request)).get(pk=note.conversation_id)
    form = StoryFromNoteForm(
        request.POST or None, region=current_region(), initial=story_as_initial(note, note.round.theme, held.area)
    )
    if request.method == "POST" and form.is_valid():
        told = form.told()
        try:
            harvest_story(note=note, told=told, consent=form.cleaned_data["consent"], by=me(request))
        except ValidationError as objection:
            form.add_error(None, objection.messages[0])
        else:
            return redirect("conversation", key=note.conversation_id)
    level = kept_level(current_region(), "", held.area, note.round.theme)
    about = _("Zonder functie wordt dit bewaard als: %(place)s.") % {"place": place_in_words(role="", area=level.area)}
    return _shown(request, note, form, _("Maak er een verhaal van"), about)


@member_page
@once
@require_http_methods(["GET", "HEAD", "POST"])
def harvest_as_trend(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    """A trend that was named in this conversation."""
    note = _note(request, key)
    form = TrendForm(request.POST or None, region=current_region())
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            harvest_trend(note=note, trend=given["trend"], title=given["title"], spared=form.spared, by=me(request))
        except ValidationError as objection:
            form.add_error(None, objection.messages[0])
        else:
            return redirect(_back(request, note))
    return _shown(request, note, form, _("Noteer een trend"))


@member_page
@once
@require_POST
def harvest_as_barrier(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    """Lay the text ready for the form of barriers; the page then shows the way there."""
    note = _note(request, key)
    begin_barrier(note=note, by=me(request))
    return redirect(f"{_back(request, note)}#drempels")


@member_page
@once
@require_POST
def harvest_drop(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    """No barrier after all."""
    found = get_object_or_404(Harvest.objects.waiting_for(me(request)).select_related("note"), pk=key)
    drop_harvest(harvest=found, by=me(request))
    return redirect(_back(request, found.note))


def _note(request: HttpRequest, key: uuid.UUID) -> Note:
    found = get_object_or_404(Note.objects.select_related("round"), pk=key)
    if not may_harvest(found, me(request)):
        raise Http404
    return found


def _back(request: HttpRequest, note: Note) -> str:
    """Where somebody came from: his own conversation, or what his circle reads."""
    if is_mine(note, me(request)):
        return reverse("conversation", args=[note.conversation_id])
    return reverse("round_notes", args=[note.round_id])


def _shown(request: HttpRequest, note: Note, form: Any, title: str, about: str = "") -> HttpResponse:
    context = {
        "title": title,
        "form": form,
        "about": about,
        "note": note,
        "back": _back(request, note),
        "crumbs": crumbs(note.round, title),
    }
    return render(request, "see/conversations/one_form.html", context, status=422 if form.errors else 200)
