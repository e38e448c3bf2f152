"""Readers see the old table or the new one, never a mix, whatever happens to the writer."""

import os
import resource
import signal
import subprocess
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from pathlib import Path
from threading import Event

import numpy as np
import pytest
from django.db import connection

from slagvaardig.see.figures import queries
from slagvaardig.see.figures.actions import ingest
from slagvaardig.see.figures.integrity import verify
from slagvaardig.see.figures.models import Snapshot

from .dying import MOMENTS
from .sources import EVERYWHERE, SOURCE, write_raw
from .tables import Cell

pytestmark = pytest.mark.django_db(transaction=True)
ROOT = Path(__file__).resolve().parents[3]
FIRST = date(2026, 1, 1)
READERS, INGESTS = 3, 20


def table(number: int) -> list[Cell]:
    """Every cell of a version is its number, so that one strange cell betrays a mix."""
    return [(kind, f"X{area}", f"{year}", number) for kind in "ab" for area in range(40) for year in range(2000, 2010)]


def take_in(raw: Path, number: int) -> Snapshot:
    day = FIRST + timedelta(days=number)
    return ingest(source=SOURCE, raw=raw, geography=EVERYWHERE, known_on=day, by="test:swap")


def versions_seen(stop: Event) -> list[int]:
    seen = []
    try:
        while not stop.is_set():
            snapshot = Snapshot.objects.of(SOURCE.slug).newest()
            assert snapshot is not None
            grid = queries.cells(snapshot, measure="count", kinds=["a", "b"])
            values = np.unique(grid.value)
            assert values.tolist() == [(snapshot.known_on - FIRST).days]
            seen.append(int(values[0]))
    finally:
        connection.close()
    return seen


def test_readers_never_see_a_mix_of_two_tables_while_twenty_come_in(figures: Path, tmp_path: Path) -> None:
    raws = [write_raw(tmp_path / f"raw{number}", table(number)) for number in range(1, INGESTS + 1)]
    take_in(raws[0], 1)
    stop = Event()
    with ThreadPoolExecutor(READERS) as readers:
        jobs = [readers.submit(versions_seen, stop) for _ in range(READERS)]
        try:
            for number, raw in enumerate(raws, start=1):
                take_in(raw, number)
        finally:
            stop.set()
        for job in jobs:
            seen = job.result()
            assert seen == sorted(seen), "a reader went back to an older table"
            assert len(set(seen)) > 1, "a reader saw one table only: this proves nothing"


def test_two_that_bring_the_same_table_at_once_make_one_snapshot(figures: Path, tmp_path: Path) -> None:
    raw = write_raw(tmp_path / "raw", table(1))

    def bring(_: int) -> int:
        try:
            return take_in(raw, 1).pk
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as many:
        found = set(many.map(bring, range(4)))
    assert len(found) == 1
    assert Snapshot.objects.count() == 1
    assert [len(list((figures / shelf / SOURCE.slug).iterdir())) for shelf in ("raw", "snapshots")] == [1, 1]


def separately(
    moment: str, figures: Path, raw: Path, limit: Callable[[], None] | None = None
) -> subprocess.CompletedProcess[str]:
    command = [
        sys.executable,
        "-m",
        "tests.see.figures.dying",
        moment,
        connection.settings_dict["NAME"],
        str(figures),
        str(raw),
    ]
    environment = os.environ | {"DJANGO_SETTINGS_MODULE": "slagvaardig.settings"}
    return subprocess.run(
        command, cwd=ROOT, env=environment, capture_output=True, text=True, preexec_fn=limit, check=False
    )


@pytest.mark.parametrize("moment", MOMENTS)
def test_a_writer_that_is_killed_leaves_the_previous_figures_and_the_next_one_works(
    figures: Path, tmp_path: Path, moment: str
) -> None:
    before = take_in(write_raw(tmp_path / "raw1", table(1)), 1)
    raw = write_raw(tmp_path / "raw2", table(2))
    assert separately(moment, figures, raw).returncode == -signal.SIGKILL
    newest = Snapshot.objects.of(SOURCE.slug).newest()
    assert newest == before
    assert verify(before) == []
    after = take_in(raw, 2)
    assert Snapshot.objects.of(SOURCE.slug).newest() == after
    assert np.unique(queries.cells(after, measure="count", kinds=["a"]).value).tolist() == [2]
    left = [path.name for path in figures.rglob(".draft-*")]
    assert left == []
    assert [len(list((figures / shelf / SOURCE.slug).iterdir())) for shelf in ("raw", "snapshots")] == [2, 2]


def test_a_full_disk_is_told_and_the_previous_figures_stay(figures: Path, tmp_path: Path) -> None:
    before = take_in(write_raw(tmp_path / "raw1", table(1)), 1)
    raw = write_raw(tmp_path / "raw2", table(2))

    def small_files() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, 20_000))

    done = separately("nothing", figures, raw, small_files)
    assert done.returncode == 1
    assert "De schijf is vol geraakt" in done.stderr
    assert Snapshot.objects.of(SOURCE.slug).newest() == before
    assert verify(before) == []
    assert len(list((figures / "snapshots" / SOURCE.slug).iterdir())) == 1
    assert take_in(raw, 2).pk != before.pk
