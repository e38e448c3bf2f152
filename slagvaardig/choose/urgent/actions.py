"""Urgent issues: table one, judge it within a working day, set up a team that stops unless a body decides otherwise."""

from collections.abc import Collection
from datetime import date, datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import connection, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from slagvaardig.choose.decisions.actions import By
from slagvaardig.choose.decisions.models import Decision
from slagvaardig.choose.decisions.rules import require_here
from slagvaardig.choose.urgent.models import MOVES, TeamTerm, Urgent
from slagvaardig.choose.urgent.rules import one_working_day_after
from slagvaardig.region.current import current_region
from slagvaardig.trust.audit.actions import record
from slagvaardig.trust.circles.models import Circle
from slagvaardig.trust.circles.rules import Refused
from slagvaardig.trust.textguard.guard import judged, require_clean
from slagvaardig.web.addresses import inside

LONGEST_TERM = 92  # days: a temporary team that needs longer is no longer temporary


@transaction.atomic
def table_urgent(
    *,
    circle: Circle,
    partner: Circle,
    title: str,
    text: str,
    by: By,
    at: datetime | None = None,
    spared: Collection[str] = (),
) -> Urgent:
    """A partner tables something that cannot wait for the next meeting of a body."""
    require_here("write", partner)
    count = require_clean(title=title, text=text, spared=spared)
    if circle.kind != "body" or partner.kind != "partner":
        raise ValidationError({"circle": _("Kies een overleg, en namens welke partner u dit aandraagt.")})
    moment = at or timezone.now()
    made = Urgent(
        circle=circle,
        partner=partner,
        title=title.strip(),
        text=text.strip(),
        state="tabled",
        tabled_at=moment,
        triage_by=one_working_day_after(moment),
    )
    made.full_clean(exclude=["id", "circle", "partner"], validate_unique=False, validate_constraints=False)
    made.save(force_insert=True)
    record(verb="table-urgent", **_line(made, by, **judged(count)))
    return made


@transaction.atomic
def triage(
    *,
    urgent: Urgent,
    is_urgent: bool,
    judgement: str,
    by: By,
    options: str = "",
    what_if: str = "",
    at: datetime | None = None,
    spared: Collection[str] = (),
) -> Urgent:
    """Judge whether it is urgent, and say what can be done with the capacity there is. what_if: an address here."""
    count = require_clean(judgement=judgement, options=options, spared=spared)
    urgent = _moved(urgent, "triage" if is_urgent else "decline")
    _filled(judgement=judgement, **({"options": options} if is_urgent else {}))
    values = {"judgement": judgement.strip(), "options": options.strip(), "what_if": inside(what_if, query=True)}
    _change(urgent, state="triaged" if is_urgent else "declined", triaged_at=at or timezone.now(), **values)
    record(
        verb="triage-urgent",
        **_line(urgent, by, late=urgent.was_late(timezone.now()), state=urgent.state, **judged(count)),
    )
    return urgent


@transaction.atomic
def set_up_team(*, urgent: Urgent, until: date, partners: Collection[str], by: By, on: date | None = None) -> TeamTerm:
    """A temporary team of partners, with the day on which it stops."""
    urgent = _moved(urgent, "team")
    made = _term(urgent, until, partners, None, on)
    _change(urgent, state="team")
    record(verb="set-up-team", **_line(urgent, by, until=until.isoformat()))
    return made


@transaction.atomic
def extend_team(*, urgent: Urgent, until: date, decision: Decision, by: By, on: date | None = None) -> TeamTerm:
    """Let it go on until a later day, by a decision of the body that is used for this once."""
    urgent = _moved(urgent, "extend")
    now, last = Decision.objects.filter(pk=decision.pk).first(), TeamTerm.objects.about(urgent).last()
    fits = now and now.circle_id == urgent.circle_id and now.kind == "establish" and now.is_taken
    if not fits or TeamTerm.objects.filter(decision=decision).exists():
        raise ValidationError(
            {"decision": _("Verlengen vraagt een nieuw besluit van dit overleg om het team in te stellen.")}
        )
    if last and until <= last.until:
        raise ValidationError({"until": _("Kies een latere dag dan die nu is afgesproken.")})
    made = _term(urgent, until, last.partners if last else [], now, on)
    record(verb="extend-team", **_line(urgent, by, until=until.isoformat(), decision=str(decision.pk)))
    return made


@transaction.atomic
def stop_team(*, urgent: Urgent, lessons: str, by: By, on: date | None = None, spared: Collection[str] = ()) -> Urgent:
    """The team stops; what was learned stays."""
    count = require_clean(lessons=lessons, spared=spared)
    urgent = _moved(urgent, "stop")
    _filled(lessons=lessons)
    _change(urgent, state="stopped", stopped_on=on or timezone.localdate(), lessons=lessons.strip())
    record(verb="stop-team", **_line(urgent, by, **judged(count)))
    return urgent


def _term(
    urgent: Urgent, until: date, partners: Collection[str], decision: Decision | None, on: date | None
) -> TeamTerm:
    day = on or timezone.localdate()
    known = {partner.slug for partner in current_region().partners}
    if not partners or set(partners) - known:
        raise ValidationError({"partners": _("Kies welke partners meedoen.")})
    if not day < until or (until - day).days > LONGEST_TERM:
        most = {"most": LONGEST_TERM}
        raise ValidationError(
            {"until": _("Kies een stopdag binnen %(most)s dagen. Daarna is een nieuw besluit nodig.") % most}
        )
    made = TeamTerm(urgent=urgent, until=until, partners=sorted(partners), decision=decision, made_on=day)
    made.save(force_insert=True)
    return made


def _moved(urgent: Urgent, verb: str) -> Urgent:
    with connection.cursor() as cursor:
        cursor.execute("select pg_advisory_xact_lock(hashtextextended(%s, 7))", [str(urgent.pk)])
    urgent = Urgent.objects.select_related("circle", "partner").get(pk=urgent.pk)
    require_here("edit", urgent.circle)
    if urgent.state not in MOVES[verb][0]:
        raise ValidationError(_("Dit kan nu niet: het staat op „%(state)s”.") % {"state": urgent.get_state_display()})
    return urgent


def _change(urgent: Urgent, **values: Any) -> None:
    if not Urgent.objects.filter(pk=urgent.pk, state=urgent.state).update(**values):
        raise Refused
    for name, value in values.items():
        setattr(urgent, name, value)


def _filled(**texts: str) -> None:
    if empty := [name for name, text in texts.items() if not text.strip()]:
        raise ValidationError({empty[0]: _("Vul dit in: zonder uitleg kan niemand dit later begrijpen.")})


def _line(urgent: Urgent, by: By, **detail: object) -> dict[str, Any]:
    """What the log keeps of an act on this, beside its verb."""
    actor = by if isinstance(by, str) else by.actor
    return {"about": f"urgent:{urgent.pk}", "by": actor, "circle": urgent.circle_id, "detail": detail}
