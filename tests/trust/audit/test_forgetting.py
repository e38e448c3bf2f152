"""Lines go after their term, their leaves stay, and the chain still holds."""

import json
from datetime import timedelta
from pathlib import Path

import pytest
from django.db import connection
from django.utils import timezone

from slagvaardig.trust.access.identity import acting_as_job
from slagvaardig.trust.audit.actions import forget_events
from slagvaardig.trust.audit.exporting import export_lines, ldv_lines
from slagvaardig.trust.audit.models import Event, KeptLeaf, Seal
from slagvaardig.trust.audit.verification import Outcome, verify
from slagvaardig.trust.database.ownership import as_owner
from tests.log import log

from .sealed import kept_heads, seal_all, write_lines
from .test_stand_alone import PROGRAM, run

pytestmark = pytest.mark.django_db(transaction=True)
SEVEN_YEARS = timedelta(days=7 * 366)


@pytest.fixture
def old_log() -> None:
    """Two seals of eight years ago, and one of today. Only the owner can make the past."""
    for number in range(2):
        write_lines(3, first=3 * number)
        with as_owner(), connection.cursor() as cursor:
            cursor.execute("update trust_event set at = at - interval '8 years' where seal is null")
        seal_all()
    with as_owner(), connection.cursor() as cursor:
        cursor.execute("update trust_seal set at = at - interval '8 years'")
    write_lines(3, first=6)
    seal_all()


def check() -> Outcome:
    with acting_as_job("console"):
        return verify()


def test_what_is_past_its_term_goes_and_the_chain_still_holds(old_log: None, tmp_path: Path) -> None:
    heads = kept_heads()
    assert check().deviations == []
    with acting_as_job("retention") as by:
        assert forget_events(before=timezone.now() - SEVEN_YEARS, by=by) == 6
        assert forget_events(before=timezone.now() - SEVEN_YEARS, by=by) == 0
        assert KeptLeaf.objects.count() == 6
    outcome = check()
    assert (outcome.lines, outcome.seals, outcome.deviations) == (9, 3, [])
    assert [event.about for event in log("ingest")] == [f"source:made-up-{place}" for place in (8, 7, 6)]
    (destroyed,) = log("destroy")
    assert (destroyed.about, destroyed.detail["lines"]) == ("log", 6)
    with acting_as_job("console"):
        lines = list(export_lines())
    assert [json.loads(line)["kind"] for line in lines].count("leaf") == 6
    assert not any("made-up-0" in line for line in lines), "nothing of a destroyed line is left but its hash"
    (tmp_path / "verify_log.py").write_text(PROGRAM)
    (tmp_path / "export.jsonl").write_text("\n".join(lines))
    (tmp_path / "heads.txt").write_text(heads)
    assert run(tmp_path, "export.jsonl", "heads.txt") == (0, "regels 9, zegels 3, ankers 3, afwijkingen 0\n")


def test_a_kept_leaf_that_is_changed_or_taken_away_is_found(old_log: None) -> None:
    with acting_as_job("retention") as by:
        forget_events(before=timezone.now() - SEVEN_YEARS, by=by)
    with as_owner(), connection.cursor() as cursor:
        cursor.execute(
            "update trust_keptleaf set leaf = repeat('0', 64) where id = (select min(id) from trust_keptleaf)"
        )
        cursor.execute("delete from trust_keptleaf where id = (select max(id) from trust_keptleaf)")
    assert {seal for _kind, seal in check().deviations} == {1, 2}


def test_it_goes_on_where_it_stopped(old_log: None) -> None:
    with acting_as_job("retention") as by:
        assert forget_events(before=timezone.now() - SEVEN_YEARS, by=by, most=4) == 4
    assert check().deviations == []
    with acting_as_job("retention") as by:
        assert forget_events(before=timezone.now() - SEVEN_YEARS, by=by, most=4) == 2
    assert check().deviations == []


def test_not_even_the_job_can_destroy_a_young_line(old_log: None) -> None:
    with pytest.raises(PermissionError, match="too young"), acting_as_job("retention") as by:
        forget_events(before=timezone.now() + timedelta(days=1), by=by)
    with acting_as_job("console"):
        assert (Event.objects.count(), KeptLeaf.objects.count()) == (9, 0)


@pytest.mark.parametrize("job", ["console", "sealer", "clock"])
def test_no_other_job_can_destroy_a_line(old_log: None, job: str) -> None:
    with acting_as_job(job):
        assert Event.objects.filter(at__lt=timezone.now() - SEVEN_YEARS)._raw_delete("default") == 0
    assert len(log()) == 9
    assert Seal.objects.count() == 3


def test_the_export_in_the_form_of_the_standard_names_the_processing_and_nobody(old_log: None) -> None:
    with acting_as_job("console"):
        spans = [json.loads(line) for line in ldv_lines()]
    assert len(spans) == 9
    for span in spans:
        assert set(span) == {"trace_id", "span_id", "name", "status", "start_time", "end_time", "attributes"}
        assert (len(bytes.fromhex(span["trace_id"])), len(bytes.fromhex(span["span_id"]))) == (16, 8)
        assert span["attributes"] == {"dpl.core.processing_activity_id": "figures"}
        assert span["status"] == "Ok"
        assert "system:test" not in json.dumps(span)
    assert len({span["span_id"] for span in spans}) == 9
