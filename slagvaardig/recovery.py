"""`slagvaardig backup` and `slagvaardig restore`: everything of one region in one file, and back."""

import argparse
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

from django.conf import settings
from django.utils import timezone

from slagvaardig.prepare import make_tables
from slagvaardig.see.figures.integrity import verify
from slagvaardig.see.figures.models import Snapshot
from slagvaardig.trust.access.identity import acting_as_job
from slagvaardig.trust.audit.verification import verify as verify_log
from slagvaardig.trust.backups.actions import make_backup
from slagvaardig.trust.backups.actions import restore as put_back
from slagvaardig.trust.backups.archive import read
from slagvaardig.trust.backups.sealing import BackupProblem
from slagvaardig.trust.retention.actions import export_ledger
from slagvaardig.trust.retention.ledger import LedgerProblem

BY_BACKUP, BY_RESTORE = "system:backup", "system:restore"


def backup(arguments: argparse.Namespace) -> int:
    """One file with everything, and the list of what was destroyed brought up to date beside it."""
    return _told(lambda: _backup(arguments))


def restore(arguments: argparse.Namespace) -> int:
    """Everything from one file, or nothing."""
    return _told(lambda: _restore(arguments))


def folders_of_figures(raw: bool = True) -> list[str]:
    """The folders that the rows of the figures refer to, relative to FIGURES_FOLDER."""
    found = {snapshot.folder for snapshot in Snapshot.objects.all()}
    if raw:
        found |= {snapshot.raw_folder for snapshot in Snapshot.objects.all()}
    return sorted(found)


def wrong_figures(raw: bool = True) -> Iterator[str]:
    """What is wrong with the stored figures. Without the raw files those cannot be wrong."""
    for snapshot in Snapshot.objects.all():
        for problem in verify(snapshot):
            if raw or snapshot.raw_folder not in problem:
                yield problem


def wrong_log() -> Iterator[str]:
    """What is wrong with the log: the whole chain is computed again."""
    for kind, seal in verify_log().deviations:
        yield f"Het logboek klopt niet bij zegel {seal} ({kind})."


def _backup(arguments: argparse.Namespace) -> None:
    target: Path = arguments.place
    if target.is_dir() or not target.suffix:
        moment = timezone.now().strftime("%Y%m%d-%H%M%S")
        target = target / f"slagvaardig-{settings.REGION_FOLDER.name}-{moment}.tar"
    with acting_as_job("backup") as by:
        export_ledger(file=Path(settings.LEDGER), by=by)
    raw = not arguments.without_raw
    manifest = make_backup(
        target=target,
        root=Path(settings.FIGURES_FOLDER),
        folders=lambda: folders_of_figures(raw),
        region=settings.REGION_FOLDER.name,
        by=BY_BACKUP,
    )
    count = sum(table["rows"] for table in manifest["tables"].values())
    _say(f"{target}: {count} rijen, {len(manifest['folders'])} mappen met cijfers, {target.stat().st_size} bytes.")
    _say(f"sha256 {manifest['sha256']}")
    _say(f"Wat vernietigd is staat in {settings.LEDGER}. Bewaar dat bestand ook elders: terugzetten vraagt erom.")
    _say("De back-up is verzegeld, niet versleuteld. Versleutel hem voordat u hem elders bewaart.")


def _restore(arguments: argparse.Namespace) -> None:
    archive = read(arguments.archive, other_key=arguments.other_key)
    if archive.manifest.get("region") != settings.REGION_FOLDER.name:
        raise BackupProblem(
            f"Deze back-up is van regio {archive.manifest.get('region')!r}, niet van {settings.REGION_FOLDER.name!r}."
            " Noem de regio met --region."
        )
    destroyed = _list_to_replay(arguments)
    make_tables()
    raw = any(folder.startswith("raw/") for folder in archive.manifest["folders"])
    restored = put_back(
        archive=archive,
        destroyed=destroyed,
        root=Path(settings.FIGURES_FOLDER),
        verify=lambda: (*wrong_figures(raw), *wrong_log()),
        by=BY_RESTORE,
        replace=arguments.replace,
    )
    _say(f"{sum(restored.rows.values())} rijen en {restored.folders} mappen met cijfers teruggezet.")
    _say(f"{restored.destroyed_again} rijen opnieuw vernietigd. Het logboek klopt, de vloer is dicht: 0 gaten.")
    _say("Iedereen moet opnieuw inloggen.")


def _list_to_replay(arguments: argparse.Namespace) -> Path | None:
    if arguments.without_ledger:
        return None
    file: Path = arguments.ledger or Path(settings.LEDGER)
    if not file.is_file():
        raise BackupProblem(
            f"De lijst van wat vernietigd is ontbreekt ({file}). Zonder die lijst komt terug wat na de back-up"
            " vernietigd is. Geef haar met --ledger, of kies bewust voor --without-ledger."
        )
    return file


def _told(act: Callable[[], None]) -> int:
    try:
        act()
    except (BackupProblem, LedgerProblem) as problem:
        _say(str(problem))
        return 1
    return 0


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()
