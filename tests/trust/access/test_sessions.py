"""Where somebody is logged in is his to see and to end; whoever is shut out is out at the next request."""

import threading
from collections import Counter

import pytest
from django.db import connections
from django.test import Client
from django.urls import reverse

from slagvaardig.trust.access.actions import set_active
from slagvaardig.trust.access.models import Person, User
from slagvaardig.trust.access.sessions import hashed
from tests.attack.proofs import proven
from tests.attack.sizes import size
from tests.people import People, gather, newcomer, sign_in


@pytest.fixture
def elsewhere(people: People) -> Client:
    """The mayor, logged in at a second place."""
    user = _user(people, "mayor")
    client = people.client("visitor")
    client.cookies["sessie"] = sign_in(user)
    return client


def _user(people: People, name: str) -> User:
    from slagvaardig.trust.access.identity import acting_as_job

    with acting_as_job("console"):
        return User.objects.get(pk=people[name].pk)


def test_only_ones_own_logins_are_listed(people: People, elsewhere: Client) -> None:
    page = people.client("mayor").get(reverse("sessions")).content.decode()
    assert page.count("member-list__item") == 2
    assert hashed(elsewhere.cookies["sessie"].value) in page
    assert hashed(people.keys["bureau"]) not in page


def test_one_login_elsewhere_can_be_ended(people: People, elsewhere: Client) -> None:
    here = people.client("mayor")
    here.post(reverse("sessions_end"), {"which": hashed(elsewhere.cookies["sessie"].value)})
    assert elsewhere.get(reverse("mine")).status_code == 302
    assert here.get(reverse("mine")).status_code == 200


def test_all_others_can_be_ended(people: People, elsewhere: Client) -> None:
    here = people.client("mayor")
    here.post(reverse("sessions_end"), {"which": "others"})
    assert elsewhere.get(reverse("mine")).status_code == 302
    assert here.get(reverse("mine")).status_code == 200


def test_everything_can_be_ended(people: People, elsewhere: Client) -> None:
    here = people.client("mayor")
    assert here.post(reverse("sessions_end"), {"which": "everywhere"}).headers["Location"] == reverse("login")
    old = people.client("mayor")
    assert [client.get(reverse("mine")).status_code for client in (here, elsewhere, old)] == [302, 302, 302]


def test_a_login_of_another_cannot_be_ended(people: People, elsewhere: Client) -> None:
    people.client("bureau").post(reverse("sessions_end"), {"which": hashed(people.keys["mayor"])})
    assert people.client("mayor").get(reverse("mine")).status_code == 200


def test_logging_out_ends_this_login_and_no_other(people: People, elsewhere: Client) -> None:
    elsewhere.post(reverse("logout"))
    stolen = Client()
    stolen.cookies["sessie"] = elsewhere.cookies["sessie"].value
    assert stolen.get(reverse("mine")).status_code == 302
    assert people.client("mayor").get(reverse("mine")).status_code == 200


@pytest.mark.django_db(transaction=True)
def test_whoever_is_shut_out_is_out_at_the_next_request_also_under_load() -> None:
    people = gather()
    rounds = size(10, 200)
    targets = [newcomer(people, f"target-{number}") for number in range(rounds)]
    stop, served_meanwhile = threading.Event(), Counter[int]()
    load = [threading.Thread(target=_keep_asking, args=[people, stop, served_meanwhile]) for _ in range(3)]
    for thread in load:
        thread.start()
    before, after = Counter[int](), Counter[int]()
    try:
        for number, person in enumerate(targets):
            _shut_out(people, person, f"target-{number}", before, after)
    finally:
        stop.set()
        for thread in load:
            thread.join()
    proven(
        "disabled-is-out",
        attempts=sum(after.values()),
        failed=after[200],
        entitled=rounds,
        served=before[200],
        note=f"{served_meanwhile[200]} pages of others served meanwhile",
    )
    assert before == {200: rounds}
    assert after == {302: 3 * rounds}
    assert set(served_meanwhile) == {200}


def _shut_out(people: People, person: Person, name: str, before: Counter[int], after: Counter[int]) -> None:
    """Served before; then in every place where he is logged in, and after a second look, not any more."""
    second = sign_in(_user(people, name))
    client, other = people.client(name), people.client("visitor")
    other.cookies["sessie"] = second
    before[client.get(reverse("mine")).status_code] += 1
    with people.acting("administrator") as administrator:
        set_active(person=person, active=False, by=administrator)
    for one in (client, other, client):
        after[one.get(reverse("mine")).status_code] += 1


def _keep_asking(people: People, stop: threading.Event, served: Counter[int]) -> None:
    client = people.client("bureau")
    while not stop.is_set():
        served[client.get(reverse("circles")).status_code] += 1
    connections.close_all()
