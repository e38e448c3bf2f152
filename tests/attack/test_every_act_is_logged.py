"""No row, no act; and what was not done leaves no row. Under threads, through the pages and through the actions."""

import secrets
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager

import pytest
from django.conf import settings
from django.db import connection
from django.test import Client

from slagvaardig.trust.access.identity import acting_as_job
from slagvaardig.trust.audit.models import Event
from slagvaardig.trust.circles.models import Circle
from slagvaardig.trust.database.ownership import as_owner
from slagvaardig.trust.papers.actions import attach, read_paper, write_paper
from slagvaardig.trust.papers.models import Paper
from tests.people import People, gather

from .proofs import proven
from .sizes import size

THREADS = 4
ACTS = size(40, 2000)
WRITERS = {"gemeente-een": "officer", "gemeente-twee": "second mayor", "beraad": "mayor", "werkgroep": "adviser"}
# Who may open which page of the paper or circle beside plain reading, and reads it there.
CARETAKERS = {"gemeente-een": "adviser", "gemeente-twee": "second mayor", "beraad": "bureau", "werkgroep": "bureau"}


@pytest.fixture
def people(transactional_db: None) -> People:
    return gather()


def lines(**which: object) -> int:
    with acting_as_job("console"):
        return Event.objects.filter(**which).count()


def write(people: People, slug: str, canary: str) -> Paper:
    with people.acting(WRITERS[slug]) as person:
        circle = Circle.objects.get(slug=slug)
        paper = write_paper(circle=circle, title=canary, text=f"Tekst van {canary}", by=person)
        attach(paper=paper, name="b.txt", kind="text/plain", checksum="0" * 64, content=canary.encode(), by=person)
    return paper


class Undone(Exception):
    """The act does not go through."""


def test_every_act_has_its_line_and_an_act_that_was_undone_has_none(people: People) -> None:
    paper = write(people, "gemeente-een", "stuk")
    before = lines(verb="read")
    done, undone = [0] * THREADS, [0] * THREADS

    def acts(number: int) -> None:
        for turn in range(ACTS // THREADS):
            try:
                with people.acting("officer") as person:
                    read_paper(paper=Paper.objects.select_related("circle").get(pk=paper.pk), by=person)
                    if turn % 5 == 4:
                        raise Undone
            except Undone:
                undone[number] += 1
            else:
                done[number] += 1
        connection.close()

    with ThreadPoolExecutor(THREADS) as pool:
        list(pool.map(acts, range(THREADS)))
    found = lines(verb="read") - before
    proven(
        "every-act-logged",
        attempts=sum(done) + sum(undone),
        failed=abs(found - sum(done)),
        entitled=sum(done),
        served=found,
        note=f"{sum(undone)} acts undone left {found - sum(done)} lines",
    )
    assert (sum(done), sum(undone)) == (ACTS * 4 // 5, ACTS // 5)
    assert found == sum(done)


def test_a_page_that_fails_after_writing_leaves_no_line(people: People, monkeypatch: pytest.MonkeyPatch) -> None:
    paper = write(people, "beraad", "stuk")
    client = people.client("mayor", raise_request_exception=False)
    assert client.get(f"/stukken/{paper.pk}").status_code == 200
    before = lines()

    def breaks(*_: object, **__: object) -> None:
        raise Undone

    monkeypatch.setattr("slagvaardig.trust.papers.views.render", breaks)
    assert client.get(f"/stukken/{paper.pk}").status_code == 500
    assert lines() == before


@contextmanager
def unwritable() -> Iterator[None]:
    """Nobody can write in the log: its table is full, gone, or not granted."""
    role = f'"{settings.APP_ROLE}"'
    with as_owner(), connection.cursor() as cursor:
        cursor.execute(f"revoke insert on trust_event from {role}")
    try:
        yield
    finally:
        with as_owner(), connection.cursor() as cursor:
            cursor.execute(f"grant insert on trust_event to {role}")


def restricted(people: People) -> list[tuple[Client, str, str]]:
    """(browser, address, what it shows) of every page that shows what lies in a closed circle, as who may open it."""
    asked = []
    for slug, writer in WRITERS.items():
        canary = f"canary{secrets.token_hex(8)}"
        paper = write(people, slug, canary)
        with people.acting(writer):
            file = paper.attachments.get()
        circle, page = f"/kringen/{slug}", f"/stukken/{paper.pk}"
        for name, addresses in (
            (writer, [circle, page, f"/bijlagen/{file.pk}", f"{page}/wijzigen"]),
            (CARETAKERS[slug], [circle, page, f"{page}/delen"]),
        ):
            client = people.client(name, raise_request_exception=False)
            asked += [(client, address, canary) for address in addresses]
    asked.append((people.client("privacy", raise_request_exception=False), "/logboek", "Wat er gebeurde"))
    return asked


def served(asked: list[tuple[Client, str, str]]) -> list[str]:
    """The addresses that showed what they are about."""
    found = []
    for client, address, canary in asked:
        answer = client.get(address)
        if canary in answer.content.decode() or answer.status_code < 500:
            found.append(address)
    return found


def test_when_the_log_cannot_be_written_nothing_restricted_is_served(people: People) -> None:
    asked = restricted(people)
    public = ["/", "/kringen/openbaar", "/rollen", "/zegels", "/toegankelijkheid"]
    assert len(served(asked)) == len(asked), "first of all: who may, sees"
    with unwritable():
        leaked = served(asked)
        still = [address for address in public if Client().get(address).status_code == 200]
    again = served(asked)
    proven("no-row-no-read", attempts=len(asked), failed=len(leaked), entitled=len(asked), served=len(again))
    assert leaked == []
    assert still == public
    assert len(again) == len(asked)


def test_a_page_that_does_not_record_is_what_this_would_find(people: People, monkeypatch: pytest.MonkeyPatch) -> None:
    """With the recording taken out of one page, exactly that page leaks."""
    asked = restricted(people)
    monkeypatch.setattr("slagvaardig.trust.papers.views.read_circle", lambda **_: None)
    with unwritable():
        leaked = served(asked)
    assert sorted(set(leaked)) == sorted(f"/kringen/{slug}" for slug in WRITERS)


def test_a_refusal_is_in_the_log_and_names_the_page(people: People) -> None:
    paper = write(people, "beraad", "stuk")
    assert people.client("outsider").get(f"/stukken/{paper.pk}").status_code == 404
    assert lines(verb="refused", about=f"page:/stukken/{paper.pk}", actor=people["outsider"].actor) == 1
