"""One trace per request: chosen by the caller when his header is right, made here when it is not."""

import pytest
from django.test import Client

from slagvaardig.trust.access.identity import acting_as_job
from slagvaardig.trust.audit.actions import record
from slagvaardig.trust.audit.traces import current_trace, tracing
from tests.log import log
from tests.people import gather

TRACE = "4bf92f3577b34da6a3ce929d0e0e4736"
PARENT = f"00-{TRACE}-00f067aa0ba902b7-01"
WRONG = [
    "", "x", PARENT[:-1], f"{PARENT}0", PARENT.replace("00-", "ff-", 1), PARENT.replace("-", "_"), f"{PARENT}; drop",
    f"00-{'0' * 32}-00f067aa0ba902b7-01", f"00-{TRACE}-{'0' * 16}-01", PARENT.replace("4bf9", "ggff"), "é" * 55,
]  # fmt: skip


def test_the_trace_of_a_right_header_is_taken_over() -> None:
    with tracing(PARENT) as trace:
        assert trace == current_trace() == TRACE
    assert current_trace() != TRACE


@pytest.mark.parametrize("parent", WRONG)
def test_a_wrong_header_gives_a_trace_of_our_own(parent: str) -> None:
    with tracing(parent) as trace:
        assert (trace != TRACE, len(trace), int(trace, 16) > 0) == (True, 32, True)
        assert current_trace() == trace, "the same one all the time"
    with tracing(parent) as other:
        assert other != trace


@pytest.mark.django_db(transaction=True)
def test_all_lines_of_a_request_carry_its_trace_and_another_request_has_another() -> None:
    people = gather()
    client: Client = people.client("outsider")
    for header in ({"traceparent": PARENT}, {"traceparent": "wrong"}, {}):
        assert client.get("/kringen/beraad", headers=header).status_code == 404
    traces = [event.trace for event in reversed(log("refused"))]
    assert traces[0] == TRACE
    assert len(set(traces)) == 3


@pytest.mark.django_db
def test_a_job_is_one_trace_and_a_verb_names_its_processing() -> None:
    with acting_as_job("console") as by:
        for verb in ("ingest", "verify"):
            record(verb=verb, about="log", by=by)
        record(verb="verify", about="log", by=by, activity="papers", trace=TRACE)
    third, second, first = log()
    assert first.trace == second.trace != third.trace == TRACE
    assert [first.activity, second.activity, third.activity] == ["figures", "log", "papers"]
