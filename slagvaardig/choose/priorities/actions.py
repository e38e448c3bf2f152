"""Priorities: propose, adopt within what was agreed, sign an exception, end in order, look again."""

from collections.abc import Collection
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import connection, transaction
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext as _

from slagvaardig.choose.decisions.actions import By
from slagvaardig.choose.decisions.models import Decision
from slagvaardig.choose.decisions.rules import require_here, seats_of
from slagvaardig.choose.offices import held_by
from slagvaardig.choose.priorities.models import LONGEST, Priority, Waiver
from slagvaardig.choose.priorities.rules import room_of
from slagvaardig.region.current import current_region
from slagvaardig.trust.audit.actions import record
from slagvaardig.trust.circles.models import Circle, Office
from slagvaardig.trust.circles.rules import Refused
from slagvaardig.trust.textguard.guard import judged, require_clean


@transaction.atomic
def propose_priority(
    *,
    circle: Circle,
    title: str,
    text: str,
    level: str,
    by: By,
    theme: str = "",
    source: str = "",
    slug: str = "",
    on: date | None = None,
    spared: Collection[str] = (),
) -> Priority:
    """A row of this body or partner itself; nobody sees it elsewhere before it is adopted."""
    require_here("edit", circle)
    count = require_clean(title=title, text=text, source=source, spared=spared)
    if theme and theme not in current_region().themes:
        raise ValidationError({"theme": _("Kies een thema uit de lijst.")})
    made = Priority(
        circle=circle,
        slug=slug or slugify(title)[:80],
        title=title.strip(),
        text=text.strip(),
        level=level,
        theme=theme,
        source=source.strip(),
        state="proposed",
        proposed_on=on or timezone.localdate(),
    )
    made.full_clean(exclude=["id", "circle"], validate_unique=False, validate_constraints=False)
    if Priority.objects.of(circle).filter(slug=made.slug).exists():
        raise ValidationError({"title": _("Hier is al een prioriteit met deze naam.")})
    made.save(force_insert=True)
    record(verb="propose-priority", **_line(made, by, level=level, **judged(count)))
    return made


@transaction.atomic
def adopt_priority(
    *,
    priority: Priority,
    decision: Decision,
    by: By,
    ends: Priority | None = None,
    why: str = "",
    on: date | None = None,
    spared: Collection[str] = (),
) -> Priority:
    """Carry it, by a decision of its own body. When everything that was agreed is carried already it takes the name of
    one that ends, and begins at the discharge of that one; or an exception that two offices signed."""
    count = require_clean(why=why, spared=spared)
    priority = _moved(priority, ("proposed",))
    _require_decision(decision, priority, "adopt")
    day, room = on or timezone.localdate(), room_of(priority.circle)
    if room.fits(priority):
        _change(priority, state="adopted", adopted_on=day, adopted_by_id=decision.pk)
    else:
        _follow(priority, ends, why, day, by)
        _change(priority, state="next", follows_id=ends.pk if ends else None, adopted_by_id=decision.pk)
    ended = str(ends.pk) if ends and priority.state == "next" else ""
    facts: dict[str, object] = {"decision": str(decision.pk), "state": priority.state, "ends": ended}
    record(verb="adopt-priority", **_line(priority, by, **facts, **judged(count)))
    return priority


@transaction.atomic
def withdraw_priority(*, priority: Priority, by: By) -> Priority:
    """A proposal, or one that did not begin yet, goes no further."""
    priority = _moved(priority, ("proposed", "next"))
    _change(priority, state="withdrawn")
    record(verb="withdraw-priority", **_line(priority, by))
    return priority


@transaction.atomic
def end_priority(
    *, priority: Priority, why: str, by: By, on: date | None = None, spared: Collection[str] = ()
) -> Priority:
    """Begin to end it. It counts as carried until its discharge."""
    count = require_clean(why=why, spared=spared)
    priority = _moved(priority, ("adopted",))
    _begin_to_end(priority, why, on or timezone.localdate())
    record(verb="end-priority", **_line(priority, by, **judged(count)))
    return priority


@transaction.atomic
def discharge_priority(
    *,
    priority: Priority,
    decision: Decision,
    handover: str,
    stays: str,
    lessons: str,
    look_again_on: date,
    by: By,
    on: date | None = None,
    spared: Collection[str] = (),
) -> Priority:
    """It has ended, by a decision that gives discharge: what goes to whom, what stays local, what was learned, when we
    look again. What was to follow it begins now."""
    texts = {"handover": handover.strip(), "stays": stays.strip(), "lessons": lessons.strip()}
    count = require_clean(spared=spared, **texts)
    priority = _moved(priority, ("ending",))
    _require_decision(decision, priority, "discharge")
    day = on or timezone.localdate()
    if empty := [name for name, text in texts.items() if not text]:
        raise ValidationError({empty[0]: _("Vul dit in: wat niet is overgedragen, raakt kwijt.")})
    if look_again_on <= day:
        raise ValidationError({"look_again_on": _("Kies een dag die nog komt.")})
    _change(priority, state="ended", ended_on=day, discharged_by_id=decision.pk, look_again_on=look_again_on, **texts)
    record(verb="discharge-priority", **_line(priority, by, decision=str(decision.pk), **judged(count)))
    for follower in Priority.objects.of(priority.circle).waiting_to_begin().filter(follows=priority):
        _change(follower, state="adopted", adopted_on=day)
        record(
            verb="adopt-priority", **_line(follower, by, decision=str(follower.adopted_by_id), state="adopted", ends="")
        )
    return priority


@transaction.atomic
def look_again(
    *, priority: Priority, looked: str, by: By, on: date | None = None, spared: Collection[str] = ()
) -> Priority:
    """What is seen on the day on which somebody was to look again at what was stopped."""
    count = require_clean(looked=looked, spared=spared)
    priority = _moved(priority, ("ended",))
    if not looked.strip():
        raise ValidationError({"looked": _("Schrijf in een paar zinnen wat u zag.")})
    _change(priority, looked=looked.strip(), looked_on=on or timezone.localdate())
    record(verb="look-again", **_line(priority, by, **judged(count)))
    return priority


@transaction.atomic
def ask_waiver(
    *,
    priority: Priority,
    office: Office,
    reason: str,
    until: date,
    by: By,
    on: date | None = None,
    spared: Collection[str] = (),
) -> Waiver:
    """Ask leave to carry this beyond what was agreed, as the holder of an office at the table. It takes another one."""
    count = require_clean(reason=reason, spared=spared)
    priority = _turn(priority)
    day = on or timezone.localdate()
    _require_office(priority, office, by)
    if not reason.strip():
        raise ValidationError({"reason": _("Schrijf waarom dit erbij moet.")})
    if not day < until or (until - day).days > LONGEST:
        raise ValidationError({"until": _("Kies een dag die nog komt, hooguit een jaar vooruit.")})
    made = Waiver(
        priority=priority, circle=priority.circle, reason=reason.strip(), asked_on=day, until=until, first=office
    )
    made.save(force_insert=True)
    record(verb="ask-waiver", **_line(priority, by, until=until.isoformat(), **judged(count)))
    return made


@transaction.atomic
def sign_waiver(*, waiver: Waiver, office: Office, by: By, on: date | None = None) -> Waiver:
    """The second signature, of somebody else, through another office at the same table."""
    priority = _turn(waiver.priority)
    _require_office(priority, office, by)
    now = Waiver.objects.get(pk=waiver.pk)
    if now.second_id or office.pk == now.first_id or (not isinstance(by, str) and now.first_id in held_by(by)):
        raise ValidationError(_("De tweede handtekening is van iemand anders, namens een ander ambt."))
    day = on or timezone.localdate()
    if not Waiver.objects.unsigned().filter(pk=now.pk).update(second=office, second_on=day):
        raise Refused
    record(verb="sign-waiver", **_line(priority, by, until=now.until.isoformat()))
    return Waiver.objects.get(pk=now.pk)


def _follow(priority: Priority, ends: Priority | None, why: str, day: date, by: By) -> None:
    """Name what ends. Of one body, carried, and not named by another already."""
    if ends is None:
        raise ValidationError(
            {
                "ends": _(
                    "Het afgesproken aantal is bereikt. Noem welke prioriteit eindigt, of onderteken een uitzondering."
                )
            }
        )
    ends = Priority.objects.select_related("circle").get(pk=ends.pk)
    if ends.circle_id != priority.circle_id or ends.state not in ("adopted", "ending"):
        raise ValidationError({"ends": _("Noem een prioriteit die dit overleg nu draagt.")})
    if Priority.objects.of(priority.circle).waiting_to_begin().filter(follows=ends).exists():
        raise ValidationError({"ends": _("Na deze prioriteit begint al een andere.")})
    if ends.state == "adopted":
        _begin_to_end(ends, why, day)
        record(verb="end-priority", **_line(ends, by))


def _begin_to_end(priority: Priority, why: str, day: date) -> None:
    if not why.strip():
        raise ValidationError({"why": _("Schrijf waarom deze prioriteit stopt.")})
    _change(priority, state="ending", why=why.strip(), ending_on=day)


def _require_decision(decision: Decision, priority: Priority, kind: str) -> None:
    now = Decision.objects.filter(pk=decision.pk).first()
    if now is None or now.circle_id != priority.circle_id or now.kind != kind or not now.is_taken:
        raise ValidationError({"decision": _("Kies een genomen besluit van dit overleg dat hierover gaat.")})


def _require_office(priority: Priority, office: Office, by: By) -> None:
    if office.slug not in {one.slug for one in seats_of(priority.circle)}:
        raise Refused
    if not isinstance(by, str) and office.slug not in held_by(by):
        raise Refused


def _turn(priority: Priority) -> Priority:
    with connection.cursor() as cursor:
        cursor.execute("select pg_advisory_xact_lock(hashtextextended(%s, 6))", [str(priority.circle_id)])
    return Priority.objects.with_all().get(pk=priority.pk)


def _moved(priority: Priority, sources: tuple[str, ...]) -> Priority:
    priority = _turn(priority)
    require_here("edit", priority.circle)
    if priority.state not in sources:
        raise ValidationError(_("Dit kan nu niet: deze prioriteit is %(state)s.") % {"state": priority.status.title})
    return priority


def _change(priority: Priority, **values: Any) -> None:
    if not Priority.objects.filter(pk=priority.pk, state=priority.state).update(**values):
        raise Refused
    for name, value in values.items():
        setattr(priority, name, value)


def _line(priority: Priority, by: By, **detail: object) -> dict[str, Any]:
    """What the log keeps of an act on this, beside its verb."""
    actor = by if isinstance(by, str) else by.actor
    return {"about": f"priority:{priority.pk}", "by": actor, "circle": priority.circle_id, "detail": detail}
