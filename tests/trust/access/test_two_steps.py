"""Nobody is in after one step, and everybody who takes two is."""

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse

from slagvaardig.trust.access.actions import reset_login, set_active
from slagvaardig.trust.access.identity import enter, leave
from slagvaardig.trust.access.models import Session
from slagvaardig.trust.access.sessions import hashed
from tests.log import log
from tests.people import People
from tests.trust.access.phone import (
    PASSWORD,
    App,
    first_login,
    invitation_of,
    is_in,
    log_in,
    secret_on,
    take_first_step,
)


def user_of_the_database(client: Client) -> object:
    """Whom the database takes the bearer of this browser's session for."""
    cookie = client.cookies.get(settings.SESSION_COOKIE_NAME)
    found = enter(kind="session", session=hashed(cookie.value)) if cookie else None
    leave()
    return found


def test_an_invitation_leads_through_both_steps_to_being_in(people: People, email: str, client: Client) -> None:
    first_login(client, people["newcomer"])
    assert is_in(client)
    assert user_of_the_database(client) == people["newcomer"].pk
    assert [event.detail["ways"] for event in log("login")] == [["invitation", "totp"]]


def test_a_password_alone_opens_nothing(people: People, email: str, client: Client) -> None:
    client.post(invitation_of(people["newcomer"]), {"password": PASSWORD, "again": PASSWORD})
    assert user_of_the_database(client) is None
    for name in ("mine", "circles", "sessions", "mfa_index", "offices", "recovery_codes", "factor_new", "confirm"):
        answer = client.get(reverse(name), follow=True)
        assert answer.redirect_chain[-1][0] == reverse("second_step_new"), name


def test_with_a_second_step_set_up_a_password_alone_still_opens_nothing(
    people: People, email: str, client: Client
) -> None:
    first_login(client, people["newcomer"])
    other = Client()
    assert take_first_step(other, email).headers["Location"] == reverse("second_step")
    assert not is_in(other)
    assert user_of_the_database(other) is None
    assert other.get(reverse("second_step_new")).headers["Location"] == reverse("login")


def test_a_code_works_once_and_a_recovery_code_too(people: People, email: str, client: Client) -> None:
    app, codes = first_login(client, people["newcomer"])
    assert len(codes) == 10
    code = app.code()
    for fits, tried in ((True, code), (False, code), (True, codes[0]), (False, codes[0])):
        browser = Client()
        take_first_step(browser, email)
        browser.post(reverse("second_step"), {"code": tried})
        assert is_in(browser) is fits, tried


@pytest.mark.usefixtures("real_limits")
def test_a_second_step_that_is_guessed_is_refused_and_soon_stopped(people: People, email: str, client: Client) -> None:
    app, _codes = first_login(client, people["newcomer"])
    browser = Client()
    take_first_step(browser, email)
    answers = [browser.post(reverse("second_step"), {"code": f"{guess:06}"}).status_code for guess in range(7)]
    assert answers[0] == 422
    assert answers[-1] == 429
    assert browser.post(reverse("second_step"), {"code": app.code()}).status_code == 429
    assert not is_in(browser)


def test_a_login_gets_a_new_key_and_leaves_nothing_of_before(people: People, email: str, client: Client) -> None:
    first_login(client, people["newcomer"])
    victim = Client()
    take_first_step(victim, email)
    before = victim.cookies[settings.SESSION_COOKIE_NAME].value
    app = App("A" * 32)
    assert client.get(reverse("mine")).status_code == 200
    assert victim.get(reverse("login")).status_code == 302
    attacker = Client()
    attacker.cookies[settings.SESSION_COOKIE_NAME] = before
    assert attacker.post(reverse("second_step"), {"code": app.code()}).status_code == 422
    assert not is_in(attacker)


def test_the_key_of_a_half_login_is_dead_after_the_second_step(people: People, email: str, client: Client) -> None:
    app, _codes = first_login(client, people["newcomer"])
    browser = Client()
    take_first_step(browser, email)
    before = browser.cookies[settings.SESSION_COOKIE_NAME].value
    browser.post(reverse("second_step"), {"code": app.code()})
    assert browser.cookies[settings.SESSION_COOKIE_NAME].value != before
    assert is_in(browser)
    fixed = Client()
    fixed.cookies[settings.SESSION_COOKIE_NAME] = before
    assert not is_in(fixed)


def test_an_invitation_works_once(people: People, email: str, client: Client) -> None:
    link = invitation_of(people["newcomer"])
    first_login(client, people["newcomer"])
    assert Client().get(link).status_code == 410
    assert Client().get(reverse("invitation", args=["verzonnen"])).status_code == 410


def test_an_invitation_of_somebody_who_is_shut_out_is_dead(people: People, email: str, client: Client) -> None:
    link = invitation_of(people["newcomer"])
    with people.acting("administrator") as administrator:
        set_active(person=people["newcomer"], active=False, by=administrator)
    assert client.get(link).status_code == 410


@pytest.mark.parametrize("password", ["kort", "Wachtwoord123!", "Welkom2026welkom", "123456789012", "HET ADRES"])
def test_a_weak_password_is_refused_with_the_reason(people: People, email: str, client: Client, password: str) -> None:
    chosen = email if password == "HET ADRES" else password
    answer = client.post(invitation_of(people["newcomer"]), {"password": chosen, "again": chosen})
    assert answer.status_code == 422
    assert "utrecht-form-field-error-message" in answer.content.decode()


def test_somebody_who_lost_everything_starts_over_with_a_new_invitation(
    people: People, email: str, client: Client
) -> None:
    app, _codes = first_login(client, people["newcomer"])
    with people.acting("administrator") as administrator:
        reset_login(person=people["newcomer"], by=administrator)
    assert not is_in(client)
    assert take_first_step(Client(), email).status_code == 422
    first_login(client, people["newcomer"], "heel andere woorden nu")
    assert is_in(client)
    assert [event.actor for event in log("reset-login")] == [people["administrator"].actor]


def test_nobody_starts_over_himself_nor_by_somebody_without_that_right(people: People, client: Client) -> None:
    refused = 0
    for name in people.names:
        with people.acting("administrator"):
            pass
        answer = people.client(name).post(reverse("person_out", args=[people["administrator"].pk]), {"act": "reset"})
        refused += answer.status_code in (302, 404) and not log("reset-login")
    assert refused == len(people.names)


def test_a_session_says_with_what_and_not_from_where(people: People, email: str, client: Client) -> None:
    first_login(client, people["newcomer"])
    with people.acting("visitor"):
        enter(kind="login")
        (kept,) = Session.objects.of(people["newcomer"].pk)
        assert kept.device == "Firefox, Windows"
        assert "127.0.0.1" not in str(kept.get_decoded() if hasattr(kept, "get_decoded") else kept.session_data)


def test_logging_in_as_another_ends_the_first(people: People, email: str, client: Client) -> None:
    app, _codes = first_login(client, people["newcomer"])
    browser = people.client("mayor")
    log_in(browser, email, app)
    assert people["newcomer"].name in browser.get(reverse("mine")).content.decode()
    assert not is_in(people.client("mayor"))


def test_the_secret_of_an_app_is_not_readable_in_the_database(people: People, email: str, client: Client) -> None:
    from django.db import connection

    client.post(invitation_of(people["newcomer"]), {"password": PASSWORD, "again": PASSWORD})
    page = client.get(reverse("second_step_new"))
    secret = secret_on(page)
    client.post(reverse("second_step_new"), {"kind": "totp", "code": App(secret).code()})
    with people.acting("visitor"):
        enter(kind="login")
        with connection.cursor() as cursor:
            cursor.execute("select data::text from mfa_authenticator")
            kept = " ".join(row[0] for row in cursor.fetchall())
    assert "secret" in kept
    assert secret not in kept
