"""What was done, by whom, when. No foreign keys: a row must outlive what it is about."""

import uuid
from collections.abc import Iterable
from datetime import date, datetime
from typing import Self

from django.db import models
from django.db.models.functions import Cast
from django.utils.translation import gettext_lazy as _

from slagvaardig.trust.privacy import After, Never, Privacy
from slagvaardig.trust.rows import Written

_READS = "(select sec.has('read_log')) or sec.job() in ('sealer', 'retention', 'console')"


# Nobody writes in another's name; without an identity only a visitor or the system itself can have acted. Nor does
# anybody write of another moment than now, or as another transaction: the sealer could then pass a line over.
_INSERT = """seal is null and at between now() and clock_timestamp() and xid = pg_current_xact_id()::text::bigint
and (actor = sec.actor() or (sec.actor() is null and actor not like 'user:%'))"""


class EventQuerySet(models.QuerySet["Event"]):
    """Lines by what a page asks. The database leaves out what the visitor may not see."""

    def newest_first(self) -> Self:
        return self.order_by("-at", "-pk")

    def before(self, at: datetime, key: int) -> Self:
        """What comes after a place in newest_first()."""
        return self.filter(models.Q(at__lt=at) | models.Q(at=at, pk__lt=key), at__lte=at)

    def of_verb(self, verb: str) -> Self:
        return self.filter(verb=verb)

    def by_actor(self, actor: str) -> Self:
        return self.filter(actor=actor)

    def by_the_system(self) -> Self:
        return self.exclude(actor__startswith="user:")

    def about(self, thing: str) -> Self:
        return self.filter(about=thing)

    def on(self, day: date) -> Self:
        return self.filter(at__date=day)

    def since(self, moment: datetime) -> Self:
        return self.filter(at__gte=moment)

    def by_or_about(self, person: uuid.UUID) -> Self:
        return self.filter(models.Q(actor=f"user:{person}") | models.Q(about=f"person:{person}"))

    def readings_of(self, thing: str) -> Self:
        return self.filter(about=thing, verb__in=("read", "download"))

    def unsealed(self) -> Self:
        return self.filter(seal=None)


class Event(models.Model):
    """One act. `about` names its object as text ("source:NAME"); `detail` holds facts, no writings.

    salt: keeps a sealed row from being guessed. xid: the transaction that wrote it. seal: the seal that covers it.
    """

    at = models.DateTimeField(auto_now_add=True, db_index=True)
    actor = models.CharField(max_length=120)
    verb = models.CharField(max_length=60)
    about = models.CharField(max_length=200, db_index=True)
    circle = models.UUIDField(null=True, db_index=True)
    detail = models.JSONField(default=dict)
    trace = models.CharField(max_length=32, blank=True)
    activity = models.CharField(max_length=80, blank=True)
    salt = models.BinaryField(
        db_default=models.Func(models.Func(function="gen_random_uuid"), function="uuid_send"), editable=False
    )
    xid = models.BigIntegerField(
        db_default=Cast(Cast(models.Func(function="pg_current_xact_id"), models.TextField()), models.BigIntegerField()),
        editable=False,
    )
    seal = models.BigIntegerField(null=True, editable=False)

    objects = EventQuerySet.as_manager()
    privacy = Privacy(
        keeps=_("wie wat wanneer deed in dit systeem, zonder wat iemand schreef"),
        why=_("verantwoorden wat er met cijfers, stukken en instellingen gebeurt"),
        processing="log",
        ends=After("at", _("de handeling"), years=7, also="seal is not null"),
        person=True,
    )
    access = Written(
        select=f"actor = sec.actor() or about = 'person:' || sec.me() or {_READS}"
        " or circle = any((select sec.circles('edit'))::uuid[])",
        insert=_INSERT,
        update="sec.job() = 'sealer'",
        changes=("seal",),
    )

    class Meta:
        ordering = ("-at", "-id")
        indexes = [
            models.Index(fields=("seal", "id"), name="trust_event_sealed"),
            models.Index(fields=("actor", "-at", "-id"), name="trust_event_actor"),
        ]

    def __str__(self) -> str:
        return f"{self.actor} {self.verb} {self.about}"


class KeptLeaf(models.Model):
    """What stays of a line that was destroyed after its term: a hash that says nothing, for the chain to hold."""

    id = models.BigIntegerField(primary_key=True)
    seal = models.BigIntegerField(db_index=True)
    leaf = models.CharField(max_length=64)

    privacy = Privacy(
        keeps=_("het controlegetal van een vernietigde regel van het logboek"),
        why=_("aantonen dat de rest van het logboek heel is"),
        processing="log",
        ends=Never(_("zonder de hele keten is er niets na te rekenen; er staat niets over iemand in")),
    )
    access = Written(select=_READS, insert="sec.job() = 'retention'")

    def __str__(self) -> str:
        return f"{self.pk} {self.leaf}"


class SealQuerySet(models.QuerySet["Seal"]):
    """Seals by what a page asks."""

    def after(self, seq: int) -> Self:
        return self.filter(seq__gt=seq).order_by("seq")

    def among(self, seqs: Iterable[int]) -> Self:
        return self.filter(seq__in=list(seqs))

    def newest(self) -> "Seal | None":
        return self.order_by("-seq").first()


class Seal(models.Model):
    """A link of the chain: the events it covers, the root over them, and the head that follows from the one before."""

    seq = models.BigIntegerField(primary_key=True)
    at = models.DateTimeField(auto_now_add=True)
    events = models.PositiveIntegerField()
    root = models.CharField(max_length=64)
    head = models.CharField(max_length=64)

    objects = SealQuerySet.as_manager()
    privacy = Privacy(
        keeps=_("controlegetallen over het logboek"),
        why=_("knoeien met het logboek ontdekken"),
        processing="log",
        ends=Never(_("zonder de hele keten is er niets na te rekenen; er staat niets over iemand in")),
    )
    access = Written(select="true", insert="sec.job() = 'sealer'")

    class Meta:
        ordering = ("-seq",)

    def __str__(self) -> str:
        return f"{self.seq} {self.head}"
