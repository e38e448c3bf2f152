"""The sealer covers every line once, in the order of their keys, whoever else is at work."""

import threading

import pytest
from django.db import ProgrammingError, connection, transaction

from slagvaardig.trust.access.identity import acting_as_job
from slagvaardig.trust.audit import chain
from slagvaardig.trust.audit.actions import record, seal_events
from slagvaardig.trust.audit.lines import LINES, leaf_of, read
from slagvaardig.trust.audit.models import Event, Seal
from slagvaardig.trust.audit.verification import verify
from tests.log import log

from .sealed import seal_all, unsealed, write_lines

pytestmark = pytest.mark.django_db(transaction=True)


def test_a_head_follows_from_the_head_before_and_the_lines_as_the_definition_says() -> None:
    write_lines(3)
    seal_all()
    write_lines(2, first=3)
    seal_all()
    with acting_as_job("console"):
        first, second = Seal.objects.order_by("seq")
        lines = list(read(LINES + "order by id"))
    leaves = [leaf_of(line) for line in lines]
    assert [(seal.seq, seal.events) for seal in (first, second)] == [(1, 3), (2, 2)]
    assert first.root == chain.root(leaves[:3]).hex()
    assert first.head == chain.head(bytes(32), 1, 3, chain.root(leaves[:3])).hex()
    assert second.head == chain.head(bytes.fromhex(first.head), 2, 2, chain.root(leaves[3:])).hex()
    assert [line["seal"] for line in lines] == [1, 1, 1, 2, 2]


def test_nothing_new_makes_no_seal() -> None:
    assert seal_all() == 0
    write_lines(1)
    assert (seal_all(), seal_all()) == (1, 0)
    assert Seal.objects.count() == 1


def test_a_seal_covers_at_most_so_many_lines_and_the_next_one_goes_on() -> None:
    write_lines(25)
    assert seal_all(most=10) == 25
    assert list(Seal.objects.order_by("seq").values_list("events", flat=True)) == [10, 10, 5]


def test_a_line_that_is_committed_late_is_not_passed_over() -> None:
    begun, go_on = threading.Event(), threading.Event()

    def slow() -> None:
        with transaction.atomic():
            record(verb="ingest", about="source:slow", by="system:test")
            begun.set()
            assert go_on.wait(30)
        connection.close()

    writer = threading.Thread(target=slow)
    writer.start()
    assert begun.wait(30)
    write_lines(1)
    with acting_as_job("sealer") as by:
        assert seal_events(by=by) == 0, "what came after the slow one waits for it"
    go_on.set()
    writer.join()
    assert seal_all() == 2
    with acting_as_job("console"):
        assert list(Event.objects.order_by("pk").values_list("about", "seal")) == [
            ("source:slow", 1),
            ("source:made-up-0", 1),
        ]


def test_two_sealers_and_four_writers_at_once_cover_every_line_once() -> None:
    writing = threading.Event()

    def writes(number: int) -> None:
        for turn in range(10):
            write_lines(3, first=100 * number + 10 * turn)
        connection.close()

    def seals() -> None:
        while not writing.is_set():
            with acting_as_job("sealer") as by:
                seal_events(by=by, most=7)
        connection.close()

    writers = [threading.Thread(target=writes, args=[number]) for number in range(4)]
    sealers = [threading.Thread(target=seals) for _ in range(2)]
    for thread in [*sealers, *writers]:
        thread.start()
    for thread in writers:
        thread.join()
    writing.set()
    for thread in sealers:
        thread.join()
    seal_all()
    with acting_as_job("console"):
        outcome = verify()
    assert (outcome.lines, outcome.unsealed, outcome.deviations) == (120, 0, [])


@pytest.mark.parametrize("job", ["console", "retention", "backup", "clock"])
def test_only_the_sealer_can_seal(job: str) -> None:
    write_lines(1)
    with acting_as_job(job), connection.cursor() as cursor:
        cursor.execute("update trust_event set seal = 1")
        assert cursor.rowcount == 0
    with pytest.raises(ProgrammingError, match="row-level security"), acting_as_job(job):
        Seal.objects.create(seq=1, events=1, root="", head="")
    assert (Seal.objects.count(), unsealed()) == (0, 1)
    assert seal_all() == 1, "the sealer can"


def test_whoever_seals_is_named() -> None:
    with pytest.raises(ValueError, match="by"):
        seal_events(by="")


@pytest.mark.parametrize(
    "column, value",
    [("at", "now() - interval '1 day'"), ("at", "now() + interval '1 day'"), ("xid", "1"), ("seal", "1")],
)
def test_the_application_can_write_no_line_of_another_moment(column: str, value: str) -> None:
    values = {"at": "clock_timestamp()", "xid": "pg_current_xact_id()::text::bigint", "seal": "null"}
    insert = (
        "insert into trust_event (at, xid, seal, actor, verb, about, detail, trace, activity)"
        " values ({}, {}, {}, 'a', 'b', 'c', '{{}}', '', '')"
    )
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(insert.format(*values.values()))
    with (
        pytest.raises(ProgrammingError, match="row-level security"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(insert.format(*{**values, column: value}.values()))
    assert len(log()) == 1
