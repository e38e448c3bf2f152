"""The escalation ladder of a region: which table decides about what, within how many days, and what it may decide."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from slagvaardig.region.definitions import Body
from slagvaardig.region.problems import Problem
from slagvaardig.region.tables import TomlFile, make, make_listed, read_toml

FILE = "ladder.toml"


@dataclass(frozen=True)
class Step:
    """One rung. term_days: within how many days an answer is due. mandate: what this step may decide, in a sentence.

    bodies: kinds of bodies that sit at this step, none for the professional himself and for who sits outside the
    region. level: the kind of area such a body is for ("" when that does not matter)."""

    slug: str
    name: str
    term_days: int
    mandate: str
    bodies: tuple[str, ...] = ()
    level: str = ""


@dataclass(frozen=True)
class Ladder:
    """The steps from below to above. confirm_days: how long those who felt a barrier have to say whether it is gone.
    retest_days: after how many days they are asked again. note: what a reader must know of its standing."""

    steps: tuple[Step, ...]
    confirm_days: int = 28
    retest_days: int = 56
    note: str = ""

    def place(self, slug: str) -> int:
        """How high a step is, from 0; LookupError for a step that the region no longer has."""
        for number, step in enumerate(self.steps):
            if step.slug == slug:
                return number
        raise LookupError(f"The ladder has no step {slug!r}.")

    def step(self, slug: str) -> Step:
        return self.steps[self.place(slug)]

    def above(self, slug: str) -> Step | None:
        """The next step up, None at the top."""
        return next(iter(self.steps[self.place(slug) + 1 :]), None)

    def below(self, slug: str) -> tuple[Step, ...]:
        """Every step that is lower, nearest first."""
        return tuple(reversed(self.steps[: self.place(slug)]))


def bodies_at(step: Step, bodies: tuple[Body, ...], kinds_of_areas: Mapping[str, str]) -> list[Body]:
    """The bodies of a region that sit at a step."""
    return [
        body
        for body in bodies
        if body.kind in step.bodies and (not step.level or kinds_of_areas.get(body.area) == step.level)
    ]


def read_ladder(path: Path, problems: list[Problem]) -> Ladder | None:
    """The ladder in a region folder, or None with every mistake and its line."""
    file = read_toml(path / FILE, path, problems)
    if file is None:
        return None
    values = dict(file.content)
    before = len(problems)
    listed = make_listed(Step, "steps", values.pop("steps", []), file, problems)
    ladder = make(Ladder, values, file, problems, steps=tuple(step for _, step in listed))
    if ladder is None or len(problems) > before:
        return None
    lines = [line for line, _ in listed]
    problems += [Problem(file.name, line, message) for line, message in _unsound(ladder, file, lines)]
    return ladder if len(problems) == before else None


def check_ladder(path: Path, parts: Mapping[str, Any]) -> list[Problem]:
    """Every step at which nobody of the region can sit, with its line."""
    ladder: Ladder | None = parts["ladder"]
    file = read_toml(path / FILE, path, [])
    if ladder is None or file is None:
        return []
    kinds = {area.code: area.kind for area in parts["areas"].all()}
    found = []
    for step, line in zip(ladder.steps, file.lines_of_table("steps"), strict=True):
        if step.level and step.level not in kinds.values():
            known = ", ".join(sorted(set(kinds.values())))
            message = f"level {step.level!r} is geen soort gebied. Kies uit: {known}."
            found.append(Problem(file.name, file.line("level", line), message))
        elif step.bodies and not bodies_at(step, parts["bodies"], kinds):
            known = ", ".join(sorted({body.kind for body in parts["bodies"]}))
            message = (
                f"stap {step.slug!r}: geen gremium in bodies.toml past hierbij. Soorten die er zijn: {known}."
                " Kijk ook of 'level' klopt met het gebied van het gremium."
            )
            found.append(Problem(file.name, file.line("bodies", line), message))
    return found


def _unsound(ladder: Ladder, file: TomlFile, lines: list[int]) -> Iterator[tuple[int, str]]:
    yield from _ends(ladder, file, lines)
    for name in ("confirm_days", "retest_days"):
        if getattr(ladder, name) < 1:
            yield file.line(name), f"{name} is {getattr(ladder, name)}. Geef een aantal dagen vanaf 1."
    for number, (step, line) in enumerate(zip(ladder.steps, lines, strict=True)):
        if step.slug in {one.slug for one in ladder.steps[:number]}:
            yield file.line("slug", line), f"stap {step.slug!r} staat er al. Geef elke stap een eigen slug."
        if step.term_days < 1:
            yield file.line("term_days", line), f"term_days is {step.term_days}. Geef een aantal dagen vanaf 1."
        if not step.mandate.strip():
            yield file.line("mandate", line), f"stap {step.slug!r} zegt niet wat er beslist mag worden. Vul mandate in."


def _ends(ladder: Ladder, file: TomlFile, lines: list[int]) -> Iterator[tuple[int, str]]:
    if len(ladder.steps) < 2:
        yield 1, "een ladder heeft ten minste twee stappen: de professional en wie daarboven beslist."
    if ladder.steps and ladder.steps[0].bodies:
        yield file.line("bodies", lines[0]), "de eerste stap is die van de professional zelf: laat bodies daar weg."
