"""A region folder, read whole and checked whole: either a Region, or every mistake with its file and line."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any

from slagvaardig.region.areas.checks import check_areas
from slagvaardig.region.areas.files import read_areas, read_comparators, read_profiles, read_rows
from slagvaardig.region.areas.geography import Areas, Profile
from slagvaardig.region.definitions import (
    Ambition,
    Body,
    Break,
    Denominator,
    Indicator,
    Office,
    Partner,
    Persona,
    Planned,
    Section,
    Series,
    Source,
    Strategy,
    Theme,
    Trend,
)
from slagvaardig.region.guides import Guides, read_guides
from slagvaardig.region.holidays import Holidays, read_holidays
from slagvaardig.region.inventory import Inventory, read_inventory
from slagvaardig.region.ladder import Ladder, check_ladder, read_ladder
from slagvaardig.region.problems import Problem, RegionInvalid
from slagvaardig.region.pulse import Pulse, read_pulse
from slagvaardig.region.references import check_references
from slagvaardig.region.tables import TomlFile, make, make_listed, read_toml
from slagvaardig.region.telling import Telling, read_telling

OFFICE_COLUMNS = ("slug", "title", "partner", "seats", "source")
PARTNER_COLUMNS = ("slug", "name", "kind", "area", "source")


@dataclass(frozen=True, eq=False)
class Region:
    """Everything that varies between regions. composed_on: the first day of its present shape; theme_colours: names of
    colours to #rrggbb; strategies: all there are, by period, `strategy` (which the site follows) among them;
    survey_areas: the areas that stand in for the region where only larger areas are published."""

    path: Path
    slug: str
    name: str
    full_name: str
    strapline: str
    fictional: bool
    baseline_year: int
    composed_on: date
    period: str
    areas: Areas
    profiles: Mapping[str, Profile]
    themes: Mapping[str, Theme]
    indicators: Mapping[str, Indicator]
    sources: Mapping[str, Source]
    denominators: Mapping[str, Denominator]
    strategy: Strategy
    strategies: tuple[Strategy, ...]
    partners: tuple[Partner, ...]
    bodies: tuple[Body, ...]
    offices: tuple[Office, ...]
    personas: tuple[Persona, ...]
    trends: tuple[Trend, ...]
    ladder: Ladder
    telling: Telling
    conversing: Guides
    pulse: Pulse | None
    inventory: Inventory
    holidays: Holidays
    theme_colours: Mapping[str, str]
    survey_areas: tuple[str, ...] = ()


@lru_cache(maxsize=8)
def load_region(path: Path) -> Region:
    """The region in a folder; RegionInvalid with every mistake when there is one. Read once per process."""
    region, problems = _read(path)
    if problems or region is None:
        raise RegionInvalid(problems)
    return region


def check_region(path: Path) -> list[Problem]:
    """Every mistake in a region folder, in order of file and line; empty when it is sound."""
    return sorted(_read(path)[1], key=lambda problem: (problem.file, problem.line))


def _read(path: Path) -> tuple[Region | None, list[Problem]]:
    problems: list[Problem] = []
    rows = read_areas(path / "areas.csv", path, problems)
    problems += check_areas(rows)
    areas = Areas(rows.values(), read_comparators(path / "comparators.csv", path, problems))
    files = {name: read_toml(path / name, path, problems) for name in ("region.toml", "strategy.toml")}
    parts: dict[str, Any] = {
        "path": path,
        "slug": path.name,
        "areas": areas,
        "profiles": read_profiles(path / "profile.csv", path, problems),
        "themes": _each(path, "themes", Theme, problems),
        "sources": _each(path, "sources", Source, problems),
        "indicators": _indicators(path, problems),
        "strategy": _strategy(files["strategy.toml"], problems),
        "partners": _partners(path, problems),
        "bodies": _listed(path, "bodies", Body, problems),
        "offices": _offices(path, problems),
        "personas": _listed(path, "personas", Persona, problems) if (path / "personas.toml").exists() else (),
        "trends": _listed(path, "trends", Trend, problems),
        "ladder": read_ladder(path, problems),
        "holidays": read_holidays(path, problems),
    }
    parts["strategies"] = _strategies(path, parts["strategy"], problems)
    parts["telling"] = read_telling(path, parts, problems)
    parts["conversing"] = read_guides(path, problems)
    parts["pulse"] = read_pulse(path, parts, problems)
    parts["inventory"] = read_inventory(path, parts, problems)
    problems += check_references(path, parts)
    problems += check_ladder(path, parts)
    head = files["region.toml"]
    if head is None or problems:
        return None, problems
    values = dict(head.content)
    parts["denominators"] = _denominators(head, values.pop("denominators", {}), problems)
    region = make(Region, values, head, problems, **parts)
    return (region, problems) if region else (None, problems)


def _denominators(file: TomlFile, tables: Mapping[str, Any], problems: list[Problem]) -> dict[str, Denominator]:
    made = {name: make(Denominator, table, file, problems, at=file.line(name)) for name, table in tables.items()}
    return {name: found for name, found in made.items() if found}


def _each(path: Path, folder: str, cls: type[Any], problems: list[Problem]) -> dict[str, Any]:
    """Every TOML file in a folder as one definition each, in their own order; the name of the file is the slug."""
    found = {}
    for file in sorted((path / folder).glob("*.toml")):
        table = read_toml(file, path, problems)
        made = make(cls, table.content, table, problems, slug=file.stem) if table else None
        if made:
            found[file.stem] = made
    return dict(sorted(found.items(), key=lambda item: (getattr(item[1], "order", 0), item[0])))


def _indicators(path: Path, problems: list[Problem]) -> dict[str, Indicator]:
    found = {}
    for file in sorted((path / "indicators").glob("*.toml")):
        table = read_toml(file, path, problems)
        if table is None:
            continue
        values = dict(table.content)
        series = _nested(table, "series", Series, values.pop("series", []), problems)
        breaks = _nested(table, "breaks", Break, values.pop("breaks", []), problems)
        made = make(Indicator, values, table, problems, slug=file.stem, series=series, breaks=breaks)
        if made:
            found[file.stem] = made
    return dict(sorted(found.items(), key=lambda item: (item[1].order, item[0])))


def _strategy(file: TomlFile | None, problems: list[Problem]) -> Strategy | None:
    if file is None:
        return None
    values = dict(file.content)
    kinds = {"sections": Section, "principles": Section, "ambitions": Ambition, "priorities": Planned}
    parts: dict[str, Any] = {
        name: _nested(file, name, cls, values.pop(name, []), problems) for name, cls in kinds.items()
    }
    return make(Strategy, values, file, problems, **parts)


def _strategies(path: Path, followed: Strategy | None, problems: list[Problem]) -> tuple[Strategy, ...]:
    """The strategy that the site follows and those of other periods in `strategies/`, in order of their period."""
    files = sorted((path / "strategies").glob("*.toml"))
    found = [followed, *(_strategy(read_toml(file, path, problems), problems) for file in files)]
    return tuple(sorted((one for one in found if one), key=lambda one: one.period))


def _listed(path: Path, name: str, cls: type[Any], problems: list[Problem]) -> tuple[Any, ...]:
    file = read_toml(path / f"{name}.toml", path, problems)
    return _nested(file, name, cls, file.content.get(name, []), problems) if file else ()


def _nested(file: TomlFile, name: str, cls: type[Any], tables: Any, problems: list[Problem]) -> tuple[Any, ...]:
    return tuple(made for _, made in make_listed(cls, name, tables, file, problems))


def _partners(path: Path, problems: list[Problem]) -> tuple[Partner, ...]:
    rows = read_rows(path / "partners.csv", path, PARTNER_COLUMNS, problems)
    return tuple(Partner(**{column: row[column] for column in PARTNER_COLUMNS}) for _, row in rows)


def _offices(path: Path, problems: list[Problem]) -> tuple[Office, ...]:
    rows = read_rows(path / "offices.csv", path, OFFICE_COLUMNS, problems)
    return tuple(
        Office(row["slug"], row["title"], row["partner"], _seats(row["seats"]), row["source"]) for _, row in rows
    )


def _seats(text: str) -> tuple[tuple[str, str], ...]:
    """`rvc:contributor loket:editor` as pairs; a seat without a role is a reader's."""
    pairs = (word.partition(":") for word in text.split())
    return tuple((circle, role or "reader") for circle, _, role in pairs)


def is_fictional(path: Path) -> bool:
    """Whether a folder calls itself fictional, without reading the rest."""
    return bool(tomllib.loads((path / "region.toml").read_text("utf-8")).get("fictional"))
