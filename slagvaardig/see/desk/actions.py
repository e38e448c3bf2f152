"""What the desk does with a story: answer its teller, end it, show an edition of it to others, take that back."""

import uuid
from collections.abc import Collection
from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from slagvaardig.region.current import current_region
from slagvaardig.see.stories.editions import Edition
from slagvaardig.see.stories.models import Message, Picture, Story
from slagvaardig.see.stories.rules import FEWEST, LONGEST, people_at
from slagvaardig.see.stories.words import stems
from slagvaardig.see.stories.workflow import of_the_desk
from slagvaardig.trust.access.models import Person
from slagvaardig.trust.audit.actions import record
from slagvaardig.trust.circles.models import Circle
from slagvaardig.trust.circles.rules import require
from slagvaardig.trust.textguard.guard import judged, require_clean

READERS_FOR = {"coalition": ("coalition", "everyone"), "public": ("everyone",)}


class Moved(Exception):
    """Somebody else at the desk was earlier; `now` is how the story stands."""

    def __init__(self, now: Story) -> None:
        super().__init__(str(now.pk))
        self.now = now


@transaction.atomic
def respond(
    *,
    story: Story,
    move: str,
    text: str,
    by: Person,
    also_shown: bool = False,
    spared: Collection[str] = (),
    on: date | None = None,
) -> Message:
    """Answer the teller, end it, or say why it does not belong here; in every case he hears it.

    also_shown: whether readers of its editions read it too, as what came of it. Raises Moved.
    """
    require("edit", story.circle)
    if not 1 <= len(text.strip()) <= LONGEST:
        raise ValidationError({"text": [_("Schrijf een bericht van hoogstens %(most)s tekens.") % {"most": LONGEST}]})
    count = require_clean(text=text, spared=spared)
    today = on or timezone.localdate()
    possible = of_the_desk(story.state).get(move)
    after = possible.after if possible else ""
    as_it_was = Story.objects.filter(pk=story.pk, state=story.state)
    if not possible or not as_it_was.update(state=after, waits_since=None):
        raise Moved(Story.objects.get(pk=story.pk))
    Story.objects.filter(pk=story.pk, first_answer=None).update(first_answer=today)
    said = Message(story=story, number=story.messages.count() + 1, day=today, from_desk=True, text=text.strip())
    said.save(force_insert=True)
    if also_shown:
        Edition.objects.of_story(story.pk).update(outcome=text.strip())
    detail: dict[str, object] = {"state": after, **judged(count)}
    record(verb="respond", about=f"story:{story.pk}", by=by.actor, circle=story.circle_id, detail=detail)
    return said


@transaction.atomic
def show(
    *, story: Story, circle: Circle, title: str, text: str, by: Person, spared: Collection[str] = (), outcome: str = ""
) -> Edition:
    """Lay an edition of a story in the circle of the coalition or in public: within what its teller allows, and only
    when enough people could have told it."""
    require("publish" if circle.kind == "public" else "share", story.circle)
    if story.readers not in READERS_FOR.get(circle.kind, ()):
        raise ValidationError(_("De verteller heeft dit niet goedgevonden."))
    people = people_at(current_region(), story.role, story.area, story.theme)
    if not story.safe or people is None or people < FEWEST:
        raise ValidationError(_("Te weinig mensen kunnen dit verteld hebben. Dan is de verteller te herkennen."))
    before = Edition.objects.of_story(story.pk).first()
    if before and before.circle_id == circle.pk:
        raise ValidationError(_("Dit verhaal staat daar al. Haal het eerst weg."))
    if not (title.strip() and text.strip()):
        raise ValidationError(_("Vul een titel en een tekst in."))
    count = require_clean(title=title, text=text, outcome=outcome, spared=spared)
    if before:
        before.delete()  # it goes from one circle to the other, under the same address
    edition = Edition(
        id=uuid.uuid5(story.pk, "edition"),
        circle=circle,
        story=story,
        month=story.day.replace(day=1),
        title=title.strip(),
        text=text.strip(),
        theme=story.theme,
        area=story.area,
        role=story.role,
        answers=story.answers,
        quotable=story.quotable,
        outcome=outcome.strip(),
        words=stems(f"{title} {text} {outcome}"),
    )
    edition.save(force_insert=True)
    record(
        verb="publish" if circle.kind == "public" else "share",
        about=f"story:{story.pk}",
        by=by.actor,
        circle=story.circle_id,
        detail={"to": str(circle.pk), "copy": str(edition.pk), **judged(count)},
        activity="stories",
    )
    return edition


@transaction.atomic
def take_back(*, edition: Edition, by: Person) -> None:
    """An edition is shown no longer; the story stays with the desk."""
    story = Story.objects.select_related("circle").get(pk=edition.story_id)
    require("share", story.circle)
    detail: dict[str, object] = {"copy": str(edition.pk)}
    edition.delete()
    record(verb="take-back", about=f"story:{story.pk}", by=by.actor, circle=story.circle_id, detail=detail)


@transaction.atomic
def read_story(*, story: Story, by: Person) -> None:
    """Write down who reads what somebody told: no line, no page."""
    record(verb="read", about=f"story:{story.pk}", by=by.actor, circle=story.circle_id, activity="stories")


@transaction.atomic
def read_stories(*, circle: Circle, by: Person) -> None:
    """The same for the list of what lies at the desk."""
    record(verb="list", about=f"circle:{circle.pk}", by=by.actor, circle=circle.pk, activity="stories")


@transaction.atomic
def read_picture(*, picture: Picture, by: Person) -> None:
    """The same for an image that came with one."""
    circle = picture.story.circle_id
    record(verb="download", about=f"story:{picture.story_id}", by=by.actor, circle=circle, activity="stories")
