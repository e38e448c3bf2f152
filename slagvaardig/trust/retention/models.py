"""What was destroyed and when, and what survives of it as a number. No content, and no foreign keys."""

from typing import Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from slagvaardig.trust.privacy import After, Never, Privacy
from slagvaardig.trust.rows import Written

_JOB = "sec.job() = 'retention'"
_READS = f"{_JOB} or sec.job() in ('console', 'backup') or (select sec.has('read_log'))"


class Destroyed(models.Model):
    """A row that was destroyed, or of a person: made anonymous. `deed` says which.

    digest: over the digest before it and this line, so that no line can be left out or changed. Never over content: a
    short text can be guessed from its digest.
    """

    seq = models.BigIntegerField(primary_key=True)
    table = models.CharField(max_length=63)
    key = models.CharField(max_length=80)
    day = models.DateField()
    deed = models.CharField(max_length=10)
    digest = models.CharField(max_length=64)

    privacy = Privacy(
        keeps=_("het kenmerk van wat vernietigd is en de dag waarop; geen inhoud"),
        why=_("bewijzen dat het gebeurd is, en het opnieuw doen na het terugzetten van een back-up"),
        processing="destruction",
        ends=Never(_("zonder deze lijst kan een oude back-up iets terugbrengen; er staat niets over iemand in")),
    )
    access = Written(select=_READS, insert=_JOB)

    class Meta:
        ordering = ("seq",)

    def __str__(self) -> str:
        return f"{self.table}:{self.key}"


class Counted(models.Model):
    """How many rows there were in a month, kept after they were destroyed. what: the table, and `apart` or nothing."""

    month = models.DateField()
    what = models.CharField(max_length=80)
    circle_kind = models.CharField(max_length=10)
    number = models.PositiveIntegerField()

    privacy = Privacy(
        keeps=_("hoeveel stukken er per maand waren, per soort kring"),
        why=_("kunnen terugzien hoeveel er gewerkt is"),
        processing="destruction",
        ends=Never(_("het zijn aantallen; er staat niets over iemand in")),
    )
    access = Written(select=_READS, insert=_JOB, update=_JOB, changes=("number",))

    class Meta:
        constraints = [models.UniqueConstraint(fields=("month", "what", "circle_kind"), name="trust_counted_once")]

    def __str__(self) -> str:
        return f"{self.what} {self.month:%Y-%m} {self.circle_kind}: {self.number}"


class RetentionRunQuerySet(models.QuerySet["RetentionRun"]):
    """Runs by what a page asks."""

    def ended(self) -> Self:
        return self.filter(finished__isnull=False)

    def latest_ended(self) -> "RetentionRun | None":
        return self.ended().order_by("-started", "-pk").first()


class RetentionRun(models.Model):
    """One night: how many rows of each table went. Without `finished` it was cut off; the next run goes on."""

    started = models.DateTimeField(auto_now_add=True)
    finished = models.DateTimeField(null=True)
    destroyed = models.JSONField(default=dict)

    objects = RetentionRunQuerySet.as_manager()
    privacy = Privacy(
        keeps=_("wanneer er vernietigd is en hoeveel"),
        why=_("laten zien dat het gebeurt"),
        processing="destruction",
        ends=After("started", _("die nacht"), years=2),
    )
    access = Written(select="true", insert=_JOB, update=_JOB, changes=("finished", "destroyed"))

    def __str__(self) -> str:
        return f"{self.started:%Y-%m-%d}"
