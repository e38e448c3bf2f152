"""A round of the pulse, who was invited, the links that can still be used, and the sealed box with the counts.

No row is an answer. An answer adds to counts that are sealed as a whole under a key outside the database (box.py).
"""

import uuid
from datetime import date
from typing import Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from slagvaardig.see.pulse.conditions import BUREAU, CLOSES, ENDS, HANDS_OUT, HOLDS, OF_OWN_PARTNER, WHY, holds_a_link
from slagvaardig.see.pulse.workflow import FIRST, STATES
from slagvaardig.trust.circles.models import Circle
from slagvaardig.trust.privacy import After, Never, Privacy
from slagvaardig.trust.rows import Written

_UNTIL = _("de laatste dag van de ronde, en twee maanden")


class PulseRoundQuerySet(models.QuerySet["PulseRound"]):
    """Rounds by what a page asks."""

    def newest_first(self) -> Self:
        return self.order_by("-period")

    def open_on(self, day: date) -> Self:
        return self.filter(state="open", closes__gte=day)

    def not_published(self) -> Self:
        return self.exclude(state="published").order_by("period")

    def published(self) -> Self:
        return self.filter(state="published").newest_first()

    def in_period(self, period: str) -> Self:
        return self.filter(period=period)


class PulseRound(models.Model):
    """One time that the questions are asked. asked: the wording, the answers and the cells, as they were on that day.
    result: what may be shown of it, protected before it is kept; nothing finer is kept anywhere."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    period = models.CharField(max_length=7, unique=True)
    state = models.CharField(max_length=10, choices=list(STATES.items()), default=FIRST)
    opened = models.DateField()
    closes = models.DateField()
    closed = models.DateField(null=True)
    published = models.DateField(null=True)
    asked = models.JSONField()
    result = models.JSONField(null=True)

    in_digest = True
    objects = PulseRoundQuerySet.as_manager()
    privacy = Privacy(
        keeps=_("de vragen van een ronde en de aantallen antwoorden, vanaf tien en per district of regio"),
        why=WHY,
        processing="pulse",
        ends=Never(_("de reeks is niets waard zonder haar rondes; er staat niets over iemand in")),
    )
    access = Written(
        select=f"state <> 'closed' or {BUREAU}",
        insert=f"state = '{FIRST}' and {BUREAU}",
        update=BUREAU,
        changes=("state", "closed", "published", "result"),
    )

    def __str__(self) -> str:
        return self.period

    @property
    def in_words(self) -> str:
        return str(STATES[self.state])


class PulseBatchQuerySet(models.QuerySet["PulseBatch"]):
    """Handed out links by what a page asks."""

    def of(self, found: PulseRound) -> Self:
        return self.filter(round=found)

    def by_partner(self) -> Self:
        return self.order_by("circle__name", "role", "area", "pk")


class PulseBatch(models.Model):
    """How many links were made for people of one partner with one kind of work, and where they work."""

    id = models.UUIDField(primary_key=True, editable=False)
    round = models.ForeignKey(PulseRound, on_delete=models.CASCADE, related_name="batches")
    circle = models.ForeignKey(Circle, on_delete=models.PROTECT)
    kind = models.CharField(max_length=40)
    role = models.SlugField(max_length=40)
    area = models.CharField(max_length=20, blank=True)
    number = models.PositiveIntegerField()
    day = models.DateField()
    keep_until = models.DateField()

    in_digest = True
    objects = PulseBatchQuerySet.as_manager()
    privacy = Privacy(
        keeps=_("hoeveel mensen met welk werk een partner uitnodigde; niet wie"),
        why=WHY,
        processing="pulse",
        ends=After("keep_until", _UNTIL),
    )
    access = Written(
        select=f"{OF_OWN_PARTNER} or {BUREAU} or {ENDS}", insert=f"{OF_OWN_PARTNER} or {BUREAU}", delete=ENDS
    )

    def __str__(self) -> str:
        return f"{self.role} {self.number}"


class PulseLinkQuerySet(models.QuerySet["PulseLink"]):
    """Links by what an act asks."""

    def of(self, found: PulseRound) -> Self:
        return self.filter(round=found)

    def used_up(self) -> Self:
        return self.filter(used=True)


class PulseLink(models.Model):
    """That a link exists, and whether it was used: a hash of its token. Nothing says for whom it was made."""

    hash = models.CharField(max_length=64, primary_key=True)
    round = models.ForeignKey(PulseRound, on_delete=models.CASCADE)
    used = models.BooleanField(default=False)
    keep_until = models.DateField()

    objects = PulseLinkQuerySet.as_manager()
    privacy = Privacy(
        keeps=_("een onomkeerbare afdruk van elke uitgedeelde link, tot de ronde sluit"),
        why=_("een link één keer laten werken"),
        processing="pulse",
        ends=After("keep_until", _UNTIL),
    )
    access = Written(
        select=f"{HOLDS} or {BUREAU} or {ENDS}",
        insert=f"not used and {HANDS_OUT}",
        update=f"{HOLDS} and not used",
        becomes=f"{HOLDS} and used",
        delete=f"{CLOSES} or {ENDS}",
        changes=("used",),
    )

    def __str__(self) -> str:
        return self.hash[:8]


class PulseBox(models.Model):
    """The counts of a round that is open, sealed. Always of the same size; gone when the round is closed."""

    round = models.OneToOneField(PulseRound, on_delete=models.CASCADE, primary_key=True)
    sealed = models.BinaryField()
    keep_until = models.DateField()

    privacy = Privacy(
        keeps=_("de versleutelde telling van een ronde, tot zij sluit"),
        why=WHY,
        processing="pulse",
        ends=After("keep_until", _UNTIL),
    )
    access = Written(
        select=f"{holds_a_link('see_pulsebox')} or {BUREAU} or {ENDS}",
        insert=BUREAU,
        update=holds_a_link("see_pulsebox"),
        delete=f"{CLOSES} or {ENDS}",
        changes=("sealed",),
    )

    def __str__(self) -> str:
        return str(self.round_id)
