"""What is limited is limited exactly, for whom it is about and for nobody else, and nothing is kept of an address."""

import hashlib
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from django.db import connection, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import Settings

from slagvaardig.trust.access.gate import confirmed
from slagvaardig.trust.access.sessions import SessionStore
from slagvaardig.trust.circles.models import Circle
from slagvaardig.trust.limits import counting
from slagvaardig.trust.limits.counting import allowed, seconds_to_wait
from slagvaardig.trust.limits.models import DayKey, Tally
from slagvaardig.trust.limits.rules import LIMITS, Limit
from slagvaardig.trust.papers.actions import write_paper
from slagvaardig.trust.papers.models import Paper
from tests.people import People, as_if_logging_in, gather

LOGIN = "/toegang/inloggen"


@pytest.fixture(autouse=True)
def _as_on_a_real_site(settings: Settings) -> None:
    settings.LIMITS_TIMES = 1
    counting._keys.clear()


@pytest.fixture
def people(db: None) -> People:
    return gather()


@pytest.mark.django_db(transaction=True)
def test_a_limit_is_exact_when_eight_press_at_once() -> None:
    def press(place: int) -> bool:
        try:
            return allowed("form", "somebody")
        finally:
            connection.close()

    with ThreadPoolExecutor(8) as eight:
        outcomes = list(eight.map(press, range(200)))
    assert sum(outcomes) == LIMITS["form"].most == 60
    assert allowed("form", "somebody else")


@pytest.mark.django_db
def test_after_its_period_a_limit_starts_anew_and_tells_how_long_that_is(monkeypatch: pytest.MonkeyPatch) -> None:
    moment = 1_000_000.0
    monkeypatch.setattr(counting, "now", lambda: moment)
    assert [seconds_to_wait("login", "x") for _ in range(7)] == [0] * 5 + [60] * 2
    moment += 59.5
    assert seconds_to_wait("login", "x") == 1
    moment += 0.5
    assert seconds_to_wait("login", "x") == 0


@pytest.mark.django_db
def test_nothing_of_an_address_is_kept_and_the_next_day_not_even_the_key(monkeypatch: pytest.MonkeyPatch) -> None:
    for _ in range(3):
        allowed("login_address", "203.0.113.9")
    before = {tally.key for tally in Tally.objects.all()}
    assert len(before) == 1
    kept = str(list(Tally.objects.values()))
    assert "203.0.113" not in kept
    assert hashlib.sha256(b"203.0.113.9").hexdigest() not in kept
    tomorrow = timezone.localdate() + timedelta(days=1)
    monkeypatch.setattr("django.utils.timezone.localdate", lambda: tomorrow)
    allowed("login_address", "203.0.113.9")
    assert {tally.key for tally in Tally.objects.all()}.isdisjoint(before)
    assert [key.day for key in DayKey.objects.all()] == [tomorrow]


@pytest.mark.django_db
def test_counts_are_kept_out_of_the_write_ahead_log() -> None:
    with connection.cursor() as cursor:
        cursor.execute("select relpersistence from pg_class where relname in ('trust_tally', 'trust_daykey')")
        assert cursor.fetchall() == [("u",), ("u",)]


def statuses(client: Client, times: int, address: str = "203.0.113.1", path: str = LOGIN, **more: str) -> list[int]:
    headers = {"REMOTE_ADDR": address, **more}
    return [client.post(path, {"x": "y"}, **headers).status_code for _ in range(times)]  # type: ignore[arg-type]


def test_logging_in_is_limited_by_address_and_others_are_served(people: People) -> None:
    assert statuses(Client(), 13).count(429) == 3
    assert 429 not in statuses(Client(), 10, "203.0.113.2")
    assert statuses(Client(), 1, "203.0.113.2") == [429]


def test_the_address_is_what_our_own_server_saw_and_not_what_a_visitor_says(people: People, settings: Settings) -> None:
    settings.PROXIES = 1
    seen = [statuses(Client(), 1, HTTP_X_FORWARDED_FOR=f"10.0.0.{n}, 203.0.113.7")[0] for n in range(12)]
    assert seen.count(429) == 2
    assert 429 not in statuses(Client(), 1, HTTP_X_FORWARDED_FOR="203.0.113.8")
    settings.PROXIES = 0
    seen = [statuses(Client(), 1, "203.0.113.9", HTTP_X_FORWARDED_FOR=f"10.0.0.{n}")[0] for n in range(12)]
    assert seen.count(429) == 2


def test_forms_are_limited_by_user_and_a_second_user_is_served(people: People) -> None:
    new = reverse("paper_new", args=["loket"])
    assert statuses(people.client("bureau"), 61, path=new)[-2:] == [422, 429]
    assert 429 not in statuses(people.client("adviser"), 5, path=reverse("paper_new", args=["werkgroep"]))
    assert people.client("bureau").get(reverse("circles")).status_code == 200


def test_an_invented_session_is_no_way_around(people: People, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(LIMITS, "crowd_form", Limit(20, 60, ""))
    seen = []
    for number in range(25):
        client = people.client("visitor")
        client.cookies["sessie"] = f"{number:032}"
        seen += statuses(client, 1, path=reverse("paper_new", args=["loket"]))
    assert seen.count(429) == 5


def test_searching_is_limited_and_reading_goes_on(people: People, tour: object) -> None:
    client = people.client("visitor")
    seen = [client.get("/zoeken").status_code for _ in range(61)]
    assert seen == [200] * 60 + [429]
    assert client.get("/").status_code == 200


def desk_papers(people: People, count: int) -> list[Paper]:
    with people.acting("bureau") as person:
        desk = Circle.objects.get(slug="loket")
        return [write_paper(circle=desk, title=f"Stuk {n}", text="", by=person) for n in range(count)]


def test_new_items_of_closed_circles_are_limited_until_somebody_proves_again_who_he_is(people: People) -> None:
    papers, client = desk_papers(people, 63), people.client("bureau")
    seen = [client.get(reverse("paper", args=[paper.pk])).status_code for paper in papers]
    assert seen == [200] * 60 + [429] * 3
    again = client.get(reverse("paper", args=[papers[0].pk]))
    over = client.get(reverse("paper", args=[papers[-1].pk]))
    assert (again.status_code, over.status_code) == (200, 429)
    assert 0 < int(over.headers["Retry-After"]) <= 3600
    assert papers[-1].title not in over.content.decode()
    assert 'href="/toegang/bevestigen?next=%2Fstukken' in over.content.decode()
    prove_again(people, "bureau")
    assert client.get(reverse("paper", args=[papers[-1].pk])).status_code == 200


def test_open_circles_know_no_such_limit(people: People) -> None:
    with people.acting("bureau") as person:
        open_circle = Circle.objects.get(slug="coalitie")
        papers = [write_paper(circle=open_circle, title="Stuk", text="", by=person) for _ in range(62)]
    client = people.client("analyst")
    assert {client.get(reverse("paper", args=[paper.pk])).status_code for paper in papers} == {200}


def prove_again(people: People, name: str) -> None:
    """What login notes in the session when somebody proves again who he is."""
    store = SessionStore(people.keys[name])
    with transaction.atomic(), as_if_logging_in():
        confirmed(store)
        store.save()


def test_the_page_that_says_to_wait_can_be_read(people: People) -> None:
    client = Client()
    statuses(client, 10)
    answer = client.post(LOGIN, REMOTE_ADDR="203.0.113.1")
    text = answer.content.decode()
    assert answer.status_code == 429
    assert "Even wachten" in text
    assert "Probeer het over" in text
    assert '<html lang="nl">' in text
