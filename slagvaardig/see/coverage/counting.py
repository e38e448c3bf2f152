"""From conversations to one table of counts that add up, protected at once: who was heard where, and where nobody."""

import datetime
from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from slagvaardig.region.folder import Region
from slagvaardig.see.rounds.rules import functions_of
from slagvaardig.stats.suppression import protect
from slagvaardig.stats.tables import Key, Sum, crossed

ALL = "*"
LEAST = 5


@dataclass(frozen=True)
class Heard:
    """Of a conversation only what is counted."""

    area: str
    present: Mapping[str, int]


def protected(region: Region, heard: Collection[Heard], day: datetime.date) -> dict[str, object]:
    """What may be written down. A cell is (area, function); "*" is all of them. None: withheld, which is not zero.

    Conversations are counted per area too, but only said where the number of people is: one conversation with an
    unknown number says how few they were.
    """
    areas, roles = areas_of(region, day), [slug for slug, _title in functions_of(region)]
    sums = crossed([Sum(ALL, tuple(areas))], [Sum(ALL, tuple(roles))])
    table = _table(heard, areas, roles)
    shown = protect(table, sums, least=1, most=LEAST - 1).values
    times = Counter(one.area if one.area in areas else areas[-1] for one in heard)
    held = {area: times[area] if shown[(area, ALL)] is not None else None for area in areas}
    cells = [[area, role, shown[(area, role)]] for area in [ALL, *areas] for role in [ALL, *roles]]
    return {"cells": cells, "held": held, "conversations": len(heard) if shown[(ALL, ALL)] is not None else None}


def areas_of(region: Region, day: datetime.date) -> list[str]:
    """Where somebody can be heard: municipalities, and what was kept no finer than a district or the region."""
    towns = [area.code for area in region.areas.of_kind("municipality") if area.exists(day) and area.parent]
    wider = [area.code for kind in ("district", "unit") for area in region.areas.of_kind(kind)]
    return [*towns, *wider]


def trends_named(named: Iterable[tuple[str, str, object]]) -> list[dict[str, object]]:
    """In how many conversations each trend was named: (slug, title, conversation), a conversation counts once."""
    found: dict[tuple[str, str], set[object]] = {}
    for slug, title, conversation in named:
        found.setdefault((slug, title), set()).add(conversation)
    return [
        {"trend": slug, "title": title, "conversations": len(those)} for (slug, title), those in sorted(found.items())
    ]


def _table(heard: Iterable[Heard], areas: list[str], roles: list[str]) -> dict[Key, int]:
    table: dict[Key, int] = {(area, role): 0 for area in [ALL, *areas] for role in [ALL, *roles]}
    for one in heard:
        area = one.area if one.area in areas else areas[-1]
        for role, number in one.present.items():
            for cell in ((area, role), (area, ALL), (ALL, role), (ALL, ALL)):
                table[cell] += number
    return table
