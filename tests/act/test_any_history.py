"""Through any history: nothing is closed without who felt it or a documented silence, every move is a row, and no step
of the ladder is skipped."""

from collections.abc import Callable
from typing import Any, ClassVar

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test

from slagvaardig.act.barriers.actions import confirm_gone, feel_too, reply, still_there
from slagvaardig.act.barriers.models import Barrier
from slagvaardig.act.barriers.tables import Ask
from slagvaardig.act.barriers.voices import Move
from slagvaardig.act.handling.actions import (
    answer_ask,
    ask_again,
    ask_who_feels_it,
    close_on_time_out,
    escalate,
    say_it_is_gone,
    say_it_stays,
    step_down,
    write_memo,
)
from slagvaardig.region.current import current_region
from slagvaardig.trust.access.identity import acting_as_job
from tests.act.ground import REASON, Clock, Ground
from tests.act.test_life_of_a_barrier import advised
from tests.attack.proofs import proven
from tests.attack.sizes import size
from tests.log import log

PEOPLE = ["officer", "adviser", "nurse", "boa", "outsider", "mayor"]
FELT, HANDLES = ("officer", "nurse"), "adviser"
BODIES = ["driehoek-land", "district-middelveen", "werkgroep-water", "beraad", "gemeente-een"]
HANDLING: dict[str, Callable[..., object]] = {
    "ask": ask_who_feels_it,
    "stays": say_it_stays,
    "gone": say_it_is_gone,
    "time-out": close_on_time_out,
}
FEELING: dict[str, Callable[..., object]] = {"yes": confirm_gone, "no": still_there}
people = st.sampled_from([*FELT, *FELT, HANDLES, HANDLES, *PEOPLE])


class Histories(RuleBasedStateMachine):
    """One barrier in a circle: raised by the officer, felt by the nurse too, handled by the adviser."""

    ground: ClassVar[Ground]
    clock: ClassVar[Clock]
    runs: ClassVar[int] = 0
    tried: ClassVar[int] = 0
    done: ClassVar[int] = 0
    closed: ClassVar[int] = 0

    @initialize(start=st.sampled_from(["taken", "removed", "closed"]))
    def begin(self, start: str) -> None:
        type(self).runs += 1
        self.point, self.since = transaction.savepoint(), self.clock.moved
        self.barrier = self.ground.raised("officer", "gemeente-een", named=True)
        self.ground.felt_too(self.barrier, "nurse")
        self.ground.taken(self.barrier, HANDLES)
        with self.ground.people.acting(HANDLES) as by:
            advised_by_handler(self.barrier, by)
        self.moves, self.feel = 2, set(FELT)
        if start != "taken":
            assert self.attempt(HANDLES, say_it_is_gone, barrier=self.barrier, reason="Er is een nummer.")
        if start == "closed":
            assert self.attempt("officer", confirm_gone, barrier=self.barrier)

    def attempt(self, name: str, act: Callable[..., object], counts: bool = True, **more: Any) -> bool:
        """Whether somebody could do something; a move that was made is one row more."""
        type(self).tried += 1
        try:
            with self.ground.people.acting(name) as by:
                act(by=by, **more)
        except (ValidationError, PermissionDenied, Barrier.DoesNotExist):
            return False
        type(self).done += 1
        self.moves += counts
        return True

    @rule(name=people, answer=st.sampled_from(sorted(FEELING)))
    def says(self, name: str, answer: str) -> None:
        before = self.now()
        if self.attempt(name, FEELING[answer], barrier=self.barrier):
            assert name in self.feel, f"{name} does not feel it, and still said {answer}"
            assert name != HANDLES or answer == "no", "who handles it says that it is gone"
            assert before.state in ("removed", "retest") or answer == "no"

    @rule(
        name=st.sampled_from([HANDLES, HANDLES, HANDLES, *PEOPLE]),
        verb=st.sampled_from([*sorted(HANDLING), "gone", "gone", "time-out"]),
    )
    def handles(self, name: str, verb: str) -> None:
        before = self.now()
        if self.attempt(name, HANDLING[verb], barrier=self.barrier, reason=REASON):
            assert name == HANDLES
            if verb == "time-out":
                assert before.confirm_by
                assert self.clock.now().date() > before.confirm_by
            if verb == "stays":
                with self.ground.people.acting(HANDLES):
                    assert Ask.objects.filter(barrier=self.barrier, step=before.step).answered().exists()

    @rule(name=people)
    def replies(self, name: str) -> None:
        if self.attempt(name, reply, barrier=self.barrier, reason="Het speelt nog."):
            assert name in self.feel

    @rule(name=st.sampled_from([*FELT, HANDLES]))
    def feels_too(self, name: str) -> None:
        if self.attempt(name, feel_too, counts=False, barrier=self.barrier, hours=2):
            self.feel.add(name)

    @rule(name=st.sampled_from([HANDLES, "officer"]), body=st.sampled_from(BODIES))
    def goes_up(self, name: str, body: str) -> None:
        before, ladder = self.now(), current_region().ladder
        if self.attempt(name, escalate, barrier=self.barrier, body=self.ground.circle(body), reason=REASON):
            now = self.now()
            assert ladder.place(now.step) == ladder.place(before.step) + 1, "a step was skipped"
            with self.ground.people.acting(HANDLES):
                asked = Ask.objects.get(barrier=self.barrier, answered_at=None, withdrawn_on=None, step=now.step)
            assert asked.mandate == ladder.step(now.step).mandate

    @rule(step=st.sampled_from(["professional", "driehoek", "district", "beraad", "verzonnen"]))
    def goes_down(self, step: str) -> None:
        before, ladder = self.now(), current_region().ladder
        if self.attempt(HANDLES, step_down, barrier=self.barrier, step=step, reason=REASON):
            assert ladder.place(step) < ladder.place(before.step)

    @rule(name=st.sampled_from(["mayor", "chief prosecutor", "second mayor", "nurse"]))
    def is_answered(self, name: str) -> None:
        with self.ground.people.acting(name):
            ask = Ask.objects.waiting().first()
        if ask and self.attempt(name, answer_ask, counts=False, ask=ask, outcome="no", answer="Nu niet."):
            assert name != "nurse", "she sees the question, but does not sit at the table"

    @rule(days=st.sampled_from([1, 7, 29, 57]))
    def days_pass(self, days: int) -> None:
        self.clock.wait(days)
        with acting_as_job("clock") as by:
            self.moves += ask_again(by=by)

    def now(self) -> Barrier:
        return self.ground.now(self.barrier)

    @invariant()
    def what_is_closed_was_closed_by_who_felt_it_or_by_a_documented_silence(self) -> None:
        if not hasattr(self, "moves"):
            return
        now = self.now()
        with acting_as_job("clock"):
            rows = list(Move.objects.about(self.barrier))
        assert [move.number for move in rows] == list(range(1, self.moves + 1)), "a move without its row"
        assert [move.source for move in rows[1:]] == [move.target for move in rows[:-1]], "a gap between two moves"
        assert [move.step_from for move in rows[1:]] == [move.step_to for move in rows[:-1]]
        assert (rows[-1].target, rows[-1].step_to) == (now.state, now.step)
        if now.state in ("closed", "retest", "kept"):
            type(self).closed += 1
            last = next(move for move in reversed(rows) if move.target == "closed" and move.source == "removed")
            assert last.role in ("raiser", "feeler") or (last.verb == "time-out" and last.reason)
            assert now.closed_how == ("time-out" if last.verb == "time-out" else "felt")

    def teardown(self) -> None:
        if hasattr(self, "point"):
            transaction.savepoint_rollback(self.point)
            self.clock.wait(self.since - self.clock.moved)


def advised_by_handler(barrier: Barrier, by: Any) -> None:
    write_memo(barrier=barrier, analysis="Drie teams.", options="Twee.", question="Kies.", version=0, by=by)


def test_through_any_history_a_barrier_keeps_its_rules(floor: Ground, clock: Clock) -> None:
    Histories.ground, Histories.clock = floor, clock
    chosen = settings(
        max_examples=size(14, 1_000),
        stateful_step_count=size(16, 30),
        deadline=None,
        database=None,
        derandomize=True,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    run_state_machine_as_test(Histories, settings=chosen)
    proven(
        "circle-only",
        attempts=Histories.tried - Histories.done,
        entitled=Histories.done,
        served=Histories.done,
        note=f"{Histories.runs} histories of a barrier, {Histories.closed} times closed",
    )
    assert Histories.done > size(50, 5_000)
    assert Histories.closed > size(10, 500)


def test_every_move_is_in_the_log_as_well(ground: Ground) -> None:
    barrier = ground.raised()
    ground.removed(barrier)
    advised(ground, barrier)
    with ground.people.acting("officer") as officer:
        confirm_gone(barrier=barrier, by=officer)
    verbs = [line.verb for line in reversed(log()) if "barrier" in line.verb or line.verb == "advise"]
    assert verbs == ["raise-barrier", "move-barrier", "move-barrier", "advise", "confirm-barrier"]
    handled = [line for line in log("move-barrier")]
    assert {(line.about, line.actor) for line in handled} == {(f"barrier:{barrier.pk}", ground.people["bureau"].actor)}
