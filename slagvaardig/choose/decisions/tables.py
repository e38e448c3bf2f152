"""What goes with a decision: the division of something over the region, and the copies that others read."""

import json
import uuid
from collections.abc import Collection
from decimal import Decimal
from typing import Any, ClassVar, Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from slagvaardig.choose.decisions.models import ALONG, KEPT, WHY, Decision
from slagvaardig.choose.decisions.rows import COPY, DIVISION
from slagvaardig.choose.decisions.snapshots import digest_of
from slagvaardig.choose.decisions.workflow import KINDS
from slagvaardig.trust.circles.models import Circle
from slagvaardig.trust.privacy import Privacy


class DivisionQuerySet(models.QuerySet["Division"]):
    """Division sheets by what a page asks."""

    def about(self, key: uuid.UUID) -> Self:
        return self.filter(decision=key).order_by("title", "version")

    def of_sheet(self, circle: Circle, slug: str) -> Self:
        return self.filter(circle=circle, slug=slug).order_by("version")


class Division(models.Model):
    """Something divided, such as extra strength over districts: one version of one sheet. rows: {"for": code or slug,
    "name": as it was called that day, "amount": as text}. total: what there was to divide."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    decision = models.ForeignKey(Decision, on_delete=models.PROTECT, related_name="divisions")
    circle = models.ForeignKey(Circle, on_delete=models.PROTECT, related_name="+")
    slug = models.SlugField(max_length=60)
    title = models.CharField(_("titel"), max_length=160)
    unit = models.CharField(_("eenheid"), max_length=40)
    version = models.PositiveIntegerField()
    total = models.DecimalField(max_digits=12, decimal_places=2)
    rows = models.JSONField()
    made_on = models.DateField()

    objects = DivisionQuerySet.as_manager()
    privacy = Privacy(
        keeps=_("hoe iets is verdeeld over gebieden of partners"), why=WHY, processing="choosing", ends=ALONG
    )
    access = DIVISION

    class Meta:
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(fields=("circle", "slug", "version"), name="choose_division_version")
        ]

    def __str__(self) -> str:
        return f"{self.title} {self.version}"

    @property
    def amounts(self) -> list[tuple[str, str, Decimal]]:
        """(code, name, amount) of every row."""
        return [(row["for"], row["name"], Decimal(row["amount"])) for row in self.rows]

    @property
    def sum(self) -> Decimal:
        return sum((amount for _code, _name, amount in self.amounts), Decimal())

    @property
    def adds_up(self) -> bool:
        return self.sum == self.total


class CopyQuerySet(models.QuerySet["Copy"]):
    """Copies by what a page asks. The database leaves out those in circles that the visitor does not see."""

    def of(self, key: uuid.UUID) -> "Copy | None":
        """The fullest that whoever looks may see: that of the coalition goes before the one for everybody."""
        found = self.filter(decision=key).select_related("body", "circle")
        return min(found, key=lambda one: one.circle.kind == "public", default=None)

    def for_list(self) -> Self:
        return self.select_related("body").defer("content")

    def beside(self, keys: Collection[uuid.UUID]) -> Self:
        """Of decisions that are not among these."""
        return self.exclude(decision__in=keys)

    def newest_first(self) -> Self:
        return self.order_by("-decided_on", "pk")


class Copy(models.Model):
    """A decision as it was when it was published in a circle: frozen, whatever happens to the decision afterwards."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    decision = models.UUIDField(db_column="decision_id", db_index=True)
    circle = models.ForeignKey(Circle, on_delete=models.PROTECT, related_name="+")
    body = models.ForeignKey(Circle, on_delete=models.PROTECT, related_name="+")
    question = models.CharField(max_length=300)
    kind = models.CharField(max_length=10, choices=list(KINDS.items()))
    theme = models.SlugField(max_length=80, blank=True)
    decided_on = models.DateField()
    review_on = models.DateField(null=True, blank=True)
    content = models.TextField()
    digest = models.CharField(max_length=64)
    made_on = models.DateField()

    objects = CopyQuerySet.as_manager()
    privacy = Privacy(keeps=_("kopieën van gepubliceerde besluiten"), why=WHY, processing="choosing", ends=KEPT)
    access = COPY

    class Meta:
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(fields=("decision", "circle"), name="choose_copy_once")
        ]

    def __str__(self) -> str:
        return self.question

    @property
    def is_whole(self) -> bool:
        return digest_of(self.content) == self.digest

    @property
    def said(self) -> dict[str, Any]:
        found: dict[str, Any] = json.loads(self.content)
        return found
