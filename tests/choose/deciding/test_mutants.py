"""The rules of deciding and of one in, one out: each is taken out, in the database or in Python, and then what it
forbids happens; while it stands, nothing of it does."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from unittest.mock import patch

import pytest

from slagvaardig.choose.decisions import actions, sheets
from slagvaardig.choose.decisions.tallies import Tally
from slagvaardig.choose.evidence import sheets as evidence
from slagvaardig.choose.priorities import actions as priorities
from slagvaardig.choose.priorities.rules import Room
from tests.attack.mutants import Mutant, taken_out
from tests.attack.sizes import size
from tests.attack.taken_out import function, policy
from tests.choose.deciding import crowding, voting
from tests.choose.deciding.ground import Table

CARRY = "sec.may_carry_choose_priority(uuid, uuid, uuid)"
SIGN = "sec.may_sign_choose_waiver(uuid, text, text)"
BECOMES = "uuid, text, text, date, text, jsonb, text, jsonb"
SPEAK = "sec.may_speak_choose_round(uuid, uuid, uuid, text)"


def without(module: object, name: str, instead: object) -> Callable[[], AbstractContextManager[object]]:
    return lambda: patch.object(module, name, instead)


def changes(table: str) -> str:
    return f"create policy rule_update on {table} for update using (true); grant update on {table} to public"


def inserts(table: str) -> str:
    return policy("insert", table, check="true")


def reads(table: str) -> str:
    return policy("select", table, "true")


DECISIONS = [
    Mutant("everybody reads decisions", voting.others_read("choose_decision"), reads("choose_decision")),
    Mutant("everybody reads evidence", voting.others_read("choose_evidence"), reads("choose_evidence")),
    Mutant("everybody reads rounds", voting.others_read("choose_writtenround"), reads("choose_writtenround")),
    Mutant("who sits there asks", voting.who_sits_there_asks, inserts("choose_decision")),
    Mutant(
        "who sits there decides", voting.who_sits_there_decides, policy("update", "choose_decision", "true", "true")
    ),
    Mutant("a question changes", voting.the_question_changes, "grant update on choose_decision to public"),
    Mutant(
        "what was decided changes",
        voting.what_was_decided_changes,
        function(f"sec.may_become_choose_decision({BECOMES})", "select not exists", "select true or not exists"),
    ),
    Mutant("evidence changes", voting.the_evidence_changes, changes("choose_evidence")),
    Mutant("others bring evidence", voting.others_bring_the_evidence, inserts("choose_evidence")),
    Mutant(
        "something is added afterwards",
        voting.dissent_comes_afterwards,
        function("sec.may_fill_choose_decision(uuid)", "d.state in ('draft', 'put')", "true"),
    ),
    Mutant("nobody has to meet", voting.nobody_met, within=without(actions, "carried_by_a_round", lambda *a, **n: [])),
    Mutant(
        "silence agrees",
        voting.silence_decides,
        within=lambda: patch.object(Tally, "in_favour", property(lambda tally: tally.asked)),
    ),
    Mutant(
        "the advice is left in silence",
        voting.otherwise_without_a_reason,
        within=without(actions, "require_reason", lambda *a: None),
    ),
]
ROUNDS = [
    Mutant(
        "a partner counts twice",
        voting.a_partner_answers_twice,
        "alter table choose_answer drop constraint choose_answer_once",
    ),
    Mutant("anybody speaks for anybody", voting.somebody_speaks_for_another, inserts("choose_answer")),
    Mutant(
        "whoever holds no office speaks", voting.who_looks_after_it_speaks,
        function(SPEAK, "t.person_id = sec.me() and ", ""),
    ),
    Mutant("the term is no limit", voting.an_answer_after_the_term, function(SPEAK, "r.due >= sec.today()", "true")),
    Mutant("closing is no limit", voting.an_answer_after_closing, function(SPEAK, "r.closed_on is null", "true")),
    Mutant("an answer changes", voting.an_answer_changes, changes("choose_answer")),
]  # fmt: skip
COPIES = [
    Mutant("everybody reads copies", voting.others_read_a_copy_of_the_coalition, reads("choose_copy")),
    Mutant("anybody lays a copy", voting.others_lay_a_copy, inserts("choose_copy")),
    Mutant(
        "a copy of what is not decided",
        voting.a_copy_of_what_is_not_decided,
        function("sec.may_copy_choose_decision(uuid, uuid)", "d.state in ('decided', 'published')", "true"),
    ),
    Mutant("a copy changes", voting.a_copy_changes, changes("choose_copy")),
    Mutant("the weighing goes out", voting.what_is_closed_gets_out, within=without(sheets, "CLOSED", ())),
    Mutant(
        "closed parts of sheets go out",
        voting.what_is_closed_gets_out,
        within=without(evidence, "for_everybody", lambda sheet: sheet),
    ),
    Mutant(
        "what nobody named goes out",
        voting.what_is_closed_gets_out,
        within=without(sheets, "named_to_all", lambda decision: {"dit", "anders"}),
    ),
]
NO_COUNT = function(CARRY, "return carried <= most_here;", "return true;")
PLACES = [
    Mutant("the database does not count", crowding.one_too_many_past_the_program, NO_COUNT),
    Mutant("nobody counts", crowding.one_too_many, NO_COUNT, without(Room, "fits", lambda room, one: True)),
    Mutant(
        "nothing has to end",
        crowding.it_waits_without_what_ends,
        "alter table choose_priority drop constraint choose_priority_follows_one",
        within=without(priorities, "_follow", lambda *a: None),
    ),
    Mutant(
        "what is being ended counts no more",
        crowding.it_begins_before_the_discharge,
        function(CARRY, "p.id <> item and p.state in ('adopted', 'ending')", "p.id <> item and p.state = 'adopted'"),
    ),
    Mutant(
        "no decision carries it",
        crowding.carried_without_a_decision,
        function(CARRY, "return false;", "null;"),
    ),
    Mutant(
        "anybody changes the number",
        crowding.the_agreed_number_changes,
        policy("update", "choose_places", "true", "true"),
    ),
    Mutant(
        "one signature is enough",
        crowding.an_exception_with_one_signature,
        function(CARRY, "w.second_id is not null and ", ""),
    ),
    Mutant(
        "an exception never ends",
        crowding.an_exception_that_is_over,
        function(CARRY, "w.until >= sec.today()", "true"),
    ),
    Mutant(
        "signed through any office",
        crowding.signed_for_an_office_of_another,
        function(SIGN, "s.office_id = seated and t.person_id = sec.me()", "s.office_id = seated"),
    ),
    Mutant(
        "one person is two signatures",
        crowding.one_person_signs_twice,
        function(SIGN, "t.office_id = other and ", "false and "),
    ),
    Mutant(
        "any decision discharges",
        crowding.ended_by_another_decision,
        function("sec.may_end_choose_priority(uuid, uuid)", "d.kind = 'discharge'", "true"),
    ),
    Mutant(
        "nothing has to be handed over",
        crowding.ended_without_handing_over,
        "alter table choose_priority drop constraint choose_priority_ends_in_order",
    ),
    Mutant("everybody reads proposals", crowding.others_read_a_proposal, reads("choose_priority")),
]


@pytest.mark.parametrize("mutants", [DECISIONS, ROUNDS, COPIES, PLACES])
def test_with_a_rule_taken_out_what_it_forbids_happens(floor: Table, mutants: list[Mutant[Table]]) -> None:
    tried = mutants[:: size(2, 1)]
    before, after = taken_out(tried, floor)
    assert set(before.values()) == {0}, before
    alive = [name for name, got in after.items() if not got]
    assert alive == [], "without the rule nothing happened: the attack proves nothing"
