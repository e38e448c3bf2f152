"""The pages on which a decision is moved: their addresses, their forms and their acts, one line each."""

from collections.abc import Mapping
from typing import Any, Final

from django.utils.translation import gettext_lazy as _

from slagvaardig.choose.decisions import actions, answering
from slagvaardig.choose.decisions.forms import (
    DecideForm,
    DissentForm,
    DivisionForm,
    PublishForm,
    PutForm,
    ReasonForm,
    ReviewForm,
    RoundForm,
)
from slagvaardig.choose.decisions.models import Decision
from slagvaardig.choose.decisions.readings import facts_for
from slagvaardig.choose.decisions.rounds import WrittenRound
from slagvaardig.choose.decisions.rules import lines_from
from slagvaardig.choose.decisions.workflow import MOVES, fits
from slagvaardig.choose.moving import Act, Page


def _can(verb: str) -> Any:
    return lambda decision: fits(decision.state, verb)


def _plain(act: Act) -> Any:
    return lambda decision, given, by: act(decision=decision, by=by, **given)


def _put(decision: Decision, given: Mapping[str, Any], by: Any) -> object:
    return actions.put_decision(decision=decision, evidence=facts_for(decision), by=by)


def _publish(decision: Decision, given: Mapping[str, Any], by: Any) -> object:
    return actions.publish_decision(decision=decision, level=given["level"], by=by)


def _round(decision: Decision, given: Mapping[str, Any], by: Any) -> object:
    return answering.open_round(decision=decision, mode=given["mode"], due=given["due"], by=by)


def _close(decision: Decision, given: Mapping[str, Any], by: Any) -> object:
    return answering.close_round(found=WrittenRound.objects.about(decision).open().get(), by=by)


def _divide(decision: Decision, given: Mapping[str, Any], by: Any) -> object:
    return actions.write_division(decision=decision, lines=lines_from(given["rows"]), by=by, **_without(given, "rows"))


def _without(given: Mapping[str, Any], *names: str) -> dict[str, Any]:
    return {name: value for name, value in given.items() if name not in names}


def _runs(decision: Decision) -> bool:
    return WrittenRound.objects.about(decision).open().exists()


PAGES: Final[dict[str, Page]] = {
    "voorleggen": Page(
        MOVES["put"].button, lambda data, one: PutForm(data), _put, _can("put"),
        _("Het systeem verzamelt de feiten en bevriest ze, met een controlegetal. Daarna verandert niemand de vraag."),
    ),
    "ronde": Page(
        _("Schriftelijke ronde openen"), lambda data, one: RoundForm(data), _round,
        lambda one: one.state == "put" and not _runs(one),
        _("Elke partner aan tafel antwoordt één keer. Wie niet antwoordt, stemt niet in."),
    ),
    "ronde-sluiten": Page(_("Schriftelijke ronde sluiten"), lambda data, one: PutForm(data), _close, _runs),
    "verdeling": Page(
        _("Verdeling toevoegen"), lambda data, one: DivisionForm(data), _divide,
        lambda one: one.state in ("draft", "put"),
    ),
    "afwijkend": Page(
        _("Afwijkend standpunt noteren"), lambda data, one: DissentForm(data, decision=one), _plain(actions.dissent),
        _can("decide"), _("Alleen als de partner dat zelf wil."),
    ),
    "besluiten": Page(
        MOVES["decide"].button, lambda data, one: DecideForm(data, decision=one), _plain(actions.decide),
        _can("decide"),
    ),
    "publiceren": Page(MOVES["publish"].button, lambda data, one: PublishForm(data), _publish, _can("publish")),
    "terugkijken": Page(
        MOVES["review"].button, lambda data, one: ReviewForm(data), _plain(actions.review_decision), _can("review")
    ),
    "intrekken": Page(
        MOVES["withdraw"].button, lambda data, one: ReasonForm(data), _plain(actions.withdraw_decision),
        _can("withdraw"),
    ),
}  # fmt: skip
