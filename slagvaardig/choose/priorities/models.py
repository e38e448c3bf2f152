"""Priorities of bodies and partners, how many a body agreed to carry, and the exceptions that two offices signed."""

import uuid
from collections.abc import Collection
from datetime import date
from typing import Any, ClassVar, Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from slagvaardig.choose.decisions.models import Decision
from slagvaardig.choose.priorities.rows import PLACES, PRIORITY, WAIVER
from slagvaardig.choose.priorities.workflow import CARRIED, LEVELS, MOVES, STATES, State
from slagvaardig.trust.circles.models import Circle, Office
from slagvaardig.trust.privacy import Along, Never, Privacy

WHY = _("weinig prioriteiten tegelijk, en weten wat er eindigde en waarom")
LONGEST = 366


class Places(models.Model):
    """How many priorities a body agreed to carry at once, from the files of the region. turn: who adopts takes it."""

    circle = models.OneToOneField(Circle, primary_key=True, on_delete=models.PROTECT, related_name="+")
    most = models.PositiveSmallIntegerField()
    turn = models.BigIntegerField(default=0)

    privacy = Privacy(
        keeps=_("hoeveel prioriteiten een overleg tegelijk wil dragen"),
        why=WHY,
        processing="choosing",
        ends=Never(_("een afspraak van de coalitie; er staat niets over iemand in")),
    )
    access = PLACES

    def __str__(self) -> str:
        return str(self.most)


class PriorityQuerySet(models.QuerySet["Priority"]):
    """Priorities by what a page asks. The database leaves out proposals of circles that the visitor does not see."""

    def carried(self) -> Self:
        return self.filter(state__in=CARRIED)

    def waiting_to_begin(self) -> Self:
        return self.filter(state="next")

    def ending(self) -> Self:
        return self.filter(state="ending")

    def after(self, priority: "Priority") -> "Priority | None":
        """What begins at the discharge of another."""
        return self.filter(state="next", follows=priority).first()

    def regional(self) -> Self:
        return self.filter(level="regional")

    def proposed(self) -> Self:
        return self.filter(state="proposed")

    def ended(self) -> Self:
        return self.filter(state="ended").order_by("-ended_on", "pk")

    def of(self, circle: Circle) -> Self:
        return self.filter(circle=circle)

    def in_circles(self, circles: Collection[uuid.UUID]) -> Self:
        return self.filter(circle__in=circles)

    def current(self) -> Self:
        return self.filter(state__in=("adopted", "next", "ending"))

    def on_theme(self, slug: str) -> Self:
        return self.filter(theme=slug)

    def to_look_at(self, day: date) -> Self:
        return self.filter(state="ended", looked_on=None, look_again_on__lte=day)

    def with_all(self) -> Self:
        return self.select_related("circle", "adopted_by", "discharged_by", "follows")

    def listed(self) -> Self:
        return self.select_related("circle").order_by("circle__name", "title")


class Priority(models.Model):
    """One priority of one body or partner. follows: begins when that one is discharged. why ... look_again_on: how it
    ends; looked: what was found when it was looked at again."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    circle = models.ForeignKey(Circle, on_delete=models.PROTECT, related_name="+")
    slug = models.SlugField(max_length=80)
    title = models.CharField(_("titel"), max_length=160)
    text = models.TextField(_("tekst"), blank=True)
    level = models.CharField(max_length=10, choices=list(LEVELS.items()))
    theme = models.SlugField(max_length=80, blank=True)
    source = models.CharField(max_length=300, blank=True)
    state = models.CharField(max_length=10, choices=[(slug, state.title) for slug, state in STATES.items()])
    proposed_on = models.DateField()
    adopted_on = models.DateField(null=True, blank=True)
    adopted_by = models.ForeignKey(Decision, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    follows = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="followers")
    ending_on = models.DateField(null=True, blank=True)
    why = models.TextField(_("waarom het stopt"), blank=True)
    handover = models.TextField(_("wat naar wie gaat"), blank=True)
    stays = models.TextField(_("wat lokaal blijft"), blank=True)
    lessons = models.TextField(_("wat wij leerden"), blank=True)
    look_again_on = models.DateField(null=True, blank=True)
    ended_on = models.DateField(null=True, blank=True)
    discharged_by = models.ForeignKey(Decision, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    looked_on = models.DateField(null=True, blank=True)
    looked = models.TextField(_("wat wij zagen"), blank=True)

    in_digest = True
    objects = PriorityQuerySet.as_manager()
    privacy = Privacy(
        keeps=_("prioriteiten van de coalitie en haar partners, en hoe ze eindigden"),
        why=WHY,
        processing="choosing",
        ends=Never(_("wat een overleg koos en beëindigde blijft bewaard; er staat niets over iemand in")),
    )
    access = PRIORITY

    class Meta:
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=("circle", "state"), name="choose_priority_circle_state")
        ]
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(fields=("circle", "slug"), name="choose_priority_own_row"),
            models.UniqueConstraint(
                fields=("follows",), condition=models.Q(state="next"), name="choose_priority_one_successor"
            ),
            models.CheckConstraint(
                condition=~models.Q(state="next") | models.Q(follows__isnull=False), name="choose_priority_follows_one"
            ),
            models.CheckConstraint(
                condition=~models.Q(state__in=("ending", "ended")) | ~models.Q(why=""), name="choose_priority_says_why"
            ),
            models.CheckConstraint(
                condition=~models.Q(state="ended")
                | (~models.Q(handover="") & ~models.Q(lessons="") & models.Q(look_again_on__isnull=False)),
                name="choose_priority_ends_in_order",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def status(self) -> State:
        return STATES[self.state]

    def may(self, verb: str) -> bool:
        return self.state in MOVES[verb].sources


class WaiverQuerySet(models.QuerySet["Waiver"]):
    """Exceptions by what a page asks."""

    def of(self, priority: Priority) -> Self:
        return self.filter(priority=priority).select_related("first", "second").order_by("asked_on", "pk")

    def signed(self) -> Self:
        return self.exclude(second=None).select_related("priority__circle", "first", "second")

    def unsigned(self) -> Self:
        return self.filter(second=None)

    def in_circles(self, circles: Collection[uuid.UUID]) -> Self:
        return self.filter(circle__in=circles)

    def holding(self, day: date) -> Self:
        return self.exclude(second=None).filter(until__gte=day)

    def lapsed(self, day: date) -> Self:
        """Signed, past their last day, of what is still carried."""
        return self.exclude(second=None).filter(until__lt=day, priority__state__in=CARRIED)


class Waiver(models.Model):
    """Leave to carry a priority beyond what was agreed, until a day, signed by two offices at the table."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    priority = models.ForeignKey(Priority, on_delete=models.PROTECT, related_name="waivers")
    circle = models.ForeignKey(Circle, on_delete=models.PROTECT, related_name="+")
    reason = models.TextField(_("reden"))
    asked_on = models.DateField()
    until = models.DateField()
    first = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="+")
    second = models.ForeignKey(Office, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    second_on = models.DateField(null=True, blank=True)

    in_digest = True
    objects = WaiverQuerySet.as_manager()
    privacy = Privacy(
        keeps=_("ondertekende uitzonderingen op het afgesproken aantal prioriteiten"),
        why=WHY,
        processing="choosing",
        ends=Along("choose_priority", "priority_id", _("de prioriteit")),
    )
    access = WAIVER

    class Meta:
        constraints: ClassVar[list[Any]] = [
            models.CheckConstraint(condition=~models.Q(first=models.F("second")), name="choose_waiver_two_offices"),
            models.CheckConstraint(
                condition=models.Q(until__gte=models.F("asked_on"), until__lte=models.F("asked_on") + LONGEST),
                name="choose_waiver_at_most_a_year",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.priority_id} {self.until}"

    def holds(self, day: date) -> bool:
        return self.second_id is not None and self.until >= day
