"""Stories with a login, the desk, and whoever reads: what each sees, and that every teller hears."""

import re

import pytest
from django.test import Client

from slagvaardig.see.desk.actions import respond, show
from slagvaardig.see.stories.editions import Echo, Edition
from slagvaardig.see.stories.models import Story
from slagvaardig.see.stories.readings import found_by, latest, what_waits_for
from slagvaardig.trust.circles.models import Circle
from tests.log import log
from tests.people import People
from tests.see.stories.telling import TEXT, named, unseen

FORM = {
    "theme": "wijk-en-straat", "area": "VB0101", "role": "wijkagent", "title": "Fietsen weg", "text": TEXT,
    "readers": "coalition", "who": "named", "vraag-richting": "slechter", "vraag-wat-helpt": ["mensen", "geld"],
}  # fmt: skip


def at_desk(people: People, story: Story) -> Story:
    return Story.objects.select_related("circle").get(pk=story.pk)


def shown(people: People, story: Story, kind: str = "coalition", **texts: str) -> Edition:
    with people.acting("bureau") as bureau:
        here = at_desk(people, story)
        values = {"title": story.title, "text": story.text, **texts}
        return show(story=here, circle=Circle.objects.get(kind=kind), by=bureau, **values)


def test_a_story_with_a_name_is_told_answered_ended_and_heard(people: People) -> None:
    teller, desk = people.client("officer"), people.client("bureau")
    assert "Kijk uw verhaal na" in teller.post("/verhalen/nieuw", FORM).content.decode()
    address = teller.post("/verhalen/nieuw", {**FORM, "stap": "versturen"}).headers["Location"]
    key = address.rsplit("/", 1)[1]
    assert "Fietsen weg" in desk.get("/verhalen/loket").content.decode()
    page = desk.get(f"/verhalen/loket/{key}").content.decode()
    assert "officer" in page
    assert "Meer mensen, Meer geld" in page
    assert desk.post(f"/verhalen/loket/{key}", {"doe": "answer", "text": "Sinds wanneer?"}).status_code == 302
    assert "<strong>1</strong> nieuw antwoord op wat u vertelde" in teller.get("/").content.decode()
    assert "Sinds wanneer?" in teller.get(address).content.decode()
    assert "nieuw antwoord op wat u vertelde" not in teller.get("/").content.decode()
    teller.post(address, {"doe": "antwoord", "text": "Sinds de zomer."})
    desk.post(f"/verhalen/loket/{key}", {"doe": "close", "text": "Er komt een vaste stalling."})
    assert "afgerond" in teller.get(address).content.decode()
    assert {line.verb for line in log() if line.about == f"story:{key}"} >= {"tell", "reply", "respond", "read"}


def test_the_desk_reads_no_name_of_who_told_it_to_his_organisation(people: People) -> None:
    story = named(people, "officer", who="organisation", slug="gemeente-een")
    page = people.client("bureau").get(f"/verhalen/loket/{story.pk}").content.decode()
    assert "bekend bij mijn organisatie" in page
    assert "officer" not in page


def test_two_at_the_desk_do_not_undo_each_other(people: People) -> None:
    story = named(people)
    client = people.client("bureau")
    client.post(f"/verhalen/loket/{story.pk}", {"doe": "refuse", "text": "Dit gaat over één gezin."})
    late = client.post(f"/verhalen/loket/{story.pk}", {"doe": "close", "text": "Een tekst die niet weg mag."})
    assert late.status_code == 409
    assert "Een tekst die niet weg mag." in late.content.decode()
    assert client.post(f"/verhalen/loket/{story.pk}", {"doe": "verzonnen", "text": "x"}).status_code == 409


def test_others_read_only_what_the_teller_allows(people: People) -> None:
    story = named(people, readers="desk")
    with pytest.raises(Exception, match="niet goedgevonden"):
        shown(people, story)
    allowed = named(people, readers="coalition", title="Voor collega's")
    with pytest.raises(Exception, match="niet goedgevonden"):
        shown(people, allowed, "public")
    edition = shown(people, allowed)
    assert people.client("mayor").get(f"/verhalen/{edition.pk}").status_code == 200
    assert Client().get(f"/verhalen/{edition.pk}").status_code == 404
    assert "Voor collega" not in Client().get("/verhalen").content.decode()
    assert "Voor collega" in people.client("mayor").get("/verhalen").content.decode()


def test_what_others_read_goes_to_the_public_under_the_same_address_with_its_echoes(people: People) -> None:
    story = named(people, readers="everyone")
    edition = shown(people, story)
    client = people.client("mayor")
    for _ in range(2):
        client.post(f"/verhalen/{edition.pk}/ik-ook")
    assert shown(people, story, "public").pk == edition.pk
    assert "1 ander maakt dit ook mee" in Client().get(f"/verhalen/{edition.pk}").content.decode()
    with people.acting("bureau"):
        assert (Edition.objects.count(), Echo.objects.count()) == (1, 1)


def test_the_desk_shows_and_takes_back_through_its_pages(people: People) -> None:
    story = named(people, readers="everyone")
    client = people.client("bureau")
    with people.acting("bureau"):
        public = str(Circle.objects.get(kind="public").pk)
    sent = {"title": "Korter", "text": "Een kortere tekst zonder herkenbare dingen.", "circle": public}
    preview = client.post(f"/verhalen/loket/{story.pk}/tonen", sent).content.decode()
    assert "Dit lezen zij: Openbaar" in preview
    assert client.post(f"/verhalen/loket/{story.pk}/tonen", {**sent, "confirm": "ja"}).status_code == 302
    assert "Korter" in Client().get("/verhalen").content.decode()
    client.post(f"/verhalen/loket/{story.pk}/terug")
    assert "Korter" not in Client().get("/verhalen").content.decode()


def test_what_came_of_it_is_read_by_the_teller_and_by_readers(people: People) -> None:
    story, _code = unseen()
    edition = shown(people, story, "public")
    with people.acting("bureau") as bureau:
        respond(story=at_desk(people, story), move="close", text="De lamp is gemaakt.", also_shown=True, by=bureau)
    assert "De lamp is gemaakt." in Client().get(f"/verhalen/{edition.pk}").content.decode()


def test_a_search_finds_a_word_in_every_form_and_within_a_longer_one(people: People) -> None:
    for title, text in (
        ("Woninginbraak", TEXT),
        ("Fietsendiefstallen", TEXT),
        ("Iets anders", TEXT.replace("fietsen", "brommers")),
    ):
        shown(people, named(people, title=title, text=text), "public")
    found = {
        asked: sorted(one.title for one in found_by(asked=asked))
        for asked in ("inbraken", "inbraak", "woning", "diefstal")
    }
    assert found == {
        "inbraken": ["Woninginbraak"], "inbraak": ["Woninginbraak"], "woning": ["Woninginbraak"],
        "diefstal": ["Fietsendiefstallen"],
    }  # fmt: skip
    assert len(found_by(asked="station")) == 3
    assert "Woninginbraak" in Client().get("/verhalen?q=inbraken").content.decode()
    assert "Woninginbraak" in Client().get("/zoeken?q=inbraken").content.decode()
    assert list(found_by(asked="de")) == [], "a word that says nothing finds nothing"
    nothing = Client().get("/verhalen?q=zeehond").content.decode()
    assert "betekent niet dat er niets speelt" in nothing


def test_stories_stand_beside_the_figures_for_who_may_read_them(people: People) -> None:
    shown(people, named(people, readers="coalition", title="Bij de cijfers"))
    for address in ("/zien/thema/wijk-en-straat", "/gebied/VB0101", "/gebied/VB-N", "/gebied/VB0001", "/"):
        assert "Bij de cijfers" in people.client("mayor").get(address).content.decode(), address
        assert "Bij de cijfers" not in Client().get(address).content.decode(), address
    assert "betekent niet dat er niets speelt" in Client().get("/gebied/VB0101").content.decode()
    assert latest(theme="online") == []


def test_what_waits_says_nothing_of_what_stands_in_it(people: People) -> None:
    story = named(people, title="Geheim onderwerp")
    with people.acting("bureau") as bureau:
        (desk,) = what_waits_for(bureau)
        assert (desk.number, desk.since) == (1, story.day)
        respond(story=at_desk(people, story), move="answer", text="Dank u.", by=bureau)
        assert what_waits_for(bureau) == []
    with people.acting("officer") as officer:
        (mine,) = what_waits_for(officer)
        assert "Geheim" not in desk.text + mine.text
    with people.acting("mayor") as mayor:
        assert what_waits_for(mayor) == []


def test_a_teller_can_change_his_mind(people: People) -> None:
    story = named(people, readers="everyone")
    edition = shown(people, story, "public")
    client = people.client("officer")
    client.post(f"/verhalen/mijn/{story.pk}", {"doe": "toestemming", "readers": "desk"})
    assert Client().get(f"/verhalen/{edition.pk}").status_code == 404
    client.post(f"/verhalen/mijn/{story.pk}", {"doe": "intrekken"})
    assert client.get(f"/verhalen/mijn/{story.pk}").status_code == 404
    page = people.client("bureau").get(f"/verhalen/loket/{story.pk}").content.decode()
    assert "Ingetrokken verhaal" in page
    assert TEXT not in page


def test_a_member_presses_twice_and_tells_once(people: People) -> None:
    client, once = people.client("officer"), "6f0a1c1e-1111-4222-8333-944444444444"
    for _ in range(2):
        assert client.post("/verhalen/nieuw", {**FORM, "stap": "versturen", "once": once}).status_code == 302
    with people.acting("bureau"):
        assert Story.objects.count() == 1


def test_a_form_that_is_wrong_says_what_and_where_and_keeps_all(people: People) -> None:
    answer = people.client("officer").post("/verhalen/nieuw", {**FORM, "theme": "", "text": "te kort"})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "te kort" in page
    assert len(re.findall("form-field-error-message", page)) >= 2
