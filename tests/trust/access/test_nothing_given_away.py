"""What the login pages answer tells nobody whether an address is known, and no page lets itself lead elsewhere."""

import re
from typing import Any

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse
from django.utils import translation
from pytest_django import Settings

from slagvaardig.trust.access import urls as addresses
from slagvaardig.trust.access.actions import set_active
from slagvaardig.trust.access.logins import trace_of
from tests.log import log
from tests.people import People
from tests.trust.access.phone import PASSWORD, first_login, take_first_step


def body_of(client: Client, email: str, password: str) -> tuple[int, str]:
    answer = take_first_step(client, email, password)
    text = re.sub(r'name="(csrfmiddlewaretoken|once)" value="[\w-]+"', "", answer.content.decode())
    return answer.status_code, text.replace(email, "ADDRESS")


def test_known_unknown_invited_and_disabled_get_the_same_answer(people: People, email: str, client: Client) -> None:
    first_login(client, people["newcomer"])
    answers = {
        body_of(Client(), email, "niet het wachtwoord"),
        body_of(Client(), "niemand@voorbeeld.invalid", "niet het wachtwoord"),
        body_of(Client(), "mayor@voorbeeld.invalid", "niet het wachtwoord"),
    }
    with people.acting("administrator") as administrator:
        set_active(person=people["newcomer"], active=False, by=administrator)
    answers.add(body_of(Client(), email, PASSWORD))
    assert len(answers) == 1
    assert next(iter(answers))[0] == 422


def test_an_unknown_address_costs_as_much_work_as_a_wrong_password(
    people: People, email: str, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    from django.contrib.auth import hashers

    first_login(client, people["newcomer"])
    hashed: list[str] = []
    real = hashers.ScryptPasswordHasher.encode

    def counted(self: hashers.ScryptPasswordHasher, password: str, *more: Any, **named: Any) -> str:
        hashed.append(password)
        return str(real(self, password, *more, **named))

    monkeypatch.setattr(hashers.ScryptPasswordHasher, "encode", counted)
    work = []
    for address in (email, "niemand@voorbeeld.invalid", "mayor@voorbeeld.invalid"):
        hashed.clear()
        take_first_step(Client(), address, "niet het wachtwoord")
        work.append(len(hashed))
    assert work == [1, 1, 1]


def test_the_log_knows_that_an_address_was_tried_and_not_which(people: People, client: Client) -> None:
    take_first_step(client, "Iemand@voorbeeld.invalid", "niet het wachtwoord")
    (event,) = log("login-failed")
    assert event.about == f"address:{trace_of('iemand@voorbeeld.invalid')}"
    assert event.actor == "visitor"
    assert "voorbeeld.invalid" not in f"{event.about} {event.detail}"


@pytest.mark.usefixtures("real_limits")
def test_guessing_a_password_is_stopped_for_every_address_alike(people: People, email: str, client: Client) -> None:
    first_login(client, people["newcomer"])
    for address in (email, "niemand@voorbeeld.invalid"):
        answers = [take_first_step(Client(), address, "niet het wachtwoord").status_code for _ in range(7)]
        assert (answers[0], answers[-1]) == (422, 429)
    assert take_first_step(Client(), email).status_code == 429


FORBIDDEN = [
    "https://elders.voorbeeld.invalid/", "//elders.voorbeeld.invalid", "/\\elders.voorbeeld.invalid",
    "javascript:alert(1)", "http:/elders", "///elders", "\\\\elders", "/%0d%0aLocation: x", "data:text/html,x",
]  # fmt: skip


@pytest.mark.parametrize("wanted", FORBIDDEN)
def test_nobody_is_led_to_another_site(people: People, wanted: str) -> None:
    client = people.client("mayor")
    answer = client.get(reverse("login"), {"next": wanted})
    target = answer.headers["Location"]
    assert target.startswith("/")
    assert not target.startswith(("//", "/\\"))
    assert "\n" not in target


def test_somebody_is_led_to_where_he_was_going(people: People, client: Client) -> None:
    answer = people.client("mayor").get(reverse("login"), {"next": "/kringen?x=1"})
    assert answer.headers["Location"] == "/kringen?x=1"
    assert client.get("/kringen?x=1").headers["Location"] == f"{reverse('login')}?next=/kringen%3Fx%3D1"


def test_no_form_works_without_its_token(people: People) -> None:
    posts = [
        reverse(entry.name, args=_arguments(entry.name))
        for entry in addresses.urlpatterns
        if entry.name not in ("partner_login", "partner_callback", "sessions", "mfa_index")
    ]
    assert len(posts) >= 14
    for address in posts:
        assert people.client("mayor", enforce_csrf_checks=True).post(address).status_code == 403, address


def _arguments(name: str | None) -> list[object]:
    filled: dict[str, list[object]] = {"invitation": ["x"], "password_new": ["x"], "factor_remove": [1]}
    return filled.get(name or "", [])


def test_pages_of_the_library_are_not_there(people: People, client: Client) -> None:
    for path in ("accounts/login", "toegang/signup", "accounts/signup/", "toegang/2fa/", "accounts/email/", "admin/"):
        assert client.get(f"/{path}").status_code == 404


@pytest.mark.parametrize("language", ["nl", "en"])
def test_a_visitor_who_does_not_log_in_gets_no_cookie(
    people: People, client: Client, settings: Settings, language: str
) -> None:
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = language
    for path in ("/uitleg", "/rollen", "/kringen/openbaar"):
        assert not client.get(path).cookies
    with translation.override(language):
        assert reverse("login") in client.get("/uitleg").content.decode()


def test_what_a_passkey_answer_may_hold_breaks_nothing(people: People, client: Client) -> None:
    client.get(reverse("passkey"))
    answers = ["", "null", "[]", "{}", "x", '{"response": {}}', '{"response": {"userHandle": "AA"}}', '{"response": 3}']
    handle = '{"id": "AA", "rawId": "AA", "type": "public-key", "response": {"userHandle": "%s", "signature": "AA"}}'
    answers.append(handle % "bWF5b3I")
    for answer in answers:
        assert client.post(reverse("passkey"), {"credential": answer}).status_code == 422, answer
    assert settings.SESSION_COOKIE_NAME in client.cookies
    assert client.get(reverse("mine")).status_code == 302
