"""The invented year of the fictional region: whole, varied, clean, the same from the same seed, and loaded once."""

import json
from collections import Counter

import pytest

from slagvaardig.act.barriers.models import Barrier
from slagvaardig.act.barriers.tables import Ask, HowTo
from slagvaardig.act.barriers.voices import Move
from slagvaardig.act.barriers.workflow import KINDS, STATES
from slagvaardig.act.example.loading import FILE, load_once, stories_of
from slagvaardig.act.numbers.models import Published
from slagvaardig.prepare import lay_out_region, load_examples
from slagvaardig.region.current import current_region
from slagvaardig.trust.access.identity import acting_as_job
from slagvaardig.trust.textguard.guard import found_in
from tests.log import log
from tools import invent_barriers


@pytest.fixture
def filled(db: None, tour_region: None) -> None:
    lay_out_region(current_region())
    load_examples(current_region())


def test_the_year_is_loaded_once_with_every_state_in_it(filled: None) -> None:
    with acting_as_job("clock"):
        barriers = list(Barrier.objects.with_cost())
        moves = Counter(Move.objects.values_list("verb", flat=True))
    assert len(barriers) == 120
    assert {barrier.state for barrier in barriers} == set(STATES)
    assert {barrier.kind for barrier in barriers} == set(KINDS)
    assert sum(barrier.returned > 0 for barrier in barriers) >= 8
    assert moves["time-out"] >= 4
    assert moves["escalate"] >= 30
    assert max(barrier.people for barrier in barriers) >= 10  # type: ignore[attr-defined]
    load_examples(current_region())
    with acting_as_job("clock"):
        assert Barrier.objects.count() == 120
    assert len([line for line in log("load-example") if line.about == "barriers"]) == 1


def test_there_are_questions_answers_how_tos_and_counts(filled: None) -> None:
    with acting_as_job("clock"):
        outcomes = Counter(Ask.objects.values_list("outcome", flat=True))
        assert Published.objects.get(what="total", measure="raised").number == 120
    assert set(outcomes) >= {"", "yes", "higher", "no"}
    with acting_as_job("console"):
        assert load_once(current_region().path, {}) == 0
    assert HowTo.objects.model._meta.db_table == "act_howto"


def test_every_text_differs_holds_no_person_and_comes_from_a_seed(tour_region: None) -> None:
    stories = stories_of(current_region().path)
    texts = [story["text"] for story in stories]
    assert len({text.split(".")[0] for text in texts}) == len(texts) == 120
    assert len({story["seed"] for story in stories}) == 120
    words = [str(value) for story in stories for move in story["moves"] for value in move.values()]
    assert [finding for text in texts + words for finding in found_in(text)] == []


def test_the_same_seed_writes_the_same_file(
    tour_region: None, monkeypatch: pytest.MonkeyPatch, tmp_path: object
) -> None:
    written = (current_region().path / FILE).read_text("utf-8")
    target = tmp_path / "barriers.json"  # type: ignore[operator]
    monkeypatch.setattr(invent_barriers, "FILE", target)
    invent_barriers.main()
    assert target.read_text("utf-8") == written
    assert len(json.loads(written)) == 120
