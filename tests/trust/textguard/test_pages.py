"""A stop keeps the draft, says what was found and why, and offers what works without JavaScript."""

import re

import pytest
from django.http import HttpResponse
from django.test import Client

from slagvaardig.trust.audit.models import Event
from slagvaardig.trust.papers.models import Paper
from slagvaardig.trust.textguard.forms import BUTTON, SPARED
from tests.people import People, gather

NEW = "/kringen/gemeente-een/nieuw"
DRAFT = "Er is overlast bij Dorpsstraat 12a.\nBel 06-12345678, zegt Youssef."


@pytest.fixture
def people(db: None) -> People:
    return gather()


def send(client: Client, **given: object) -> HttpResponse:
    return client.post(NEW, {"title": "Overlast", "text": DRAFT, **given})  # type: ignore[return-value]


def shown(response: HttpResponse) -> str:
    return response.content.decode()


def draft_in(response: HttpResponse) -> str:
    found = re.search(r"<textarea[^>]*name=\"text\"[^>]*>\s*(.*?)</textarea>", shown(response), re.S)
    assert found
    return found.group(1).replace("\r\n", "\n")


def value_of(response: HttpResponse, offer: str, word: str) -> str:
    """The value of the button with this offer that stands with a finding."""
    block = next(part for part in shown(response).split("<section") if f"<mark>{word}</mark>" in part)
    values: list[str] = re.findall(rf'name="{BUTTON}" value="({offer}:[^"]+)"', block)
    return values[0]


def test_a_draft_with_data_of_people_is_kept_and_explained(people: People) -> None:
    response = send(people.client("officer"))
    assert response.status_code == 422
    assert draft_in(response) == DRAFT
    for word in ("<mark>Dorpsstraat 12a</mark>", "<mark>06-12345678</mark>", "<mark>Youssef</mark>"):
        assert word in shown(response)
    assert 'href="#id_text"' in shown(response) and 'aria-invalid="true"' in shown(response)
    assert "0800-2000" in shown(response) and 'href="tel:112"' in shown(response)
    with people.acting("officer"):
        assert Paper.objects.count() == 0


def test_every_link_of_the_summary_leads_to_a_finding(people: People) -> None:
    page = shown(send(people.client("officer")))
    targets = re.findall(r'href="#(gevonden-[^"]+)"', page)
    assert len(targets) == 3
    assert all(f'id="{target}"' in page for target in targets)


def test_a_clean_draft_is_kept_at_once(people: People) -> None:
    response = send(people.client("officer"), text="Er is overlast bij de school.")
    assert response.status_code == 302
    with people.acting("officer"):
        assert Paper.objects.get().text == "Er is overlast bij de school."


def test_taking_one_away_changes_only_that_and_keeps_nothing_yet(people: People) -> None:
    client = people.client("officer")
    button = value_of(send(client), "weg", "06-12345678")
    response = send(client, **{BUTTON: button})
    assert draft_in(response) == DRAFT.replace("06-12345678", "[weggelaten]")
    assert response.status_code == 422
    with people.acting("officer"):
        assert Paper.objects.count() == 0


def test_making_one_coarser_says_what_stood_there(people: People) -> None:
    client = people.client("officer")
    button = value_of(send(client), "grover", "Dorpsstraat 12a")
    assert draft_in(send(client, **{BUTTON: button})) == DRAFT.replace("Dorpsstraat 12a", "[een adres]")


def test_everything_at_once_leaves_a_draft_that_can_be_kept(people: People) -> None:
    client = people.client("officer")
    response = send(client, **{BUTTON: "grover:alles"})
    draft = draft_in(response)
    assert response.status_code == 200
    assert draft == "Er is overlast bij [een adres].\nBel [een telefoonnummer], zegt [een persoon]."
    assert send(client, text=draft).status_code == 302


def test_a_button_for_a_text_that_was_edited_meanwhile_takes_nothing_else_away(people: People) -> None:
    client = people.client("officer")
    button = value_of(send(client), "weg", "06-12345678")
    edited = "Bel 06-87654321."
    assert draft_in(send(client, text=edited, **{BUTTON: button})) == edited


def test_a_likely_name_may_stand_when_the_writer_says_it_is_no_person(people: People) -> None:
    client, text = people.client("officer"), "De campagne heet Youssef."
    first = send(client, text=text)
    mark = re.findall(rf'name="{SPARED}" value="([^"]+)"', shown(first))[0]
    assert first.status_code == 422
    assert send(client, text=text, **{SPARED: mark}).status_code == 302
    with people.acting("officer") as person:
        paper = Paper.objects.get()
        event = Event.objects.get(verb="write", actor=person.actor)
    assert paper.text == text
    assert event.detail == {"not_a_person": 1}
    assert "Youssef" not in str(event.detail)
    changed = client.post(
        f"/stukken/{paper.pk}/wijzigen", {"title": "Overlast", "text": f"{text} Zij loopt.", "version": 1}
    )
    assert changed.status_code == 302, "what was judged once is not asked again"


def test_what_is_certain_cannot_be_ticked_away(people: People) -> None:
    client, text = people.client("officer"), "Het nummer is 123456782."
    first = shown(send(client, text=text))
    assert f'name="{SPARED}"' not in first
    mark = value_of(send(client, text=text), "weg", "123456782").rpartition(":")[2]
    assert send(client, text=text, **{SPARED: mark}).status_code == 422


def test_a_tick_stays_when_something_else_still_stops_the_draft(people: People) -> None:
    client = people.client("officer")
    block = next(part for part in shown(send(client)).split("<section") if "<mark>Youssef</mark>" in part)
    mark = re.findall(rf'name="{SPARED}" value="([^"]+)"', block)[0]
    assert f'value="{mark}" checked' in shown(send(client, **{SPARED: mark}))


def test_the_reason_of_sharing_is_checked_too(people: People) -> None:
    client = people.client("adviser")
    made = client.post(NEW, {"title": "Licht", "text": "Meer licht bij de school."})
    key = made["Location"].rstrip("/").rpartition("/")[2]
    response = client.post(f"/stukken/{key}/delen", {"reason": "Vraag het aan mevrouw Verzonnen.", "confirm": "ja"})
    assert response.status_code == 422
    assert "<mark>Verzonnen</mark>" in response.content.decode()
