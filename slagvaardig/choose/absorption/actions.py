"""What is said of hours: what a partner has, what was promised for which work, and when that ends."""

from collections.abc import Mapping

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from slagvaardig.choose.absorption.models import KINDS, Promised, Stated, Work
from slagvaardig.choose.inventory.rules import MOST_HOURS, kinds_of_partners
from slagvaardig.choose.quarters import is_quarter
from slagvaardig.region.current import current_region
from slagvaardig.trust.access.models import Person
from slagvaardig.trust.audit.actions import record
from slagvaardig.trust.circles.models import Circle
from slagvaardig.trust.circles.rules import Refused, may
from slagvaardig.trust.textguard.guard import judged, require_clean
from slagvaardig.web.addresses import inside

ABOUT = "absorption"
Place = tuple[str, str]  # role, quarter


@transaction.atomic
def state_hours(*, partner: Circle, hours: Mapping[Place, int | None], by: Person) -> int:
    """A partner says what it has per role and quarter; None takes back what was said. What stays the same makes no new
    version. How many versions were made."""
    if not may("write", partner):
        raise Refused
    _require_known(partner.slug, hours)
    newest = {(one.role, one.quarter): one for one in Stated.objects.of_partners([partner.slug]).newest()}
    made = []
    for place, number in hours.items():
        last = newest.get(place)
        if last.hours == number if last else number is None:
            continue
        role, quarter = place
        version = last.number + 1 if last else 1
        today = timezone.localdate()
        made.append(Stated(partner=partner, role=role, quarter=quarter, hours=number, number=version, stated_on=today))
    Stated.objects.bulk_create(made)
    if made:
        about = f"{ABOUT}:{partner.slug}"
        record(verb="state-hours", about=about, by=by.actor, circle=partner.pk, detail={"cells": len(made)})
    return len(made)


@transaction.atomic
def promise_hours(
    *,
    circle: Circle,
    kind: str,
    title: str,
    hours: Mapping[tuple[str, str, str], int],
    by: Person,
    path: str = "",
    spared: frozenset[str] = frozenset(),
) -> Work:
    """Hours of partners (partner, role, quarter) are promised for a piece of work: by the bureau for the coalition, or
    by a partner of its own hours."""
    if not may("edit" if circle.kind == "coalition" else "write", circle) or circle.kind not in (
        "coalition",
        "partner",
    ):
        raise Refused
    count = require_clean(title=title, spared=spared)
    if not title.strip() or kind not in KINDS or not hours:
        raise ValidationError(_("Geef een soort, een titel en ten minste één keer uren."))
    partners = {one.slug: one for one in Circle.objects.of_kinds("partner").with_slugs({key[0] for key in hours})}
    if circle.kind == "partner" and set(partners) != {circle.slug}:
        raise Refused
    for slug in {key[0] for key in hours}:
        _require_known(slug, {(role, quarter): number for (one, role, quarter), number in hours.items() if one == slug})
    made = Work(circle=circle, kind=kind, title=title.strip(), path=inside(path), touched_on=timezone.localdate())
    made.save(force_insert=True)
    Promised.objects.bulk_create(
        Promised(work=made, partner=partners[slug], role=role, quarter=quarter, hours=number)
        for (slug, role, quarter), number in hours.items()
        if number
    )
    record(verb="promise-hours", about=f"{ABOUT}:{made.pk}", by=by.actor, circle=circle.pk, detail=judged(count))
    return made


@transaction.atomic
def end_work(*, work: Work, last_quarter: str, by: Person) -> None:
    """After this quarter nothing is promised for it any more. What was promised until then stays to be seen."""
    if not may("edit" if work.circle.kind == "coalition" else "write", work.circle):
        raise Refused
    if not is_quarter(last_quarter):
        raise ValidationError({"last_quarter": _("Schrijf een kwartaal als 2026-Q1.")})
    Work.objects.filter(pk=work.pk).update(last_quarter=last_quarter, touched_on=timezone.localdate())
    record(verb="end-work", about=f"{ABOUT}:{work.pk}", by=by.actor, circle=work.circle_id)


def _require_known(partner: str, hours: Mapping[Place, int | None]) -> None:
    kinds, inventory = kinds_of_partners(), current_region().inventory
    fitting = {role.slug for role in inventory.roles_of(kinds.get(partner, ""))} if partner in kinds else set()
    for (role, quarter), number in hours.items():
        if role not in fitting or not is_quarter(quarter):
            raise ValidationError(_("Kies een rol en een kwartaal uit de lijst."))
        if number is not None and not 0 <= number <= MOST_HOURS:
            raise ValidationError(_("Geef uren tussen 0 en %(most)s per kwartaal.") % {"most": MOST_HOURS})
