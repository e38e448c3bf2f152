"""What must hold between areas: parents exist, nothing overlaps, successions lead somewhere, every tile is its own."""

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from datetime import date

from slagvaardig.region.areas.geography import Area
from slagvaardig.region.problems import Problem

FILE = "areas.csv"
Rows = Mapping[int, Area]
Found = Iterator[tuple[int, str]]


def check_areas(rows: Rows) -> list[Problem]:
    """Every mistake between the areas of a region, by line."""
    checks = (_codes, _dates, _parents, _successions, _parent_cycles, _succession_cycles, _tiles)
    found = [Problem(FILE, line, message) for check in checks for line, message in check(rows)]
    return sorted(set(found), key=lambda problem: problem.line)


def _codes(rows: Rows) -> Found:
    seen: dict[str, int] = {}
    for line, area in rows.items():
        if area.code in seen:
            first = rows[seen[area.code]]
            overlap = "en hun geldigheid overlapt" if _overlap(first, area) else "ook al overlapt hun geldigheid niet"
            yield line, f"code {area.code} staat al op regel {seen[area.code]}, {overlap}. Gebruik elke code een keer."
        seen.setdefault(area.code, line)


def _dates(rows: Rows) -> Found:
    for line, area in rows.items():
        if area.valid_from and area.valid_until and area.valid_from >= area.valid_until:
            yield (
                line,
                f"{area.name} eindigt ({area.valid_until}) niet na zijn begin ({area.valid_from}).",
            )


def _parents(rows: Rows) -> Found:
    codes = {area.code: area for area in rows.values()}
    for line, area in rows.items():
        for column in ("parent", "team"):
            code = getattr(area, column)
            if code and code not in codes:
                yield line, f"{column} {code!r} van {area.name} bestaat niet. Voeg die rij toe of verbeter de code."
            elif code and not _overlap(area, codes[code]):
                yield line, f"{area.name} en zijn {column} {code} bestaan nooit tegelijk. Kijk naar de datums."
        if not area.parent and area.kind not in ("country", "province") and area.valid_until is None:
            yield line, f"parent van {area.name} ontbreekt. Alleen een land en een provincie staan op zichzelf."


def _successions(rows: Rows) -> Found:
    codes = {area.code: area for area in rows.values()}
    taken: dict[str, str] = {}
    for line, area in rows.items():
        for code in area.succeeds:
            old = codes.get(code)
            if old is None:
                yield line, f"voorganger {code} van {area.name} bestaat niet. Voeg die rij toe of verbeter de code."
            elif old.valid_until is None:
                yield line, f"voorganger {old.name} heeft geen einddatum. Vul valid_until in op zijn regel."
            elif area.valid_from and old.valid_until > area.valid_from:
                yield (
                    line,
                    f"{area.name} ({area.valid_from}) overlapt voorganger {old.name} ({old.valid_until}).",
                )
            if code in taken:
                yield (
                    line,
                    f"{code} ging al op in {taken[code]}. Een gebied gaat in zijn geheel op in een ander.",
                )
            taken[code] = area.code


def _parent_cycles(rows: Rows) -> Found:
    yield from _cycles(rows, lambda area: (area.parent,) if area.parent else (), "parent")


def _succession_cycles(rows: Rows) -> Found:
    yield from _cycles(rows, lambda area: area.succeeds, "succeeds")


def _cycles(rows: Rows, step: Callable[[Area], tuple[str, ...]], column: str) -> Found:
    codes = {area.code: area for area in rows.values()}
    for line, area in rows.items():
        seen: set[str] = set()
        waiting = list(step(area))
        while waiting:
            code = waiting.pop()
            if code == area.code:
                yield (
                    line,
                    f"kringloop: {area.name} komt via {column} weer bij zichzelf uit. Verbeter een rij.",
                )
                break
            if code in codes and code not in seen:
                seen.add(code)
                waiting.extend(step(codes[code]))


def _tiles(rows: Rows) -> Found:
    on_tile: dict[tuple[int, int], list[Area]] = defaultdict(list)
    for line, area in rows.items():
        if area.kind != "municipality":
            continue
        if area.tile is None:
            if area.parent:
                yield line, f"tegel van {area.name} ontbreekt. Geef kolom:rij, zodat de kaart elke gemeente toont."
            continue
        for other in on_tile[area.tile]:
            if _overlap(area, other):
                yield line, f"{area.name} ligt op dezelfde tegel als {other.name}. Geef een van beide een vrije tegel."
        on_tile[area.tile].append(area)


def _overlap(one: Area, other: Area) -> bool:
    starts = max(one.valid_from or date.min, other.valid_from or date.min)
    ends = min(one.valid_until or date.max, other.valid_until or date.max)
    return starts < ends
