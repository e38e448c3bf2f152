"""A table comes in as a whole or not at all, once, and stays to be found under the day on which it was known."""

from datetime import date
from pathlib import Path

import pytest

from slagvaardig.see.figures import queries
from slagvaardig.see.figures.actions import ingest
from slagvaardig.see.figures.checks import FiguresProblem
from slagvaardig.see.figures.models import Snapshot
from tests.log import log

from .sources import EVERYWHERE, SOURCE, write_raw

pytestmark = pytest.mark.django_db
DAY = date(2026, 5, 1)


def take_in(raw: Path, known_on: date = DAY) -> Snapshot:
    return ingest(source=SOURCE, raw=raw, geography=EVERYWHERE, known_on=known_on, by="test:ingest")


def value(snapshot: Snapshot | None) -> float | None:
    assert snapshot is not None
    return queries.cells(snapshot, measure="count", kinds=["a"]).at("a", "X1", "2020").value


def test_a_table_is_stored_with_where_it_came_from(figures: Path, tmp_path: Path) -> None:
    raw = write_raw(tmp_path / "raw", [("a", "X1", "2020", 3), ("a", "X2", "2020", 0)], vintage=date(2026, 4, 2))
    snapshot = take_in(raw)
    assert (snapshot.source, snapshot.table, snapshot.publisher) == ("made-up", "0NED", "Niemand")
    assert (snapshot.vintage, snapshot.known_on, snapshot.status) == (date(2026, 4, 2), DAY, "final")
    assert (snapshot.cells, snapshot.rows) == (2, 1)
    assert value(snapshot) == 3


def test_the_same_files_twice_give_one_snapshot(figures: Path, tmp_path: Path) -> None:
    raw = write_raw(tmp_path / "raw", [("a", "X1", "2020", 3)])
    first, second = take_in(raw), take_in(raw, known_on=date(2026, 6, 1))
    assert first == second
    assert second.known_on == DAY
    assert len(list((figures / "raw" / "made-up").iterdir())) == 1


def test_every_ingest_is_in_the_log_and_a_repeated_one_is_not(figures: Path, tmp_path: Path) -> None:
    raw = write_raw(tmp_path / "raw", [("a", "X1", "2020", 3)])
    take_in(raw)
    take_in(raw)
    (event,) = log()
    assert (event.actor, event.verb, event.about) == ("test:ingest", "ingest", "source:made-up")


def test_figures_are_found_as_they_were_known_on_a_day(figures: Path, tmp_path: Path) -> None:
    days = [date(2026, 1, 10), date(2026, 3, 10)]
    for number, day in enumerate(days):
        take_in(write_raw(tmp_path / f"raw{number}", [("a", "X1", "2020", 741 + number)]), known_on=day)
    own = Snapshot.objects.of("made-up")
    assert own.known_on(date(2026, 1, 9)).newest() is None
    assert value(own.known_on(date(2026, 1, 10)).newest()) == 741
    assert value(own.known_on(date(2026, 3, 9)).newest()) == 741
    assert value(own.known_on(date(2026, 3, 10)).newest()) == value(own.newest()) == 742


def test_an_old_table_that_is_loaded_late_does_not_replace_a_newer_one(figures: Path, tmp_path: Path) -> None:
    take_in(write_raw(tmp_path / "new", [("a", "X1", "2020", 2)], vintage=date(2024, 4, 1)), known_on=date(2026, 1, 1))
    take_in(write_raw(tmp_path / "old", [("a", "X1", "2020", 1)], vintage=date(2022, 8, 1)), known_on=date(2026, 2, 1))
    assert value(Snapshot.objects.of("made-up").newest()) == 2


@pytest.mark.parametrize(
    "cells", [[("a", "X1", "2020", -1)], [("a", "X1", "2020", 1), ("a", "X1", "2020", 1)], [("a", "X1", "2020", "1;2")]]
)
def test_a_bad_table_leaves_the_previous_figures_and_no_files(
    figures: Path, tmp_path: Path, cells: list[tuple[str, str, str, float | str]]
) -> None:
    good = take_in(write_raw(tmp_path / "good", [("a", "X1", "2020", 3)]))
    before = sorted(figures.rglob("*"))
    with pytest.raises(FiguresProblem):
        take_in(write_raw(tmp_path / "bad", cells))
    assert Snapshot.objects.of("made-up").newest() == good
    assert sorted(figures.rglob("*")) == before
    assert len(log()) == 1


def test_a_folder_without_files_is_refused(figures: Path, tmp_path: Path) -> None:
    with pytest.raises(FiguresProblem, match="geen enkel bestand"):
        take_in(tmp_path / "nothing")


def test_a_raw_download_is_never_overwritten(figures: Path, tmp_path: Path) -> None:
    raw = tmp_path / "raw"
    kept = [take_in(write_raw(raw, [("a", "X1", "2020", number)])).raw_path for number in (1, 2)]
    assert kept[0] != kept[1]
    assert [path.joinpath("made-up.csv").read_text().split(";")[-1] for path in kept] == ["1", "2"]


def test_a_table_whose_folder_is_lost_is_made_again_by_the_next_ingest(figures: Path, tmp_path: Path) -> None:
    raw = write_raw(tmp_path / "raw", [("a", "X1", "2020", 3)])
    first = take_in(raw)
    first.path.rename(tmp_path / "lost")
    again = take_in(raw)
    assert again.pk == first.pk
    assert value(again) == 3


def test_no_act_without_an_actor(figures: Path, tmp_path: Path) -> None:
    raw = write_raw(tmp_path / "raw", [("a", "X1", "2020", 3)])
    with pytest.raises(ValueError, match="actor"):
        ingest(source=SOURCE, raw=raw, geography=EVERYWHERE, known_on=DAY, by="")
    assert not Snapshot.objects.exists()
