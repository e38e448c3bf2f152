"""On which ground, by which rule: read from `grounds.toml`, each with the dates between which it holds."""

import tomllib
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

_FILE = Path(__file__).resolve().parent / "grounds.toml"


@dataclass(frozen=True)
class Rule:
    """A rule in force from `since` up to and including `until` (None: still)."""

    slug: str
    words: str
    law: str
    article: str
    since: date
    source: str
    until: date | None = None

    def __str__(self) -> str:
        return f"{self.words} ({self.law}, {self.article})"

    def holds_on(self, day: date) -> bool:
        return self.since <= day and (self.until is None or day <= self.until)


@cache
def rules() -> tuple[Rule, ...]:
    """Every rule there is or was, as the file has them."""
    written = tomllib.loads(_FILE.read_text("utf-8"))
    return tuple(Rule(**row) for part in ("ground", "rule", "supervisor") for row in written[part])


def rule(slug: str, day: date) -> Rule:
    """The rule as it holds on a day; LookupError when none does, so that no page shows a rule that ended."""
    found = [one for one in rules() if one.slug == slug and one.holds_on(day)]
    if len(found) != 1:
        raise LookupError(f"{_FILE.name} has {len(found)} rules called {slug!r} on {day}, and exactly one must hold.")
    return found[0]
