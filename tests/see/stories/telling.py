"""Stories made by actions, as the tests of stories and the attacks on them need them."""

import uuid
from datetime import date
from typing import Any

from slagvaardig.see.stories.actions import UNSEEN, tell, tell_unseen
from slagvaardig.see.stories.models import Story
from slagvaardig.see.stories.rules import Told
from slagvaardig.see.teller.proving import as_teller
from slagvaardig.trust.circles.models import Circle
from slagvaardig.trust.unseen import tickets
from tests.people import People

TEXT = "Wij zien vaak fietsen verdwijnen bij het station, en niemand durft er nog iets van te zeggen."


def told(**different: Any) -> Told:
    """A story of the fictional region that many could have told."""
    values: dict[str, Any] = {
        "title": "Fietsen weg", "text": TEXT, "theme": "wijk-en-straat", "area": "VB0101", "role": "wijkagent",
        "readers": "everyone", "quotable": True, "answers": {"richting": "slechter", "wat-helpt": ["mensen", "kennis"]},
    }  # fmt: skip
    return Told(**{**values, **different})


def unseen(on: date | None = None, **different: Any) -> tuple[Story, str]:
    """An anonymous story and its code."""
    from django.db import transaction

    ticket = tickets.issue()
    with transaction.atomic(), as_teller(ticket.key):
        story = tell_unseen(told=told(**different), key=ticket.key, code=ticket.code, by=UNSEEN, on=on)
    return story, ticket.code


def named(people: People, name: str = "officer", who: str = "named", slug: str = "loket", **different: Any) -> Story:
    """A story of somebody with a login."""
    with people.acting(name) as person:
        return tell(told=told(**different), who=who, circle=Circle.objects.get(slug=slug), by=person)


def solved(ticket: tickets.Ticket) -> str:
    """The work that a browser would do."""
    number = 0
    while not ticket.is_solved_by(str(number)):
        number += 1
    return str(number)


def filled_in(ticket: tickets.Ticket | None = None, **different: Any) -> dict[str, Any]:
    """What a browser sends with the form of somebody unseen."""
    found = ticket or tickets.issue()
    values: dict[str, Any] = {
        "theme": "wijk-en-straat", "area": "VB0101", "role": "wijkagent", "title": "Fietsen weg", "text": TEXT,
        "readers": "everyone", "vraag-richting": "slechter", "kaart": found.text, "werk": solved(found),
        "stap": "versturen",
    }  # fmt: skip
    return {**values, **different}


def key() -> uuid.UUID:
    return uuid.uuid4()
