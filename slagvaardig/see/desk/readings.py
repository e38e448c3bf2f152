"""What the pages of the desk show."""

from dataclasses import dataclass

from django.utils import timezone

from slagvaardig.see.desk.actions import READERS_FOR
from slagvaardig.see.stories.models import Story, Teller
from slagvaardig.see.stories.readings import place_in_words
from slagvaardig.see.stories.workflow import STATES
from slagvaardig.trust.access.models import Person
from slagvaardig.trust.circles.models import Circle

PAGE = 50


@dataclass(frozen=True)
class Line:
    """One story in the list of the desk. waits: since how many days it waits; None when it does not."""

    story: Story
    place: str
    state: str
    waits: int | None


def page_of(circle: Circle, *, waiting: bool, before: str = "") -> tuple[list[Line], str]:
    """Stories at the desk, those that wait longest first, or all of them newest first."""
    number = int(before) if before.isascii() and before.isdigit() and len(before) < 6 else 0
    lying = Story.objects.at(circle)
    found = list((lying.waiting() if waiting else lying.newest_first())[number : number + PAGE + 1])
    return [_line(story) for story in found[:PAGE]], str(number + PAGE) if len(found) > PAGE else ""


def teller_of(story: Story) -> Person | None:
    """Who told it, when he chose that the one who acts may know."""
    teller = Teller.objects.select_related("person").filter(story=story).first()
    return teller.person if teller else None


def circles_for(story: Story) -> list[Circle]:
    """In which circles its teller allows it to be shown."""
    kinds = [kind for kind, readers in READERS_FOR.items() if story.readers in readers]
    return [circle for circle in Circle.objects.all() if circle.kind in kinds]


def _line(story: Story) -> Line:
    waits = (timezone.localdate() - story.waits_since).days if story.waits_since else None
    return Line(story, place_in_words(role=story.role, area=story.area), str(STATES[story.state]), waits)
