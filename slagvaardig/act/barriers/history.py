"""One move of a barrier, in memory: whether it may be made, and what becomes of the barrier. No queries: a page, a
job and the example of a fictional region make moves by the very same rules."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Final

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from slagvaardig.act.barriers.models import Barrier
from slagvaardig.act.barriers.tables import Ask, Memo
from slagvaardig.act.barriers.voices import Move
from slagvaardig.act.barriers.workflow import CLOCK, FELT, HANDLER, MOVES, STATES
from slagvaardig.region.ladder import Ladder

_WHO = {"raiser": FELT, "feeler": FELT, "handler": HANDLER, "clock": CLOCK}


@dataclass(frozen=True)
class Making:
    """A move that somebody wants to make. ask: the newest question at the step where the barrier is; memo: the advice;
    step: to which lower step; changes: further columns that this move sets."""

    verb: str
    role: str
    on: date
    ladder: Ladder
    reason: str = ""
    ask: Ask | None = None
    memo: Memo | None = None
    step: str = ""
    changes: Mapping[str, Any] | None = None


def make(barrier: Barrier, making: Making, number: int) -> Move:
    """Change the barrier and give the row of its history; ValidationError with what to do when the move may not be
    made, and then nothing has changed."""
    move = MOVES[making.verb]
    if _WHO[making.role] != move.who:
        raise ValidationError(_("Deze stap is niet aan u."))
    if making.verb != "raise" and barrier.state not in move.sources:
        state = STATES[barrier.state].title
        raise ValidationError(_("Dit kan nu niet: de drempel staat op „%(state)s”.") % {"state": state})
    if move.why and not making.reason.strip():
        raise ValidationError({"reason": _("Vul dit in: zonder uitleg kan niemand dit later begrijpen.")})
    if check := _CHECKS.get(making.verb):
        check(barrier, making)
    before, step_from = barrier.state, barrier.step
    effect = _EFFECTS.get(making.verb)
    if effect:
        effect(barrier, making)
    for name, value in (making.changes or {}).items():
        setattr(barrier, name, value)
    barrier.state = move.target or before
    barrier.touched_on = making.on
    if making.role == "handler" and barrier.answered_on is None:
        barrier.answered_on = making.on
    return Move(
        barrier=barrier,
        number=number,
        on=making.on,
        role=making.role,
        verb=making.verb,
        source="" if making.verb == "raise" else before,
        target=barrier.state,
        step_from="" if making.verb == "raise" else step_from,
        step_to=barrier.step,
        reason=making.reason.strip(),
    )


def _runs(making: Making) -> bool:
    """Whether a body still has time to answer the question that lies there."""
    return making.ask is not None and making.ask.waits and making.ask.due >= making.on


def _nobody_is_thinking(barrier: Barrier, making: Making) -> None:
    if barrier.state == "asked" and _runs(making) and making.ask:
        raise ValidationError(
            _("De vraag ligt nog bij %(body)s, tot en met %(day)s. Wacht op het antwoord, of breng de drempel terug.")
            % {"body": making.ask.circle.name, "day": making.ask.due.strftime("%d-%m-%Y")}
        )


def _may_go_up(barrier: Barrier, making: Making) -> None:
    if making.ladder.above(barrier.step) is None:
        raise ValidationError(_("Dit is de hoogste stap. Hoger kan niet."))
    memo = making.memo
    if memo is None or not all((memo.analysis.strip(), memo.options.strip(), memo.question.strip())):
        raise ValidationError(_("Schrijf eerst het advies: wat er aan de hand is, wat er kan en wat u vraagt."))
    _nobody_is_thinking(barrier, making)


def _may_go_down(barrier: Barrier, making: Making) -> None:
    if making.step not in {step.slug for step in making.ladder.below(barrier.step)}:
        raise ValidationError({"step": _("Kies een stap die lager is dan nu.")})


def _was_decided(barrier: Barrier, making: Making) -> None:
    """That a barrier stays is said by who has the mandate: the body at this step, in its answer."""
    if making.ask is None or making.ask.answered_at is None:
        raise ValidationError(
            _("Alleen wie erover gaat kan zeggen dat een drempel blijft. Leg hem voor en wacht op het antwoord.")
        )


def _was_silent(barrier: Barrier, making: Making) -> None:
    if barrier.confirm_by is None or making.on <= barrier.confirm_by:
        last = barrier.confirm_by.strftime("%d-%m-%Y") if barrier.confirm_by else "?"
        raise ValidationError(
            _("Tot en met %(day)s kan wie de drempel merkt nog antwoorden. Daarna kunt u hem sluiten.") % {"day": last}
        )


def _is_time(barrier: Barrier, making: Making) -> None:
    if barrier.retest_on is None or making.on < barrier.retest_on:
        raise ValidationError(_("Het is nog te vroeg om opnieuw te vragen."))


_CHECKS: Final[dict[str, Callable[[Barrier, Making], None]]] = {
    "take": _nobody_is_thinking,
    "escalate": _may_go_up,
    "step-down": _may_go_down,
    "stay": _was_decided,
    "time-out": _was_silent,
    "time-out-again": _was_silent,
    "retest": _is_time,
}


def _goes_up(barrier: Barrier, making: Making) -> None:
    above = making.ladder.above(barrier.step)
    if above:
        barrier.step, barrier.step_since = above.slug, making.on
        barrier.due = making.on + timedelta(days=above.term_days)


def _goes_down(barrier: Barrier, making: Making) -> None:
    barrier.step, barrier.step_since = making.step, making.on
    barrier.due = making.on + timedelta(days=making.ladder.step(making.step).term_days)


def _stays(barrier: Barrier, making: Making) -> None:
    barrier.due = None


def _asks(barrier: Barrier, making: Making) -> None:
    barrier.due = None
    barrier.confirm_by = making.on + timedelta(days=making.ladder.confirm_days)


def _closes(barrier: Barrier, making: Making) -> None:
    barrier.closed_on = making.on
    barrier.closed_how = "time-out" if making.verb == "time-out" else "felt"
    barrier.retest_on = making.on + timedelta(days=making.ladder.retest_days)
    if making.verb == "confirm":
        barrier.confirm_by = None


def _asks_again(barrier: Barrier, making: Making) -> None:
    barrier.confirm_by = making.on + timedelta(days=making.ladder.confirm_days)


def _is_kept(barrier: Barrier, making: Making) -> None:
    barrier.kept_how = "time-out" if making.verb == "time-out-again" else "felt"
    barrier.retest_on = None


def _comes_back(barrier: Barrier, making: Making) -> None:
    barrier.returned += barrier.state != "removed"
    barrier.closed_on = barrier.confirm_by = barrier.retest_on = None
    barrier.closed_how = barrier.kept_how = ""
    barrier.step_since = making.on
    barrier.due = making.on + timedelta(days=making.ladder.step(barrier.step).term_days)


_EFFECTS: Final[dict[str, Callable[[Barrier, Making], None]]] = {
    "escalate": _goes_up,
    "step-down": _goes_down,
    "stay": _stays,
    "remove": _asks,
    "confirm": _closes,
    "time-out": _closes,
    "retest": _asks_again,
    "confirm-again": _is_kept,
    "time-out-again": _is_kept,
    "object": _comes_back,
}
