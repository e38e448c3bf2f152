"""Broken pages of the protocols, through the whole way in: named with their place, and nothing of them is loaded."""

import json
import re
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from pytest_django import Settings

from slagvaardig.region.definitions import Source
from slagvaardig.region.folder import load_region
from slagvaardig.see.connectors.reading import ReadProblem
from slagvaardig.see.figures.actions import ingest
from slagvaardig.see.figures.checks import FiguresProblem
from slagvaardig.see.figures.ingestion import geography_of
from slagvaardig.see.figures.models import Snapshot
from tests.log import log
from tests.world import NAMES, REGIONS

from .sources import source

FICTIONAL = next(name for name in NAMES if load_region(REGIONS / name).fictional)
PAGE, PERIODS = "page-00000.json", "dimension-Perioden.json"
GOOD: dict[str, Any] = {"Soort": "A10 ", "RegioS": "VB0101  ", "Perioden": "2020JJ00", "Aantal_1": 12}
CELL = r"page-00000\.json, rij 1, kolom Aantal_1"
ROW = r"page-00000\.json, rij 1"


def rows(*more: object) -> str:
    return json.dumps({"odata.metadata": "made up", "value": [GOOD, *more]})


def row(**changed: object) -> str:
    return rows({**GOOD, "RegioS": "VB0102", **changed})


def without(column: str) -> str:
    return rows({key: value for key, value in GOOD.items() if key != column})


# name: (the content of the page, what the message must say)
BROKEN: dict[str, tuple[str, str]] = {
    "empty": ("", r"page-00000\.json: verwacht JSON"),
    "cut off": (rows()[:-20], r"page-00000\.json: verwacht JSON.*afgebroken.*opnieuw"),
    "a web page": ("<!doctype html><html>Onderhoud</html>", r"page-00000\.json: verwacht JSON.*opnieuw"),
    "two answers in one": (rows() + rows(), r"page-00000\.json: verwacht JSON"),
    "a nul byte": (rows().replace("A10", "A\0"), r"page-00000\.json: verwacht JSON"),
    "endless nesting": ("[" * 100_000, r"page-00000\.json: verwacht JSON"),
    "an error of the service": ('{"odata.error": {"code": "500"}}', r"een lijst 'value'.*odata\.error"),
    "a list": ("[1, 2]", r"een lijst 'value'"),
    "a value that is no list": ('{"value": {"Soort": "A"}}', r"een lijst 'value'"),
    "no rows": ('{"value": []}', r"minstens een rij.*sources/"),
    "a row that is a number": (rows(3), r"een lijst 'value' met rijen"),
    "a row that is null": (rows(None), r"een lijst 'value' met rijen"),
    "the figures gone": (without("Aantal_1"), ROW + r": verwacht kolom Aantal_1.*sources/"),
    "the areas gone": (without("RegioS"), ROW + r": verwacht kolom RegioS.*sources/"),
    "the kinds gone": (without("Soort"), ROW + r": verwacht kolom Soort.*sources/"),
    "the periods gone": (without("Perioden"), ROW + r": verwacht kolom Perioden.*sources/"),
    "an area that is null": (row(RegioS=None), ROW + r": verwacht een soort en een gebied"),
    "an area of spaces": (row(RegioS="   "), ROW + r": verwacht een soort en een gebied"),
    "a kind that is null": (row(Soort=None), ROW + r": verwacht een soort en een gebied"),
    "a period that is null": (row(Perioden=None), ROW + r": verwacht een periode"),
    "a period that is a number of a month": (row(Perioden="2020MM13"), ROW + r": verwacht een periode.*2020MM13"),
    "text": (row(Aantal_1="veel"), CELL + r".*'veel'"),
    "yes or no": (row(Aantal_1=True), CELL),
    "a list for a figure": (row(Aantal_1=[1]), CELL),
    "not a number": (row(Aantal_1=float("nan")), CELL + ".*nan"),
    "infinity": (row(Aantal_1=float("inf")), CELL + ".*inf"),
    "a number beyond all numbers": (row(Aantal_1=-1).replace("-1}", "1e999}"), CELL),
    "points for thousands": (row(Aantal_1="1.234.567"), CELL + ".*Verwijder de punten"),
    "a comma for decimals": (row(Aantal_1="1,5"), CELL + ".*'1,5'"),
    "a negative count": (row(Aantal_1=-5), r"VB0102, periode 2020.*negatief"),
    "a period in the future": (row(Perioden="2099JJ00"), r"2099.*toekomst"),
    "the same cell twice": (rows({**GOOD, "Aantal_1": 13}), r"VB0101, periode 2020.*twee keer"),
    "only areas nobody knows": (rows().replace("VB0101", "ZZ0001"), r"ZZ0001.*goede tabel"),
}


def load(of: Source, folder: Path) -> Snapshot:
    geography = geography_of(load_region(REGIONS / FICTIONAL))
    return ingest(source=of, raw=folder, geography=geography, known_on=date(2026, 1, 31), by="test:probe")


@pytest.fixture
def raw(db: None, tmp_path: Path, settings: Settings) -> Path:
    settings.FIGURES_FOLDER = tmp_path / "figures"
    folder = tmp_path / "raw"
    folder.mkdir()
    return folder


def test_the_page_that_is_broken_in_all_ways_is_good_by_itself(raw: Path) -> None:
    (raw / PAGE).write_text(row())
    assert load(source(connector="cbs_odata3"), raw).cells == 2


@pytest.mark.parametrize("connector", ["cbs_odata3", "police"])
@pytest.mark.parametrize("name", BROKEN)
def test_a_broken_page_is_named_and_nothing_is_loaded(raw: Path, name: str, connector: str) -> None:
    content, words = BROKEN[name]
    (raw / PAGE).write_text(content)
    with pytest.raises((ReadProblem, FiguresProblem)) as caught:
        load(source(connector=connector), raw)
    message = str(caught.value)
    assert re.search(words, message, re.S), message
    assert message.rstrip().endswith("."), message
    assert (Snapshot.objects.count(), len(log())) == (0, 0)


def test_a_broken_page_after_good_ones_loads_none_of_them(raw: Path) -> None:
    (raw / PAGE).write_text(rows())
    (raw / "page-00001.json").write_text(row(Aantal_1="veel"))
    with pytest.raises(ReadProblem, match=r"page-00001\.json, rij 1, kolom Aantal_1"):
        load(source(connector="cbs_odata3"), raw)
    assert Snapshot.objects.count() == 0


@pytest.mark.parametrize("name", ["an error of the service", "a list", "a value that is no list"])
def test_a_page_without_rows_among_good_ones_does_not_vanish(raw: Path, name: str) -> None:
    (raw / PAGE).write_text(rows())
    (raw / "page-00001.json").write_text(BROKEN[name][0])
    with pytest.raises(ReadProblem, match=r"page-00001\.json.*een lijst 'value'"):
        load(source(connector="cbs_odata3"), raw)
    assert Snapshot.objects.count() == 0


def test_a_broken_dimension_is_named_and_nothing_is_loaded(raw: Path) -> None:
    (raw / PAGE).write_text(rows())
    (raw / PERIODS).write_text('{"value": [{"Key": "ooit", "Status": "Definitief"}]}')
    with pytest.raises(ReadProblem, match=r"dimension-Perioden\.json.*'ooit'"):
        load(source(connector="cbs_odata3"), raw)
    assert Snapshot.objects.count() == 0


def test_withheld_comes_in_as_withheld_in_every_form(raw: Path) -> None:
    told = [None, "", ".", "   .", "     "]
    (raw / PAGE).write_text(rows(*({**GOOD, "Perioden": f"{2000 + n}JJ00", "Aantal_1": t} for n, t in enumerate(told))))
    snapshot = load(source(connector="cbs_odata3"), raw)
    assert snapshot.cells == 6
