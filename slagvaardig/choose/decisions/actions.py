"""What a body does with a question: write it down, put it with its evidence frozen, decide, publish, look back."""

from collections.abc import Collection, Iterable
from datetime import date
from decimal import Decimal
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from slagvaardig.choose.decisions.advice import require_reason
from slagvaardig.choose.decisions.models import Decision, Dissent, Evidence
from slagvaardig.choose.decisions.rules import Line, laws_on, require_here, rows_of, seats_of
from slagvaardig.choose.decisions.sheets import sheet_of
from slagvaardig.choose.decisions.snapshots import digest_of, frozen
from slagvaardig.choose.decisions.tables import Copy, Division
from slagvaardig.choose.decisions.tallies import carried_by_a_round
from slagvaardig.choose.decisions.turns import take_turns
from slagvaardig.choose.decisions.workflow import LEVELS
from slagvaardig.choose.strategy.models import Version
from slagvaardig.choose.strategy.readings import held_on
from slagvaardig.choose.weighing.models import Weighing
from slagvaardig.region.current import current_region
from slagvaardig.trust.access.models import Person
from slagvaardig.trust.audit.actions import record
from slagvaardig.trust.circles.models import Circle
from slagvaardig.trust.circles.rules import Refused
from slagvaardig.trust.textguard.guard import judged, require_clean

By = Person | str


@transaction.atomic
def write_decision(
    *,
    circle: Circle,
    question: str,
    options: str,
    kind: str,
    by: By,
    theme: str = "",
    adopts: Version | None = None,
    weighing: Weighing | None = None,
    on: date | None = None,
    spared: Collection[str] = (),
) -> Decision:
    """A question for a body, not put to it yet. What it says never changes: withdraw it and write another.
    weighing: what it came from, which goes into its evidence."""
    require_here("edit", circle)
    count = require_clean(question=question, options=options, spared=spared)
    if circle.kind != "body":
        raise ValidationError(_("Alleen een overleg neemt besluiten."))
    if theme and theme not in current_region().themes:
        raise ValidationError({"theme": _("Kies een thema uit de lijst.")})
    made = Decision(
        circle=circle,
        question=question.strip(),
        options=options.strip(),
        kind=kind,
        theme=theme,
        adopts=adopts if kind == "adopt" else None,
        weighing=weighing.pk if weighing else None,
        state="draft",
        made_on=on or timezone.localdate(),
    )
    made.full_clean(
        exclude=["id", "circle", "adopts", "present", "rules"], validate_unique=False, validate_constraints=False
    )
    made.save(force_insert=True)
    record(verb="write-decision", **_line(made, by, kind=kind, **judged(count)))
    return made


@transaction.atomic
def put_decision(*, decision: Decision, evidence: Any, by: By, on: date | None = None) -> Decision:
    """Put the question to the body. evidence: facts as JSON knows them; from now on nobody changes them."""
    decision = _moved(decision, "put")
    text = frozen(evidence)
    day = on or timezone.localdate()
    kept = Evidence(decision=decision, content=text, digest=digest_of(text), frozen_on=day)
    kept.save(force_insert=True)
    _change(decision, state="put", put_on=day)
    record(verb="put-decision", **_line(decision, by, evidence=kept.digest))
    return decision


@transaction.atomic
def withdraw_decision(*, decision: Decision, reason: str, by: By, spared: Collection[str] = ()) -> Decision:
    """Nothing will be decided on this question; why stays with it."""
    count = require_clean(reason=reason, spared=spared)
    decision = _moved(decision, "withdraw")
    _filled(reason=reason)
    _change(decision, state="withdrawn", withdrawn_because=reason.strip())
    record(verb="withdraw-decision", **_line(decision, by, **judged(count)))
    return decision


@transaction.atomic
def dissent(*, decision: Decision, partner: Circle, reason: str, by: By, spared: Collection[str] = ()) -> Dissent:
    """A partner wants it to be known that it thought otherwise, before the decision is written down."""
    count = require_clean(reason=reason, spared=spared)
    decision = _moved(decision, "decide")
    _filled(reason=reason)
    if partner.pk not in {office.partner_id for office in seats_of(decision.circle)}:
        raise ValidationError({"partner": _("Deze partner zit niet in dit overleg.")})
    if Dissent.objects.about(decision).filter(partner=partner).exists():
        raise ValidationError({"partner": _("Van deze partner staat er al een afwijkend standpunt.")})
    made = Dissent(decision=decision, partner=partner, reason=reason.strip())
    made.save(force_insert=True)
    record(verb="dissent", **_line(decision, by, partner=partner.slug, **judged(count)))
    return made


@transaction.atomic
def decide(
    *,
    decision: Decision,
    outcome: str,
    by: By,
    present: Collection[str] = (),
    conditions: str = "",
    chosen: Collection[str] = (),
    differs_because: str = "",
    review_on: date | None = None,
    on: date | None = None,
    spared: Collection[str] = (),
) -> Decision:
    """Write down what the body decided. present: the slugs of the offices at the table. Without a meeting it takes a
    written round that carried it; objections in that round become dissent. chosen: candidates of the weighing that it
    was put on; another set than the advice takes a reason."""
    count = require_clean(outcome=outcome, conditions=conditions, differs_because=differs_because, spared=spared)
    decision = _moved(decision, "decide")
    _filled(outcome=outcome)
    require_reason(decision, chosen, differs_because)
    day = on or timezone.localdate()
    if unknown := set(present) - {office.slug for office in seats_of(decision.circle)}:
        raise ValidationError({"present": _("Dit ambt zit niet in dit overleg: %(slug)s.") % {"slug": min(unknown)}})
    if decision.put_on and day < decision.put_on:
        raise ValidationError({"on": _("Een besluit valt niet voor de dag waarop de vraag werd voorgelegd.")})
    if review_on and review_on <= day:
        raise ValidationError({"review_on": _("Kies een dag na het besluit.")})
    _keep_objections(decision, carried_by_a_round(decision, met=bool(present)))
    held = held_on(day)
    _change(
        decision,
        state="decided",
        decided_on=day,
        outcome=outcome.strip(),
        conditions=conditions.strip(),
        review_on=review_on,
        chosen=sorted(chosen),
        differs_because=differs_because.strip(),
        present=sorted(present),
        rules=laws_on(day),
        strategy_id=held.pk if held else None,
    )
    record(verb="decide", **_line(decision, by, present=len(present), **judged(count)))
    return decision


@transaction.atomic
def publish_decision(*, decision: Decision, level: str, by: By, on: date | None = None) -> Copy | None:
    """Lay a frozen copy where others read it: the whole coalition or everybody. None for the body alone."""
    decision = _moved(decision, "publish", "publish" if level == "public" else "share")
    if level not in LEVELS:
        raise ValidationError({"level": _("Kies uit de lijst.")})
    if level == "circle":
        raise ValidationError({"level": _("Binnen het overleg is dit besluit al te lezen.")})
    circle = Circle.objects.of_kinds(level).get()
    if Copy.objects.filter(decision=decision.pk, circle=circle).exists():
        raise ValidationError({"level": _("Daar is dit besluit al te lezen.")})
    day, text = on or timezone.localdate(), frozen(sheet_of(decision, everybody=level == "public"))
    copy = Copy(
        decision=decision.pk,
        circle=circle,
        body=decision.circle,
        decided_on=decision.decided_on or day,
        content=text,
        digest=digest_of(text),
        made_on=day,
        **{name: getattr(decision, name) for name in ("question", "kind", "theme", "review_on")},
    )
    copy.save(force_insert=True)
    _change(decision, state="published", published_on=decision.published_on or day, level=level)
    record(verb="publish-decision", **_line(decision, by, to=level, copy=copy.digest))
    return copy


@transaction.atomic
def review_decision(
    *, decision: Decision, review: str, by: By, on: date | None = None, spared: Collection[str] = ()
) -> Decision:
    """Look back: what came of it, and whether it stands."""
    count = require_clean(review=review, spared=spared)
    decision = _moved(decision, "review")
    _filled(review=review)
    _change(decision, state="reviewed", review=review.strip(), reviewed_on=on or timezone.localdate())
    record(verb="review-decision", **_line(decision, by, **judged(count)))
    return decision


@transaction.atomic
def write_division(
    *,
    decision: Decision,
    slug: str,
    title: str,
    unit: str,
    total: Decimal,
    lines: Iterable[Line],
    by: By,
    on: date | None = None,
    spared: Collection[str] = (),
) -> Division:
    """The next version of a sheet that divides something. Refused when the parts are not the whole."""
    count = require_clean(title=title, unit=unit, spared=spared)
    decision = take_turns(decision)
    require_here("edit", decision.circle)
    if decision.state not in ("draft", "put"):
        raise ValidationError(_("Er is al besloten. Een nieuwe verdeling vraagt een nieuw besluit."))
    before = Division.objects.of_sheet(decision.circle, slug).last()
    made = Division(
        decision=decision,
        circle=decision.circle,
        slug=slug,
        title=title.strip(),
        unit=unit.strip(),
        version=before.version + 1 if before else 1,
        total=total,
        rows=rows_of(lines),
        made_on=on or timezone.localdate(),
    )
    made.full_clean(exclude=["id", "decision", "circle", "rows"], validate_unique=False, validate_constraints=False)
    if not made.adds_up:
        words = {"sum": made.sum, "total": made.total}
        raise ValidationError({"rows": _("De delen zijn samen %(sum)s, maar er is %(total)s te verdelen.") % words})
    made.save(force_insert=True)
    record(verb="divide", **_line(decision, by, sheet=slug, version=made.version, **judged(count)))
    return made


@transaction.atomic
def read_decision(*, decision: Decision, by: Person) -> None:
    """Write down who read a decision in the circle of its body."""
    record(verb="read", about=f"decision:{decision.pk}", by=by.actor, circle=decision.circle_id)


@transaction.atomic
def read_decisions(*, by: Person) -> None:
    """Write down that somebody saw the list."""
    record(verb="list", about="decisions", by=by.actor)


def _moved(decision: Decision, verb: str, right: str = "edit") -> Decision:
    decision = take_turns(decision)
    require_here(right, decision.circle)
    if not decision.may(verb):
        raise ValidationError(_("Dit kan nu niet: dit besluit is %(state)s.") % {"state": decision.status.title})
    return decision


def _change(decision: Decision, **values: Any) -> None:
    if not Decision.objects.filter(pk=decision.pk, state=decision.state).update(**values):
        raise Refused
    for name, value in values.items():
        setattr(decision, name, value)


def _keep_objections(decision: Decision, objections: Iterable[tuple[Circle, str]]) -> None:
    there = {one.partner_id for one in Dissent.objects.about(decision)}
    for partner, reason in objections:
        if partner.pk not in there:
            Dissent(decision=decision, partner=partner, reason=reason).save(force_insert=True)


def _filled(**texts: str) -> None:
    if empty := [name for name, text in texts.items() if not text.strip()]:
        raise ValidationError({empty[0]: _("Vul dit in: zonder uitleg kan niemand dit later begrijpen.")})


def _line(decision: Decision, by: By, **detail: object) -> dict[str, Any]:
    """What the log keeps of an act on this, beside its verb."""
    actor = by if isinstance(by, str) else by.actor
    return {"about": f"decision:{decision.pk}", "by": actor, "circle": decision.circle_id, "detail": detail}
