"""What whoever handles a barrier does: pick it up, ask, put it to a body, say what changed; and what a body answers."""

from collections.abc import Collection, Mapping
from datetime import date, timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from slagvaardig.act.barriers.history import Making, make
from slagvaardig.act.barriers.models import Barrier
from slagvaardig.act.barriers.tables import OUTCOMES, Ask, HowTo, Memo
from slagvaardig.act.barriers.turns import keep, next_number, take_turns
from slagvaardig.act.barriers.voices import Move
from slagvaardig.act.handling.rules import bodies_for, newest_ask
from slagvaardig.region.current import current_region
from slagvaardig.trust.access.models import Person
from slagvaardig.trust.audit.actions import record
from slagvaardig.trust.circles.models import Circle
from slagvaardig.trust.circles.rules import require
from slagvaardig.trust.textguard.guard import judged, require_clean
from slagvaardig.web.addresses import inside

_BY_HANDLING = (
    "state", "step", "step_since", "owner", "due", "answered_on", "confirm_by", "closed_on", "closed_how", "kept_how",
    "retest_on", "action", "action_path", "decision", "decision_path", "touched_on",
)  # fmt: skip


class Conflict(Exception):
    """Somebody else changed the advice in the meantime; `now` is how it stands."""

    def __init__(self, now: Memo) -> None:
        super().__init__(str(now.pk))
        self.now = now


@transaction.atomic
def take_up(
    *,
    barrier: Barrier,
    owner: Circle,
    due: date,
    reason: str,
    by: Person,
    links: Mapping[str, str] | None = None,
    spared: Collection[str] = (),
) -> Move:
    """Say which partner or body works on it and until when. links: action, action_path, decision, decision_path."""
    given = {name: (links or {}).get(name, "").strip() for name in ("action", "decision")}
    count = require_clean(reason=reason, spared=spared, **given)
    paths = {f"{name}_path": inside((links or {}).get(f"{name}_path", "")) for name in given}
    if due < timezone.localdate():
        raise ValidationError({"due": _("Kies een dag die nog komt.")})
    changes = {"owner": owner, "due": due, **given, **paths}
    return _handled(barrier, "take", by, reason=reason, changes=changes, count=count)


@transaction.atomic
def ask_who_feels_it(*, barrier: Barrier, reason: str, by: Person, spared: Collection[str] = ()) -> Move:
    """A question to whoever raised or feels it; he answers without showing who he is."""
    return _handled(barrier, "question", by, reason=reason, count=require_clean(reason=reason, spared=spared))


@transaction.atomic
def write_memo(
    *,
    barrier: Barrier,
    analysis: str,
    options: str,
    question: str,
    version: int,
    by: Person,
    spared: Collection[str] = (),
) -> Memo:
    """The advice as it was at `version` (0: there is none yet) becomes this. Raises Conflict when it is another now."""
    barrier = take_turns(barrier)
    require("edit", barrier.circle)
    before = Memo.objects.filter(barrier=barrier).first()
    texts = {"analysis": analysis.strip(), "options": options.strip(), "question": question.strip()}
    old = (before.analysis, before.options, before.question) if before else ()
    count = require_clean(spared=spared, before=old, **texts)
    if before and before.version != version:
        raise Conflict(before)
    memo = before or Memo(barrier=barrier, version=0)
    memo.version, memo.changed_on = memo.version + 1, timezone.localdate()
    for name, text in texts.items():
        setattr(memo, name, text)
    if before:
        Memo.objects.filter(pk=memo.pk).update(**texts, version=memo.version, changed_on=memo.changed_on)
    else:
        memo.save(force_insert=True)
    detail: dict[str, object] = {"version": memo.version, **judged(count)}
    record(verb="advise", about=f"barrier:{barrier.pk}", by=by.actor, circle=barrier.circle_id, detail=detail)
    return memo


@transaction.atomic
def escalate(*, barrier: Barrier, body: Circle, reason: str, by: Person, spared: Collection[str] = ()) -> Ask:
    """Put the advice to a body at the next step: a frozen copy lies in its circle, with the mandate of that step."""
    count = require_clean(reason=reason, spared=spared)
    barrier = take_turns(barrier)
    require("share", barrier.circle)
    ladder, today = current_region().ladder, timezone.localdate()
    above = ladder.above(barrier.step)
    if above and body not in bodies_for(above, barrier.circle):
        raise ValidationError({"body": _("Dit overleg gaat hier niet over. Kies een overleg van de volgende stap.")})
    memo = Memo.objects.filter(barrier=barrier).first()
    _handled(barrier, "escalate", by, reason=reason, memo=memo, count=count)
    step = ladder.step(barrier.step if above is None else above.slug)
    ask = Ask(
        barrier=barrier,
        circle=body,
        step=step.slug,
        mandate=step.mandate,
        analysis=memo.analysis if memo else "",
        options=memo.options if memo else "",
        question=memo.question if memo else "",
        reason=reason.strip(),
        asked_on=today,
        due=today + timedelta(days=step.term_days),
    )
    ask.save(force_insert=True)
    detail: dict[str, object] = {"ask": str(ask.pk), "to": str(body.pk), "step": step.slug}
    record(verb="put-to-body", about=f"barrier:{barrier.pk}", by=by.actor, circle=barrier.circle_id, detail=detail)
    return ask


@transaction.atomic
def step_down(*, barrier: Barrier, step: str, reason: str, by: Person, spared: Collection[str] = ()) -> Move:
    """Bring it back to a lower step; a question that nobody answered yet is withdrawn."""
    count = require_clean(reason=reason, spared=spared)
    move = _handled(barrier, "step-down", by, reason=reason, step=step, count=count)
    _withdraw(barrier)
    return move


@transaction.atomic
def say_it_stays(*, barrier: Barrier, reason: str, by: Person, spared: Collection[str] = ()) -> Move:
    """The body that has the mandate said no: it stays, and the reason is there for everybody who feels it."""
    return _handled(barrier, "stay", by, reason=reason, count=require_clean(reason=reason, spared=spared))


@transaction.atomic
def say_it_is_gone(*, barrier: Barrier, reason: str, by: Person, spared: Collection[str] = ()) -> Move:
    """Something changed: now whoever feels it is asked whether he notices."""
    count = require_clean(reason=reason, spared=spared)
    move = _handled(barrier, "remove", by, reason=reason, count=count)
    _withdraw(barrier)
    return move


@transaction.atomic
def close_on_time_out(*, barrier: Barrier, reason: str, by: Person, spared: Collection[str] = ()) -> Move:
    """Nobody answered within the term. Kept apart from what was confirmed, with how it was asked."""
    count = require_clean(reason=reason, spared=spared)
    verb = "time-out-again" if Barrier.objects.get(pk=barrier.pk).state == "retest" else "time-out"
    return _handled(barrier, verb, by, reason=reason, count=count)


@transaction.atomic
def answer_ask(*, ask: Ask, outcome: str, answer: str, by: Person, spared: Collection[str] = ()) -> Ask:
    """What a body answers, within its circle. Whoever handles the barrier and whoever feels it read it at once."""
    require("write", ask.circle)
    count = require_clean(answer=answer, spared=spared)
    if outcome not in OUTCOMES:
        raise ValidationError({"outcome": _("Kies een antwoord uit de lijst.")})
    if not answer.strip():
        raise ValidationError({"answer": _("Schrijf in een paar zinnen wat het overleg antwoordt.")})
    now = timezone.now()
    if not Ask.objects.waiting().filter(pk=ask.pk).update(outcome=outcome, answer=answer.strip(), answered_at=now):
        raise ValidationError(_("Deze vraag is al beantwoord of ingetrokken."))
    record(
        verb="answer-ask",
        about=f"ask:{ask.pk}",
        by=by.actor,
        circle=ask.circle_id,
        detail={"outcome": outcome, **judged(count)},
    )
    return Ask.objects.get(pk=ask.pk)


@transaction.atomic
def write_how_to(*, barrier: Barrier, title: str, text: str, by: Person, spared: Collection[str] = ()) -> HowTo:
    """A barrier that is gone becomes a how-to for the whole coalition. It tells what worked, never who felt it."""
    count = require_clean(title=title, text=text, spared=spared)
    barrier = take_turns(barrier)
    require("share", barrier.circle)
    if barrier.is_open:
        raise ValidationError(_("Dit kan pas als de drempel weg is."))
    if HowTo.objects.of(barrier).exists():
        raise ValidationError(_("Over deze drempel is al opgeschreven hoe hij wegging."))
    made = HowTo(
        barrier=barrier.pk,
        circle=Circle.objects.of_kinds("coalition").get(),
        title=title.strip(),
        text=text.strip(),
        kind=barrier.kind,
        theme=barrier.theme,
        made_on=timezone.localdate(),
    )
    made.full_clean(exclude=["id", "circle"], validate_unique=False, validate_constraints=False)
    made.save(force_insert=True)
    detail: dict[str, object] = {"how_to": str(made.pk), **judged(count)}
    record(verb="write-how-to", about=f"barrier:{barrier.pk}", by=by.actor, circle=barrier.circle_id, detail=detail)
    return made


@transaction.atomic
def read_ask(*, ask: Ask, by: Person) -> None:
    """Write down who read a question in the circle of a body."""
    record(verb="read", about=f"ask:{ask.pk}", by=by.actor, circle=ask.circle_id)


@transaction.atomic
def ask_again(*, by: str) -> int:
    """The clock: barriers that were closed so many weeks ago are asked about once more. How many."""
    ladder, today = current_region().ladder, timezone.localdate()
    due = list(Barrier.objects.to_ask_again(today))
    for barrier in due:
        move = make(barrier, Making("retest", "clock", today, ladder), next_number(barrier))
        keep(barrier, move, ("state", "confirm_by", "touched_on"))
        record(verb="ask-again", about=f"barrier:{barrier.pk}", by=by, circle=barrier.circle_id)
    return len(due)


def _handled(
    barrier: Barrier,
    verb: str,
    by: Person,
    *,
    reason: str,
    count: int,
    step: str = "",
    memo: Memo | None = None,
    changes: Mapping[str, Any] | None = None,
) -> Move:
    barrier = take_turns(barrier)
    require("edit", barrier.circle)
    making = Making(
        verb,
        "handler",
        timezone.localdate(),
        current_region().ladder,
        reason,
        ask=newest_ask(barrier),
        memo=memo,
        step=step,
        changes=changes,
    )
    before = barrier.step
    move = make(barrier, making, next_number(barrier))
    keep(barrier, move, _BY_HANDLING)
    detail: dict[str, object] = {"move": verb, "to": barrier.state, **judged(count)}
    if barrier.step != before:
        detail["step"] = barrier.step
    record(verb="move-barrier", about=f"barrier:{barrier.pk}", by=by.actor, circle=barrier.circle_id, detail=detail)
    return move


def _withdraw(barrier: Barrier) -> None:
    """What lies with a body and is no longer asked."""
    Ask.objects.about(barrier).waiting().update(withdrawn_on=timezone.localdate())
