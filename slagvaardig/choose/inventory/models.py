"""An inventory round, which partner stands where in it, and who may sign for a partner beside the office itself."""

import uuid
from collections.abc import Collection
from datetime import date
from typing import Any, ClassVar, Final, Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from slagvaardig.choose.inventory.rows import KEPT_YEARS, MANDATE, PART, ROUND
from slagvaardig.choose.inventory.workflow import METHODS, PART_STATES, ROUND_STATES, State
from slagvaardig.trust.circles.models import Circle, Office, Term, TermQuerySet
from slagvaardig.trust.privacy import After, Along, Privacy

WHY: Final = _("samen weinig prioriteiten kiezen, op basis van wat elke partner zelf het belangrijkst vindt")
ALONG: Final = Along("choose_round", "round_id", _("de inventarisatie waar het bij hoort"))


class RoundQuerySet(models.QuerySet["Round"]):
    """Rounds by what a page asks."""

    def open(self) -> Self:
        return self.filter(state="open")

    def finished(self) -> Self:
        return self.filter(state__in=("closed", "used"))

    def before(self, other: "Round") -> Self:
        return self.finished().filter(closes__lt=other.closes)

    def newest_first(self) -> Self:
        return self.order_by("-closes", "pk")

    def past_closing(self, day: date) -> Self:
        return self.open().filter(closes__lt=day)


class Round(models.Model):
    """All partners are asked once for their priorities. most: entries at most. points: to divide, 0 with a ranking.
    first_quarter, quarters: to which quarters the hours on offer belong. body: who chooses with the outcome."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    circle = models.ForeignKey(Circle, on_delete=models.PROTECT, related_name="+")
    title = models.CharField(_("titel"), max_length=120)
    method = models.CharField(max_length=10, choices=list(METHODS.items()))
    most = models.PositiveSmallIntegerField()
    points = models.PositiveSmallIntegerField(default=0)
    opens = models.DateField()
    closes = models.DateField()
    first_quarter = models.CharField(max_length=7)
    quarters = models.PositiveSmallIntegerField(default=4)
    body = models.ForeignKey(Circle, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    note = models.TextField(_("toelichting"), blank=True)
    state = models.CharField(max_length=10, choices=[(slug, state.title) for slug, state in ROUND_STATES.items()])
    used_on = models.DateField(null=True, blank=True)

    in_digest = True
    objects = RoundQuerySet.as_manager()
    privacy = Privacy(
        keeps=_("inventarisaties: welke vraag aan de partners is gesteld en wanneer"),
        why=WHY,
        processing="choosing",
        ends=After("closes", _("de sluitdag van de inventarisatie"), years=KEPT_YEARS),
    )
    access = ROUND

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(condition=models.Q(opens__lte=models.F("closes")), name="choose_round_opens_first"),
            models.CheckConstraint(
                condition=models.Q(method="rank", points=0) | models.Q(method="points", points__gt=0),
                name="choose_round_points_fit",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def status(self) -> State:
        return ROUND_STATES[self.state]

    @property
    def is_open(self) -> bool:
        return self.state == "open"

    @property
    def ranks(self) -> bool:
        return self.method == "rank"


class PartQuerySet(models.QuerySet["Part"]):
    """Parts by what a page asks."""

    def in_round(self, found: Round) -> Self:
        return self.filter(round=found)

    def of_partner(self, partner: Circle) -> Self:
        return self.filter(partner=partner)

    def of_partners(self, circles: Collection[uuid.UUID]) -> Self:
        return self.filter(partner__in=circles)

    def in_open_rounds(self) -> Self:
        return self.filter(round__state="open")

    def to_fill(self) -> Self:
        return self.in_open_rounds().filter(state__in=("invited", "draft", "withdrawn"))

    def to_sign(self) -> Self:
        return self.in_open_rounds().filter(state="filled")

    def signed_by_offices(self, offices: Collection[str]) -> Self:
        return self.filter(office__in=offices)

    def with_names(self) -> Self:
        return self.select_related("partner", "office")


class Part(models.Model):
    """Where one partner stands in a round: one row each, so that nobody takes part twice. number: of the version that
    is being worked on; signed: of the version that counts, 0 when none does. office: the one that signs."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    round = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="parts")
    partner = models.ForeignKey(Circle, on_delete=models.PROTECT, related_name="+")
    office = models.ForeignKey(Office, null=True, on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=10, choices=[(slug, state.title) for slug, state in PART_STATES.items()])
    number = models.PositiveSmallIntegerField(default=0)
    signed = models.PositiveSmallIntegerField(default=0)
    imported = models.BooleanField(default=False)
    changed_on = models.DateField()

    in_digest = True
    objects = PartQuerySet.as_manager()
    privacy = Privacy(
        keeps=_("welke partner aan een inventarisatie meedoet en hoe ver hij is"),
        why=WHY,
        processing="choosing",
        ends=ALONG,
    )
    access = PART

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=("round", "partner"), name="choose_part_once")
        ]

    def __str__(self) -> str:
        return f"{self.partner_id} {self.state}"

    @property
    def status(self) -> State:
        return PART_STATES[self.state]

    @property
    def is_corrected(self) -> bool:
        """Whether a signed version counts while a newer one is in the making."""
        return bool(self.signed) and self.state != "signed"


class MandateQuerySet(TermQuerySet):
    """Mandates by what a page asks."""

    def for_offices(self, offices: Collection[str]) -> Self:
        return self.filter(office__in=offices).select_related("person", "office").order_by("until", "pk")


class Mandate(Term):
    """The holder of an office lets somebody else sign for its partner, from a day until a day."""

    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="+")

    objects: ClassVar[Any] = MandateQuerySet.as_manager()
    in_digest = True
    privacy = Privacy(
        keeps=_("wie namens een ambt mag ondertekenen, van wanneer tot wanneer"),
        why=WHY,
        processing="choosing",
        ends=After("until", _("de laatste dag"), years=KEPT_YEARS),
        person=True,
    )
    access = MANDATE
