"""From stories to one table of counts whose cells add up, so that all of it can be protected at once.

A cell is (theme, what, value): theme "" is all of them; what is "" for the total, "place", "town", "quarter", or the
slug of a question. A story counts once in each: whoever did not answer counts as `NO_ANSWER`.
"""

import datetime
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from slagvaardig.region.folder import Region
from slagvaardig.region.telling import Question
from slagvaardig.see.stories.rules import allowed_answers
from slagvaardig.stats.suppression import protect
from slagvaardig.stats.tables import Key, Sum

Cell = tuple[str, str, str]
NO_ANSWER, ELSEWHERE = "-", "*"
TOTAL = ""
LEAST = 5


@dataclass(frozen=True)
class Counted:
    """Of a story only what is counted."""

    day: datetime.date
    theme: str
    area: str
    answers: dict[str, object] = field(default_factory=dict)


def quarter(day: datetime.date) -> str:
    return f"{day.year}-Q{(day.month - 1) // 3 + 1}"


def values_of(region: Region, quarters: Iterable[str]) -> dict[str, list[str]]:
    """Every dimension with all the values it can have."""
    districts = [area.code for area in region.areas.of_kind("district")]
    found = {"place": [*districts, ELSEWHERE], "quarter": list(quarters)}
    for question in region.telling.questions:
        found |= {name: values for name, values in _of_question(question)}
    return found


def protected(region: Region, stories: list[Counted], first: datetime.date, last: datetime.date) -> dict[str, object]:
    """What may be published of a table: small numbers and what would give them away are left out, never put at 0."""
    quarters = _quarters(first, last)
    table, sums = counted(region, stories, quarters)
    cells: dict[Key, int] = dict(table.items())
    shown = protect(cells, sums, least=1, most=LEAST - 1)
    return {
        "quarters": quarters,
        "cells": [[*cell, value] for cell, value in shown.values.items() if isinstance(cell, tuple)],
    }


def counted(region: Region, stories: Iterable[Counted], quarters: list[str]) -> tuple[dict[Cell, int], list[Sum]]:
    """The whole table, zeros included, and every way in which its cells add up."""
    dimensions = values_of(region, quarters)
    themes = list(region.themes)
    found: Counter[Cell] = Counter()
    for story in stories:
        for cell in _cells_of(region, story, dimensions):
            found[cell] += 1
    parts = [(TOTAL, TOTAL), *((what, value) for what, values in dimensions.items() for value in values)]
    keys = [(theme, *part) for theme in (TOTAL, *themes) for part in parts]
    keys += [(TOTAL, "town", code) for codes in _towns(region).values() for code in codes]
    sums = [*_by_dimension(dimensions, themes), *_by_theme(dimensions, themes), *_by_town(region)]
    return {key: found[key] for key in keys}, sums


def _of_question(question: Question) -> Iterator[tuple[str, list[str]]]:
    """Of a question with several answers each answer is a dimension of its own: given or not."""
    if question.kind == "several":
        yield from ((f"{question.slug}:{slug}", ["ja", NO_ANSWER]) for slug, _text in question.options)
    else:
        yield question.slug, [*allowed_answers(question), NO_ANSWER]


def _cells_of(region: Region, story: Counted, dimensions: dict[str, list[str]]) -> Iterator[Cell]:
    district = _district(region, story.area)
    at = {"place": district, "quarter": quarter(story.day)}
    for what, values in dimensions.items():
        slug, _colon, answer = what.partition(":")
        given = story.answers.get(slug, NO_ANSWER)
        if answer:
            at[what] = "ja" if isinstance(given, list) and answer in given else NO_ANSWER
        elif what not in at:
            at[what] = str(given) if given in values else NO_ANSWER
    for theme in (TOTAL, story.theme):
        yield (theme, TOTAL, TOTAL)
        yield from ((theme, what, value) for what, value in at.items())
    if district != ELSEWHERE:
        yield (TOTAL, "town", story.area)


def _by_dimension(dimensions: dict[str, list[str]], themes: list[str]) -> Iterator[Sum]:
    for theme in (TOTAL, *themes):
        for what, values in dimensions.items():
            yield Sum((theme, TOTAL, TOTAL), tuple((theme, what, value) for value in values))


def _by_theme(dimensions: dict[str, list[str]], themes: list[str]) -> Iterator[Sum]:
    for what, values in [(TOTAL, [TOTAL]), *dimensions.items()]:
        for value in values:
            yield Sum((TOTAL, what, value), tuple((theme, what, value) for theme in themes))


def _by_town(region: Region) -> Iterator[Sum]:
    for district, codes in _towns(region).items():
        yield Sum((TOTAL, "place", district), tuple((TOTAL, "town", code) for code in codes))


def _towns(region: Region) -> dict[str, list[str]]:
    """Of each district its municipalities, and the district itself: stories that were kept no finer."""
    districts = [area.code for area in region.areas.of_kind("district")]
    found = {code: [code] for code in districts}
    for area in region.areas.of_kind("municipality"):
        if area.parent in found:
            found[area.parent].append(area.code)
    return found


def _district(region: Region, code: str) -> str:
    while area := region.areas.get(code):
        if area.kind == "district":
            return code
        code = area.parent
    return ELSEWHERE


def _quarters(first: datetime.date, last: datetime.date) -> list[str]:
    found, day = [], first
    while day <= last:
        found.append(quarter(day))
        day = (day.replace(day=28) + datetime.timedelta(days=4)).replace(day=1)
    return list(dict.fromkeys(found))
