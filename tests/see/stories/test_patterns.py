"""Counts of stories: protected once, for whole months; silence is said, and nobody can work out a small number."""

import random
from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client

from slagvaardig.region.current import current_region
from slagvaardig.region.folder import load_region
from slagvaardig.see.patterns.actions import count_stories
from slagvaardig.see.patterns.models import Patterns
from slagvaardig.see.patterns.readings import Pattern, lead, silence
from slagvaardig.see.patterns.table import Counted, counted, protected, values_of
from slagvaardig.stats.attacker import exposed
from slagvaardig.stats.tables import adds_up
from slagvaardig.trust.access.identity import acting_as_job
from tests.attack.sizes import size
from tests.people import People
from tests.see.stories.telling import unseen
from tests.world import NAMES, REGIONS

FIRST, LAST = date(2025, 1, 1), date(2025, 12, 31)


def some(folder: str, number: int, seed: int = 1) -> list[Counted]:
    region, chance = load_region(REGIONS / folder), random.Random(seed)
    areas = [
        area.code
        for area in region.areas.all()
        if area.kind in ("municipality", "district", "unit") and (area.parent or "")
    ]
    answers = {
        one.slug: [value for value, _text in one.options] for one in region.telling.questions if one.kind != "several"
    }
    return [
        Counted(
            FIRST + timedelta(days=chance.randrange(365)),
            chance.choice(list(region.themes)),
            chance.choices(areas[:6], (160, 30, 10, 4, 2, 1))[0],  # so that also of many stories few are of some place
            {slug: chance.choice(values) for slug, values in answers.items() if chance.random() < 0.8},
        )
        for _ in range(number)
    ]


@pytest.mark.parametrize("folder", NAMES)
@pytest.mark.parametrize("number", [0, 1, 37, 400])
def test_every_table_adds_up_and_counts_each_story_once(folder: str, number: int) -> None:
    region = load_region(REGIONS / folder)
    cells, sums = counted(region, some(folder, number), ["2025-Q1", "2025-Q2", "2025-Q3", "2025-Q4"])
    assert adds_up(dict(cells.items()), sums)
    assert cells["", "", ""] == number
    for what, values in values_of(region, ["2025-Q1", "2025-Q2", "2025-Q3", "2025-Q4"]).items():
        assert sum(cells["", what, value] for value in values) == number


@pytest.mark.parametrize("seed", range(size(1, 5)))
def test_no_small_number_is_published_nor_can_be_worked_out(seed: int) -> None:
    folder, number = "duinrade", (90, 400, 33, 150, 700)[seed]
    region, stories = load_region(REGIONS / folder), some(folder, number, seed)
    published: Any = protected(region, stories, FIRST, LAST)["cells"]
    shown: dict[Any, int | None] = {tuple(cell[:3]): cell[3] for cell in published}
    cells, sums = counted(region, stories, ["2025-Q1", "2025-Q2", "2025-Q3", "2025-Q4"])
    small = [cell for cell, value in cells.items() if 0 < value < 5]
    assert small
    assert all(shown[cell] is None for cell in small)
    assert all(shown[cell] in (None, cells[cell]) for cell in cells)
    assert exposed(shown, sums, {cell: cells[cell] for cell in small[: size(6, 10_000)]}) == {}


def test_counts_are_over_whole_months_and_made_once_a_month(people: People) -> None:
    today = date.today()
    unseen(on=today.replace(day=1))
    with acting_as_job("stories") as by:
        made = count_stories(by=by, today=today)
        assert made is not None
        assert made.last == today.replace(day=1) - timedelta(days=1)
        assert count_stories(by=by, today=today) is None
        assert count_stories(by=by, today=made.last + timedelta(days=60)) is not None


def test_silence_is_said_and_never_read_as_fine(people: People) -> None:
    day = date.today().replace(day=1) - timedelta(days=3)
    for _ in range(6):
        unseen(on=day)
    with acting_as_job("stories") as by:
        count_stories(by=by, today=date.today())
    region, made = current_region(), Patterns.objects.newest()
    assert made is not None
    pattern = Pattern(region, made)
    assert lead(pattern).startswith("6 verhalen, van ")
    assert silence(pattern) == "Van 6 gemeenten hoorden wij niets."
    assert "Aldermeer" not in [area.name for area in pattern.silent]
    page = Client().get("/verhalen/patroon").content.decode()
    assert "Dat zegt niet dat het daar goed gaat." in page
    assert ">0<" not in page
    assert "niemand ons iets" in Client().get("/verhalen/patroon?thema=online").content.decode()
    assert Client().get("/verhalen/patroon?thema=verzonnen").status_code == 404
