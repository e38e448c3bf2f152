"""The invented conversations of a fictional region: rounds planned and held by its invented people, and an area scan.

Everything goes through the same actions as in life. The clock does it once, beside the site that is already up.
"""

import json
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from django.db import transaction
from django.utils import timezone

from slagvaardig.example_stories import acting, is_introduced
from slagvaardig.region.current import current_region
from slagvaardig.region.folder import Region
from slagvaardig.see.conversations.actions import hold, move_conversation, write_notes, write_quote
from slagvaardig.see.conversations.harvesting import harvest_story, harvest_trend
from slagvaardig.see.conversations.models import Conversation
from slagvaardig.see.conversations.rules import Held
from slagvaardig.see.coverage import nightly
from slagvaardig.see.figures.shelves import shelf
from slagvaardig.see.rounds.actions import move_round, plan_round
from slagvaardig.see.rounds.models import Round
from slagvaardig.see.rounds.rules import Plan
from slagvaardig.see.scans.actions import begin_scan, end_meeting, write_line
from slagvaardig.see.scans.models import Scan
from slagvaardig.see.scans.readings import what_figures_say
from slagvaardig.see.scans.rules import Line, Meeting
from slagvaardig.see.stories.rules import Told
from slagvaardig.trust.access.identity import acting_as_job
from slagvaardig.trust.access.models import Person
from slagvaardig.trust.circles.models import Circle

FILE, LEADER, CIRCLE = "examples/conversations.json", "bureau", "loket"
Row = dict[str, Any]


def run() -> None:
    """What the clock calls: at once when there is nothing to do."""
    load_example_conversations(region=current_region())


@transaction.atomic
def load_example_conversations(*, region: Region) -> int:
    """How many conversations were loaded, all or none; 0 when there is a round already. Only for a fictional region."""
    file = region.path / FILE
    if not region.fictional or not file.is_file() or not is_introduced(LEADER) or _there_are_some():
        return 0
    year = rows_in(file)
    with acting(LEADER) as by:
        circle = Circle.objects.get(slug=CIRCLE)
        rounds = [(row, _begun(row, circle, by)) for row in year["rounds"]]
        held = sum(_talked(row, round, by) for row, round in rounds)
        _scanned(year["scan"], circle, by)
    nightly.run(everything=True)
    with acting(LEADER) as by:
        for row, round in rounds:
            if row["result"]:
                move_round(round=round, move="close", result=row["result"], by=by)
    return held


def rows_in(file: Path) -> Row:
    year: Row = json.loads(file.read_text("utf-8"))
    return year


def _there_are_some() -> bool:
    with acting_as_job("clock"):
        return Round.objects.exists()


def _begun(row: Row, circle: Circle, by: Person) -> Round:
    partners = [one.slug for one in current_region().partners if one.kind in ("municipality", "police")]
    plan = Plan(
        title=row["title"],
        aim=row["aim"],
        theme=row["theme"],
        asked=tuple((role, partner) for role in row["roles"] for partner in partners),
        questions="\n".join(row["questions"]),
        first=_day(row["first"]),
        last=_day(row["last"]),
    )
    made = plan_round(circle=circle, plan=plan, by=by)
    move_round(round=made, move="start", by=by)
    return Round.objects.select_related("circle").get(pk=made.pk)


def _talked(row: Row, round: Round, by: Person) -> int:
    for talk in row["talks"]:
        held = Held(_day(talk["ago"]), talk["area"], talk["present"])
        made = hold(round=round, held=held, by=by)
        write_notes(conversation=made, texts={int(number): text for number, text in talk["notes"].items()}, by=by)
        for text, approved in talk["quotes"]:
            write_quote(conversation=made, text=text, approved=approved, by=by)
        if not talk["draft"]:
            move_conversation(conversation=made, move="finish", by=by)
            _harvested(talk, made, by)
    return len(row["talks"])


def _harvested(talk: Row, made: Conversation, by: Person) -> None:
    note = made.notes.order_by("number")[0]
    known = {one.slug for one in current_region().trends}
    if talk["trend"]:
        slug = talk["trend"] if talk["trend"] in known else ""
        harvest_trend(note=note, trend=slug, title="" if slug else talk["trend"], by=by)
    if talk["story"]:
        title = note.text.partition(".")[0][:100]
        told = Told(title=title, text=note.text, theme=made.round.theme, area=talk["area"], readers="coalition")
        harvest_story(note=note, told=told, consent=True, by=by)


def _scanned(row: Row, circle: Circle, by: Person) -> None:
    """Three meetings, two weeks apart; at the first lies what the figures say of that area."""
    region = current_region()
    theme, place = next(iter(region.themes)), region.conversing.places
    scan = begin_scan(circle=circle, title=row["title"], area=row["area"], by=by)
    _met(scan, row["ago"], by, what_figures_say(region, row["area"], shelf()))
    for text in row["street"]:
        write_line(scan=_now(scan), line=Line("street", text, theme=theme), by=by)
    _met(scan, row["ago"] - 14, by)
    due = _day(-60)
    for line in (
        Line("beside", row["street"][0], theme=theme, agrees="only-street"),
        Line("beside", row["street"][2], theme=theme, agrees="different"),
        Line("place", "Spullen liggen hier lang, zonder dat iemand ernaar vraagt.", place=place[2].slug),
        Line("place", "In de avond mijden jongeren deze plek.", place="station"),
        Line("step", "Elke twee weken lopen toezicht en jongerenwerk hier samen.", partner="politie", due=due),
        Line("step", "Wie iets meldt, hoort binnen twee weken wat ermee is gedaan.", partner="bureau", due=due),
    ):
        write_line(scan=_now(scan), line=line, by=by)
    _met(scan, row["ago"] - 28, by)


def _met(scan: Scan, ago: int, by: Person, known: list[Line] | None = None) -> None:
    meeting = Meeting(_day(ago), {"wijkagent": 3, "boa": 2, "jongerenwerker": 2})
    end_meeting(scan=_now(scan), meeting=meeting, by=by, known=known or [])


def _now(scan: Scan) -> Scan:
    return Scan.objects.select_related("circle").get(pk=scan.pk)


def _day(ago: int) -> date:
    return timezone.localdate() - timedelta(days=ago)
