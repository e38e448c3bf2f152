"""What was known of each candidate, and what was not, goes along with the question: chosen or not, unchanged whatever
comes later; and whoever is outside the coalition reads the open part only."""

import hashlib
import json
from typing import Any

from django.utils.html import escape

from slagvaardig.choose.decisions import sheet_pdf
from slagvaardig.choose.decisions.actions import publish_decision, put_decision, write_decision
from slagvaardig.choose.decisions.known import KNOWN, known_in
from slagvaardig.choose.decisions.models import Decision, Evidence
from slagvaardig.choose.decisions.readings import Shown, facts_for, shown
from slagvaardig.choose.decisions.snapshots import frozen
from slagvaardig.choose.decisions.tables import Copy
from slagvaardig.choose.evidence.freezing import is_whole
from slagvaardig.choose.evidence.readings import drawn
from slagvaardig.choose.weighing.actions import name_candidate
from slagvaardig.choose.weighing.models import Weighing
from slagvaardig.choose.weighing.workflow import TESTS
from tests.choose.conftest import ground
from tests.choose.deciding.test_advice import ADVISED, OTHERWISE, REASON, decided, kept, put
from tests.choose.ground import Ground, ranked

__all__ = ["ground", "kept", "put"]
MARK, STORY = "MERKTEKEN", "0badcafe-0000-4000-8000-000000000000"
OUTSIDE = ("visitor", "outsider", "former member")


def facts_of(ground: Ground, found: Decision) -> dict[str, Any]:
    with ground.people.acting("bureau"):
        facts: dict[str, Any] = json.loads(Evidence.objects.get(decision=found.pk).content)
        return facts


def published(ground: Ground, found: Decision, level: str) -> Copy:
    with ground.people.acting("bureau") as by:
        copy = publish_decision(decision=Decision.objects.get(pk=found.pk), level=level, by=by)
    assert copy is not None
    return copy


def test_the_sheet_of_every_candidate_goes_along_chosen_or_not(ground: Ground, put: Decision) -> None:
    known = facts_of(ground, put)[KNOWN]
    themes = {key: one["thema"] for key, one in known["kandidaten"].items()}
    assert themes == {
        "inbraak": "wijk-en-straat", "overlast": "beleving", "online-oplichting": "online", "hoog-water": "",
    }  # fmt: skip
    assert set(known["bladen"]) == {"wijk-en-straat", "online", "beleving"}
    for one in known["bladen"].values():
        assert is_whole(one["inhoud"], one["controlegetal"])
        assert one["inhoud"]["unknown"], "a sheet says what nobody knew"
        assert one["inhoud"]["closed"]["hours"] is not None
        assert one["inhoud"]["closed"]["stories"] == [], "a story that is taken back leaves nothing in a decision"


def test_what_is_learned_later_changes_nothing_of_it(ground: Ground, put: Decision) -> None:
    decided(ground, put, *OTHERWISE, reason=REASON)
    before = facts_of(ground, put)
    page = ground.client("mayor").get(f"/besluiten/{put.pk}/bewijs/online").content.decode()
    assert "er is geen ronde afgesloten" in page
    with ground.people.acting("bureau") as by:
        found = Weighing.objects.get().round
        name_candidate(
            found=found, topic="fietsdiefstal", title="Fietsen", level="regional", nature="development",
            answers=dict.fromkeys(TESTS, "Dat weten wij niet."), by=by,
        )  # fmt: skip
    ground.signed(found, "om", ranked("online-oplichting"))
    ground.move(found, "close")
    assert facts_of(ground, put) == before
    page = ground.client("mayor").get(f"/besluiten/{put.pk}/bewijs/online").content.decode()
    assert "er is geen ronde afgesloten" in page
    assert "verschillen met vandaag" in page
    assert "2 van de 4 partners" in page, "what is known now stands beside it, as what changed"


def test_the_page_and_the_paper_say_what_nobody_knew(ground: Ground, put: Decision) -> None:
    client, address = ground.client("mayor"), f"/besluiten/{put.pk}"
    assert "Kandidaten: Inbraak." in client.get(address).content.decode()
    decided(ground, put, *OTHERWISE, reason=REASON)
    page = client.get(address).content.decode()
    for words in ("Gekozen: Overlast.", "Gekozen: Online oplichting.", "Niet gekozen: Inbraak."):
        assert words in page
    assert "Wat wij toen niet wisten" in page
    assert "geen blad met bewijs: Hoog water." in page
    for sheet in facts_of(ground, put)[KNOWN]["bladen"].values():
        assert all(escape(text) in page for _rule, text in sheet["inhoud"]["unknown"])
    assert client.get(f"{address}/besluit.pdf").content.startswith(b"%PDF")
    assert client.get(f"{address}/bewijs/online.pdf").content.startswith(b"%PDF")
    for missing in ("strand", "niets"):
        assert client.get(f"{address}/bewijs/{missing}").status_code == 404
    for name in OUTSIDE:
        for rest in ("", "/bewijs/online", "/bewijs/online.pdf", "/bevroren.json"):
            assert ground.client(name).get(address + rest).status_code == 404, "nothing was published"


def test_the_file_gives_the_checksum_that_the_page_shows(ground: Ground, put: Decision) -> None:
    decided(ground, put, *OTHERWISE, reason=REASON)
    copy = published(ground, put, "public")
    with ground.people.acting("bureau"):
        kept = Evidence.objects.get(decision=put.pk).digest
    for name, digest in (("mayor", kept), ("visitor", copy.digest)):
        answer = ground.client(name).get(f"/besluiten/{put.pk}/bevroren.json")
        assert hashlib.sha256(answer.content).hexdigest() == digest
        assert digest[:12] in answer.headers["Content-Disposition"]


def marked(ground: Ground, kept: Weighing) -> Decision:
    """A question with a mark in every part of its evidence that is not for everybody."""
    with ground.people.acting("bureau") as by:
        made = write_decision(
            circle=ground.circles["beraad"], question="Wat kiezen wij?", options="Dit, of dat.", kind="adopt",
            weighing=kept, by=by,
        )  # fmt: skip
        facts = json.loads(frozen(facts_for(made)))
        _mark_the_weighing(facts["weging"]["inhoud"])
        _mark_the_sheets(facts[KNOWN])
        return put_decision(decision=made, evidence=facts, by=by)


def _mark_the_weighing(inside: dict[str, Any]) -> None:
    inside["round"] = dict.fromkeys(inside["round"], MARK)
    inside["scales"][MARK] = MARK
    inside["outcome"]["gains"] = {MARK: MARK}
    for key, one in inside["candidates"].items():
        one["tests"] = [[MARK, MARK]]
        if key not in ADVISED:
            one["title"] = f"{MARK} {key}"


def _mark_the_sheets(known: dict[str, Any]) -> None:
    for key, one in known["kandidaten"].items():
        if key not in ADVISED:
            one["titel"] = f"{MARK} {key}"
    for theme, one in known["bladen"].items():
        one["controlegetal"] = MARK
        sheet = one["inhoud"]
        part = {"lead": MARK, "lines": [MARK], "partners": [MARK], "round": MARK}
        sheet["closed"] = {name: [STORY] if name == "stories" else part for name in sheet["closed"]}
        sheet["unknown"] += [["asked", MARK], ["hours", MARK]]
        if theme == "beleving":
            one["inhoud"] = {**sheet, "title": MARK, "task": MARK, "blind_spot": MARK}


def test_no_mark_of_a_closed_part_gets_out(ground: Ground, kept: Weighing) -> None:
    found = marked(ground, kept)
    decided(ground, found, *ADVISED)
    public, coalition = published(ground, found, "public"), published(ground, found, "coalition")
    assert MARK not in public.content and STORY not in public.content
    assert coalition.content.count(MARK) > 40, "the marks were there"
    for name in OUTSIDE:
        client, address = ground.client(name), f"/besluiten/{found.pk}"
        for rest in ("", "/bewijs/wijk-en-straat", "/bewijs/online", "/bevroren.json"):
            answer = client.get(address + rest)
            assert answer.status_code == 200
            assert MARK not in answer.content.decode()
        assert client.get(f"{address}/bewijs/beleving").status_code == 404, "its candidate is of the coalition"
        with ground.people.acting(name):
            told = shown(found.pk)
            assert told is not None and told.known is not None
            assert [one.whole for one in told.known.sheets] == [True, True]
            on_paper = [told.sheet, as_pdf_would(told), *(drawn(one.content).sheet for one in told.known.sheets)]
        assert MARK not in json.dumps(on_paper, default=str), "what papers are made from"
    assert MARK in ground.client("analyst").get(f"/besluiten/{found.pk}/bewijs/online").content.decode()


def as_pdf_would(told: Shown) -> list[tuple[str, str]]:
    return sheet_pdf._known(told)


def test_a_sheet_that_was_changed_says_so(ground: Ground, put: Decision) -> None:
    """Past the program, by whoever owns the database: each sheet has a checksum of its own."""
    facts = facts_of(ground, put)
    facts[KNOWN]["bladen"]["online"]["inhoud"]["unknown"].pop()
    with ground.people.acting("bureau"):
        told = shown(put.pk)
        assert (
            told is not None and told.known is not None and told.whole and all(one.whole for one in told.known.sheets)
        )
        changed = known_in(facts[KNOWN], None)
    assert [one.theme for one in changed.sheets if not one.whole] == ["online"]
