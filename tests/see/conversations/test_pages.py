"""The pages as people use them: planning, holding, harvesting, scanning; and who gets nothing."""

import re
import uuid
from datetime import timedelta
from typing import Any

from django.test import Client

from slagvaardig.act.barriers.models import Barrier
from slagvaardig.region.current import current_region
from slagvaardig.see.conversations.models import Conversation, Harvest
from slagvaardig.see.rounds.models import Round
from slagvaardig.see.scans.models import Scan
from slagvaardig.trust.access.identity import acting_as_job
from tests.see.conversations.ground import PARTNERS, QUOTED, SAID, Ground, night, today, towns


def text_of(client: Client, address: str, status: int = 200) -> str:
    answer = client.get(address)
    assert answer.status_code == status, (address, answer.status_code)
    return answer.content.decode()


def send(client: Client, address: str, status: int = 302, **form: Any) -> str:
    answer = client.post(address, {"once": str(uuid.uuid4()), **form})
    assert answer.status_code == status, (address, answer.status_code, errors_in(answer.content.decode()))
    return answer.headers.get("Location", answer.content.decode())


def typed(form: Any) -> Any:
    """For names that are no names of arguments."""
    return form


def errors_in(page: str) -> list[str]:
    return re.findall(r'class="[^"]*(?:error|alert)[^"]*"[^>]*>([^<]+)', page)


def planned_by_form(client: Client, ground: Ground) -> str:
    return send(
        client,
        "/gesprekken/nieuw",
        circle=str(ground.circles["werkgroep"].pk),
        title="Wat speelt er?",
        aim="Horen wat niemand meldt.",
        theme=next(iter(current_region().themes)),
        roles=["boa", "wijkagent", "anders"],
        partners=list(PARTNERS),
        first=(today() - timedelta(days=3)).isoformat(),
        last=(today() + timedelta(days=30)).isoformat(),
        questions="Wat zag u?\nWat helpt?",
    )


def test_the_whole_road_through_the_pages(ground: Ground) -> None:
    bureau, adviser = ground.people.client("bureau"), ground.people.client("adviser")
    assert current_region().conversing.guides[0].questions[0] in text_of(bureau, "/gesprekken/nieuw").replace(
        "&#x27;", "'"
    )
    here = planned_by_form(bureau, ground)
    assert "1</strong> ronde kan beginnen" in text_of(bureau, "/")
    assert adviser.get(f"{here}/wijzigen").status_code == 404
    assert adviser.get(f"{here}/gesprek").status_code == 404
    send(bureau, f"{here}/stap/start")
    assert f'value="{today().isoformat()}"' in text_of(adviser, f"{here}/gesprek"), "as a field for a day wants it"
    talk = send(adviser, f"{here}/gesprek", day=today().isoformat(), area=towns()[0], **typed({"aantal-boa": "6"}))
    assert "gesprek is nog niet af" in text_of(adviser, "/")
    both = {"vraag-1": f"{SAID} Bel 06-12345678.", "vraag-0": "Ook dit."}
    stopped = send(adviser, talk, 422, doe="bewaren", **typed(both))
    assert SAID in stopped and "Ook dit." in stopped, "the draft is kept"
    send(adviser, talk, doe="bewaren", **typed({"vraag-1": SAID, "vraag-0": "Ook dit."}))
    assert SAID in text_of(adviser, talk)
    send(adviser, f"{talk}/citaat", text=QUOTED)
    with acting_as_job("clock"):
        quote = Conversation.objects.get().quotes.get()
    send(adviser, f"/citaat/{quote.pk}", doe="goed")
    send(adviser, talk, doe="finish", **typed({"vraag-1": SAID, "vraag-0": "Ook dit."}))
    assert "Nog niets te lezen" in text_of(bureau, f"{here}/gezegd")
    night()
    assert SAID in text_of(bureau, f"{here}/gezegd")
    page = text_of(ground.people.client("mayor"), here)
    assert QUOTED in page and "hoorden wij niets" in page and SAID not in page
    send(bureau, f"{here}/stap/close", result="Wij gaan elke week kijken.")
    assert "Wij gaan elke week kijken." in text_of(ground.people.client("officer"), here)


def test_a_note_becomes_a_barrier_by_the_form_of_the_later_room(ground: Ground) -> None:
    conversation = ground.held(ground.running(), {"boa": 5})
    note, adviser = ground.note_of(conversation), ground.people.client("adviser")
    send(adviser, f"/aantekening/{note.pk}/drempel")
    page = text_of(adviser, f"/gesprek/{conversation.pk}")
    link = re.search(r'href="(/drempels/melden\?oogst=[^"]+)"', page)
    assert link, "the way to the form"
    assert "drempel uit een gesprek" in text_of(adviser, "/")
    assert SAID in text_of(adviser, link[1])
    assert SAID not in text_of(ground.people.client("bureau"), link[1]), "it is laid ready for one"
    form = {"text": SAID, "kind": "rule", "often": "weekly", "hours": "4", "area": towns()[0]}
    send(adviser, link[1], theme=next(iter(current_region().themes)), **typed(form))
    with acting_as_job("clock"):
        harvest, barrier = Harvest.objects.get(), Barrier.objects.get()
        assert (harvest.made, harvest.done, harvest.text) == (barrier.pk, True, "")
    assert SAID not in text_of(adviser, link[1]), "once"
    night()
    assert "1</strong> × drempel" in text_of(ground.people.client("mayor"), f"/gesprekken/{conversation.round_id}")


def test_a_note_becomes_a_story_and_a_trend(ground: Ground) -> None:
    conversation = ground.held(ground.running(), {"boa": 5})
    note, adviser = ground.note_of(conversation), ground.people.client("adviser")
    form = {"title": "Op de kade", "text": SAID, "area": towns()[0], "readers": "coalition"}
    address = f"/aantekening/{note.pk}/verhaal"
    assert SAID in text_of(adviser, address)
    send(adviser, address, 422, theme=note.round.theme, **typed(form))
    send(adviser, address, theme=note.round.theme, consent="on", **typed(form))
    send(adviser, f"/aantekening/{note.pk}/trend", 422)
    send(adviser, f"/aantekening/{note.pk}/trend", trend=current_region().trends[0].slug)
    night()
    bureau = ground.people.client("bureau")
    assert "Op de kade" in text_of(bureau, f"/gesprekken/{conversation.round_id}/gezegd")
    assert bureau.get(address).status_code == 404, "only whoever heard it knows whether the speaker agreed"
    send(bureau, f"/aantekening/{note.pk}/trend", title="Meer nachtelijk varen")


def test_an_area_scan_goes_through_three_meetings_to_paper(ground: Ground) -> None:
    bureau, adviser = ground.people.client("bureau"), ground.people.client("adviser")
    circle = str(ground.circles["werkgroep"].pk)
    here = send(bureau, "/gebiedsscans/nieuw", circle=circle, area=towns()[0], title="Scan van de kade")
    assert "gebiedsscan is nog niet af" in text_of(bureau, "/")
    assert "Alle cijfers van dit gebied" in text_of(bureau, here)
    send(adviser, f"{here}/schrijf/system", text="Op het systeem staan vooral fietsen.")
    assert adviser.get(f"{here}/schrijf/street").status_code == 404
    assert adviser.get(f"{here}/verder").status_code == 404
    came = {"day": today().isoformat(), "aantal-boa": "3"}
    send(bureau, f"{here}/verder", 422, day=today().isoformat())
    send(bureau, f"{here}/verder", **typed(came))
    send(bureau, f"{here}/verder", 422, **typed(came))
    send(adviser, f"{here}/schrijf/street", text=SAID)
    send(adviser, f"{here}/schrijf/street", text="Dit gaat weer weg.")
    with acting_as_job("console"), ground.people.acting("bureau"):
        line = Scan.objects.get().lines.get(text="Dit gaat weer weg.")
    send(adviser, f"/gebiedsscans/regel/{line.pk}/weg")
    send(bureau, f"{here}/verder", **typed(came))
    theme, place = next(iter(current_region().themes)), current_region().conversing.places[0]
    send(adviser, f"{here}/schrijf/place", text="Spullen liggen buiten.", place=place.slug)
    send(adviser, f"{here}/schrijf/place", 422, text="Bij 1234 AB nummer 5.", place=place.slug)
    send(adviser, f"{here}/schrijf/beside", text="Dat meldt niemand.", theme=theme, agrees="only-street")
    due = (today() + timedelta(days=30)).isoformat()
    send(adviser, f"{here}/schrijf/step", text="Elke week samen kijken.", partner="politie", due=due)
    assert send(bureau, f"{here}/verder", **typed(came)).endswith("/uitkomst")
    page = text_of(ground.people.client("analyst"), f"{here}/uitkomst")
    for words in (place.title, "Elke week samen kijken.", "Alleen de straat weet dit", SAID, "Dat meldt niemand."):
        assert words in page
    assert "Dit gaat weer weg." not in page
    send(bureau, f"{here}/verder")
    assert adviser.get(f"{here}/schrijf/place").status_code == 200


def test_outsiders_find_nothing(ground: Ground) -> None:
    round = ground.running()
    draft = ground.held(round, {"boa": 5}, finished=False)
    quote = ground.quoted(draft, approved=False)
    note, scan = ground.note_of(draft), ground.scanned()
    line = _first_line(ground, scan)
    pages = [
        "/gesprekken", f"/gesprekken/{round.pk}", f"/gesprekken/{round.pk}/gezegd", f"/gesprekken/{round.pk}/gesprek",
        f"/gesprekken/{round.pk}/wijzigen", f"/gesprekken/{round.pk}/stap/close", "/gesprekken/nieuw",
        f"/gesprek/{draft.pk}", f"/gesprek/{draft.pk}/gegevens", f"/gesprek/{draft.pk}/citaat",
        f"/aantekening/{note.pk}/verhaal", f"/aantekening/{note.pk}/trend", "/gebiedsscans", "/gebiedsscans/nieuw",
        f"/gebiedsscans/{scan.pk}", f"/gebiedsscans/{scan.pk}/verder", f"/gebiedsscans/{scan.pk}/uitkomst",
        f"/gebiedsscans/{scan.pk}/schrijf/place",
    ]  # fmt: skip
    sent = [
        f"/citaat/{quote.pk}", f"/aantekening/{note.pk}/drempel", f"/gebiedsscans/regel/{line}/weg",
        f"/gesprek/{draft.pk}", f"/gesprekken/{round.pk}/stap/close",
    ]  # fmt: skip
    for name, status in (("outsider", 404), ("visitor", 302), ("privacy", 404), ("administrator", 404)):
        client = ground.people.client(name)
        for page in pages:
            assert client.get(page).status_code == status, (name, page)
        for page in sent:
            assert client.post(page, {"doe": "weg", "once": str(uuid.uuid4())}).status_code == status, (name, page)
    for name in ("bureau", "analyst", "officer"):
        assert ground.people.client(name).get(f"/gesprek/{draft.pk}").status_code == 404, "of whoever held it"


def test_a_round_that_is_planned_is_seen_by_its_circle_only(ground: Ground) -> None:
    planned = ground.planned()
    assert planned.title in text_of(ground.people.client("analyst"), "/gesprekken")
    for name in ("mayor", "officer"):
        client = ground.people.client(name)
        assert planned.title not in text_of(client, "/gesprekken")
        assert client.get(f"/gesprekken/{planned.pk}").status_code == 404
    with ground.people.acting("bureau"):
        assert Round.objects.count() == 1


def _first_line(ground: Ground, scan: Scan) -> object:
    with ground.people.acting("bureau"):
        first = scan.lines.first()
        assert first
        return first.pk
