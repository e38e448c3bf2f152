"""The pages in which nobody is seen: a story is told, recognised and followed, and nothing tells by whom."""

import re
from typing import Any

import pytest
from django.test import Client

from slagvaardig.see.desk.actions import respond, show
from slagvaardig.see.stories.editions import Echo, Edition
from slagvaardig.see.stories.models import Message, Story
from slagvaardig.trust.circles.models import Circle
from slagvaardig.trust.unseen import tickets
from slagvaardig.trust.unseen.lanes import lanes
from tests.people import People
from tests.see.stories.telling import filled_in, solved, unseen

CODE = re.compile(r'receipt__code">([\d ]+)<')


def code_on(page: bytes) -> str:
    found = CODE.search(page.decode())
    assert found, page.decode()[:3000]
    return found[1]


def test_a_story_is_told_and_followed_by_its_code(people: People) -> None:
    client = Client()
    assert client.get("/vertel").status_code == 200
    looked_over = client.post("/vertel/verhaal", filled_in(stap=""))
    assert looked_over.status_code == 200
    assert "Kijk uw verhaal na" in looked_over.content.decode()
    code = code_on(client.post("/vertel/verhaal", filled_in()).content)
    with people.acting("bureau") as bureau:
        story = Story.objects.select_related("circle").get()
        respond(story=story, move="answer", text="Dank u. Wij vragen het na bij het station.", by=bureau)
    text = client.post("/vertel/code", {"code": code}).content.decode()
    assert "Dank u. Wij vragen het na" in text
    ticket = tickets.issue()
    sent = {
        "code": code,
        "doe": "antwoord",
        "text": "Het is er nog steeds.",
        "kaart": ticket.text,
        "werk": solved(ticket),
    }
    assert "Uw bericht ligt bij het loket" in client.post("/vertel/code", sent).content.decode()
    assert "één keer gedaan" in client.post("/vertel/code", sent).content.decode()
    with people.acting("bureau"):
        assert Message.objects.filter(from_desk=False).count() == 1
        assert Story.objects.get().waits_since is not None


def test_pressing_twice_makes_one_story_and_shows_the_same_code(people: People) -> None:
    sent = filled_in()
    codes = {code_on(Client().post("/vertel/verhaal", sent).content) for _ in range(2)}
    assert len(codes) == 1
    with people.acting("bureau"):
        assert Story.objects.count() == 1
    other = Client().post(
        "/vertel/verhaal", {**sent, "text": "Een heel ander verhaal dat ook lang genoeg is om te tellen."}
    )
    assert "verstuurde u al een ander verhaal" in other.content.decode()
    assert "Een heel ander verhaal" in other.content.decode()


def test_without_scripts_somebody_waits_a_little_and_loses_nothing(
    people: People, monkeypatch: pytest.MonkeyPatch
) -> None:
    ticket = tickets.issue()
    sent = filled_in(ticket, werk="")
    early = Client().post("/vertel/verhaal", sent)
    assert early.status_code == 429
    assert "Uw verhaal staat hieronder nog helemaal" in early.content.decode()
    assert sent["text"] in early.content.decode()
    later = tickets.now() + tickets.PATIENCE + 1
    monkeypatch.setattr(tickets, "now", lambda: later)
    code_on(Client().post("/vertel/verhaal", sent).content)


def test_from_one_address_only_a_few_an_hour_without_work(people: People, monkeypatch: pytest.MonkeyPatch) -> None:
    lanes._forget()
    issued = [tickets.issue() for _ in range(12)]
    later = tickets.now() + tickets.PATIENCE + 1
    monkeypatch.setattr(tickets, "now", lambda: later)
    answers = [Client().post("/vertel/verhaal", filled_in(one, werk="")).status_code for one in issued]
    assert answers == [200] * 10 + [429] * 2
    assert (
        Client().post("/vertel/verhaal", filled_in(issued[-1], werk=""), REMOTE_ADDR="198.51.100.9").status_code == 200
    )


def test_a_number_of_a_person_stops_the_story_and_keeps_the_draft(people: People) -> None:
    text = "Bij het station stond weer die man met telefoon 06-12345678 fietsen open te breken."
    answer = Client().post("/vertel/verhaal", filled_in(text=text))
    assert answer.status_code == 422
    assert "een telefoonnummer" in answer.content.decode()
    assert text in answer.content.decode()
    with people.acting("bureau"):
        assert not Story.objects.exists()


def test_who_could_be_recognised_is_told_so_and_chooses_what_is_kept(people: People) -> None:
    few: dict[str, Any] = {"area": "VB0104", "role": "jongerenwerker"}
    page = Client().post("/vertel/verhaal", filled_in(stap="", **few)).content.decode()
    assert "U zou te herkennen zijn" in page
    assert "minder dan 5 mensen" in page
    assert "Jongerenwerker, Middelveen" in page
    assert "Iemand uit de praktijk, Kleiburen" in page
    Client().post("/vertel/verhaal", filled_in(grofheid="@VB0104", **few))
    Client().post("/vertel/verhaal", filled_in(grofheid="jongerenwerker@VB0104", **few))
    with people.acting("bureau"):
        kept = {(story.role, story.area, story.safe) for story in Story.objects.all()}
    assert kept == {("", "VB0104", True), ("jongerenwerker", "VB-M", True)}


def test_me_too_is_counted_once_and_only_with_what_is_public(people: People) -> None:
    story, _code = unseen()
    with people.acting("bureau") as bureau:
        public = Circle.objects.get(kind="public")
        edition = show(
            story=Story.objects.select_related("circle").get(),
            circle=public,
            title=story.title,
            text=story.text,
            by=bureau,
        )
    client, ticket = Client(), tickets.issue()
    assert "Ja, dit maak ik ook mee" in client.post(f"/vertel/ik-ook/{edition.pk}").content.decode()
    sent = {"kaart": ticket.text, "werk": solved(ticket), "stap": "versturen"}
    for _ in range(2):
        assert "Dank u. Wij tellen" in client.post(f"/vertel/ik-ook/{edition.pk}", sent).content.decode()
    assert "1 ander maakt dit ook mee" in client.get(f"/verhalen/{edition.pk}").content.decode()
    with people.acting("bureau"):
        assert Echo.objects.count() == 1
    assert client.post(f"/vertel/ik-ook/{story.pk}", sent).status_code == 404


def test_what_is_told_leaves_no_word_behind_when_it_is_taken_back(people: People) -> None:
    story, code = unseen()
    with people.acting("bureau") as bureau:
        here = Story.objects.select_related("circle").get()
        show(story=here, circle=Circle.objects.get(kind="coalition"), title=story.title, text=story.text, by=bureau)
        respond(story=here, move="answer", text="Wij vragen het na.", by=bureau)
    answer = Client().post("/vertel/code", {"code": code, "doe": "intrekken"})
    assert "Uw verhaal is ingetrokken" in answer.content.decode()
    with people.acting("bureau"):
        assert [Message.objects.count(), Edition.objects.count()] == [0, 0]
        left = Story.objects.get()
        assert (left.title, left.text, left.answers, left.state) == ("", "", {}, "withdrawn")
    assert "hoort geen verhaal" in Client().post("/vertel/code", {"code": code}).content.decode()


def test_less_consent_takes_away_what_was_shown(people: People) -> None:
    story, code = unseen()
    with people.acting("bureau") as bureau:
        here = Story.objects.select_related("circle").get()
        show(story=here, circle=Circle.objects.get(kind="public"), title=story.title, text=story.text, by=bureau)
    Client().post("/vertel/code", {"code": code, "doe": "toestemming", "readers": "coalition"})
    with people.acting("bureau"):
        assert not Edition.objects.exists()
        assert Story.objects.get().readers == "coalition"


def test_every_page_says_to_keep_nothing_and_has_the_size_of_the_others(people: People) -> None:
    _story, code = unseen()
    sizes = set()
    for answer in (
        Client().get("/vertel"),
        Client().get("/vertel/verhaal"),
        Client().get("/vertel/code"),
        Client().post("/vertel/code", {"code": code}),
        Client().post("/vertel/code", {"code": "1234 5678 9012 3456 7890"}),
        Client().post("/vertel/verhaal", filled_in()),
    ):
        sizes.add(len(answer.content))
        assert answer.headers["Cache-Control"] == "no-store"
        assert answer.headers["Referrer-Policy"] == "no-referrer"
        assert not answer.cookies
        assert "Content-Encoding" not in answer.headers
    assert len(sizes) == 1
