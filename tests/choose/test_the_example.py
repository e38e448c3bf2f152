"""The invented rounds of the fictional region: whole, clean, the same from the same seed, and loaded once."""

from pathlib import Path

import pytest

from slagvaardig.choose.absorption.models import Promised, Stated
from slagvaardig.choose.absorption.readings import ledger_of
from slagvaardig.choose.example.loading import FILE, load_once, rounds_of
from slagvaardig.choose.inventory.ballots import ballots_of
from slagvaardig.choose.inventory.models import Part, Round
from slagvaardig.choose.inventory.rules import faults_in, filled_in, kinds_of_partners
from slagvaardig.choose.inventory.submissions import Submission
from slagvaardig.choose.quarters import quarter_of, quarters_from
from slagvaardig.prepare import lay_out_region
from slagvaardig.region.current import current_region
from slagvaardig.trust.access.identity import acting_as_job
from slagvaardig.trust.textguard.guard import found_in
from tests.choose.ground import today
from tools import invent_rounds


def test_two_rounds_and_a_ledger_are_loaded_once_and_hold_by_the_rules(db: None, tour_region: None) -> None:
    lay_out_region(current_region())
    assert load_once(current_region().path) == 2
    assert load_once(current_region().path) == 0
    quarters = quarters_from(quarter_of(today()), 8)
    with acting_as_job("console"):
        used, opened = Round.objects.order_by("closes")
        assert (used.state, opened.state) == ("used", "open")
        assert len(ballots_of(used)) == 9
        assert {part.state for part in Part.objects.in_round(opened)} == {"signed", "filled", "draft", "invited"}
        assert Submission.objects.in_round(opened).filter(number=2, state="signed").count() == 1
        for one in Submission.objects.with_content():
            kind = kinds_of_partners()[one.part.partner.slug]
            assert faults_in(filled_in(one), one.round, kind, complete=True) == []
        ledger = ledger_of(list(kinds_of_partners()), quarters)
        assert Stated.objects.exists()
        assert {quarter for _, _, quarter in ledger.available} == set(quarters)
        assert Promised.objects.count() > 30
    assert any((ledger.free(key) or 0) < 0 for key in ledger.elsewhere)
    assert any(ledger.free(key) is None for key in ledger.elsewhere)


def test_no_text_holds_a_person_and_the_same_seed_writes_the_same_file(
    tour_region: None, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    told = rounds_of(current_region().path)
    versions = [one for round_ in told["rounds"] for part in round_["parts"] for one in part["versions"]]
    texts = [pick["motivation"] for one in versions for pick in one["picks"]]
    texts += [one[name] for one in versions for name in ("reason", "asks")]
    texts += [one["title"] for one in (*told["works"], *told["rounds"])] + [one["note"] for one in told["rounds"]]
    assert [finding for text in texts for finding in found_in(text)] == []
    monkeypatch.setattr(invent_rounds, "FILE", tmp_path / "rounds.json")
    invent_rounds.main()
    assert (tmp_path / "rounds.json").read_text("utf-8") == (current_region().path / FILE).read_text("utf-8")
