"""The pages of a paper: writing, changing without overwriting, sharing a frozen copy, publishing, and who reads."""

import re
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from slagvaardig.trust.circles.models import Circle
from slagvaardig.trust.papers.actions import write_paper
from slagvaardig.trust.papers.models import Paper
from tests.log import log
from tests.people import People, gather

EMPTY = {"title": "", "text": "", "keep_until": "", "version": ""}


@pytest.fixture
def people(db: None) -> People:
    return gather()


@pytest.fixture
def paper(people: People) -> Paper:
    with people.acting("officer") as officer:
        circle = Circle.objects.get(slug="gemeente-een")
        return write_paper(circle=circle, title="Plan voor de buurt", text="De eerste tekst.", by=officer)


def _keys(people: People, name: str, slug: str) -> set[object]:
    with people.acting(name):
        return set(Paper.objects.in_circle(Circle.objects.get(slug=slug)).values_list("pk", flat=True))


def _text(client: Client, address: str) -> str:
    return client.get(address).content.decode()


def test_a_member_writes_a_paper_and_is_led_to_it(people: People) -> None:
    client = people.client("officer")
    form = {**EMPTY, "title": "Nieuw plan", "text": "Wat wij gaan doen."}
    answer = client.post("/kringen/gemeente-een/nieuw", form)
    assert answer.status_code == 302
    assert "Wat wij gaan doen." in _text(client, answer.headers["Location"])
    assert "Nieuw plan" in _text(people.client("mayor"), "/kringen/gemeente-een")


def test_a_reader_and_an_outsider_write_nothing(people: People) -> None:
    form = {**EMPTY, "title": "Nieuw plan"}
    assert people.client("analyst").post("/kringen/gemeente-twee/nieuw", form).status_code == 404
    assert people.client("outsider").post("/kringen/gemeente-een/nieuw", form).status_code == 404
    assert _keys(people, "second mayor", "gemeente-twee") == set()


def test_a_form_without_a_title_says_so_and_keeps_what_was_written(people: People) -> None:
    answer = people.client("officer").post("/kringen/gemeente-een/nieuw", {**EMPTY, "text": "Een lang verhaal"})
    assert answer.status_code == 422
    assert "Een lang verhaal" in answer.content.decode()
    assert 'aria-invalid="true"' in answer.content.decode()


def test_the_writer_and_an_editor_change_a_paper_and_a_member_does_not(people: People, paper: Paper) -> None:
    address = f"/stukken/{paper.pk}/wijzigen"
    assert people.client("mayor").get(address).status_code == 404
    for number, name in enumerate(("officer", "adviser"), start=1):
        form = {"title": f"Versie van {name}", "text": "Anders", "version": str(number), "keep_until": ""}
        assert people.client(name).post(address, form).status_code == 302
    assert "Versie van adviser" in _text(people.client("mayor"), f"/stukken/{paper.pk}")


def test_nobody_overwrites_unseen(people: People, paper: Paper) -> None:
    address = f"/stukken/{paper.pk}/wijzigen"
    form = {"title": "T", "text": "Tekst van de eerste", "version": "1", "keep_until": ""}
    assert people.client("officer").post(address, form).status_code == 302
    answer = people.client("adviser").post(address, {**form, "text": "Tekst van de tweede"})
    text = answer.content.decode()
    assert answer.status_code == 409
    assert "Tekst van de eerste" in text
    assert "Tekst van de tweede" in text
    assert 'name="version" value="2"' in text
    assert people.client("adviser").post(address, {**form, "text": "Allebei", "version": "2"}).status_code == 302
    assert "Allebei" in _text(people.client("mayor"), f"/stukken/{paper.pk}")


def test_the_day_until_which_a_paper_is_kept_can_be_changed(people: People, paper: Paper) -> None:
    day = timezone.localdate() + timedelta(days=40)
    form = {"title": "T", "text": "", "version": "1", "keep_until": day.isoformat()}
    assert people.client("officer").post(f"/stukken/{paper.pk}/wijzigen", form).status_code == 302
    with people.acting("officer"):
        assert Paper.objects.get(pk=paper.pk).keep_until == day


@pytest.mark.parametrize("days", [-1, 8 * 366])
def test_a_day_in_the_past_or_too_far_is_refused_with_the_draft_kept(people: People, paper: Paper, days: int) -> None:
    day = timezone.localdate() + timedelta(days=days)
    form = {"title": "T", "text": "Mijn tekst", "version": "1", "keep_until": day.isoformat()}
    answer = people.client("officer").post(f"/stukken/{paper.pk}/wijzigen", form)
    assert answer.status_code == 422
    assert "Mijn tekst" in answer.content.decode()
    assert "Kies een bewaardatum" in answer.content.decode()


def _share(people: People, paper: Paper, *slugs: str, name: str = "adviser", **more: str) -> object:
    with people.acting(name):
        keys = [str(Circle.objects.get(slug=slug).pk) for slug in slugs]
    form = {"circles": keys, "reason": "Zij werken eraan mee.", **more}
    return people.client(name).post(f"/stukken/{paper.pk}/delen", form)


def test_before_sharing_one_sees_what_they_will_see_and_nothing_is_shared_yet(people: People, paper: Paper) -> None:
    answer = _share(people, paper, "werkgroep")
    assert "De eerste tekst." in answer.content.decode()  # type: ignore[attr-defined]
    assert _keys(people, "analyst", "werkgroep") == set()


def test_sharing_lays_a_frozen_copy_that_does_not_follow_the_original(people: People, paper: Paper) -> None:
    assert _share(people, paper, "werkgroep", confirm="ja").status_code == 302  # type: ignore[attr-defined]
    (copy,) = _keys(people, "analyst", "werkgroep")
    form = {"title": "T", "text": "Later gewijzigd", "version": "1", "keep_until": ""}
    people.client("officer").post(f"/stukken/{paper.pk}/wijzigen", form)
    text = _text(people.client("analyst"), f"/stukken/{copy}")
    assert "De eerste tekst." in text
    assert "Zij werken eraan mee." in text
    assert "Later gewijzigd" not in text
    for name in ("analyst", "adviser", "bureau"):
        assert people.client(name).get(f"/stukken/{copy}/wijzigen").status_code == 404


def test_only_an_editor_shares_and_never_with_the_public_by_accident(people: People, paper: Paper) -> None:
    assert _share(people, paper, "werkgroep", name="officer", confirm="ja").status_code == 404  # type: ignore[attr-defined]
    assert _share(people, paper, "werkgroep", confirm="ja", reason="").status_code == 422  # type: ignore[attr-defined]
    assert _keys(people, "analyst", "werkgroep") == set()


def test_publishing_shows_the_copy_to_everybody_without_names_or_the_reason(people: People, paper: Paper) -> None:
    assert _share(people, paper, "openbaar", confirm="ja").status_code == 302  # type: ignore[attr-defined]
    (copy,) = _keys(people, "visitor", "openbaar")
    visitor = people.client("visitor")
    text = _text(visitor, f"/stukken/{copy}")
    assert "De eerste tekst." in text
    assert "adviser" not in text
    assert "Zij werken eraan mee." not in text
    assert "Plan voor de buurt" in _text(visitor, "/kringen/openbaar")
    assert visitor.get(f"/stukken/{paper.pk}").status_code == 404


def test_reading_in_a_closed_circle_is_written_down_and_reading_what_is_public_is_not(
    people: People, paper: Paper
) -> None:
    _share(people, paper, "openbaar", confirm="ja")
    (copy,) = _keys(people, "visitor", "openbaar")
    people.client("mayor").get(f"/stukken/{paper.pk}")
    people.client("mayor").get(f"/stukken/{copy}")
    reads = [(event.actor, event.about) for event in log() if event.verb == "read"]
    assert reads == [(people["mayor"].actor, f"paper:{paper.pk}")]


def test_a_circle_with_many_papers_shows_them_a_page_at_a_time(people: People) -> None:
    with people.acting("officer") as officer:
        circle = Circle.objects.get(slug="gemeente-een")
        for number in range(120):
            write_paper(circle=circle, title=f"Stuk {number:03}", text="", by=officer)
    client, seen, address = people.client("mayor"), [], "/kringen/gemeente-een"
    while address:
        text = _text(client, address)
        seen += [part[:9] for part in text.split(">Stuk ")[1:]]
        place = re.search(r'href="\?voor=([^"]+)"', text)
        address = f"/kringen/gemeente-een?voor={place[1]}" if place else ""
    assert len(seen) == 120
    assert len(set(seen)) == 120


def test_an_edited_place_gives_the_first_page(people: People, paper: Paper) -> None:
    for place in ("x", "2020-01-01_x", "2020-01-01T00:00:00_" + str(paper.pk)):
        assert "Plan voor de buurt" in _text(people.client("mayor"), f"/kringen/gemeente-een?voor={place}")
