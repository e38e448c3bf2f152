"""What the bureau does with a round: plan it, open it with everybody invited, read in a whole file, close it."""

from collections.abc import Collection, Mapping
from datetime import date
from typing import Any

from django.contrib.postgres.functions import TransactionNow
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from slagvaardig.choose.inventory.actions import Faulty
from slagvaardig.choose.inventory.contents import keep_content
from slagvaardig.choose.inventory.models import Part, Round
from slagvaardig.choose.inventory.rules import Fault, Filled, faults_in, kinds_of_partners, office_of, runs_rounds
from slagvaardig.choose.inventory.submissions import Submission
from slagvaardig.choose.inventory.workflow import METHODS, PART_MOVES, ROUND_MOVES
from slagvaardig.choose.quarters import is_quarter
from slagvaardig.region.current import current_region
from slagvaardig.trust.access.models import Person
from slagvaardig.trust.audit.actions import record
from slagvaardig.trust.circles.models import Circle, Office
from slagvaardig.trust.circles.rules import Refused
from slagvaardig.trust.textguard.guard import judged, require_clean

MOST_TOPICS, MOST_POINTS, MOST_QUARTERS = 20, 1000, 12


@transaction.atomic
def plan_round(
    *,
    title: str,
    method: str,
    most: int,
    points: int,
    opens: date,
    closes: date,
    first_quarter: str,
    quarters: int,
    by: Person,
    body: Circle | None = None,
    note: str = "",
    spared: Collection[str] = (),
) -> Round:
    """A round that is not open yet."""
    if not runs_rounds():
        raise Refused
    count = require_clean(title=title, note=note, spared=spared)
    made = Round(
        circle=Circle.objects.get(kind="coalition"),
        title=title.strip(),
        method=method,
        most=most,
        points=points,
        opens=opens,
        closes=closes,
        first_quarter=first_quarter,
        quarters=quarters,
        body=body,
        note=note.strip(),
        state="planned",
    )
    _require_sound(made)
    made.save(force_insert=True)
    record(verb="plan-inventory", about=_about(made), by=by.actor, circle=made.circle_id, detail=judged(count))
    return made


@transaction.atomic
def move_round(*, found: Round, verb: str, by: Person, closes: date | None = None) -> Round:
    """Open (everybody is invited), close, open again with another last day, or lay down that the outcome was used."""
    if not runs_rounds():
        raise Refused
    now, move, today = Round.objects.select_for_update().get(pk=found.pk), ROUND_MOVES[verb], timezone.localdate()
    if now.state not in move.sources:
        raise ValidationError(_("Dit kan nu niet: de inventarisatie is „%(state)s”.") % {"state": now.status.title})
    changes: dict[str, Any] = {"state": move.target}
    if verb == "use":
        changes["used_on"] = today
    if verb == "reopen":
        if closes is None or closes < today:
            raise ValidationError({"closes": _("Kies een nieuwe sluitdag vanaf vandaag.")})
        changes["closes"] = closes
    if verb == "open":
        _invite(now)
    Round.objects.filter(pk=now.pk).update(**changes)
    record(verb="move-inventory", about=_about(now), by=by.actor, circle=now.circle_id, detail={"to": move.target})
    return Round.objects.get(pk=now.pk)


@transaction.atomic
def import_round(*, found: Round, filled: Mapping[str, Filled], by: Person) -> int:
    """Lay a version ready for each partner in a file, to be signed; all of them or none. Refuses partners that filled
    in something themselves: nobody's own words are overwritten."""
    if not runs_rounds():
        raise Refused
    if not found.is_open:
        raise ValidationError(_("Inlezen kan alleen zolang de inventarisatie open is."))
    parts = _to_import(found, filled)
    today, kinds = timezone.localdate(), kinds_of_partners()
    faults = [
        Fault(f"partner:{slug}/{fault.where}", fault.message)
        for slug, content in filled.items()
        for fault in faults_in(content, found, kinds.get(slug, ""), complete=True)
    ]
    if faults:
        raise Faulty(faults)
    require_clean(**{f"{slug}/{where}": text for slug, one in filled.items() for where, text in one.texts.items()})
    made = [_version(parts[slug], content, today) for slug, content in filled.items()]
    Submission.objects.bulk_create(made)
    keep_content(list(zip(made, filled.values(), strict=True)))
    for part in parts.values():
        part.number, part.state, part.imported, part.changed_on = part.number + 1, "filled", True, today
    Part.objects.bulk_update(parts.values(), ["number", "state", "imported", "changed_on"])
    about = _about(found)
    detail: dict[str, object] = {"partners": len(made)}
    record(verb="import-inventory", about=about, by=by.actor, circle=found.circle_id, detail=detail)
    return len(made)


def taken_by_partners(found: Round) -> dict[str, Part]:
    """Parts by the slug of their partner."""
    return {part.partner.slug: part for part in Part.objects.in_round(found).with_names()}


def may_be_imported(part: Part) -> bool:
    """Whether a file may still fill a part: nobody worked on it, or only a file did."""
    return part.state in PART_MOVES["import"].sources and (part.imported or part.state == "invited") and not part.signed


def _to_import(found: Round, filled: Collection[str]) -> dict[str, Part]:
    Part.objects.select_for_update().in_round(found).count()
    parts = taken_by_partners(found)
    faults = [
        Fault(f"partner:{slug}/", _("Deze partner doet niet mee, of heeft zelf al iets ingevuld."))
        for slug in filled
        if slug not in parts or not may_be_imported(parts[slug])
    ]
    if faults or not filled:
        raise Faulty(faults or [Fault("", _("Er staat geen enkele partner in."))])
    return {slug: parts[slug] for slug in filled}


def _version(part: Part, content: Filled, today: date) -> Submission:
    return Submission(
        round_id=part.round_id,
        part=part,
        number=part.number + 1,
        state="filled",
        imported=True,
        asks=content.asks.strip(),
        made=TransactionNow(),
        filled_on=today,
    )


def _invite(found: Round) -> None:
    circles = {circle.slug: circle for circle in Circle.objects.of_kinds("partner").with_slugs(kinds_of_partners())}
    offices = set(Office.objects.values_list("pk", flat=True))
    if not circles:
        raise ValidationError(_("De regio noemt geen partners die meedoen. Vul kinds in inventory.toml in."))
    Part.objects.bulk_create(
        Part(
            round=found,
            partner=circle,
            office_id=office_of(slug) if office_of(slug) in offices else None,
            state="invited",
            changed_on=timezone.localdate(),
        )
        for slug, circle in sorted(circles.items())
    )


def _require_sound(found: Round) -> None:
    most = min(MOST_TOPICS, len(current_region().inventory.topics) or MOST_TOPICS)
    points_fit = found.points == 0 if found.ranks else found.most <= found.points <= MOST_POINTS
    sound: dict[str, tuple[bool, str]] = {
        "title": (bool(found.title), _("Geef een titel.")),
        "method": (found.method in METHODS, _("Kies een manier uit de lijst.")),
        "most": (1 <= found.most <= most, _("Kies een aantal onderwerpen van 1 tot en met %(most)s.") % {"most": most}),
        "points": (points_fit, _("Geef punten alleen als partners ze verdelen: ten minste één per onderwerp.")),
        "closes": (found.opens <= found.closes, _("De sluitdag ligt voor de openingsdag.")),
        "first_quarter": (is_quarter(found.first_quarter), _("Schrijf een kwartaal als 2026-Q1.")),
        "quarters": (
            1 <= found.quarters <= MOST_QUARTERS,
            _("Kies 1 tot en met %(most)s kwartalen.") % {"most": MOST_QUARTERS},
        ),
        "body": (found.body is None or found.body.kind == "body", _("Kies een overleg uit de lijst.")),
    }
    if wrong := {name: message for name, (right, message) in sound.items() if not right}:
        raise ValidationError(wrong)


def _about(found: Round) -> str:
    return f"inventory:{found.pk}"
