"""A question that came from a weighing: the weighing is its evidence, what is chosen otherwise takes a reason, and
nobody outside the coalition reads what a partner filled in."""

import json

import pytest
from django.core.exceptions import ValidationError

from slagvaardig.choose.decisions.actions import decide, publish_decision, put_decision, write_decision
from slagvaardig.choose.decisions.models import Decision
from slagvaardig.choose.decisions.readings import facts_for, shown
from slagvaardig.choose.weighing.actions import freeze_weighing
from slagvaardig.choose.weighing.models import Weighing
from slagvaardig.choose.weighing.readings import evidence_of
from slagvaardig.choose.weighing.scales import Question
from slagvaardig.trust.circles.models import Office
from tests.choose.conftest import ground
from tests.choose.ground import Ground
from tests.choose.scales import to_weigh

__all__ = ["ground"]
ADVISED = ("inbraak", "online-oplichting")
OTHERWISE = ("online-oplichting", "overlast")
REASON = "Overlast raakt meer mensen."


@pytest.fixture
def kept(ground: Ground) -> Weighing:
    found = to_weigh(ground)
    with ground.people.acting("bureau") as by:
        return freeze_weighing(found=found, title="Voor het beraad", question=Question(3, "equal"), by=by)


@pytest.fixture
def put(ground: Ground, kept: Weighing) -> Decision:
    with ground.people.acting("bureau") as by:
        made = write_decision(
            circle=ground.circles["beraad"], question="Wat kiezen wij?", options="Dit, of dat.", kind="adopt",
            weighing=kept, by=by,
        )  # fmt: skip
        return put_decision(decision=made, evidence=facts_for(made), by=by)


def decided(ground: Ground, found: Decision, *chosen: str, reason: str = "") -> Decision:
    with ground.people.acting("bureau") as by:
        seat = Office.objects.get(slug="politiechef").slug
        return decide(
            decision=Decision.objects.get(pk=found.pk), outcome="Zo.", present=[seat], chosen=chosen,
            differs_because=reason, by=by,
        )  # fmt: skip


def test_the_evidence_is_the_weighing_as_it_was_laid_down(ground: Ground, kept: Weighing, put: Decision) -> None:
    with ground.people.acting("bureau"):
        facts = json.loads(Decision.objects.get(pk=put.pk).evidence.content)
        assert facts["weging"]["inhoud"] == evidence_of(kept)
        assert facts["weging"]["controlegetal"] == kept.digest
        again = Decision(circle=put.circle, weighing=put.pk)
        with pytest.raises(ValidationError, match="weg of veranderd"):
            facts_for(again)


def test_the_advice_is_followed_without_a_reason_and_left_with_one(ground: Ground, put: Decision) -> None:
    for chosen in (OTHERWISE, (), ("inbraak", "overlast")):
        with pytest.raises(ValidationError) as refused:
            decided(ground, put, *chosen, reason=" ")
        assert "Inbraak en Online oplichting" in refused.value.message_dict["differs_because"][0]
    with pytest.raises(ValidationError, match="kandidaten van de weging"):
        decided(ground, put, "evenementen", reason=REASON)
    decided(ground, put, *ADVISED)
    with ground.people.acting("bureau"):
        told = shown(put.pk)
    assert told is not None
    assert (told.sheet["advice"]["differs"], told.sheet["advice"]["fits"]) == (False, True)


def test_the_difference_is_on_the_page_and_says_when_it_does_not_fit(ground: Ground, put: Decision) -> None:
    decided(ground, put, "inbraak", "overlast", reason=REASON)
    page = ground.client("mayor").get(f"/besluiten/{put.pk}").content.decode()
    assert REASON in page
    assert "Wel gekozen, niet geadviseerd" in page
    assert "past niet binnen de uren" in page
    assert f"/weging/{put.weighing}" in page
    assert ground.client("mayor").get(f"/besluiten/{put.pk}/besluit.pdf").content.startswith(b"%PDF")


def test_without_a_weighing_there_is_no_advice_to_leave(ground: Ground) -> None:
    with ground.people.acting("bureau") as by:
        made = write_decision(circle=ground.circles["beraad"], question="Ja?", options="Ja.", kind="note", by=by)
        put_decision(decision=made, evidence=facts_for(made), by=by)
    for given in ({"reason": REASON}, {"chosen": "inbraak"}):
        with pytest.raises(ValidationError, match="geen weging"):
            decided(ground, made, *filter(None, [given.get("chosen")]), reason=given.get("reason", ""))


def test_everybody_reads_advice_choice_and_reason_but_nothing_of_a_partner(ground: Ground, put: Decision) -> None:
    decided(ground, put, *OTHERWISE, reason=REASON)
    with ground.people.acting("bureau") as by:
        found = Decision.objects.get(pk=put.pk)
        publish_decision(decision=found, level="public", by=by)
        coalition = publish_decision(decision=found, level="coalition", by=by)
    assert coalition is not None
    assert "gemeente-kleiburen" in coalition.content
    for name in ("visitor", "outsider"):
        page = ground.client(name).get(f"/besluiten/{put.pk}").content.decode()
        assert REASON in page
        assert "Overlast" in page
        assert "Nagekeken bij het tonen" in page
        assert "gemeente-kleiburen" not in page
        with ground.people.acting(name):
            told = shown(put.pk)
        assert told is not None and told.whole and told.copy is not None
        assert "gemeente-kleiburen" not in told.copy.content


def test_the_form_takes_the_address_of_a_weighing_that_is_there(ground: Ground, kept: Weighing) -> None:
    bureau, address = ground.client("bureau"), "/besluiten/nieuw/beraad"
    page = bureau.get(f"{address}?weging={kept.pk}").content.decode()
    assert "Het advies van de computer: Inbraak en Online oplichting." in page
    for wrong in ("niets", str(kept.round_id), ""):
        assert bureau.get(f"{address}?weging={wrong}").status_code == 404
    assert "Het advies" not in bureau.get(address).content.decode()
