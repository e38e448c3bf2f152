"""Conversations, what was noted in them, and what came of it. Never who took part: numbers per function only."""

import uuid
from collections.abc import Collection
from typing import Self, TypeVar

from django.db import models
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from slagvaardig.see.rounds.models import WHY, Round
from slagvaardig.see.rounds.rows import CONVERSATION, HARVEST, NOTE, QUOTE
from slagvaardig.see.rounds.workflow import CONVERSATION_STATES
from slagvaardig.trust.access.models import Person
from slagvaardig.trust.circles.models import Circle
from slagvaardig.trust.privacy import After, Along, Privacy

ALONG = Along("see_conversation", "conversation_id", _("het gesprek waar het bij hoort"))
HARVESTED: dict[str, str | Promise] = {
    "story": _("verhaal"),
    "barrier": _("drempel"),
    "trend": _("trend"),
}


Kept = TypeVar("Kept", bound=models.Model)


class ConversationQuerySet(models.QuerySet["Conversation"]):
    """Conversations by what a page asks. People see those that they held, the clock sees all."""

    def of_round(self, round: Round) -> Self:
        return self.filter(round=round)

    def held_by(self, person: Person) -> Self:
        return self.filter(owner=person)

    def in_state(self, *states: str) -> Self:
        return self.filter(state__in=states)

    def newest_first(self) -> Self:
        return self.order_by("-day", "pk")

    def to_do_for(self, person: Person) -> Self:
        """Not finished, or handed to him; the oldest first."""
        return self.filter(models.Q(state="draft") | models.Q(handed=True), owner=person).order_by("day")

    def handed_to(self, person: Person) -> Self:
        """That somebody else led, and that he did not say yet that he goes on with."""
        return self.filter(owner=person, handed=True)


class Conversation(models.Model):
    """One conversation in a round, seen by whoever leads it. present: how many people of each function. handed: it came
    from somebody who can no longer lead it, and who does so now did not say yet that he goes on with it."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    round = models.ForeignKey(Round, on_delete=models.PROTECT, related_name="+")
    circle = models.ForeignKey(Circle, on_delete=models.PROTECT, related_name="+")
    owner = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    day = models.DateField()
    area = models.CharField(max_length=20)
    present = models.JSONField(default=dict)
    state = models.CharField(max_length=10, choices=list(CONVERSATION_STATES.items()))
    keep_until = models.DateField()
    handed = models.BooleanField(default=False)

    in_digest = True
    objects = ConversationQuerySet.as_manager()
    privacy = Privacy(
        keeps=_("gesprekken: dag, gebied, hoeveel mensen per functie, en wie het gesprek voerde; niet wie meepraatte"),
        why=WHY,
        processing="conversations",
        ends=After("keep_until", _("de bewaardatum van de ronde")),
        person=True,
    )
    access = CONVERSATION

    def __str__(self) -> str:
        return f"{self.round_id} {self.day}"

    @property
    def people(self) -> int:
        return sum(self.present.values())


class OpenedQuerySet(models.QuerySet[Kept]):
    """Notes and quotes by what a page asks."""

    def of_conversation(self, conversation: Conversation) -> Self:
        return self.filter(conversation=conversation)

    def of_round(self, round: Round) -> Self:
        return self.filter(round=round)

    def opened_ones(self) -> Self:
        """In an order that says nothing: keys are drawn by chance."""
        return self.filter(opened=True).order_by("pk")


class NoteQuerySet(OpenedQuerySet["Note"]):
    """Notes by what a page asks."""


class Note(models.Model):
    """What was said about one question (`number`, from 1; 0 for something else). area: what is shown with it once it is
    laid open, empty before."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    conversation = models.ForeignKey(Conversation, on_delete=models.CASCADE, related_name="notes")
    round = models.ForeignKey(Round, on_delete=models.PROTECT, related_name="+")
    circle = models.ForeignKey(Circle, on_delete=models.PROTECT, related_name="+")
    number = models.PositiveSmallIntegerField()
    text = models.TextField(_("aantekening"))
    area = models.CharField(max_length=20, blank=True)
    opened = models.BooleanField(default=False)

    objects = NoteQuerySet.as_manager()
    privacy = Privacy(
        keeps=_("aantekeningen van gesprekken, zonder namen"), why=WHY, processing="conversations", ends=ALONG
    )
    access = NOTE

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=("conversation", "number"), name="see_note_once_per_question"),
        ]
        indexes = [models.Index(fields=("round", "opened"), name="see_note_of_round")]

    def __str__(self) -> str:
        return f"{self.conversation_id} {self.number}"


class QuoteQuerySet(OpenedQuerySet["Quote"]):
    """Quotes by what a page asks."""

    def approved_ones(self) -> Self:
        return self.filter(approved=True)


class Quote(models.Model):
    """What somebody said in his own words. approved: whether that person agreed that others read it."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    conversation = models.ForeignKey(Conversation, on_delete=models.CASCADE, related_name="quotes")
    round = models.ForeignKey(Round, on_delete=models.PROTECT, related_name="+")
    circle = models.ForeignKey(Circle, on_delete=models.PROTECT, related_name="+")
    text = models.CharField(_("citaat"), max_length=400)
    approved = models.BooleanField(default=False)
    area = models.CharField(max_length=20, blank=True)
    opened = models.BooleanField(default=False)

    objects = QuoteQuerySet.as_manager()
    privacy = Privacy(
        keeps=_("citaten uit gesprekken, zonder namen, en of de spreker ze goedvond"),
        why=WHY,
        processing="conversations",
        ends=ALONG,
    )
    access = QUOTE

    class Meta:
        indexes = [models.Index(fields=("round", "opened", "approved"), name="see_quote_of_round")]

    def __str__(self) -> str:
        return f"{self.conversation_id}"


class HarvestQuerySet(models.QuerySet["Harvest"]):
    """What came of conversations, by what a page asks."""

    def of_round(self, round: Round) -> Self:
        return self.filter(round=round)

    def done_ones(self) -> Self:
        return self.filter(done=True).select_related("note").order_by("kind", "title", "pk")

    def waiting_for(self, person: Person) -> Self:
        """Begun and not finished in the later room where it belongs."""
        return self.filter(done=False, owner=person)

    def of_notes(self, notes: Collection[Note]) -> Self:
        return self.filter(note__in=list(notes))

    def of_kind(self, kind: str) -> Self:
        return self.filter(kind=kind)


class Harvest(models.Model):
    """Something that was made of a note. trend: the slug of a trend of the region, empty for a new one. text: what a
    later room fills its form with, gone once that is done. made: the key of what was made there."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    note = models.ForeignKey(Note, on_delete=models.CASCADE, related_name="harvests")
    conversation = models.ForeignKey(Conversation, on_delete=models.CASCADE, related_name="+")
    round = models.ForeignKey(Round, on_delete=models.PROTECT, related_name="+")
    circle = models.ForeignKey(Circle, on_delete=models.PROTECT, related_name="+")
    owner = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=10, choices=list(HARVESTED.items()))
    title = models.CharField(_("titel"), max_length=120, blank=True)
    trend = models.SlugField(max_length=80, blank=True)
    text = models.TextField(_("tekst"), blank=True)
    consent = models.BooleanField(default=False)
    made = models.UUIDField(null=True)
    day = models.DateField()
    done = models.BooleanField(default=False)

    in_digest = True
    objects = HarvestQuerySet.as_manager()
    privacy = Privacy(
        keeps=_("wat er van een aantekening is gemaakt (verhaal, drempel, trend) en wie dat deed"),
        why=WHY,
        processing="conversations",
        ends=ALONG,
        person=True,
    )
    access = HARVEST

    def __str__(self) -> str:
        return f"{self.kind} {self.round_id}"
