"""A log with seals, made as the site makes one: acts that are committed, and the sealer that comes by."""

import time

from django.db import transaction

from slagvaardig.trust.access.identity import acting_as_job
from slagvaardig.trust.audit.actions import record
from slagvaardig.trust.audit.models import Event, Seal
from slagvaardig.trust.audit.witnesses import head_line
from slagvaardig.trust.logbook.jobs import seal_what_is_new

PATIENCE = 600.0  # another test on the same server may hold a transaction open for long


def write_lines(number: int, *, first: int = 0) -> None:
    """So many acts of the system, in one transaction."""
    with transaction.atomic():
        for place in range(first, first + number):
            record(
                verb="ingest", about=f"source:made-up-{place}", by="system:test", detail={"cells": place, "é": [1.5]}
            )


def seal_all(most: int = 5000) -> int:
    """Let the sealer come by until every line has a seal: other transactions on the server can hold it up."""
    until, covered = time.monotonic() + PATIENCE, 0
    while unsealed() and time.monotonic() < until:
        covered += seal_what_is_new(most)
    assert unsealed() == 0
    return covered


def unsealed() -> int:
    with acting_as_job("console"):
        return Event.objects.unsealed().count()


def kept_heads(every: int = 1) -> str:
    """What a witness kept who came by so often, the newest included."""
    found = list(Seal.objects.order_by("-seq"))[::every]
    return "".join(f"{head_line(seal)}\n" for seal in reversed(found))
