"""The ledger of a region as it stands now: what signed rounds and later statements tell, and what was promised."""

import uuid
from collections.abc import Collection, Mapping, Sequence
from datetime import date
from fractions import Fraction
from typing import Any, Final

from slagvaardig.choose.absorption.ledger import Claim, Key, Ledger, Protection
from slagvaardig.choose.absorption.models import Promised, Stated, Work
from slagvaardig.choose.inventory.ballots import district_of
from slagvaardig.choose.inventory.rules import kinds_of_partners
from slagvaardig.choose.inventory.submissions import FinalVersion, Offer, Submission
from slagvaardig.choose.quarters import quarters_from
from slagvaardig.region.current import current_region
from slagvaardig.trust.circles.models import Circle
from slagvaardig.trust.circles.rules import circles_with

_ADDED: Final = "added"


def free_hours(partners: Collection[str], roles: Collection[str], quarters: Collection[str]) -> dict[Key, int | None]:
    """What is left of each role of each partner in each quarter; None where the partner did not tell, below zero where
    more was promised than there is."""
    ledger = ledger_of(partners, quarters)
    keys = ((partner, role, quarter) for partner in partners for role in roles for quarter in quarters)
    return {key: ledger.free(key) for key in keys}


def ledger_of(
    partners: Collection[str],
    quarters: Collection[str],
    roles: Collection[str] | None = None,
    apart: Collection[str] = (),
) -> Ledger:
    """Everything known of some partners in some quarters, of some roles or of all. What was promised is added up, apart
    from the work that is named."""
    promised = Promised.objects.of_partners(partners).in_quarters(quarters).that_count()
    if roles is not None:
        promised = promised.of_roles(roles)
    elsewhere = {
        (partner, role, quarter): hours for partner, role, quarter, hours in promised.of_other_work(apart).added_up()
    }
    own = promised.of_works(apart).values_list("work_id", "partner__slug", "role", "quarter", "hours") if apart else ()
    claims = tuple(Claim(str(work), (partner, role, quarter), hours) for work, partner, role, quarter, hours in own)
    return Ledger(available_hours(partners, quarters), claims, elsewhere)


def available_hours(partners: Collection[str], quarters: Collection[str]) -> dict[Key, int]:
    """What partners have, where they told: in a signed round, or later in the ledger itself. The newest counts; of one
    day that of the ledger. A statement that was taken back leaves nothing: then it is not known."""
    stated = {
        (one.partner.slug, one.role, one.quarter): one
        for one in Stated.objects.of_partners(partners).in_quarters(quarters).newest().select_related("partner")
    }
    found: dict[Key, int] = {}
    told_on: dict[Key, date] = {}
    for version, offers in _offers(partners):
        for quarter in set(quarters_from(version.first_quarter, version.quarters)) & set(quarters):
            cells = {(version.partner, role, quarter): hours for role, hours in offers}
            found.update(cells)
            told_on.update(dict.fromkeys(stated.keys() & cells.keys(), version.signed_on))
    for key, one in stated.items():
        if key in told_on and told_on[key] > one.stated_on:
            continue
        if one.hours is None:
            found.pop(key, None)
        else:
            found[key] = one.hours
    return found


def _offers(partners: Collection[str]) -> list[tuple[FinalVersion, list[tuple[str, int]]]]:
    """The signed versions of some partners with role and hours of each, oldest first: of each round only the newest."""
    signed = [one for one in Submission.objects.counted() if one.state == "signed" and one.partner in partners]
    offers: dict[uuid.UUID, list[tuple[str, int]]] = {one.key: [] for one in signed}
    for version, role, hours in Offer.objects.of_submissions(offers).values_list("submission_id", "role", "hours"):
        offers[version].append((role, hours))
    return [(one, offers[one.key]) for one in sorted(signed, key=lambda one: (one.signed_on, one.closes))]


def protection() -> Protection:
    """The rule of the region that protects partners, small ones most."""
    inventory = current_region().inventory
    return Protection(
        inventory.small_hours,
        Fraction(str(inventory.small_share)),
        Fraction(str(inventory.share)),
    )


def works() -> list[Work]:
    """Everything for which hours were promised, by kind and title."""
    return list(Work.objects.in_order().select_related("circle"))


def stated_by(partner: str) -> list[Stated]:
    """Everything that a partner said in the ledger, newest first."""
    return list(Stated.objects.of_partners([partner]).in_order().reverse())


def places_to_promise() -> list[Circle]:
    """In which circles the one who acts may promise hours: the coalition for the bureau, then his own partners."""
    runs = Circle.objects.among(circles_with("edit")).of_kinds("coalition")
    own = Circle.objects.among(circles_with("write")).of_kinds("partner").with_slugs(kinds_of_partners())
    return [*runs, *own]


def asked_claims(given: Mapping[str, Any], quarters: Sequence[str]) -> list[Claim]:
    """What a question on the page "wat als" asks more: of which partners, for how many quarters."""
    role = current_region().inventory.role(given.get("rol") or "")
    if role is None or not given.get("uren"):
        return []
    first = given.get("vanaf") or quarters[0]
    count = given.get("kwartalen") or 1
    wanted = [quarter for quarter in quarters_from(first, count) if quarter in quarters]
    partners = _meant(given.get("wie") or "")
    kinds = kinds_of_partners()
    having = [slug for slug in partners if not role.kinds or kinds[slug] in role.kinds]
    return [Claim(_ADDED, (slug, role.slug, quarter), int(given["uren"])) for slug in having for quarter in wanted]


def _meant(word: str) -> list[str]:
    """The partners that a word of the page means: all, those of a district, or one."""
    region, kinds = current_region(), kinds_of_partners()
    if word.startswith("district:"):
        code = word.removeprefix("district:")
        return [one.slug for one in region.partners if one.slug in kinds and district_of(one, region) == code]
    return [word] if word in kinds else list(kinds)
