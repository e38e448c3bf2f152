"""Making a backup, and putting one back: everything or nothing."""

import hashlib
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from django.db import OperationalError, connection, transaction
from django.db.migrations.recorder import MigrationRecorder
from psycopg import sql

from slagvaardig.trust.audit.actions import record
from slagvaardig.trust.audit.models import Event, Seal
from slagvaardig.trust.backups import archive as archives
from slagvaardig.trust.backups import rows
from slagvaardig.trust.backups.placing import PREFIX, placing
from slagvaardig.trust.backups.replaying import newer_lines, replay
from slagvaardig.trust.backups.sealing import BackupProblem
from slagvaardig.trust.database.inspection import holes
from slagvaardig.trust.database.installation import install
from slagvaardig.trust.database.ownership import as_owner
from slagvaardig.trust.retention import ledger

_ACTIVITY = "destruction"
_PATIENCE = "10s"


@dataclass(frozen=True)
class Restored:
    """What came back: rows per table, folders, and how many lines of the list were done again."""

    rows: dict[str, int]
    folders: int
    destroyed_again: int


def make_backup(
    *, target: Path, root: Path, folders: Callable[[], Iterable[str]], region: str, by: str
) -> dict[str, Any]:
    """Everything at one moment in one file: all tables but sessions, and `folders` under `root`."""
    with as_owner():
        with archives.writing(target) as (draft, manifest), transaction.atomic():
            with connection.cursor() as cursor:
                cursor.execute("set transaction isolation level repeatable read")
            rows.require_the_whole_view()
            wanted = sorted(folders())
            manifest |= {
                "made": datetime.now(UTC).isoformat(timespec="seconds"),
                "region": region,
                "postgres": connection.connection.info.server_version,
                "migrations": _migrations(),
                "log": _log_head(),
                "ledger": dict(zip(("seq", "digest"), ledger.last(), strict=True)),
                "folders": wanted,
                "tables": {table: _add_table(draft, table) for table in rows.kept_tables()},
            }
            for folder in wanted:
                _add_folder(draft, root, folder)
        _note_backup(target, manifest["sha256"], by)
    return manifest


def restore(
    *,
    archive: archives.Archive,
    destroyed: Path | None,
    root: Path,
    verify: Callable[[], Iterable[str]],
    by: str,
    replace: bool = False,
) -> Restored:
    """Put a backup back in the database and under `root`, or change nothing. destroyed: the list of what was destroyed.
    verify: what is wrong with the files then, as sentences."""
    manifest = archive.manifest
    lines = newer_lines(destroyed, manifest["ledger"]) if destroyed else []
    with as_owner(), placing(archive, root) as place, transaction.atomic():
        rows.require_the_whole_view()
        _require_same_shape(manifest)
        _make_room(replace)
        counted = _fill(archive)
        _check_log(manifest["log"])
        install()
        again = replay(lines, by=by)
        _note(archive, again, by)
        placed = place()
        if problems := [*holes(), *verify()]:
            raise BackupProblem("Er is niets teruggezet, want het resultaat klopt niet: " + " ".join(problems))
    return Restored(counted, placed, again)


def _note_backup(target: Path, checksum: str, by: str) -> None:
    """No row in the log, no backup."""
    try:
        with transaction.atomic():
            detail: dict[str, object] = {"sha256": checksum}
            record(verb="backup", about=f"backup:{target.name}", by=by, detail=detail, activity=_ACTIVITY)
    except BaseException:
        target.unlink()
        raise


def _add_table(draft: archives.Draft, table: str) -> dict[str, object]:
    return {
        "columns": rows.columns_of(table),
        "rows": draft.add(f"tables/{table}.copy", lambda file: rows.copy_out(table, file)),
    }


def _add_folder(draft: archives.Draft, root: Path, folder: str) -> None:
    paths = sorted(path for path in (root / folder).rglob("*") if path.is_file())
    if not paths:
        raise BackupProblem(f"De cijfers in {root / folder} ontbreken. Draai eerst: slagvaardig figures verify")
    for path in paths:
        draft.add_file(f"{PREFIX}{path.relative_to(root).as_posix()}", path)


def _migrations() -> list[list[str]]:
    return sorted([app, name] for app, name in MigrationRecorder(connection).applied_migrations())


def _log_head() -> dict[str, Any]:
    newest = Seal.objects.order_by("-seq").first()
    last = Event.objects.order_by("-pk").values_list("pk", flat=True).first()
    seal = {"seq": newest.seq, "head": newest.head} if newest else {"seq": 0, "head": ""}
    return {"rows": Event.objects.count(), "last": last or 0, **seal}


def _require_same_shape(manifest: dict[str, Any]) -> None:
    if manifest["migrations"] != _migrations():
        raise BackupProblem(
            "Deze back-up is met een andere versie gemaakt. Zet hem terug met die versie en draai daarna"
            " `slagvaardig prepare` met deze."
        )
    if set(manifest["tables"]) != set(rows.kept_tables()):
        raise BackupProblem("De tabellen in de back-up zijn andere dan die in deze database.")
    for table, told in manifest["tables"].items():
        if told["columns"] != rows.columns_of(table):
            raise BackupProblem(f"Tabel {table} in de back-up heeft andere kolommen dan in deze database.")


def _make_room(replace: bool) -> None:
    tables = rows.all_tables()
    listed = sql.SQL(", ").join(map(sql.Identifier, tables))
    with connection.cursor() as cursor:
        cursor.execute(f"set local lock_timeout to '{_PATIENCE}'")
        try:
            cursor.execute(sql.SQL("lock table {} in access exclusive mode").format(listed))
        except OperationalError as busy:
            raise BackupProblem("De database is in gebruik. Stop eerst de site, en probeer het dan opnieuw.") from busy
        if filled := [table for table in tables if rows.number_of_rows(table)]:
            if not replace:
                raise BackupProblem(
                    f"De database is niet leeg ({', '.join(filled[:5])}). Geef --replace als alles wat er nu in staat"
                    " mag verdwijnen."
                )
            cursor.execute(sql.SQL("truncate {}").format(listed))


def _fill(archive: archives.Archive) -> dict[str, int]:
    counted = {}
    with archive.members() as opened:
        for table, told in archive.manifest["tables"].items():
            counted[table] = rows.copy_in(table, told["columns"], opened(f"tables/{table}.copy"))
            if counted[table] != told["rows"]:
                raise BackupProblem(f"Van {table} kwamen {counted[table]} rijen terug in plaats van {told['rows']}.")
    with connection.cursor() as cursor:
        cursor.execute("set constraints all immediate")
    for table in counted:
        if _digest_of(table) != archive.manifest["files"][f"tables/{table}.copy"]["sha256"]:
            raise BackupProblem(f"Wat in {table} is teruggezet is niet gelijk aan de back-up.")
    rows.number_on()
    return counted


def _digest_of(table: str) -> str:
    whole = _Digest()
    rows.copy_out(table, whole)  # type: ignore[arg-type]  # only its write() is used
    return whole.hexdigest()


class _Digest:
    """A file of which only the checksum is kept."""

    def __init__(self) -> None:
        self._whole = hashlib.sha256()

    def write(self, data: bytes) -> int:
        self._whole.update(data)
        return len(data)

    def hexdigest(self) -> str:
        return self._whole.hexdigest()


def _check_log(told: dict[str, Any]) -> None:
    if _log_head() != told:
        raise BackupProblem("Het logboek in de back-up is niet het logboek dat er bij het maken was.")


def _note(archive: archives.Archive, again: int, by: str) -> None:
    """Rows that no seal covers yet carry the number of a transaction of the server they came from; here that number may
    lie in the future, and they would never be sealed."""
    with connection.cursor() as cursor:
        cursor.execute("update trust_event set xid = pg_current_xact_id()::text::bigint where seal is null")
    detail: dict[str, object] = {"sha256": archive.checksum, "destroyed_again": again}
    record(verb="restore", about=f"backup:{archive.path.name}", by=by, detail=detail, activity=_ACTIVITY)
