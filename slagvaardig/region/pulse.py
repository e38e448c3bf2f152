"""The pulse of a region: which fixed questions professionals are asked twice a year, and which indicator each feeds.

`pulse.toml`; it need not be there. A wording that was changed stays in the file as `earlier`, and is a break.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from slagvaardig.region.problems import Problem
from slagvaardig.region.tables import TomlFile, make, make_listed, read_toml

FILE, CONNECTOR, MEASURE = "pulse.toml", "pulse_rounds", "aandeel"
SCALE, MOST_QUESTIONS, FEWEST = 5, 3, 10
_PERIOD = re.compile(r"\d{4}-(0[1-9]|1[0-2])")
_SLUG = re.compile(r"[a-z0-9-]+")


@dataclass(frozen=True)
class PulseQuestion:
    """A sentence that somebody agrees with or not; its share of agreement is a figure of `indicator`."""

    slug: str
    text: str
    indicator: str


@dataclass(frozen=True)
class Earlier:
    """How a question was worded up to and including the round of `until`."""

    question: str
    text: str
    until: str


@dataclass(frozen=True)
class PulseRole:
    """A kind of work of people who are asked: never a person."""

    slug: str
    title: str


@dataclass(frozen=True)
class Pulse:
    """months: in which it is asked. scale: five answers, the last two of which agree. unknown: the answer of who does
    not know. fewest: how many answers a figure takes at least. source: under which source its figures are kept."""

    source: str
    months: tuple[int, ...]
    scale: tuple[str, ...]
    unknown: str
    blind_spot: str
    fewest: int = FEWEST
    open_days: int = 28
    questions: tuple[PulseQuestion, ...] = ()
    earlier: tuple[Earlier, ...] = ()
    roles: tuple[PulseRole, ...] = ()

    def role_title(self, slug: str) -> str:
        return next((role.title for role in self.roles if role.slug == slug), slug)

    def earlier_texts(self, question: str) -> set[str]:
        """Every wording that a question had before."""
        return {one.text for one in self.earlier if one.question == question}


def read_pulse(path: Path, parts: Mapping[str, Any], problems: list[Problem]) -> Pulse | None:
    """The pulse in a region folder; None when there is none, or with every mistake and its line."""
    file = read_toml(path / FILE, path, problems) if (path / FILE).exists() else None
    if file is None:
        return None
    values, before = dict(file.content), len(problems)
    listed = {
        name: make_listed(cls, name, values.pop(name, []), file, problems)
        for name, cls in (("questions", PulseQuestion), ("earlier", Earlier), ("roles", PulseRole))
    }
    given: dict[str, Any] = {name: tuple(one for _line, one in found) for name, found in listed.items()}
    pulse = make(Pulse, values, file, problems, **given)
    if pulse is None or len(problems) > before:
        return None
    for line, message in (*_whole(pulse, file), *_listed(pulse, file, listed, parts)):
        problems.append(Problem(file.name, line, message))
    return pulse if len(problems) == before else None


def _whole(pulse: Pulse, file: TomlFile) -> Iterator[tuple[int, str]]:
    if not pulse.months or any(not 1 <= month <= 12 for month in pulse.months):
        yield file.line("months"), f"months is {list(pulse.months)}. Noem maanden van 1 tot en met 12, zoals [3, 9]."
    if len(pulse.scale) != SCALE or len(set(pulse.scale)) != SCALE:
        yield file.line("scale"), f"de schaal heeft vijf verschillende antwoorden, hier staan er {len(pulse.scale)}."
    if pulse.fewest < FEWEST:
        yield file.line("fewest"), f"fewest is {pulse.fewest}. Onder de {FEWEST} antwoorden tonen wij nooit iets."
    if not 1 <= pulse.open_days <= 60:
        yield file.line("open_days"), f"open_days is {pulse.open_days}. Geef een aantal dagen van 1 tot en met 60."
    if not 1 <= len(pulse.questions) <= MOST_QUESTIONS:
        yield (
            file.line("questions") or 1,
            f"stel één tot {MOST_QUESTIONS} vragen, hier staan er {len(pulse.questions)}.",
        )
    if not pulse.roles:
        yield 1, "noem ten minste één soort werk onder [[roles]]."


def _listed(
    pulse: Pulse, file: TomlFile, listed: Mapping[str, Any], parts: Mapping[str, Any]
) -> Iterator[tuple[int, str]]:
    source = parts["sources"].get(pulse.source)
    if source is None or source.connector != CONNECTOR:
        yield file.line("source"), f"bron {pulse.source!r} staat niet in sources/ met connector {CONNECTOR!r}."
    for name in ("questions", "roles"):
        seen: set[str] = set()
        for line, one in listed[name]:
            if not _SLUG.fullmatch(one.slug) or one.slug in seen:
                yield file.line("slug", line), f"slug {one.slug!r} kan niet of staat er al. Kies een ander."
            seen.add(one.slug)
    for line, question in listed["questions"]:
        for message in _fed(question, pulse, parts):
            yield file.line("indicator", line), message
    for line, one in listed["earlier"]:
        yield from ((file.line(key, line), message) for key, message in _changed(one, pulse, parts))


def _fed(question: PulseQuestion, pulse: Pulse, parts: Mapping[str, Any]) -> Iterator[str]:
    indicator = parts["indicators"].get(question.indicator)
    if indicator is None:
        yield f"indicator {question.indicator!r} bestaat niet."
        return
    fits = [one for one in indicator.series if one.source == pulse.source and one.kinds == (question.slug,)]
    if not fits or fits[0].measure != MEASURE or indicator.form != "proportion":
        yield (
            f"indicator {question.indicator!r} heeft geen reeks van bron {pulse.source!r} met measure {MEASURE!r} en"
            f' kinds ["{question.slug}"], of zijn form is niet "proportion".'
        )


def _changed(one: Earlier, pulse: Pulse, parts: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    question = next((found for found in pulse.questions if found.slug == one.question), None)
    if question is None:
        yield "question", f"vraag {one.question!r} staat niet onder [[questions]]."
    elif not _PERIOD.fullmatch(one.until):
        yield "until", f"until is {one.until!r}. Verwacht de maand van de laatste ronde, zoals 2026-03."
    elif one.text == question.text:
        yield "text", "deze formulering is die van nu. Een eerdere is anders."
    else:
        indicator = parts["indicators"].get(question.indicator)
        if indicator and not any(found.at > one.until for found in indicator.breaks):
            yield "until", f"de vraag veranderde na {one.until}: geef indicator {question.indicator!r} daar een breuk."
