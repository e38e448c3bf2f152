"""Papers: what is written in a circle, and frozen copies that were shared with another circle."""

import uuid
from datetime import date, datetime
from typing import Self

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from slagvaardig.trust.access.models import Person
from slagvaardig.trust.circles.models import Circle
from slagvaardig.trust.privacy import After, Along, Counts, Privacy
from slagvaardig.trust.rows import InCircle, UnderParent

_WHY = _("samen voorbereiden en besluiten")


class PaperQuerySet(models.QuerySet["Paper"]):
    """Papers by what a page asks. The database leaves out what the visitor may not see."""

    def in_circle(self, circle: Circle) -> Self:
        # Not joined: whoever may read a paper need not be somebody who may know its writer.
        return self.filter(circle=circle).prefetch_related("owner")

    def newest_first(self) -> Self:
        return self.order_by("-changed", "-pk")

    def before(self, changed: datetime, key: uuid.UUID) -> Self:
        """What comes after a place in newest_first()."""
        return self.filter(models.Q(changed__lt=changed) | models.Q(changed=changed, pk__lt=key), changed__lte=changed)

    def past_keeping(self, day: date) -> Self:
        return self.filter(keep_until__lt=day)

    def at_version(self, version: int) -> Self:
        return self.filter(version=version)

    def copies_of(self, paper: "Paper") -> Self:
        return self.filter(copied_from=paper.pk).select_related("circle")


class Paper(models.Model):
    """One item in one circle. A frozen one is a copy made by sharing: `copied_from`, `reason`; nobody changes it."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    circle = models.ForeignKey(Circle, on_delete=models.PROTECT)
    owner = models.ForeignKey(Person, on_delete=models.PROTECT)
    title = models.CharField(_("titel"), max_length=160)
    text = models.TextField(_("tekst"), blank=True)
    version = models.PositiveIntegerField(default=1)
    made = models.DateTimeField(default=timezone.now)
    changed = models.DateTimeField(default=timezone.now)
    frozen = models.BooleanField(default=False)
    copied_from = models.UUIDField(null=True, blank=True)
    reason = models.CharField(_("reden"), max_length=400, blank=True)
    keep_until = models.DateField(_("bewaren tot en met"))

    objects = PaperQuerySet.as_manager()
    privacy = Privacy(
        keeps=_("stukken van de coalitie over beleid en aanpak en wie ze schreef; geen gegevens van burgers"),
        why=_WHY,
        processing="papers",
        ends=After("keep_until", _("de bewaardatum van het stuk")),
        person=True,
        counts=Counts(month_of="made", circle="circle_id", apart="frozen"),
    )
    access = InCircle(changes=("title", "text", "version", "changed", "keep_until"))

    class Meta:
        indexes = [
            models.Index(fields=("circle", "-changed", "-id"), name="trust_paper_newest"),
            models.Index(fields=("keep_until",), name="trust_paper_keep"),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def writer(self) -> str:
        """The name of who wrote or shared it; empty for whoever may not know the people here."""
        try:
            return self.owner.name
        except Person.DoesNotExist:
            return ""


class Attachment(models.Model):
    """A file with a paper, already cleaned by `trust/uploads`."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    paper = models.ForeignKey(Paper, on_delete=models.CASCADE, related_name="attachments")
    name = models.CharField(max_length=160)
    kind = models.CharField(max_length=100)
    checksum = models.CharField(max_length=64)
    size = models.PositiveIntegerField()
    content = models.BinaryField()

    privacy = Privacy(
        keeps=_("bijlagen bij die stukken"),
        why=_WHY,
        processing="papers",
        ends=Along("trust_paper", "paper_id", _("het stuk waar het bij hoort")),
    )
    access = UnderParent(parent="trust_paper", column="paper_id")

    class Meta:
        ordering = ("name",)

    def __str__(self) -> str:
        return self.name
