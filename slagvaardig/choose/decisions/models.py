"""Decisions of bodies: the question, what it was decided on, what was decided, who thought otherwise."""

import json
import uuid
from collections.abc import Collection
from datetime import date
from typing import Any, ClassVar, Self

from django.db import models
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from slagvaardig.choose.decisions.rows import DECISION, DISSENT, EVIDENCE
from slagvaardig.choose.decisions.snapshots import digest_of
from slagvaardig.choose.decisions.workflow import KINDS, LEVELS, STATES, TAKEN, State, fits
from slagvaardig.choose.strategy.models import Version
from slagvaardig.trust.circles.models import Circle
from slagvaardig.trust.privacy import Along, Never, Privacy

WHY = _("kunnen nagaan wat een overleg besloot, waarop, en onder welke afspraken")
KEPT = Never(_("besluiten van een overleg blijven bewaard; wie er zat staat er als ambt, nooit als persoon"))
ALONG = Along("choose_decision", "decision_id", _("het besluit waar het bij hoort"))


class DecisionQuerySet(models.QuerySet["Decision"]):
    """Decisions by what a page asks. The database leaves out what the visitor may not see."""

    def newest_first(self) -> Self:
        return self.order_by(models.F("decided_on").desc(nulls_first=True), "-made_on", "pk")

    def in_circles(self, circles: Collection[uuid.UUID]) -> Self:
        return self.filter(circle__in=circles)

    def with_all(self) -> Self:
        return self.select_related("circle", "strategy", "evidence")

    def taken(self) -> Self:
        return self.filter(state__in=TAKEN)

    def to_review(self, day: date) -> Self:
        return self.filter(state__in=("decided", "published"), review_on__lte=day)

    def put(self) -> Self:
        return self.filter(state="put")

    def of_kind(self, *kinds: str) -> Self:
        return self.filter(kind__in=kinds)

    def for_list(self) -> Self:
        """Without the long texts."""
        return self.select_related("circle").only(
            "id", "question", "kind", "theme", "state", "made_on", "decided_on", "review_on", "circle__slug",
            "circle__name", "circle__kind",
        )  # fmt: skip


class Decision(models.Model):
    """One question to one body. present: the slugs of the offices that sat at the table; rules: the laws that held that
    day; strategy: the version of it that held; adopts: the version that this decision lays down. weighing: the key of
    the one that the question came from, which may be gone by now; chosen: which of its candidates were chosen."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    circle = models.ForeignKey(Circle, on_delete=models.PROTECT, related_name="+")
    question = models.CharField(_("vraag"), max_length=300)
    options = models.TextField(_("mogelijkheden"))
    kind = models.CharField(max_length=10, choices=list(KINDS.items()))
    theme = models.SlugField(max_length=80, blank=True)
    adopts = models.ForeignKey(Version, null=True, blank=True, on_delete=models.PROTECT, related_name="adoptions")
    state = models.CharField(max_length=10, choices=[(slug, state.title) for slug, state in STATES.items()])
    made_on = models.DateField()
    put_on = models.DateField(null=True, blank=True)
    decided_on = models.DateField(null=True, blank=True)
    published_on = models.DateField(null=True, blank=True)
    outcome = models.TextField(_("besluit"), blank=True)
    conditions = models.TextField(_("voorwaarden"), blank=True)
    review_on = models.DateField(null=True, blank=True)
    reviewed_on = models.DateField(null=True, blank=True)
    review = models.TextField(_("terugblik"), blank=True)
    withdrawn_because = models.TextField(_("reden"), blank=True)
    level = models.CharField(max_length=10, choices=list(LEVELS.items()), default="circle")
    weighing = models.UUIDField(null=True, blank=True)
    chosen = models.JSONField(default=list, blank=True)
    differs_because = models.TextField(_("waarom anders dan het advies"), blank=True)
    present = models.JSONField(default=list, blank=True)
    rules = models.JSONField(default=list, blank=True)
    strategy = models.ForeignKey(Version, null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    in_digest = True
    objects = DecisionQuerySet.as_manager()
    privacy = Privacy(
        keeps=_("vragen aan een overleg en wat het besloot, met de ambten die erbij waren"),
        why=WHY,
        processing="choosing",
        ends=KEPT,
    )
    access = DECISION

    class Meta:
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=("circle", "state"), name="choose_decision_circle_state")
        ]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=~models.Q(state__in=TAKEN) | (models.Q(decided_on__isnull=False) & ~models.Q(outcome="")),
                name="choose_decision_says_what_and_when",
            ),
            models.CheckConstraint(
                condition=~models.Q(state="reviewed") | ~models.Q(review=""), name="choose_decision_review_says_what"
            ),
        ]

    def __str__(self) -> str:
        return self.question

    @property
    def status(self) -> State:
        return STATES[self.state]

    @property
    def is_taken(self) -> bool:
        return self.state in TAKEN

    def may(self, verb: str) -> bool:
        """Whether a move can be made from here, whoever makes it."""
        return fits(self.state, verb)

    def is_due(self, day: date) -> bool:
        """Whether the body agreed to have looked back by now."""
        return self.state in ("decided", "published") and self.review_on is not None and self.review_on <= day


class Evidence(models.Model):
    """What a decision was put on, frozen: JSON as it was, and its SHA-256. Nobody changes it, also not before."""

    decision = models.OneToOneField(Decision, primary_key=True, on_delete=models.PROTECT, related_name="evidence")
    content = models.TextField()
    digest = models.CharField(max_length=64)
    frozen_on = models.DateField()

    privacy = Privacy(
        keeps=_("waarop een besluit is genomen, met een controlegetal"), why=WHY, processing="choosing", ends=ALONG
    )
    access = EVIDENCE

    def __str__(self) -> str:
        return self.digest

    @cached_property
    def facts(self) -> Any:
        """What was frozen, as data; read once, because with a weighing in it it is large. Not to be changed."""
        return json.loads(self.content)

    @property
    def is_whole(self) -> bool:
        """Whether it still is what was frozen."""
        return digest_of(self.content) == self.digest


class DissentQuerySet(models.QuerySet["Dissent"]):
    """Dissent by what a page asks."""

    def about(self, decision: Decision) -> Self:
        return self.filter(decision=decision).select_related("partner").order_by("partner__name")


class Dissent(models.Model):
    """A partner who thought otherwise, when it wants that to be known, with the reason."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    decision = models.ForeignKey(Decision, on_delete=models.PROTECT, related_name="dissents")
    partner = models.ForeignKey(Circle, on_delete=models.PROTECT, related_name="+")
    reason = models.TextField(_("reden"))

    objects = DissentQuerySet.as_manager()
    privacy = Privacy(
        keeps=_("welke partner anders dacht over een besluit, en waarom"), why=WHY, processing="choosing", ends=ALONG
    )
    access = DISSENT

    class Meta:
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(fields=("decision", "partner"), name="choose_dissent_once")
        ]

    def __str__(self) -> str:
        return self.partner.name
