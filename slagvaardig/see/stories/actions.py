"""Telling a story, talking on about it, and taking it back.

What a person does leaves a line in the log at once. What somebody unseen does leaves it in the night after: a line with
a moment in it would be a clock for whoever hunts the teller.
"""

import uuid
from collections.abc import Collection
from datetime import date, timedelta

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from slagvaardig.region.current import current_region
from slagvaardig.see.stories.editions import Echo, Edition
from slagvaardig.see.stories.models import READERS, Message, Picture, Receipt, Story, Teller
from slagvaardig.see.stories.rules import LONGEST, Told, kept_level, require_sound
from slagvaardig.see.stories.workflow import MOVES, after_a_reply
from slagvaardig.trust.access.models import Actor, Person
from slagvaardig.trust.audit.actions import record
from slagvaardig.trust.circles.models import Circle
from slagvaardig.trust.circles.rules import Refused, may
from slagvaardig.trust.textguard.guard import judged, require_clean
from slagvaardig.trust.unseen.codes import hashed, split

UNSEEN = "system:teller"
KEPT = timedelta(days=3 * 365)
MOST_MESSAGES, MOST_PICTURES = 100, 3


class AlreadySent(Exception):
    """With this ticket something was sent before."""


@transaction.atomic
def tell_unseen(*, told: Told, key: uuid.UUID, code: str, by: str = UNSEEN, on: date | None = None) -> Story:
    """A story of somebody who acts with a receipt for `key`, to be found back with `code`; without one nobody comes
    back for it. Raises AlreadySent."""
    parts = split(code)
    if (code and parts is None) or by != UNSEEN:
        raise Refused
    story, _count = _kept(told, "anonymous", key, on)
    story.noted = False
    try:
        with transaction.atomic():
            story.save(force_insert=True)
    except IntegrityError as mistake:
        raise AlreadySent from mistake
    if parts:
        Receipt(story=story, handle=parts[0], secret=hashed(parts[1])).save(force_insert=True)
    return story


@transaction.atomic
def tell(*, told: Told, who: str, circle: Circle, by: Person, on: date | None = None) -> Story:
    """A story of a person, who may be known in `circle`: the desk (`named`) or his own partner (`organisation`)."""
    fits = {"named": circle.kind == "desk", "organisation": circle.kind == "partner" and may("see", circle)}
    if not fits.get(who):
        raise Refused
    story, count = _kept(told, who, uuid.uuid4(), on)
    story.save(force_insert=True)
    Teller(story=story, person=by, circle=circle, keep_until=story.keep_until).save(force_insert=True)
    record(verb="tell", about=f"story:{story.pk}", by=by.actor, circle=circle.pk, detail=judged(count))
    return story


@transaction.atomic
def tell_for(*, told: Told, by: Person, on: date | None = None) -> Story:
    """A story that `by` heard and took down because its teller agreed (`told.readers` is what he allows). Nobody is
    kept as its teller, so nobody is answered: what came of it stands with the round of conversations."""
    story, count = _kept(told, "heard", uuid.uuid4(), on)
    story.waits_since = None
    story.save(force_insert=True)
    record(verb="tell", about=f"story:{story.pk}", by=by.actor, circle=story.circle_id, detail=judged(count))
    return story


@transaction.atomic
def reply(
    *, story: Story, text: str, key: uuid.UUID, by: Actor, spared: Collection[str] = (), on: date | None = None
) -> Message:
    """The teller says something more; what was over is opened again. Raises AlreadySent for a key that was used."""
    if not 1 <= len(text.strip()) <= LONGEST:
        raise ValidationError({"text": [_("Schrijf een bericht van hoogstens %(most)s tekens.") % {"most": LONGEST}]})
    require_clean(text=text, spared=spared)
    _require_own(story, by)
    number = story.messages.count() + 1
    if number > MOST_MESSAGES:
        raise ValidationError({"text": [_("Dit gesprek is vol. Vertel een nieuw verhaal.")]})
    today = on or timezone.localdate()
    said = Message(
        id=key, story=story, number=number, day=today, from_desk=False, text=text.strip(), noted=isinstance(by, Person)
    )
    try:
        with transaction.atomic():
            said.save(force_insert=True)
    except IntegrityError as mistake:
        raise AlreadySent from mistake
    state, since = after_a_reply(story.state), story.waits_since or today
    Story.objects.filter(pk=story.pk).update(state=state, waits_since=since)
    _note("reply", story, by)
    return said


@transaction.atomic
def add_picture(*, story: Story, kind: str, content: bytes, by: Actor) -> Picture:
    """An image that `trust/uploads` drew anew."""
    _require_own(story, by)
    if story.pictures.count() >= MOST_PICTURES:
        raise ValidationError(_("Bij dit verhaal zitten al %(most)s afbeeldingen.") % {"most": MOST_PICTURES})
    picture = Picture(story=story, kind=kind, content=content)
    picture.save(force_insert=True)
    _note("attach", story, by)
    return picture


@transaction.atomic
def change_consent(*, story: Story, readers: str, quotable: bool, by: Actor) -> None:
    """The teller allows more or less. What is shown beyond it is taken away at once."""
    _require_own(story, by)
    if readers not in READERS:
        raise ValidationError({"readers": [_("Kies wie het mag lezen.")]})
    Story.objects.filter(pk=story.pk).update(readers=readers, quotable=quotable)
    allowed = {"desk": (), "coalition": ("coalition",), "everyone": ("coalition", "public")}[readers]
    for edition in Edition.objects.of_story(story.pk).select_related("circle"):
        if edition.circle.kind not in allowed or edition.quotable > quotable:
            edition.delete()
    _note("consent", story, by)


@transaction.atomic
def withdraw(*, story: Story, by: Actor) -> None:
    """The teller takes his story back: every word goes now, and the empty row in the night, so that a backup that is
    put back does not bring it back either."""
    _require_own(story, by)
    for edition in Edition.objects.of_story(story.pk):
        edition.delete()
    story.messages.all().delete()
    story.pictures.all().delete()
    _note("withdraw", story, by)
    Story.objects.filter(pk=story.pk).update(
        state=MOVES["withdraw"].after,
        title="",
        text="",
        answers={},
        readers="desk",
        waits_since=None,
        keep_until=timezone.localdate() - timedelta(days=1),
    )
    # Last, for it is by these that the row is his.
    Receipt.objects.filter(story=story).delete()
    Teller.objects.filter(story=story).delete()


@transaction.atomic
def hear(*, story: Story, by: Person) -> None:
    """The teller saw what the desk answered."""
    told = story.messages.of_the_desk().count()
    Teller.objects.filter(story=story, person=by, heard__lt=told).update(heard=told)


@transaction.atomic
def echo(*, edition: Edition, key: uuid.UUID, by: Actor, on: date | None = None) -> bool:
    """Somebody recognises a story; whether that was new. key: made from who it is, or from his ticket."""
    try:
        with transaction.atomic():
            Echo(id=key, story_id=edition.story_id, day=on or timezone.localdate()).save(force_insert=True)
    except IntegrityError:
        return False
    if isinstance(by, Person):
        record(verb="echo", about=f"story:{edition.pk}", by=by.actor)
    return True


def _kept(told: Told, who: str, key: uuid.UUID, on: date | None) -> tuple[Story, int]:
    """What is kept of what was told: clean, sound and coarse enough; and how many likely names were let stand."""
    count = require_clean(title=told.title, text=told.text, spared=told.spared)
    region = current_region()
    day = on or timezone.localdate()
    require_sound(region, told, day)
    level = kept_level(region, told.role, told.area, told.theme, told.level)
    story = Story(
        id=key,
        circle=Circle.objects.get(kind="desk"),
        who=who,
        day=day,
        title=told.title.strip(),
        text=told.text.strip(),
        theme=told.theme,
        area=level.area,
        role=level.role,
        safe=level.is_safe,
        answers={slug: given for slug, given in told.answers.items() if given},
        readers=told.readers,
        quotable=told.quotable,
        waits_since=day,
        keep_until=day + KEPT,
    )
    return story, count


def _require_own(story: Story, by: Actor) -> None:
    """Refused unless the one who acts told it."""
    if story.state == MOVES["withdraw"].after:
        raise Refused
    if isinstance(by, Person):
        own = Teller.objects.filter(story=story, person=by).exists()
    else:
        own = by == UNSEEN and Receipt.objects.filter(story=story).exists()
    if not own:
        raise Refused


def _note(verb: str, story: Story, by: Actor) -> None:
    """A line in the log; of somebody unseen in the night that follows."""
    if isinstance(by, Person):
        circle = Teller.objects.get(story=story).circle_id
        _record(verb, story, by.actor, circle)
    else:
        Story.objects.filter(pk=story.pk).update(noted=False)


def _record(verb: str, story: Story, actor: str, circle: uuid.UUID) -> None:
    about = f"story:{story.pk}"
    if verb == "reply":
        record(verb="reply", about=about, by=actor, circle=circle)
    elif verb == "attach":
        record(verb="attach", about=about, by=actor, circle=circle, activity="stories")
    elif verb == "consent":
        record(verb="consent", about=about, by=actor, circle=circle)
    else:
        record(verb="withdraw", about=about, by=actor, circle=circle)


@transaction.atomic
def note_unseen(*, by: str, today: date) -> int:
    """Write in the log what somebody unseen did before today, in no order that says when; how many lines."""
    keys = {story.pk for story in Story.objects.unnoted(today)}
    said = list(Message.objects.unnoted(today))
    keys |= {message.story_id for message in said}
    desk = Circle.objects.get(kind="desk").pk if keys else None
    for key in sorted(keys):
        record(verb="unseen", about=f"story:{key}", by=by, circle=desk)
    Message.objects.filter(pk__in=[message.pk for message in said]).update(noted=True)
    Story.objects.filter(pk__in=keys, noted=False).update(noted=True)
    return len(keys)
