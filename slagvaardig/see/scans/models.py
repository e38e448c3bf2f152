"""Area scans: three meetings about one area, from what the system knows to what is agreed."""

import uuid
from collections.abc import Collection
from typing import Self

from django.db import models
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from slagvaardig.see.rounds.rows import SCAN, SCAN_LINE
from slagvaardig.see.rounds.workflow import SCAN_STATES
from slagvaardig.trust.access.models import Person
from slagvaardig.trust.circles.models import Circle
from slagvaardig.trust.privacy import After, Along, Privacy

WHY = _("wat geregistreerd is naast wat mensen op straat weten leggen, en daar samen conclusies uit trekken")
LINES: dict[str, str | Promise] = {
    "system": _("wat het systeem weet"),
    "street": _("wat de straat weet"),
    "place": _("plek of voorziening die aandacht vraagt"),
    "beside": _("systeem en straat naast elkaar"),
    "step": _("afgesproken stap"),
}
AGREES: dict[str, str | Promise] = {
    "same": _("Systeem en straat zeggen hetzelfde"),
    "different": _("Systeem en straat zeggen iets anders"),
    "only-street": _("Alleen de straat weet dit: het staat niet in de cijfers"),
    "only-system": _("Alleen het systeem ziet dit: op straat herkent men het niet"),
}


class ScanQuerySet(models.QuerySet["Scan"]):
    """Scans by what a page asks. The database leaves out what the visitor may not see."""

    def newest_first(self) -> Self:
        return self.select_related("circle").order_by("-begun", "pk")

    def unfinished(self) -> Self:
        return self.exclude(state="done")

    def in_circles(self, circles: Collection[uuid.UUID]) -> Self:
        return self.filter(circle__in=list(circles))


class Scan(models.Model):
    """One scan of one area. held: of every meeting (its state) the day and how many people of each function came."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    circle = models.ForeignKey(Circle, on_delete=models.PROTECT, related_name="+")
    owner = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    title = models.CharField(_("titel"), max_length=120)
    area = models.CharField(max_length=20)
    state = models.CharField(max_length=12, choices=list(SCAN_STATES.items()))
    held = models.JSONField(default=dict)
    begun = models.DateField()
    keep_until = models.DateField()

    in_digest = True
    objects = ScanQuerySet.as_manager()
    privacy = Privacy(
        keeps=_("gebiedsscans: welk gebied, wanneer, hoeveel mensen per functie, en wie de scan begon"),
        why=WHY,
        processing="conversations",
        ends=After("keep_until", _("de bewaardatum van de scan")),
        person=True,
    )
    access = SCAN

    def __str__(self) -> str:
        return self.title


class LineQuerySet(models.QuerySet["ScanLine"]):
    """Lines by what a page asks."""

    def of_scan(self, scan: Scan) -> Self:
        return self.filter(scan=scan).order_by("number", "pk")


class ScanLine(models.Model):
    """One thing that a scan says. kind: a key of LINES. place: a kind of place of the region, never an address.
    agrees: a key of AGREES. partner, due: who does a step, until when."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    scan = models.ForeignKey(Scan, on_delete=models.CASCADE, related_name="lines")
    number = models.PositiveIntegerField()
    kind = models.CharField(max_length=10, choices=list(LINES.items()))
    theme = models.SlugField(max_length=80, blank=True)
    place = models.SlugField(max_length=40, blank=True)
    agrees = models.CharField(max_length=12, blank=True, choices=list(AGREES.items()))
    text = models.CharField(_("tekst"), max_length=600)
    partner = models.SlugField(max_length=80, blank=True)
    due = models.DateField(null=True)

    objects = LineQuerySet.as_manager()
    privacy = Privacy(
        keeps=_("wat een gebiedsscan zegt over soorten plekken en wat is afgesproken, zonder namen en adressen"),
        why=WHY,
        processing="conversations",
        ends=Along("see_scan", "scan_id", _("de scan waar het bij hoort")),
    )
    access = SCAN_LINE

    def __str__(self) -> str:
        return f"{self.scan_id} {self.kind}"
