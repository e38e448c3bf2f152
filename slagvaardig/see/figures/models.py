"""A stored table as a row: the row is the swap. Readers see a table from the moment its row is committed."""

from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from slagvaardig.trust.privacy import After, Never, Privacy
from slagvaardig.trust.rows import Open

LONGEST_RUN = timedelta(hours=6)
_WHY = _("elk cijfer is te herleiden tot zijn bron")


class SnapshotQuerySet(models.QuerySet["Snapshot"]):
    """Snapshots by what a reader wants to know."""

    def of(self, source: str) -> Self:
        return self.filter(source=source)

    def made_from_content(self, checksum: str) -> Self:
        """Of the raw files with this checksum: at most one per source."""
        return self.filter(raw_checksum=checksum)

    def known_on(self, day: date) -> Self:
        """What was known at the end of a day: figures that were published or loaded later do not count."""
        return self.filter(known_on__lte=day)

    def newest_first(self) -> Self:
        """By the date that the publisher gives its table, so that an old table loaded late does not win."""
        return self.order_by(Coalesce("vintage", "known_on").desc(), "-known_on", "-id")

    def newest(self) -> "Snapshot | None":
        return self.newest_first().first()


class Snapshot(models.Model):
    """One version of one table. `folder` and `raw_folder` are relative to FIGURES_FOLDER and never change on disk."""

    source = models.SlugField(max_length=80)
    table = models.CharField(max_length=80)
    publisher = models.CharField(max_length=120)
    vintage = models.DateField(null=True)
    known_on = models.DateField()
    division = models.PositiveSmallIntegerField(null=True)
    status = models.CharField(max_length=20)
    folder = models.CharField(max_length=200)
    raw_folder = models.CharField(max_length=200)
    raw_checksum = models.CharField(max_length=64)
    made_from = models.CharField(max_length=10, choices=[("raw", "raw"), ("starter", "starter")], default="raw")
    checksums = models.JSONField()
    rows = models.PositiveBigIntegerField()
    cells = models.PositiveBigIntegerField()
    size = models.PositiveBigIntegerField()
    created_at = models.DateTimeField(auto_now_add=True)

    objects = SnapshotQuerySet.as_manager()
    privacy = Privacy(
        keeps=_("waar een tabel met cijfers vandaan komt en wanneer die is opgehaald"),
        why=_WHY,
        processing="figures",
        ends=Never(_("een cijfer zonder zijn bron is niets waard; er staat niets over iemand in")),
    )
    access = Open("official figures and where they come from are for everybody")

    class Meta:
        constraints = [models.UniqueConstraint(fields=("source", "raw_checksum"), name="see_snapshot_one_per_raw")]
        indexes = [models.Index(fields=("source", "known_on"), name="see_snapshot_known_on")]

    def __str__(self) -> str:
        return f"{self.source} {self.vintage or self.known_on}"

    @property
    def path(self) -> Path:
        """The folder with the stored table."""
        return Path(settings.FIGURES_FOLDER) / self.folder

    @property
    def raw_path(self) -> Path:
        """The folder with the files it was made from."""
        return Path(settings.FIGURES_FOLDER) / self.raw_folder


class PullRunQuerySet(models.QuerySet["PullRun"]):
    """Pull runs by what a reader wants to know."""

    def of(self, source: str) -> Self:
        return self.filter(source=source)

    def running(self) -> Self:
        return self.filter(outcome="")

    def abandoned(self, now: datetime) -> Self:
        """Runs that never told how they ended: their process was killed."""
        return self.running().filter(started__lt=now - LONGEST_RUN)

    def failed(self) -> Self:
        return self.filter(outcome="failed")

    def newest(self) -> "PullRun | None":
        return self.order_by("-started", "-id").first()


class PullRun(models.Model):
    """One attempt to fetch and store a table, also while it runs: `done` (0 to 1) and `step` tell how far it is."""

    source = models.SlugField(max_length=80)
    started = models.DateTimeField(auto_now_add=True)
    finished = models.DateTimeField(null=True)
    outcome = models.CharField(
        max_length=10,
        blank=True,
        choices=[("", _("bezig")), ("loaded", _("geladen")), ("same", _("niets nieuws")), ("failed", _("mislukt"))],
    )
    message = models.TextField(blank=True)
    step = models.CharField(max_length=200, blank=True)
    done = models.FloatField(default=0)

    objects = PullRunQuerySet.as_manager()
    privacy = Privacy(
        keeps=_("wanneer een tabel met cijfers is opgehaald en hoe dat ging"),
        why=_WHY,
        processing="figures",
        ends=After("started", _("het ophalen"), years=2),
    )
    access = Open("official figures and where they come from are for everybody")

    class Meta:
        indexes = [models.Index(fields=("source", "-started"), name="see_pullrun_latest")]

    def __str__(self) -> str:
        return f"{self.source} {self.started:%Y-%m-%d %H:%M} {self.outcome or 'bezig'}"
