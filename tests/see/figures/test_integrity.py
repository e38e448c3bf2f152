"""A stored table that was touched is noticed, and can be made again from its raw files."""

from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import duckdb
import pytest
from django.utils import timezone

from slagvaardig.see.figures import integrity, queries
from slagvaardig.see.figures.actions import ingest
from slagvaardig.see.figures.models import PullRun, Snapshot
from slagvaardig.see.figures.store import CELLS, DOMAIN, META, checksums

from .sources import EVERYWHERE, SOURCE, write_raw

pytestmark = pytest.mark.django_db


@pytest.fixture
def snapshot(figures: Path, tmp_path: Path) -> Snapshot:
    raw = write_raw(tmp_path / "raw", [("a", "X1", "2020", 3), ("a", "X2", "2020", "withheld"), ("a", "X3", "2020", 0)])
    return ingest(source=SOURCE, raw=raw, geography=EVERYWHERE, known_on=date(2026, 5, 1), by="test:integrity")


def test_a_whole_snapshot_has_no_problems(snapshot: Snapshot) -> None:
    assert integrity.verify(snapshot) == []


def one_byte(path: Path) -> None:
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 1
    path.write_bytes(content)


@pytest.mark.parametrize("name", [CELLS, DOMAIN, META])
@pytest.mark.parametrize(("harm", "word"), [(one_byte, "veranderd"), (Path.unlink, "ontbreekt")])
def test_one_changed_byte_and_a_lost_file_are_noticed(
    snapshot: Snapshot, name: str, harm: Callable[[Path], None], word: str
) -> None:
    harm(snapshot.path / name)
    (problem,) = integrity.verify(snapshot)
    assert name in problem
    assert word in problem


def test_figures_that_do_not_add_up_are_noticed_even_when_every_checksum_is_right(snapshot: Snapshot) -> None:
    cells = snapshot.path / CELLS
    changed = duckdb.read_parquet(str(cells)).project("* replace (value + 1 as value)").to_arrow_table()
    duckdb.from_arrow(changed).to_parquet(str(cells))
    snapshot.checksums = checksums(snapshot.path, CELLS, DOMAIN, META)
    (problem,) = integrity.verify(snapshot)
    assert "de som van maat count klopt niet" in problem


def test_touched_and_lost_raw_files_are_noticed(snapshot: Snapshot) -> None:
    (snapshot.raw_path / "made-up.csv").write_text("something else")
    assert [problem for problem in integrity.verify(snapshot) if "zijn veranderd" in problem]
    (snapshot.raw_path / "made-up.csv").unlink()
    assert [problem for problem in integrity.verify(snapshot) if "ontbreken" in problem]


def test_status_tells_age_size_and_the_latest_run(snapshot: Snapshot) -> None:
    PullRun.objects.create(source=SOURCE.slug, outcome="failed", message="bron onbereikbaar", finished=timezone.now())
    own, nothing = integrity.status([SOURCE.slug, "never-loaded"])
    assert (own.newest, own.snapshots, own.size) == (snapshot, 1, snapshot.size)
    assert own.age(snapshot.known_on + timedelta(days=9)) == 9
    assert own.latest_run is not None
    assert own.latest_run.message == "bron onbereikbaar"
    assert (nothing.newest, nothing.snapshots, nothing.latest_run, nothing.age(date(2026, 1, 1))) == (
        None,
        0,
        None,
        None,
    )


def test_a_page_reads_what_verify_looked_at(snapshot: Snapshot) -> None:
    grid = queries.cells(snapshot, measure="count", kinds=["a"])
    assert [cell.state or cell.value for cell in grid.cells()] == [3.0, "withheld", 0.0]
