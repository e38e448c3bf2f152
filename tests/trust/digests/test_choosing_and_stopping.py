"""The page of one's own, and the link that stops the mail: without a login, at once, and good for nothing else."""

import re
import uuid
from datetime import date
from html import unescape

import pytest
from django.core import signing
from django.test import Client

from slagvaardig.trust.access.identity import acting_as_job
from slagvaardig.trust.access.invitations import invited, password_holder
from slagvaardig.trust.digests.models import Digest
from slagvaardig.trust.digests.sending import send_digests
from slagvaardig.trust.digests.tokens import stop_token, stopped_by
from slagvaardig.waiting import all_that_waits_for
from tests.log import log
from tests.people import People, gather
from tests.trust.digests.servers import Server, serving
from tests.trust.digests.test_sending import address, something

GIVEN = {"rhythm": "daily", "own": "open", "language": "en"}


@pytest.fixture
def people(transactional_db: None) -> People:
    return gather()


def kept(people: People, name: str) -> Digest:
    with acting_as_job("digests"):
        return Digest.objects.get(person=people[name])


def test_who_never_chose_reads_what_holds_for_him(people: People) -> None:
    page = people.client("mayor").get("/mijn/mail").content.decode()
    assert re.search(r'value="weekly"[^>]*checked', page) and re.search(r'value="silent"[^>]*checked', page)
    assert address("mayor") in page


def test_a_choice_is_kept_and_the_log_tells_that_there_was_one_and_not_which(people: People) -> None:
    client = people.client("mayor")
    assert client.post("/mijn/mail", GIVEN).status_code == 302
    found = kept(people, "mayor")
    assert (found.rhythm, found.own, found.language) == ("daily", "open", "en")
    (line,) = log("choose-digest")
    assert (line.actor, line.about, line.detail, line.circle) == (people["mayor"].actor, "digest", {}, None)
    assert client.post("/mijn/mail", {**GIVEN, "rhythm": "hourly"}).status_code == 422
    assert people.client("visitor").get("/mijn/mail").status_code == 302


def test_the_page_shows_the_very_letter_that_would_go_now(people: People) -> None:
    client, server = people.client("bureau"), Server()
    with serving(server):
        client.post("/mijn/mail", {"rhythm": "daily", "own": "steady", "language": "en"})
        page = client.get("/mijn/mail").content.decode()
        send_digests(all_that_waits_for, today=date(2026, 11, 27))
    (sent,) = [mail for to, mail in server.letters if to == address("bureau")]
    shown = unescape(re.search(r'<pre class="sample" lang="en"[^>]*>(.*?)</pre>', page, re.DOTALL)[1])  # type: ignore[index]
    plain = sent.get_body(("plain",)).get_content()  # type: ignore[union-attr]
    without_key = re.sub(r"/mail/stop/\S+", "/mail/stop/...", plain)
    assert shown.split() == without_key.split()
    assert "/mail/stop/..." in shown, "the key stands in no page"
    assert people.client("mayor").get("/mijn/mail").content.decode().count("<pre") == 0
    assert "zou er geen mail gaan" in people.client("mayor").get("/mijn/mail").content.decode()


def test_nobody_sees_or_changes_the_choice_of_another(people: People) -> None:
    people.client("mayor").post("/mijn/mail", GIVEN)
    for name in ("adviser", "bureau", "privacy", "administrator", "visitor"):
        with people.acting(name):
            assert Digest.objects.count() == 0
            assert Digest.objects.update(rhythm="none") == 0


def test_one_press_on_the_link_of_a_letter_stops_it_at_once(people: People) -> None:
    server = Server()
    with serving(server):
        send_digests(something)
        letter = dict(server.letters)[address("mayor")]
        path = str(letter["List-Unsubscribe"]).strip().removeprefix("<https://site.voorbeeld.invalid").removesuffix(">")
        nobody = Client(enforce_csrf_checks=True)
        looked = nobody.get(path)
        assert looked.status_code == 200 and looked.content.count(b"<button") == 2, "of the language, and this one"
        assert kept(people, "mayor").rhythm == "weekly", "looking changes nothing: mail programs look by themselves"
        pressed = nobody.post(path, {"List-Unsubscribe": "One-Click"})
        assert pressed.status_code == 200 and not pressed.cookies
        assert kept(people, "mayor").rhythm == "none"
        assert kept(people, "officer").rhythm == "weekly"
        (line,) = log("stop-digest")
        assert (line.actor, line.about) == ("system:letter", f"person:{people['mayor'].pk}")
        for page in (looked, pressed):
            assert str(people["mayor"].pk) not in page.content.decode() and "mayor" not in page.content.decode()
        assert nobody.post(path).status_code == 200, "pressed twice is as good as once"
        with acting_as_job("digests"):
            Digest.objects.update(done_on=None, claimed_on=None)
        send_digests(something)
    assert server.got[address("mayor")] == 1 and server.got[address("officer")] == 2


def test_the_link_names_nobody_and_opens_nothing_else(people: People) -> None:
    people.client("mayor").post("/mijn/mail", GIVEN)
    digest = kept(people, "mayor")
    token = stop_token(digest.stop)
    assert people["mayor"].pk.hex not in token and "mayor" not in token
    assert stopped_by(token) == digest.stop
    for other in (token[:-1], token + "x", digest.stop.hex, "x", stop_token(digest.stop).upper()):
        assert stopped_by(other) is None
        assert Client().post(f"/mail/stop/{other}").status_code == 410
    foreign = signing.Signer(salt="something else", sep=".").sign(digest.stop.hex)
    assert stopped_by(foreign) is None, "signed by this site for something else"
    assert Client().post(f"/mail/stop/{stop_token(uuid.uuid4())}").status_code == 410
    assert invited(token) is None and password_holder(token) is None
    for address_of in ("/toegang/uitnodiging/{}", "/toegang/wachtwoord/{}"):
        assert Client().get(address_of.format(token)).status_code == 410
    assert kept(people, "mayor").rhythm == "daily", "none of that stopped it"
