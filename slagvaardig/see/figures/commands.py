"""`slagvaardig pull` and `slagvaardig figures ...`: figures without a browser. Each returns the exit code."""

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from django.conf import settings
from django.utils import timezone

from slagvaardig.region.folder import Region, load_region
from slagvaardig.see.connectors import partner_spreadsheet
from slagvaardig.see.figures import actions, integrity
from slagvaardig.see.figures.checks import FiguresProblem
from slagvaardig.see.figures.models import PullRun, Snapshot


def pull(arguments: argparse.Namespace) -> int:
    """Fetch the newest tables, or take them from `--from`."""
    region = _region()
    if unknown := [slug for slug in arguments.sources if slug not in region.sources]:
        _say(f"Onbekende bron: {', '.join(unknown)}. Bekend: {', '.join(region.sources)}.")
        return 2
    runs = actions.pull(region=region, by="system:pull", only=arguments.sources, downloads=arguments.folder, say=_say)
    if not runs:
        _say("Geen bron om op te halen. Noem een bron, of geef met --from een map waarin bestanden van een bron staan.")
        return 1
    _table(("bron", "uitkomst", "bericht"), [(run.source, str(run.get_outcome_display()), run.message) for run in runs])
    return 1 if any(run.outcome == "failed" for run in runs) else 0


def status(arguments: argparse.Namespace) -> int:
    """Per source the newest table, its age and size, and how the latest attempt to fetch it went."""
    today = timezone.localdate()
    lines = []
    for line in integrity.status(_region().sources):
        age, newest = line.age(today), line.newest
        lines.append(
            (
                line.source,
                _day(newest),
                "-" if age is None else f"{age} dagen",
                f"{_number(newest.cells)} ({_number(newest.rows)})" if newest else "geen cijfers",
                f"{line.snapshots}",
                _size(line.size),
                _run(line.latest_run),
            )
        )
    _table(("bron", "versie van", "leeftijd", "cellen (bewaard)", "versies", "grootte", "laatst opgehaald"), lines)
    return 0


def verify(arguments: argparse.Namespace) -> int:
    """Count every checksum and sum again; exit code 1 when something is not what it was."""
    faults = [(one, problem) for one in Snapshot.objects.order_by("source", "id") for problem in integrity.verify(one)]
    if faults:
        _table(("bron", "versie", "fout"), [(one.source, _day(one), problem) for one, problem in faults])
        _say("Herstel met: slagvaardig figures rebuild " + " ".join(sorted({one.source for one, _ in faults})))
        return 1
    _say(f"{Snapshot.objects.count()} tabellen nagerekend, alles klopt.")
    return 0


def rebuild(arguments: argparse.Namespace) -> int:
    """Make the stored tables again from their raw files; all of them when no source is named."""
    region, failed = _region(), False
    chosen = Snapshot.objects.order_by("source", "id")
    for snapshot in chosen.filter(source__in=arguments.sources) if arguments.sources else chosen:
        try:
            actions.rebuild(snapshot=snapshot, region=region, by="system:rebuild")
            _say(f"{snapshot.source} ({_day(snapshot)}): opnieuw gemaakt.")
        except FiguresProblem as problem:
            failed = True
            _say(f"{snapshot.source} ({_day(snapshot)}): {problem}")
    return 1 if failed else 0


def preview(arguments: argparse.Namespace) -> int:
    """Show the first rows of a partner's spreadsheet and every problem in it; exit code 1 when there is one."""
    region = _region()
    if arguments.source not in region.sources:
        _say(f"Onbekende bron: {arguments.source}. Bekend: {', '.join(region.sources)}.")
        return 2
    seen = partner_spreadsheet.preview(arguments.file, region.sources[arguments.source], region.areas.names())
    if seen.headings:
        _table(seen.headings, seen.rows)
    for name, guess in seen.guesses.items():
        _say(f"Kolom {name!r} ontbreekt. Misschien is het {guess!r}?")
    for problem in seen.problems:
        _say(problem)
    if not seen.problems:
        _say("Geen problemen gevonden. Laad het met: slagvaardig pull --from MAP " + arguments.source)
    return 1 if seen.problems else 0


def starter(arguments: argparse.Namespace) -> int:
    """Make the figures that ship with the region from downloaded files."""
    if arguments.folder is None:
        _say("Geef de map met gedownloade bestanden: slagvaardig figures starter --from downloads")
        return 2
    region = _region()
    folder = region.path / "starter"
    made = actions.make_starter(region=region, downloads=arguments.folder, folder=folder, by="system:starter")
    _table(("bron", "grootte"), [(path.name, _size(_bytes(path))) for path in made])
    _say(f"Samen: {_size(_bytes(folder))}.")
    return 0


def _region() -> Region:
    return load_region(settings.REGION_FOLDER)


def _say(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


def _table(head: Sequence[str], lines: Sequence[Sequence[str]]) -> None:
    """A table for a terminal: columns as wide as their longest text; line ends in a text become spaces."""
    rows = [head, *([" ".join(cell.split()) for cell in line] for line in lines)]
    widths = [max(len(row[column]) for row in rows) for column in range(len(head))]
    for row in rows:
        _say("  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip())


def _run(run: PullRun | None) -> str:
    return f"{timezone.localtime(run.started):%d-%m-%Y %H:%M} {run.get_outcome_display()}" if run else "nog niet"


def _day(snapshot: Snapshot | None) -> str:
    return f"{snapshot.vintage or snapshot.known_on:%d-%m-%Y}" if snapshot else "-"


def _number(number: int) -> str:
    return f"{number:,}".replace(",", ".")


def _size(size: int) -> str:
    return f"{_number(size // 1024)} kB" if size < 10 * 2**20 else f"{_number(size // 2**20)} MB"


def _bytes(folder: Path) -> int:
    return sum(path.stat().st_size for path in (folder, *folder.rglob("*")) if path.is_file())
