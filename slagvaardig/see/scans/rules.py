"""What an area scan may say: about an area, about kinds of places, never about an address or a group of people."""

import datetime
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from django.core.exceptions import ValidationError
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from slagvaardig.region.areas.geography import Area
from slagvaardig.region.folder import Region
from slagvaardig.see.rounds.rules import functions_of
from slagvaardig.see.scans.models import AGREES, LINES

LONGEST, MOST_LINES, MOST_PRESENT = 600, 120, 60
# At which meeting which kind of line is written.
WRITTEN_AT: Final[dict[str, tuple[str, ...]]] = {
    "system": ("system",),
    "street": ("street",),
    "conclusions": ("beside", "place", "step"),
    "done": (),
}


@dataclass(frozen=True)
class Line:
    """What somebody fills in."""

    kind: str
    text: str
    theme: str = ""
    place: str = ""
    agrees: str = ""
    partner: str = ""
    due: datetime.date | None = None


@dataclass(frozen=True)
class Meeting:
    """When a meeting was, and how many of each function came."""

    day: datetime.date
    present: dict[str, int]


def areas_to_scan(region: Region, day: datetime.date) -> list[Area]:
    """Municipalities and districts: large enough that a kind of place is no address."""
    found = [area for kind in ("district", "municipality") for area in region.areas.of_kind(kind) if area.exists(day)]
    return sorted((area for area in found if area.parent), key=lambda area: area.name)


def require_line(region: Region, state: str, line: Line) -> None:
    """ValidationError with what is missing or unknown, per field."""
    known = {one.slug for one in region.conversing.places}
    partners = {one.slug for one in region.partners}
    needs: dict[str, Callable[[], list[tuple[str, bool]]]] = {
        "place": lambda: [("place", line.place in known)],
        "beside": lambda: [("agrees", line.agrees in AGREES), ("theme", bool(line.theme))],
        "step": lambda: [("partner", line.partner in partners), ("due", line.due is not None)],
    }
    checks: list[tuple[str, bool, str | Promise]] = [
        (
            "kind",
            line.kind in LINES and line.kind in WRITTEN_AT.get(state, ()),
            _("Dit hoort bij een andere bijeenkomst."),
        ),
        ("text", 1 <= len(line.text.strip()) <= LONGEST, _("Schrijf 1 tot %(n)s tekens.") % {"n": LONGEST}),
        ("theme", not line.theme or line.theme in region.themes, _("Kies een thema.")),
        ("place", not line.place or line.place in known, _("Kies een soort plek.")),
    ]
    checks += [(name, good, _("Vul dit in.")) for name, good in needs.get(line.kind, list)()]
    _refuse(checks)


def require_meeting(region: Region, meeting: Meeting, today: datetime.date) -> None:
    roles = {slug for slug, _title in functions_of(region)}
    counts = list(meeting.present.values())
    _refuse([
        ("day", meeting.day <= today, _("Deze dag moet nog komen.")),
        ("present", set(meeting.present) <= roles and all(n >= 0 for n in counts), _("Dit kan niet.")),
        ("present", 1 <= sum(counts) <= MOST_PRESENT, _("Vul in hoeveel mensen er waren.")),
    ])  # fmt: skip


def missing(state: str, kinds: set[str]) -> str:
    """What a scan still needs before it can go on from a meeting; empty when nothing."""
    if state == "street" and "street" not in kinds:
        return _("Schrijf eerst op wat de straat weet.")
    if state == "conclusions" and not {"beside", "step"} <= kinds:
        return _("Leg eerst systeem en straat naast elkaar, en spreek ten minste één stap af.")
    return ""


def _refuse(checks: list[tuple[str, bool, str | Promise]]) -> None:
    if wrong := {name: [str(message)] for name, good, message in reversed(checks) if not good}:
        raise ValidationError(wrong)
