"""No sequence of acts gets past what a body agreed to carry; and without the rule of the row one does."""

from collections.abc import Callable
from typing import ClassVar

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import Error, transaction
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test

from slagvaardig.choose.priorities.actions import (
    end_priority,
    look_again,
    withdraw_priority,
)
from slagvaardig.choose.priorities.models import Priority
from slagvaardig.choose.priorities.workflow import CARRIED
from tests.attack.owner import looking, run
from tests.attack.sizes import size
from tests.choose.deciding.endings import MOST, adopt, carried, discharge, numbers, waived
from tests.choose.deciding.ground import Table


class Sequences(RuleBasedStateMachine):
    """One table, and all that can be done with priorities there, by who looks after it and past the program."""

    table: ClassVar[Table]
    done: ClassVar[int] = 0
    full: ClassVar[int] = 0

    @initialize()
    def begin(self) -> None:
        self.point = transaction.savepoint()
        self.adopting = self.table.decided()
        self.rows = [self.table.proposed(f"Voorstel {number}") for number in range(2)]
        self.signed: set[object] = set()

    def attempt(self, act: Callable[[], object]) -> bool:
        try:
            with transaction.atomic():
                act()
        except (ValidationError, PermissionDenied, Error):
            return False
        type(self).done += 1
        return True

    def now(self, number: int, *states: str) -> Priority:
        """One of the rows; mostly one in these states, when there is one."""
        with self.table.people.acting("bureau"):
            found = {row.pk: row for row in Priority.objects.with_all()}
        rows = [found[row.pk] for row in self.rows]
        fitting = [row for row in rows if row.state in states]
        rows = fitting if fitting and number % 4 else rows
        return rows[number % len(rows)]

    @rule()
    def proposes(self) -> None:
        self.rows.append(self.table.proposed(f"Voorstel {len(self.rows)}"))

    @rule(number=numbers)
    def adopts(self, number: int) -> None:
        self.attempt(lambda: adopt(self.table, self.now(number, "proposed"), self.adopting))

    @rule(number=numbers, other=numbers)
    def adopts_naming_what_ends(self, number: int, other: int) -> None:
        row, ends = self.now(number, "proposed"), self.now(other, *CARRIED)
        self.attempt(lambda: adopt(self.table, row, self.adopting, ends=ends, why="Klaar."))

    @rule(number=numbers, act=st.sampled_from(["end", "withdraw", "look"]))
    def moves(self, number: int, act: str) -> None:
        row = self.now(number, {"end": "adopted", "withdraw": "next", "look": "ended"}[act])
        with self.table.people.acting("bureau") as by:
            acts: dict[str, Callable[[], object]] = {
                "end": lambda: end_priority(priority=row, why="Het is klaar.", by=by),
                "withdraw": lambda: withdraw_priority(priority=row, by=by),
                "look": lambda: look_again(priority=row, looked="Rustig.", by=by),
            }
            self.attempt(acts[act])

    @rule(number=numbers)
    def discharges(self, number: int) -> None:
        self.attempt(lambda: discharge(self.table, self.now(number, "ending")))

    @rule(number=numbers)
    def signs(self, number: int) -> None:
        row = self.now(number, "proposed")
        if len(self.signed) < 2 and self.attempt(lambda: waived(self.table, row)):
            self.signed.add(row.pk)

    @rule(number=numbers, state=st.sampled_from(CARRIED))
    def writes_past_the_program(self, number: int, state: str) -> None:
        row = self.now(number, "proposed", "next")

        def write() -> None:
            with self.table.people.acting("bureau"):
                run(
                    "update choose_priority set state = %s, why = 'Zo.', adopted_by_id = %s where id = %s",
                    state, self.adopting.pk, row.pk,
                )  # fmt: skip

        self.attempt(write)

    @invariant()
    def no_more_is_carried_than_was_agreed_and_signed_for(self) -> None:
        if hasattr(self, "rows"):
            without = [one for one in carried(self.table) if one.pk not in self.signed]
            type(self).full += len(without) == MOST
            assert len(without) <= MOST, [one.state for one in without]

    def teardown(self) -> None:
        if hasattr(self, "point"):
            transaction.savepoint_rollback(self.point)


def test_no_sequence_of_acts_gets_past_it(floor: Table) -> None:
    Sequences.table = floor
    chosen = settings(
        max_examples=size(8, 400),
        stateful_step_count=size(14, 30),
        deadline=None,
        database=None,
        derandomize=True,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    run_state_machine_as_test(Sequences, settings=chosen)
    assert Sequences.done > size(20, 2_000)
    assert Sequences.full > size(10, 1_000)


def test_without_the_rule_of_the_row_it_gets_past(floor: Table) -> None:
    """The property proves something only when it fails without the rule."""
    with looking():
        run(
            "create or replace function sec.may_carry_choose_priority(item uuid, place uuid, decision uuid)"
            " returns boolean language sql as $$ select true $$"
        )
    floor.adopted("Veilige wijken", "Veilig online")
    third = floor.proposed("Onrust")
    with floor.people.acting("bureau"):
        run("update choose_priority set state = 'adopted' where id = %s", third.pk)
    assert len(carried(floor)) == MOST + 1
