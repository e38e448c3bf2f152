"""Barriers, who feels them, what they cost, and every move. Who raised one stands in a row that its circle never
sees."""

import uuid
from collections.abc import Collection
from datetime import date
from typing import ClassVar, Self

from django.db import models
from django.db.models.functions import Coalesce
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from slagvaardig.act.barriers.rows import BARRIER, FELT, MOVE, VOICE
from slagvaardig.act.barriers.workflow import KINDS, MOVES, OFTEN, OPEN, ROLES, STATES, State
from slagvaardig.trust.access.models import Person
from slagvaardig.trust.circles.models import Circle
from slagvaardig.trust.privacy import After, Along, Privacy

WHY = _("drempels voor professionals wegnemen, en nagaan of zij dat merken")
ALONG = Along("act_barrier", "barrier_id", _("de drempel waar het bij hoort"))
HOW = (("felt", _("bevestigd door wie het merkt")), ("time-out", _("niemand antwoordde op tijd")))
_FIRST = 90


class BarrierQuerySet(models.QuerySet["Barrier"]):
    """Barriers by what a page asks. The database leaves out what the visitor may not see."""

    def open(self) -> Self:
        return self.filter(state__in=OPEN)

    def felt_by(self, person: Person) -> Self:
        return self.filter(voices__person=person)

    def in_circles(self, circles: Collection[uuid.UUID]) -> Self:
        return self.filter(circle__in=circles)

    def unanswered(self) -> Self:
        return self.filter(state="raised")

    def overdue(self, day: date) -> Self:
        return self.open().filter(
            models.Q(due__lt=day) | models.Q(state="removed", confirm_by__lt=day) | models.Q(state="raised", due=None)
        )

    def silent(self, day: date) -> Self:
        """Asked whether they are gone, and nobody answered within the term."""
        return self.filter(state__in=("removed", "retest"), confirm_by__lt=day)

    def asking(self) -> Self:
        """Of which whoever feels them is asked now whether they are gone."""
        return self.filter(state__in=("removed", "retest"))

    def returning(self) -> Self:
        return self.filter(returned__gt=0)

    def to_ask_again(self, day: date) -> Self:
        return self.filter(state="closed", retest_on__lte=day)

    def with_cost(self) -> Self:
        """Each with `people` and `hours`: how many feel it and what it costs them together in a month."""
        return self.annotate(people=models.Count("felt_rows"), hours=Coalesce(models.Sum("felt_rows__hours"), 0))

    def newest_first(self) -> Self:
        return self.order_by("-raised_on", "pk")

    def most_hours_first(self) -> Self:
        return self.order_by("-hours", "-raised_on", "pk")

    def longest_waiting_first(self) -> Self:
        return self.order_by(models.F("due").asc(nulls_first=True), "raised_on", "pk")

    def about(self, words: Collection[str]) -> Self:
        """In the text of which every word stands."""
        found = self
        for word in words:
            found = found.filter(text__icontains=word)
        return found


class Barrier(models.Model):
    """Something that keeps professionals from their work. `step`: the slug of its step on the ladder of the region.
    due: until when whoever handles it has; confirm_by: until when whoever feels it can say whether it is gone."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    circle = models.ForeignKey(Circle, on_delete=models.PROTECT, related_name="+")
    text = models.TextField(_("tekst"))
    kind = models.CharField(max_length=20, choices=list(KINDS.items()))
    often = models.CharField(max_length=10, choices=list(OFTEN.items()))
    theme = models.SlugField(max_length=80)
    area = models.CharField(max_length=20)
    raised_on = models.DateField()
    shown_from = models.DateField()
    state = models.CharField(max_length=10, choices=[(slug, state.title) for slug, state in STATES.items()])
    step = models.SlugField(max_length=40)
    owner = models.ForeignKey(Circle, null=True, on_delete=models.PROTECT, related_name="+")
    due = models.DateField(null=True, blank=True)
    answered_on = models.DateField(null=True, blank=True)
    confirm_by = models.DateField(null=True, blank=True)
    closed_on = models.DateField(null=True, blank=True)
    closed_how = models.CharField(max_length=10, blank=True, choices=HOW)
    kept_how = models.CharField(max_length=10, blank=True, choices=HOW)
    retest_on = models.DateField(null=True, blank=True)
    returned = models.PositiveSmallIntegerField(default=0)
    action = models.CharField(max_length=160, blank=True)
    action_path = models.CharField(max_length=200, blank=True)
    decision = models.CharField(max_length=160, blank=True)
    decision_path = models.CharField(max_length=200, blank=True)
    touched_on = models.DateField()

    objects = BarrierQuerySet.as_manager()
    privacy = Privacy(
        keeps=_("drempels in het werk: wat er tegenhoudt en wat ermee gebeurt, zonder wie hem meldde"),
        why=WHY,
        processing="barriers",
        ends=After("touched_on", _("de laatste keer dat er iets mee gebeurde"), years=2),
        person=True,
    )
    access = BARRIER

    class Meta:
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=("circle", "state"), name="act_barrier_circle_state"),
            models.Index(fields=("touched_on",), name="act_barrier_touched"),
        ]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=~models.Q(state__in=("closed", "retest", "kept")) | ~models.Q(closed_how=""),
                name="act_barrier_closed_by_somebody",
            ),
            models.CheckConstraint(
                condition=~models.Q(state="kept") | ~models.Q(kept_how=""), name="act_barrier_kept_by_somebody"
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def title(self) -> str:
        """Its first sentence, short enough for a list."""
        first = self.text.strip().split("\n")[0]
        sentence = first.split(". ")[0].rstrip(".")
        return sentence if len(sentence) <= _FIRST else f"{sentence[:_FIRST].rsplit(' ', 1)[0]} …"

    @property
    def status(self) -> State:
        return STATES[self.state]

    @property
    def is_open(self) -> bool:
        return self.state in OPEN

    @property
    def is_confidential(self) -> bool:
        """Whether it lies at the desk."""
        return self.circle.kind == "desk"

    def is_late(self, day: date) -> bool:
        last = self.confirm_by if self.state in ("removed", "retest") else self.due
        return self.is_open and last is not None and last < day


class Felt(models.Model):
    """That somebody feels a barrier, and how many hours a month it costs: not who. Counted by others from `since`."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    barrier = models.ForeignKey(Barrier, on_delete=models.CASCADE, related_name="felt_rows")
    hours = models.PositiveSmallIntegerField()
    since = models.DateField()

    privacy = Privacy(
        keeps=_("dat iemand een drempel merkt en hoeveel uur dat kost, zonder wie"),
        why=WHY,
        processing="barriers",
        ends=ALONG,
    )
    access = FELT

    def __str__(self) -> str:
        return f"{self.hours} {self.since}"


class VoiceQuerySet(models.QuerySet["Voice"]):
    """Voices by what a page asks."""

    def of(self, person: Person) -> Self:
        return self.filter(person=person)

    def about(self, barrier: Barrier) -> Self:
        return self.filter(barrier=barrier)

    def raisers(self) -> Self:
        return self.filter(raised=True)


class Voice(models.Model):
    """Who raised or feels a barrier. told_to: the circle whose members may know; nobody when empty.
    seen: up to which move this person has read what happened; seen_at: when."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    barrier = models.ForeignKey(Barrier, on_delete=models.CASCADE, related_name="voices")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    told_to = models.ForeignKey(Circle, null=True, on_delete=models.PROTECT, related_name="+")
    felt = models.OneToOneField(Felt, on_delete=models.CASCADE, related_name="+")
    raised = models.BooleanField()
    answer = models.CharField(max_length=5, blank=True)
    answered_on = models.DateField(null=True)
    seen = models.PositiveIntegerField(default=0)
    seen_at = models.DateTimeField(default=timezone.now)

    objects = VoiceQuerySet.as_manager()
    privacy = Privacy(
        keeps=_("wie een drempel meldde of merkt, alleen te zien voor hemzelf en voor wie hij dat liet weten"),
        why=_("alleen wie een drempel merkt kan zeggen dat hij weg is, en hoort wat ermee gebeurt"),
        processing="barriers",
        ends=ALONG,
        person=True,
    )
    access = VOICE

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=("barrier", "person"), name="act_voice_once"),
            models.UniqueConstraint(fields=("barrier",), condition=models.Q(raised=True), name="act_voice_one_raiser"),
        ]
        indexes: ClassVar[list[models.Index]] = [models.Index(fields=("person", "barrier"), name="act_voice_person")]

    def __str__(self) -> str:
        return str(self.pk)

    @property
    def role(self) -> str:
        return "raiser" if self.raised else "feeler"


class MoveQuerySet(models.QuerySet["Move"]):
    """Moves by what a page asks."""

    def about(self, barrier: Barrier) -> Self:
        return self.filter(barrier=barrier).order_by("number")

    def of_barriers(self, keys: Collection[uuid.UUID]) -> Self:
        return self.filter(barrier__in=keys).order_by("number")

    def newest_numbers(self) -> "list[tuple[uuid.UUID, int]]":
        """(barrier, the number of its newest move)"""
        return list(self.order_by().values_list("barrier").annotate(models.Max("number")))


class Move(models.Model):
    """One thing that happened to a barrier: by which role, on which day, from where to where and why. Never by name."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    barrier = models.ForeignKey(Barrier, on_delete=models.CASCADE, related_name="moves")
    number = models.PositiveIntegerField()
    on = models.DateField()
    role = models.CharField(max_length=10, choices=list(ROLES.items()))
    verb = models.CharField(max_length=20)
    source = models.CharField(max_length=10, blank=True)
    target = models.CharField(max_length=10)
    step_from = models.SlugField(max_length=40, blank=True)
    step_to = models.SlugField(max_length=40)
    reason = models.TextField(_("reden"), blank=True)

    objects = MoveQuerySet.as_manager()
    privacy = Privacy(
        keeps=_("elke stap van een drempel: door welke rol, wanneer en waarom, nooit door wie"),
        why=WHY,
        processing="barriers",
        ends=ALONG,
    )
    access = MOVE

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=("barrier", "number"), name="act_move_in_order")
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.verb}"

    @property
    def told(self) -> str:
        return str(MOVES[self.verb].told)

    @property
    def who(self) -> str:
        return str(ROLES[self.role])
