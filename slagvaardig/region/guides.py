"""What a region asks in its conversations, and which kinds of places an area scan can name: `conversations.toml`, read
and checked. It does not have to be there."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from slagvaardig.region.problems import Problem
from slagvaardig.region.tables import TomlFile, make_listed, read_toml

FILE = "conversations.toml"
PLACE_KINDS = ("spot", "facility")
MOST_QUESTIONS, LONGEST_QUESTION = 12, 300
Named = TypeVar("Named", "Guide", "PlaceKind")


@dataclass(frozen=True)
class Guide:
    """A question guide: what is asked, in this order. means: for which kind of round it is."""

    slug: str
    title: str
    questions: tuple[str, ...]
    means: str = ""


@dataclass(frozen=True)
class PlaceKind:
    """A kind of place that an area scan can name. kind: a spot in the open, or a facility; never an address."""

    slug: str
    title: str
    kind: str


@dataclass(frozen=True)
class Guides:
    """Everything in which conversations of a region differ."""

    guides: tuple[Guide, ...] = ()
    places: tuple[PlaceKind, ...] = ()

    def guide(self, slug: str) -> Guide | None:
        return next((one for one in self.guides if one.slug == slug), None)

    def place(self, slug: str) -> PlaceKind | None:
        return next((one for one in self.places if one.slug == slug), None)


def read_guides(path: Path, problems: list[Problem]) -> Guides:
    """The guides in a region folder; every mistake with its line."""
    if not (path / FILE).exists() or (file := read_toml(path / FILE, path, problems)) is None:
        return Guides()
    for key in sorted(set(file.content) - {"guides", "places"}):
        problems.append(Problem(FILE, file.line(key), f"onbekend veld {key!r}. Bekend zijn: guides, places."))
    guides = _listed(file, "guides", Guide, _guide, problems)
    return Guides(guides, _listed(file, "places", PlaceKind, _place, problems))


def _listed(
    file: TomlFile,
    name: str,
    cls: type[Named],
    check: Callable[[Named], Iterator[tuple[str, str]]],
    problems: list[Problem],
) -> tuple[Named, ...]:
    found: list[Named] = []
    for line, made in make_listed(cls, name, file.content.get(name, []), file, problems):
        wrong = list(check(made))
        if not re.fullmatch(r"[a-z0-9-]+", made.slug):
            wrong.append(("slug", f"slug is {made.slug!r}. Gebruik kleine letters, cijfers en streepjes."))
        if any(made.slug == one.slug for one in found):
            wrong.append(("slug", f"{made.slug!r} staat er al. Kies een ander."))
        problems += [Problem(file.name, file.line(key, line), message) for key, message in wrong]
        found.append(made)
    return tuple(found)


def _guide(one: Guide) -> Iterator[tuple[str, str]]:
    if not 1 <= len(one.questions) <= MOST_QUESTIONS:
        yield "questions", f"geef 1 tot {MOST_QUESTIONS} vragen; hier staan er {len(one.questions)}."
    for question in one.questions:
        if not question.strip() or "\n" in question or len(question) > LONGEST_QUESTION:
            yield "questions", f"vraag {question[:40]!r} kan niet: één regel van hoogstens {LONGEST_QUESTION} tekens."


def _place(one: PlaceKind) -> Iterator[tuple[str, str]]:
    if one.kind not in PLACE_KINDS:
        yield "kind", f"kind is {one.kind!r}. Kies uit: {', '.join(PLACE_KINDS)}."
    if any(sign.isdigit() for sign in one.title):
        yield "title", f"title is {one.title!r}. Noem een soort plek, zonder nummer: nooit een adres."
