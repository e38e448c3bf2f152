"""Every trap that the published files are known to hold, on the very file that holds it."""

from pathlib import Path

import duckdb
import pytest

from slagvaardig.region.folder import Region, load_region
from slagvaardig.see.connectors import statline_csv
from slagvaardig.see.connectors.reading import Reading
from slagvaardig.see.connectors.text_files import read_table
from tests.world import REGIONS


@pytest.fixture(scope="module")
def region() -> Region:
    return load_region(next(REGIONS / name for name in sorted(p.name for p in REGIONS.iterdir()) if "midden" in name))


class Table:
    """A published file, read with the source that the region keeps for it."""

    def __init__(self, region: Region, slug: str, folder: Path, tmp_path: Path) -> None:
        self.source = region.sources[slug]
        files = {path for pattern in self.source.files for path in folder.rglob(pattern)}
        assert files
        for file in files:
            (tmp_path / file.name).write_bytes(file.read_bytes())
        names = region.areas.names()
        self.connection = duckdb.connect()
        self.reading: Reading = statline_csv.read(self.source, tmp_path, connection=self.connection, names=names)
        self.reading.cells.create("t")

    def ask(self, question: str) -> list[tuple[object, ...]]:
        return self.connection.sql(question).fetchall()


@pytest.fixture
def table(region: Region, shared_data: Path, tmp_path: Path) -> "type[Opened]":
    Opened.region, Opened.folder, Opened.tmp = region, shared_data, tmp_path
    return Opened


class Opened:
    """`table("slug")` opens one."""

    region: Region
    folder: Path
    tmp: Path

    def __new__(cls, slug: str) -> "Table":  # type: ignore[misc]
        return Table(cls.region, slug, cls.folder, cls.tmp)


def test_padded_keys_and_numbers_are_stripped(table: type[Opened]) -> None:
    crimes = table("cbs-misdrijven")
    assert crimes.ask("select count(*) from t where kind <> trim(kind) or area <> trim(area)") == [(0,)]
    assert crimes.ask("select value from t where kind = '0000000' and area = 'GM1680'") == [(645.0,)]


def test_dot_and_empty_are_withheld_and_never_zero(table: type[Opened]) -> None:
    crimes = table("cbs-misdrijven")
    assert crimes.ask("select count(*) from t where state = 'withheld' and value is not null") == [(0,)]
    assert crimes.ask("select state from t where area = 'GM0305' and kind = '0000000'") == [("withheld",)]


def test_withheld_kinds_that_a_file_shows_as_zero_are_withheld(table: type[Opened]) -> None:
    months = table("politie-land-maand")
    hidden = "('1.4.1', '3.2.1', '3.2.2', '3.7.3')"
    assert months.ask(f"select distinct state from t where kind in {hidden} and value is null") == [("withheld",)]
    assert months.ask(f"select count(*) from t where kind in {hidden} and value = 0") == [(0,)]


def test_kinds_do_not_add_up_to_the_total_because_some_are_withheld(table: type[Opened]) -> None:
    months = table("politie-land-maand")
    total, parts = "sum(value) filter (kind = '0.0.0')", "sum(value) filter (kind <> '0.0.0')"
    question = f"select {total} - {parts} from t where period like '2021-%'"
    ((gap,),) = months.ask(question)
    assert isinstance(gap, float)
    assert 10_000 < gap < 30_000


def test_months_are_told_from_years_by_their_form(table: type[Opened]) -> None:
    months = table("politie-land-maand")
    assert months.ask("select min(period), max(period), count(distinct period) from t") == [("2012-01", "2022-07", 127)]
    assert months.ask("select sum(value) from t where kind = '0.0.0' and period like '2021-%'") == [(741_265.0,)]


def test_regions_and_municipalities_of_one_dimension_are_never_mixed(table: type[Opened]) -> None:
    total = table("politie-gemeente")
    assert total.ask("select value from t where area = 'NL01' order by period") == [(800_027.0,), (805_590.0,)]
    towns = "select sum(value) from t where area like 'GM%' group by period order by period"
    assert all(value < 806_000 for (value,) in total.ask(towns) if isinstance(value, float))


def test_the_municipalities_of_the_unit_add_up_to_what_is_published(region: Region, table: type[Opened]) -> None:
    total = table("politie-gemeente")
    day = region.composed_on.replace(year=2026)
    own = ", ".join(f"'{area.code}'" for area in region.areas.members("RE03", on=day))
    summed = total.ask(f"select sum(value) from t where area in ({own}) group by period order by period")
    assert summed == [(84_800.0,), (87_519.0,)]
    assert total.ask("select value from t where area = 'RE03' order by period") == [(84_800.0,), (87_518.0,)]


def test_a_unit_of_the_same_name_is_not_the_municipality(table: type[Opened]) -> None:
    total = table("politie-gemeente")
    assert total.ask("select value from t where area = 'GM0363' and period = '2022'") == [(76_890.0,)]


def test_cbs_rounds_to_five_and_the_police_does_not(table: type[Opened]) -> None:
    crimes = table("cbs-misdrijven")
    assert crimes.ask("select count(*) from t where value % 5 <> 0") == [(0,)]


def test_the_police_gives_exact_numbers(table: type[Opened]) -> None:
    assert table("politie-gemeente").ask("select count(*) > 100 from t where value % 5 <> 0") == [(True,)]


def test_cbs_and_police_are_never_series_of_one_source(region: Region) -> None:
    for indicator in region.indicators.values():
        for series in indicator.series:
            assert region.sources[series.source].publisher in series.label


def test_codes_of_an_older_edition_are_kept_apart_from_newer_ones(table: type[Opened]) -> None:
    assert table("cbs-misdrijven").ask("select count(distinct kind), bool_and(length(kind) = 7) from t") == [(76, True)]


def test_codes_of_two_dimensions_are_joined(table: type[Opened]) -> None:
    theft = table("cbs-diefstallen")
    bicycles = "select sum(value) from t where kind = 'CRI1122|T001540' group by period order by period"
    assert theft.ask(bicycles) == [(68_135.0,), (66_715.0,), (61_765.0,), (60_010.0,)]
    assert theft.ask("select count(*) from t") == [(66_240,)]


def test_a_merged_municipality_has_no_number_before_its_merger(table: type[Opened]) -> None:
    theft = table("cbs-diefstallen")
    question = "select period, state from t where area = 'GM1961' and kind = 'CRI1134|T001540' order by period"
    assert theft.ask(question)[:2] == [("2018", "withheld"), ("2019", "")]


def test_equal_names_are_told_apart(table: type[Opened]) -> None:
    people = table("cbs-bevolking")
    assert people.ask("select value from t where area = 'GM0344' and period = '2024'") == [(376_757.0,)]
    ((province,),) = people.ask("select value from t where area = 'PV26' and period = '2024'")
    assert isinstance(province, float)
    assert province > 1_300_000
    assert people.ask("select count(*) from t where area = 'GM0417' and period = '2024'") == [(1,)]


def test_names_that_are_not_known_are_told_and_never_guessed(table: type[Opened]) -> None:
    people = table("cbs-bevolking")
    assert any("Niet herkend" in note and "Abcoude" in note for note in people.reading.notes)


def test_title_lines_and_the_source_line_are_no_data(table: type[Opened]) -> None:
    total = table("politie-gemeente")
    assert total.ask("select min(period), max(period) from t") == [("2022", "2023")]
    assert total.ask("select count(*) from t where area like '%Bron%'") == [(0,)]


def test_a_survey_keeps_its_published_margins_and_decimal_commas(table: type[Opened]) -> None:
    survey = table("cbs-veiligheidsmonitor")
    asked = "kind = 'Voelt zich wel eens onveilig' and area = 'PV26' and period = '2017'"
    question = f"select value, lower, upper from t where {asked}"
    ((value, lower, upper),) = survey.ask(question)
    assert value == 36.8
    assert isinstance(lower, float)
    assert isinstance(upper, float)
    assert lower < 36.8 < upper
    assert upper - 36.8 == pytest.approx(36.8 - lower)


def test_a_file_in_an_old_encoding_is_read(shared_data: Path) -> None:
    lists = [read_table(shared_data / "areas" / f"gemeente_{year}.csv") for year in (2016, 2017)]
    assert [one.encoding for one in lists] == ["utf-8-sig", "cp1252"]
    assert any("Súdwest-Fryslân" in row for _, row in lists[1].rows)


def test_a_break_in_counting_is_known_for_the_series_that_it_breaks(region: Region) -> None:
    broken = {found.at for indicator in region.indicators.values() for found in indicator.breaks}
    assert {"2018-07", "2020-05", "2021"} <= broken
