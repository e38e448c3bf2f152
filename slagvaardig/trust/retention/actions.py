"""Destroying what is past its end, a batch at a time. A batch is whole or did not happen: rows, their lines in the log,
the list of what was destroyed, and what survives as a number, all in one transaction."""

import uuid
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from django.db import connection, transaction
from django.utils import timezone
from psycopg import sql

from slagvaardig.trust.audit.actions import forget_events, record
from slagvaardig.trust.audit.models import Event
from slagvaardig.trust.retention import ledger
from slagvaardig.trust.retention.kinds import AMONG, Kind, Model, key_of, name_of_row
from slagvaardig.trust.retention.models import RetentionRun

Key = uuid.UUID | int | str
BATCH = 200
_ACTIVITY = "destruction"
_LOCK = "select pg_advisory_xact_lock(hashtextextended('slagvaardig:retention', 0))"
_COUNT = """
insert into trust_counted as c (month, what, circle_kind, number)
select date_trunc('month', r.{moment} at time zone {zone})::date,
       {table} || case when r.{apart} then ':apart' else '' end, k.kind, count(*)
from {rows} r join trust_circle k on k.id = r.{circle} where r.{key} = any(%s) group by 1, 2, 3
on conflict (month, what, circle_kind) do update set number = c.number + excluded.number
"""


class InBetween(Exception):
    """A row got a later end while its batch was being destroyed; nothing of the batch happened."""


@transaction.atomic
def begin_run(*, by: str) -> RetentionRun:
    """A run that goes on with what an earlier one left. Runs wait for each other batch by batch."""
    run = RetentionRun()
    run.save(force_insert=True)
    record(verb="retention-begin", about=f"retention:{run.pk}", by=by, activity=_ACTIVITY)
    return run


@transaction.atomic
def destroy_batch(*, run: RetentionRun, kind: Kind, by: str, most: int = BATCH) -> int:
    """Destroy the oldest overdue rows of a kind with what goes along; how many. Raises InBetween.

    The one who acts must be the job "retention": to anybody else the database shows no overdue row.
    """
    with connection.cursor() as cursor:
        cursor.execute(_LOCK)
    if kind.model is Event:
        gone = _forget_events(kind, by, most)
    elif kind.ends.deed == "anonymise":
        gone = _anonymise(kind, by, most)
    else:
        gone = _delete(kind, by, most)
    if gone:
        fresh = RetentionRun.objects.get(pk=run.pk)
        fresh.destroyed = {**fresh.destroyed, kind.table: fresh.destroyed.get(kind.table, 0) + gone}
        RetentionRun.objects.filter(pk=run.pk).update(destroyed=fresh.destroyed)
    return gone


@transaction.atomic
def end_run(*, run: RetentionRun, by: str) -> RetentionRun:
    """The run did all there was to do."""
    run = RetentionRun.objects.get(pk=run.pk)
    run.finished = timezone.now()
    RetentionRun.objects.filter(pk=run.pk).update(finished=run.finished)
    record(verb="retention-end", about=f"retention:{run.pk}", by=by, detail=dict(run.destroyed), activity=_ACTIVITY)
    return run


@transaction.atomic
def export_ledger(*, file: Path, by: str) -> int:
    """Write the list of what was destroyed outside the database too, so that a backup cannot bring it back."""
    added = ledger.export(file)
    record(verb="export", about="ledger", by=by, detail={"lines": added}, activity=_ACTIVITY)
    return added


def _delete(kind: Kind, by: str, most: int) -> int:
    keys = _overdue_keys(kind, most)
    if not keys:
        return 0
    circles = _circles(kind, keys)
    _count(kind, keys)
    children = [(child.model, key) for child in kind.children for key in _take(child.model, child.condition(), keys)]
    itself = [AMONG.format(sql.Identifier(key_of(kind.model))), kind.condition]
    gone = _take(kind.model, sql.SQL(" and ").join(itself), keys)
    if len(gone) != len(keys):
        raise InBetween
    if kind.privacy.in_backup:
        for key in gone:
            circle = circles.get(key)
            about = name_of_row(kind.model, key)
            record(verb="destroy", about=about, by=by, circle=circle, activity=_ACTIVITY)
        _enter_in_ledger([*children, *((kind.model, key) for key in gone)], "delete")
    else:
        record(verb="destroy", about=f"table:{kind.table}", by=by, detail={"rows": len(gone)}, activity=_ACTIVITY)
    return len(gone)


def _anonymise(kind: Kind, by: str, most: int) -> int:
    gone: list[Key] = []
    for key in _overdue_keys(kind, most):
        with connection.cursor() as cursor:
            cursor.execute("select sec.forget_person(%s)", [key])
            if not cursor.fetchone()[0]:
                raise InBetween
        record(verb="anonymise", about=name_of_row(kind.model, key), by=by, activity=_ACTIVITY)
        gone.append(key)
    _enter_in_ledger([(kind.model, key) for key in gone], "anonymise")
    return len(gone)


def _forget_events(kind: Kind, by: str, most: int) -> int:
    with connection.cursor() as cursor:
        cursor.execute(f"select now() - {kind.ends.interval}")
        before: datetime = cursor.fetchone()[0]
    gone = forget_events(before=before, by=by, most=most)
    if gone:
        ledger.append([(kind.table, before.isoformat(), "before")], timezone.localdate())
    return gone


def _overdue_keys(kind: Kind, most: int) -> list[Key]:
    query = sql.SQL("select {key} from {table} where {condition} order by {key} limit {most}").format(
        key=sql.Identifier(key_of(kind.model)),
        table=sql.Identifier(kind.table),
        condition=kind.condition,
        most=sql.Literal(most),
    )
    with connection.cursor() as cursor:
        cursor.execute(query)
        return [row[0] for row in cursor.fetchall()]


def _take(model: Model, condition: sql.Composed, keys: Sequence[Key]) -> list[Key]:
    """Delete the rows to which a condition on keys applies; their own keys."""
    query = sql.SQL("delete from {table} where {condition} returning {key}").format(
        table=sql.Identifier(model._meta.db_table), condition=condition, key=sql.Identifier(key_of(model))
    )
    with connection.cursor() as cursor:
        cursor.execute(query, [list(keys)])
        return [row[0] for row in cursor.fetchall()]


def _circles(kind: Kind, keys: Sequence[Key]) -> dict[Key, uuid.UUID]:
    if not kind.circle:
        return {}
    rows = kind.model._base_manager.filter(pk__in=list(keys))
    return dict(rows.values_list("pk", kind.circle))


def _count(kind: Kind, keys: Sequence[Key]) -> None:
    if (counts := kind.privacy.counts) is None:
        return
    query = sql.SQL(_COUNT).format(
        moment=sql.Identifier(counts.month_of),
        zone=sql.Literal(timezone.get_default_timezone_name()),
        table=sql.Literal(kind.table),
        rows=sql.Identifier(kind.table),
        apart=sql.Identifier(counts.apart),
        circle=sql.Identifier(counts.circle),
        key=sql.Identifier(key_of(kind.model)),
    )
    with connection.cursor() as cursor:
        cursor.execute(query, [list(keys)])


def _enter_in_ledger(rows: Sequence[tuple[Model, Key]], deed: str) -> None:
    ledger.append([(model._meta.db_table, str(key), deed) for model, key in rows], timezone.localdate())
