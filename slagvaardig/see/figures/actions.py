"""Everything that writes figures. A table is swapped by committing one row, last; files come first."""

import logging
import os
import shutil
from collections.abc import Callable, Collection
from datetime import date
from itertools import count
from pathlib import Path

from django.conf import settings
from django.db import connection, transaction
from django.utils import timezone

from slagvaardig.region.definitions import Source
from slagvaardig.region.folder import Region
from slagvaardig.see.connectors.client import FetchProblem
from slagvaardig.see.connectors.reading import ReadProblem
from slagvaardig.see.figures import raw as raw_files
from slagvaardig.see.figures.checks import FiguresProblem
from slagvaardig.see.figures.downloads import fetch_or_pick, is_available
from slagvaardig.see.figures.drafts import gone_on_failure, sweep
from slagvaardig.see.figures.ingestion import Geography, geography_of, status_of, store_raw
from slagvaardig.see.figures.models import PullRun, Snapshot
from slagvaardig.see.figures.starter import StarterSet, copy_stored, make_set, sets_in
from slagvaardig.see.figures.store import StoredSnapshot
from slagvaardig.trust.audit.actions import record

Say = Callable[[str], None]
logger = logging.getLogger(__name__)


def ingest(*, source: Source, raw: Path, geography: Geography, known_on: date, by: str) -> Snapshot:
    """Store the table in a folder of raw files, all or nothing.

    The same files give the same snapshot, however often and by however many at once. Raises FiguresProblem or
    ReadProblem with a Dutch sentence; what was there before stays as it is.
    """
    content = raw_files.checksum(raw)
    with transaction.atomic():
        _wait_for_turn(source.slug)
        if known := _known(source.slug, content):
            return known
        kept = raw_files.place(_shelf("raw", source.slug), known_on=known_on, of=content)
        target = _free_folder(source.slug, content)
        with gone_on_failure(kept, target):
            raw_files.keep(raw, kept)
            stored = store_raw(source, kept, target, geography=geography, known_on=known_on)
            return _swap(source, stored, kept=kept, content=content, known_on=known_on, made_from="raw", by=by)


def load_starter(*, region: Region, by: str, say: Say | None = None) -> list[Snapshot]:
    """Load the figures that ship with a region; what is loaded already is left alone."""
    loaded = []
    for shipped in sets_in(region.path / "starter", region.sources):
        if say:
            say(f"Cijfers laden: {shipped.source.title}")
        if shipped.stored:
            loaded.append(_take_over(shipped=shipped, by=by))
        else:
            loaded.append(
                ingest(
                    source=shipped.source,
                    raw=shipped.folder,
                    geography=geography_of(region),
                    known_on=shipped.known_on,
                    by=by,
                )
            )
    return loaded


def make_starter(*, region: Region, downloads: Path, folder: Path, by: str, known_on: date | None = None) -> list[Path]:
    """Make the figures that ship with a region from downloaded files, limited to its own areas and comparators."""
    day = known_on or timezone.localdate()
    made = make_set(region, downloads, folder, geography=geography_of(region), known_on=day)
    with transaction.atomic():
        record(
            verb="make-starter", about=f"region:{region.slug}", by=by, detail={"sources": [path.name for path in made]}
        )
    return made


def pull(
    *, region: Region, by: str, only: Collection[str] = (), downloads: Path | None = None, say: Say | None = None
) -> list[PullRun]:
    """Fetch the newest tables, or take them from a folder, and ingest them. One source that fails stops no other.

    Without `only`: every source that can be fetched, or of which the folder holds files.
    """
    chosen = [
        source for slug, source in region.sources.items() if (slug in only if only else is_available(source, downloads))
    ]
    return [_pull_one(region=region, source=source, downloads=downloads, by=by, say=say) for source in chosen]


def rebuild(*, snapshot: Snapshot, region: Region, by: str) -> Snapshot:
    """Make a stored table again from what it was made from. The row keeps its identity; the old folder goes later."""
    old = snapshot.path
    with transaction.atomic():
        _wait_for_turn(snapshot.source)
        target = _free_folder(snapshot.source, snapshot.raw_checksum)
        if raw_files.checksum(snapshot.raw_path) != snapshot.raw_checksum:
            raise FiguresProblem(
                f"De ruwe bestanden in {snapshot.raw_folder} zijn veranderd. Haal de tabel opnieuw op."
            )
        if snapshot.made_from == "starter":
            stored = copy_stored(snapshot.raw_path, target)
        else:
            source = region.sources[snapshot.source]
            geography = geography_of(region)
            stored = store_raw(source, snapshot.raw_path, target, geography=geography, known_on=snapshot.known_on)
        for name, value in _facts(stored).items():
            setattr(snapshot, name, value)
        snapshot.save()
        record(verb="rebuild", about=f"source:{snapshot.source}", by=by, detail={"checksums": stored.checksums})
    if old.is_dir():
        os.utime(old)
    return snapshot


def _take_over(*, shipped: StarterSet, by: str) -> Snapshot:
    content = raw_files.checksum(shipped.folder)
    source = shipped.source
    with transaction.atomic():
        _wait_for_turn(source.slug)
        if known := _known(source.slug, content):
            return known
        day = shipped.known_on
        kept = raw_files.place(_shelf("raw", source.slug), known_on=day, of=content)
        target = _free_folder(source.slug, content)
        with gone_on_failure(kept, target):
            raw_files.keep(shipped.folder, kept)
            stored = copy_stored(kept, target)
            return _swap(source, stored, kept=kept, content=content, known_on=day, made_from="starter", by=by)


def _pull_one(*, region: Region, source: Source, downloads: Path | None, by: str, say: Say | None) -> PullRun:
    PullRun.objects.of(source.slug).abandoned(timezone.now()).update(outcome="failed", message="Afgebroken.")
    run = PullRun.objects.create(source=source.slug)

    def report(step: str, done: float) -> None:
        PullRun.objects.filter(pk=run.pk).update(step=step[:200], done=done)
        if say:
            say(f"{source.slug}: {step} ({done:.0%})")

    before = set(Snapshot.objects.of(source.slug).values_list("pk", flat=True))
    today = timezone.localdate()
    try:
        raw = fetch_or_pick(source, _shelf("staging", source.slug), downloads, report)
        report("bewaren", 1.0)
        snapshot = ingest(source=source, raw=raw, geography=geography_of(region), known_on=today, by=by)
    except (FiguresProblem, ReadProblem, FetchProblem, OSError) as problem:
        return _finish(run, outcome="failed", message=str(problem), by=by)
    except Exception as fault:
        # A fault of ours in one source is told and written down too, and never keeps the next source from its turn.
        logger.exception("pull of %s", source.slug)
        return _finish(run, outcome="failed", message=f"Onverwachte fout ({type(fault).__name__}).", by=by)
    return _finish(run, outcome="same" if snapshot.pk in before else "loaded", message="", by=by)


def _finish(run: PullRun, *, outcome: str, message: str, by: str) -> PullRun:
    run.outcome, run.message, run.finished, run.done = outcome, message, timezone.now(), 1.0
    with transaction.atomic():
        run.save()
        record(verb="pull", about=f"source:{run.source}", by=by, detail={"outcome": outcome})
    return run


def _wait_for_turn(source: str) -> None:
    """One writer per source: the next one waits until this transaction ends, and then finds the work done."""
    with connection.cursor() as cursor:
        cursor.execute(
            "select pg_advisory_xact_lock(hashtextextended(%s, 0))", [f"figures:{connection.alias}:{source}"]
        )
    for shelf, column in (("raw", "raw_folder"), ("snapshots", "folder")):
        used = Snapshot.objects.of(source).values_list(column, flat=True)
        sweep(_shelf(shelf, source), keep={Path(folder).name for folder in used})


def _known(source: str, content: str) -> Snapshot | None:
    """The snapshot of this content, unless its folder is gone: then it is made again."""
    snapshot = Snapshot.objects.of(source).made_from_content(content).first()
    return snapshot if snapshot is not None and snapshot.path.is_dir() else None


def _shelf(name: str, source: str) -> Path:
    folder = Path(settings.FIGURES_FOLDER) / name / source
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def _free_folder(source: str, content: str) -> Path:
    """A folder that no row refers to; what stands there is of a process that died before its commit, and goes."""
    shelf, root = _shelf("snapshots", source), Path(settings.FIGURES_FOLDER)
    taken = set(Snapshot.objects.of(source).values_list("folder", flat=True))
    names = (content[: raw_files.SHORT] + (f"-{number}" if number else "") for number in count())
    folder = next(shelf / name for name in names if str((shelf / name).relative_to(root)) not in taken)
    shutil.rmtree(folder, ignore_errors=True)
    return folder


def _swap(
    source: Source, stored: StoredSnapshot, *, kept: Path, content: str, known_on: date, made_from: str, by: str
) -> Snapshot:
    """Commit the row that makes readers see the table."""
    facts = {
        "table": source.table,
        "publisher": source.publisher,
        "known_on": known_on,
        "raw_folder": str(kept.relative_to(settings.FIGURES_FOLDER)),
        "made_from": made_from,
    }
    snapshot, _ = Snapshot.objects.update_or_create(
        source=source.slug, raw_checksum=content, defaults=facts | _facts(stored)
    )
    detail: dict[str, object] = {"content": content, "cells": snapshot.cells, "known_on": known_on.isoformat()}
    record(verb="ingest", about=f"source:{source.slug}", by=by, detail=detail)
    return snapshot


def _facts(stored: StoredSnapshot) -> dict[str, object]:
    meta = stored.meta
    return {
        "vintage": date.fromisoformat(meta["vintage"]) if meta["vintage"] else None,
        "division": meta["division"],
        "status": status_of(stored),
        "folder": str(stored.path.relative_to(settings.FIGURES_FOLDER)),
        "checksums": stored.checksums,
        "rows": meta["rows"],
        "cells": meta["cells"],
        "size": stored.size,
    }
