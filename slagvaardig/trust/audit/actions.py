"""Write down that something was done, in the transaction in which it is done: no row, no act."""

from django.db import transaction

from slagvaardig.trust.audit.models import Event


def record(*, verb: str, about: str, by: str, detail: dict[str, object] | None = None) -> Event:
    """One line in the log. Must run inside the transaction of the act itself.

    verb: what was done ("ingest"). about: to what ("source:NAME"). by: who ("system:prepare" or a user).
    detail: facts such as counts and checksums; never a text that a person wrote.
    """
    if not by:
        raise ValueError("An act without an actor is not recorded: pass `by`.")
    if not transaction.get_connection().in_atomic_block:
        raise transaction.TransactionManagementError("record() runs inside the transaction of the act it records.")
    return Event.objects.create(actor=by, verb=verb, about=about, detail=detail or {})
