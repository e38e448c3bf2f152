"""Traps of periods, areas and totals, on the published files that hold them: what adds up, and what must not."""

import csv
from collections.abc import Callable, Iterator
from pathlib import Path

import duckdb
import pytest

from slagvaardig.region.folder import Region, load_region
from slagvaardig.see.connectors import cbs_odata4, statline_csv, values
from slagvaardig.see.connectors.text_files import read_table
from tests.world import REGIONS

from .sources import source

Ask = Callable[[str, str], list[tuple[object, ...]]]


@pytest.fixture(scope="module")
def region() -> Region:
    return next(found for found in map(load_region, sorted(REGIONS.iterdir())) if not found.fictional)


@pytest.fixture
def ask(region: Region, shared_data: Path, tmp_path: Path) -> Iterator[Ask]:
    """A question about the table of a source of the region, read from the published file: `t` is the table."""

    def answer(slug: str, question: str) -> list[tuple[object, ...]]:
        of = region.sources[slug]
        folder = tmp_path / slug
        folder.mkdir(exist_ok=True)
        for file in {path for pattern in of.files for path in shared_data.rglob(pattern)}:
            (folder / file.name).write_bytes(file.read_bytes())
        connection = duckdb.connect()
        statline_csv.read(of, folder, connection=connection, names=region.areas.names()).cells.create("t")
        return connection.sql(question).fetchall()

    yield answer


def test_the_municipalities_of_2015_add_up_to_what_the_file_holds(ask: Ask) -> None:
    counts = "count(*), count(distinct area), count(distinct kind), count(*) filter (state = 'withheld')"
    assert ask("cbs-misdrijven", f"select {counts} from t") == [(33_972, 447, 76, 4_028)]
    total = "select sum(value) from t where kind = '0000000' and area like 'GM%'"
    assert ask("cbs-misdrijven", total) == [(978_955.0,)]


def test_months_add_up_to_the_total_that_the_file_itself_tells(ask: Ask) -> None:
    total = "sum(value) filter (kind = '0.0.0' and period like '{}%')"
    asked = f"select count(*), {total.format('')}, {total.format('2012')}, {total.format('2021')} from t"
    assert ask("politie-land-maand", asked) == [(7_493, 9_465_192.0, 1_127_879.0, 741_265.0)]


def test_the_last_month_is_there_but_a_year_of_seven_months_is_no_year(ask: Ask) -> None:
    months = "select count(*) from t where kind = '0.0.0' and period like '2022%'"
    assert ask("politie-land-maand", months) == [(7,)]
    assert ask("politie-land-maand", "select count(*) from t where period = '2022'") == [(0,)]


def test_later_editions_tell_other_numbers_of_the_same_year(ask: Ask) -> None:
    """2022 is 800,027 in the file of 2026; the file of August 2022 knows seven months of it."""
    assert ask("politie-gemeente", "select value from t where area = 'NL01' and period = '2022'") == [(800_027.0,)]
    known = "select sum(value) from t where kind = '0.0.0' and period like '2022%'"
    assert ask("politie-land-maand", known) == [(450_890.0,)]


def test_adding_up_everything_in_one_dimension_counts_people_three_times(ask: Ask) -> None:
    per_kind = "select left(area, 2) as level, sum(value) from t where period = '2024' group by level order by level"
    people = {str(level): float(str(number)) for level, number in ask("cbs-bevolking", per_kind)}
    assert people["NL"] == 18_044_027
    assert people["GM"] == pytest.approx(18_044_027, rel=0.001)
    assert sum(people.values()) > 2 * 18_044_027


def test_a_municipality_has_people_only_while_it_exists(ask: Ask) -> None:
    lived = "select min(period), max(period) from t where area = '{}' and state = ''"
    assert ask("cbs-bevolking", lived.format("GM1942")) == [("2016", "2024")]
    assert ask("cbs-bevolking", lived.format("GM1961")) == [("2019", "2024")]
    assert ask("cbs-bevolking", lived.format("GM0457")) == [("2002", "2021")]


def test_a_publisher_that_does_not_recast_keeps_the_parts_before_a_merger(ask: Ask) -> None:
    merged = "select period, state from t where area = 'GM1961' and kind = 'CRI1122|T001540' order by period"
    states = [state for _, state in ask("cbs-diefstallen", merged)]
    assert states == ["withheld", "", "", ""]
    there = "area in ('GM0545', 'GM0620', 'GM0707') and period = '2018' and state = ''"
    parts = f"select count(distinct area) from t where {there}"
    assert ask("cbs-diefstallen", parts) == [(3,)]
    recast = "select count(*) from t where area in ('GM0457', 'GM0545') and period = '2022'"
    assert ask("politie-gemeente", recast) == [(0,)]


def test_codes_of_three_editions_never_meet(ask: Ask) -> None:
    forms = {
        "cbs-misdrijven": "[0-9]{7}",
        "cbs-diefstallen": "CRI[0-9]{4}[|][AT][0-9]{6}",
        "politie-land-maand": "[0-9]+[.][0-9]+[.][0-9]+",
    }
    for slug, form in forms.items():
        assert ask(slug, f"select distinct kind from t where not regexp_full_match(kind, '{form}')") == []


def test_both_publishers_name_one_year_and_give_two_numbers(ask: Ask) -> None:
    police = "select sum(value) from t where kind = '0.0.0' and period like '2019%'"
    assert ask("politie-land-maand", police) == [(803_656.0,)]
    rounded = "select count(*) from t where period = '2019' and value % 5 <> 0"
    assert ask("cbs-diefstallen", rounded) == [(0,)]


def test_quarters_and_years_of_one_dimension_keep_their_form_and_status(shared_data: Path, tmp_path: Path) -> None:
    for name, file in {"page-00000": "meta_4", "Properties": "meta_7", "PeriodenCodes": "meta_9"}.items():
        (tmp_path / f"{name}.json").write_bytes((shared_data / "odata" / "v4" / f"{file}.json").read_bytes())
    of = source(
        columns={"kinds": ["BedrijfskenmerkenSBI2008"], "period": "Perioden"},
        measures={"verzuim": "M001924"},
        options={"area": "NL01"},
    )
    reading = cbs_odata4.read(of, tmp_path, connection=duckdb.connect(), names={})
    forms = reading.cells.aggregate("count(*) filter (length(period) = 4), count(*) filter (period like '____-Q_')")
    assert forms.fetchall() == [(874, 3_535)]
    assert [period for period, status in reading.periods.items() if status == "provisional"] == ["2020-Q1"]


def test_every_period_that_the_police_lists_is_a_month_or_a_year(shared_data: Path) -> None:
    lines = (shared_data / "figures" / "47013NED_metadata.csv").read_text("utf-8-sig").splitlines()
    listed = lines[lines.index("Perioden" + ";" * 20) + 2 :]
    keys = [line.split(";")[0] for line in listed if line[:4].isdigit()]
    found = [values.period(key, file="47013NED", place=key) for key in keys]
    assert len(found) == len(set(found))
    assert {len(period) for period in found} == {4, 7}


def test_equal_rows_of_events_are_separate_events(shared_data: Path) -> None:
    table = read_table(shared_data / "figures" / "woninginbraak_events_pc4.csv")
    events = [row for _, row in table.rows[1:]]
    assert len(events) == 64_185
    assert len(set(events)) == 61_677
    assert sum(row[1].endswith("2024") for row in events) == 20_884


@pytest.mark.parametrize(
    ("year", "number"), [(2016, 390), (2017, 388), (2018, 380), (2019, 355), (2020, 355), (2021, 352)]
)
def test_lists_of_municipalities_are_read_by_name_of_column_and_not_by_place(
    shared_data: Path, year: int, number: int
) -> None:
    table = read_table(shared_data / "areas" / f"gemeente_{year}.csv")
    column = table.rows[0][1].index("Gemeentenaam")
    names = [row[column] for _, row in table.rows[1:]]
    assert len(names) == number
    assert "Súdwest-Fryslân" in names


def test_titles_with_the_separator_in_them_do_not_shift_columns(shared_data: Path) -> None:
    with (shared_data / "figures" / "47018NED_TableInfos.csv").open(newline="", encoding="utf-8-sig") as file:
        told = next(csv.DictReader(file))
    table = read_table(shared_data / "figures" / "47018NED_TableInfos.csv")
    assert dict(zip(table.rows[0][1], table.rows[1][1], strict=True))["Title"] == told["Title"]
