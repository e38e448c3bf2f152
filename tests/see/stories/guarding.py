"""Every free text of stories, written through the action that keeps it: for the tests of the text guard."""

import uuid
from dataclasses import replace

from django.db import transaction

from slagvaardig.region.current import current_region
from slagvaardig.see.desk.actions import respond, show
from slagvaardig.see.stories.actions import UNSEEN, reply, tell, tell_unseen
from slagvaardig.see.stories.models import Story
from slagvaardig.see.stories.rules import Told
from slagvaardig.see.teller.proving import as_teller
from slagvaardig.trust.circles.models import Circle
from tests.people import People

LONG = "Dit maakte ik vandaag mee in de wijk waar ik werk, en het is niet de eerste keer."


def clean() -> Told:
    """Of whichever region is shown, and coarse enough for all to read."""
    region = current_region()
    unit = region.areas.of_kind("unit")[0].code
    return Told(title="Verlichting", text=LONG, theme=next(iter(region.themes)), area=unit, readers="everyone")


def _with(field: str, value: str) -> Told:
    if field == "text":
        return replace(clean(), text=f"{LONG} {value}")
    return replace(clean(), title=value)


def unseen(people: People, field: str, value: str) -> None:
    key = uuid.uuid4()
    with transaction.atomic(), as_teller(key):
        tell_unseen(told=_with(field, value), key=key, code="", by=UNSEEN)


def known(people: People, field: str, value: str) -> None:
    with people.acting("officer") as person:
        tell(told=_with(field, value), who="named", circle=Circle.objects.get(kind="desk"), by=person)


def _story(people: People) -> Story:
    with people.acting("officer") as person:
        return tell(told=clean(), who="named", circle=Circle.objects.get(kind="desk"), by=person)


def teller_says(people: People, field: str, value: str) -> None:
    story = _story(people)
    with people.acting("officer") as person:
        reply(story=story, text=value, key=uuid.uuid4(), by=person)


def desk_says(people: People, field: str, value: str) -> None:
    story = _story(people)
    with people.acting("bureau") as person:
        respond(story=Story.objects.select_related("circle").get(pk=story.pk), move="answer", text=value, by=person)


def shown(people: People, field: str, value: str) -> None:
    story = _story(people)
    texts = {"title": "Verlichting", "text": LONG, "outcome": "", field: value}
    with people.acting("bureau") as person:
        here = Story.objects.select_related("circle").get(pk=story.pk)
        show(story=here, circle=Circle.objects.get(kind="coalition"), by=person, **texts)
