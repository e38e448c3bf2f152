"""The invented weighing of the fictional region: the same from the same seed, clean, loaded once, and it weighs."""

import json

from slagvaardig.choose.example.loading import load_once as load_rounds
from slagvaardig.choose.example.weighing import FILE, load_once
from slagvaardig.choose.inventory.models import Round
from slagvaardig.choose.inventory.rules import kinds_of_partners
from slagvaardig.choose.weighing.models import Candidate, Weighing
from slagvaardig.choose.weighing.readings import comes_out_again, evidence_of
from slagvaardig.choose.weighing.workflow import TESTS, WHO
from slagvaardig.prepare import lay_out_region
from slagvaardig.region.current import current_region
from slagvaardig.trust.access.identity import acting_as_job
from slagvaardig.trust.textguard.guard import found_in
from tools import invent_weighing


def test_candidates_and_a_weighing_are_loaded_once_beside_the_newest_round(db: None, tour_region: None) -> None:
    lay_out_region(current_region())
    folder = current_region().path
    assert load_once(folder) == 0  # without a round there is nothing to weigh
    load_rounds(folder)
    assert load_once(folder) == 7
    assert load_once(folder) == 0
    with acting_as_job("console"):
        newest = Round.objects.newest_first().first()
        assert newest is not None
        candidates = list(Candidate.objects.in_round(newest))
        kept = Weighing.objects.get(round=newest)
    roles = {role.slug for role in current_region().inventory.roles}
    for one in candidates:
        assert current_region().inventory.topic(one.topic)
        for need in one.needs.all():
            assert need.role in roles and need.who in {*WHO, *kinds_of_partners()}
    assert kept.is_whole
    evidence = evidence_of(kept)
    assert comes_out_again(evidence)
    assert not evidence["outcome"]["fits"]  # so that a visitor sees what a reason looks like
    assert evidence["outcome"]["rules"]["best"]["chosen"]
    assert evidence["scales"]["unknown"]


def test_the_file_is_what_the_tool_makes_and_holds_nothing_about_people(tour_region: None) -> None:
    told = invent_weighing.told()
    assert json.loads((current_region().path / FILE).read_text("utf-8")) == told
    for one in told["candidates"]:
        for text in (one["title"], *(one[name] for name in TESTS)):
            assert found_in(text) == []
