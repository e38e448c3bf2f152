"""The published tables through the connectors and the store, compared with what their publishers say of them."""

import tomllib
from datetime import date
from pathlib import Path

import duckdb
import numpy as np
import pytest

from slagvaardig.region.folder import Region, load_region
from slagvaardig.see.figures import queries, starter
from slagvaardig.see.figures.downloads import matching, pick
from slagvaardig.see.figures.ingestion import geography_of, store_raw
from slagvaardig.see.figures.store import CELLS, DOMAIN, StoredSnapshot, read_meta

ROOT = Path(__file__).resolve().parents[3]
REGIONS = [load_region(path.parent) for path in sorted((ROOT / "regions").glob("*/region.toml"))]
SHIPPED_AT_MOST = 5 * 2**20


@pytest.fixture(scope="session")
def tables(shared_data: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, StoredSnapshot]:
    """Every table of every region that the folder with published files holds, by its number at the publisher."""
    folder = tmp_path_factory.mktemp("tables")
    found = {}
    for region in REGIONS:
        for source in region.sources.values():
            if matching(source, shared_data):
                raw = pick(source, shared_data, folder / "staging" / source.slug)
                target = folder / region.slug / source.slug
                geography = geography_of(region)
                found[source.table] = store_raw(source, raw, target, geography=geography, known_on=date(2026, 11, 1))
    return found


def total(table: StoredSnapshot, kind: str, period: str, prefix: str = "GM") -> float:
    measure, domain = next(iter(queries.domain_of(table).items()))
    areas = [area for area in domain.areas if area.startswith(prefix)]
    return float(np.nansum(queries.cells(table, measure=measure, kinds=[kind], areas=areas, periods=[period]).value))


def test_crimes_of_all_municipalities_add_up_to_what_the_file_adds_up_to(tables: dict[str, StoredSnapshot]) -> None:
    table = tables["83648NED"]
    # Four municipalities are in the file with 76 empty rows each, because they did not exist yet: absent, not withheld.
    assert table.meta["cells"] == 33_972 - 4 * 76
    kinds = next(iter(queries.domain_of(table).values())).kinds
    assert 978_955 in {total(table, kind, "2015") for kind in kinds}


def test_bicycle_thefts_of_all_municipalities_are_those_of_the_country(tables: dict[str, StoredSnapshot]) -> None:
    table = tables["83651NED"]
    kinds = next(iter(queries.domain_of(table).values())).kinds
    found = [[total(table, kind, f"{year}") for year in range(2018, 2022)] for kind in kinds]
    assert [68_135.0, 66_715.0, 61_765.0, 60_010.0] in found


def test_months_of_the_country_add_up_to_the_published_years(tables: dict[str, StoredSnapshot]) -> None:
    table = tables["47022NED"]
    for year, published in ((2012, 1_127_879), (2021, 741_265)):
        assert sum(total(table, "0.0.0", f"{year}-{month:02}", "NL") for month in range(1, 13)) == published


def test_kinds_that_the_police_does_not_give_per_month_are_withheld_and_not_zero(
    tables: dict[str, StoredSnapshot],
) -> None:
    measure = next(iter(queries.domain_of(tables["47022NED"])))
    grid = queries.cells(tables["47022NED"], measure=measure, kinds=["1.4.1", "3.7.3"], areas=["NL01"])
    assert {cell.state for cell in grid.cells()} == {"withheld"}


def test_the_country_and_its_municipalities_are_never_in_one_sum(tables: dict[str, StoredSnapshot]) -> None:
    assert total(tables["47013NED"], "0.0.0", "2022", "NL") == 800_027
    assert total(tables["47013NED"], "0.0.0", "2022") < 800_027


def test_a_municipality_that_did_not_exist_is_absent_and_not_withheld(tables: dict[str, StoredSnapshot]) -> None:
    theft = next(iter(queries.domain_of(tables["83651NED"]).values())).kinds[0]
    grid = queries.cells(tables["83651NED"], measure="aantal", kinds=[theft], areas=["GM1961", "GM0545"])
    assert [cell.state for cell in grid.series("GM1961")] == ["absent", "", "", ""]
    assert [cell.state for cell in grid.series("GM0545")] == ["", "absent", "absent", "absent"]


@pytest.mark.parametrize("region", REGIONS, ids=lambda region: region.slug)
def test_what_ships_with_a_region_is_small_whole_and_says_where_it_came_from(region: Region, tmp_path: Path) -> None:
    folder = region.path / "starter"
    assert sum(path.stat().st_size for path in folder.rglob("*") if path.is_file()) <= SHIPPED_AT_MOST
    for shipped in starter.sets_in(folder, region.sources):
        if shipped.stored:
            sheet = tomllib.loads((folder / f"{shipped.source.slug}.toml").read_text("utf-8"))
            assert all(sheet[name] for name in ("table", "publisher", "licence", "attribution", "made_from"))
            assert starter.copy_stored(shipped.folder, tmp_path / shipped.source.slug).meta["cells"]


@pytest.mark.parametrize("region", REGIONS, ids=lambda region: region.slug)
def test_what_ships_is_what_the_command_makes_of_the_downloads(
    region: Region, shared_data: Path, tmp_path: Path
) -> None:
    shipped = region.path / "starter"
    made = starter.make_set(region, shared_data, tmp_path, geography=geography_of(region), known_on=date(2026, 11, 24))
    for folder in (path for path in made if path.is_dir()):
        told, found = read_meta(shipped / folder.name), read_meta(folder)
        assert {**found, "files": None} == {**told, "files": None}
        for name in (CELLS, DOMAIN):
            rows = [duckdb.read_parquet(str(place / name)).fetchall() for place in (folder, shipped / folder.name)]
            assert rows[0] == rows[1]
