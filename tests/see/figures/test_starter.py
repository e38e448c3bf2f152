"""The figures that ship with a region: made by a command from downloads, checked when loaded, loaded once."""

import json
import tomllib
from datetime import date
from pathlib import Path
from types import SimpleNamespace

import pytest

from slagvaardig.region.areas.geography import Area, Areas
from slagvaardig.region.folder import Region
from slagvaardig.see.figures import queries
from slagvaardig.see.figures.actions import load_starter, make_starter, rebuild
from slagvaardig.see.figures.checks import FiguresProblem
from slagvaardig.see.figures.models import Snapshot

from .sources import SOURCE, write_raw

pytestmark = pytest.mark.django_db
DAY = date(2026, 5, 1)


@pytest.fixture
def region(figures: Path, tmp_path: Path) -> Region:
    areas = Areas(
        [Area(code="X1", name="Dorp", kind="municipality"), Area(code="X2", name="Stad", kind="municipality")]
    )
    sources = {"made-up": SOURCE}
    return SimpleNamespace(path=tmp_path / "region", slug="region", areas=areas, sources=sources)  # type: ignore[return-value]


def make(region: Region, tmp_path: Path, value: float = 3) -> Path:
    cells = [("a", "X1", "2020", value), ("a", "X2", "2020", "withheld"), ("a", "elsewhere", "2020", 99)]
    downloads = write_raw(tmp_path / "downloads", cells, vintage=date(2026, 4, 2))  # type: ignore[arg-type]
    (made,) = make_starter(
        region=region, downloads=downloads, folder=region.path / "starter", by="test:starter", known_on=DAY
    )
    return made


def test_a_set_holds_the_areas_of_the_region_only(region: Region, tmp_path: Path) -> None:
    stored = SimpleNamespace(path=make(region, tmp_path))
    assert queries.domain_of(stored)["count"].areas == ("X1", "X2")


def test_beside_every_set_stands_what_it_is_and_what_it_was_made_from(region: Region, tmp_path: Path) -> None:
    sheet = tomllib.loads((make(region, tmp_path).parent / "made-up.toml").read_text("utf-8"))
    assert (sheet["table"], sheet["licence"], sheet["attribution"]) == ("0NED", "CC0", "Niemand")
    assert (sheet["vintage"], sheet["known_on"], sheet["periods"]) == ("2026-04-02", DAY, "2020 - 2020")
    assert [(part["file"], len(part["sha256"])) for part in sheet["made_from"]] == [("made-up.csv", 64)]


def test_making_it_twice_gives_the_same_files(region: Region, tmp_path: Path) -> None:
    first = {path.name: path.read_bytes() for path in make(region, tmp_path).iterdir()}
    second = {path.name: path.read_bytes() for path in make(region, tmp_path).iterdir()}
    assert first == second


def test_a_shipped_set_is_loaded_once(region: Region, tmp_path: Path) -> None:
    make(region, tmp_path)
    said: list[str] = []
    (loaded,) = load_starter(region=region, by="test:starter", say=said.append)
    (again,) = load_starter(region=region, by="test:starter")
    assert loaded == again
    assert (loaded.known_on, loaded.vintage, loaded.made_from) == (DAY, date(2026, 4, 2), "starter")
    assert said == ["Cijfers laden: Verzonnen tabel"]
    grid = queries.cells(loaded, measure="count", kinds=["a"])
    assert [cell.state or cell.value for cell in grid.cells()] == [3.0, "withheld"]


def test_a_newer_shipped_set_replaces_the_older_one(region: Region, tmp_path: Path) -> None:
    for value in (3, 4):
        make(region, tmp_path, value)
        load_starter(region=region, by="test:starter")
    newest = Snapshot.objects.of("made-up").newest()
    assert newest is not None
    assert queries.cells(newest, measure="count", kinds=["a"]).value[0, 0, 0] == 4


def test_a_damaged_shipped_set_is_refused_and_leaves_nothing(region: Region, figures: Path, tmp_path: Path) -> None:
    (make(region, tmp_path) / "cells.parquet").write_bytes(b"not what it was")
    with pytest.raises(FiguresProblem, match="beschadigd"):
        load_starter(region=region, by="test:starter")
    assert not Snapshot.objects.exists()
    assert [path for path in figures.rglob("*") if path.is_file()] == []


def test_a_loaded_set_can_be_made_again(region: Region, tmp_path: Path) -> None:
    make(region, tmp_path)
    (loaded,) = load_starter(region=region, by="test:starter")
    (loaded.path / "cells.parquet").write_bytes(b"")
    rebuild(snapshot=loaded, region=region, by="test:starter")
    assert queries.cells(Snapshot.objects.get(), measure="count", kinds=["a"]).value[0, 0, 0] == 3


def test_raw_files_that_ship_go_through_the_connector_under_their_own_date(region: Region) -> None:
    for number, day in enumerate(("2026-01-10", "2026-03-10")):
        write_raw(region.path / "starter" / "raw" / "made-up" / day, [("a", "X1", "2020", number)])
    loaded = load_starter(region=region, by="test:starter")
    assert [snapshot.known_on for snapshot in loaded] == [date(2026, 1, 10), date(2026, 3, 10)]
    assert {snapshot.made_from for snapshot in loaded} == {"raw"}


@pytest.mark.parametrize(
    ("folder", "sentence"), [("made-up/nu", "moet een datum zijn"), ("nobody/2026-01-01", "geen bron")]
)
def test_a_shipped_folder_that_fits_nothing_is_named(region: Region, folder: str, sentence: str) -> None:
    write_raw(region.path / "starter" / "raw" / folder, [("a", "X1", "2020", 1)])
    with pytest.raises(FiguresProblem, match=sentence):
        load_starter(region=region, by="test:starter")


def outlines_of(region: Region, tmp_path: Path, codes: list[str]) -> list[Path]:
    (region.path / "starter").mkdir(parents=True)
    facts = {"title": "Grenzen", "file": "*.geojson", "code": "id", "licence": "CC0", "attribution": "A", "page": ""}
    lines = [f"{name} = {json.dumps(value)}" for name, value in facts.items()]
    (region.path / "starter" / "outlines.toml").write_text("\n".join([*lines, "division = 2019"]))
    square = {"type": "Polygon", "coordinates": [[[5.1234567, 52.0], [5.2, 52.0], [5.2, 52.1], [5.1234567, 52.0]]]}
    features = [{"type": "Feature", "properties": {"id": code, "people": 5}, "geometry": square} for code in codes]
    (tmp_path / "areas.geojson").write_text(json.dumps({"type": "FeatureCollection", "features": features}))
    return make_starter(
        region=region, downloads=tmp_path, folder=region.path / "starter", by="test:starter", known_on=DAY
    )


def test_outlines_hold_the_municipalities_of_the_region_and_their_licence(region: Region, tmp_path: Path) -> None:
    (made,) = outlines_of(region, tmp_path, ["X1 ", "elsewhere"])
    told = json.loads(made.read_text("utf-8"))
    assert [feature["properties"] for feature in told["features"]] == [{"code": "X1", "name": "Dorp"}]
    assert told["features"][0]["geometry"]["coordinates"][0][0] == [5.12346, 52.0]
    assert (told["licence"], told["division"], told["made_from"][0]["file"]) == ("CC0", 2019, "areas.geojson")


def test_outlines_of_another_region_are_refused(region: Region, tmp_path: Path) -> None:
    with pytest.raises(FiguresProblem, match="geen enkele gemeente"):
        outlines_of(region, tmp_path, ["elsewhere"])


def test_the_sheet_of_the_outlines_is_not_taken_for_figures(region: Region, tmp_path: Path) -> None:
    outlines_of(region, tmp_path, ["X1"])
    assert load_starter(region=region, by="test:starter") == []
