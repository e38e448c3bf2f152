"""A real site begins with one administrator, made on the server; who works here is then theirs to say."""

import re
from argparse import Namespace

import pytest
from django.test import Client
from django.urls import reverse

from slagvaardig.trust.access.identity import acting_as_job
from slagvaardig.trust.access.models import User
from slagvaardig.trust.circles.commands import first, reset
from slagvaardig.trust.circles.models import Membership
from tests.log import log
from tests.trust.access.phone import PASSWORD, App, is_in, secret_on, take_first_step

SITE = "https://site.voorbeeld.invalid"
pytestmark = pytest.mark.django_db


def asked(email: str = "eerste@voorbeeld.invalid") -> Namespace:
    return Namespace(email=email, name="De Eerste", site=f"{SITE}/")


def link_from(capsys: pytest.CaptureFixture[str]) -> str:
    found = re.search(rf"{SITE}(/toegang/uitnodiging/\S+)", capsys.readouterr().out)
    assert found
    return found[1]


def come_in(link: str) -> Client:
    client = Client()
    page = client.post(link, {"password": PASSWORD, "again": PASSWORD}, follow=True)
    app = App(secret_on(page))
    client.post(reverse("second_step_new"), {"kind": "totp", "code": app.code()})
    return client


def administrators() -> list[str]:
    with acting_as_job("console"):
        return [
            role.person.user.email
            for role in Membership.objects.filter(role="administrator").select_related("person__user")
            if role.person.user.is_active
        ]


def test_the_first_administrator_comes_in_and_may_appoint(capsys: pytest.CaptureFixture[str]) -> None:
    assert first(asked()) == 0
    client = come_in(link_from(capsys))
    assert client.get(reverse("people")).status_code == 200
    assert administrators() == ["eerste@voorbeeld.invalid"]
    assert log("admit")[0].actor == "job:console"


def test_there_is_no_second_first_one(capsys: pytest.CaptureFixture[str]) -> None:
    first(asked())
    come_in(link_from(capsys))
    for email in ("tweede@voorbeeld.invalid", "eerste@voorbeeld.invalid"):
        with pytest.raises(SystemExit, match="Er is al een beheerder"):
            first(asked(email))
    assert administrators() == ["eerste@voorbeeld.invalid"]


def test_a_lost_link_is_made_anew_and_a_mistyped_address_replaced(capsys: pytest.CaptureFixture[str]) -> None:
    first(asked("eertse@voorbeeld.invalid"))
    mistyped = link_from(capsys)
    first(asked())
    link_from(capsys)
    first(asked())
    assert is_in(come_in(link_from(capsys)))
    assert administrators() == ["eerste@voorbeeld.invalid"]
    assert Client().get(mistyped).status_code == 410


def test_on_the_server_somebody_who_lost_everything_can_start_over(capsys: pytest.CaptureFixture[str]) -> None:
    first(asked())
    client = come_in(link_from(capsys))
    assert reset(Namespace(email="Eerste@voorbeeld.invalid", site=SITE)) == 0
    assert not is_in(client)
    assert take_first_step(Client(), "eerste@voorbeeld.invalid").status_code == 422
    assert is_in(come_in(link_from(capsys)))
    assert log("reset-login")[0].actor == "job:console"
    with pytest.raises(SystemExit, match=r"niemand@voorbeeld\.invalid"):
        reset(Namespace(email="niemand@voorbeeld.invalid", site=SITE))


def test_what_is_typed_wrong_is_said_in_words() -> None:
    with pytest.raises(SystemExit, match="e-mailadres"):
        first(asked("geen adres"))
    with acting_as_job("console"):
        assert User.objects.count() == 0
