"""What must hold between the files of a region: everything that is pointed at exists, every word is one we know."""

import re
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

from slagvaardig.region import definitions
from slagvaardig.region.priorities import check_priorities
from slagvaardig.region.problems import Problem
from slagvaardig.region.seats import check_seats
from slagvaardig.region.tables import TomlFile, read_toml

Found = Iterator[tuple[str, str]]
_PERIOD = re.compile(r"\d{4}(-(0[1-9]|1[0-2]))?")


def check_references(path: Path, parts: Mapping[str, Any]) -> list[Problem]:
    """Every reference that leads nowhere and every unknown word; the line is that of the key."""
    checks: dict[str, Callable[[Any, Mapping[str, Any]], Found]]
    checks = {"indicators": _indicator, "themes": _theme, "sources": _source}
    problems = []
    for folder, check in checks.items():
        for slug, definition in parts[folder].items():
            file = read_toml(path / folder / f"{slug}.toml", path, [])
            if file:
                problems += [_problem(file, *found) for found in check(definition, parts)]
    strategy = read_toml(path / "strategy.toml", path, [])
    if strategy and parts["strategy"]:
        problems += [_problem(strategy, *found) for found in _strategy(parts["strategy"], parts)]
    trends = read_toml(path / "trends.toml", path, [])
    if trends:
        problems += [_problem(trends, *found) for trend in parts["trends"] for found in _trend(trend, parts)]
    problems += check_priorities(path, parts)
    problems += _partners(parts)
    problems += check_seats(path, parts)
    return problems


def _problem(file: TomlFile, where: str, message: str) -> Problem:
    """where: a key, or `key=text` for the line on which that text stands."""
    key, _, text = where.partition("=")
    if text:
        for number, line in enumerate(file.text.splitlines(), 1):
            if f'"{text}"' in line and not line.lstrip().startswith("#"):
                return Problem(file.name, number, message)
    return Problem(file.name, file.line(key) or 1, message)


def _indicator(found: definitions.Indicator, parts: Mapping[str, Any]) -> Found:
    yield from _word("direction", found.direction, definitions.DIRECTIONS)
    yield from _word("form", found.form, definitions.FORMS)
    if not 0 < found.margin < 1:
        yield "margin", f"margin is {found.margin}. Geef een deel tussen 0 en 1, zoals 0.05."
    for theme in found.themes:
        if theme not in parts["themes"]:
            yield f"themes={theme}", f"thema {theme!r} bestaat niet. Kies uit: {', '.join(parts['themes'])}."
    if not found.series and not found.fill:
        yield "title", "zonder reeks en zonder 'fill'. Zeg in 'fill' hoe dit cijfer er komt."
    yield from _series(found, parts)
    yield from _breaks(found)


def _series(found: definitions.Indicator, parts: Mapping[str, Any]) -> Found:
    for series in found.series:
        yield from _word("frequency", series.frequency, definitions.FREQUENCIES)
        if series.source not in parts["sources"]:
            known = ", ".join(parts["sources"])
            yield f"source={series.source}", f"bron {series.source!r} bestaat niet. Kies uit: {known}."


def _breaks(found: definitions.Indicator) -> Found:
    ids = {series.id for series in found.series}
    for known_break in found.breaks:
        if not _PERIOD.fullmatch(known_break.at):
            yield f"at={known_break.at}", f"breuk op {known_break.at!r}. Verwacht een jaar of maand: 2020 of 2020-03."
        for missing in set(known_break.series) - ids:
            known = ", ".join(sorted(ids))
            yield f"series={missing}", f"breuk noemt reeks {missing!r}, maar die is er niet. Kies uit: {known}."


def _theme(found: definitions.Theme, parts: Mapping[str, Any]) -> Found:
    yield from _word("kind", found.kind, definitions.THEME_KINDS)
    for code in found.districts:
        if parts["areas"].get(code) is None:
            yield f"districts={code}", f"gebied {code!r} bestaat niet in areas.csv."
    known = {ambition.id for ambition in parts["strategy"].ambitions} if parts["strategy"] else set()
    for ambition in found.ambitions:
        if ambition not in known:
            yield f"ambitions={ambition}", f"ambitie {ambition!r} staat niet in strategy.toml."


def _source(found: definitions.Source, parts: Mapping[str, Any]) -> Found:
    yield from _word("frequency", found.frequency, definitions.FREQUENCIES)
    yield from _word("status_default", found.status_default, definitions.STATUSES)
    if found.rounding < 1:
        yield "rounding", f"rounding is {found.rounding}. Geef 1 (precies) of waarop de bron afrondt, zoals 5."
    if found.recast and not found.division:
        yield "recast", "recast is true, maar division ontbreekt. Noem het jaar van de indeling."


def _strategy(found: definitions.Strategy, parts: Mapping[str, Any]) -> Found:
    for ambition in found.ambitions:
        for slug in ambition.indicators:
            # A file with a mistake of its own is there; saying that it is not would send a person the wrong way.
            if not (parts["path"] / "indicators" / f"{slug}.toml").exists():
                yield f"indicators={slug}", f"ambitie {ambition.id!r} noemt indicator {slug!r}, maar die bestaat niet."
        if ambition.theme and ambition.theme not in parts["themes"]:
            yield f"theme={ambition.theme}", f"thema {ambition.theme!r} bestaat niet."


def _trend(found: definitions.Trend, parts: Mapping[str, Any]) -> Found:
    yield from _word("level", found.level, definitions.TREND_LEVELS)
    yield from _word("direction", found.direction, definitions.TREND_DIRECTIONS)
    yield from _word("known", found.known, definitions.TREND_KNOWN)
    yield from _word("expected", found.expected, definitions.TREND_EXPECTED)
    for theme in found.themes:
        if theme not in parts["themes"]:
            yield f"themes={theme}", f"trend {found.slug!r} noemt thema {theme!r}, maar dat bestaat niet."
    for slug in found.indicators:
        if not (parts["path"] / "indicators" / f"{slug}.toml").exists():
            yield f"indicators={slug}", f"trend {found.slug!r} noemt indicator {slug!r}, maar die bestaat niet."
    for key, period in (("since", found.since), ("until", found.until)):
        if period and not _PERIOD.fullmatch(period):
            yield f"{key}={period}", f"{key} is {period!r}. Verwacht een jaar of maand: 2020 of 2020-03."


def _partners(parts: Mapping[str, Any]) -> list[Problem]:
    return [
        Problem("partners.csv", line, f"gebied {partner.area!r} van {partner.name} bestaat niet in areas.csv.")
        for line, partner in enumerate(parts["partners"], 2)
        if partner.area and parts["areas"].get(partner.area) is None
    ]


def _word(key: str, value: str, known: tuple[str, ...]) -> Found:
    if value not in known:
        yield f"{key}={value}", f"{key} is {value!r}. Kies uit: {', '.join(filter(None, known))}."
