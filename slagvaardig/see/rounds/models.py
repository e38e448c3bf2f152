"""Rounds of good conversations: who is asked what, in which period, by which circle."""

import uuid
from collections.abc import Collection
from datetime import date, timedelta
from typing import Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from slagvaardig.see.rounds.rows import ROUND
from slagvaardig.see.rounds.workflow import ROUND_STATES
from slagvaardig.trust.access.models import Person
from slagvaardig.trust.circles.models import Circle
from slagvaardig.trust.privacy import After, Privacy

WHY = _("in gesprek horen wat er speelt, ook waar niemand iets meldt")


class RoundQuerySet(models.QuerySet["Round"]):
    """Rounds by what a page asks. The database leaves out what the visitor may not see."""

    def newest_first(self) -> Self:
        return self.select_related("circle").order_by("-last", "pk")

    def running(self) -> Self:
        return self.filter(state="running")

    def begun(self) -> Self:
        return self.exclude(state="planned")

    def in_circles(self, circles: Collection[uuid.UUID]) -> Self:
        return self.filter(circle__in=list(circles))

    def over_on(self, day: date) -> Self:
        return self.running().filter(last__lt=day)

    def still_counted(self, day: date) -> Self:
        """Those that run, and those that ended not long ago: somebody may finish a conversation late."""
        return self.filter(models.Q(state="running") | models.Q(last__gte=day - timedelta(days=60)))

    def to_begin_on(self, day: date) -> Self:
        return self.filter(state="planned", first__lte=day)


class Round(models.Model):
    """One round. asked: pairs of a function and a partner. questions: one a line, in order, as when it began."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    circle = models.ForeignKey(Circle, on_delete=models.PROTECT, related_name="+")
    owner = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    title = models.CharField(_("titel"), max_length=120)
    aim = models.TextField(_("doel"))
    theme = models.SlugField(max_length=80)
    asked = models.JSONField(default=list)
    questions = models.TextField(_("vragen"))
    first = models.DateField()
    last = models.DateField()
    state = models.CharField(max_length=10, choices=list(ROUND_STATES.items()))
    result = models.TextField(_("uitkomst"), blank=True)
    keep_until = models.DateField()

    in_digest = True
    objects = RoundQuerySet.as_manager()
    privacy = Privacy(
        keeps=_("rondes van gesprekken: waarover, met welke functies en partners, wanneer, en wie de ronde plande"),
        why=WHY,
        processing="conversations",
        ends=After("keep_until", _("de bewaardatum van de ronde")),
        person=True,
    )
    access = ROUND

    class Meta:
        indexes = [models.Index(fields=("-last", "id"), name="see_round_newest")]

    def __str__(self) -> str:
        return self.title

    @property
    def asks(self) -> list[str]:
        """The questions in order."""
        return [line.strip() for line in self.questions.splitlines() if line.strip()]
