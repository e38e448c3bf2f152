"""Areas with history: from when until when each existed, what it belonged to, and what it came from."""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

KINDS = ("municipality", "basisteam", "district", "unit", "province", "country")


@dataclass(frozen=True)
class Area:
    """One area. valid_until: the first day on which it no longer exists. succeeds: the codes that merged into it whole.
    tile: column and row on the tile map. certainty: how sure we are of its place in the region. also: how tables write
    its name when another place has the same."""

    code: str
    name: str
    kind: str
    parent: str = ""
    team: str = ""
    valid_from: date | None = None
    valid_until: date | None = None
    succeeds: tuple[str, ...] = ()
    tile: tuple[int, int] | None = None
    source: str = ""
    certainty: str = ""
    also: str = ""

    def exists(self, on: date | None) -> bool:
        """Whether it exists on a day; without a day: whether it ever did."""
        return on is None or _exists(self, on)


@dataclass(frozen=True)
class Comparator:
    """A municipality outside the region that figures exist for."""

    code: str
    name: str
    province: str = ""
    valid_from: date | None = None
    valid_until: date | None = None
    also: str = ""


@dataclass(frozen=True)
class Profile:
    """What makes municipalities alike besides their size; None where it is not known."""

    land_km2: float | None = None
    urbanity: int | None = None


class Areas:
    """All areas of a region and the comparators outside it."""

    def __init__(self, areas: Iterable[Area], comparators: Iterable[Comparator] = ()) -> None:
        self._areas: dict[str, Area] = {area.code: area for area in areas}
        self.comparators: Mapping[str, Comparator] = {other.code: other for other in comparators}

    def all(self) -> list[Area]:
        """Every area of the region, in the order of the file."""
        return list(self._areas.values())

    def get(self, code: str) -> Area | None:
        return self._areas.get(code)

    def of_kind(self, kind: str, on: date | None = None) -> list[Area]:
        """All areas of a kind that exist on a day."""
        return [area for area in self._areas.values() if area.kind == kind and area.exists(on)]

    def is_municipality(self, code: str) -> bool:
        """Whether a code is a municipality, in the region or outside it."""
        area = self._areas.get(code)
        return area.kind == "municipality" if area else code in self.comparators

    def children(self, code: str, on: date | None = None) -> list[Area]:
        """What lies directly under an area on a day; a basisteam has the municipalities that name it as their team."""
        return [area for area in self._areas.values() if code in (area.parent, area.team) and area.exists(on)]

    def members(self, code: str, on: date | None = None) -> list[Area]:
        """The municipalities of an area on a day; of a municipality itself: only that one."""
        area = self._areas.get(code)
        if area is None:
            return []
        if area.kind == "municipality":
            return [area] if area.exists(on) else []
        found = {member.code: member for child in self.children(code, on) for member in self.members(child.code, on)}
        return list(found.values())

    def parents(self, code: str) -> list[Area]:
        """What an area belongs to, nearest first."""
        found: list[Area] = []
        area = self._areas.get(code)
        while area is not None and area.parent and len(found) < len(KINDS):
            area = self._areas.get(area.parent)
            if area is not None:
                found.append(area)
        return found

    def predecessors(self, code: str) -> tuple[str, ...]:
        """The codes that merged into an area as a whole; empty when it came from none."""
        area = self._areas.get(code)
        return area.succeeds if area else ()

    def successor_of(self, code: str) -> Area | None:
        """The area that an area merged into, within the region."""
        return next((area for area in self._areas.values() if code in area.succeeds), None)

    def named(self, text: str) -> Area | None:
        """An area by its code or its name, in any spelling of capitals and accents; municipalities come first."""
        if text.upper() in self._areas:
            return self._areas[text.upper()]
        wanted = normalised(text)
        found = [area for area in self._areas.values() if normalised(area.name) == wanted]
        found.sort(key=lambda area: (KINDS.index(area.kind), area.valid_until is not None))
        return found[0] if found else None

    def name_of(self, code: str) -> str:
        """The name of an area of the region or of a comparator; its code when it is neither."""
        found = self._areas.get(code) or self.comparators.get(code)
        return found.name if found else code

    def names(self, on: date | None = None) -> dict[str, str]:
        """Normalised name to code, of everything that existed on a day (ever, without one); the newest bearer wins."""
        bearers: list[Area | Comparator] = [*self.comparators.values(), *self._areas.values()]
        bearers.sort(key=lambda bearer: bearer.valid_until or date.max)
        there = [bearer for bearer in bearers if on is None or _exists(bearer, on)]
        return {normalised(name): one.code for one in there for name in (one.name, one.also) if name}

    @cached_property
    def validity(self) -> dict[str, tuple[date | None, date | None]]:
        """From when until when every area and comparator exists."""
        bearers: list[Area | Comparator] = [*self.comparators.values(), *self._areas.values()]
        return {bearer.code: (bearer.valid_from, bearer.valid_until) for bearer in bearers}


def normalised(name: str) -> str:
    """A name for comparing: no accents, lower case, single spaces."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    return re.sub(r"\s+", " ", plain).strip()


def _exists(bearer: Area | Comparator, on: date) -> bool:
    return (bearer.valid_from or date.min) <= on < (bearer.valid_until or date.max)
