"""What may be kept of a conversation, and who may make something of a note."""

import datetime
from dataclasses import dataclass, field

from django.core.exceptions import ValidationError
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from slagvaardig.region.folder import Region
from slagvaardig.see.conversations.models import Conversation, Note
from slagvaardig.see.rounds.models import Round
from slagvaardig.see.rounds.rules import functions_of
from slagvaardig.see.stories.rules import areas_to_tell_of
from slagvaardig.trust.access.models import Person
from slagvaardig.trust.circles.rules import Refused, circles_with

LONGEST = 4000
MOST_PRESENT, MOST_QUOTES = 60, 30
ELSE = 0  # the number of what was said beside the questions


@dataclass(frozen=True)
class Held:
    """When, where and with how many of each function somebody talked."""

    day: datetime.date
    area: str
    present: dict[str, int] = field(default_factory=dict)


def require_sound(region: Region, round: Round, held: Held, today: datetime.date) -> None:
    """ValidationError with what is missing or unknown, per field."""
    roles = {slug for slug, _title in functions_of(region)}
    counts = list(held.present.values())
    checks: list[tuple[str, bool, str | Promise]] = [
        ("day", held.day <= today, _("Deze dag moet nog komen.")),
        ("day", held.day >= round.first, _("Toen was de ronde nog niet begonnen.")),
        ("area", held.area in {area.code for area in areas_to_tell_of(region, today)}, _("Kies een gebied.")),
        ("present", set(held.present) <= roles and all(0 <= one <= MOST_PRESENT for one in counts), _("Dit kan niet.")),
        ("present", 1 <= sum(counts) <= MOST_PRESENT, _("Vul in hoeveel mensen meepraatten.")),
    ]
    if wrong := {name: [str(message)] for name, good, message in reversed(checks) if not good}:
        raise ValidationError(wrong)


def may_hold(round: Round) -> bool:
    """Whether the one who acts may talk in this round: he writes in its circle, and it runs."""
    return round.state == "running" and round.circle_id in circles_with("write")


def is_mine(note: Note, person: Person) -> bool:
    """Whether somebody held the conversation that a note comes from."""
    return Conversation.objects.held_by(person).filter(pk=note.conversation_id).exists()


def may_harvest(note: Note, person: Person) -> bool:
    """Whoever writes in the circle, of what is laid open; of what is not only whoever held the conversation, once it is
    finished."""
    if note.circle_id not in circles_with("write"):
        return False
    own = Conversation.objects.held_by(person).filter(pk=note.conversation_id).exclude(state="draft")
    return note.opened or own.exists()


def require_harvest(note: Note, person: Person) -> None:
    if not may_harvest(note, person):
        raise Refused
