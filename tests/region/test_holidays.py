"""Days on which nobody works: the published ones of real years, and every mistake in the file with its line."""

import shutil
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from slagvaardig.region.folder import check_region, load_region
from slagvaardig.region.holidays import FILE, Holiday, Holidays, easter_of
from tests.region.test_telling import GOOD
from tests.world import NAMES, REGIONS

REAL = next(name for name in NAMES if not load_region(REGIONS / name).fictional)
# As published (rijksoverheid.nl, "feestdagen"), without those in a weekend.
PUBLISHED = {
    2025: ("01-01", "04-18", "04-21", "05-05", "05-29", "06-09", "12-25", "12-26"),
    2026: ("01-01", "04-03", "04-06", "04-27", "05-05", "05-14", "05-25", "12-25"),
    2027: ("01-01", "03-26", "03-29", "04-27", "05-05", "05-06", "05-17"),
}
# Astronomers' tables: the earliest and the latest there can be among them.
EASTER = (
    "1818-03-22", "1943-04-25", "2000-04-23", "2008-03-23", "2024-03-31", "2025-04-20", "2027-03-28", "2038-04-25",
)  # fmt: skip


@pytest.mark.parametrize("year", PUBLISHED)
def test_the_days_of_a_real_region_are_the_published_ones(year: int) -> None:
    holidays = load_region(REGIONS / REAL).holidays
    days = (date(year, 1, 1) + timedelta(days=number) for number in range(365))
    free = [day for day in days if day.weekday() < 5 and not holidays.is_working_day(day)]
    assert [day.strftime("%m-%d") for day in free] == list(PUBLISHED[year])


@pytest.mark.parametrize("day", EASTER)
def test_easter_is_that_of_the_tables(day: str) -> None:
    assert easter_of(int(day[:4])).isoformat() == day


def test_a_day_that_is_moved_off_sunday_or_over_the_year_is_found() -> None:
    holidays = load_region(REGIONS / REAL).holidays
    for year in (2025, 2031):
        found = holidays.on(date(year, 4, 26))
        assert found and found.in_year(year) == date(year, 4, 26)
        assert holidays.on(date(year, 4, 27)) is None
    moved = Holidays((Holiday("Eerste", "01-01", when_sunday=-1),))
    assert moved.on(date(2022, 12, 31))  # the first of 2023 is a Sunday
    once = Holidays((Holiday("Dicht", "2027-05-07"),))
    assert [bool(once.on(date(year, 5, 7))) for year in (2026, 2027, 2028)] == [False, True, False]


@given(st.dates(date(1950, 1, 1), date(2150, 1, 1)))
def test_the_next_working_day_is_the_first_that_is_one(day: date) -> None:
    holidays = load_region(REGIONS / REAL).holidays
    following = holidays.next_working_day(day)
    assert day < following and holidays.is_working_day(following)
    between = (day + timedelta(days=number) for number in range(1, (following - day).days))
    assert not any(holidays.is_working_day(one) for one in between)


def test_without_the_file_only_weekends_are_passed_over_and_a_month_without_work_is_refused() -> None:
    assert Holidays().next_working_day(date(2026, 12, 24)) == date(2026, 12, 25)
    never = Holidays(tuple(Holiday(str(number), easter=number) for number in range(60)))
    with pytest.raises(LookupError):
        never.next_working_day(easter_of(2027))


@pytest.fixture(scope="module")
def region(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("holidays") / "region"
    return Path(shutil.copytree(REGIONS / GOOD, folder, ignore=shutil.ignore_patterns("starter", "examples")))


@pytest.mark.parametrize(
    ("old", "new", "key", "said"),
    [
        ('on = "12-25"', 'on = "13-25"', 'on = "13-25"', "maand-dag"),
        ('on = "12-25"', 'on = "02-29"', 'on = "02-29"', "maand-dag"),
        ('on = "12-25"', 'on = "kerst"', 'on = "kerst"', "maand-dag"),
        ("easter = 39", "easter = 390", "easter = 390", "-100 tot en met 100"),
        ("easter = 39", 'easter = "39"', 'easter = "39"', "heel getal"),
        ("when_sunday = -1", "when_sunday = -8", "when_sunday = -8", "-6 tot en met 6"),
        ('on = "12-25"', 'on = "12-25"\neaster = 3', 'title = "Eerste kerstdag"', "óf 'on'"),
        ('on = "12-25"\n', "", 'title = "Eerste kerstdag"', "óf 'on'"),
        ("Tweede kerstdag", "Eerste kerstdag", 'title = "Eerste kerstdag"\non = "12-26"', "staat er al"),
        ("when_sunday", "als_zondag", "als_zondag", "onbekend veld"),
        ("[[days]]", "[[dagen]]", "[[dagen]]", "onbekend veld"),
    ],
)
def test_a_mistake_is_named_with_its_line(region: Path, old: str, new: str, key: str, said: str) -> None:
    good = (REGIONS / GOOD / FILE).read_text("utf-8")
    wrong = good.replace(old, new, 1)
    assert wrong != good
    (region / FILE).write_text(wrong, "utf-8")
    problems = [problem for problem in check_region(region) if problem.file == FILE]
    line = wrong[: wrong.index(key)].count("\n") + 1
    assert any(said in problem.message and problem.line == line for problem in problems), (line, problems)
