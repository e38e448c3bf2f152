"""Every paper lies in one circle: its members see it, and for everybody else it does not exist."""

import pytest

from slagvaardig.trust.access.models import Person
from slagvaardig.trust.papers.actions import write_paper
from slagvaardig.trust.papers.models import Paper
from tests.people import People, gather

SEEN_BY = {
    "openbaar": None,
    "coalitie": {
        "mayor",
        "second mayor",
        "chief prosecutor",
        "police chief",
        "bureau",
        "officer",
        "adviser",
        "analyst",
    },
    "loket": {"bureau"},
    "gemeente-een": {"mayor", "officer", "adviser"},
    "gemeente-twee": {"second mayor", "analyst"},
    "beraad": {"mayor", "second mayor", "chief prosecutor", "police chief", "bureau"},
    "werkgroep": {"bureau", "adviser", "analyst"},
}
WRITER = {
    "openbaar": "bureau", "coalitie": "bureau", "loket": "bureau", "gemeente-een": "officer",
    "gemeente-twee": "second mayor", "beraad": "mayor", "werkgroep": "adviser",
}  # fmt: skip


@pytest.fixture
def people(db: None) -> People:
    return gather()


def written(people: People, slug: str) -> Paper:
    with people.acting(WRITER[slug]) as person:
        return write_paper(circle=circle_here(slug), title=f"Stuk van {slug}", text="Tekst", by=person)


def circle_here(slug: str):  # type: ignore[no-untyped-def]
    from slagvaardig.trust.circles.models import Circle

    return Circle.objects.get(slug=slug)


@pytest.mark.parametrize("slug", SEEN_BY)
def test_a_paper_is_seen_by_the_members_of_its_circle_and_by_nobody_else(people: People, slug: str) -> None:
    paper = written(people, slug)
    seen = {name for name in people.names if _sees(people, name, paper)}
    assert seen == (SEEN_BY[slug] if SEEN_BY[slug] is not None else set(people.names))


def _sees(people: People, name: str, paper: Paper) -> bool:
    with people.acting(name):
        return Paper.objects.filter(pk=paper.pk).exists()


def test_a_visitor_reads_what_is_public_without_a_name_in_it(people: People) -> None:
    paper = written(people, "openbaar")
    answers = [people.client("visitor").get(f"/{place}") for place in (f"stukken/{paper.pk}", "kringen/openbaar")]
    assert [answer.status_code for answer in answers] == [200, 200]
    assert all(paper.title in answer.content.decode() for answer in answers)
    assert not any(">bureau" in answer.content.decode() or " bureau," in answer.content.decode() for answer in answers)


def test_the_bureau_knows_its_colleagues_and_an_outsider_does_not(people: People) -> None:
    for name, known in (("bureau", True), ("officer", True), ("outsider", False), ("visitor", False)):
        with people.acting(name):
            assert Person.objects.filter(name="mayor").exists() == known
