"""The pages on which a priority is moved. Two are for whoever holds an office at the table, the others for whoever
looks after its circle."""

from collections.abc import Mapping
from typing import Any, Final

from django.utils.translation import gettext_lazy as _

from slagvaardig.choose.decisions.offices import own_offices
from slagvaardig.choose.moving import Act, Page
from slagvaardig.choose.priorities import actions
from slagvaardig.choose.priorities.forms import (
    AdoptForm,
    DischargeForm,
    EndForm,
    LookForm,
    SignForm,
    WaiverForm,
)
from slagvaardig.choose.priorities.models import Priority, Waiver
from slagvaardig.choose.priorities.rules import room_of
from slagvaardig.choose.priorities.workflow import MOVES
from slagvaardig.trust.access.models import Person
from slagvaardig.trust.textguard.forms import GuardedForm


def _can(verb: str) -> Any:
    return lambda priority: priority.may(verb)


def _plain(act: Act) -> Any:
    return lambda priority, given, by: act(priority=priority, by=by, **given)


def _withdraw(priority: Priority, given: Mapping[str, Any], by: Any) -> object:
    return actions.withdraw_priority(priority=priority, by=by)


def _sign(priority: Priority, given: Mapping[str, Any], by: Any) -> object:
    waiver = Waiver.objects.of(priority).unsigned().get()
    return actions.sign_waiver(waiver=waiver, office=given["office"], by=by)


PAGES: Final[dict[str, Page]] = {
    "vaststellen": Page(
        MOVES["adopt"].button, lambda data, one: AdoptForm(data, priority=one, room=room_of(one.circle)),
        _plain(actions.adopt_priority), _can("adopt"),
        _("Draagt het overleg al het afgesproken aantal, dan noemt u welke prioriteit eindigt. Deze begint na de"
          " decharge daarvan."),
    ),
    "intrekken": Page(MOVES["withdraw"].button, lambda data, one: GuardedForm(data), _withdraw, _can("withdraw")),
    "beeindigen": Page(
        MOVES["end"].button, lambda data, one: EndForm(data), _plain(actions.end_priority), _can("end"),
        _("Tot de decharge telt de prioriteit mee."),
    ),
    "decharge": Page(
        MOVES["discharge"].button, lambda data, one: DischargeForm(data, priority=one),
        _plain(actions.discharge_priority), _can("discharge"),
    ),
    "opnieuw-bekijken": Page(
        MOVES["look"].button, lambda data, one: LookForm(data), _plain(actions.look_again),
        lambda one: one.may("look") and one.looked_on is None,
    ),
}  # fmt: skip


def signing(person: Person) -> dict[str, Page]:
    """The pages for who holds an office at the table of a priority."""
    return {
        "uitzondering": Page(
            MOVES["waive"].button,
            lambda data, one: WaiverForm(data, offices=own_offices(one.circle, person)),
            _plain(actions.ask_waiver),
            lambda one: one.may("waive") and not Waiver.objects.of(one).unsigned().exists(),
            _("Twee ambten tekenen. De reden en de einddatum zijn daarna voor iedereen te lezen."),
        ),
        "tekenen": Page(
            MOVES["sign"].button,
            lambda data, one: SignForm(data, offices=own_offices(one.circle, person)),
            _sign,
            lambda one: Waiver.objects.of(one).unsigned().exists(),
        ),
    }
