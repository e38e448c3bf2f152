"""The pages: a link is opened and answered once, a sheet is shown once, and an outsider finds nothing."""

import random
import re
from typing import Any

import pytest
from django.test import Client
from pytest_django import Settings

from slagvaardig.region.current import current_region
from slagvaardig.see.pulse.models import PulseLink, PulseRound
from slagvaardig.see.pulse.proving import DeadLink, as_holder, round_of
from slagvaardig.see.pulse.readings import asked_of, what_waits_for
from slagvaardig.see.pulse.tokens import SIGNS, cell_of, hash_of, read_token, written
from slagvaardig.trust.circles.models import Circle
from slagvaardig.trust.unseen import tickets
from slagvaardig.trust.unseen.lanes import lanes
from tests.attack.proofs import proven
from tests.attack.sizes import size
from tests.people import People
from tests.see.pulse.asking import (
    FIRST,
    NORTH,
    QUESTIONS,
    all_answered,
    answered,
    closed,
    handed_out,
    opened,
    published,
)

ANSWER = "/vertel/polsvraag"
GUESSES = size(400, 100_000)


@pytest.fixture
def found(people: People, monkeypatch: pytest.MonkeyPatch) -> PulseRound:
    """A round that runs today."""
    monkeypatch.setattr("django.utils.timezone.localdate", lambda *_: FIRST)
    return opened(people)


def sent(token: str, *given: str) -> dict[str, Any]:
    answers = {f"vraag-{slug}": value for slug, value in zip(QUESTIONS, given, strict=False)}
    return {"code": token, "stap": "versturen", **answers}


def test_a_link_is_opened_answered_and_then_says_that_it_was_used(people: People, found: PulseRound) -> None:
    token, visitor = handed_out(people, found)[0], Client()
    page = visitor.get(f"{ANSWER}/{written(token)}")
    assert page.status_code == 200
    assert page.content.decode().count('type="radio"') == 12
    assert visitor.get(f"{ANSWER}/{token}").status_code == 200, "opening it does not use it"
    assert visitor.post(ANSWER, {"code": written(token).upper()}).status_code == 200, "nor does typing it"
    missing = visitor.post(ANSWER, sent(token, "5"))
    assert missing.status_code == 422
    assert re.search(r'value="5"[^>]*checked', missing.content.decode()), "what was chosen stays"
    assert visitor.post(ANSWER, sent(token, "5", "9")).status_code == 422
    thanks = visitor.post(ANSWER, sent(token, "5", "0"))
    assert "Uw antwoord is geteld" in thanks.content.decode()
    for again in (visitor.post(ANSWER, sent(token, "1", "1")), visitor.get(f"{ANSWER}/{token}")):
        assert again.status_code == 410
        assert "al gebruikt" in again.content.decode()
    for answer in (page, missing, thanks):
        assert answer.headers["Cache-Control"] == "no-store"
        assert not answer.cookies
        assert len(answer.content) % 65536 == 0


def test_another_cell_before_the_same_chance_is_no_link(people: People, found: PulseRound) -> None:
    token = handed_out(people, found)[0]
    assert found.asked["cells"][cell_of(token)] == ["municipality", NORTH]
    for other in ("00", "0a", "zz"):
        with pytest.raises(DeadLink, match="unknown"):
            answered(other + token[2:], "5", "5")


def test_no_guess_is_a_link(people: People, found: PulseRound, settings: Settings) -> None:
    chance = random.Random(5)
    real = handed_out(people, found, NORTH, 10)
    hits = 0
    for number in range(GUESSES):
        guess = "".join(chance.choices(SIGNS, k=20))
        hits += _opens(real[0][:2] + guess[2:] if number % 2 else guess)
    opens = sum(_opens(token) for token in real)
    proven("code-not-guessed", attempts=GUESSES, failed=hits, entitled=10, served=opens, note="links of the pulse")
    assert (hits, opens) == (0, 10)
    settings.LIMITS_TIMES = 1
    lanes._forget()
    said = [Client().get(f"{ANSWER}/{'0' * 20}").status_code for _ in range(22)]
    assert said == [404] * 20 + [429] * 2
    elsewhere = Client().get(f"{ANSWER}/{real[0]}", REMOTE_ADDR="198.51.100.7")
    assert elsewhere.status_code == 200


def _opens(token: str) -> bool:
    with as_holder(token):
        try:
            return bool(round_of(token))
        except DeadLink:
            return False


def test_a_sheet_is_made_once_and_pressing_twice_shows_the_same(people: People, found: PulseRound) -> None:
    bureau, adviser = people.client("bureau"), people.client("adviser")
    page = f"/zien/polsvraag/rondes/{found.pk}"
    assert "Maak links om uit te delen" in bureau.get(page).content.decode()
    with people.acting("bureau"):
        circle = Circle.objects.get(slug="gemeente-een").pk
        other = Circle.objects.get(slug="gemeente-aldermeer").pk
    form = {"circle": circle, "role": "boa", "area": "", "number": 7, "kaart": tickets.issue().text}
    sheets = [adviser.post(page, form).content.decode() for _ in range(2)]
    tokens = [re.findall(r'token">([0-9a-z-]+)<', sheet) for sheet in sheets]
    assert tokens[0] == tokens[1]
    assert len(set(tokens[0])) == 7
    with people.acting("bureau"):
        kept = set(PulseLink.objects.values_list("hash", flat=True))
    assert kept == {hash_of(read_token(token) or "") for token in tokens[0]}
    assert "al links gemaakt" in adviser.post(page, {**form, "number": 9}).content.decode()
    assert adviser.post(page, {**form, "circle": other, "kaart": tickets.issue().text}).status_code == 422
    for name in ("officer", "outsider", "mayor", "administrator", "privacy"):
        client = people.client(name)
        assert {client.get(page).status_code, client.post(page, form).status_code} == {404}
        assert client.post(f"{page}/sluiten").status_code == 404
        assert client.get("/zien/polsvraag/rondes").status_code == 404
    assert adviser.post(f"{page}/sluiten").status_code == 404
    assert Client().get(page).status_code == 302


def test_what_waits_leads_the_bureau_and_partners_through_a_round(people: People, found: PulseRound) -> None:
    def waits(name: str) -> list[str]:
        with people.acting(name) as person:
            return [one.text for one in what_waits_for(person)]

    assert waits("adviser") == ["polsvraag om uit te delen"]
    assert waits("bureau") == ["ronde van de polsvraag wacht op uitnodigingen"]
    all_answered(people, found, NORTH, [("5", "5")] * 11, left=4)
    page = people.client("bureau").get(f"/zien/polsvraag/rondes/{found.pk}").content.decode()
    assert "10 of iets meer" in page
    client = people.client("bureau")
    assert client.post(f"/zien/polsvraag/rondes/{found.pk}/sluiten").status_code == 302
    assert waits("bureau") == ["ronde van de polsvraag wacht op publiceren"]
    assert "Nog geen ronde gepubliceerd" in Client().get("/zien/polsvraag").content.decode()
    assert client.post(f"/zien/polsvraag/rondes/{found.pk}/publiceren").status_code == 302
    assert client.post(f"/zien/polsvraag/rondes/{found.pk}/publiceren").status_code == 422
    assert waits("bureau") == []
    assert "100% is het hiermee eens" in Client().get("/zien/polsvraag").content.decode()


def test_a_round_that_was_asked_in_other_words_is_a_break(people: People, found: PulseRound) -> None:
    all_answered(people, found, NORTH, [("5", "5")] * 11)
    closed(people, found)
    published(people, found)
    with people.acting("bureau"):
        before = PulseRound.objects.get()
        question = ["meer-veiligheid", "Een andere zin.", "professionals-ervaren-veiligheid"]
        asked = {**before.asked, "questions": [question]}
        now = PulseRound(period="2025-09", state="published", asked=asked, result=before.result)
        (one,) = asked_of(current_region(), [now, before])
    assert one.reworded == "september 2025"
    assert "breuk: toen gevraagd als" in one.by_round.rows[1].head
