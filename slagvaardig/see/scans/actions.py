"""An area scan: begun, held in three meetings, ended with what is agreed."""

from collections.abc import Collection, Sequence
from datetime import timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from slagvaardig.region.current import current_region
from slagvaardig.see.rounds.actions import Moved
from slagvaardig.see.rounds.rules import places_to_plan
from slagvaardig.see.rounds.workflow import SCAN_MOVES, after
from slagvaardig.see.scans.models import Scan, ScanLine
from slagvaardig.see.scans.rules import (
    MOST_LINES,
    Line,
    Meeting,
    areas_to_scan,
    missing,
    require_line,
    require_meeting,
)
from slagvaardig.trust.access.models import Person
from slagvaardig.trust.audit.actions import record
from slagvaardig.trust.circles.models import Circle
from slagvaardig.trust.circles.rules import Refused, require
from slagvaardig.trust.textguard.guard import judged, require_clean

KEPT = timedelta(days=5 * 365)


@transaction.atomic
def begin_scan(*, circle: Circle, title: str, area: str, by: Person, spared: Collection[str] = ()) -> Scan:
    """A scan of one area, in a closed circle that `by` looks after."""
    if circle.pk not in {place.pk for place in places_to_plan()}:
        raise Refused
    count = require_clean(title=title, spared=spared)
    today = timezone.localdate()
    if not title.strip() or area not in {one.code for one in areas_to_scan(current_region(), today)}:
        raise ValidationError({"area": [_("Kies een gebied en geef de scan een titel.")]})
    made = Scan(
        circle=circle, owner=by, title=title.strip(), area=area, state="system", begun=today, keep_until=today + KEPT
    )
    made.save(force_insert=True)
    record(verb="begin-scan", about=f"scan:{made.pk}", by=by.actor, circle=circle.pk, detail=judged(count))
    return made


@transaction.atomic
def write_line(*, scan: Scan, line: Line, by: Person, spared: Collection[str] = ()) -> ScanLine:
    """One thing that is said or agreed at the meeting where the scan stands."""
    require("write", scan.circle)
    count = require_clean(text=line.text, spared=spared)
    require_line(current_region(), scan.state, line)
    number = scan.lines.count() + 1
    if number > MOST_LINES:
        raise ValidationError({"text": [_("Deze scan is vol.")]})
    made = _line(scan, number, line)
    made.save(force_insert=True)
    record(verb="write-scan", about=f"scan:{scan.pk}", by=by.actor, circle=scan.circle_id, detail=judged(count))
    return made


@transaction.atomic
def drop_line(*, line: ScanLine, by: Person) -> None:
    """Take away what should not stand there, as long as the scan is not done."""
    require("write", line.scan.circle)
    ScanLine.objects.filter(pk=line.pk).delete()
    record(verb="write-scan", about=f"scan:{line.scan_id}", by=by.actor, circle=line.scan.circle_id)


@transaction.atomic
def end_meeting(*, scan: Scan, meeting: Meeting, by: Person, known: Sequence[Line] = ()) -> None:
    """Note who came and go on to what follows. known: at the first meeting, what the figures said that day: it stays as
    it was, also when figures change."""
    require("edit", scan.circle)
    require_meeting(current_region(), meeting, timezone.localdate())
    if lacks := missing(scan.state, set(scan.lines.values_list("kind", flat=True))):
        raise ValidationError(lacks)
    came: dict[str, object] = {
        "day": meeting.day.isoformat(),
        "present": {role: n for role, n in meeting.present.items() if n},
    }
    if scan.state == "system":
        number = scan.lines.count()
        lines = [_line(scan, number + place, one) for place, one in enumerate(known, 1)]
        ScanLine.objects.bulk_create(lines)
    _move(scan, next(name for name, move in SCAN_MOVES.items() if scan.state in move.before), by, came)


@transaction.atomic
def reopen_scan(*, scan: Scan, by: Person) -> None:
    """Change the conclusions of a scan that was done."""
    require("edit", scan.circle)
    _move(scan, "again", by, None)


def _move(scan: Scan, name: str, by: Person, came: dict[str, object] | None) -> None:
    state = after(SCAN_MOVES, name, scan.state)
    held = {**scan.held, scan.state: came} if came else scan.held
    if not state or not Scan.objects.filter(pk=scan.pk, state=scan.state).update(state=state, held=held):
        raise Moved
    record(verb="move-scan", about=f"scan:{scan.pk}", by=by.actor, circle=scan.circle_id, detail={"state": state})


def _line(scan: Scan, number: int, line: Line) -> ScanLine:
    return ScanLine(
        scan=scan,
        number=number,
        kind=line.kind,
        theme=line.theme,
        place=line.place if line.kind == "place" else "",
        agrees=line.agrees if line.kind == "beside" else "",
        text=line.text.strip(),
        partner=line.partner if line.kind == "step" else "",
        due=line.due if line.kind == "step" else None,
    )
