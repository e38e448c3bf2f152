"""Circles as a region has them, and who sits in them. Every term is given by somebody else and has an end."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from django.core.exceptions import ValidationError
from django.db import connection, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from slagvaardig.trust.access.actions import invite, set_active
from slagvaardig.trust.access.models import Actor, Person, name_of
from slagvaardig.trust.access.roles import ROLES
from slagvaardig.trust.audit.actions import record
from slagvaardig.trust.circles.models import LONGEST_DAYS, Circle, Membership, Office, Seat, Tenure
from slagvaardig.trust.circles.rules import Refused, has, may

SITE_WIDE = {"public": "openbaar", "coalition": "coalitie", "desk": "loket"}


@dataclass(frozen=True)
class OfficePlan:
    """An office as a region file names it: of which partner, and in which circles it sits with which role."""

    slug: str
    title: str
    partner: str
    seats: tuple[tuple[str, str], ...]


@transaction.atomic
def lay_out(*, circles: Iterable[tuple[str, str, str]], offices: Iterable[OfficePlan], by: Actor) -> None:
    """Make the circles (kind, slug, name) and offices that are not there yet, and renew names and seats. Nothing that
    has content or people is taken away."""
    for kind, slug, name in circles:
        Circle.objects.update_or_create(
            slug=slug, defaults={"name": name}, create_defaults={"kind": kind, "name": name}
        )
    for plan in offices:
        partner = Circle.objects.get(slug=plan.partner)
        office, _new = Office.objects.update_or_create(
            slug=plan.slug, defaults={"title": plan.title, "partner": partner}
        )
        wanted = {*plan.seats, (plan.partner, "contributor")}
        present = set(office.seats.values_list("circle__slug", "role"))
        if wanted != present:
            office.seats.all().delete()
            Seat.objects.bulk_create(
                Seat(office=office, circle=Circle.objects.get(slug=slug), role=role) for slug, role in sorted(wanted)
            )
            record(
                verb="seat", about=f"office:{plan.slug}", by=name_of(by), detail={"seats": sorted(map(list, wanted))}
            )


@transaction.atomic
def admit(
    *, person: Person, circle: Circle | None, role: str, until: date, by: Actor, since: date | None = None
) -> Membership:
    """Give somebody else a role in a circle, or a role of the whole site when `circle` is None."""
    allowed = has("appoint") or (circle is not None and may("admit", circle))
    if not allowed or person == by:
        raise Refused
    first = since or timezone.localdate()
    _require_term(first, until)
    kind = circle.kind if circle else ""
    if (
        role not in ROLES
        or (ROLES[role].of_the_site if circle else not ROLES[role].of_the_site)
        or (circle and kind not in ROLES[role].kinds)
    ):
        raise ValidationError(_("Deze rol past niet bij deze kring."))
    given = Membership(person=person, circle=circle, role=role, since=first, until=until, given_by=_giver(by))
    _insert(given)
    record(
        verb="admit",
        about=f"person:{person.pk}",
        by=name_of(by),
        circle=circle.pk if circle else None,
        detail={"role": role, "since": first.isoformat(), "until": until.isoformat()},
    )
    return given


@transaction.atomic
def end(*, term: Membership | Tenure, by: Actor) -> None:
    """Let a term end before today. Whoever may give it may end it, and everybody his own."""
    _shorten(term, timezone.localdate() - timedelta(days=1))
    circle = term.circle_id if isinstance(term, Membership) else None
    record(verb="end", about=f"person:{term.person_id}", by=name_of(by), circle=circle)


@transaction.atomic
def hand_over(*, office: Office, to: Person, on: date, by: Actor, until: date | None = None) -> Tenure:
    """Let somebody else hold an office from a day on: the one before ends, every seat goes along. One act."""
    if not has("appoint") or to == by:
        raise Refused
    last = until or on + timedelta(days=LONGEST_DAYS - 1)
    _require_term(on, last)
    with connection.cursor() as cursor:  # one at a time holds an office, also when two hand it over at once
        cursor.execute("select pg_advisory_xact_lock(hashtextextended(%s, 1))", [office.pk])
    for before in Tenure.objects.filter(office=office, until__gte=on):
        if before.person == by:
            raise Refused
        _shorten(before, on - timedelta(days=1))
    tenure = Tenure(office=office, person=to, since=on, until=last, given_by=_giver(by))
    _insert(tenure)
    record(
        verb="hand-over", about=f"office:{office.pk}", by=name_of(by), detail={"to": str(to.pk), "on": on.isoformat()}
    )
    return tenure


@transaction.atomic
def first_administrator(*, email: str, name: str, by: Actor) -> Person:
    """Whoever appoints all others, as long as nobody does. Of the same address again: a new invitation can be made.

    An administrator who never logged in, under another address, is let go: the address may have been mistyped.
    """
    today = timezone.localdate()
    for role in Membership.objects.of_the_site().on(today).filter(role="administrator").select_related("person__user"):
        user = role.person.user
        if user.is_active and user.last_login:
            raise ValidationError(_("Er is al een beheerder. Die kan een volgende uitnodigen en een rol geven."))
        if user.is_active and user.email == email.strip().lower():
            return Person.objects.get(pk=user.pk)
        let_go(person=role.person, by=by)
    person = invite(email=email, name=name, by=by)
    admit(person=person, circle=None, role="administrator", until=today + timedelta(days=365), by=by)
    return person


@transaction.atomic
def let_go(*, person: Person, by: Actor) -> None:
    """Somebody leaves: every role, office and login ends now."""
    if not has("appoint") or person == by:
        raise Refused
    yesterday = timezone.localdate() - timedelta(days=1)
    for kind in (Membership, Tenure):
        for term in kind.objects.of(person).not_ended(timezone.localdate()):
            _shorten(term, yesterday)
    set_active(person=person, active=False, by=by)
    Person.objects.filter(pk=person.pk).update(left_on=timezone.localdate())
    record(verb="let-go", about=f"person:{person.pk}", by=name_of(by))


def _require_term(since: date, until: date) -> None:
    if until < since:
        raise ValidationError(_("De einddatum ligt voor de begindatum."))
    if until > since + timedelta(days=LONGEST_DAYS):
        raise ValidationError(_("Een rol duurt hoogstens een jaar. Daarna kunt u de rol verlengen."))


def _giver(by: Actor) -> Person | None:
    return by if isinstance(by, Person) else None


def _shorten(term: Membership | Tenure, until: date) -> None:
    """Refused when the database changes nothing, because this is not the actor's to end."""
    if not type(term).objects.filter(pk=term.pk).update(until=until):
        raise Refused
    term.until = until


def _insert(term: Membership | Tenure) -> None:
    term.save(force_insert=True)
