"""Write down that something was done, in the transaction in which it is done: no row, no act.

Seal what was written, and let lines go after their term without breaking the chain."""

import json
import uuid
from datetime import datetime

from django.db import connection, transaction

from slagvaardig.trust.audit import chain
from slagvaardig.trust.audit.lines import LINES, leaf_of, read
from slagvaardig.trust.audit.models import Event, KeptLeaf, Seal
from slagvaardig.trust.audit.traces import current_trace
from slagvaardig.trust.audit.verbs import activity_of

BATCH = 5000  # lines in one seal at most, so that a sealer that has been away catches up in small transactions
_INSERT = """insert into trust_event (at, actor, verb, about, circle, detail, trace, activity)
values (clock_timestamp(), %s, %s, %s, %s, %s, %s, %s)"""
_ONE_SEALER = "select pg_try_advisory_xact_lock(hashtextextended('slagvaardig:seal', 0))"
# Only what no running transaction can still come before: a line that is committed late is never passed over.
_UNSEALED = (
    LINES + "where seal is null and xid < pg_snapshot_xmin(pg_current_snapshot())::text::bigint order by id limit %s"
)
_SEAL = """insert into trust_seal (seq, at, events, root, head) values (%s, clock_timestamp(), %s, %s, %s)"""
_PAST_TERM = LINES + "where at < %s and seal is not null order by id limit %s"


def record(
    *,
    verb: str,
    about: str,
    by: str,
    circle: uuid.UUID | None = None,
    detail: dict[str, object] | None = None,
    activity: str = "",
    trace: str = "",
) -> None:
    """One line in the log. Must run inside the transaction of the act itself.

    verb: what was done, one of VERBS. about: to what ("source:NAME"). by: who ("system:prepare" or Person.actor).
    circle: where its object lies. detail: facts such as counts and checksums; never a text that a person wrote.
    activity: the slug of the processing in the register; that of the verb when not given. trace: that of the request.
    """
    if not by:
        raise ValueError("An act without an actor is not recorded: pass `by`.")
    if not transaction.get_connection().in_atomic_block:
        raise transaction.TransactionManagementError("record() runs inside the transaction of the act it records.")
    facts = json.dumps(detail or {})
    values = [by, verb, about[:200], circle, facts, trace or current_trace(), activity or activity_of(verb)]
    # Not through the model: that asks the new row back, and who writes in the log may not read it.
    with connection.cursor() as cursor:
        cursor.execute(_INSERT, values)


@transaction.atomic
def seal_events(*, by: str, most: int = BATCH) -> int:
    """Put the next link on the chain, over at most so many lines; how many it covers. The database lets only the
    sealer do so. Of two sealers at once one does it, and one that is killed leaves nothing half."""
    if not by:
        raise ValueError("A seal is set by somebody: pass `by`.")
    with connection.cursor() as cursor:
        cursor.execute(_ONE_SEALER)
        if not cursor.fetchone()[0]:
            return 0
        lines = list(read(_UNSEALED, [most]))
        if lines:
            _seal([line["id"] for line in lines], chain.root(map(leaf_of, lines)))
    return len(lines)


@transaction.atomic
def forget_events(*, before: datetime, by: str, most: int = BATCH) -> int:
    """Destroy the oldest lines from before a moment, at most so many; how many. Their leaves stay, so that the chain
    still holds. The database lets only the job "retention" do so, and only with sealed lines of years ago."""
    lines = list(read(_PAST_TERM, [before, most]))
    KeptLeaf.objects.bulk_create(KeptLeaf(pk=line["id"], seal=line["seal"], leaf=leaf_of(line).hex()) for line in lines)
    gone, _per_model = Event.objects.filter(pk__in=[line["id"] for line in lines]).delete()
    if gone != len(lines):
        raise PermissionError(f"The database let {gone} of {len(lines)} lines go: some are too young to be destroyed.")
    if gone:
        record(verb="destroy", about="log", by=by, detail={"lines": gone, "before": before.isoformat()})
    return gone


def _seal(keys: list[int], over: bytes) -> None:
    last = Seal.objects.newest()
    seq, before = (last.seq + 1, bytes.fromhex(last.head)) if last else (1, chain.BEFORE_THE_FIRST)
    with connection.cursor() as cursor:
        cursor.execute(_SEAL, [seq, len(keys), over.hex(), chain.head(before, seq, len(keys), over).hex()])
        cursor.execute("update trust_event set seal = %s where id = any(%s) and seal is null", [seq, keys])
        if cursor.rowcount != len(keys):
            raise RuntimeError(f"Seal {seq} is to cover {len(keys)} lines, but {cursor.rowcount} were there.")
