"""What was destroyed after a backup was made is destroyed again after it is put back, from the list outside it."""

from datetime import date, datetime
from pathlib import Path
from typing import Any

from django.db import connection
from psycopg import sql

from slagvaardig.trust.audit.actions import forget_events
from slagvaardig.trust.backups.rows import all_tables
from slagvaardig.trust.backups.sealing import BackupProblem
from slagvaardig.trust.retention import ledger
from slagvaardig.trust.retention.kinds import Kind, key_of, kinds
from slagvaardig.trust.retention.ledger import Line
from slagvaardig.trust.retention.models import Destroyed

_AS_TEXT = sql.SQL("{}::text = %s")


def newer_lines(file: Path, head: dict[str, Any]) -> list[Line]:
    """The lines that are newer than the backup. BackupProblem when the list is not of this site, or older."""
    try:
        lines = ledger.read(file)
    except (ledger.LedgerProblem, OSError) as problem:
        raise BackupProblem(f"De lijst van wat vernietigd is kan niet worden gelezen: {problem}") from problem
    seq = int(head["seq"])
    if len(lines) < seq:
        raise BackupProblem(
            f"De lijst in {file} is ouder dan de back-up: {len(lines)} regels in plaats van ten minste {seq}. Zoek de"
            " nieuwste kopie van de lijst."
        )
    if seq and lines[seq - 1].digest != head["digest"]:
        raise BackupProblem(f"De lijst in {file} hoort niet bij deze back-up. Geef met --ledger de goede lijst.")
    return lines[seq:]


def replay(lines: list[Line], *, by: str) -> int:
    """Do again what each line says, and put the lines in the list of this database; how many. As the owner."""
    known, every = set(all_tables()), {kind.table: kind for kind in kinds()}
    for line in lines:
        if line.table not in known:
            raise BackupProblem(f"De lijst noemt een tabel die er niet is: {line.table!r}.")
        if line.deed == "anonymise":
            _run(sql.SQL("select sec.wipe_person(%s)"), line.key)
        elif line.deed == "before":
            while forget_events(before=datetime.fromisoformat(line.key), by=by):
                pass
        else:
            _delete(line, every.get(line.table))
    Destroyed.objects.bulk_create(
        [
            Destroyed(
                seq=line.seq, table=line.table, key=line.key, day=date.fromisoformat(line.day), deed=line.deed,
                digest=line.digest,
            )
            for line in lines
        ],
        batch_size=1000,
    )  # fmt: skip
    return len(lines)


def _delete(line: Line, kind: Kind | None) -> None:
    """With what hangs on it, also when that had been taken away by hand before the row was destroyed."""
    for child in kind.children if kind else ():
        _run(_deletion(child.model._meta.db_table, child.condition(_AS_TEXT)), line.key)
    key = key_of(kind.model) if kind else "id"
    _run(_deletion(line.table, _AS_TEXT.format(sql.Identifier(key))), line.key)


def _deletion(table: str, condition: sql.Composed) -> sql.Composed:
    return sql.SQL("delete from {} where {}").format(sql.Identifier(table), condition)


def _run(query: sql.Composable, key: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(query, [key])
