"""Pulling: every source on its own, each attempt written down, a bad one told and never in the way of the next."""

import os
from argparse import Namespace
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from types import SimpleNamespace

import pytest
from django.utils import timezone

from slagvaardig.region.areas.geography import Area, Areas
from slagvaardig.region.definitions import Source
from slagvaardig.region.folder import Region
from slagvaardig.see.figures import commands
from slagvaardig.see.figures import downloads as downloading
from slagvaardig.see.figures.actions import pull
from slagvaardig.see.figures.models import PullRun, Snapshot
from tests.log import log

from .sources import SOURCE, write_raw

pytestmark = pytest.mark.django_db
OTHER = replace(SOURCE, slug="other", files=("other*.csv",))


@pytest.fixture
def region(tmp_path: Path) -> Region:
    areas = Areas([Area(code="X1", name="Dorp", kind="municipality")])
    sources = {"made-up": SOURCE, "other": OTHER}
    return SimpleNamespace(path=tmp_path / "region", slug="region", areas=areas, sources=sources)  # type: ignore[return-value]


@pytest.fixture
def downloads(figures: Path, tmp_path: Path) -> Path:
    return write_raw(tmp_path / "downloads" / "deep", [("a", "X1", "2020", 3)]).parent


def test_the_files_of_a_folder_go_to_the_sources_that_know_their_names(region: Region, downloads: Path) -> None:
    (run,) = pull(region=region, by="test:pull", downloads=downloads)
    assert (run.source, run.outcome, run.done) == ("made-up", "loaded", 1.0)
    assert Snapshot.objects.of("made-up").newest() is not None


def test_pulling_the_same_files_again_brings_nothing_new(region: Region, downloads: Path) -> None:
    outcomes = [pull(region=region, by="test:pull", downloads=downloads)[0].outcome for _ in range(2)]
    assert outcomes == ["loaded", "same"]
    assert Snapshot.objects.count() == 1


def test_a_source_that_fails_tells_why_and_the_next_one_still_comes_in(region: Region, downloads: Path) -> None:
    broken, fine = pull(region=region, by="test:pull", downloads=downloads, only=["made-up", "other"])[::-1]
    assert (fine.source, fine.outcome) == ("made-up", "loaded")
    assert (broken.source, broken.outcome) == ("other", "failed")
    assert "geen bestand voor bron other" in broken.message
    assert [event.detail for event in log("pull")] == [
        {"outcome": "failed"},
        {"outcome": "loaded"},
    ]


def test_a_bad_file_keeps_the_previous_figures(region: Region, downloads: Path) -> None:
    pull(region=region, by="test:pull", downloads=downloads)
    write_raw(downloads / "deep", [("a", "X1", "2020", -3)])
    (run,) = pull(region=region, by="test:pull", downloads=downloads)
    assert run.outcome == "failed"
    assert "negatief" in run.message
    assert Snapshot.objects.count() == 1


def test_a_source_that_cannot_be_fetched_asks_for_its_file(region: Region, figures: Path) -> None:
    (run,) = pull(region=region, by="test:pull", only=["made-up"])
    assert run.outcome == "failed"
    assert "--from" in run.message
    assert pull(region=region, by="test:pull") == []


def test_a_run_whose_process_was_killed_does_not_stay_busy_for_ever(region: Region, downloads: Path) -> None:
    old, young = PullRun.objects.create(source="made-up"), PullRun.objects.create(source="made-up")
    PullRun.objects.filter(pk=old.pk).update(started=timezone.now() - timedelta(hours=7))
    pull(region=region, by="test:pull", downloads=downloads)
    assert list(PullRun.objects.of("made-up").running()) == [young]
    assert old in PullRun.objects.failed()


def test_the_commands_print_readable_tables(
    region: Region, downloads: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(commands, "load_region", lambda folder: region)
    everything = Namespace(sources=[], folder=downloads)
    assert commands.pull(everything) == 0
    assert commands.status(everything) == 0
    assert commands.verify(everything) == 0
    assert commands.rebuild(everything) == 0
    said = capsys.readouterr().out
    assert "made-up  geladen" in said
    assert "1 (1)" in said
    assert "geen cijfers" in said
    assert "1 tabellen nagerekend, alles klopt." in said
    assert "opnieuw gemaakt" in said


def test_verify_fails_and_rebuild_mends_what_was_damaged(
    region: Region, downloads: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(commands, "load_region", lambda folder: region)
    everything = Namespace(sources=[], folder=downloads)
    commands.pull(everything)
    damaged = Snapshot.objects.get()
    (damaged.path / "cells.parquet").write_bytes(b"")
    assert commands.verify(everything) == 1
    assert commands.rebuild(everything) == 0
    assert commands.verify(everything) == 0
    mended = Snapshot.objects.get()
    assert (mended.pk, mended.checksums) == (damaged.pk, damaged.checksums)
    assert mended.path.is_dir()
    assert damaged.path.is_dir(), "a page that is reading it must be able to finish"
    os.utime(damaged.path, (0, 0))
    write_raw(downloads / "deep", [("a", "X1", "2020", 4)])
    commands.pull(everything)
    assert not damaged.path.exists()


def test_an_unknown_source_is_named(
    region: Region, figures: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(commands, "load_region", lambda folder: region)
    assert commands.pull(Namespace(sources=["nobody"], folder=None)) == 2
    assert "nobody" in capsys.readouterr().out


def test_a_page_can_see_how_far_a_running_pull_is(
    region: Region, figures: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[tuple[str, float]] = []

    def fetch(source: Source, folder: Path, *, report: Callable[[str, float], None]) -> None:
        report("pagina 1 van 2", 0.5)
        run = PullRun.objects.running().get()
        seen.append((run.step, run.done))
        write_raw(folder, [("a", "X1", "2020", 3)])

    monkeypatch.setattr(downloading, "connector", lambda source: SimpleNamespace(FETCHES=True, fetch=fetch))
    (run,) = pull(region=region, by="test:pull", only=["made-up"])
    assert seen == [("pagina 1 van 2", 0.5)]
    assert run.outcome == "loaded"
