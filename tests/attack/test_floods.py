"""A flood of forms and searches is held off; whoever works meanwhile notices nothing but a busy site."""

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse
from pytest_django import Settings

from slagvaardig.trust.limits import counting
from slagvaardig.trust.papers.models import Paper
from tests.attack.proofs import proven
from tests.attack.sizes import size
from tests.people import People, gather

FLOOD, WORK = size(300, 6000), size(20, 50)


@pytest.fixture
def people(transactional_db: None, settings: Settings) -> People:
    settings.LIMITS_TIMES = 1
    counting._keys.clear()
    return gather()


def test_a_flood_does_not_silence_whoever_works(people: People, monkeypatch: pytest.MonkeyPatch) -> None:
    """Within one period of the limits, however long it really takes."""
    moment = counting.now()
    monkeypatch.setattr(counting, "now", lambda: moment)
    flooding = threading.Event()
    held_off = []

    def flood(place: int) -> None:
        flooding.set()
        path = ("/toegang/inloggen", reverse("paper_new", args=["loket"]), "/taal")[place % 3]
        held_off.append(Client().post(path, {"x": "y"}, REMOTE_ADDR="203.0.113.66").status_code == 429)
        connection.close()

    with ThreadPoolExecutor(4) as several:
        pressed = [several.submit(flood, place) for place in range(FLOOD)]
        flooding.wait()
        client, served = people.client("adviser", REMOTE_ADDR="203.0.113.67"), 0
        for place in range(WORK):
            answer = client.post(reverse("paper_new", args=["werkgroep"]), {"title": f"Stuk {place}", "text": "x"})
            served += answer.status_code == 302 and client.get(answer.headers["Location"]).status_code == 200
    assert not any(one.exception() for one in pressed)
    with people.acting("adviser") as person:
        kept = len([paper for paper in Paper.objects.all() if paper.owner_id == person.pk])
    got_in = FLOOD - sum(held_off)
    allowed = 10 + 60  # one address: ten tries at logging in and sixty forms
    proven("floods", attempts=FLOOD, failed=max(0, got_in - allowed), entitled=WORK, served=served)
    assert got_in == allowed
    assert served == kept == WORK
