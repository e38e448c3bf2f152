"""Tickets and codes: signed, of limited use, and nothing of them that is kept tells the code."""

import base64
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from slagvaardig.trust.unseen import codes, lanes, tickets
from tests.see.stories.telling import solved


@pytest.fixture(autouse=True)
def _all_of_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tickets, "EASIEST", 16)
    monkeypatch.setattr(tickets, "_worked", [])


def test_a_ticket_is_read_back_and_a_changed_one_is_not() -> None:
    ticket = tickets.issue()
    assert tickets.read(ticket.text) == ticket
    raw = bytearray(base64.urlsafe_b64decode(ticket.text + "=="))
    for place in range(len(raw)):
        changed = bytes(raw[:place]) + bytes([raw[place] ^ 1]) + bytes(raw[place + 1 :])
        with pytest.raises(tickets.BadTicket):
            tickets.read(base64.urlsafe_b64encode(changed).decode().rstrip("="))


@given(st.text())
def test_whatever_comes_instead_of_a_ticket_is_refused(text: str) -> None:
    with pytest.raises(tickets.BadTicket):
        tickets.read(text)


def test_a_ticket_ends(monkeypatch: pytest.MonkeyPatch) -> None:
    ticket, then = tickets.issue(), tickets.now()
    monkeypatch.setattr(tickets, "now", lambda: then + tickets.VALID + 2)
    with pytest.raises(tickets.BadTicket):
        tickets.read(ticket.text)


def test_the_work_is_real_and_cannot_be_carried_to_another_ticket() -> None:
    ticket, other = tickets.issue(), tickets.issue()
    solution = solved(ticket)
    assert ticket.is_solved_by(solution)
    assert not other.is_solved_by(solution)
    assert sum(ticket.is_solved_by(str(number)) for number in range(2000)) <= 2
    assert not ticket.is_solved_by("")


def test_the_more_is_sent_the_more_work_is_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    calm = tickets.bits_now()
    monkeypatch.setattr(tickets, "_worked", [tickets.now()] * tickets.CALM * 3)
    assert tickets.bits_now() == calm + 2
    monkeypatch.setattr(tickets, "_worked", [tickets.now()] * tickets.CALM * 1000)
    assert tickets.bits_now() == tickets.HARDEST


def test_a_code_has_twenty_digits_and_what_is_kept_says_nothing_of_it() -> None:
    ticket = tickets.issue()
    assert re.fullmatch(r"\d{20}", ticket.code)
    parts = codes.split(codes.written(ticket.code))
    assert parts is not None
    kept = codes.hashed(parts[1])
    assert codes.fits(parts[1], kept)
    assert not codes.fits(parts[1], codes.hashed("0" * 12))
    assert not codes.fits(parts[1], "")
    assert parts[1] not in kept
    assert codes.hashed(parts[1]) != kept, "salted"
    assert ticket.code not in str(ticket.key)


@pytest.mark.parametrize("text", ["", "123", "1234 5678 9012 3456 789x", "1" * 21, "١" * 20])
def test_what_is_no_code_is_none(text: str) -> None:
    assert codes.split(text) is None


def test_an_address_is_counted_under_a_name_that_ends_within_the_hour(monkeypatch: pytest.MonkeyPatch) -> None:
    counting = lanes.Lanes()
    first = counting.lane_of("192.0.2.7")
    assert first == counting.lane_of("192.0.2.7") != counting.lane_of("192.0.2.8")
    assert "192.0.2" not in first
    assert first != lanes.Lanes().lane_of("192.0.2.7"), "another process cannot tell who it was"
    waits = [counting.seconds_to_wait("unseen_slow", first) for _ in range(12)]
    assert [bool(wait) for wait in waits] == [False] * 10 + [True] * 2
    later = lanes.now() + 3700
    monkeypatch.setattr(lanes, "now", lambda: later)
    assert counting.lane_of("192.0.2.7") != first
    assert counting.counted("unseen_slow", first) == 0
