"""A flood of stories: programs are held off, and every person who tells meanwhile is taken in at once."""

import statistics
import time

import pytest
from django.test import Client
from pytest_django import Settings

from slagvaardig.see.stories.models import Story
from slagvaardig.trust.unseen import codes, tickets
from slagvaardig.trust.unseen.lanes import LANES, lanes
from tests.attack.proofs import proven
from tests.attack.scene import Scene
from tests.attack.sizes import size
from tests.see.stories.telling import filled_in, solved

BOTS, PEOPLE, ADDRESSES = size(100, 50_000), size(6, 200), 20


@pytest.fixture
def one_minute(scene: Scene, settings: Settings, monkeypatch: pytest.MonkeyPatch) -> Scene:
    """All of it within one period of the limits, however long it really takes."""
    settings.LIMITS_TIMES = 10**6  # visits are limited apart; here all of the flood comes to the form itself
    lanes._forget()
    monkeypatch.setattr(tickets, "_worked", [])
    monkeypatch.setattr(tickets, "EASIEST", 8)
    monkeypatch.setattr(tickets, "HARDEST", 10)
    monkeypatch.setattr(codes, "MEMORY", 1024)
    moment = tickets.now()
    monkeypatch.setattr(tickets, "now", lambda: moment)
    ticking = time.monotonic()
    monkeypatch.setattr("slagvaardig.trust.unseen.lanes.now", lambda: ticking)
    return scene


def bot(client: Client, number: int, replayed: dict[str, object], patient: list[tickets.Ticket]) -> int:
    """What programs try: no ticket, a made-up one, one that was used, guessed work, and patience from many tickets."""
    address = f"203.0.113.{number % ADDRESSES}"
    form: dict[str, object]
    if number % 5 == 0:
        form = {**filled_in(patient[0]), "kaart": "", "werk": "1"}
    elif number % 5 == 1:
        form = {**filled_in(patient[0]), "kaart": "x" * 80, "werk": str(number)}
    elif number % 5 == 2:
        form = dict(replayed)
    elif number % 5 == 3:
        form = {**replayed, "kaart": tickets.issue().text, "werk": "0"}
    else:
        form = {**replayed, "kaart": patient[number % len(patient)].text, "werk": ""}
    return client.post("/vertel/verhaal", form, REMOTE_ADDR=address).status_code


def test_every_person_is_taken_in_during_a_flood(one_minute: Scene, monkeypatch: pytest.MonkeyPatch) -> None:
    then = tickets.now()
    monkeypatch.setattr(tickets, "now", lambda: then - tickets.PATIENCE - 5)
    patient = [tickets.issue() for _ in range(200)]
    monkeypatch.setattr(tickets, "now", lambda: then)
    used, client = filled_in(tickets.issue()), Client()  # one that keeps nothing: making it costs more than an answer
    assert client.post("/vertel/verhaal", used).status_code == 200
    taken, seconds = 0, []
    for number in range(BOTS):
        bot(client, number, used, patient)
        if number % (BOTS // PEOPLE) == 0:
            began = time.perf_counter()
            form = filled_in(tickets.issue(), title=f"Van een mens {number}")
            answer = client.post("/vertel/verhaal", form, REMOTE_ADDR=f"198.51.100.{number % 250}")
            seconds.append(time.perf_counter() - began)
            taken += answer.status_code == 200 and b"receipt__code" in answer.content
    with one_minute.people.acting("bureau"):
        kept = Story.objects.filter(title__startswith="Van een mens").count()
        others = Story.objects.exclude(title__startswith="Van een mens").count() - 1
    allowed = min(LANES["unseen_slow"].most * ADDRESSES, LANES["unseen_slow_all"].most)
    slowest = statistics.quantiles(seconds, n=20)[-1]
    note = f"{others} of them patient, {slowest * 1000:.0f} ms for a person (p95)"
    proven(
        "unseen-floods",
        attempts=BOTS,
        failed=max(0, others - allowed),
        entitled=PEOPLE,
        served=min(taken, kept),
        note=note,
    )
    assert others <= allowed
    assert taken == kept >= PEOPLE
    assert slowest < 2
    assert solved(tickets.issue())


def test_without_the_limit_of_the_slow_way_the_flood_would_get_in(
    one_minute: Scene, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The twin: it is the limit that holds them off."""
    then = tickets.now()
    monkeypatch.setattr(tickets, "now", lambda: then - tickets.PATIENCE - 5)
    patient = [tickets.issue() for _ in range(30)]
    monkeypatch.setattr(tickets, "now", lambda: then)
    monkeypatch.setattr(lanes, "seconds_to_wait", lambda *_, **__: 0)
    got = [Client().post("/vertel/verhaal", {**filled_in(one), "werk": ""}).status_code for one in patient]
    assert got == [200] * 30
