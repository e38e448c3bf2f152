"""The pages of barriers as people use them: raising, following, handling, answering; and who gets nothing."""

import uuid
from datetime import timedelta

import pytest
from django.test import Client

from slagvaardig.act.barriers.models import Barrier
from slagvaardig.act.barriers.tables import Ask, Memo
from slagvaardig.region.current import current_region
from slagvaardig.trust.access.identity import acting_as_job
from tests.act.ground import TEXT, Ground, today
from tests.act.test_life_of_a_barrier import advised


def form_of_a_barrier(**more: str) -> dict[str, str]:
    region = current_region()
    return {
        "text": TEXT,
        "kind": "information",
        "often": "weekly",
        "hours": "6",
        "theme": next(iter(region.themes)),
        "area": region.areas.of_kind("municipality")[0].code,
        **more,
    }


def text_of(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200, address
    return answer.content.decode()


def only_one() -> Barrier:
    with acting_as_job("clock"):
        return Barrier.objects.get()


def test_a_barrier_is_raised_in_one_form_and_stands_with_what_is_mine(ground: Ground) -> None:
    client = ground.people.client("officer")
    assert "U meldt bij: Loket." in text_of(client, "/drempels/melden")
    answer = client.post("/drempels/melden", form_of_a_barrier())
    assert (answer.status_code, answer.headers["Location"]) == (302, "/drempels/mijn")
    assert "Wij mogen niet zien of er al hulp is" in text_of(client, "/drempels/mijn")
    page = text_of(ground.people.client("bureau"), f"/drempels/{only_one().pk}")
    assert "(officer)" in page, "the desk may call whoever raised it"


def test_a_form_with_a_mistake_says_where_and_keeps_what_was_written(ground: Ground) -> None:
    client = ground.people.client("officer")
    for wrong, words in (
        ({"hours": "900"}, "200"),
        ({"hours": ""}, "Dit veld is verplicht"),
        ({"theme": "verzonnen"}, "Selecteer een geldige keuze"),
        ({"text": f"{TEXT} Bel 06-12345678."}, "een telefoonnummer"),
    ):
        answer = client.post("/drempels/melden", form_of_a_barrier(**wrong))
        assert answer.status_code == 422
        assert "Daardoor komen wij elke keer voor niets." in answer.content.decode()
        assert words in answer.content.decode()
    with acting_as_job("clock"):
        assert not Barrier.objects.exists()


def test_a_small_circle_is_warned_about_and_the_desk_offered(ground: Ground) -> None:
    page = text_of(ground.people.client("mayor"), "/drempels/melden/beraad")
    assert "Liever ergens anders melden" in page
    assert "minder dan 5 mensen" not in page
    assert "minder dan 5 mensen" in text_of(ground.people.client("mayor"), "/drempels/melden/driehoek-land")


def test_a_circle_without_anybody_to_answer_is_not_offered(ground: Ground) -> None:
    client = ground.people.client("police chief")
    assert "Politie" not in text_of(client, "/drempels/melden").split("<main")[1].split("</main>")[0]
    assert client.get("/drempels/melden/politie").status_code == 404


def test_outsiders_and_visitors_raise_nothing_and_see_nothing(ground: Ground) -> None:
    barrier = ground.raised()
    for name, status in (("outsider", 404), ("visitor", 302), ("privacy", 404), ("administrator", 404)):
        client = ground.people.client(name)
        assert client.get("/drempels/melden").status_code == status
        assert client.post("/drempels/melden", form_of_a_barrier()).status_code == status
        assert client.get(f"/drempels/{barrier.pk}").status_code == status
        public = text_of(client, "/drempels")
        assert "Wij mogen niet zien" not in public
        assert "In mijn kringen" not in public


def test_me_too_counts_from_the_next_day_and_shows_nobody(ground: Ground) -> None:
    barrier = ground.raised("officer", "gemeente-een", named=True)
    client = ground.people.client("nurse")
    assert "Merkt u dit ook?" in text_of(client, f"/drempels/{barrier.pk}")
    assert client.post(f"/drempels/{barrier.pk}/ook", {"hours": "-1"}).status_code == 422
    assert client.post(f"/drempels/{barrier.pk}/ook", {"hours": "4"}).status_code == 302
    assert "U liet weten dat u dit ook merkt" in text_of(client, f"/drempels/{barrier.pk}")
    page = text_of(ground.people.client("adviser"), f"/drempels/{barrier.pk}")
    assert "nurse" not in page
    assert "minder dan drie mensen" in page


def move(client: Client, barrier: Barrier, slug: str, **form: str) -> int:
    answer = client.post(f"/drempels/{barrier.pk}/stap/{slug}", {"once": str(uuid.uuid4()), **form})
    return answer.status_code


def test_the_whole_road_through_the_pages(ground: Ground) -> None:
    barrier, bureau = ground.raised(), ground.people.client("bureau")
    day = (today() + timedelta(days=10)).isoformat()
    take = {"owner": str(ground.circle("politie").pk), "due": day, "reason": "Wij bellen.", "action": "Eén nummer"}
    assert "nieuwe drempel zonder antwoord" in text_of(bureau, "/drempels")
    assert move(bureau, barrier, "oppakken", **take, action_path="https://elders.invalid/") == 422
    assert move(bureau, barrier, "oppakken", **take, action_path="/bestaat-niet") == 422
    assert move(bureau, barrier, "oppakken", **take, action_path="/strategie") == 302
    assert 'href="/strategie">Eén nummer' in text_of(bureau, f"/drempels/{barrier.pk}")
    assert move(bureau, barrier, "voorleggen", reason="Hoger.", body=str(ground.circle("driehoek-land").pk)) == 422
    memo = {"analysis": "Drie teams.", "options": "Twee.", "question": "Kies een nummer.", "version": ""}
    assert bureau.post(f"/drempels/{barrier.pk}/advies/schrijven", memo).status_code == 302
    assert "Kies een nummer." in text_of(bureau, f"/drempels/{barrier.pk}/advies")
    assert move(bureau, barrier, "voorleggen", reason="Hoger.", body=str(ground.circle("driehoek-land").pk)) == 302
    _answered_at_the_table(ground)
    officer = ground.people.client("officer")
    assert "Het komt er in mei." in text_of(officer, "/drempels/mijn")
    assert "Sinds uw vorige bezoek is er niets nieuws." in text_of(officer, "/drempels/mijn")
    assert move(bureau, barrier, "weg", reason="Het nummer is er.") == 302
    _gone_and_back(ground, barrier)


def _answered_at_the_table(ground: Ground) -> None:
    mayor = ground.people.client("mayor")
    assert "Kies een nummer</a>" in text_of(mayor, "/drempels/vragen")
    with ground.people.acting("mayor"):
        ask = Ask.objects.get()
    assert "Antwoord geven" in text_of(mayor, f"/drempels/vragen/{ask.pk}")
    answer = {"outcome": "yes", "answer": "Het komt er in mei."}
    assert mayor.post(f"/drempels/vragen/{ask.pk}", answer).status_code == 302


def _gone_and_back(ground: Ground, barrier: Barrier) -> None:
    officer, bureau = ground.people.client("officer"), ground.people.client("bureau")
    assert "Merkt u het?" in text_of(officer, "/drempels/mijn")
    assert officer.post(f"/drempels/{barrier.pk}/merkt", {"answer": "yes"}).status_code == 302
    assert officer.post(f"/drempels/{barrier.pk}/merkt", {"answer": "yes"}).status_code == 422
    assert move(bureau, barrier, "oplossing", title="Eén nummer", text="Bel het vaste nummer.") == 302
    assert "Bel het vaste nummer." in text_of(ground.people.client("analyst"), "/drempels/zo-lukte-het")
    assert "Ja, open hem opnieuw" in text_of(officer, f"/drempels/{barrier.pk}")
    assert officer.post(f"/drempels/{barrier.pk}/merkt", {"answer": "no"}).status_code == 302
    assert ground.now(barrier).returned == 1


def test_nobody_overwrites_the_advice_unseen(ground: Ground) -> None:
    barrier = ground.raised()
    advised(ground, barrier)
    bureau = ground.people.client("bureau")
    memo = {"analysis": "Later geschreven.", "options": "Drie.", "question": "Kies er een.", "version": "0"}
    answer = bureau.post(f"/drempels/{barrier.pk}/advies/schrijven", memo)
    assert answer.status_code == 409
    assert "Later geschreven." in answer.content.decode()
    assert "Drie teams melden dit." in answer.content.decode()
    again = bureau.post(f"/drempels/{barrier.pk}/advies/schrijven", {**memo, "version": "1"})
    assert again.status_code == 302
    with ground.people.acting("bureau"):
        assert Memo.objects.get().version == 2


def test_the_advice_is_a_tagged_pdf_for_whoever_may_read_it(ground: Ground) -> None:
    barrier = ground.raised()
    advised(ground, barrier)
    answer = ground.people.client("bureau").get(f"/drempels/{barrier.pk}/advies.pdf")
    assert answer.headers["Content-Type"] == "application/pdf"
    assert answer.content.startswith(b"%PDF-")
    assert b"officer" not in answer.content
    assert ground.people.client("analyst").get(f"/drempels/{barrier.pk}/advies.pdf").status_code == 404


@pytest.mark.parametrize("shelf", ["kring", "te-laat", "uren", "terug", "weg"])
def test_every_list_shows_what_belongs_in_it_and_no_more(ground: Ground, shelf: str) -> None:
    new = ground.raised(text="Nieuw en zonder antwoord. Dat is te laat.")
    gone = ground.raised(text="Dit is weg. Echt waar.")
    back = ground.raised(text="Dit kwam terug. Helaas.")
    for barrier in (gone, back):
        ground.removed(barrier)
        ground.people.client("officer").post(f"/drempels/{barrier.pk}/merkt", {"answer": "yes"})
    ground.people.client("officer").post(f"/drempels/{back.pk}/merkt", {"answer": "no"})
    page = text_of(ground.people.client("bureau"), f"/drempels?lijst={shelf}")
    shown = {name for name, one in (("new", new), ("gone", gone), ("back", back)) if str(one.pk) in page}
    wanted = {
        "kring": {"new", "back"}, "te-laat": {"new"}, "uren": {"new", "back"}, "terug": {"back"}, "weg": {"gone"},
    }  # fmt: skip
    assert shown == wanted[shelf]


def test_a_list_that_does_not_exist_is_not_found(ground: Ground) -> None:
    assert ground.people.client("bureau").get("/drempels?lijst=verzonnen").status_code == 404
