"""The pages on which a barrier is moved: their addresses, their forms and their acts, one line each."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from slagvaardig.act.barriers.models import Barrier
from slagvaardig.act.barriers.workflow import MOVES
from slagvaardig.act.handling import actions
from slagvaardig.act.handling.forms import EscalateForm, HowToForm, MoveForm, StepDownForm, TakeForm
from slagvaardig.act.handling.rules import bodies_for
from slagvaardig.region.current import current_region


@dataclass(frozen=True)
class Page:
    """verb: the move of the workflow; "" for what is no move. form: makes the form from what was sent."""

    verb: str
    title: str | Promise
    form: Callable[..., Any]
    act: Callable[..., object]

    def fits(self, barrier: Barrier) -> bool:
        return barrier.state in MOVES[self.verb].sources if self.verb else not barrier.is_open


def _take(data: Any, barrier: Barrier) -> TakeForm:
    first = {
        name: getattr(barrier, name) for name in ("owner", "due", "action", "action_path", "decision", "decision_path")
    }
    return TakeForm(data, verb="take", initial=first)


def _escalate(data: Any, barrier: Barrier) -> EscalateForm:
    above = current_region().ladder.above(barrier.step)
    return EscalateForm(data, verb="escalate", bodies=bodies_for(above, barrier.circle) if above else [])


def _step_down(data: Any, barrier: Barrier) -> StepDownForm:
    return StepDownForm(data, verb="step-down", steps=current_region().ladder.below(barrier.step))


def _how_to(data: Any, barrier: Barrier) -> HowToForm:
    return HowToForm(data)


def _plain(verb: str) -> Callable[..., MoveForm]:
    return lambda data, barrier: MoveForm(data, verb=verb)


def _taken(**given: Any) -> object:
    links = {name: given.pop(name) for name in ("action", "action_path", "decision", "decision_path")}
    return actions.take_up(links=links, **given)


PAGES: Final[dict[str, Page]] = {
    "oppakken": Page("take", MOVES["take"].button, _take, _taken),
    "vragen": Page("question", MOVES["question"].button, _plain("question"), actions.ask_who_feels_it),
    "voorleggen": Page("escalate", MOVES["escalate"].button, _escalate, actions.escalate),
    "terug": Page("step-down", MOVES["step-down"].button, _step_down, actions.step_down),
    "blijft": Page("stay", MOVES["stay"].button, _plain("stay"), actions.say_it_stays),
    "weg": Page("remove", MOVES["remove"].button, _plain("remove"), actions.say_it_is_gone),
    "sluiten": Page("time-out", MOVES["time-out"].button, _plain("time-out"), actions.close_on_time_out),
    "afronden": Page(
        "time-out-again", MOVES["time-out-again"].button, _plain("time-out-again"), actions.close_on_time_out
    ),
    "oplossing": Page("", _("Opschrijven hoe het lukte"), _how_to, actions.write_how_to),
}
