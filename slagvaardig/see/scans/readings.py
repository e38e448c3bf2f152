"""An area scan as its pages show it: what the figures say, and every line in words."""

import datetime
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import ngettext

from slagvaardig.region.current import current_region
from slagvaardig.region.folder import Region
from slagvaardig.see.figures.sentences import message
from slagvaardig.see.figures.shelves import Shelf
from slagvaardig.see.rounds.rules import functions_of
from slagvaardig.see.rounds.workflow import SCAN_STATES
from slagvaardig.see.scans.models import AGREES, Scan, ScanLine
from slagvaardig.see.scans.rules import LONGEST, Line
from slagvaardig.see.themes.summaries import line_of
from slagvaardig.trust.access.models import Person
from slagvaardig.trust.circles.rules import circles_with
from slagvaardig.web.blocks import Waiting

_MOST_KNOWN = 24


@dataclass(frozen=True)
class Shown:
    """A line in the words of its region."""

    line: ScanLine
    theme: str
    place: str
    agrees: str
    partner: str


@dataclass(frozen=True)
class Held:
    """A meeting that was held: which, when, and how many of each function came."""

    title: str
    day: datetime.date
    present: tuple[tuple[str, int], ...]


def what_figures_say(region: Region, code: str, tables: Shelf) -> list[Line]:
    """Of every indicator with a figure of this very area what its reading says."""
    area = region.areas.get(code)
    found = []
    for indicator in region.indicators.values():
        reading = line_of(region, indicator, area, tables).reading if area else None
        if reading and reading.area.code == code:
            theme = next((one for one in indicator.themes if one in region.themes), "")
            text = f"{indicator.title}. {message(reading)}"
            found.append(Line("system", text[:LONGEST], theme=theme))
    return found[:_MOST_KNOWN]


def lines_of(scan: Scan) -> dict[str, list[Shown]]:
    """Every line, per kind."""
    region = current_region()
    partners = {one.slug: one.name for one in region.partners}
    found: dict[str, list[Shown]] = {}
    for line in ScanLine.objects.of_scan(scan):
        theme, place = region.themes.get(line.theme), region.conversing.place(line.place)
        shown = Shown(
            line=line,
            theme=theme.title if theme else "",
            place=place.title if place else line.place,
            agrees=str(AGREES.get(line.agrees, "")),
            partner=partners.get(line.partner, line.partner),
        )
        found.setdefault(line.kind, []).append(shown)
    return found


def facilities_apart(places: list[Shown]) -> tuple[list[Shown], list[Shown]]:
    """(spots, facilities)."""
    region = current_region()
    facility = {one.slug for one in region.conversing.places if one.kind == "facility"}
    spots = [one for one in places if one.line.place not in facility]
    return spots, [one for one in places if one.line.place in facility]


def meetings_of(scan: Scan) -> list[Held]:
    """Those that were held, in order."""
    titles = dict(functions_of(current_region()))
    found = []
    for state, title in SCAN_STATES.items():
        if came := scan.held.get(state):
            day = datetime.date.fromisoformat(came["day"])
            present = tuple((titles.get(role, role), number) for role, number in sorted(came["present"].items()))
            found.append(Held(str(title), day, present))
    return found


def what_waits_for(_person: Person) -> list[Waiting]:
    """Scans that are not done, in circles that the one who acts looks after."""
    edits = circles_with("edit")
    found = list(Scan.objects.in_circles(edits).unfinished().order_by("begun").only("begun")) if edits else []
    if not found:
        return []
    text = ngettext("gebiedsscan is nog niet af", "gebiedsscans zijn nog niet af", len(found))
    href = reverse("scan", args=[found[0].pk]) if len(found) == 1 else reverse("scans")
    return [Waiting("scans", len(found), text, href, found[0].begun, of_office=True)]


def not_in_the_figures(lines: dict[str, list[Shown]]) -> list[Shown]:
    """What only the street knows: the warning of every scan is that figures show what is registered."""
    return [one for one in lines.get("beside", []) if one.line.agrees == "only-street"]
