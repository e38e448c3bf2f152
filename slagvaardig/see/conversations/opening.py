"""When notes of a conversation can be laid open to their circle, and for which area: pure, so that it can be tried.

A manager knows his own calendar: who of his people sat at a table of three on Tuesday. So notes carry no day, no
function and no conversation. They are laid open together with those of others, once at least five people took part in
what they come from and at least five people could have been there.
"""

from collections.abc import Collection, Hashable, Iterable, Mapping
from dataclasses import dataclass

from slagvaardig.region.folder import Region
from slagvaardig.see.stories.rules import FEWEST, people_at

LEVELS = ("municipality", "district", "unit")


@dataclass(frozen=True)
class Pending:
    """A conversation that is finished. present: how many of each function."""

    key: Hashable
    theme: str
    area: str
    present: Mapping[str, int]

    @property
    def people(self) -> int:
        return sum(self.present.values())


def laid_open(region: Region, pending: Collection[Pending]) -> dict[Hashable, str]:
    """Of every conversation that can be laid open now: the area that is shown with it, the finest that is safe."""
    shown: dict[Hashable, str] = {}
    for level in LEVELS:
        waiting = [one for one in pending if one.key not in shown]
        for area, group in _grouped(region, waiting, level).items():
            if is_safe(region, area, group):
                shown |= {one.key: area for one in group}
    return shown


def is_safe(region: Region, area: str, group: Collection[Pending]) -> bool:
    """Whether enough people took part, and enough could have."""
    roles = {role for one in group for role, number in one.present.items() if number}
    themes = {one.theme for one in group}
    could = min((_could_be(region, roles, area, theme) for theme in themes), default=0)
    return sum(one.people for one in group) >= FEWEST and could >= FEWEST


def _could_be(region: Region, roles: Iterable[str], area: str, theme: str) -> int:
    return sum(people_at(region, role, area, theme) or 0 for role in roles)


def _grouped(region: Region, pending: Iterable[Pending], level: str) -> dict[str, list[Pending]]:
    """By the area of a level in which they lie; what lies in none stays out."""
    found: dict[str, list[Pending]] = {}
    for one in pending:
        chain = [region.areas.get(one.area), *region.areas.parents(one.area)]
        place = next((area.code for area in chain if area and area.kind == level), "")
        if place:
            found.setdefault(place, []).append(one)
    return found
