"""Attacks on one in, one out: each counts what a body carries too many, or what ended or was signed out of order."""

from collections.abc import Callable
from contextlib import suppress
from datetime import timedelta

from django.db import Error, transaction

from slagvaardig.choose.priorities.actions import ask_waiver, end_priority
from slagvaardig.choose.priorities.models import Priority, Waiver
from slagvaardig.trust.access.identity import acting_as_job
from slagvaardig.trust.circles.actions import hand_over
from slagvaardig.trust.circles.models import Office
from tests.act.ground import today
from tests.attack.owner import looking, run
from tests.choose.deciding.endings import MOST, adopt, carried, waived
from tests.choose.deciding.ground import SEATED, Table
from tests.choose.deciding.voting import REFUSED, past

Attack = Callable[[Table], int]
ADOPTED = "update choose_priority set state = 'adopted', adopted_on = current_date, adopted_by_id = %s where id = %s"
ENDED = (
    "update choose_priority set state = 'ended', ended_on = current_date, discharged_by_id = %s, handover = %s,"
    " lessons = 'Eerder.', look_again_on = current_date + 9 where id = %s"
)


def one_too_many_past_the_program(table: Table) -> int:
    table.adopted("Wijken", "Online")
    return _third(table)


def one_too_many(table: Table) -> int:
    """Through the program, with no word of what ends."""
    table.adopted("Wijken", "Online")
    third = table.proposed("Onrust")
    with suppress(*REFUSED):
        adopt(table, third, table.decided())
    return len(carried(table)) - MOST


def it_waits_without_what_ends(table: Table) -> int:
    table.adopted("Wijken", "Online")
    with suppress(*REFUSED):
        adopt(table, table.proposed("Onrust"), table.decided())
    with table.people.acting("bureau"):
        return Priority.objects.filter(state="next").count()


def it_begins_before_the_discharge(table: Table) -> int:
    old, _other = table.adopted("Wijken", "Online")
    with table.people.acting("bureau") as by:
        end_priority(priority=old, why="Klaar.", by=by)
    return _third(table)


def carried_without_a_decision(table: Table) -> int:
    return past(table, "bureau", ADOPTED, None, table.proposed("Onrust").pk)


def the_agreed_number_changes(table: Table) -> int:
    return past(table, "bureau", "update choose_places set most = 9")


def an_exception_with_one_signature(table: Table) -> int:
    table.adopted("Wijken", "Online")
    third = table.proposed("Onrust")
    _asked(table, third)
    return past(table, "bureau", ADOPTED, table.decided().pk, third.pk)


def an_exception_that_is_over(table: Table) -> int:
    table.adopted("Wijken", "Online")
    third = table.proposed("Onrust")
    waiver = waived(table, third)
    with looking():
        days = [today() - timedelta(days=ago) for ago in (9, 1)]
        run("update choose_waiver set asked_on = %s, until = %s where id = %s", *days, waiver.pk)
    return past(table, "bureau", ADOPTED, table.decided().pk, third.pk)


def signed_for_an_office_of_another(table: Table) -> int:
    return _signed(table, "second mayor", _asked(table, table.proposed("Onrust")), SEATED["police chief"])


def one_person_signs_twice(table: Table) -> int:
    """Who holds two offices at the table signs through the second as well."""
    waiver = _asked(table, table.proposed("Onrust"))
    with acting_as_job("console") as by:
        office = Office.objects.get(slug=SEATED["second mayor"])
        hand_over(office=office, to=table.people["mayor"], on=today(), by=by)
    return _signed(table, "mayor", waiver, SEATED["second mayor"])


def ended_by_another_decision(table: Table) -> int:
    return past(table, "bureau", ENDED, table.decided("adopt").pk, "Alles.", _ending(table).pk)


def ended_without_handing_over(table: Table) -> int:
    return past(table, "bureau", ENDED, table.decided("discharge").pk, "", _ending(table).pk)


def others_read_a_proposal(table: Table) -> int:
    table.proposed("Onrust")
    found = 0
    for name in ("outsider", "analyst", "visitor"):
        with table.people.acting(name):
            found += Priority.objects.count()
    return found


def _third(table: Table) -> int:
    past(table, "bureau", ADOPTED, table.decided().pk, table.proposed("Onrust").pk)
    return len(carried(table)) - MOST


def _ending(table: Table) -> Priority:
    old = table.adopted("Wijken")[0]
    with table.people.acting("bureau") as by:
        return end_priority(priority=old, why="Klaar.", by=by)


def _asked(table: Table, priority: Priority) -> Waiver:
    with table.people.acting("mayor") as by:
        office, until = Office.objects.get(slug=SEATED["mayor"]), today() + timedelta(days=30)
        return ask_waiver(priority=priority, office=office, reason="Het water stijgt.", until=until, by=by)


def _signed(table: Table, name: str, waiver: Waiver, office: str) -> int:
    with table.people.acting(name), suppress(Error), transaction.atomic():
        run("update choose_waiver set second_id = %s, second_on = current_date where id = %s", office, waiver.pk)
    with table.people.acting("bureau"):
        return Waiver.objects.exclude(second=None).count()
