"""Who feels a barrier, what it costs, and every move. Who raised one stands in a row that its circle never sees."""

import uuid
from collections.abc import Collection
from datetime import date, timedelta
from typing import ClassVar, Self

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from slagvaardig.act.barriers.models import ALONG, WHY, Barrier
from slagvaardig.act.barriers.rows import FELT, MOVE, VOICE
from slagvaardig.act.barriers.tables import Ask
from slagvaardig.act.barriers.workflow import MOVES, ROLES
from slagvaardig.region.ladder import Ladder
from slagvaardig.trust.access.models import Person
from slagvaardig.trust.circles.models import Circle
from slagvaardig.trust.privacy import Privacy


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

    def told(self) -> Self:
        """Of who let a circle know."""
        return self.exclude(told_to=None)

    def told_briefly(self) -> "models.QuerySet[Voice, tuple[str, uuid.UUID, date, bool]]":
        """Of the barrier: its state, its circle, the day of the last thing that happened, and whether anything did
        since that person last looked."""
        moved = Move.objects.filter(barrier=models.OuterRef("barrier"), number__gt=models.OuterRef("seen"))
        answered = Ask.objects.filter(barrier=models.OuterRef("barrier"), answered_at__gt=models.OuterRef("seen_at"))
        news = models.ExpressionWrapper(
            models.Exists(moved) | models.Exists(answered), output_field=models.BooleanField()
        )
        return self.values_list("barrier__state", "barrier__circle", "barrier__touched_on", news)


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

    in_digest = True
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


def past_term(day: date, ladder: Ladder) -> models.Q:
    """On their step for longer than the region gives it, whatever day was agreed on: nobody answered yet, or whoever
    took it up goes on without putting it higher. That counts from the day it came there, whatever happened since. What
    lies with a body is late by the day in the question."""
    found = models.Q(pk__in=[])
    for step in ladder.steps:
        last = day - timedelta(days=step.term_days)
        found |= models.Q(step=step.slug, state__in=("raised", "taken"), step_since__lt=last)
    return found


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

    in_digest = True
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
