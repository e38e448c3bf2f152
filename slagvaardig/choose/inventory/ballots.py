"""What counts: of each partner the newest signed version, as numbers. The college may weigh partners in several ways.

`ballots_of(round)` is what later subjects build on.
"""

import uuid
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache
from pathlib import Path
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from slagvaardig.choose.inventory.models import Round
from slagvaardig.choose.inventory.rules import full_ballot, worth
from slagvaardig.choose.inventory.submissions import Choice, Submission
from slagvaardig.region.current import current_region
from slagvaardig.region.definitions import Partner
from slagvaardig.region.folder import Region
from slagvaardig.see.figures import queries
from slagvaardig.see.figures.grids import NUMBER
from slagvaardig.see.figures.shelves import shelf

WEIGHTINGS: Final[dict[str, str | Promise]] = {
    "equal": _("elke partner telt even zwaar"),
    "inhabitants": _("een gemeente telt naar inwoners"),
    "kind": _("elke soort partner telt samen even zwaar"),
}


@dataclass(frozen=True)
class Ballot:
    """What one partner gave. points: per topic, of at most `full` together, the same for everybody. weights: under each
    of WEIGHTINGS how much the partner counts; None when that is not known. district: the code, "" for who works in the
    whole region."""

    partner: str
    name: str
    kind: str
    district: str
    weights: Mapping[str, Fraction | None]
    points: Mapping[str, int]
    full: int


def ballots_of(found: Round) -> list[Ballot]:
    """One ballot for each partner of whom a signed version counts, by district and then by name. The order in which
    they came in plays no part."""
    region = current_region()
    partners = {one.slug: one for one in region.partners}
    versions = Submission.objects.in_round(found).counted()
    counted = {one.key: one.partner for one in versions if one.state == "signed" and one.partner in partners}
    weights = weights_of([partners[slug] for slug in counted.values()], region)
    points: dict[uuid.UUID, dict[str, int]] = {}
    chosen = Choice.objects.of_submissions(counted)
    for version, topic, place, given in chosen.values_list("submission_id", "topic", "place", "points"):
        points.setdefault(version, {})[topic] = worth(found, place, given)
    ballots = [
        Ballot(
            partner=slug,
            name=partners[slug].name,
            kind=partners[slug].kind,
            district=district_of(partners[slug], region),
            weights=weights[slug],
            points=points.get(version, {}),
            full=full_ballot(found),
        )
        for version, slug in counted.items()
    ]
    return sorted(ballots, key=lambda one: partner_order(partners[one.partner], region))


def weights_of(partners: list[Partner], region: Region) -> dict[str, dict[str, Fraction | None]]:
    """How much each partner counts under each weighting. Who has no inhabitants of his own counts as one average
    municipality; when the inhabitants of one municipality are unknown, nobody can be weighed by them."""
    people = inhabitants(region)
    own = [people.get(one.area) for one in partners if one.kind == "municipality"]
    known = [number for number in own if number]
    average = Fraction(sum(known), len(known)) if known and len(known) == len(own) else None
    kinds = Counter(one.kind for one in partners)
    return {
        one.slug: {
            "equal": Fraction(1),
            "inhabitants": None
            if average is None
            else Fraction(people[one.area]) if one.kind == "municipality" else average,
            "kind": Fraction(1, kinds[one.kind]),
        }
        for one in partners
    }  # fmt: skip


def inhabitants(region: Region) -> Mapping[str, int]:
    """The newest published number of inhabitants per municipality; empty when there is no table."""
    counted = region.denominators.get("population")
    table = shelf().table_of(counted.source) if counted else None
    return _inhabitants(_Folder(table.path), counted.measure, counted.kinds) if table and counted else {}


@dataclass(frozen=True)
class _Folder:
    """A stored table by its place, which never changes: good to remember by."""

    path: Path


@lru_cache(maxsize=4)
def _inhabitants(table: _Folder, measure: str, kinds: tuple[str, ...]) -> Mapping[str, int]:
    grid = queries.cells(table, measure=measure, kinds=kinds, every="year").over_kinds("")
    found: dict[str, int] = {}
    for row, area in enumerate(grid.areas):
        numbers = [
            value for value, state in zip(grid.value[0][row], grid.state[0][row], strict=True) if state == NUMBER
        ]
        if numbers:
            found[area] = int(numbers[-1])
    return found


def district_of(partner: Partner, region: Region) -> str:
    """The code of the district in which a partner lies; "" for who works in the whole region."""
    area = region.areas.get(partner.area)
    if area is None or area.kind == "unit":
        return ""
    if area.kind == "district":
        return area.code
    return next((one.code for one in region.areas.parents(area.code) if one.kind == "district"), "")


def partner_order(partner: Partner, region: Region) -> tuple[bool, str, str]:
    """By district, then by name, the whole region last: never by what somebody gave."""
    code = district_of(partner, region)
    return (not code, region.areas.name_of(code) if code else "", partner.name)
