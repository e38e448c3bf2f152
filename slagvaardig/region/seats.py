"""The circles and offices that follow from a region: partners, bodies, the coalition, the public and the desk."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from slagvaardig.region.problems import Problem
from slagvaardig.trust.access.roles import ROLES

FOR_ALL = (
    ("public", "openbaar", "Openbaar"),
    ("coalition", "coalitie", "Coalitie"),
    ("desk", "loket", "Vertrouwelijk loket"),
)


def circles_of(parts: Mapping[str, Any]) -> Iterator[tuple[str, str, str]]:
    """(kind, slug, name) of every circle of a region; parts: at least its `partners` and `bodies`."""
    yield from FOR_ALL
    yield from (("partner", partner.slug, partner.name) for partner in parts["partners"])
    yield from (("body", body.slug, body.name) for body in parts["bodies"])


def check_seats(path: Path, parts: Mapping[str, Any]) -> list[Problem]:
    """Every office or persona that points at a partner, circle, office or role that is not there."""
    kinds = {slug: kind for kind, slug, _ in circles_of(parts)}
    problems = []
    for line, office in enumerate(parts["offices"], 2):
        if kinds.get(office.partner) != "partner":
            problems.append(Problem("offices.csv", line, f"partner {office.partner!r} staat niet in partners.csv."))
        for circle, role in office.seats:
            if message := _misfit(circle, role, kinds):
                problems.append(Problem("offices.csv", line, message))
    return problems + list(_personas(path, parts, kinds))


def _personas(path: Path, parts: Mapping[str, Any], kinds: Mapping[str, str]) -> Iterator[Problem]:
    offices = {office.slug for office in parts["offices"]}
    for persona in parts["personas"]:
        found = [f"ambt {slug!r} staat niet in offices.csv." for slug in persona.offices if slug not in offices]
        found += [_misfit(word.partition(":")[0], word.partition(":")[2], kinds) for word in persona.roles]
        found += [
            f"rol {role!r} geldt niet voor de hele site."
            for role in persona.site
            if role not in ROLES or not ROLES[role].of_the_site
        ]
        for message in filter(None, found):
            yield Problem("personas.toml", _line_of(path / "personas.toml", persona.slug), message)


def _misfit(circle: str, role: str, kinds: Mapping[str, str]) -> str:
    if circle not in kinds:
        return f"kring {circle!r} bestaat niet. Noem een partner, een gremium of loket."
    if role not in ROLES or kinds[circle] not in ROLES[role].kinds:
        fitting = ", ".join(slug for slug, one in ROLES.items() if kinds[circle] in one.kinds)
        return f"rol {role!r} past niet bij kring {circle!r}. Kies uit: {fitting or 'geen'}."
    return ""


def _line_of(file: Path, slug: str) -> int:
    lines = file.read_text("utf-8").splitlines()
    return next((number for number, line in enumerate(lines, 1) if f'"{slug}"' in line), 1)
