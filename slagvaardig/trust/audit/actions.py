"""Write down that something was done, in the transaction in which it is done: no row, no act."""

import json
import uuid

from django.db import connection, transaction

_INSERT = """insert into trust_event (at, actor, verb, about, circle, detail, trace, activity)
values (clock_timestamp(), %s, %s, %s, %s, %s, %s, %s)"""


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

    verb: what was done ("ingest"). about: to what ("source:NAME"). by: who ("system:prepare" or Person.actor).
    circle: where its object lies. detail: facts such as counts and checksums; never a text that a person wrote.
    activity: the slug of the processing in the register, where the Dutch standard for logging of processing applies.
    """
    if not by:
        raise ValueError("An act without an actor is not recorded: pass `by`.")
    if not transaction.get_connection().in_atomic_block:
        raise transaction.TransactionManagementError("record() runs inside the transaction of the act it records.")
    # Not through the model: that asks the new row back, and who writes in the log may not read it.
    with connection.cursor() as cursor:
        cursor.execute(_INSERT, [by, verb, about[:200], circle, json.dumps(detail or {}), trace, activity])
