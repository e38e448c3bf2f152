"""What was done, by whom, when. No foreign keys: a row must outlive what it is about."""

from django.db import models
from django.db.models.functions import Cast

from slagvaardig.trust.privacy import Privacy
from slagvaardig.trust.rows import Written

_READS = "(select sec.has('read_log')) or sec.job() in ('sealer', 'retention', 'console')"


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

    privacy = Privacy(
        keeps="wie wat wanneer deed in dit systeem, zonder wat iemand schreef",
        why="verantwoorden wat er met cijfers, stukken en instellingen gebeurt",
        until="zeven jaar na de handeling",
        person=True,
    )
    access = Written(
        select=f"actor = sec.actor() or {_READS} or circle = any((select sec.circles('edit'))::uuid[])",
        # Nobody writes in another's name; without an identity only a visitor or the system itself can have acted.
        insert="seal is null and (actor = sec.actor() or (sec.actor() is null and actor not like 'user:%'))",
        update="sec.job() = 'sealer'",
        changes=("seal",),
    )

    class Meta:
        ordering = ("-at", "-id")
        indexes = [models.Index(fields=("id",), name="trust_event_unsealed", condition=models.Q(seal=None))]

    def __str__(self) -> str:
        return f"{self.actor} {self.verb} {self.about}"


class Seal(models.Model):
    """A link of the chain: the events it covers, the root over them, and the head that follows from the one before."""

    seq = models.BigIntegerField(primary_key=True)
    at = models.DateTimeField(auto_now_add=True)
    events = models.PositiveIntegerField()
    root = models.CharField(max_length=64)
    head = models.CharField(max_length=64)

    privacy = Privacy(
        keeps="controlegetallen over het logboek",
        why="knoeien met het logboek ontdekken",
        until="zolang het logboek bestaat",
    )
    access = Written(select="true", insert="sec.job() = 'sealer'")

    class Meta:
        ordering = ("-seq",)

    def __str__(self) -> str:
        return f"{self.seq} {self.head}"
