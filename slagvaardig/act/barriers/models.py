"""Barriers: what keeps professionals from their work, where it lies and how it stands. Never who raised one."""

import uuid
from collections.abc import Collection
from datetime import date
from typing import ClassVar, Self

from django.db import models
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from slagvaardig.act.barriers.rows import BARRIER, KEPT_YEARS
from slagvaardig.act.barriers.workflow import KINDS, OFTEN, OPEN, STATES, State
from slagvaardig.trust.access.models import Person
from slagvaardig.trust.circles.models import Circle
from slagvaardig.trust.privacy import After, Along, Privacy

WHY = _("drempels voor professionals wegnemen, en nagaan of zij dat merken")
ALONG = Along("act_barrier", "barrier_id", _("de drempel waar het bij hoort"))
HOW = (("felt", _("bevestigd door wie het merkt")), ("time-out", _("niemand antwoordde op tijd")))
_FIRST = 90


OPEN_ONES = models.Q(state__in=OPEN)


def overdue(day: date) -> models.Q:
    """Without an answer, or past the day that was agreed, or asked whether it is gone and nobody said so in time."""
    late = models.Q(due__lt=day) | models.Q(state="removed", confirm_by__lt=day) | models.Q(state="raised", due=None)
    return OPEN_ONES & late


class BarrierQuerySet(models.QuerySet["Barrier"]):
    """Barriers by what a page asks. The database leaves out what the visitor may not see."""

    def open(self) -> Self:
        return self.filter(state__in=OPEN)

    def felt_by(self, person: Person) -> Self:
        return self.filter(voices__person=person)

    def in_circles(self, circles: Collection[uuid.UUID]) -> Self:
        return self.filter(circle__in=circles)

    def to_ask_again(self, day: date) -> Self:
        return self.filter(state="closed", retest_on__lte=day)

    def with_cost(self) -> Self:
        """Each with `people` and `hours`: how many feel it and what it costs them together in a month."""
        return self.annotate(people=models.Count("felt_rows"), hours=Coalesce(models.Sum("felt_rows__hours"), 0))

    def with_hours(self) -> Self:
        """Each with `hours` only: enough to put a long list in order."""
        return self.annotate(hours=Coalesce(models.Sum("felt_rows__hours"), 0)).defer("text")

    def newest_first(self) -> Self:
        return self.order_by("-raised_on", "pk")

    def most_hours_first(self) -> Self:
        return self.order_by("-hours", "-raised_on", "pk")

    def longest_waiting_first(self) -> Self:
        return self.order_by(models.F("due").asc(nulls_first=True), "raised_on", "pk")

    def that(self, condition: models.Q) -> Self:
        return self.filter(condition)

    def among(self, keys: Collection[uuid.UUID]) -> Self:
        return self.filter(pk__in=keys)

    def on_theme(self, slug: str) -> Self:
        return self.filter(theme=slug)

    def with_key(self, key: uuid.UUID) -> "Barrier | None":
        """None when it is not there, or not to be seen."""
        return self.filter(pk=key).first()

    def about(self, words: Collection[str]) -> Self:
        """In the text of which every word stands."""
        found = self
        for word in words:
            found = found.filter(text__icontains=word)
        return found


class Barrier(models.Model):
    """Something that keeps professionals from their work. `step`: the slug of its step on the ladder of the region;
    step_since: the day on which it came there, or came back after it was gone.
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
    step_since = models.DateField()
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

    in_digest = True
    objects = BarrierQuerySet.as_manager()
    privacy = Privacy(
        keeps=_("drempels in het werk: wat er tegenhoudt en wat ermee gebeurt, zonder wie hem meldde"),
        why=WHY,
        processing="barriers",
        ends=After("touched_on", _("de laatste keer dat er iets mee gebeurde"), years=KEPT_YEARS),
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
    def days_to_answer(self) -> int | None:
        """How long whoever raised it waited for the first answer; None as long as there is none."""
        return (self.answered_on - self.raised_on).days if self.answered_on else None

    def is_late(self, day: date) -> bool:
        last = self.confirm_by if self.state in ("removed", "retest") else self.due
        return self.is_open and last is not None and last < day
