"""Whatever the mail server does: nothing lost, nobody twice on one day, and one bad address stops no others."""

import os
import signal
import subprocess
import sys
from datetime import date, timedelta

import pytest
from django.db import connection
from django.utils import timezone

from slagvaardig.trust.access.actions import set_active
from slagvaardig.trust.access.identity import acting_as_job
from slagvaardig.trust.access.models import Person
from slagvaardig.trust.digests.actions import choose_digest
from slagvaardig.trust.digests.models import Digest
from slagvaardig.trust.digests.rules import content_of, is_due
from slagvaardig.trust.digests.sending import MailServerAway, send_digests
from slagvaardig.web.blocks import Waiting
from tests.people import CAST, People, gather
from tests.ports import free_port
from tests.trust.digests.servers import Server, sending_to, serving

WITH_A_ROLE = sorted(set(CAST) - {"outsider", "former member", "future member", "disabled", "gone"})
BAD = "adviser@voorbeeld.invalid"
MONDAY = date(2026, 3, 2)


def something(person: Person) -> list[Waiting]:
    return [Waiting("asks", 2, "vragen", "/drempels/vragen", of_office=True)]


def nothing(person: Person) -> list[Waiting]:
    return []


def address(name: str) -> str:
    return f"{name.replace(' ', '.')}@voorbeeld.invalid"


@pytest.fixture
def people(transactional_db: None) -> People:
    return gather()


EVERYBODY = {address(name): 1 for name in WITH_A_ROLE}


def test_everybody_with_a_role_gets_one_and_nobody_else(people: People) -> None:
    server = Server()
    with serving(server):
        assert send_digests(something).sent == len(WITH_A_ROLE)
        assert send_digests(something).sent == 0, "done for this week"
    assert server.got == EVERYBODY


def test_nothing_waiting_means_no_mail(people: People) -> None:
    server = Server()
    with serving(server):
        send_digests(nothing)
        send_digests(something)
    assert not server.got, "it was looked at; the next day of the rhythm will do"


def test_who_was_shut_out_since_gets_none(people: People) -> None:
    server = Server()
    with acting_as_job("console") as by:
        set_active(person=people["mayor"], active=False, by=by)
    with serving(server):
        send_digests(something)
    assert server.got == {to: 1 for to in EVERYBODY if to != address("mayor")}


def test_without_a_server_nothing_is_lost_and_the_next_try_sends_it(people: People) -> None:
    with sending_to(f"smtp://127.0.0.1:{free_port()}"), pytest.raises(MailServerAway):
        send_digests(something)
    server = Server()
    with serving(server):
        send_digests(something)
    assert server.got == EVERYBODY


def test_one_bad_address_stops_no_others_and_is_tried_again_in_its_next_week(people: People) -> None:
    server = Server(recipient=lambda to: "550 no such mailbox" if to == BAD else "250 OK")
    with serving(server):
        done = send_digests(something)
        assert (done.sent, done.refused) == (len(WITH_A_ROLE) - 1, 1)
        assert send_digests(something).refused == 0, "not the whole day long"
        assert send_digests(something, today=timezone.localdate() + timedelta(days=7)).refused == 1
    assert server.got == {to: 2 for to in EVERYBODY if to != BAD}


@pytest.mark.parametrize("where", ["recipient", "content"])
def test_what_is_refused_for_a_while_comes_later_on_the_same_day(people: People, where: str) -> None:
    server, busy = Server(), iter(["451 later"])
    setattr(server, where, lambda to: next(busy, "250 OK") if to == BAD else "250 OK")
    with serving(server):
        assert send_digests(something).refused == 1
        assert send_digests(something).sent == 1
    assert server.got == EVERYBODY


def test_a_server_that_dies_after_taking_a_letter_makes_nobody_get_two_on_one_day(people: People) -> None:
    server, deaths = Server(), iter([None])
    server.content = lambda to: next(deaths, "250 OK") if to == BAD else "250 OK"
    with serving(server):
        done = send_digests(something)
        assert (done.sent, done.unsure) == (len(WITH_A_ROLE) - 1, 1), "the others went on over a new line"
        assert send_digests(something).sent == 0
        assert server.got == EVERYBODY
        send_digests(something, today=timezone.localdate() + timedelta(days=1))
    assert server.got == {**EVERYBODY, BAD: 2}, "it perhaps was lost, so it comes the next day"


def test_a_server_that_dies_before_taking_a_letter_loses_none(people: People) -> None:
    server, deaths = Server(), iter([None])
    server.recipient = lambda to: next(deaths, "250 OK") if to == BAD else "250 OK"
    with serving(server):
        send_digests(something)
        assert BAD not in server.got
        send_digests(something, today=timezone.localdate() + timedelta(days=1))
    assert server.got == EVERYBODY


def test_a_server_that_lets_everything_fall_is_left_alone(people: People) -> None:
    server = Server(content=lambda to: None)
    with serving(server), pytest.raises(MailServerAway):
        send_digests(something)
    assert sum(server.got.values()) == 3


def test_a_slow_server_is_waited_for_no_longer_than_the_limit(people: People) -> None:
    once = iter([0.7])
    server = Server(waits=lambda to: next(once, 0.0))
    with serving(server, timeout=0.3):
        done = send_digests(something)
    assert (done.sent, done.unsure) == (len(WITH_A_ROLE) - 1, 1)


@pytest.mark.parametrize("moment", ["before", "after"])
def test_killed_between_writing_down_and_sending_or_between_sending_and_writing_down(
    people: People, moment: str
) -> None:
    """A clock that is killed at its third letter, and another that goes on: on that day, and on the next."""
    server, today = Server(), timezone.localdate()
    with serving(server) as url:
        command = [sys.executable, "-m", "tests.trust.digests.dying", moment, "3", url]
        environment = {**os.environ, "DJANGO_SETTINGS_MODULE": "slagvaardig.settings"}
        database = str(connection.settings_dict["NAME"])
        done = subprocess.run([*command, database], env=environment, capture_output=True, check=False, timeout=60)
        assert done.returncode == -signal.SIGKILL, done.stderr.decode()
        assert sum(server.got.values()) == (2 if moment == "before" else 3)
        send_digests(something)
        assert max(server.got.values()) == 1, "nobody twice on one day"
        assert sum(server.got.values()) == len(WITH_A_ROLE) - (moment == "before")
        send_digests(something, today=today + timedelta(days=1))
    assert set(server.got) == set(EVERYBODY), "and nothing lost"
    assert sum(server.got.values()) <= len(WITH_A_ROLE) + 1


@pytest.mark.parametrize(
    ("rhythm", "done", "day", "due"),
    [
        ("weekly", None, 2, True),
        ("weekly", MONDAY, 1, False),
        ("weekly", MONDAY, 7, True),
        ("weekly", MONDAY - timedelta(days=1), 0, True),
        ("daily", MONDAY, 0, False),
        ("daily", MONDAY, 1, True),
        ("daily", MONDAY, 5, False),
        ("daily", MONDAY, 6, False),
        ("none", None, 0, False),
    ],
)
def test_when_it_is_due(rhythm: str, done: date | None, day: int, due: bool) -> None:
    assert is_due(Digest(rhythm=rhythm, done_on=done), MONDAY + timedelta(days=day)) is due
    assert not is_due(Digest(rhythm=rhythm, claimed_on=MONDAY), MONDAY)


def test_on_a_day_on_which_nobody_works_no_daily_letter_goes() -> None:
    daily = Digest(rhythm="daily")
    assert not is_due(daily, MONDAY, works=lambda day: False)
    assert is_due(Digest(rhythm="weekly"), MONDAY, works=lambda day: False), "the week is made up for at once"


OWN_NEWS = Waiting("news", 3, "van uw drempels met nieuws", "/drempels/mijn")


@pytest.mark.parametrize("own", ["silent", "steady"])
def test_news_about_what_somebody_told_decides_nothing_unless_he_asked_for_that(own: str) -> None:
    digest = Digest(own=own)
    office = something(Person())
    for others in ([], office):
        assert content_of(digest, [*others, OWN_NEWS]) == content_of(digest, others)
    assert (content_of(digest, []) is None) == (own == "silent")


def test_who_asked_for_it_hears_how_much_and_not_about_what() -> None:
    content = content_of(Digest(own="open"), [OWN_NEWS])
    assert content
    assert (content.own, content.of_office) == (3, ())


def test_a_letter_holds_numbers_and_links_and_names_nobody(people: People) -> None:
    server = Server()
    for name, language in (("mayor", "nl"), ("officer", "en")):
        with people.acting(name) as person:
            choose_digest(rhythm="daily", own="open", language=language, by=person)
    with serving(server):
        send_digests(lambda person: [*something(person), OWN_NEWS], today=MONDAY)
    letters = dict(server.letters)
    for to, letter in letters.items():
        plain, html = letter.get_body(("plain",)), letter.get_body(("html",))
        assert plain and html
        for text in (plain.get_content(), html.get_content()):
            assert "https://site.voorbeeld.invalid/drempels/vragen" in text
            assert to.split("@")[0] not in text and "/drempels/mijn" not in text
        page = html.get_content()
        assert not [word for word in ("<img", "<script", "<style", "style=", "src=", "http://") if word in page]
        assert '<html lang="' in page and "<h1>" in page
        headers = {name: str(letter[name]).strip() for name in HEADERS}
        assert headers["Auto-Submitted"] == "auto-generated" and headers["Precedence"] == "bulk"
        assert headers["Message-ID"].endswith("@voorbeeld.invalid>")
        assert headers["List-Unsubscribe"].startswith("<https://site.voorbeeld.invalid/mail/stop/")
        assert headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
        assert headers["Date"] != "None"
        assert letter["To"] == to and letter["X-Mailer"] is None
    english, dutch = (letters[address(name)].get_body(("plain",)).get_content() for name in ("officer", "mayor"))  # type: ignore[union-attr]
    assert "3 keer nieuws" in dutch and "This is waiting" in english
    assert len({letter["Subject"] for to, letter in letters.items() if to != address("officer")}) == 1


HEADERS = ("Auto-Submitted", "Precedence", "Message-ID", "List-Unsubscribe", "List-Unsubscribe-Post", "Date")
