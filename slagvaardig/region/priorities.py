"""The priorities that the strategies of a region name: each of a level, and of a body or partner that there is."""

from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from slagvaardig.region.definitions import LEVELS, Planned, Strategy
from slagvaardig.region.problems import Problem
from slagvaardig.region.tables import TomlFile, read_toml

FOLLOWED = "strategy.toml"


def check_priorities(path: Path, parts: Mapping[str, Any]) -> list[Problem]:
    """Every priority of an unknown level, owner or theme, and every body with more than it agreed to, with the line."""
    files = [path / FOLLOWED, *sorted((path / "strategies").glob("*.toml"))]
    by_title = {strategy.title + strategy.period: strategy for strategy in parts["strategies"]}
    found = []
    for file in (read_toml(one, path, []) for one in files if one.is_file()):
        strategy = by_title.get(f"{file.content.get('title')}{file.content.get('period')}") if file else None
        if file and strategy:
            found += [Problem(file.name, line, message) for line, message in _unsound(file, strategy, parts)]
    return found


def _unsound(file: TomlFile, strategy: Strategy, parts: Mapping[str, Any]) -> Iterator[tuple[int, str]]:
    lines = file.lines_of_table("priorities")
    for line, priority in zip(lines, strategy.priorities, strict=False):
        for key, message in _faults(priority, parts):
            yield file.line(key, line) or line, message
    if strategy != parts["strategy"]:
        return  # how many somebody agreed to in another period is not known here
    carried = Counter(priority.owner for priority in strategy.priorities)
    for body in parts["bodies"]:
        if body.most_priorities and carried[body.slug] > body.most_priorities:
            yield (
                lines[0],
                (
                    f"{body.slug!r} krijgt {carried[body.slug]} prioriteiten, maar sprak er {body.most_priorities} af"
                    " (most_priorities in bodies.toml). Haal er een weg of wijzig de afspraak."
                ),
            )


def _faults(priority: Planned, parts: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    if priority.level not in LEVELS:
        yield "level", f"level is {priority.level!r}. Kies uit: {', '.join(LEVELS)}."
    owners = {one.slug for one in (*parts["bodies"], *parts["partners"])}
    if priority.level == "national" and priority.owner:
        yield "owner", "een landelijke prioriteit is van niemand hier: laat owner weg."
    elif priority.level != "national" and priority.owner not in owners:
        yield "owner", f"owner {priority.owner!r} is geen gremium in bodies.toml en geen partner in partners.csv."
    if priority.theme and priority.theme not in parts["themes"]:
        yield "theme", f"thema {priority.theme!r} bestaat niet. Kies uit: {', '.join(parts['themes'])}."
