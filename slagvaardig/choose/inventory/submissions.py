"""What a partner hands in: one row per version, with its topics and its hours. Signed versions never change."""

import uuid
from collections.abc import Collection
from datetime import date
from typing import ClassVar, NamedTuple, Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from slagvaardig.choose.inventory.models import ALONG, WHY, Part, Round
from slagvaardig.choose.inventory.rows import CONTENT, SUBMISSION
from slagvaardig.choose.inventory.workflow import BUREAU, PART_STATES, ROLES, WRITER, State, Text
from slagvaardig.trust.privacy import Privacy

LAST = ("signed", "withdrawn")  # states in which a version stays as it is
_STATES = [(slug, state.title) for slug, state in PART_STATES.items() if slug != "invited"]


class FinalVersion(NamedTuple):
    """A version that stays as it is. state: signed or withdrawn; signed_on: known of every signed one."""

    key: uuid.UUID
    state: str
    signed_on: date
    partner: str
    closes: date
    first_quarter: str
    quarters: int


class SubmissionQuerySet(models.QuerySet["Submission"]):
    """Versions by what a page asks."""

    def of_part(self, part: Part) -> Self:
        return self.filter(part=part).order_by("number")

    def with_number(self, number: int) -> "Submission | None":
        return self.filter(number=number).first()

    def final(self) -> Self:
        return self.filter(state__in=LAST)

    def newest_per_part(self) -> Self:
        """Of every part the newest of these versions: never two of one partner."""
        return self.order_by("part_id", "-number").distinct("part_id")

    def counted(self) -> "list[FinalVersion]":
        """Of every part the newest version that was signed or withdrawn, with what counting needs and no texts."""
        columns = ("pk", "state", "signed_on", "part__partner__slug")
        round_ = ("round__closes", "round__first_quarter", "round__quarters")
        return [FinalVersion(*row) for row in self.final().newest_per_part().values_list(*columns, *round_)]

    def in_round(self, found: Round) -> Self:
        return self.filter(round=found)

    def with_content(self) -> Self:
        return self.select_related("part__partner").prefetch_related("choices", "offers")

    def signed(self) -> Self:
        return self.filter(state="signed")


class Submission(models.Model):
    """One version of what a partner hands in. asks: what it asks of the region. reason: why this version came after
    another. made: the moment of the transaction that made it. revision: counts what is saved in it, so that two people
    at once do not overwrite each other. signed_as: the office or mandate, in words."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    round = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="+")
    part = models.ForeignKey(Part, on_delete=models.CASCADE, related_name="submissions")
    number = models.PositiveSmallIntegerField()
    state = models.CharField(max_length=10, choices=_STATES)
    imported = models.BooleanField(default=False)
    asks = models.TextField(_("wat de partner van de regio vraagt"), blank=True)
    reason = models.TextField(_("reden"), blank=True)
    made = models.DateTimeField()
    revision = models.PositiveIntegerField(default=1)
    filled_on = models.DateField(null=True)
    signed_on = models.DateField(null=True)
    signed_as = models.CharField(max_length=160, blank=True)

    objects = SubmissionQuerySet.as_manager()
    privacy = Privacy(
        keeps=_("wat een partner inlevert: onderwerpen, motivering, uren en wat hij van de regio vraagt"),
        why=WHY,
        processing="choosing",
        ends=ALONG,
    )
    access = SUBMISSION

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=("part", "number"), name="choose_submission_in_order")
        ]

    def __str__(self) -> str:
        return f"{self.part_id} {self.number}"

    @property
    def status(self) -> State:
        return PART_STATES[self.state]

    @property
    def made_by(self) -> Text:
        """A role, never a name."""
        return ROLES[BUREAU if self.imported else WRITER]


class ChoiceQuerySet(models.QuerySet["Choice"]):
    """Topics that were named by what a page asks."""

    def of_submissions(self, keys: Collection[uuid.UUID]) -> Self:
        return self.filter(submission__in=keys)


class Choice(models.Model):
    """A topic that a partner names. place: 1 is first, in a ranking; points: in a division of points; the other is
    None. plan: in which local plan it stands, and of which day that is."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    round = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="+")
    submission = models.ForeignKey(Submission, on_delete=models.CASCADE, related_name="choices")
    topic = models.SlugField(max_length=60)
    place = models.PositiveSmallIntegerField(null=True)
    points = models.PositiveSmallIntegerField(null=True)
    motivation = models.TextField(_("motivering"), blank=True)
    plan = models.CharField(_("bronplan"), max_length=160, blank=True)
    plan_on = models.DateField(null=True)

    objects = ChoiceQuerySet.as_manager()
    privacy = Privacy(
        keeps=_("de onderwerpen die een partner noemt, met plaats of punten en motivering"),
        why=WHY,
        processing="choosing",
        ends=ALONG,
    )
    access = CONTENT

    class Meta:
        ordering = ("place", "-points", "topic")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=("submission", "topic"), name="choose_choice_topic_once"),
            models.UniqueConstraint(fields=("submission", "place"), name="choose_choice_place_once"),
            models.CheckConstraint(
                condition=models.Q(place__gte=1, points=None) | models.Q(place=None, points__gte=1),
                name="choose_choice_place_or_points",
            ),
        ]

    def __str__(self) -> str:
        return self.topic


class OfferQuerySet(models.QuerySet["Offer"]):
    """Hours on offer by what a page asks."""

    def of_submissions(self, keys: Collection[uuid.UUID]) -> Self:
        return self.filter(submission__in=keys)


class Offer(models.Model):
    """How many hours in a quarter a partner has of a role for what is chosen. No row: not told, which is not 0."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    round = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="+")
    submission = models.ForeignKey(Submission, on_delete=models.CASCADE, related_name="offers")
    role = models.SlugField(max_length=60)
    hours = models.PositiveIntegerField()

    objects = OfferQuerySet.as_manager()
    privacy = Privacy(
        keeps=_("hoeveel uren per kwartaal een partner van een soort werk heeft, zonder personen"),
        why=WHY,
        processing="choosing",
        ends=ALONG,
    )
    access = CONTENT

    class Meta:
        ordering = ("role",)
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=("submission", "role"), name="choose_offer_role_once")
        ]

    def __str__(self) -> str:
        return f"{self.role} {self.hours}"
