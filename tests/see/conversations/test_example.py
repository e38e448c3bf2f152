"""The year of conversations of the fictional region: loaded once, by actions, and believable."""

import json

import pytest

from slagvaardig.example_conversations import load_example_conversations
from slagvaardig.example_stories import acting
from slagvaardig.prepare import lay_out_region
from slagvaardig.region.current import current_region
from slagvaardig.see.conversations.models import Conversation, Note, Quote
from slagvaardig.see.coverage.models import Coverage
from slagvaardig.see.coverage.readings import covered_by
from slagvaardig.see.rounds.models import Round
from slagvaardig.see.scans.models import Scan
from slagvaardig.trust.access.identity import acting_as_job
from tools import invent_conversations


@pytest.mark.django_db
def test_the_example_is_loaded_once_and_has_everything_in_it(tour_region: None) -> None:
    region = current_region()
    lay_out_region(region)
    assert load_example_conversations(region=region) == 40
    assert load_example_conversations(region=region) == 0
    with acting_as_job("clock"):
        rounds = list(Round.objects.newest_first())
        assert sorted(one.state for one in rounds) == ["closed", "closed", "running"]
        assert Conversation.objects.in_state("opened").count() >= 30
        assert Note.objects.opened_ones().count() >= 100
        assert 0 < Quote.objects.approved_ones().count() < Quote.objects.count()
        assert Coverage.objects.count() == 3
        assert all(covers.silent or covers.unsaid for _round, covers in covered_by(rounds)), "somewhere it is silent"
    with acting("bureau"):
        assert Scan.objects.get().state == "done"


def test_the_file_is_what_its_seed_makes() -> None:
    made = invent_conversations.year(invent_conversations.parts())
    assert made == json.loads(invent_conversations.FILE.read_text("utf-8"))
    texts = [text for one in made["rounds"] for talk in one["talks"] for text in talk["notes"].values()]
    assert len(set(texts)) == len(texts) > 120
