"""A decision: put on frozen facts, decided by a table, read elsewhere as a copy; and nobody counts twice in a round."""

import json
from datetime import timedelta
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import Error, transaction
from django.test import Client
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from slagvaardig.choose.decisions.actions import (
    decide,
    dissent,
    publish_decision,
    put_decision,
    review_decision,
    write_division,
)
from slagvaardig.choose.decisions.answering import answer_round
from slagvaardig.choose.decisions.models import Decision, Dissent, Evidence
from slagvaardig.choose.decisions.readings import beside_before
from slagvaardig.choose.decisions.rounds import ANSWERS, Answer, WrittenRound
from slagvaardig.choose.decisions.rules import lines_from
from slagvaardig.choose.decisions.tables import Copy, Division
from slagvaardig.choose.decisions.tallies import Tally, tally_of
from slagvaardig.choose.decisions.workflow import MOVES, STATES
from slagvaardig.choose.overview.readings import what_waits_for
from slagvaardig.region.current import current_region
from slagvaardig.trust.circles.models import Office
from tests.act.ground import today
from tests.attack.owner import looking, run
from tests.attack.sizes import size
from tests.choose.deciding.ground import SEATED, TABLE, Table

NAMES = list(SEATED)


def published(table: Table, level: str = "public") -> Decision:
    found = table.decided()
    with table.people.acting("bureau") as by:
        publish_decision(decision=found, level=level, by=by)
    return found


def test_outside_the_body_a_decision_is_read_only_as_the_copy_that_was_published(table: Table) -> None:
    found, page = table.decided(), "/besluiten/{}"
    for name in ("outsider", "analyst", "officer", "administrator"):
        with table.people.acting(name):
            assert not Decision.objects.exists()
            assert not Evidence.objects.exists()
        assert table.people.client(name).get(page.format(found.pk)).status_code == 404
    assert Client().get(page.format(found.pk)).status_code == 404
    with table.people.acting("mayor") as mayor, pytest.raises(PermissionDenied):
        publish_decision(decision=found, level="public", by=mayor)
    with table.people.acting("bureau") as by:
        publish_decision(decision=found, level="coalition", by=by)
    assert table.people.client("officer").get(page.format(found.pk)).status_code == 200
    assert Client().get(page.format(found.pk)).status_code == 404
    with table.people.acting("bureau") as by:
        publish_decision(decision=found, level="public", by=by)
        review_decision(decision=found, review="Het werkte anders.", by=by)
    text = Client().get(page.format(found.pk)).content.decode()
    assert "Bevroren kopie" in text
    assert "Het werkte anders" not in text, "a copy does not follow what it was made of"
    pdf = Client().get(f"{page.format(found.pk)}/besluit.pdf")
    assert pdf.content.startswith(b"%PDF")
    assert page.format(found.pk) in Client().get("/besluiten?soort=adopt").content.decode()
    assert page.format(found.pk) not in Client().get("/besluiten?soort=note").content.decode()


def test_tampering_with_the_evidence_or_a_copy_shows(floor: Table) -> None:
    found = published(floor)
    client = floor.people.client("mayor")
    assert "Nagekeken bij het tonen" in client.get(f"/besluiten/{found.pk}").content.decode()
    with floor.people.acting("bureau"), pytest.raises(Error), transaction.atomic():
        run("update choose_evidence set content = '{}'")
    with looking():
        run("update choose_evidence set content = %s", json.dumps({"cijfer": 13}))
    assert "niet meer gelijk" in client.get(f"/besluiten/{found.pk}").content.decode()
    assert "niet meer gelijk" not in Client().get(f"/besluiten/{found.pk}").content.decode()
    with looking():
        run("update choose_copy set content = replace(content, 'Ja.', 'Nee.')")
    assert "niet meer gelijk" in Client().get(f"/besluiten/{found.pk}").content.decode()


def test_every_move_from_every_state_is_made_or_refused_by_the_table(table: Table) -> None:
    found = table.written()
    for state in STATES:
        assert {verb for verb, move in MOVES.items() if state in move.sources} == {
            verb for verb in MOVES if Decision(state=state).may(verb)
        }
    with table.people.acting("bureau") as by:
        with pytest.raises(ValidationError):
            decide(decision=found, outcome="Ja.", present=["hoofdofficier"], by=by)
        found = put_decision(decision=found, evidence={}, by=by)
        with pytest.raises(ValidationError):
            put_decision(decision=found, evidence={}, by=by)
        with pytest.raises(ValidationError, match="schriftelijke ronde"):
            decide(decision=found, outcome="Ja.", by=by)
        with pytest.raises(ValidationError):
            decide(decision=found, outcome="Ja.", present=["verzonnen"], by=by)


def test_a_decision_keeps_who_was_there_by_office_who_differed_and_what_held(table: Table) -> None:
    found = table.put()
    with table.people.acting("bureau") as by:
        dissent(decision=found, partner=table.circles["parket"], reason="Wij missen cijfers.", by=by)
        review = today() + timedelta(days=1)
        found = decide(decision=found, outcome="Ja.", present=["hoofdofficier"], review_on=review, by=by)
        assert found.rules[0]["law"]
        assert found.present == ["hoofdofficier"]
        assert Dissent.objects.get().partner.slug == "parket"
        run("update choose_decision set review_on = current_date where id = %s", found.pk)
        waiting = {one.kind: one.number for one in what_waits_for(by)}
    assert waiting == {"review": 1}


def test_a_round_counts_each_partner_once_and_silence_is_silence(table: Table) -> None:
    running = table.round_on(table.put())
    table.answered(running, "mayor")
    table.answered(running, "second mayor", "none")
    with pytest.raises(ValidationError, match="al geantwoord"):
        table.answered(running, "mayor", "object", "Toch niet.")
    with table.people.acting("mayor") as by:
        waits = {one.kind for one in what_waits_for(by)}
        for change in ("update choose_answer set answer = 'object'", "delete from choose_answer"):
            with pytest.raises(Error), transaction.atomic():
                run(change)
    assert "round" not in waits
    with table.people.acting("police chief") as by:
        assert "round" in {one.kind for one in what_waits_for(by)}
        with pytest.raises(PermissionDenied):
            answer_round(found=running, office=Office.objects.get(slug="hoofdofficier"), answer="agree", by=by)
    with pytest.raises(ValidationError, match="termijn loopt nog"):
        table.closed(running)
    with table.people.acting("bureau"):
        tally = tally_of(running, list(Answer.objects.to(running)))
    assert tally.counts == {"agree": 1, "none": 1, "object": 0, "silent": 2}
    assert not tally.carries


def test_only_at_a_table_of_which_the_region_says_so_does_silence_agree() -> None:
    said = {"agree": 1, "none": 0, "object": 0, "silent": 3}
    assert not Tally(**said, mode="consent", silence_agrees=False).carries
    assert Tally(**said, mode="consent", silence_agrees=True).carries
    assert not Tally(**{**said, "object": 1}, mode="consent", silence_agrees=True).carries
    assert not Tally(**said, mode="decide", silence_agrees=False).carries
    assert not Tally(4, 0, 0, 0, mode="advice", silence_agrees=True).carries
    assert {body.silence_agrees for body in current_region().bodies} <= {True, False}


def test_a_round_that_everybody_carries_decides_without_a_meeting_and_objections_become_dissent(table: Table) -> None:
    carried = table.put()
    running = table.round_on(carried)
    for name in NAMES:
        table.answered(running, name)
    with table.people.acting("bureau") as by, pytest.raises(ValidationError, match="loopt nog"):
        decide(decision=carried, outcome="Ja.", by=by)
    table.closed(running)
    with table.people.acting("bureau") as by:
        assert decide(decision=carried, outcome="Ja.", by=by).state == "decided"
    contested = table.put()
    running = table.round_on(contested)
    for name in NAMES:
        table.answered(running, name, "object" if name == "mayor" else "agree", "Te vroeg." if name == "mayor" else "")
    table.closed(running)
    with table.people.acting("bureau") as by:
        with pytest.raises(ValidationError):
            decide(decision=contested, outcome="Ja.", by=by)
        decide(decision=contested, outcome="Toch.", present=["hoofdofficier"], by=by)
        assert Dissent.objects.about(contested).get().reason == "Te vroeg."


@settings(
    max_examples=size(12, 400), deadline=None, suppress_health_check=list(HealthCheck), database=None, derandomize=True
)
@given(
    acts=st.lists(
        st.tuples(st.sampled_from([*NAMES, "bureau", "outsider"]), st.sampled_from([*ANSWERS, "again", "past"])),
        max_size=14,
    )
)
def test_by_no_sequence_of_acts_does_a_partner_count_twice(table: Table, acts: list[tuple[str, str]]) -> None:
    with transaction.atomic():
        running = table.round_on(table.put())
        for name, said in acts:
            answer = said if said in ANSWERS else "agree"
            try:
                with transaction.atomic():
                    if said == "past":
                        past_the_program(table, name, running)
                    else:
                        table.answered(running, name, answer, "Omdat.")
            except (ValidationError, PermissionDenied, Error, KeyError):
                continue
        with table.people.acting("bureau"):
            answers = list(Answer.objects.to(running))
            assert len({one.partner_id for one in answers}) == len(answers) <= len(NAMES)
            assert sum(tally_of(running, answers).counts.values()) == running.asked == len(NAMES)
            assert {one.office.partner_id == one.partner_id for one in answers} <= {True}
        transaction.set_rollback(True)


def past_the_program(table: Table, name: str, running: WrittenRound) -> None:
    with table.people.acting(name):
        run(
            "insert into choose_answer (id, round_id, circle_id, partner_id, office_id, answer, reason, \"on\")"
            " select gen_random_uuid(), %s, %s, partner_id, slug, 'agree', '', current_date from trust_office",
            running.pk, table.circles[TABLE].pk,
        )  # fmt: skip


def test_a_division_adds_up_has_versions_and_shows_what_changed(table: Table) -> None:
    first, second = (area.code for area in current_region().areas.of_kind("municipality")[:2])
    sheets = []
    for rows, total in ((f"{first} 12,5\n{second} 7,5", "20"), (f"{first} 14", "14")):
        found = table.put("divide")
        with table.people.acting("bureau") as by:
            common = {"decision": found, "slug": "fte", "title": "Extra inzet", "unit": "fte", "by": by}
            with pytest.raises(ValidationError, match="te verdelen"):
                write_division(total=Decimal("77"), lines=lines_from(rows), **common)  # type: ignore[arg-type]
            sheets.append(write_division(total=Decimal(total), lines=lines_from(rows), **common))  # type: ignore[arg-type]
    assert [sheet.version for sheet in sheets] == [1, 2]
    with table.people.acting("mayor"):
        before, rows_now = beside_before(Division.objects.select_related("circle").get(pk=sheets[1].pk))
    assert before == sheets[0]
    assert [row.change for row in rows_now] == [Decimal("1.50"), Decimal("-7.50")]
    answer = table.people.client("mayor").get(f"/verdelingen/{sheets[0].pk}.csv")
    assert "12,50" in answer.content.decode()
    assert table.people.client("officer").get(f"/verdelingen/{sheets[0].pk}.csv").status_code == 404


@pytest.mark.parametrize("rows", ["VERZONNEN 3", "{code} 1\n{code} 2", "{code} -1", "{code} veel", "", "{code} 1e99"])
def test_a_division_that_cannot_be_is_refused_with_its_line(table: Table, rows: str) -> None:
    code = current_region().areas.of_kind("municipality")[0].code
    found = table.put("divide")
    with table.people.acting("bureau") as by, pytest.raises(ValidationError, match=r"egel"):
        write_division(
            decision=found, slug="fte", title="Inzet", unit="fte", total=Decimal("3"), by=by,
            lines=lines_from(rows.format(code=code)),
        )  # fmt: skip
    assert timezone.localdate()
    assert not Copy.objects.exists()
