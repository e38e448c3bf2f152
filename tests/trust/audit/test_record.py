"""The log: one line per act, in the act's own transaction, and no line that is about nobody."""

import pytest
from django.db import models, transaction

from slagvaardig.trust.audit.actions import record
from slagvaardig.trust.audit.models import Event
from tests.log import log


@pytest.mark.django_db
def test_a_line_says_who_did_what_to_what() -> None:
    record(verb="ingest", about="source:made-up", by="system:test", detail={"cells": 3})
    (event,) = log()
    assert (event.actor, event.verb, event.about, event.detail) == (
        "system:test",
        "ingest",
        "source:made-up",
        {"cells": 3},
    )


@pytest.mark.django_db
def test_a_line_without_an_actor_is_refused() -> None:
    with pytest.raises(ValueError, match="actor"):
        record(verb="ingest", about="source:made-up", by="")


@pytest.mark.django_db(transaction=True)
def test_a_line_outside_the_transaction_of_its_act_is_refused() -> None:
    with pytest.raises(transaction.TransactionManagementError):
        record(verb="ingest", about="source:made-up", by="system:test")
    assert log() == []


@pytest.mark.django_db(transaction=True)
def test_an_act_that_fails_leaves_no_line() -> None:
    with pytest.raises(RuntimeError), transaction.atomic():
        record(verb="ingest", about="source:made-up", by="system:test")
        raise RuntimeError
    assert log() == []


def test_the_log_depends_on_no_other_table() -> None:
    assert [field.name for field in Event._meta.get_fields() if isinstance(field, models.ForeignKey)] == []


@pytest.mark.django_db
def test_the_newest_act_comes_first() -> None:
    for verb in ("first", "second"):
        record(verb=verb, about="source:made-up", by="system:test")
    assert [event.verb for event in log()] == ["second", "first"]
