"""The pages in which nobody is seen: tell a story, recognise one, and talk on about it with a code.

Nothing is remembered between two pages. What was filled in travels along in the form itself.
"""

import uuid
from typing import Any

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from slagvaardig.region.current import current_region
from slagvaardig.see.stories.actions import (
    UNSEEN,
    AlreadySent,
    add_picture,
    change_consent,
    echo,
    reply,
    tell_unseen,
    withdraw,
)
from slagvaardig.see.stories.editions import Edition
from slagvaardig.see.stories.forms import ConsentForm, PictureForm, ReplyForm, StoryForm
from slagvaardig.see.stories.models import Story
from slagvaardig.see.stories.readings import in_words, place_in_words, shown
from slagvaardig.see.stories.reviewing import reviewed
from slagvaardig.see.teller.forms import ReceiptForm
from slagvaardig.see.teller.proving import TooOften, as_teller, story_of
from slagvaardig.trust.access.visits import too_many
from slagvaardig.trust.unseen import tickets
from slagvaardig.trust.unseen.codes import written
from slagvaardig.trust.uploads.cleaning import clean
from slagvaardig.trust.uploads.kinds import Refused as RefusedFile
from slagvaardig.trust.uploads.sentences import sentence
from slagvaardig.web.blocks import Crumb

IMAGES = {"image/png", "image/jpeg"}
_TICKET, _WORK, _STEP, _DO = "kaart", "werk", "stap", "doe"


@require_safe
def start(request: HttpRequest) -> HttpResponse:
    """How somebody wants to tell it: unseen, known to his organisation, or named to the desk."""
    context = {"title": _("Vertel wat u meemaakt"), "crumbs": _crumbs()}
    return render(request, "see/teller/start.html", context)


@csrf_exempt  # nothing here rests on who a browser belongs to; a ticket signs the form
@require_http_methods(["GET", "HEAD", "POST"])
def unseen_story(request: HttpRequest) -> HttpResponse:
    """Fill in, look it over, send. The draft stays in the form until it is taken in."""
    region = current_region()
    form = StoryForm(request.POST or None, region=region, initial=_first_values(request))
    ticket = _ticket(request)
    step = request.POST.get(_STEP, "")
    if step == "versturen" and (wait := _seconds_to_wait(request, ticket)):
        return _wait(request, ticket, wait)  # before anything is reckoned: a flood must be cheap to turn away
    if request.method == "POST" and step != "wijzigen" and form.is_valid():
        return _send(request, form, ticket) if step == "versturen" else _look_over(request, form, ticket)
    return _form_page(request, form, ticket)


@csrf_exempt
@require_http_methods(["POST"])
def unseen_echo(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    """ "Me too" with a public story. First a page with a ticket, so that it cannot be done by the thousand."""
    edition = get_object_or_404(Edition.objects.all().select_related("circle"), pk=key)
    ticket = _ticket(request)
    context: dict[str, Any] = {
        "story": shown([edition])[0],
        "ticket": ticket,
        "title": _("Ik ook"),
        "crumbs": _crumbs(_("Ik ook")),
    }
    if request.POST.get(_STEP) != "versturen":
        return render(request, "see/teller/echo.html", context)
    if wait := _seconds_to_wait(request, ticket):
        return render(request, "see/teller/echo.html", {**context, "wait": wait}, status=429)
    echo(edition=edition, key=ticket.key, by=UNSEEN)
    return render(request, "see/teller/echo.html", {**context, "done": True, "story": shown([edition])[0]})


@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def by_code(request: HttpRequest) -> HttpResponse:
    """The story that a code belongs to, with its conversation; and what its teller can do with it."""
    form = ReceiptForm(request.POST or None)
    if request.method != "POST" or not form.is_valid():
        return _code_page(request, form)
    try:
        key = story_of(form.cleaned_data["code"], request.lane)  # type: ignore[attr-defined]
    except TooOften as often:
        return too_many(often.wait)
    if key is None:
        form.add_error("code", _("Bij deze code hoort geen verhaal. Kijk of u elke vier cijfers goed overnam."))
        return _code_page(request, form)
    with as_teller(key):
        return _do(request, key, form.cleaned_data["code"])


def _do(request: HttpRequest, key: uuid.UUID, code: str) -> HttpResponse:
    story = get_object_or_404(Story.objects.all(), pk=key)
    act = {"antwoord": _reply, "toestemming": _consent, "intrekken": _withdraw, "afbeelding": _picture}.get(
        request.POST.get(_DO, "")
    )
    extra: dict[str, Any] = act(request, story) if act else {}
    if extra.get("gone"):
        return render(
            request, "see/teller/withdrawn.html", {"title": _("Uw verhaal is ingetrokken"), "crumbs": _crumbs()}
        )
    return _conversation(request, Story.objects.get(pk=key), code, extra)


def _reply(request: HttpRequest, story: Story) -> dict[str, Any]:
    form = ReplyForm(request.POST)
    if not form.is_valid():
        return {"reply_form": form, "status": 422}
    ticket = _ticket(request)
    if wait := _seconds_to_wait(request, ticket):
        return {"reply_form": form, "wait": wait, "status": 429, "ticket": ticket}
    try:
        reply(story=story, text=form.cleaned_data["text"], key=ticket.key, spared=form.spared, by=UNSEEN)
    except AlreadySent:
        return {"said": _("U drukte twee keer. Het is één keer gedaan.")}
    except ValidationError as objection:
        form.add_error("text", objection.messages[0])
        return {"reply_form": form, "status": 422}
    return {"said": _("Uw bericht ligt bij het loket.")}


def _consent(request: HttpRequest, story: Story) -> dict[str, Any]:
    form = ConsentForm(request.POST)
    if not form.is_valid():
        return {"consent_form": form, "status": 422}
    change_consent(story=story, by=UNSEEN, **form.cleaned_data)
    return {"said": _("Uw toestemming is gewijzigd.")}


def _withdraw(_request: HttpRequest, story: Story) -> dict[str, Any]:
    withdraw(story=story, by=UNSEEN)
    return {"gone": True}


def _picture(request: HttpRequest, story: Story) -> dict[str, Any]:
    form = PictureForm(request.POST, request.FILES)
    if not form.is_valid():
        return {"picture_form": form, "status": 422}
    try:
        sent = form.cleaned_data["file"]
        kept = clean(name=sent.name, file=sent.file)
        if kept.kind not in IMAGES:
            raise ValidationError(_("Hier kan alleen een afbeelding bij. In andere bestanden kan uw naam staan."))
        add_picture(story=story, kind=kept.kind, content=kept.content, by=UNSEEN)
    except RefusedFile as refused:
        form.add_error("file", sentence(refused.why, refused.what))
    except ValidationError as objection:
        form.add_error("file", objection.messages[0])
    else:
        return {"said": _("Uw afbeelding ligt bij het loket.")}
    return {"picture_form": form, "status": 422}


def _conversation(request: HttpRequest, story: Story, code: str, extra: dict[str, Any]) -> HttpResponse:
    context = {
        "title": story.title,
        "story": story,
        "messages_told": list(story.messages.in_order()),
        "place": place_in_words(role=story.role, area=story.area),
        "answers": in_words(story.answers),
        "edition": Edition.objects.of_story(story.pk).select_related("circle").first(),
        "code": code,
        "ticket": tickets.issue(),
        "reply_form": ReplyForm(),
        "consent_form": ConsentForm(initial={"readers": story.readers, "quotable": story.quotable}),
        "picture_form": PictureForm(),
        "pictures": story.pictures.count(),
        "crumbs": _crumbs(story.title),
        **extra,
    }
    return render(request, "see/teller/conversation.html", context, status=int(extra.get("status", 200)))


def _send(request: HttpRequest, form: StoryForm, ticket: tickets.Ticket) -> HttpResponse:
    told = form.told()
    with as_teller(ticket.key):
        try:
            tell_unseen(told=told, key=ticket.key, code=ticket.code, by=UNSEEN)
        except AlreadySent:
            before = Story.objects.get(pk=ticket.key)
            if before.text and (before.title, before.text) != (told.title.strip(), told.text.strip()):
                return _look_over(request, form, tickets.issue(), again=True)
    context = {"title": _("Dank u, uw verhaal ligt bij het loket"), "code": written(ticket.code), "crumbs": _crumbs()}
    return render(request, "see/teller/receipt.html", context)


def _look_over(request: HttpRequest, form: StoryForm, ticket: tickets.Ticket, *, again: bool = False) -> HttpResponse:
    context = {
        **reviewed(form.told()),
        "title": _("Kijk uw verhaal na"),
        "carried": _carried(request),
        "ticket": ticket,
        "work": "" if again else request.POST.get(_WORK, ""),
        "again": again,
        "crumbs": _crumbs(_("Nakijken")),
    }
    return render(request, "see/teller/review.html", context)


def _wait(request: HttpRequest, ticket: tickets.Ticket, wait: int) -> HttpResponse:
    """Patience is asked; everything that was filled in stays."""
    chosen = [("grofheid", level) for level in request.POST.getlist("grofheid")]
    context = {
        "told": {name: request.POST.get(name, "") for name in ("title", "text")},
        "title": _("Nog even"),
        "carried": [*_carried(request), *chosen],
        "ticket": ticket,
        "wait": wait,
        "crumbs": _crumbs(_("Nog even")),
    }
    return render(request, "see/teller/review.html", context, status=429)


def _seconds_to_wait(request: HttpRequest, ticket: tickets.Ticket) -> int:
    return tickets.seconds_to_wait(ticket, request.POST.get(_WORK, ""), request.lane)  # type: ignore[attr-defined]


def _form_page(request: HttpRequest, form: StoryForm, ticket: tickets.Ticket) -> HttpResponse:
    context = {"title": _("Vertel anoniem"), "form": form, "ticket": ticket, "crumbs": _crumbs(_("Vertel anoniem"))}
    broken = bool(form.errors) and request.POST.get(_STEP) != "wijzigen"
    return render(request, "see/teller/form.html", context, status=422 if broken else 200)


def _code_page(request: HttpRequest, form: ReceiptForm) -> HttpResponse:
    context = {"title": _("Volg uw verhaal"), "form": form, "crumbs": _crumbs(_("Volg uw verhaal"))}
    return render(request, "see/teller/code.html", context, status=422 if form.errors else 200)


def _ticket(request: HttpRequest) -> tickets.Ticket:
    """The one that the form carries; a new one for whoever has none, or one that is too old."""
    try:
        return tickets.read(request.POST.get(_TICKET, ""))
    except tickets.BadTicket:
        return tickets.issue()


def _carried(request: HttpRequest) -> list[tuple[str, str]]:
    own = {_TICKET, _WORK, _STEP, "grofheid"}
    return [(name, str(value)) for name, values in request.POST.lists() if name not in own for value in values]


def _first_values(request: HttpRequest) -> dict[str, str]:
    return {"theme": request.GET.get("thema", ""), "area": request.GET.get("gebied", "")}


def _crumbs(title: str = "") -> list[Crumb]:
    first = [Crumb(_("Verhalen"), reverse("stories"))]
    return (
        [*first, Crumb(_("Vertel wat u meemaakt"), reverse("tell")), Crumb(title)]
        if title
        else [*first, Crumb(_("Vertel wat u meemaakt"))]
    )
