"""What a region asks of whoever tells a story, and how many people do which work where: files, read and checked.

`stories.toml`: functions and questions. `headcounts.csv`: people per function, area and theme. Neither has to be there;
a number that is not there counts as too few.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar

from slagvaardig.region.areas.files import read_rows
from slagvaardig.region.problems import Problem
from slagvaardig.region.tables import TomlFile, make_listed, read_toml

QUESTION_KINDS = ("scale", "choice", "several", "triad")
CORNERS = 3
COLUMNS = ("role", "area", "theme", "people", "source")
FILE, COUNTS = "stories.toml", "headcounts.csv"
ANSWER_DAYS = 14
_KNOWN = ("answer_days", "functions", "questions")
Headcounts = Mapping[tuple[str, str, str], int]
Named = TypeVar("Named", "Function", "Question")


@dataclass(frozen=True)
class Function:
    """A kind of work that somebody does: never a person."""

    slug: str
    title: str
    plural: str


@dataclass(frozen=True)
class Question:
    """Something that the teller says about his own story. kind: a scale (one of several in order), a choice (one),
    several (any number), or a triad (three corners, of which one, two or all weigh). answers: "slug: text".
    better, worse: of a scale about where things are going, the answers that say so, to lay beside figures."""

    slug: str
    title: str
    kind: str
    answers: tuple[str, ...]
    help: str = ""
    better: tuple[str, ...] = ()
    worse: tuple[str, ...] = ()

    @property
    def options(self) -> tuple[tuple[str, str], ...]:
        """(slug, text) of each answer; of a triad those of its corners."""
        pairs = (answer.partition(":") for answer in self.answers)
        return tuple((slug.strip(), text.strip()) for slug, _, text in pairs)


@dataclass(frozen=True)
class Telling:
    """Everything that a form for a story varies in. answer_days: within how many days the desk promises an answer."""

    functions: tuple[Function, ...] = ()
    questions: tuple[Question, ...] = ()
    headcounts: Headcounts = field(default_factory=dict)
    answer_days: int = ANSWER_DAYS

    def function(self, slug: str) -> Function | None:
        return next((one for one in self.functions if one.slug == slug), None)


def read_telling(path: Path, parts: Mapping[str, Any], problems: list[Problem]) -> Telling:
    """The two files of a region folder; what is wrong goes to the problems, with its line."""
    functions: tuple[Function, ...] = ()
    questions: tuple[Question, ...] = ()
    days = ANSWER_DAYS
    if (path / FILE).exists() and (file := read_toml(path / FILE, path, problems)):
        for key in sorted(set(file.content) - set(_KNOWN)):
            names = ", ".join(_KNOWN)
            problems.append(Problem(FILE, file.line(key), f"onbekend veld {key!r}. Bekend zijn: {names}."))
        days = _days(file, problems)
        functions = _listed(file, "functions", Function, _function, problems)
        questions = _listed(file, "questions", Question, _question, problems)
    counts: dict[tuple[str, str, str], int] = {}
    if (path / COUNTS).exists():
        known = {one.slug for one in functions}
        for line, row in read_rows(path / COUNTS, path, COLUMNS, problems):
            counts.update(_counted(line, row, known, parts, counts, problems))
    return Telling(functions, questions, counts, days)


def _days(file: TomlFile, problems: list[Problem]) -> int:
    days = file.content.get("answer_days", ANSWER_DAYS)
    if isinstance(days, int) and not isinstance(days, bool) and days >= 1:
        return days
    problems.append(Problem(FILE, file.line("answer_days"), f"answer_days is {days!r}. Geef een aantal dagen vanaf 1."))
    return ANSWER_DAYS


def _listed(
    file: TomlFile,
    name: str,
    cls: type[Named],
    check: Callable[[Named], Iterator[tuple[str, str]]],
    problems: list[Problem],
) -> tuple[Named, ...]:
    found: list[Named] = []
    for line, made in make_listed(cls, name, file.content.get(name, []), file, problems):
        for key, message in check(made):
            problems.append(Problem(file.name, file.line(key, line), message))
        if any(made.slug == one.slug for one in found):
            problems.append(Problem(file.name, file.line("slug", line), f"{made.slug!r} staat er al. Kies een ander."))
        found.append(made)
    return tuple(found)


def _function(one: Function) -> Iterator[tuple[str, str]]:
    if not _is_slug(one.slug):
        yield "slug", f"slug is {one.slug!r}. Gebruik kleine letters, cijfers en streepjes."


def _question(one: Question) -> Iterator[tuple[str, str]]:
    if not _is_slug(one.slug):
        yield "slug", f"slug is {one.slug!r}. Gebruik kleine letters, cijfers en streepjes."
    if one.kind not in QUESTION_KINDS:
        yield "kind", f"kind is {one.kind!r}. Kies uit: {', '.join(QUESTION_KINDS)}."
    wrong = [
        answer for answer, (slug, text) in zip(one.answers, one.options, strict=True) if not (_is_slug(slug) and text)
    ]
    if wrong:
        yield "answers", f'antwoord {wrong[0]!r} kan niet. Schrijf "woord: tekst", zoals "beter: Het wordt beter".'
    if len({slug for slug, _ in one.options}) < len(one.answers):
        yield "answers", "twee antwoorden hebben hetzelfde woord voor de dubbele punt."
    yield from _ways(one)
    if one.kind == "triad" and len(one.answers) != CORNERS:
        yield "answers", f"een driehoek heeft drie hoeken, maar hier staan er {len(one.answers)}."
    elif len(one.answers) < 2:
        yield "answers", "geef ten minste twee antwoorden."


def _ways(one: Question) -> Iterator[tuple[str, str]]:
    known = {slug for slug, _ in one.options}
    for key, chosen in (("better", one.better), ("worse", one.worse)):
        if strange := [slug for slug in chosen if slug not in known]:
            yield key, f"{key} noemt {strange[0]!r}, maar dat is geen antwoord van deze vraag."


def _counted(
    line: int,
    row: Mapping[str, str],
    functions: Iterable[str],
    parts: Mapping[str, Any],
    before: Headcounts,
    problems: list[Problem],
) -> dict[tuple[str, str, str], int]:
    key = (row["role"], row["area"], row["theme"])
    wrong = ""
    if row["role"] and row["role"] not in set(functions):
        wrong = f"functie {row['role']!r} staat niet in {FILE}."
    elif parts["areas"].get(row["area"]) is None:
        wrong = f"gebied {row['area']!r} bestaat niet in areas.csv."
    elif row["theme"] and row["theme"] not in parts["themes"]:
        wrong = f"thema {row['theme']!r} bestaat niet."
    elif not (row["people"].isascii() and row["people"].isdigit()):
        wrong = f"aantal is {row['people']!r}. Geef een heel getal van 0 of meer."
    elif key in before:
        wrong = "dit aantal staat er al. Laat één regel staan."
    if wrong:
        problems.append(Problem(COUNTS, line, wrong))
        return {}
    return {key: int(row["people"])}


def _is_slug(text: str) -> bool:
    return re.fullmatch(r"[a-z0-9-]+", text) is not None
