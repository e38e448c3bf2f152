"""The trend inventory: what is coming, how it stands in the register, what was decided about it and what is seen."""

import uuid
from collections.abc import Collection
from datetime import date
from typing import ClassVar, Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from slagvaardig.see.trends.scales import DIRECTIONS, EXPECTED, KNOWN, LEVELS, SEEN
from slagvaardig.see.trends.workflow import ROLES, STATES, State
from slagvaardig.trust.circles.models import Circle
from slagvaardig.trust.privacy import After, Never, Privacy
from slagvaardig.trust.rows import Written

WHY = _("weten wat eraan komt voordat wordt gekozen")
_SEES = "circle_id = any((select sec.circles('see'))::uuid[])"
_EDITS = "circle_id = any((select sec.circles('edit'))::uuid[])"
_FOR_ALL = "(circle_id in (select c.id from trust_circle c where c.kind = 'coalition') and (select sec.in_coalition()))"
_CONSOLE = "sec.job() = 'console'"
_KEPT_YEARS = 3
_PAST = f"(sec.job() = 'retention' and month < sec.today() - interval '{_KEPT_YEARS} years')"
_VISIBLE = "trend_id in (select t.id from see_trend t)"
_PROPOSED = "trend_id in (select t.id from see_trend t where t.state = 'proposed')"


class TrendQuerySet(models.QuerySet["Trend"]):
    """Trends by what a page asks. The database leaves out what the visitor may not see."""

    def in_state(self, *states: str) -> Self:
        return self.filter(state__in=states)

    def on_theme(self, slug: str) -> Self:
        return self.filter(themes__contains=[slug])

    def to_review(self, day: date) -> Self:
        """Of which the day to look again has come."""
        return self.filter(state__in=[slug for slug, state in STATES.items() if state.reviewed], review_on__lte=day)

    def in_order(self) -> Self:
        """By title: no trend is more than another."""
        return self.order_by("title", "pk")

    def longest_waiting_first(self) -> Self:
        return self.order_by("proposed_on", "pk")

    def about(self, words: Collection[str]) -> Self:
        """In the title or text of which every word stands."""
        found = self
        for word in words:
            found = found.filter(models.Q(title__icontains=word) | models.Q(text__icontains=word))
        return found

    def among(self, keys: Collection[uuid.UUID]) -> Self:
        return self.filter(pk__in=list(keys))


class Trend(models.Model):
    """A development. While it is proposed or watched it lies in the circle of the coalition, in the inventory it is for
    everybody under the same address. since, until: a year or a month. publications: one a line, its parts between bars.
    Empty is what nobody said: it is never filled in."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    circle = models.ForeignKey(Circle, on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=10, choices=[(slug, state.title) for slug, state in STATES.items()])
    title = models.CharField(_("titel"), max_length=120)
    text = models.TextField(_("wat er gebeurt"), blank=True)
    expects = models.TextField(_("wat wij verwachten"), blank=True)
    practice = models.TextField(_("wat de praktijk ziet"), blank=True)
    source = models.CharField(_("bron"), max_length=200, blank=True)
    publications = models.TextField(_("publicaties"), blank=True)
    themes = models.JSONField(default=list, blank=True)
    indicators = models.JSONField(default=list, blank=True)
    level = models.CharField(max_length=10, blank=True, choices=list(LEVELS.items()))
    direction = models.CharField(max_length=10, blank=True, choices=list(DIRECTIONS.items()))
    known = models.CharField(max_length=20, blank=True, choices=[(slug, word.title) for slug, word in KNOWN.items()])
    expected = models.CharField(
        max_length=20, blank=True, choices=[(slug, word.title) for slug, word in EXPECTED.items()]
    )
    since = models.CharField(max_length=7, blank=True)
    until = models.CharField(max_length=7, blank=True)
    proposed_on = models.DateField()
    changed_on = models.DateField()
    review_on = models.DateField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    in_digest = True
    objects = TrendQuerySet.as_manager()
    privacy = Privacy(
        keeps=_("ontwikkelingen die de coalitie ziet aankomen, met bron; niets over personen"),
        why=WHY,
        processing="trends",
        ends=Never(_("ook wat voorbij is blijft staan, met tot wanneer en waarom; er staat niets over iemand in")),
    )
    access = Written(
        select=_SEES,
        insert=f"(state = 'proposed' and {_FOR_ALL}) or {_CONSOLE}",
        update=_EDITS,
        becomes=_EDITS,
        changes=(
            "circle_id", "state", "title", "text", "expects", "practice", "source", "publications", "themes",
            "indicators", "level", "direction", "known", "expected", "since", "until", "changed_on", "review_on",
            "version",
        ),
    )  # fmt: skip

    class Meta:
        indexes: ClassVar[list[models.Index]] = [models.Index(fields=("state", "review_on"), name="see_trend_state")]

    def __str__(self) -> str:
        return self.title

    @property
    def status(self) -> State:
        return STATES[self.state]

    def is_due(self, day: date) -> bool:
        return self.status.reviewed and self.review_on is not None and self.review_on <= day


class TurnQuerySet(models.QuerySet["Turn"]):
    """Turns by what a page asks."""

    def of(self, trend: Trend) -> Self:
        return self.filter(trend=trend).order_by("number")

    def last_number(self, trend: Trend) -> int:
        found: int | None = self.filter(trend=trend).aggregate(last=models.Max("number"))["last"]
        return found or 0


class Turn(models.Model):
    """One act on a trend, by role, with its reason. It lies where the trend lay then: what the coalition said before it
    became public stays there. before: what stood there, of each part that was changed."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    trend = models.ForeignKey(Trend, on_delete=models.CASCADE, related_name="turns")
    circle = models.ForeignKey(Circle, on_delete=models.PROTECT, related_name="+")
    number = models.PositiveIntegerField()
    on = models.DateField()
    role = models.CharField(max_length=10, choices=list(ROLES.items()))
    verb = models.CharField(max_length=10)
    state = models.CharField(max_length=10)
    reason = models.TextField(_("reden"), blank=True)
    before = models.JSONField(default=dict, blank=True)

    objects = TurnQuerySet.as_manager()
    privacy = Privacy(
        keeps=_("wat er met een ontwikkeling is besloten en waarom, met een rol in plaats van een naam"),
        why=WHY,
        processing="trends",
        ends=Never(_("een register zonder zijn geschiedenis is niet na te gaan; er staat niets over iemand in")),
    )
    access = Written(
        select=_SEES,
        insert=f"(role = 'bureau' and {_EDITS}) or {_CONSOLE}"
        f" or (role = 'member' and verb = 'propose' and {_FOR_ALL} and {_PROPOSED})",
    )

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=("trend", "number"), name="see_turn_one_at_a_time")
        ]

    def __str__(self) -> str:
        return f"{self.trend_id} {self.number}"


class SightQuerySet(models.QuerySet["Sight"]):
    """Sights by what a page asks."""

    def of(self, trend: Trend) -> Self:
        return self.filter(trend=trend).order_by("-month", "pk")


class Sight(models.Model):
    """What somebody sees of a trend in his work, for whoever works for a partner. Never who, and only the month."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    trend = models.ForeignKey(Trend, on_delete=models.CASCADE, related_name="sights")
    circle = models.ForeignKey(Circle, on_delete=models.PROTECT, related_name="+")
    month = models.DateField()
    seen = models.CharField(max_length=10, choices=list(SEEN.items()))
    role = models.CharField(max_length=40, blank=True)
    text = models.TextField(_("wat u ziet"))

    objects = SightQuerySet.as_manager()
    privacy = Privacy(
        keeps=_("wat professionals van een ontwikkeling zien, met hun functie als zij die noemen en zonder hun naam"),
        why=_("wat de praktijk ziet naast de cijfers leggen"),
        processing="trends",
        ends=After("month", _("de maand waarin het is gezegd"), years=_KEPT_YEARS),
        person=True,
    )
    access = Written(
        select=f"{_SEES} or {_PAST}",
        insert=f"({_FOR_ALL} and {_VISIBLE}) or {_CONSOLE}",
        delete=_PAST,
    )

    def __str__(self) -> str:
        return f"{self.trend_id} {self.seen}"
