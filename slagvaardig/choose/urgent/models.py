"""What cannot wait for the next meeting: tabled by a partner, judged within a working day, with a team that stops."""

import uuid
from collections.abc import Collection
from datetime import date, datetime
from typing import ClassVar, Final, Self

from django.db import models
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from slagvaardig.choose.decisions.models import Decision
from slagvaardig.choose.urgent.rows import TERM, URGENT
from slagvaardig.trust.circles.models import Circle
from slagvaardig.trust.privacy import Along, Never, Privacy

WHY = _("snel kunnen handelen, zonder dat iets tijdelijks vanzelf doorgaat")
STATES: Final[dict[str, str | Promise]] = {
    "tabled": _("aangedragen"),
    "triaged": _("spoed, mogelijkheden liggen voor"),
    "declined": _("geen spoed: gewone weg"),
    "team": _("tijdelijk team"),
    "stopped": _("gestopt"),
}
MOVES: Final[dict[str, tuple[tuple[str, ...], str, str | Promise]]] = {
    "triage": (("tabled",), "triaged", _("Beoordelen: dit is spoed")),
    "decline": (("tabled",), "declined", _("Beoordelen: gewone weg")),
    "team": (("triaged",), "team", _("Tijdelijk team instellen")),
    "extend": (("team",), "team", _("Verlengen met een besluit")),
    "stop": (("team",), "stopped", _("Team stoppen")),
}


class UrgentQuerySet(models.QuerySet["Urgent"]):
    """Urgent issues by what a page asks."""

    def newest_first(self) -> Self:
        return self.select_related("circle", "partner").order_by("-tabled_at", "pk")

    def in_circles(self, circles: Collection[uuid.UUID]) -> Self:
        return self.filter(circle__in=circles)

    def unjudged(self) -> Self:
        return self.filter(state="tabled")

    def with_stop(self) -> Self:
        """Each with `stop_on`: the last day of its team, as it was last agreed."""
        return self.annotate(stop_on=models.Max("terms__until"))

    def stop_days_before(self, day: date) -> list[date]:
        """Of every team that still works: its stop day, when that is over."""
        found = self.filter(state="team").order_by().annotate(last=models.Max("terms__until")).filter(last__lt=day)
        return [last for (last,) in found.values_list("last")]


class Urgent(models.Model):
    """One urgent issue at one body. triage_by: the end of the working day within which it is judged. what_if: the
    address of a trial calculation of what carrying it would cost."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    circle = models.ForeignKey(Circle, on_delete=models.PROTECT, related_name="+")
    partner = models.ForeignKey(Circle, on_delete=models.PROTECT, related_name="+")
    title = models.CharField(_("titel"), max_length=160)
    text = models.TextField(_("tekst"))
    state = models.CharField(max_length=10, choices=list(STATES.items()))
    tabled_at = models.DateTimeField()
    triage_by = models.DateTimeField()
    triaged_at = models.DateTimeField(null=True, blank=True)
    judgement = models.TextField(_("oordeel"), blank=True)
    options = models.TextField(_("mogelijkheden"), blank=True)
    what_if = models.CharField(max_length=200, blank=True)
    stopped_on = models.DateField(null=True, blank=True)
    lessons = models.TextField(_("wat wij leerden"), blank=True)

    in_digest = True
    objects = UrgentQuerySet.as_manager()
    privacy = Privacy(
        keeps=_("spoedonderwerpen, het oordeel erover en het tijdelijke team"),
        why=WHY,
        processing="choosing",
        ends=Never(_("wat een overleg met spoed deed blijft bewaard; er staat niets over iemand in")),
    )
    access = URGENT

    class Meta:
        indexes: ClassVar[list[models.Index]] = [models.Index(fields=("circle", "state"), name="choose_urgent_circle")]

    def __str__(self) -> str:
        return self.title

    def may(self, verb: str) -> bool:
        return self.state in MOVES[verb][0]

    def was_late(self, now: datetime) -> bool:
        return (self.triaged_at or now) > self.triage_by

    @property
    def hours_to_triage(self) -> int | None:
        """Measured by the clock, nights and weekends included."""
        return int((self.triaged_at - self.tabled_at).total_seconds() // 3600) if self.triaged_at else None

    @property
    def tabled_on(self) -> date:
        return timezone.localdate(self.tabled_at)


class TeamTermQuerySet(models.QuerySet["TeamTerm"]):
    """Terms by what a page asks."""

    def about(self, urgent: Urgent) -> Self:
        return self.filter(urgent=urgent).select_related("decision").order_by("made_on", "until")


class TeamTerm(models.Model):
    """Until when a temporary team works: partners by slug; decision: what it goes on by, after the first term."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    urgent = models.ForeignKey(Urgent, on_delete=models.PROTECT, related_name="terms")
    until = models.DateField()
    partners = models.JSONField()
    decision = models.ForeignKey(Decision, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    made_on = models.DateField()

    in_digest = True
    objects = TeamTermQuerySet.as_manager()
    privacy = Privacy(
        keeps=_("tot wanneer een tijdelijk team werkt, en welke partners meedoen"),
        why=WHY,
        processing="choosing",
        ends=Along("choose_urgent", "urgent_id", _("het spoedonderwerp")),
    )
    access = TERM

    def __str__(self) -> str:
        return str(self.until)
