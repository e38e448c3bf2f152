"""What happens in the trend inventory: proposing, judging, writing, saying what one sees, and its first content.

In the log an act of whoever proposes or tells what he sees names no trend: who said what is nobody's business."""

from collections.abc import Collection, Mapping
from dataclasses import fields
from datetime import date
from typing import Any, Final

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from slagvaardig.region.current import current_region
from slagvaardig.region.definitions import Trend as Listed
from slagvaardig.region.folder import Region
from slagvaardig.see.trends.models import Sight, Trend, Turn
from slagvaardig.see.trends.rules import (
    circle_of_kind,
    judges,
    key_of,
    require_known,
    require_periods,
    require_review,
    works_for_a_partner,
)
from slagvaardig.see.trends.scales import SEEN
from slagvaardig.see.trends.workflow import BUREAU, DOCUMENT, MEMBER, moves_from
from slagvaardig.trust.access.models import Person
from slagvaardig.trust.audit.actions import record
from slagvaardig.trust.circles.rules import Refused
from slagvaardig.trust.textguard.guard import judged, require_clean

ABOUT: Final = "trends"
TEXTS: Final = ("title", "text", "expects", "practice", "source", "publications")
WORDS: Final = ("level", "direction", "known", "expected", "since", "until")
LISTS: Final = ("themes", "indicators")
PARTS: Final = (*TEXTS, *WORDS, *LISTS)


@transaction.atomic
def propose_trend(
    *, parts: Mapping[str, Any], by: Person, spared: Collection[str] = (), on: date | None = None
) -> Trend:
    """A trend that somebody of a partner sees coming. parts: of PARTS what he knows of it, the title at least."""
    if not works_for_a_partner():
        raise Refused
    trend, today = _made(parts), on or timezone.localdate()
    count = require_clean(spared=spared, **{name: getattr(trend, name) for name in TEXTS})
    trend.circle, trend.state, trend.proposed_on, trend.changed_on = (
        circle_of_kind("coalition"),
        "proposed",
        today,
        today,
    )
    _require_sound(trend)
    trend.save(force_insert=True)
    _turn(trend, 1, "propose", MEMBER, today)
    record(verb="propose-trend", about=ABOUT, by=by.actor, detail=judged(count))
    return trend


@transaction.atomic
def judge_trend(
    *,
    trend: Trend,
    move: str,
    reason: str,
    by: Person,
    review_on: date | None = None,
    until: str = "",
    spared: Collection[str] = (),
    on: date | None = None,
) -> Trend:
    """One move of the workflow, with its reason. In the inventory it is for everybody, and from then on it stays so."""
    if not judges():
        raise Refused
    trend, today = _locked(trend), on or timezone.localdate()
    step = moves_from(trend.state).get(move)
    if step is None:
        raise ValidationError(_("Dat kan niet meer: iemand anders was eerder. Kijk hoe het er nu voor staat."))
    count = require_clean(reason=reason, spared=spared)
    _require_reason(reason)
    trend.state = step.target or trend.state
    if trend.status.reviewed:
        require_review(review_on, today)
    require_periods(since=trend.since, until=until if step.ends else "")
    trend.review_on = review_on if trend.status.reviewed else None
    trend.until = until if step.ends else trend.until if trend.state == "ended" else ""
    if move == "adopt":
        trend.circle = circle_of_kind("public")
    _keep(trend, today, ("state", "review_on", "until", "circle"))
    _turn(trend, Turn.objects.last_number(trend) + 1, move, BUREAU, today, reason=reason)
    record(verb="judge-trend", detail={"move": move, **judged(count)}, **_line(trend, by))
    return trend


@transaction.atomic
def change_trend(
    *,
    trend: Trend,
    parts: Mapping[str, Any],
    reason: str,
    version: int,
    by: Person,
    spared: Collection[str] = (),
    on: date | None = None,
) -> Trend:
    """Write what a trend says. What stood there stays to be read in its history. version: the one that was changed."""
    if not judges():
        raise Refused
    trend, today = _locked(trend), on or timezone.localdate()
    if trend.version != version:
        raise ValidationError(_("Iemand anders wijzigde dit terwijl u schreef. Kijk hoe het er nu staat."))
    _require_reason(reason)
    before = {name: getattr(trend, name) for name in PARTS}
    new = _made({**before, **parts})
    texts = {name: getattr(new, name) for name in TEXTS}
    count = require_clean(spared=spared, before=[str(before[name]) for name in TEXTS], reason=reason, **texts)
    changed = {name: before[name] for name in PARTS if before[name] != getattr(new, name)}
    for name in changed:
        setattr(trend, name, getattr(new, name))
    _require_sound(trend)
    if changed:
        _keep(trend, today, tuple(changed))
        _turn(trend, Turn.objects.last_number(trend) + 1, "change", BUREAU, today, reason=reason, before=changed)
    record(verb="change-trend", detail={"parts": sorted(changed), **judged(count)}, **_line(trend, by))
    return trend


@transaction.atomic
def add_sight(
    *,
    trend: Trend,
    seen: str,
    text: str,
    by: Person,
    role: str = "",
    spared: Collection[str] = (),
    on: date | None = None,
) -> Sight:
    """What somebody sees of a trend in his own work. role: his function, if he wants that to be known."""
    if not works_for_a_partner():
        raise Refused
    if seen not in SEEN or (role and current_region().telling.function(role) is None):
        raise ValidationError(_("Kies een antwoord uit de lijst."))
    count = require_clean(text=text, spared=spared)
    _require_reason(text, "text")
    sight = Sight(trend=trend, circle=circle_of_kind("coalition"), seen=seen, role=role, text=text.strip())
    sight.month = (on or timezone.localdate()).replace(day=1)
    sight.save(force_insert=True)
    record(verb="add-sight", about=ABOUT, by=by.actor, detail=judged(count))
    return sight


@transaction.atomic
def read_trend(*, trend: Trend, by: Person) -> None:
    """Write down that somebody read what only the coalition sees of a trend: no line, no page."""
    record(verb="read", about=f"trend:{trend.pk}", by=by.actor, activity="trends")


@transaction.atomic
def lay_out_trends(*, region: Region, by: str) -> int:
    """The trends of the strategy as first content; how many are new. What is there already stays as it is."""
    there = set(Trend.objects.among([key_of(one.slug) for one in region.trends]).values_list("pk", flat=True))
    new = [one for one in region.trends if key_of(one.slug) not in there]
    today = timezone.localdate()
    for listed in new:
        trend = _made(_parts_of(listed), pk=key_of(listed.slug))
        trend.circle, trend.state = circle_of_kind("public"), "inventory"
        trend.proposed_on = trend.changed_on = trend.review_on = today
        trend.save(force_insert=True)
        _turn(trend, 1, "lay-out", DOCUMENT, today, reason=listed.source)
    if new:
        record(verb="lay-out-trends", about=ABOUT, by=by, detail={"trends": len(new)})
    return len(new)


def _made(parts: Mapping[str, Any], **given: Any) -> Trend:
    """A trend in memory. Unknown parts are a mistake of the program, not of a person."""
    if extra := set(parts) - set(PARTS):
        raise TypeError(f"A trend has no {', '.join(sorted(extra))}.")
    texts = {name: str(parts.get(name) or "").strip() for name in (*TEXTS, *WORDS)}
    return Trend(**texts, **{name: list(parts.get(name) or ()) for name in LISTS}, **given)


def _parts_of(listed: Listed) -> dict[str, Any]:
    values = {field.name: getattr(listed, field.name) for field in fields(listed) if field.name in PARTS}
    return {**values, "publications": "\n".join(listed.publications)}


def _locked(trend: Trend) -> Trend:
    """The trend as it is now; one at a time makes a move."""
    return Trend.objects.select_for_update(of=("self",)).select_related("circle").get(pk=trend.pk)


def _keep(trend: Trend, today: date, names: tuple[str, ...]) -> None:
    trend.changed_on, trend.version = today, trend.version + 1
    trend.save(update_fields=[*names, "changed_on", "version"])


def _turn(
    trend: Trend, number: int, verb: str, role: str, today: date, *, reason: str = "", before: Any = None
) -> None:
    turn = Turn(trend=trend, circle=trend.circle, number=number, on=today, role=role, verb=verb, state=trend.state)
    turn.reason, turn.before = reason.strip(), before or {}
    turn.save(force_insert=True)


def _line(trend: Trend, by: Person) -> dict[str, Any]:
    return {"about": f"trend:{trend.pk}", "by": by.actor, "circle": trend.circle_id}


def _require_sound(trend: Trend) -> None:
    require_known(current_region(), themes=trend.themes, indicators=trend.indicators)
    require_periods(since=trend.since, until=trend.until)
    trend.full_clean(exclude=["id", "circle"], validate_unique=False, validate_constraints=False)


def _require_reason(text: str, field: str = "reason") -> None:
    if not text.strip():
        raise ValidationError({field: [_("Schrijf op waarom. Anders is het later niet te volgen.")]})
