"""The ledger of a region as it stands now: what signed rounds and later statements tell, and what was promised."""

import uuid
from collections.abc import Collection, Mapping, Sequence
from fractions import Fraction
from typing import Any, Final

from slagvaardig.choose.absorption.ledger import Claim, Key, Ledger, Protection
from slagvaardig.choose.absorption.models import Promised, Stated, Work
from slagvaardig.choose.inventory.ballots import district_of
from slagvaardig.choose.inventory.rules import kinds_of_partners
from slagvaardig.choose.inventory.submissions import Offer, Submission
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
    claims = [
        Claim("", (partner, role, quarter), hours)
        for partner, role, quarter, hours in promised.of_other_work(apart).added_up()
    ]
    own = promised.of_works(apart).values_list("work_id", "partner__slug", "role", "quarter", "hours") if apart else ()
    claims += [Claim(str(work), (partner, role, quarter), hours) for work, partner, role, quarter, hours in own]
    return Ledger(available_hours(partners, quarters), tuple(claims))


def available_hours(partners: Collection[str], quarters: Collection[str]) -> dict[Key, int]:
    """What partners have, where they told: in a signed round, or later in the ledger itself. The newest counts; of one
    day that of the ledger. A statement that was taken back leaves nothing: then it is not known."""
    found: dict[Key, int] = {}
    told_on: dict[Key, object] = {}
    versions = Submission.objects.final().newest_per_part().select_related("round", "part__partner")
    signed = [one for one in versions if one.state == "signed" and one.part.partner.slug in partners]
    offers: dict[uuid.UUID, list[tuple[str, int]]] = {}
    offered = Offer.objects.of_submissions([one.pk for one in signed])
    for version, role, hours in offered.values_list("submission_id", "role", "hours"):
        offers.setdefault(version, []).append((role, hours))
    for one in sorted(signed, key=lambda version: (version.signed_on, version.round.closes)):
        slug = one.part.partner.slug
        for quarter in set(quarters_from(one.round.first_quarter, one.round.quarters)) & set(quarters):
            for role, hours in offers.get(one.pk, ()):
                key = slug, role, quarter
                found[key] = hours
                told_on[key] = one.signed_on
    for stated in Stated.objects.of_partners(partners).in_quarters(quarters).newest().select_related("partner"):
        key = (stated.partner.slug, stated.role, stated.quarter)
        if key in told_on and told_on[key] > stated.stated_on:  # type: ignore[operator]
            continue
        if stated.hours is None:
            found.pop(key, None)
        else:
            found[key] = stated.hours
    return found


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
