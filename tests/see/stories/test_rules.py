"""When a teller could be recognised: fewer than five people, or nobody knows how many. Then it is kept coarser."""

import random
from dataclasses import replace
from datetime import date

import pytest
from django.core.exceptions import ValidationError

from slagvaardig.region.folder import Region, load_region
from slagvaardig.region.telling import Telling
from slagvaardig.see.stories.rules import (
    FEWEST,
    Told,
    kept_level,
    ladder,
    people_at,
    require_sound,
    safe_levels,
)
from slagvaardig.see.stories.workflow import MOVES, STATES, after_a_reply, of_the_desk
from tests.world import NAMES, REGIONS

DAY = date(2026, 9, 1)


@pytest.fixture(params=NAMES)
def region(request: pytest.FixtureRequest) -> Region:
    return load_region(REGIONS / request.param)


def test_whatever_somebody_chooses_what_is_kept_fits_at_least_five_people(region: Region) -> None:
    functions = ["", *(one.slug for one in region.telling.functions)]
    for role in functions:
        for area in [area.code for area in region.areas.all() if area.kind != "country"]:
            for theme in region.themes:
                kept = kept_level(region, role, area, theme)
                known = people_at(region, kept.role, kept.area, theme)
                assert kept.is_safe is (known is not None and known >= FEWEST)
                assert all(
                    level.people is not None and level.people >= FEWEST
                    for level in safe_levels(region, role, area, theme)
                )


def test_what_nobody_counted_is_too_few(region: Region) -> None:
    bare = replace(region, telling=Telling(region.telling.functions, (), {}))
    theme, function = next(iter(region.themes)), region.telling.functions[0].slug
    for area in region.areas.of_kind("municipality"):
        assert people_at(bare, function, area.code, theme) is None
        assert kept_level(bare, function, area.code, theme).role == ""


def test_without_any_count_everybody_together_is_at_least_one_for_each_partner(region: Region) -> None:
    bare = replace(region, telling=Telling())
    unit = region.areas.of_kind("unit")[0].code
    assert people_at(bare, "", unit, "x") == sum(1 for partner in region.partners if partner.area)
    nobody = replace(bare, partners=())
    kept = kept_level(nobody, "", unit, "x")
    assert (kept.area, kept.is_safe) == (unit, False)


def test_a_choice_that_is_not_safe_is_not_taken() -> None:
    region = load_region(REGIONS / "duinrade")
    assert people_at(region, "jongerenwerker", "VB0104", "beleving") == 1
    assert kept_level(region, "jongerenwerker", "VB0104", "beleving", "jongerenwerker@VB0104").area == "VB-M"
    assert kept_level(region, "jongerenwerker", "VB0104", "beleving", "@VB0104").area == "VB0104"
    assert kept_level(region, "wijkagent", "VB0101", "beleving") == ladder(region, "wijkagent", "VB0101", "beleving")[0]


def test_a_theme_on_which_few_work_makes_it_coarser() -> None:
    region = load_region(REGIONS / "duinrade")
    assert kept_level(region, "wijkagent", "VB0102", "wijk-en-straat").area == "VB0102"
    assert kept_level(region, "wijkagent", "VB0102", "online").area == "VB-N"


def test_every_answer_of_every_question_is_allowed_and_nothing_else() -> None:
    region = load_region(REGIONS / "duinrade")
    chance = random.Random(1)
    good = Told(title="Titel", text="x" * 50, theme="online", area="VB0101", readers="desk")
    answers: dict[str, object] = {"draait-om": "13", "wat-helpt": ["mensen", "geld"], "richting": ""}
    require_sound(region, replace(good, answers=answers), DAY)
    for slug in ("richting", "draait-om", "wat-helpt", "verzonnen"):
        with pytest.raises(Exception, match="kennen wij niet"):
            require_sound(region, replace(good, answers={slug: f"x{chance.random()}"}), DAY)
    with pytest.raises(ValidationError) as objection:
        require_sound(region, Told(title=" ", text="kort", theme="x", area="VB0108", role="tovenaar", readers="x"), DAY)
    assert set(objection.value.message_dict) == {"title", "text", "theme", "area", "role", "readers"}


def test_the_moves_are_a_table_without_a_dead_end_for_the_teller() -> None:
    assert {move.after for move in MOVES.values()} <= set(STATES)
    assert {state for move in MOVES.values() for state in move.before} <= set(STATES)
    for state in set(STATES) - {"withdrawn"}:
        assert after_a_reply(state) in STATES
        assert "answer" in of_the_desk(state), "whoever told something can always be answered"
    assert of_the_desk("withdrawn") == {}


def test_what_was_told_has_only_what_was_filled_in() -> None:
    assert Told(title="a", text="b", theme="c", area="d", readers="desk").answers == {}
