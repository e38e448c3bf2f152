"""The desk: read what was told, answer, and show to others what its teller allows."""

import uuid
from typing import Any

from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from slagvaardig.region.current import current_region
from slagvaardig.see.desk.actions import Moved, read_picture, read_stories, read_story, respond, show, take_back
from slagvaardig.see.desk.forms import RespondForm, ShowForm
from slagvaardig.see.desk.readings import circles_for, page_of, teller_of
from slagvaardig.see.patterns.readings import answering, newest
from slagvaardig.see.stories.editions import Edition
from slagvaardig.see.stories.models import READERS, WHO, Picture, Story
from slagvaardig.see.stories.readings import desk_circles, in_words, place_in_words, theme_in_words
from slagvaardig.see.stories.workflow import STATES, of_the_desk
from slagvaardig.trust.access.asking import me
from slagvaardig.trust.access.gate import member_page, step_up
from slagvaardig.trust.access.once import once
from slagvaardig.trust.access.visits import over_reading
from slagvaardig.trust.circles.models import Circle
from slagvaardig.trust.circles.rules import rights_in
from slagvaardig.web.blocks import Crumb
from slagvaardig.web.security import DOWNLOAD_POLICY


@member_page
@require_safe
def desk_stories(request: HttpRequest) -> HttpResponse:
    """What waits for an answer, the longest first; with `?alles=1` everything."""
    circle = _desk()
    everything = bool(request.GET.get("alles"))
    read_stories(circle=circle, by=me(request))
    lines, later = page_of(circle, waiting=not everything, before=request.GET.get("vanaf", ""))
    context = {
        "title": _("Verhalen bij het loket"),
        "lines": lines,
        "later": later,
        "everything": everything,
        "answering": answering(newest(current_region())),
        "crumbs": _crumbs(),
    }
    return render(request, "see/desk/stories.html", context)


@member_page
@once
@require_http_methods(["GET", "HEAD", "POST"])
def desk_story(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    """One story as it was told, the conversation, and what can be done. It is written down who reads it."""
    found = _found(key)
    if over := over_reading(request, me(request), found.pk):
        return over
    move = request.POST.get("doe", "")
    form = RespondForm(request.POST or None)
    moved = False
    if request.method == "POST" and form.is_valid():
        try:
            respond(story=found, move=move, by=me(request), spared=form.spared, **form.cleaned_data)
        except Moved as other:
            found, moved = other.now, True
        else:
            return redirect("desk_story", key=key)
    read_story(story=found, by=me(request))
    context = {**_shown(found), "form": form, "moves": of_the_desk(found.state), "moved": moved}
    return render(request, "see/desk/story.html", context, status=409 if moved else 422 if form.errors else 200)


@member_page
@step_up
@once
@require_http_methods(["GET", "HEAD", "POST"])
def desk_show(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    """Make the edition that others read. First the page shows what they will get."""
    found = _found(key)
    circles = circles_for(found)
    form = ShowForm(
        request.POST or None,
        circles=circles,
        initial={"title": found.title, "text": found.text, "circle": circles[0] if circles else None},
    )
    preview = None
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        if "confirm" not in request.POST:
            preview = given
        else:
            try:
                show(story=found, by=me(request), spared=form.spared, **given)
            except ValidationError as objection:
                form.add_error(None, objection.messages[0])
            else:
                return redirect("desk_story", key=key)
    read_story(story=found, by=me(request))
    title = _("Laat anderen dit verhaal lezen")
    context = {**_shown(found), "title": title, "form": form, "preview": preview, "circles": circles}
    context["crumbs"] = [*_crumbs(found.title, reverse("desk_story", args=[key])), Crumb(title)]
    return render(request, "see/desk/show.html", context, status=422 if form.errors else 200)


@member_page
@once
@require_http_methods(["POST"])
def desk_take_back(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    """Show an edition no longer."""
    found = _found(key)
    take_back(edition=get_object_or_404(Edition.objects.of_story(found.pk)), by=me(request))
    return redirect("desk_story", key=key)


@member_page
@require_safe
def desk_picture(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    """An image that came with a story, as a download."""
    picture = get_object_or_404(Picture.objects.select_related("story__circle"), pk=key)
    if "edit" not in rights_in(picture.story.circle):
        raise Http404
    read_picture(picture=picture, by=me(request))
    response = HttpResponse(bytes(picture.content), content_type=picture.kind)
    response.headers["Content-Disposition"] = f'attachment; filename="afbeelding.{picture.kind.partition("/")[2]}"'
    response.headers["Content-Security-Policy"] = DOWNLOAD_POLICY
    return response


def _desk() -> Circle:
    return get_object_or_404(Circle.objects.among(set(desk_circles())))


def _found(key: uuid.UUID) -> Story:
    """A story at the desk of the one who acts; its own teller and his organisation find it elsewhere."""
    return get_object_or_404(Story.objects.at(_desk()).select_related("circle"), pk=key)


def _shown(found: Story) -> dict[str, Any]:
    return {
        "title": found.title or _("Ingetrokken verhaal"),
        "story": found,
        "state": STATES[found.state],
        "who": WHO[found.who],
        "teller": teller_of(found),
        "readers": READERS[found.readers],
        "theme": theme_in_words(found.theme),
        "place": place_in_words(role=found.role, area=found.area),
        "answers": in_words(found.answers),
        "messages_told": list(found.messages.in_order()),
        "pictures": list(found.pictures.defer("content")),
        "edition": Edition.objects.of_story(found.pk).select_related("circle").first(),
        "may_be_shown": bool(circles_for(found)) and found.safe,
        "crumbs": _crumbs(found.title or _("Ingetrokken verhaal")),
    }


def _crumbs(title: str = "", href: str = "") -> list[Crumb]:
    first = Crumb(_("Verhalen"), reverse("stories"))
    desk = _("Bij het loket")
    return [first, Crumb(desk, reverse("desk_stories")), Crumb(title, href)] if title else [first, Crumb(desk)]
