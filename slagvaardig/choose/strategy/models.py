"""Versions of strategies: what was said when, sentence by sentence. A change is the next version."""

import uuid
from functools import cached_property
from typing import ClassVar, Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from slagvaardig.choose.strategy.sentences import Difference, Sentence, differences, from_data
from slagvaardig.trust.privacy import Never, Privacy
from slagvaardig.trust.rows import Written


class VersionQuerySet(models.QuerySet["Version"]):
    """Versions by what a page asks."""

    def newest_first(self) -> Self:
        return self.order_by("-period", "-number")

    def oldest_first(self) -> Self:
        return self.order_by("period", "number")

    def saying(self, checksum: str) -> "Version | None":
        return self.filter(checksum=checksum).first()

    def after(self, version: "Version") -> "Version | None":
        """The first version that came after one."""
        later = models.Q(period__gt=version.period) | models.Q(period=version.period, number__gt=version.number)
        return self.filter(later).oldest_first().first()

    def of_period(self, period: str) -> Self:
        return self.filter(period=period).order_by("number")

    def of_earlier(self, period: str) -> Self:
        return self.filter(period__lt=period).oldest_first()


class Version(models.Model):
    """A strategy as it read once. content: its sentences with their keys; before: what it is held against."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    number = models.PositiveIntegerField(unique=True)
    title = models.CharField(max_length=200)
    period = models.CharField(max_length=40)
    adopted = models.CharField(max_length=300)
    source = models.CharField(max_length=300)
    checksum = models.CharField(max_length=64, unique=True)
    content = models.JSONField()
    before = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="+")
    made_on = models.DateField()

    objects = VersionQuerySet.as_manager()
    privacy = Privacy(
        keeps=_("de strategie van de coalitie, zin voor zin, in al haar versies"),
        why=_("laten zien wat is beloofd en wat daaraan veranderde"),
        processing="choosing",
        ends=Never(_("een vastgestelde strategie is openbaar en blijft bewaard; er staat niets over iemand in")),
    )
    access = Written(select="true", insert="sec.job() = 'console'")

    class Meta:
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=("period", "number"), name="choose_version_period")
        ]

    def __str__(self) -> str:
        return f"{self.title} {self.period}"

    @cached_property
    def sentences(self) -> list[Sentence]:
        return from_data(self.content)

    @cached_property
    def differences(self) -> list[Difference]:
        """Against the version before; empty when there is none."""
        return differences(self.sentences, self.before.sentences) if self.before else []
