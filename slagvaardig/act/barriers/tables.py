"""What comes of a barrier: the advice about it, the question as it was put to a body, the how-to once it is gone."""

import uuid
from collections.abc import Collection
from datetime import date, datetime
from typing import ClassVar, Final, Self

from django.db import models
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from slagvaardig.act.barriers.models import ALONG, WHY, Barrier
from slagvaardig.act.barriers.rows import ASK, HOW_TO, MEMO
from slagvaardig.trust.circles.models import Circle
from slagvaardig.trust.privacy import After, Privacy

OUTCOMES: Final[dict[str, str | Promise]] = {
    "yes": _("ja, zo doen wij het"),
    "partly": _("gedeeltelijk"),
    "no": _("nee"),
    "higher": _("wij gaan hier niet over: een stap hoger"),
    "lower": _("dit kan lager opgelost worden"),
}


class MemoQuerySet(models.QuerySet["Memo"]):
    """Advice by what a page asks."""

    def of(self, barrier: Barrier) -> "Memo | None":
        return self.filter(barrier=barrier).first()


class Memo(models.Model):
    """The advice about a barrier: what is going on, what can be done, what is asked. One per barrier, with versions."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    barrier = models.OneToOneField(Barrier, on_delete=models.CASCADE, related_name="memo")
    analysis = models.TextField(_("analyse"))
    options = models.TextField(_("mogelijkheden"))
    question = models.TextField(_("gevraagd besluit"))
    version = models.PositiveIntegerField(default=1)
    changed_on = models.DateField()

    objects = MemoQuerySet.as_manager()
    privacy = Privacy(
        keeps=_("het advies bij een drempel: analyse, mogelijkheden en gevraagd besluit"),
        why=WHY,
        processing="barriers",
        ends=ALONG,
    )
    access = MEMO

    def __str__(self) -> str:
        return self.question[:80]


class AskQuerySet(models.QuerySet["Ask"]):
    """Questions to bodies by what a page asks."""

    def about(self, barrier: Barrier) -> Self:
        return self.filter(barrier=barrier).select_related("circle").order_by("asked_on", "pk")

    def at_step(self, slug: str) -> Self:
        return self.filter(step=slug)

    def waiting(self) -> Self:
        return self.filter(answered_at=None, withdrawn_on=None)

    def late(self, day: date) -> Self:
        """The term of their step is over."""
        return self.filter(due__lt=day)

    def about_barriers_in(self, circles: Collection[uuid.UUID]) -> Self:
        return self.filter(barrier__circle__in=circles)

    def answered(self) -> Self:
        return self.exclude(answered_at=None).order_by("answered_at")

    def not_withdrawn(self) -> Self:
        return self.filter(withdrawn_on=None)

    def in_circles(self, circles: Collection[uuid.UUID]) -> Self:
        return self.filter(circle__in=circles)

    def soonest_first(self) -> Self:
        return self.select_related("circle").order_by("due", "pk")

    def of_barriers(self, keys: Collection[uuid.UUID]) -> Self:
        return self.filter(barrier__in=keys)


class Ask(models.Model):
    """A question as it was put to a body at a step of the ladder: a frozen copy of the advice, in the circle of that
    body, who see this and not the barrier. mandate: what the body may decide, as the region said it on that day."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    barrier = models.ForeignKey(Barrier, on_delete=models.CASCADE, related_name="asks")
    circle = models.ForeignKey(Circle, on_delete=models.PROTECT, related_name="+")
    step = models.SlugField(max_length=40)
    mandate = models.CharField(max_length=400)
    analysis = models.TextField(_("analyse"))
    options = models.TextField(_("mogelijkheden"))
    question = models.TextField(_("gevraagd besluit"))
    reason = models.TextField(_("reden"))
    asked_on = models.DateField()
    due = models.DateField()
    outcome = models.CharField(max_length=10, blank=True, choices=list(OUTCOMES.items()))
    answer = models.TextField(_("antwoord"), blank=True)
    answered_at = models.DateTimeField(null=True)
    withdrawn_on = models.DateField(null=True)

    in_digest = True
    objects = AskQuerySet.as_manager()
    privacy = Privacy(
        keeps=_("vragen over drempels aan een overleg, en het antwoord"),
        why=WHY,
        processing="barriers",
        ends=ALONG,
    )
    access = ASK

    class Meta:
        indexes: ClassVar[list[models.Index]] = [models.Index(fields=("circle", "due"), name="act_ask_circle_due")]

    def __str__(self) -> str:
        return self.title

    @property
    def title(self) -> str:
        """The question in one line."""
        first = self.question.strip().split("\n")[0].rstrip(".")
        return first if len(first) <= 110 else f"{first[:110].rsplit(' ', 1)[0]} …"

    @property
    def waits(self) -> bool:
        return self.answered_at is None and self.withdrawn_on is None

    @property
    def answered_on(self) -> date | None:
        return timezone.localdate(self.answered_at) if self.answered_at else None

    def came_after(self, moment: datetime) -> bool:
        return self.answered_at is not None and self.answered_at > moment

    def is_late(self, day: date) -> bool:
        return self.waits and self.due < day


class HowToQuerySet(models.QuerySet["HowTo"]):
    """How-tos by what a page asks."""

    def newest_first(self) -> Self:
        return self.order_by("-made_on", "pk")

    def of(self, barrier: Barrier) -> Self:
        return self.filter(barrier=barrier.pk)

    def about(self, words: Collection[str]) -> Self:
        found = self
        for word in words:
            found = found.filter(models.Q(title__icontains=word) | models.Q(text__icontains=word))
        return found


class HowTo(models.Model):
    """How a barrier was taken away, for everybody who works for a partner. Stays when the barrier itself goes."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    barrier = models.UUIDField(db_column="barrier_id")
    circle = models.ForeignKey(Circle, on_delete=models.PROTECT, related_name="+")
    title = models.CharField(_("titel"), max_length=160)
    text = models.TextField(_("tekst"))
    kind = models.CharField(max_length=20)
    theme = models.SlugField(max_length=80)
    made_on = models.DateField()

    objects = HowToQuerySet.as_manager()
    privacy = Privacy(
        keeps=_("hoe een drempel is weggenomen, zonder wie hem meldde of merkte"),
        why=_("een oplossing hoeft maar één keer gevonden te worden"),
        processing="barriers",
        ends=After("made_on", _("de dag waarop het is opgeschreven"), years=5),
    )
    access = HOW_TO

    class Meta:
        indexes: ClassVar[list[models.Index]] = [models.Index(fields=("-made_on", "id"), name="act_howto_newest")]

    def __str__(self) -> str:
        return self.title
