"""What everybody may know about barriers: counts of the whole region, rounded before they are written down."""

from datetime import date
from typing import ClassVar, Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from slagvaardig.act.barriers.rows import PUBLISHED
from slagvaardig.trust.privacy import Never, Privacy


class PublishedQuerySet(models.QuerySet["Published"]):
    """Counts by what a page asks."""

    def by(self, what: str) -> Self:
        return self.filter(what=what)

    def of_theme(self, slug: str) -> Self:
        return self.filter(what="theme", key=slug)


class Published(models.Model):
    """One count, made from all barriers by the nightly job and rounded to ROUNDED_TO: an exact number stands nowhere.
    what: total, theme, kind or step; key: which of those; number: None when it is too small to tell."""

    what = models.CharField(max_length=10)
    key = models.CharField(max_length=80)
    measure = models.CharField(max_length=20)
    number = models.PositiveIntegerField(null=True)
    on = models.DateField()

    objects = PublishedQuerySet.as_manager()
    privacy = Privacy(
        keeps=_("hoeveel drempels er zijn gemeld en weggenomen, afgerond op vijf"),
        why=_("laten zien of drempels echt weggaan"),
        processing="barriers",
        ends=Never(_("er staan alleen afgeronde aantallen van de hele regio in; elke nacht worden zij vervangen")),
    )
    access = PUBLISHED

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=("what", "key", "measure"), name="act_published_once")
        ]

    def __str__(self) -> str:
        return f"{self.what} {self.key} {self.measure}"

    def is_of(self, day: date) -> bool:
        return self.on == day
