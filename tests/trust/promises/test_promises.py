"""Every promise is tried by a test, every proof belongs to a promise, and the page says what the proofs say."""

import json
import re
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from django.test import Client

from slagvaardig.trust.promises import views
from slagvaardig.trust.promises.proofs import Proof, floor_now, proofs
from slagvaardig.trust.promises.table import GROUPS, PROMISES
from tests.architecture.sources import ROOT, python_files
from tools.prove import keep

DAY = date(2026, 1, 2)
# The page says of these that they were not tried at full size; their small size runs at every change.
NOT_YET_AT_FULL_SIZE: set[str] = set()
NAMED = re.compile(r'proven\(\s*"([a-z-]+)"')


def _tried() -> set[str]:
    return {slug for path in python_files(ROOT / "tests") for slug in NAMED.findall(path.read_text("utf-8"))}


def test_every_promise_is_tried_and_every_proof_belongs_to_a_promise() -> None:
    assert _tried() == set(PROMISES)
    assert set(proofs()) <= set(PROMISES)


def test_every_promise_stands_in_a_group_of_the_page() -> None:
    assert {promise.group for promise in PROMISES.values()} == set(GROUPS)


def test_every_promise_was_proven_at_full_size_or_is_named_as_one_that_was_not() -> None:
    assert set(PROMISES) - set(proofs()) == NOT_YET_AT_FULL_SIZE


def test_every_proof_holds() -> None:
    assert [slug for slug, proof in proofs().items() if not proof.holds(PROMISES[slug].allowed)] == []


def _write(folder: Path, **row: object) -> None:
    whole = {"promise": "pool", "attempts": 10, "failed": 0, "entitled": 4, "served": 4, "note": "", **row}
    with (folder / "a.jsonl").open("a") as file:
        file.write(json.dumps(whole) + "\n")


def test_proofs_of_one_promise_add_up_and_others_stay(tmp_path: Path) -> None:
    file = tmp_path / "proofs.json"
    _write(tmp_path, promise="ssrf")
    keep(tmp_path, file)
    (tmp_path / "a.jsonl").unlink()
    _write(tmp_path)
    _write(tmp_path, attempts=5, failed=1)
    keep(tmp_path, file)
    found = proofs(file)
    assert (found["pool"].attempts, found["pool"].failed, found["pool"].entitled) == (15, 1, 8)
    assert found["ssrf"].attempts == 10
    assert found["pool"].floor == floor_now()


def test_a_proof_does_not_hold_when_one_got_through_or_one_who_may_was_refused() -> None:
    good = Proof(attempts=100, failed=0, entitled=4, served=4, on=DAY, commit="abc1234", floor="")
    assert good.holds()
    assert not replace(good, failed=1).holds()
    assert not replace(good, served=3).holds()
    assert not replace(good, attempts=0).holds()
    assert replace(good, failed=1).holds(allowed=0.01)


@pytest.mark.django_db
def test_a_broken_promise_is_said_plainly(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    broken = Proof(2000, 3, 10, 10, DAY, "abc1234", "0" * 12)
    monkeypatch.setattr(views, "proofs", lambda: {"pool": broken})
    text = client.get("/vertrouwen").content.decode()
    assert "Deze belofte houden wij nu niet." in text
    assert "van 2.000 verzoeken" in text
    assert "abc1234" in text
    assert text.count("Nog niet op volle grootte geprobeerd.") == len(PROMISES) - 1
