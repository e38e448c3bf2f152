"""What touches others asks for a login of a moment ago, and nothing that was filled in meanwhile is lost."""

import html
import re
import time
from datetime import timedelta
from importlib import import_module

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from slagvaardig.trust.access.identity import enter
from slagvaardig.trust.circles.models import Membership
from tests.log import log
from tests.people import People
from tests.trust.access.phone import PASSWORD, App, first_login


def grow_old(people: People, client: Client) -> None:
    """As if the last proof of who this is was given ten minutes ago."""
    store = import_module(settings.SESSION_ENGINE).SessionStore(client.cookies[settings.SESSION_COOKIE_NAME].value)
    with people.acting("visitor"):
        enter(kind="login")
        store["fresh_until"] = time.time() - 300
        store.save()


@pytest.fixture
def logged_in(people: People, email: str, client: Client) -> tuple[Client, App]:
    app, _codes = first_login(client, people["newcomer"])
    return client, app


GUARDED = ["people", "offices", "factor_new", "password_change"]


@pytest.mark.parametrize("name", GUARDED)
def test_an_old_login_is_asked_again_and_comes_back(people: People, logged_in: tuple[Client, App], name: str) -> None:
    client, app = logged_in
    address = reverse(name)
    assert client.get(address).status_code in (200, 404)
    grow_old(people, client)
    asked = client.get(address)
    assert asked.headers["Location"] == f"{reverse('confirm')}?next={address.replace('/', '%2F')}"
    confirmed = client.post(asked.headers["Location"], {"password": PASSWORD, "code": app.code()})
    assert confirmed.headers["Location"] == address
    assert client.get(address).status_code in (200, 404)
    assert [event.detail["ways"] for event in log("step-up")] == [["totp"]]


@pytest.mark.parametrize("wrong", ["password", "code", "both"])
def test_password_and_code_must_both_be_right(people: People, logged_in: tuple[Client, App], wrong: str) -> None:
    client, app = logged_in
    grow_old(people, client)
    given = {
        "password": "iets anders hoor" if wrong in ("password", "both") else PASSWORD,
        "code": "000000" if wrong in ("code", "both") else app.code(),
    }
    assert client.post(reverse("confirm"), given).status_code == 422
    assert client.get(reverse("offices")).status_code == 302


def test_what_was_filled_in_comes_back_and_can_be_sent_after_all(people: People) -> None:
    client = people.client("adviser")
    address = reverse("membership_new", args=["gemeente-een"])
    until = (timezone.localdate() + timedelta(days=30)).isoformat()
    form = {"person": str(people["outsider"].pk), "role": "reader", "until": until, "odd": 'a\nb <c> "d"'}
    grow_old(people, client)
    assert client.post(address, form).headers["Location"].startswith(reverse("confirm"))
    assert admitted(people) == 0
    store = import_module(settings.SESSION_ENGINE).SessionStore(people.keys["adviser"])
    with people.acting("visitor"):
        enter(kind="login")
        store["fresh_until"] = time.time() + 300
        store.save()
    page = client.get(address).content.decode()
    kept = {
        name: html.unescape(value)
        for name, value in re.findall(r'<textarea name="(\w+)" hidden>\n?(.*?)</textarea>', page, re.S)
    }
    assert kept == form
    assert client.post(address, kept).status_code == 302
    assert admitted(people) == 1
    assert "textarea name" not in client.get(address).content.decode()


def admitted(people: People) -> int:
    with people.acting("adviser"):
        return Membership.objects.of(people["outsider"]).count()


def test_a_page_that_only_takes_posts_gets_its_post_back_too(people: People, logged_in: tuple[Client, App]) -> None:
    client, app = logged_in
    grow_old(people, client)
    address = reverse("recovery_codes_new")
    asked = client.post(address)
    client.post(asked.headers["Location"], {"password": PASSWORD, "code": app.code()})
    assert client.get(address).status_code == 405
    assert client.post(address).headers["Location"] == reverse("recovery_codes")


def test_a_new_password_ends_every_other_login(people: People, email: str, logged_in: tuple[Client, App]) -> None:
    from tests.trust.access.phone import is_in, log_in

    client, app = logged_in
    other = Client()
    log_in(other, email, app)
    assert is_in(other)
    chosen = "een zin die anders is"
    answer = client.post(reverse("password_change"), {"password": chosen, "again": chosen})
    assert answer.headers["Location"] == reverse("mfa_index")
    assert is_in(client)
    assert not is_in(other)
    assert [event.verb for event in log("password-changed")] == ["password-changed"] * 2


def test_the_last_second_step_stays(people: People, logged_in: tuple[Client, App]) -> None:
    client, _app = logged_in
    page = client.get(reverse("mfa_index")).content.decode()
    (key,) = re.findall(r"/mijn/inloggen/(\d+)/weg", page)
    assert client.post(reverse("factor_remove", args=[key])).status_code == 409
    assert f"/mijn/inloggen/{key}/weg" in client.get(reverse("mfa_index")).content.decode()
    assert log("factor-removed") == []


def test_a_second_step_of_another_cannot_be_taken_away(people: People, logged_in: tuple[Client, App]) -> None:
    client, _app = logged_in
    (key,) = re.findall(r"/mijn/inloggen/(\d+)/weg", client.get(reverse("mfa_index")).content.decode())
    assert people.client("mayor").post(reverse("factor_remove", args=[key])).status_code == 409
    assert f"/mijn/inloggen/{key}/weg" in client.get(reverse("mfa_index")).content.decode()


def test_new_recovery_codes_replace_those_before_and_are_shown_once(people: People, email: str, client: Client) -> None:
    _app, old = first_login(client, people["newcomer"])
    shown = client.post(reverse("recovery_codes_new"), follow=True).content.decode()
    new = re.findall(r"<code>(\d{4} \d{4})</code>", shown)
    assert len(new) == 10
    assert not set(new) & set(old)
    client.post(reverse("recovery_codes"))
    assert client.get(reverse("recovery_codes")).status_code == 302
