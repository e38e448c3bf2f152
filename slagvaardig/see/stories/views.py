"""Stories for whoever may read them, and for whoever told one with a login."""

import uuid
from typing import Any

from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from slagvaardig.region.current import current_region
from slagvaardig.see.stories.actions import change_consent, echo, hear, reply, tell, withdraw
from slagvaardig.see.stories.echoes import mark_of
from slagvaardig.see.stories.editions import Edition
from slagvaardig.see.stories.forms import ConsentForm, MemberStoryForm, ReplyForm, StoriesFilter
from slagvaardig.see.stories.models import Story
from slagvaardig.see.stories.readings import (
    desk_circles,
    in_words,
    my_partners,
    my_stories,
    page_of,
    place_in_words,
    shown,
)
from slagvaardig.see.stories.reviewing import reviewed
from slagvaardig.see.stories.workflow import STATES
from slagvaardig.trust.access.asking import me
from slagvaardig.trust.access.gate import member_page
from slagvaardig.trust.access.once import once
from slagvaardig.trust.circles.models import Circle
from slagvaardig.web.blocks import Crumb


@require_safe
def stories(request: HttpRequest) -> HttpResponse:
    """Every story that the visitor may read, newest month first; by words, theme or area."""
    form = StoriesFilter(request.GET, region=current_region())
    chosen = form.cleaned_data if form.is_valid() else {}
    asked, theme, area = (str(chosen.get(name) or "") for name in ("q", "thema", "gebied"))
    found, later = page_of(asked=asked, theme=theme, area=area, before=request.GET.get("vanaf", ""))
    query = request.GET.copy()
    query["vanaf"] = later
    context = {
        "title": _("Verhalen"),
        "description": _("Wat professionals meemaken, in hun eigen woorden."),
        "form": form,
        "found": found,
        "later": query.urlencode() if later else "",
        "narrowed": bool(asked or theme or area),
        "at_desk": bool(desk_circles()),
        "crumbs": [Crumb(_("Vandaag"), reverse("home")), Crumb(_("Verhalen"))],
    }
    return render(request, "see/stories/stories.html", context)


@require_safe
def story(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    """One story as others may read it, with what came of it."""
    edition = get_object_or_404(Edition.objects.all().select_related("circle"), pk=key)
    context = {"title": edition.title, "story": shown([edition])[0], "crumbs": _crumbs(edition.title)}
    return render(request, "see/stories/story.html", context)


@member_page
@once
@require_http_methods(["POST"])
def story_echo(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    """ "Me too" of somebody with a login: once for each story."""
    edition = get_object_or_404(Edition.objects.all(), pk=key)
    echo(edition=edition, key=mark_of(me(request), edition), by=me(request))
    return redirect("story", key=edition.pk)


@member_page
@once
@require_http_methods(["GET", "HEAD", "POST"])
def story_new(request: HttpRequest) -> HttpResponse:
    """Tell a story with a login: fill in, look it over, send."""
    partners = my_partners()
    if not partners:
        raise Http404
    form = MemberStoryForm(
        request.POST or None,
        region=current_region(),
        partners=[(one.slug, one.name) for one in partners],
        initial={"theme": request.GET.get("thema", ""), "area": request.GET.get("gebied", "")},
    )
    step = request.POST.get("stap", "")
    if request.method == "POST" and step != "wijzigen" and form.is_valid():
        if step != "versturen":
            return _look_over(request, form)
        who, _colon, slug = form.cleaned_data["who"].partition(":")
        circle = next((one for one in partners if one.slug == slug), None) or Circle.objects.get(kind="desk")
        made = tell(told=form.told(), who=who, circle=circle, by=me(request))
        return redirect("my_story", key=made.pk)
    context = {"title": _("Vertel met uw naam"), "form": form, "crumbs": _crumbs(_("Vertel met uw naam"))}
    broken = bool(form.errors) and step != "wijzigen"
    return render(request, "see/stories/form.html", context, status=422 if broken else 200)


@member_page
@require_safe
def mine(request: HttpRequest) -> HttpResponse:
    """What somebody told with his name, and what was answered."""
    told = [(one, STATES[one.state], new) for one, new in my_stories(me(request))]
    context = {"title": _("Mijn verhalen"), "told": told, "crumbs": _crumbs(_("Mijn verhalen"))}
    return render(request, "see/stories/mine.html", context)


@member_page
@once
@require_http_methods(["GET", "HEAD", "POST"])
def my_story(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    """One of one's own stories: the conversation, what is allowed with it, and taking it back."""
    found = get_object_or_404(Story.objects.told_by(me(request)).select_related("circle"), pk=key)
    extra: dict[str, Any] = {}
    if request.method == "POST":
        done = {"antwoord": _reply, "toestemming": _consent, "intrekken": _withdraw}.get(request.POST.get("doe", ""))
        if done is None:
            raise Http404
        extra = done(request, found)
        if not extra:
            return redirect("my_story", key=key) if request.POST["doe"] != "intrekken" else redirect("my_stories")
    hear(story=found, by=me(request))
    context = {
        "title": found.title,
        "story": found,
        "state": STATES[found.state],
        "messages_told": list(found.messages.in_order()),
        "place": place_in_words(role=found.role, area=found.area),
        "answers": in_words(found.answers),
        "edition": Edition.objects.of_story(found.pk).select_related("circle").first(),
        "reply_form": ReplyForm(),
        "consent_form": ConsentForm(initial={"readers": found.readers, "quotable": found.quotable}),
        "crumbs": [*_crumbs(_("Mijn verhalen"), reverse("my_stories")), Crumb(found.title)],
        **extra,
    }
    return render(request, "see/stories/my_story.html", context, status=422 if extra else 200)


def _reply(request: HttpRequest, story: Story) -> dict[str, Any]:
    form = ReplyForm(request.POST)
    if not form.is_valid():
        return {"reply_form": form}
    try:
        reply(story=story, text=form.cleaned_data["text"], key=uuid.uuid4(), spared=form.spared, by=me(request))
    except ValidationError as objection:
        form.add_error("text", objection.messages[0])
        return {"reply_form": form}
    return {}


def _consent(request: HttpRequest, story: Story) -> dict[str, Any]:
    form = ConsentForm(request.POST)
    if not form.is_valid():
        return {"consent_form": form}
    change_consent(story=story, by=me(request), **form.cleaned_data)
    return {}


def _withdraw(request: HttpRequest, story: Story) -> dict[str, Any]:
    withdraw(story=story, by=me(request))
    return {}


def _look_over(request: HttpRequest, form: MemberStoryForm) -> HttpResponse:
    own = {"csrfmiddlewaretoken", "once", "stap", "grofheid"}
    carried = [(name, str(value)) for name, values in request.POST.lists() if name not in own for value in values]
    context = {
        **reviewed(form.told()),
        "title": _("Kijk uw verhaal na"),
        "carried": carried,
        "crumbs": _crumbs(_("Nakijken")),
    }
    return render(request, "see/stories/review.html", context)


def _crumbs(title: str, href: str = "") -> list[Crumb]:
    return [Crumb(_("Vandaag"), reverse("home")), Crumb(_("Verhalen"), reverse("stories")), Crumb(title, href)]
