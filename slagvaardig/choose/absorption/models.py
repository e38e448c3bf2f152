"""What partners say they have and what was promised in their name: hours per role and quarter, never per person."""

import uuid
from collections.abc import Collection
from typing import ClassVar, Final, Self

from django.db import models
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from slagvaardig.trust.circles.models import Circle
from slagvaardig.trust.privacy import After, Along, Privacy
from slagvaardig.trust.rows import Written

WHY: Final = _("niet meer beloven dan partners aankunnen")
KINDS: Final[dict[str, str | Promise]] = {
    "priority": _("prioriteit"),
    "activity": _("activiteit"),
    "session": _("sessie"),
    "seat": _("zetel aan een overleg"),
}
_CONSOLE = "sec.job() = 'console'"
_COALITION = "(select sec.in_coalition())"
_RUNS = "circle_id = any((select sec.circles('edit'))::uuid[])"
_FOR_ALL = "circle_id in (select c.id from trust_circle c where c.kind = 'coalition')"
_OF_PARTNER = "circle_id in (select c.id from trust_circle c where c.kind = 'partner')"
_OWN_WORK = f"({_OF_PARTNER} and circle_id = any((select sec.circles('write'))::uuid[]))"
_WORKS_ON = f"(({_RUNS} and {_FOR_ALL}) or {_OWN_WORK})"
# Of its own work a partner promises its own hours only.
_PROMISES = (
    "(work_id in (select w.id from choose_work w where w.circle_id = any((select sec.circles('edit'))::uuid[])"
    " and w.circle_id in (select c.id from trust_circle c where c.kind = 'coalition'))"
    " or (partner_id = any((select sec.circles('write'))::uuid[])"
    " and work_id in (select w.id from choose_work w where w.circle_id = partner_id)))"
)


class StatedQuerySet(models.QuerySet["Stated"]):
    """What partners said they have, by what a page asks."""

    def of_partners(self, partners: Collection[str]) -> Self:
        return self.filter(partner__slug__in=partners)

    def in_quarters(self, quarters: Collection[str]) -> Self:
        return self.filter(quarter__in=quarters)

    def newest(self) -> Self:
        """Of every partner, role and quarter the newest version."""
        order = ("partner_id", "role", "quarter")
        return self.order_by(*order, "-number").distinct(*order)

    def in_order(self) -> Self:
        return self.order_by("stated_on", "number")


class Stated(models.Model):
    """A partner says how many hours of a role it has in a quarter; the newest version counts, older ones stay. hours:
    None takes back what was said: then it is unknown again."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    partner = models.ForeignKey(Circle, on_delete=models.PROTECT, related_name="+")
    role = models.SlugField(max_length=60)
    quarter = models.CharField(max_length=7)
    hours = models.PositiveIntegerField(null=True)
    number = models.PositiveSmallIntegerField()
    stated_on = models.DateField()

    objects = StatedQuerySet.as_manager()
    privacy = Privacy(
        keeps=_("hoeveel uren een partner per kwartaal heeft van een soort werk, zonder personen"),
        why=WHY,
        processing="choosing",
        ends=After("stated_on", _("de dag van de opgave"), years=7),
    )
    access = Written(
        select=f"{_COALITION} or {_CONSOLE}",
        insert=f"partner_id = any((select sec.circles('write'))::uuid[]) or {_CONSOLE}",
    )

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=("partner", "role", "quarter", "number"), name="choose_stated_in_order")
        ]

    def __str__(self) -> str:
        return f"{self.role} {self.quarter}"


class WorkQuerySet(models.QuerySet["Work"]):
    """Work by what a page asks."""

    def in_order(self) -> Self:
        return self.order_by("kind", "title", "pk")

    def among(self, keys: Collection[uuid.UUID]) -> Self:
        return self.filter(pk__in=keys)


class Work(models.Model):
    """Something for which hours were promised. path: where on this site it is explained. last_quarter: after it nothing
    is promised any more; empty as long as nobody ended it."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    circle = models.ForeignKey(Circle, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=10, choices=list(KINDS.items()))
    title = models.CharField(_("titel"), max_length=120)
    path = models.CharField(max_length=200, blank=True)
    last_quarter = models.CharField(max_length=7, blank=True)
    touched_on = models.DateField()

    objects = WorkQuerySet.as_manager()
    privacy = Privacy(
        keeps=_("waarvoor uren zijn toegezegd"),
        why=WHY,
        processing="choosing",
        ends=After("touched_on", _("de laatste wijziging"), years=7),
    )
    access = Written(
        select=f"{_COALITION} or {_CONSOLE}",
        insert=f"{_WORKS_ON} or {_CONSOLE}",
        update=_WORKS_ON,
        changes=("last_quarter", "touched_on"),
    )

    def __str__(self) -> str:
        return self.title


class PromisedQuerySet(models.QuerySet["Promised"]):
    """Promised hours by what a page asks."""

    def in_quarters(self, quarters: Collection[str]) -> Self:
        return self.filter(quarter__in=quarters)

    def of_partners(self, partners: Collection[str]) -> Self:
        return self.filter(partner__kind="partner", partner__slug__in=list(partners))

    def of_roles(self, roles: Collection[str]) -> Self:
        return self.filter(role__in=list(roles))

    def of_works(self, keys: Collection[str]) -> Self:
        return self.filter(work__in=list(keys))

    def of_other_work(self, keys: Collection[str]) -> Self:
        return self.exclude(work__in=list(keys)) if keys else self

    def added_up(self) -> "models.QuerySet[Promised, tuple[str, str, str, int]]":
        """(partner, role, quarter, hours) over all work."""
        groups = self.values("partner__slug", "role", "quarter").order_by()
        return groups.annotate(whole=models.Sum("hours")).values_list("partner__slug", "role", "quarter", "whole")

    def that_count(self) -> Self:
        """Without what was ended before its quarter."""
        return self.filter(models.Q(work__last_quarter="") | models.Q(quarter__lte=models.F("work__last_quarter")))


class Promised(models.Model):
    """So many hours of a role of one partner in one quarter, for one piece of work."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    work = models.ForeignKey(Work, on_delete=models.CASCADE, related_name="hours")
    partner = models.ForeignKey(Circle, on_delete=models.PROTECT, related_name="+")
    role = models.SlugField(max_length=60)
    quarter = models.CharField(max_length=7)
    hours = models.PositiveIntegerField()

    objects = PromisedQuerySet.as_manager()
    privacy = Privacy(
        keeps=_("toegezegde uren per partner, soort werk en kwartaal, zonder personen"),
        why=WHY,
        processing="choosing",
        ends=Along("choose_work", "work_id", _("het werk waarvoor ze zijn toegezegd")),
    )
    access = Written(
        select="work_id in (select w.id from choose_work w)",
        insert=f"{_PROMISES} or {_CONSOLE}",
        update=_PROMISES,
        delete="sec.job() = 'retention' and work_id in (select w.id from choose_work w)",
        changes=("hours",),
    )

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=("work", "partner", "role", "quarter"), name="choose_promised_once")
        ]

    def __str__(self) -> str:
        return f"{self.role} {self.quarter}"
