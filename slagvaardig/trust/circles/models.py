"""The circles in which items lie, and who sits in them from when until when."""

import uuid
from collections.abc import Iterable
from datetime import date
from typing import Any, ClassVar, Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from slagvaardig.trust.access.models import Person
from slagvaardig.trust.access.roles import KINDS, ROLES
from slagvaardig.trust.privacy import After, Never, Privacy
from slagvaardig.trust.rows import Written

LONGEST_DAYS = 366
_TERMS = Privacy(
    keeps=_("wie van wanneer tot wanneer welke rol of welk ambt had, en wie die gaf"),
    why=_("toegang geven, beëindigen en verantwoorden"),
    processing="people",
    ends=After("until", _("de laatste dag"), years=7),
    person=True,
)
_REGULATED = Privacy(
    keeps=_("kringen, ambten en zetels van de coalitie, zonder personen"),
    why=_("vastleggen wie waarover gaat"),
    processing="people",
    ends=Never(_("dit is de indeling van de coalitie; er staat niets over iemand in")),
)
_BY_CONSOLE = "sec.job() = 'console'"
_APPOINTS = f"({_BY_CONSOLE} or (person_id <> sec.me() and (select sec.has('appoint'))))"

# What one has may be ended, as of yesterday; what has ended is history, which nobody writes about himself.
_MINE_NOW = "(person_id = sec.me() and until >= sec.today())"
_MINE_ENDED = "(person_id = sec.me() and until = sec.today() - 1)"


class CircleQuerySet(models.QuerySet["Circle"]):
    """Circles by what a page asks."""

    def among(self, ids: "set[uuid.UUID]") -> Self:
        return self.filter(pk__in=ids)

    def other_than(self, circle: "Circle") -> Self:
        return self.exclude(pk=circle.pk)

    def closed_ones(self) -> Self:
        """Circles with members of their own."""
        return self.filter(kind__in=("partner", "body", "desk"))

    def of_kinds(self, *kinds: str) -> Self:
        return self.filter(kind__in=kinds)

    def with_slugs(self, slugs: Iterable[str]) -> Self:
        return self.filter(slug__in=list(slugs))


class Circle(models.Model):
    """Where an item lies. `slug` is that of the partner or the body it belongs to."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    kind = models.CharField(max_length=10, choices=list(KINDS.items()))
    slug = models.SlugField(max_length=80, unique=True)
    name = models.CharField(max_length=160)

    in_digest = True
    objects = CircleQuerySet.as_manager()
    privacy = _REGULATED
    access = Written(select="true", insert=_BY_CONSOLE, update=_BY_CONSOLE, changes=("name",))

    class Meta:
        ordering = ("kind", "name")

    def __str__(self) -> str:
        return self.name

    @property
    def reading_is_recorded(self) -> bool:
        """Whether it is written down who read an item here."""
        return self.kind not in ("public", "coalition")


class TermQuerySet(models.QuerySet[Any]):
    """Anything with a first and a last day."""

    def on(self, day: date) -> Self:
        return self.filter(since__lte=day, until__gte=day)

    def not_ended(self, day: date) -> Self:
        return self.filter(until__gte=day)

    def of(self, person: Person) -> Self:
        return self.filter(person=person)

    def in_circle(self, circle: Circle) -> Self:
        return self.filter(circle=circle)

    def with_role(self, role: str) -> Self:
        return self.filter(role=role)

    def of_the_site(self) -> Self:
        return self.filter(circle=None)

    def of_offices(self, offices: Iterable[str]) -> Self:
        return self.filter(office__in=list(offices))

    def with_names(self) -> Self:
        return self.select_related("person").order_by("person__name", "since")


_TERM_IS_SOUND = models.CheckConstraint(
    condition=models.Q(until__lte=models.F("since") + LONGEST_DAYS), name="trust_%(class)s_at_most_a_year"
)
_GIVEN_BY_ANOTHER = models.CheckConstraint(
    condition=~models.Q(given_by=models.F("person")), name="trust_%(class)s_given_by_another"
)


class Term(models.Model):
    """Something a person has from `since` up to and including `until`, given by somebody else (or at the console)."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    since = models.DateField()
    until = models.DateField()
    given_by = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")

    objects: ClassVar[Any] = TermQuerySet.as_manager()

    class Meta:
        abstract = True
        constraints: ClassVar[list[models.BaseConstraint]] = [_TERM_IS_SOUND, _GIVEN_BY_ANOTHER]

    def __str__(self) -> str:
        return f"{self.since}/{self.until}"


class Membership(Term):
    """A role in a circle, or of the whole site when there is no circle."""

    circle = models.ForeignKey(Circle, null=True, on_delete=models.PROTECT)
    role = models.CharField(max_length=20, choices=[(slug, role.title) for slug, role in ROLES.items()])

    privacy = _TERMS
    _GIVES = (
        f"({_BY_CONSOLE} or (person_id <> sec.me() and"
        " (circle_id = any((select sec.circles('admit'))::uuid[]) or (select sec.has('appoint')))))"
    )
    access = Written(
        select="person_id = sec.me() or circle_id = any((select sec.circles('see'))::uuid[])"
        f" or (select sec.has('appoint')) or (select sec.has('read_log')) or {_BY_CONSOLE}",
        insert=f"{_GIVES} and given_by_id is not distinct from sec.me()",
        update=f"{_GIVES} or {_MINE_NOW}",
        becomes=f"{_GIVES} or {_MINE_ENDED}",
        changes=("until",),
    )

    class Meta(Term.Meta):
        constraints: ClassVar[list[models.BaseConstraint]] = [
            *Term.Meta.constraints,
            models.CheckConstraint(
                condition=models.Q(circle=None, role__in=[slug for slug, role in ROLES.items() if role.of_the_site])
                | models.Q(
                    circle__isnull=False, role__in=[slug for slug, role in ROLES.items() if not role.of_the_site]
                ),
                name="trust_membership_role_fits",
            ),
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=("person", "until"), name="trust_membership_person")
        ]


class OfficeQuerySet(models.QuerySet["Office"]):
    """Offices by what a page asks."""

    def with_slugs(self, slugs: Iterable[str]) -> Self:
        return self.filter(slug__in=list(slugs))

    def with_holders(self, day: date) -> Self:
        """Each with `holders`: who holds it on a day."""
        holding = Tenure.objects.on(day).select_related("person")
        return self.select_related("partner").prefetch_related(
            models.Prefetch("tenures", queryset=holding, to_attr="holders"), "seats__circle"
        )


class SeatQuerySet(models.QuerySet["Seat"]):
    """Seats by what a page asks."""

    def in_circle(self, circle: Circle) -> Self:
        return self.filter(circle=circle)

    def with_role(self, role: str) -> Self:
        return self.filter(role=role)

    def held_on(self, day: date) -> Self:
        """Those of offices that somebody holds on a day."""
        return self.filter(office__tenures__since__lte=day, office__tenures__until__gte=day)


class Office(models.Model):
    """An office (ambt), such as that of a mayor: it sits at tables, whoever holds it."""

    slug = models.SlugField(max_length=80, primary_key=True)
    title = models.CharField(max_length=120)
    partner = models.ForeignKey(Circle, on_delete=models.PROTECT)

    in_digest = True
    objects = OfficeQuerySet.as_manager()
    privacy = _REGULATED
    access = Written(select="true", insert=_BY_CONSOLE, update=_BY_CONSOLE, changes=("title", "partner_id"))

    class Meta:
        ordering = ("title",)

    def __str__(self) -> str:
        return self.title


class Seat(models.Model):
    """An office sits in the circle of a body or of its partner, with a role."""

    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="seats")
    circle = models.ForeignKey(Circle, on_delete=models.PROTECT)
    role = models.CharField(max_length=20, choices=[(slug, role.title) for slug, role in ROLES.items()])

    in_digest = True
    objects = SeatQuerySet.as_manager()
    privacy = _REGULATED
    access = Written(select="true", insert=_BY_CONSOLE, delete=_BY_CONSOLE)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=("office", "circle"), name="trust_seat_once")
        ]

    def __str__(self) -> str:
        return f"{self.office_id} {self.role}"


class Tenure(Term):
    """Who holds an office. One at a time: the next begins on the day after the last day of the one before."""

    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="tenures")

    in_digest = True
    privacy = _TERMS
    access = Written(
        select="true",
        insert=f"{_APPOINTS} and given_by_id is not distinct from sec.me()",
        update=f"{_APPOINTS} or {_MINE_NOW}",
        becomes=f"{_APPOINTS} or {_MINE_ENDED}",
        changes=("until",),
    )
