"""Areas with history: what existed when, what belonged to what, and what came from what."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from slagvaardig.region.areas.geography import Area, Areas, Comparator, normalised
from slagvaardig.region.folder import load_region
from tests.world import NAMES, REGIONS

BEFORE, AFTER = date(2018, 7, 1), date(2019, 7, 1)
MERGER = date(2019, 1, 1)


@pytest.fixture
def areas() -> Areas:
    return Areas(
        [
            Area("U", "Eenheid", "unit"),
            Area("D", "District", "district", parent="U"),
            Area("T", "Team", "basisteam", parent="D"),
            Area("N", "Nieuw", "municipality", parent="D", team="T", valid_from=MERGER, succeeds=("A", "B")),
            Area("A", "Oud-Nieuw", "municipality", parent="D", valid_until=MERGER),
            Area("B", "Dorp", "municipality", parent="D", valid_until=MERGER),
            Area("Z", "Stad", "municipality", parent="D"),
        ],
        [Comparator("C", "Nieuw", valid_until=date(2010, 1, 1))],
    )


def test_members_are_those_of_the_day(areas: Areas) -> None:
    assert {area.code for area in areas.members("U", on=BEFORE)} == {"A", "B", "Z"}
    assert {area.code for area in areas.members("U", on=AFTER)} == {"N", "Z"}


def test_the_day_of_a_merger_belongs_to_the_new_area(areas: Areas) -> None:
    assert {area.code for area in areas.members("D", on=MERGER)} == {"N", "Z"}


def test_a_team_has_the_municipalities_that_name_it(areas: Areas) -> None:
    assert [area.code for area in areas.members("T", on=AFTER)] == ["N"]


def test_parents_are_named_nearest_first(areas: Areas) -> None:
    assert [area.code for area in areas.parents("N")] == ["D", "U"]


def test_succession_can_be_read_both_ways(areas: Areas) -> None:
    assert areas.predecessors("N") == ("A", "B")
    assert areas.predecessors("Z") == ()
    successor = areas.successor_of("A")
    assert successor is not None
    assert successor.code == "N"


def test_the_newest_bearer_of_a_name_wins(areas: Areas) -> None:
    assert areas.names()["nieuw"] == "N"
    assert areas.names(date(2009, 1, 1))["nieuw"] == "C"


def test_an_area_is_found_by_code_or_by_name_in_any_spelling(areas: Areas) -> None:
    for text in ("n", "N", "nieuw", " NIEUW ", "niéuw"):
        found = areas.named(text)
        assert found is not None
        assert found.code == "N"
    assert areas.named("nergens") is None


@given(st.text(max_size=40))
def test_a_name_is_compared_the_same_however_often_it_is_normalised(name: str) -> None:
    assert normalised(normalised(name)) == normalised(name)


@given(st.dates(date(2016, 1, 1), date(2030, 1, 1)))
def test_on_any_day_every_municipality_lies_in_exactly_one_district(day: date) -> None:
    for name in NAMES:
        found = load_region(REGIONS / name).areas
        own = [code for district in found.of_kind("district", on=day) for code in found.members(district.code, on=day)]
        whole = found.members(found.of_kind("unit")[0].code, on=day)
        assert sorted(area.code for area in own) == sorted(area.code for area in whole)


def test_the_first_region_had_39_municipalities_in_2019_and_38_after_2022() -> None:
    found = load_region(next(REGIONS / name for name in NAMES if not load_region(REGIONS / name).fictional)).areas
    unit = found.of_kind("unit")[0].code
    assert len(found.members(unit, on=date(2019, 1, 1))) == 39
    assert len(found.members(unit, on=date(2022, 3, 23))) == 39
    assert len(found.members(unit, on=date(2022, 3, 24))) == 38
    assert len(found.members(unit, on=date(2027, 1, 1))) == 37
    assert len(found.of_kind("district")) == 5
