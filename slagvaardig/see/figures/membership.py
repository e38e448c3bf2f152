"""Which areas of a table add up to an area in a period.

A table either keeps the boundaries of each year, or recasts all years to the newest boundaries. A district or a unit is
the municipalities that belonged to it then; before the region took its present shape, those of its first day count.
"""

from collections.abc import Mapping
from datetime import date

from slagvaardig.region.areas.geography import Area
from slagvaardig.region.definitions import Source
from slagvaardig.region.folder import Region

SUMMED = ("basisteam", "district", "unit")

Parts = Mapping[str, tuple[str, ...]]


def reference_day(region: Region, source: Source, period: str) -> date:
    """The day whose boundaries hold for this period in this table: the first of its year, but never before the region.

    A municipality that leaves halfway a year thus counts for that whole year.
    """
    if source.recast and source.division:
        return max(date(source.division, 1, 1), region.composed_on)
    return max(date(int(period[:4]), 1, 1), region.composed_on)


def parts_on(region: Region, day: date) -> Parts:
    """For every district, team and unit on `day`: the codes of its municipalities."""
    parts = {
        area.code: tuple(member.code for member in region.areas.members(area.code, on=day))
        for kind in SUMMED
        for area in region.areas.of_kind(kind, on=day)
    }
    return {code: members for code, members in parts.items() if members}


def predecessors(region: Region) -> Parts:
    """For every municipality that came from a merger: the codes that merged into it."""
    merged = {area.code: tuple(region.areas.predecessors(area.code)) for area in region.areas.of_kind("municipality")}
    return {code: old for code, old in merged.items() if old}


def shown_areas(region: Region) -> list[Area]:
    """Every area that has a page: all that still exist or existed within the period of the strategy."""
    return [area for area in region.areas.all() if area.valid_until is None or area.valid_until > region.composed_on]
