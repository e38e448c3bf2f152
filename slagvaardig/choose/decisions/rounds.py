"""Written rounds between meetings: a question to every partner at a table, each of whom answers once."""

import uuid
from collections.abc import Collection
from datetime import date
from typing import Any, ClassVar, Final, Self

from django.db import models
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from slagvaardig.choose.decisions.models import ALONG, WHY, Decision
from slagvaardig.choose.decisions.round_rows import ANSWER, ROUND
from slagvaardig.trust.circles.models import Circle, Office
from slagvaardig.trust.privacy import Along, Privacy

MODES: Final[dict[str, str | Promise]] = {
    "consent": _("instemmen: het gaat door als niemand bezwaar heeft"),
    "advice": _("adviseren: het overleg besluit later"),
    "decide": _("beslissen: het gaat door als de meerderheid voor is"),
}
ANSWERS: Final[dict[str, str | Promise]] = {
    "agree": _("eens"),
    "none": _("geen bezwaar"),
    "object": _("bezwaar"),
}


class WrittenRoundQuerySet(models.QuerySet["WrittenRound"]):
    """Rounds by what a page asks."""

    def about(self, decision: Decision) -> Self:
        return self.filter(decision=decision).order_by("opened_on", "pk")

    def open(self) -> Self:
        return self.filter(closed_on=None)

    def closed(self) -> Self:
        return self.exclude(closed_on=None).order_by("-closed_on", "pk")

    def soonest_first(self) -> Self:
        return self.order_by("due", "pk")

    def running(self, day: date) -> Self:
        return self.open().filter(due__gte=day)

    def past_term(self, day: date) -> Self:
        return self.open().filter(due__lt=day)

    def in_circles(self, circles: Collection[uuid.UUID]) -> Self:
        return self.filter(circle__in=circles)

    def unanswered_by(self, partners: Collection[uuid.UUID]) -> Self:
        return self.exclude(answers__partner__in=partners)


class WrittenRound(models.Model):
    """One written round. due: the last day on which an answer counts. silence_agrees: what the region said of this body
    on the day the round began. asked: how many partners were asked."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    decision = models.ForeignKey(Decision, on_delete=models.PROTECT, related_name="rounds")
    circle = models.ForeignKey(Circle, on_delete=models.PROTECT, related_name="+")
    mode = models.CharField(max_length=10, choices=list(MODES.items()))
    opened_on = models.DateField()
    due = models.DateField()
    closed_on = models.DateField(null=True, blank=True)
    silence_agrees = models.BooleanField()
    asked = models.PositiveSmallIntegerField()

    in_digest = True
    objects = WrittenRoundQuerySet.as_manager()
    privacy = Privacy(
        keeps=_("schriftelijke rondes langs de partners van een overleg"), why=WHY, processing="choosing", ends=ALONG
    )
    access = ROUND

    class Meta:
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(
                fields=("decision",), condition=models.Q(closed_on=None), name="choose_writtenround_one_open"
            ),
            models.CheckConstraint(
                condition=models.Q(due__gte=models.F("opened_on")), name="choose_writtenround_has_a_term"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.opened_on}/{self.due}"

    def runs(self, day: date) -> bool:
        return self.closed_on is None and self.due >= day


class AnswerQuerySet(models.QuerySet["Answer"]):
    """Answers by what a page asks."""

    def to(self, found: WrittenRound) -> Self:
        return self.filter(round=found).select_related("partner", "office").order_by("partner__name")


class Answer(models.Model):
    """What a partner answered, through one of its offices. Once, and it stays."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    round = models.ForeignKey(WrittenRound, on_delete=models.PROTECT, related_name="answers")
    circle = models.ForeignKey(Circle, on_delete=models.PROTECT, related_name="+")
    partner = models.ForeignKey(Circle, on_delete=models.PROTECT, related_name="+")
    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="+")
    answer = models.CharField(max_length=10, choices=list(ANSWERS.items()))
    reason = models.TextField(_("reden"), blank=True)
    on = models.DateField()

    in_digest = True
    objects = AnswerQuerySet.as_manager()
    privacy = Privacy(
        keeps=_("wat een partner antwoordde, en namens welk ambt"),
        why=WHY,
        processing="choosing",
        ends=Along("choose_writtenround", "round_id", _("de schriftelijke ronde")),
    )
    access = ANSWER

    class Meta:
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(fields=("round", "partner"), name="choose_answer_once"),
            models.CheckConstraint(
                condition=~models.Q(answer="object") | ~models.Q(reason=""), name="choose_answer_says_why"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.partner_id} {self.answer}"
