"""On what partners are asked for priorities, and what they can carry: fields, themes, roles, local plans, protection.

`inventory.toml`. It does not have to be there; a region without it has no rounds.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, TypeVar

from slagvaardig.region.problems import Problem
from slagvaardig.region.tables import TomlFile, make, make_listed, read_toml

FILE = "inventory.toml"
Found = Iterator[tuple[str, str]]
Named = TypeVar("Named", "SafetyField", "Topic", "Role")


@dataclass(frozen=True)
class SafetyField:
    """One of the fields (veiligheidsvelden) under which topics are arranged."""

    slug: str
    title: str


@dataclass(frozen=True)
class Topic:
    """Something that a partner can name as a priority. theme: the slug of its theme page, when there is one."""

    slug: str
    title: str
    field: str
    theme: str = ""


@dataclass(frozen=True)
class Role:
    """A kind of work of which partners have hours. scarce: short of everywhere, so it is looked at first. kinds: of
    partners that have it; all when empty."""

    slug: str
    title: str
    scarce: bool = False
    kinds: tuple[str, ...] = ()


@dataclass(frozen=True)
class LocalPlan:
    """A plan of one partner, with the topics in it: what he wrote there he need not type again."""

    partner: str
    title: str
    adopted: date
    topics: tuple[str, ...]
    source: str = ""


@dataclass(frozen=True)
class Signing:
    """Which office signs for a partner; without a line the first of that partner in offices.csv."""

    partner: str
    office: str


@dataclass(frozen=True)
class Inventory:
    """kinds: of partners that take part. small_hours: a partner with fewer hours in a quarter is small, and is asked
    for at most `small_share` of them; any other for at most `share`. empty: what to read as long as there is no round.
    note: what a reader must know of the standing of all this."""

    kinds: tuple[str, ...] = ()
    small_hours: int = 0
    small_share: float = 1.0
    share: float = 1.0
    note: str = ""
    empty: str = ""
    fields: tuple[SafetyField, ...] = ()
    topics: tuple[Topic, ...] = ()
    roles: tuple[Role, ...] = ()
    plans: tuple[LocalPlan, ...] = ()
    signing: tuple[Signing, ...] = ()

    def topic(self, slug: str) -> Topic | None:
        return next((one for one in self.topics if one.slug == slug), None)

    def role(self, slug: str) -> Role | None:
        return next((one for one in self.roles if one.slug == slug), None)

    def roles_of(self, kind: str) -> tuple[Role, ...]:
        """The roles of a kind of partner, scarce ones first."""
        fitting = [role for role in self.roles if not role.kinds or kind in role.kinds]
        return tuple(sorted(fitting, key=lambda role: not role.scarce))

    def plans_of(self, partner: str) -> tuple[LocalPlan, ...]:
        """The plans of a partner, newest first."""
        own = [plan for plan in self.plans if plan.partner == partner]
        return tuple(sorted(own, key=lambda plan: plan.adopted, reverse=True))


def read_inventory(path: Path, parts: Mapping[str, Any], problems: list[Problem]) -> Inventory:
    """What stands in the file; parts: at least the partners, offices and themes of the region."""
    if not (path / FILE).exists():
        return Inventory()
    file = read_toml(path / FILE, path, problems)
    if file is None:
        return Inventory()
    values = dict(file.content)
    fields = _listed(file, "fields", SafetyField, values, problems, lambda one: iter(()))
    known = {one.slug for one in fields}
    topics = _listed(file, "topics", Topic, values, problems, lambda one: _topic(one, known, parts))
    roles = _listed(file, "roles", Role, values, problems, lambda one: _kinds(one.kinds, parts))
    slugs = {one.slug for one in topics}
    plans = _checked(file, "plans", LocalPlan, values, problems, lambda one: _plan(one, slugs, parts))
    signing = _checked(file, "signing", Signing, values, problems, lambda one: _signing(one, parts))
    made = make(
        Inventory, values, file, problems, fields=fields, topics=topics, roles=roles, plans=plans, signing=signing
    )
    if made is None:
        return Inventory()
    problems += [Problem(file.name, file.line(key) or 1, message) for key, message in _whole(made, parts)]
    return made


def _listed(
    file: TomlFile,
    name: str,
    cls: type[Named],
    values: dict[str, Any],
    problems: list[Problem],
    check: Callable[[Named], Found],
) -> tuple[Named, ...]:
    seen: set[str] = set()

    def sound(one: Named) -> Found:
        if not re.fullmatch(r"[a-z0-9-]{1,60}", one.slug):
            yield "slug", f"slug is {one.slug!r}. Gebruik kleine letters, cijfers en streepjes, hooguit 60."
        if one.slug in seen:
            yield "slug", f"{one.slug!r} staat er al. Kies een ander."
        seen.add(one.slug)
        yield from check(one)

    return _checked(file, name, cls, values, problems, sound)


def _checked(
    file: TomlFile,
    name: str,
    cls: Any,
    values: dict[str, Any],
    problems: list[Problem],
    check: Callable[[Any], Found],
) -> tuple[Any, ...]:
    found = make_listed(cls, name, values.pop(name, []), file, problems)
    for line, one in found:
        problems += [Problem(file.name, file.line(key, line) or line, message) for key, message in check(one)]
    return tuple(one for _, one in found)


def _topic(one: Topic, fields: set[str], parts: Mapping[str, Any]) -> Found:
    if one.field not in fields:
        yield "field", f"veld {one.field!r} bestaat niet. Kies uit: {', '.join(sorted(fields))}."
    if one.theme and one.theme not in parts["themes"]:
        yield "theme", f"thema {one.theme!r} bestaat niet. Kies uit: {', '.join(parts['themes'])}."


def _kinds(kinds: tuple[str, ...], parts: Mapping[str, Any]) -> Found:
    known = sorted({partner.kind for partner in parts["partners"]})
    for kind in kinds:
        if kind not in known:
            yield "kinds", f"soort partner {kind!r} komt niet voor in partners.csv. Kies uit: {', '.join(known)}."


def _plan(one: LocalPlan, topics: set[str], parts: Mapping[str, Any]) -> Found:
    if one.partner not in {partner.slug for partner in parts["partners"]}:
        yield "partner", f"partner {one.partner!r} staat niet in partners.csv."
    for slug in one.topics:
        if slug not in topics:
            yield "topics", f"onderwerp {slug!r} staat niet bij [[topics]]."


def _signing(one: Signing, parts: Mapping[str, Any]) -> Found:
    if (one.office, one.partner) not in {(office.slug, office.partner) for office in parts["offices"]}:
        yield "office", f"ambt {one.office!r} van {one.partner!r} staat niet in offices.csv."


def _whole(made: Inventory, parts: Mapping[str, Any]) -> Found:
    yield from _kinds(made.kinds, parts)
    for name in ("small_share", "share"):
        if not 0 < getattr(made, name) <= 1:
            yield name, f"{name} is {getattr(made, name)}. Geef een deel boven 0 en hooguit 1, zoals 0.5."
    if made.small_share > made.share:
        yield "small_share", "small_share is groter dan share: dan beschermt het niemand."
    if made.small_hours < 0:
        yield "small_hours", f"small_hours is {made.small_hours}. Geef een aantal uren vanaf 0."
