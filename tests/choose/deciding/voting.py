"""Attacks on decisions and written rounds: each counts what got through, and gets nothing through while the rule
stands. Most go past the program, with the statements that it would never make."""

from collections.abc import Callable
from contextlib import suppress
from datetime import timedelta

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import Error, transaction

from slagvaardig.choose.decisions.actions import decide, publish_decision
from slagvaardig.choose.decisions.models import Decision
from slagvaardig.choose.decisions.rounds import WrittenRound
from slagvaardig.choose.decisions.tables import Copy
from tests.act.ground import today
from tests.attack.owner import looking, run
from tests.choose.deciding.ground import SEATED, TABLE, Table
from tests.choose.deciding.marks import MARK, marked

REFUSED = (PermissionDenied, ValidationError, Error)


def past(table: Table, name: str, statement: str, *values: object) -> int:
    """How many rows a statement touched, by somebody who is let in to the database and to nothing else."""
    with table.people.acting(name), suppress(Error), transaction.atomic():
        return len(run(f"{statement} returning 1", *values))
    return 0


def counted(table: Table, name: str, relation: str, where: str = "true") -> int:
    with table.people.acting(name):
        return int(run(f"select count(*) from {relation} where {where}")[0][0])


def others_read(relation: str) -> Callable[[Table], int]:
    def attack(table: Table) -> int:
        table.round_on(table.put())
        return sum(counted(table, name, relation) for name in ("outsider", "analyst", "visitor"))

    return attack


def others_read_a_copy_of_the_coalition(table: Table) -> int:
    found = table.decided()
    with table.people.acting("bureau") as by:
        publish_decision(decision=found, level="coalition", by=by)
    return sum(counted(table, name, "choose_copy") for name in ("outsider", "visitor"))


def who_sits_there_asks(table: Table) -> int:
    """A question is put by whoever looks after the circle."""
    insert = (
        "insert into choose_decision (id, circle_id, question, options, kind, theme, state, made_on, outcome,"
        " conditions, review, withdrawn_because, level, chosen, differs_because, present, rules)"
        " values (gen_random_uuid(), %s, 'Zo?', 'Ja.', 'note', '', 'draft', current_date, '', '', '', '', 'circle',"
        " '[]', '', '[]', '[]')"
    )
    return past(table, "mayor", insert, table.circles[TABLE].pk)


def who_sits_there_decides(table: Table) -> int:
    found = table.put()
    change = "update choose_decision set state = 'decided', outcome = 'Ja.', decided_on = current_date where id = %s"
    return past(table, "mayor", change, found.pk)


def the_question_changes(table: Table) -> int:
    return past(table, "bureau", "update choose_decision set question = 'Anders?' where id = %s", table.put().pk)


def what_was_decided_changes(table: Table) -> int:
    """By whoever looks after it: other words, another choice, or as if nothing was decided yet."""
    found = table.decided()
    said = ("outcome = 'Nee.'", "chosen = '[\"x\"]'", "differs_because = 'Zo.'", "present = '[]'", "state = 'put'")
    return sum(past(table, "bureau", f"update choose_decision set {one} where id = %s", found.pk) for one in said)


def the_evidence_changes(table: Table) -> int:
    found = table.put()
    return past(table, "bureau", "update choose_evidence set content = '{}' where decision_id = %s", found.pk)


def others_bring_the_evidence(table: Table) -> int:
    insert = "insert into choose_evidence (decision_id, content, digest, frozen_on) values (%s, '{}', '', current_date)"
    return past(table, "mayor", insert, table.written().pk)


def dissent_comes_afterwards(table: Table) -> int:
    insert = (
        "insert into choose_dissent (id, decision_id, partner_id, reason) values (gen_random_uuid(), %s, %s, 'Nee.')"
    )
    return past(table, "bureau", insert, table.decided().pk, table.circles["parket"].pk)


def nobody_met(table: Table) -> int:
    found = table.put()
    with suppress(*REFUSED), table.people.acting("bureau") as by:
        return int(decide(decision=found, outcome="Ja.", by=by).is_taken)
    return 0


def silence_decides(table: Table) -> int:
    """A round in which nobody said anything, after its term."""
    found = table.put()
    running = table.round_on(found)
    _overdue(running)
    table.closed(running)
    with suppress(*REFUSED), table.people.acting("bureau") as by:
        return int(decide(decision=found, outcome="Ja.", by=by).is_taken)
    return 0


def otherwise_without_a_reason(table: Table) -> int:
    found = marked(table)
    with suppress(*REFUSED), table.people.acting("bureau") as by:
        office = SEATED["mayor"]
        decide(decision=found, outcome="Zo.", present=[office], chosen=["anders"], by=by)
        return 1
    return 0


def a_partner_answers_twice(table: Table) -> int:
    running = table.round_on(table.put())
    table.answered(running, "mayor")
    _answers(table, running, "mayor", SEATED["mayor"])
    return counted(table, "bureau", "choose_answer") - 1


def somebody_speaks_for_another(table: Table) -> int:
    return _answers(table, table.round_on(table.put()), "mayor", SEATED["police chief"])


def who_looks_after_it_speaks(table: Table) -> int:
    """An editor has no voice."""
    return _answers(table, table.round_on(table.put()), "bureau", SEATED["police chief"])


def an_answer_after_the_term(table: Table) -> int:
    running = table.round_on(table.put())
    _overdue(running)
    return _answers(table, running, "police chief", SEATED["police chief"])


def an_answer_after_closing(table: Table) -> int:
    running = table.round_on(table.put())
    with looking():
        run("update choose_writtenround set closed_on = current_date where id = %s", running.pk)
    return _answers(table, running, "police chief", SEATED["police chief"])


def an_answer_changes(table: Table) -> int:
    running = table.round_on(table.put())
    table.answered(running, "mayor")
    return past(table, "mayor", "update choose_answer set answer = 'none'")


def others_lay_a_copy(table: Table) -> int:
    return _copies(table, "mayor", table.decided())


def a_copy_of_what_is_not_decided(table: Table) -> int:
    return _copies(table, "bureau", table.put())


def a_copy_changes(table: Table) -> int:
    found = table.decided()
    with table.people.acting("bureau") as by:
        publish_decision(decision=found, level="public", by=by)
    return past(table, "bureau", "update choose_copy set content = '{}'")


def what_is_closed_gets_out(table: Table) -> int:
    found = marked(table)
    with table.people.acting("bureau") as by:
        decide(decision=found, outcome="Zo.", present=[SEATED["mayor"]], chosen=["dit"], by=by)
        publish_decision(decision=Decision.objects.get(pk=found.pk), level="public", by=by)
    with table.people.acting("visitor"):
        return sum(one.content.count(MARK) for one in Copy.objects.all())


def _answers(table: Table, running: WrittenRound, name: str, office: str) -> int:
    insert = (
        'insert into choose_answer (id, round_id, circle_id, partner_id, office_id, answer, reason, "on") select'
        " gen_random_uuid(), %s, %s, partner_id, slug, 'agree', '', current_date from trust_office where slug = %s"
    )
    return past(table, name, insert, running.pk, running.circle_id, office)


def _copies(table: Table, name: str, found: Decision) -> int:
    insert = (
        "insert into choose_copy (id, decision_id, circle_id, body_id, question, kind, theme, decided_on, content,"
        " digest, made_on) values (gen_random_uuid(), %s, %s, %s, 'Zo?', 'note', '', current_date, '{}', '',"
        " current_date)"
    )
    return past(table, name, insert, found.pk, table.circles["openbaar"].pk, found.circle_id)


def _overdue(running: WrittenRound) -> None:
    with looking():
        days = [today() - timedelta(days=ago) for ago in (9, 1)]
        run("update choose_writtenround set opened_on = %s, due = %s where id = %s", *days, running.pk)
