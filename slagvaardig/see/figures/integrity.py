"""Whether the stored figures are still what was stored, and how fresh they are."""

import math
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from slagvaardig.see.figures import raw
from slagvaardig.see.figures.checks import FiguresProblem
from slagvaardig.see.figures.engine import reader
from slagvaardig.see.figures.models import PullRun, Snapshot
from slagvaardig.see.figures.store import CELLS, checksums, read_meta

_SUMS = """
select measure, count(*) filter (state = '' and value <> 0) as numbers,
       count(*) filter (state = 'withheld') as withheld, coalesce(fsum(value), 0)::double as total
from read_parquet($file) group by measure
"""


def verify(snapshot: Snapshot) -> list[str]:
    """Every fault in a snapshot as a Dutch sentence; empty when it is whole."""
    problems = list(_files(snapshot.path, snapshot.checksums))
    if not problems:
        problems.extend(_sums(snapshot.path))
    return [*problems, *_raw(snapshot)]


@dataclass(frozen=True)
class SourceStatus:
    """What there is of one source: its newest snapshot, its latest run, and sizes over all its snapshots."""

    source: str
    newest: Snapshot | None
    latest_run: PullRun | None
    snapshots: int
    size: int

    def age(self, today: date) -> int | None:
        """Days since the publisher's own date of the newest table, or since it became known; None without a table."""
        if self.newest is None:
            return None
        return (today - (self.newest.vintage or self.newest.known_on)).days


def status(sources: Iterable[str]) -> list[SourceStatus]:
    """One line per source, in the order given; a source without any snapshot has a line too."""
    lines = []
    for source in sources:
        own = list(Snapshot.objects.of(source).newest_first())
        latest = PullRun.objects.of(source).newest()
        lines.append(SourceStatus(source, own[0] if own else None, latest, len(own), sum(one.size for one in own)))
    return lines


def _files(folder: Path, expected: dict[str, str]) -> Iterable[str]:
    for name, told in expected.items():
        if not (folder / name).is_file():
            yield f"{folder.name}/{name} ontbreekt."
        elif checksums(folder, name)[name] != told:
            yield f"{folder.name}/{name} is veranderd sinds het bewaren."


def _sums(folder: Path) -> Iterable[str]:
    meta = read_meta(folder)
    found = {row[0]: row[1:] for row in reader().execute(_SUMS, {"file": str(folder / CELLS)}).fetchall()}
    for measure, told in meta["measures"].items():
        if not _equal(told, found.get(measure, (0, 0, 0.0))):
            yield f"{folder.name}: de som van maat {measure} klopt niet met wat bij het bewaren is geteld."


def _equal(told: dict[str, Any], found: tuple[int, int, float]) -> bool:
    numbers, withheld, total = found
    return (told["numbers"], told["withheld"]) == (numbers, withheld) and math.isclose(
        told["sum"], total, rel_tol=1e-9, abs_tol=1e-9
    )


def _raw(snapshot: Snapshot) -> Iterable[str]:
    try:
        found = raw.checksum(snapshot.raw_path)
    except FiguresProblem:
        yield f"De ruwe bestanden in {snapshot.raw_folder} ontbreken."
        return
    if found != snapshot.raw_checksum:
        yield f"De ruwe bestanden in {snapshot.raw_folder} zijn veranderd."
