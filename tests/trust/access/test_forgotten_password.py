"""A link for a new password comes by real mail, to whom it concerns only; and it opens no more than the first step."""

import re
import threading
import time

import pytest
from django.test import Client
from django.urls import reverse

from slagvaardig.trust.access.actions import set_active
from slagvaardig.trust.access.identity import acting_as_job
from slagvaardig.trust.access.models import User
from tests.log import log
from tests.mail import mail_arrives
from tests.people import People, gather, newcomer
from tests.trust.access.phone import first_login, is_in, log_in

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def people(transactional_db: None) -> People:
    return gather()


def ask(address: str) -> str:
    answer = Client().post(reverse("password_forgotten"), {"email": address})
    assert answer.status_code == 200
    for thread in threading.enumerate():
        if "_send" in thread.name:
            thread.join()
    return re.sub(r'value="\w{64}"', "", answer.content.decode())


def link_in(text: str) -> str:
    found = re.search(r"http://testserver(/toegang/wachtwoord/\S+)", text)
    assert found, text
    return found[1]


def test_only_who_logs_in_here_with_a_password_gets_a_letter_and_all_get_the_same_answer(
    people: People, email: str, client: Client
) -> None:
    with mail_arrives() as box:
        first_login(client, people["newcomer"])
        answers = {ask(address) for address in (email, "mayor@voorbeeld.invalid", "niemand@voorbeeld.invalid")}
        (letter,) = box.letters
    assert len(answers) == 1
    assert letter["To"] == email
    assert letter["From"] == "site@voorbeeld.invalid"
    assert letter["Subject"] == "Een nieuw wachtwoord"


def test_the_link_gives_a_new_password_once_and_the_second_step_is_still_asked(
    people: People, email: str, client: Client
) -> None:
    app, _codes = first_login(client, people["newcomer"])
    with mail_arrives() as box:
        ask(email)
        link = link_in(box.letters[0].get_content())
    chosen = "een zin die anders is"
    browser = Client()
    answer = browser.post(link, {"password": chosen, "again": chosen})
    assert answer.headers["Location"] == reverse("second_step")
    assert not is_in(browser)
    assert not is_in(client)
    browser.post(reverse("second_step"), {"code": app.code()})
    assert is_in(browser)
    assert Client().get(link).status_code == 410
    again = Client()
    log_in(again, email, app, chosen)
    assert is_in(again)
    assert log("password-changed")[0].actor == "visitor"


def test_whoever_is_shut_out_gets_no_letter_and_an_earlier_link_is_dead(
    people: People, email: str, client: Client
) -> None:
    first_login(client, people["newcomer"])
    with mail_arrives() as box:
        ask(email)
        with people.acting("administrator") as administrator:
            set_active(person=people["newcomer"], active=False, by=administrator)
        ask(email)
        (letter,) = box.letters
    assert Client().get(link_in(letter.get_content())).status_code == 410


def test_a_mail_server_that_is_down_changes_nothing_for_the_visitor(people: People, email: str, client: Client) -> None:
    first_login(client, people["newcomer"])
    with mail_arrives():
        pass
    from django.test import override_settings

    from slagvaardig.environment import mail_server

    with override_settings(
        EMAIL_BACKEND="django.core.mail.backends.smtp.EmailBackend",
        SENDS_MAIL=True,
        **mail_server("smtp://127.0.0.1:1"),
    ):
        assert ask(email) == ask("niemand@voorbeeld.invalid")


def test_without_a_mail_server_the_page_says_whom_to_ask(people: People) -> None:
    text = Client().get(reverse("password_forgotten")).content.decode()
    assert "verstuurt geen mail" in text
    assert '<form method="post" class="prose"' not in text


def test_a_link_ends_after_half_an_hour(people: People, monkeypatch: pytest.MonkeyPatch) -> None:
    from slagvaardig.trust.access.invitations import password_holder, password_token

    person = newcomer(people, "later")
    with acting_as_job("console"):
        user = User.objects.get(pk=person.pk)
        token = password_token(user)
        assert password_holder(token) == user
        now = time.time()
        monkeypatch.setattr("django.core.signing.time.time", lambda: now + 31 * 60)
        assert password_holder(token) is None
