"""A body carries no more than it agreed to, whatever is tried, in whatever order, by however many at once."""

import threading
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import Error, connection, transaction

from slagvaardig.choose.priorities.actions import (
    ask_waiver,
    propose_priority,
    sign_waiver,
)
from slagvaardig.choose.priorities.laying import import_priorities
from slagvaardig.choose.priorities.models import Priority, Waiver
from slagvaardig.choose.priorities.rules import room_of
from slagvaardig.choose.priorities.workflow import CARRIED
from slagvaardig.region.current import current_region
from slagvaardig.trust.access.identity import acting_as_job
from slagvaardig.trust.circles.models import Office
from tests.act.ground import today
from tests.attack.owner import run
from tests.choose.deciding.endings import MOST, adopt, carried, discharge
from tests.choose.deciding.ground import SEATED, TABLE, Table


def test_above_the_maximum_it_takes_one_that_ends_and_begins_at_its_discharge(table: Table) -> None:
    old, _other = table.adopted("Veilige wijken", "Veilig online")
    decision, third = table.decided(), table.proposed("Onrust")
    with pytest.raises(ValidationError) as refused:
        adopt(table, third, decision)
    assert "Noem welke prioriteit eindigt" in refused.value.message_dict["ends"][0]
    third = adopt(table, third, decision, ends=old, why="Het is gewoon werk geworden.")
    assert third.state == "next"
    with table.people.acting("bureau"):
        assert {one.state for one in room_of(table.circles[TABLE]).carried} == {"ending", "adopted"}
        assert room_of(table.circles[TABLE]).free == 0, "what is being ended counts until its discharge"
    fourth = table.proposed("Nog een")
    with pytest.raises(ValidationError, match="begint al een andere"):
        adopt(table, fourth, decision, ends=old, why="Ook.")
    discharge(table, old)
    with table.people.acting("visitor"):
        assert Priority.objects.get(pk=third.pk).state == "adopted"
        assert Priority.objects.get(pk=old.pk).state == "ended"


def test_what_the_files_brought_in_without_a_decision_can_end_like_any_other(table: Table) -> None:
    planned = current_region().strategy.priorities[0]
    region = replace(
        current_region(),
        strategy=replace(
            current_region().strategy,
            priorities=tuple(replace(planned, id=f"oud-{n}", owner=TABLE, level="regional") for n in range(MOST)),
        ),
    )
    with acting_as_job("console") as by:
        assert import_priorities(region=region, by=by) == MOST
        old = Priority.objects.get(slug="oud-0")
    new, decision = table.proposed("Onrust"), table.decided()
    with table.people.acting("bureau"), pytest.raises(Error), transaction.atomic():
        Priority.objects.filter(pk=new.pk).update(state="adopted", adopted_on=today())
    assert adopt(table, new, decision, ends=old, why="Het is gewoon werk geworden.").state == "next"
    discharge(table, Priority(pk=old.pk))
    with table.people.acting("bureau"):
        assert Priority.objects.get(pk=new.pk).state == "adopted"
        assert room_of(table.circles[TABLE]).free == 0


def test_an_exception_takes_two_people_of_two_offices_and_ends(table: Table) -> None:
    table.adopted("Veilige wijken", "Veilig online")
    third, decision = table.proposed("Onrust"), table.decided()
    with table.people.acting("mayor") as by:
        own = Office.objects.get(slug=SEATED["mayor"])
        waiver = ask_waiver(priority=third, office=own, reason="Nu.", until=today() + timedelta(days=9), by=by)
        with pytest.raises(ValidationError, match="iemand anders"):
            sign_waiver(waiver=waiver, office=own, by=by)
        with pytest.raises(PermissionDenied):
            sign_waiver(waiver=waiver, office=Office.objects.get(slug=SEATED["police chief"]), by=by)
        with suppress(Error), transaction.atomic():
            run("update choose_waiver set second_id = 'politiechef', second_on = current_date")
        assert Waiver.objects.get(pk=waiver.pk).second_id is None, "he signed for somebody else, past the program"
    with pytest.raises(ValidationError):
        adopt(table, third, decision)
    with table.people.acting("police chief") as by:
        sign_waiver(waiver=waiver, office=Office.objects.get(slug=SEATED["police chief"]), by=by)
    assert adopt(table, third, decision).state == "adopted"
    with pytest.raises(ValidationError):
        adopt(table, table.proposed("Nog een"), decision)


def test_past_the_program_the_database_refuses(table: Table) -> None:
    table.adopted("Veilige wijken", "Veilig online")
    third, decision = table.proposed("Onrust"), table.decided()
    wrong = table.decided("note")
    with table.people.acting("bureau"):
        for state in CARRIED:
            for by in (decision.pk, wrong.pk, None):
                with pytest.raises(Error), transaction.atomic():
                    run(
                        "update choose_priority set state = %s, adopted_on = current_date, adopted_by_id = %s,"
                        " why = 'Zo.' where id = %s", state, by, third.pk,
                    )  # fmt: skip
        run("update choose_places set most = 9")
        assert room_of(table.circles[TABLE]).most == MOST
    assert len(carried(table)) == MOST


def test_many_rows_in_one_statement_are_counted_one_by_one(table: Table) -> None:
    decision = table.decided()
    for number in range(4):
        table.proposed(f"Voorstel {number}")
    with table.people.acting("bureau"), pytest.raises(Error), transaction.atomic():
        run("update choose_priority set state = 'adopted', adopted_by_id = %s", decision.pk)
    assert carried(table) == []


@pytest.mark.django_db(transaction=True)
def test_of_many_who_adopt_at_once_no_more_get_through_than_there_are_places(kept_table: Table) -> None:
    table, decision = kept_table, kept_table.decided()
    proposed = [table.proposed(f"Voorstel {number}") for number in range(6)]
    ready, isolation = threading.Barrier(len(proposed)), ["read committed", "repeatable read"]

    def past_the_program(number: int) -> None:
        level = isolation[number % 2]
        run(f"set session characteristics as transaction isolation level {level}")
        ready.wait(20)
        with suppress(Error), table.people.acting("bureau"):
            run(
                "update choose_priority set state = 'adopted', adopted_on = current_date, adopted_by_id = %s"
                " where id = %s", decision.pk, proposed[number].pk,
            )  # fmt: skip
        run("set session characteristics as transaction isolation level read committed")
        connection.close()

    def through_it(number: int) -> None:
        ready.wait(20)
        with suppress(ValidationError, PermissionDenied, Error):
            adopt(table, proposed[number], decision)
        connection.close()

    acts: list[Callable[[int], None]] = [through_it, past_the_program]
    threads = [threading.Thread(target=acts[number % 3 > 0], args=(number,)) for number in range(len(proposed))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert 1 <= len(carried(table)) <= MOST


def test_what_is_local_is_never_overwritten_by_what_is_regional(table: Table) -> None:
    region = current_region()
    planned = next(one for one in region.strategy.priorities if one.level == "district")
    own = table.circles[planned.owner]
    with table.people.acting("bureau") as by:
        mine = _of_the_district(own, planned.id, by)
    with acting_as_job("console") as by:
        known = {circle.slug for circle in table.circles.values()}
        listed = [one for one in region.strategy.priorities if not one.owner or one.owner in known]
        assert len(listed) > 3
        strategy = _with(region.strategy, listed)
        import_priorities(region=_with_strategy(region, strategy), by=by)
        import_priorities(region=_with_strategy(region, strategy), by=by)
    with table.people.acting("bureau"):
        kept = Priority.objects.get(pk=mine.pk)
        assert (kept.title, kept.state, kept.level) == ("Van onszelf", "proposed", "district")
        assert Priority.objects.of(own).get() == kept
        assert Priority.objects.of(table.circles[TABLE]).carried().count() == MOST


def _of_the_district(circle: Any, slug: str, by: Any) -> Priority:
    return propose_priority(circle=circle, title="Van onszelf", slug=slug, text="Eigen.", level="district", by=by)


def _with(strategy: Any, priorities: Any) -> Any:
    return replace(strategy, priorities=tuple(priorities))


def _with_strategy(region: Any, strategy: Any) -> Any:
    return replace(region, strategy=strategy)
