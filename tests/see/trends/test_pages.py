"""The pages of trends as people use them, and what lies beside what."""

import re
from datetime import date

import pytest
from django.test import Client

from slagvaardig.region.folder import Region
from slagvaardig.see.figures.shelves import shelf
from slagvaardig.see.trends import beside
from slagvaardig.see.trends.actions import add_sight
from slagvaardig.see.trends.models import Sight, Trend
from slagvaardig.see.trends.rules import key_of
from tests.people import People
from tests.world import World

from .test_life_of_a_trend import judged, proposed


def main_of(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200, address
    return answer.content.decode().split("<main")[1].split("</main>")[0]


def test_a_visitor_reads_the_inventory_and_nothing_else(people: People) -> None:
    trend = proposed(people)
    page = main_of(Client(), "/trends")
    assert "Oplichting verhuist naar internet" in page
    assert trend.title not in page
    assert "voorstellen" not in page.lower()
    assert Client().get(f"/trends/{trend.pk}").status_code == 404
    assert trend.title in main_of(people.client("analyst"), "/trends")


def test_a_trend_is_proposed_and_judged_in_forms(people: People, later: date) -> None:
    client = people.client("officer")
    answer = client.post("/trends/nieuw", {"title": "Boten zonder licht", "text": "Elke nacht een."})
    assert answer.status_code == 302
    page = answer.headers["Location"]
    assert client.get(f"{page}/stap/adopt").status_code == 404
    bureau = people.client("bureau")
    assert "Voor het bureau" in main_of(bureau, page)
    form = {"reason": "Dit horen wij van drie kanten.", "review_on": later.isoformat()}
    assert bureau.post(f"{page}/stap/adopt", form).status_code == 302
    assert bureau.post(f"{page}/stap/adopt", form).headers["Location"] == page, "somebody was earlier"
    shown = main_of(Client(), page)
    assert "Dit horen wij van drie kanten." in shown
    assert "niet gezegd" in shown, "what nobody said is not filled in"


@pytest.mark.parametrize(
    ("wrong", "words"),
    [({"title": ""}, "verplicht"), ({"since": "vorig jaar"}, "2024-03"), ({"text": "Bel 06-12345678."}, "telefoon")],
)
def test_a_mistake_keeps_what_was_written(people: People, wrong: dict[str, str], words: str) -> None:
    answer = people.client("officer").post(
        "/trends/nieuw", {"title": "Boten", "text": "Zonder licht in de haven.", "expects": "Botsingen.", **wrong}
    )
    assert answer.status_code == 422
    assert words in answer.content.decode()
    assert "Botsingen." in answer.content.decode()


def test_figures_that_say_the_opposite_are_laid_beside_it(tour: World) -> None:
    lines = beside.figures_beside(tour.region, Trend(indicators=["fiets"]), shelf())
    assert lines[0].chip == "fallen"
    grows, falls = (beside.contradictions(Trend(direction=way), lines) for way in ("grows", "shrinks"))
    assert "Cijfer tegenover trend" in grows[0]
    assert "het neemt toe" in grows[0]
    assert falls == []
    assert beside.contradictions(Trend(direction=""), lines) == [], "who says no direction contradicts nothing"


def test_professionals_who_see_the_opposite_are_heard_from_five_on() -> None:
    few, many = ([Sight(seen="shrinks")] * number for number in (4, 5))
    trend = Trend(direction="grows")
    assert beside.contradictions(trend, [], few) == []
    assert "Praktijk tegenover trend" in beside.contradictions(trend, [], many)[0]
    assert "te weinig om te tellen" in beside.seen_in_words(few)
    assert "betekent niet dat het niet speelt" in beside.seen_in_words([])


def test_what_is_not_known_of_a_publication_is_said() -> None:
    whole, bare = beside.publications_in("Een | Uitgever | 2024-10-01 | https://voorbeeld.invalid/x\nTwee")
    assert (whole.when, whole.link) == ("1 oktober 2024", "https://voorbeeld.invalid/x")
    assert (bare.title, bare.when, bare.link) == ("Twee", "datum onbekend", "")
    assert beside.Publication("x", address="javascript:alert(1)").link == ""


def test_no_page_ranks_or_colours(people: People, later: date, region: Region) -> None:
    for page in ("/trends", f"/trends/{key_of(region.trends[0].slug)}"):
        text = main_of(people.client("bureau"), page)
        assert not re.search(r"top \d|ranglijst|stoplicht|rood|groen|urgentie", text, re.I)


def test_what_is_seen_is_for_colleagues(people: People, later: date) -> None:
    trend = judged(people, proposed(people), "adopt", later)
    with people.acting("officer") as by:
        add_sight(trend=trend, seen="grows", text="Elke week ligt er een boot.", by=by)
    page = f"/trends/{trend.pk}"
    assert "Elke week ligt er een boot." in main_of(people.client("analyst"), page)
    for client in (Client(), people.client("outsider")):
        assert "Elke week ligt er een boot." not in main_of(client, page)
        assert "Gezien in het werk" not in main_of(client, page)
