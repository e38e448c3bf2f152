"""A night that is killed half-way left whole batches only, and the next one goes on."""

import json
import os
import signal
import subprocess
import sys
from dataclasses import asdict
from pathlib import Path

import pytest
from django.conf import settings as site
from django.db import connection
from pytest_django import Settings

from slagvaardig.trust.papers.models import Paper
from slagvaardig.trust.retention import ledger, nightly
from tests.attack.proofs import proven
from tests.attack.sizes import size
from tests.people import People, gather

from .looking import rows
from .planting import age, paper

MANY, EACH = 8, 3


@pytest.fixture
def people(transactional_db: None, settings: Settings, tmp_path: Path) -> People:
    settings.LEDGER = tmp_path / "destroyed.jsonl"
    return gather()


def test_a_killed_night_leaves_whole_batches_and_the_next_goes_on(people: People, tmp_path: Path) -> None:
    wrong, nights = [], range(1, size(2, 4))
    for batch in nights:
        overdue = [paper(people, f"Stuk {number}").pk for number in range(MANY)]
        for key in overdue:
            age(Paper, key, "keep_until = current_date - 2")
        before = _counts()
        _killed_in(batch)
        after = _counts()
        gone = MANY * batch - MANY * (batch - 1) - len(rows("trust_paper", "keep_until < current_date"))
        if gone != (batch - 1) * EACH or after[0] != before[0] + 2 * gone or after[1] != before[1] + gone:
            wrong.append(f"night {batch}: {gone} papers gone, {before} -> {after}")
        nightly.run(most=EACH)
        if rows("trust_paper", "keep_until < current_date") or rows("trust_attachment"):
            wrong.append(f"night {batch}: the next night did not go on")
    listed = ledger.read(site.LEDGER)
    assert wrong == []
    assert len(listed) == len({(line.table, line.key) for line in listed}) == 2 * MANY * len(nights)
    proven("gone-is-gone", attempts=len(nights), failed=len(wrong), note="nights killed half-way")


def _counts() -> tuple[int, int]:
    """Lines in the list, and lines in the log about destroyed papers."""
    return len(rows("trust_destroyed")), len(rows("trust_event", "verb = 'destroy' and about like 'paper:%%'"))


def _killed_in(batch: int) -> None:
    command = [sys.executable, "-m", "tests.trust.retention.dying", str(batch)]
    database = str(connection.settings_dict["NAME"])
    environment = {**os.environ, "DJANGO_SETTINGS_MODULE": "slagvaardig.settings"}
    done = subprocess.run([*command, database, str(site.LEDGER)], env=environment, capture_output=True, check=False)
    assert done.returncode == -signal.SIGKILL, done.stderr.decode()


def test_a_list_that_was_changed_or_lost_a_line_is_refused_and_a_line_cut_off_by_a_crash_is_not(
    people: People, tmp_path: Path
) -> None:
    for number in range(3):
        age(Paper, paper(people, f"Stuk {number}").pk, "keep_until = current_date - 2")
    nightly.run()
    whole = site.LEDGER.read_text()
    lines, file = whole.splitlines(keepends=True), tmp_path / "list.jsonl"
    spoiled = [
        "".join(lines[1:]),
        "".join(lines[:1] + lines[2:]),
        whole.replace('"trust_paper"', '"trust_seat"', 1),
        whole.replace('"delete"', '"keep"', 1),
        "[]\n",
        "no json\n",
        '{"seq": 1}\n',
    ]
    refused = 0
    for text in spoiled:
        file.write_text(text)
        with pytest.raises(ledger.LedgerProblem):
            ledger.read(file)
        refused += 1
    file.write_text(whole[:-20])
    served = len(ledger.read(file)) == len(lines) - 1
    proven("gone-is-gone", attempts=len(spoiled), failed=len(spoiled) - refused, entitled=1, served=int(served))
    assert served


def test_a_crash_while_writing_the_list_is_made_good_the_next_night(people: People) -> None:
    age(Paper, paper(people).pk, "keep_until = current_date - 2")
    nightly.run()
    whole = site.LEDGER.read_text()
    site.LEDGER.write_text(whole[:-20])
    nightly.run()
    assert site.LEDGER.read_text() == whole


def test_a_list_of_another_database_is_not_written_on(people: People) -> None:
    age(Paper, paper(people).pk, "keep_until = current_date - 2")
    nightly.run()
    other = ledger.Line(1, "trust_paper", "x", "2026-01-01", "delete", "")
    digest = ledger.chained("", other)
    text = json.dumps({**asdict(other), "digest": digest}) + "\n"
    site.LEDGER.write_text(text)
    with pytest.raises(ledger.LedgerProblem, match="hoort niet bij deze database"):
        nightly.run()
    assert site.LEDGER.read_text() == text
