"""A broken file is named with its place and what to do; nothing of it is loaded and what was there stays."""

import re
import subprocess
import sys
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from pytest_django import Settings

from slagvaardig.region.definitions import Source
from slagvaardig.region.folder import load_region
from slagvaardig.see.connectors import partner_spreadsheet
from slagvaardig.see.connectors.reading import ReadProblem
from slagvaardig.see.figures.actions import ingest
from slagvaardig.see.figures.checks import FiguresProblem
from slagvaardig.see.figures.ingestion import geography_of
from slagvaardig.see.figures.models import Snapshot
from tests.log import log
from tests.world import NAMES, REGIONS

from .broken import BROKEN, GOOD, HEAD, ROW, sheet, text

FICTIONAL = next(name for name in NAMES if load_region(REGIONS / name).fictional)
DAY = date(2026, 1, 31)
LONG = {"kinds": ["Soort"], "area": "RegioS", "period": "Perioden"}
LAYOUTS: dict[str, tuple[str, dict[str, Any], dict[str, str]]] = {
    "long": ("statline_csv", LONG, {"aantal": "Aantal_1"}),
    "wide": ("statline_csv", {"area": "Regio's", "period": "Perioden"}, {"aantal": "aantal"}),
    "sheet": ("partner_spreadsheet", LONG, {"aantal": "Aantal_1"}),
}


def source_for(layout: str) -> Source:
    connector, columns, measures = LAYOUTS[layout]
    return Source(
        slug="probe",
        title="Proef",
        publisher="Niemand",
        table="P1",
        connector=connector,
        licence="CC0",
        attribution="",
        frequency="year",
        columns=columns,
        measures=measures,
    )


def load(layout: str, folder: Path) -> Snapshot:
    geography = geography_of(load_region(REGIONS / FICTIONAL))
    return ingest(source=source_for(layout), raw=folder, geography=geography, known_on=DAY, by="test:probe")


@pytest.fixture
def store(db: None, tmp_path: Path, settings: Settings) -> Path:
    settings.FIGURES_FOLDER = tmp_path / "figures"
    folder = tmp_path / "raw"
    folder.mkdir()
    return folder


def test_there_are_at_least_sixty() -> None:
    assert len(BROKEN) >= 60


def test_the_table_that_is_broken_in_all_ways_is_good_by_itself(store: Path) -> None:
    text(GOOD)(store)
    assert load("long", store).cells == 3


@pytest.mark.parametrize("name", BROKEN)
def test_broken_input_is_named_and_nothing_is_loaded(store: Path, name: str) -> None:
    make, layout, words = BROKEN[name]
    make(store)
    with pytest.raises((ReadProblem, FiguresProblem)) as caught:
        load(layout, store)
    message = str(caught.value)
    assert re.search(words, message, re.S), message
    assert message.rstrip().endswith((".", "…")), message
    assert (Snapshot.objects.count(), len(log())) == (0, 0)


def test_what_was_there_stays_when_the_next_file_is_broken(store: Path, tmp_path: Path) -> None:
    text(GOOD)(store)
    before = load("long", store)
    next_folder = tmp_path / "next"
    next_folder.mkdir()
    text(HEAD + ROW + "A10;VB01")(next_folder)
    with pytest.raises(ReadProblem):
        load("long", next_folder)
    assert [snapshot.pk for snapshot in Snapshot.objects.all()] == [before.pk]
    assert before.path.is_dir()


def test_a_partner_sees_every_problem_before_anything_is_loaded(store: Path) -> None:
    rows: list[list[object]] = [["Soort", "RegioS", "Periode", "Aantal 1"], ["A10", "VB0101", "2020", 5]]
    sheet(rows)(store)
    seen = partner_spreadsheet.preview(store / "t.xlsx", source_for("sheet"), {})
    assert seen.headings == ("Soort", "RegioS", "Periode", "Aantal 1")
    assert seen.guesses == {"Aantal_1": "Aantal 1", "Perioden": "Periode"}
    assert len(seen.problems) == 2
    rows[0] = [*HEAD.strip().split(";")]
    rows += [["A10", "VB0101", "2021", "veel"], ["A10", "VB0102", "dit jaar", 3]]
    sheet(rows)(store)
    seen = partner_spreadsheet.preview(store / "t.xlsx", source_for("sheet"), {})
    assert [problem.split(":")[0] for problem in seen.problems] == [
        "t.xlsx, regel 3, kolom Aantal_1",
        "t.xlsx, regel 4",
    ]


def test_a_gigabyte_of_spaces_costs_little_memory(tmp_path: Path) -> None:
    BROKEN["a gigabyte of spaces"][0](tmp_path)
    script = (
        "import sys\n"
        "from pathlib import Path\n"
        "from slagvaardig.see.connectors.text_files import read_table\n"
        "from slagvaardig.see.connectors.reading import ReadProblem\n"
        "try:\n    read_table(Path(sys.argv[1]))\n"
        "except ReadProblem:\n    print(Path('/proc/self/status').read_text().split('VmHWM:')[1].split()[0])\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", script, str(tmp_path / "t.csv")], capture_output=True, text=True, check=True
    )
    assert int(done.stdout) * 1024 < 256 * 2**20
