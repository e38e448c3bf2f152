"""Written rounds: open one with a term, answer it once for a partner, close it."""

from collections.abc import Collection
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from slagvaardig.choose.decisions.actions import By
from slagvaardig.choose.decisions.models import Decision
from slagvaardig.choose.decisions.offices import own_offices
from slagvaardig.choose.decisions.rounds import ANSWERS, MODES, Answer, WrittenRound
from slagvaardig.choose.decisions.rules import body_of, partners_of, require_here
from slagvaardig.choose.decisions.tallies import tally_of
from slagvaardig.choose.decisions.turns import take_turns
from slagvaardig.trust.audit.actions import record
from slagvaardig.trust.circles.models import Office
from slagvaardig.trust.circles.rules import Refused
from slagvaardig.trust.textguard.guard import judged, require_clean


@transaction.atomic
def open_round(*, decision: Decision, mode: str, due: date, by: By, on: date | None = None) -> WrittenRound:
    """Ask every partner at the table, until and including a day."""
    decision = take_turns(decision)
    require_here("edit", decision.circle)
    day = on or timezone.localdate()
    if decision.state != "put":
        raise ValidationError(_("Leg de vraag eerst voor. Na het besluit kan er geen ronde meer komen."))
    if mode not in MODES:
        raise ValidationError({"mode": _("Kies uit de lijst.")})
    if due < day:
        raise ValidationError({"due": _("Kies een dag die nog komt.")})
    if WrittenRound.objects.about(decision).open().exists():
        raise ValidationError(_("Er loopt al een schriftelijke ronde over deze vraag."))
    body, partners = body_of(decision.circle), partners_of(decision.circle)
    if not partners:
        raise ValidationError(_("Aan deze tafel zit niemand met een stem."))
    made = WrittenRound(
        decision=decision,
        circle=decision.circle,
        mode=mode,
        opened_on=day,
        due=due,
        silence_agrees=bool(body and body.silence_agrees),
        asked=len(partners),
    )
    made.save(force_insert=True)
    record(verb="open-round", **_line(made, by, mode=mode, asked=len(partners)))
    return made


@transaction.atomic
def answer_round(
    *,
    found: WrittenRound,
    office: Office,
    answer: str,
    by: By,
    reason: str = "",
    on: date | None = None,
    spared: Collection[str] = (),
) -> Answer:
    """What the partner of this office answers. It stays: a second answer of the same partner is refused."""
    count = require_clean(reason=reason, spared=spared)
    decision = take_turns(found.decision)
    now = WrittenRound.objects.get(pk=found.pk)
    if not isinstance(by, str) and office not in own_offices(decision.circle, by):
        raise Refused
    day = on or timezone.localdate()
    if not now.runs(day):
        raise ValidationError(_("Deze ronde is gesloten."))
    if answer not in ANSWERS:
        raise ValidationError({"answer": _("Kies een antwoord uit de lijst.")})
    if answer == "object" and not reason.strip():
        raise ValidationError({"reason": _("Schrijf waarom u bezwaar heeft.")})
    made = Answer(
        round=now,
        circle=decision.circle,
        partner_id=office.partner_id,
        office=office,
        answer=answer,
        reason=reason.strip(),
        on=day,
    )
    try:
        with transaction.atomic():
            made.save(force_insert=True)
    except IntegrityError as twice:
        raise ValidationError(_("Namens deze partner is al geantwoord.")) from twice
    record(verb="answer-round", **_line(now, by, answer=answer, **judged(count)))
    return made


@transaction.atomic
def close_round(*, found: WrittenRound, by: By, on: date | None = None) -> WrittenRound:
    """No more answers: when the term is over, or when everybody answered."""
    take_turns(found.decision)
    require_here("edit", found.decision.circle)
    now, day = WrittenRound.objects.get(pk=found.pk), on or timezone.localdate()
    if now.closed_on:
        raise ValidationError(_("Deze ronde is gesloten."))
    tally = tally_of(now, list(Answer.objects.to(now)))
    if tally.silent and day <= now.due:
        raise ValidationError(_("Nog niet iedereen antwoordde en de termijn loopt nog."))
    if not WrittenRound.objects.filter(pk=now.pk).update(closed_on=day):
        raise Refused
    now.closed_on = day
    record(verb="close-round", **_line(now, by, **tally.counts))
    return now


def _line(found: WrittenRound, by: By, **detail: object) -> dict[str, Any]:
    """What the log keeps of an act on this, beside its verb."""
    actor = by if isinstance(by, str) else by.actor
    return {"about": f"round:{found.pk}", "by": actor, "circle": found.circle_id, "detail": detail}
