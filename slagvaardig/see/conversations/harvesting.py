"""What is made of a note: a story at the desk, a trend that was named, a barrier in the later room that keeps those."""

import uuid
from collections.abc import Collection

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from slagvaardig.region.current import current_region
from slagvaardig.see.conversations.actions import ABOUT
from slagvaardig.see.conversations.models import Harvest, Note
from slagvaardig.see.conversations.rules import is_mine, require_harvest
from slagvaardig.see.stories.actions import tell_for
from slagvaardig.see.stories.rules import Told
from slagvaardig.trust.access.models import Person
from slagvaardig.trust.audit.actions import record
from slagvaardig.trust.circles.rules import Refused
from slagvaardig.trust.textguard.guard import judged, require_clean


@transaction.atomic
def harvest_story(*, note: Note, told: Told, consent: bool, by: Person) -> Harvest:
    """Lay at the desk what somebody told, within what he allows (`told.readers`). Only whoever heard it can say that
    the speaker agreed."""
    require_harvest(note, by)
    if not is_mine(note, by):
        raise Refused
    if not consent:
        raise ValidationError({"consent": [_("Zonder toestemming van de spreker wordt het geen verhaal.")]})
    story = tell_for(told=told, by=by)
    return _kept(note, "story", by, title=told.title.strip(), made=story.pk, consent=True, done=True)


@transaction.atomic
def harvest_trend(*, note: Note, trend: str, by: Person, title: str = "", spared: Collection[str] = ()) -> Harvest:
    """A trend that was seen in this conversation: one of the region, or a new one with a title."""
    require_harvest(note, by)
    known = {one.slug: one.title for one in current_region().trends}
    count = require_clean(title=title, spared=spared)
    if (trend and trend not in known) or not (trend or title.strip()):
        raise ValidationError({"trend": [_("Kies een trend, of geef een nieuwe een titel.")]})
    return _kept(note, "trend", by, count, trend=trend, title=known.get(trend) or title.strip()[:120], done=True)


@transaction.atomic
def begin_barrier(*, note: Note, by: Person) -> Harvest:
    """Lay the text ready, once, for the form of the room where barriers are kept; only `by` sees it."""
    require_harvest(note, by)
    waiting = Harvest.objects.waiting_for(by).of_notes([note]).first()
    return waiting or _kept(note, "barrier", by, text=note.text)


@transaction.atomic
def end_barrier(*, harvest: Harvest, made: uuid.UUID, by: Person) -> None:
    """The barrier was raised: the text goes, the link stays."""
    if not Harvest.objects.waiting_for(by).filter(pk=harvest.pk).update(done=True, made=made, text=""):
        raise Refused
    record(verb="harvest", about=ABOUT, by=by.actor, detail={"kind": "barrier"})


@transaction.atomic
def drop_harvest(*, harvest: Harvest, by: Person) -> None:
    """It does not become a barrier after all."""
    Harvest.objects.waiting_for(by).filter(pk=harvest.pk).delete()
    record(verb="note-conversation", about=ABOUT, by=by.actor)


def _kept(note: Note, kind: str, by: Person, count: int = 0, **values: object) -> Harvest:
    made = Harvest(
        note=note,
        conversation_id=note.conversation_id,
        round_id=note.round_id,
        circle_id=note.circle_id,
        owner=by,
        kind=kind,
        day=timezone.localdate(),
        **values,
    )
    made.save(force_insert=True)
    record(verb="harvest", about=ABOUT, by=by.actor, detail={"kind": kind, **judged(count)})
    return made
