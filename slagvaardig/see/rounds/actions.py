"""Planning a round, changing its plan, beginning it and ending it."""

from collections.abc import Collection
from datetime import timedelta

from django.db import transaction

from slagvaardig.region.current import current_region
from slagvaardig.see.rounds.models import Round
from slagvaardig.see.rounds.rules import Plan, places_to_plan, require_sound
from slagvaardig.see.rounds.workflow import ROUND_MOVES, after
from slagvaardig.trust.access.models import Person
from slagvaardig.trust.audit.actions import record
from slagvaardig.trust.circles.models import Circle
from slagvaardig.trust.circles.rules import Refused, require
from slagvaardig.trust.textguard.guard import judged, require_clean

KEPT = timedelta(days=2 * 365)


class Moved(Exception):
    """Somebody else was earlier: this can no longer be done."""


@transaction.atomic
def plan_round(*, circle: Circle, plan: Plan, by: Person, spared: Collection[str] = ()) -> Round:
    """A new round in a closed circle that `by` looks after. Nobody else sees it until it begins."""
    if circle.pk not in {place.pk for place in places_to_plan()}:
        raise Refused
    count = _checked(plan, spared)
    made = Round(circle=circle, owner=by, state="planned", keep_until=plan.last + KEPT, **_columns(plan))
    made.save(force_insert=True)
    record(verb="plan-round", about=f"round:{made.pk}", by=by.actor, circle=circle.pk, detail=judged(count))
    return made


@transaction.atomic
def change_plan(*, round: Round, plan: Plan, by: Person, spared: Collection[str] = ()) -> None:
    """Change what was planned, as long as nobody was heard. Raises Moved once the round began."""
    require("edit", round.circle)
    count = _checked(plan, spared)
    if not Round.objects.filter(pk=round.pk, state="planned").update(**_columns(plan)):
        raise Moved
    record(verb="change-round", about=f"round:{round.pk}", by=by.actor, circle=round.circle_id, detail=judged(count))


@transaction.atomic
def move_round(*, round: Round, move: str, by: Person, result: str = "", spared: Collection[str] = ()) -> None:
    """Begin, end or open a round again. result: when it ends, what everybody who works for a partner reads of it."""
    require("edit", round.circle)
    count = require_clean(result=result, spared=spared)
    state = after(ROUND_MOVES, move, round.state)
    values = {"state": state, **({"result": result.strip()} if move == "close" else {})}
    if not state or not Round.objects.filter(pk=round.pk, state=round.state).update(**values):
        raise Moved
    detail: dict[str, object] = {"state": state, **judged(count)}
    record(verb="move-round", about=f"round:{round.pk}", by=by.actor, circle=round.circle_id, detail=detail)


def _checked(plan: Plan, spared: Collection[str]) -> int:
    count = require_clean(title=plan.title, aim=plan.aim, questions=plan.questions, spared=spared)
    require_sound(current_region(), plan)
    return count


def _columns(plan: Plan) -> dict[str, object]:
    return {
        "title": plan.title.strip(),
        "aim": plan.aim.strip(),
        "theme": plan.theme,
        "asked": [list(pair) for pair in plan.asked],
        "questions": "\n".join(line.strip() for line in plan.questions.splitlines() if line.strip()),
        "first": plan.first,
        "last": plan.last,
    }
