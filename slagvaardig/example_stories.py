"""The invented stories of a fictional region, told by its invented people, answered and shown by its desk.

Everything goes through the same actions as in life. Days are counted back from today, so that the year is the last one.
The clock does it once, beside the site that is already up: it takes a quarter of a minute.
"""

import json
import uuid
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from importlib import import_module
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from slagvaardig.personas import address_at
from slagvaardig.region.current import current_region
from slagvaardig.region.folder import Region
from slagvaardig.see.desk.actions import respond, show
from slagvaardig.see.patterns import nightly
from slagvaardig.see.stories.actions import UNSEEN, echo, reply, tell, tell_unseen
from slagvaardig.see.stories.models import Story
from slagvaardig.see.stories.readings import my_partners
from slagvaardig.see.stories.rules import Told
from slagvaardig.see.teller.proving import as_teller
from slagvaardig.trust.access.identity import acting_as_job, enter, leave
from slagvaardig.trust.access.models import Person, User
from slagvaardig.trust.access.sessions import hashed
from slagvaardig.trust.circles.models import Circle

FILE = "examples/stories.jsonl"
DESK = "bureau"
_LIKED = "echo of an invented story"
Row = dict[str, Any]


def run() -> None:
    """What the clock calls: at once when there is nothing to do."""
    load_example_stories(region=current_region())


@transaction.atomic
def load_example_stories(*, region: Region) -> int:
    """How many were loaded, all or none; 0 when there are stories already, or none to load. Only for a fictional
    region."""
    file = region.path / FILE
    if not region.fictional or not file.is_file() or _there_are_some():
        return 0
    rows = rows_in(file)
    _tell_all(rows)
    _answer_all(rows)
    nightly.run(anew=True)
    return len(rows)


def rows_in(file: Path) -> list[Row]:
    return [json.loads(line) for line in file.read_text("utf-8").splitlines()]


def _there_are_some() -> bool:
    """Whether stories were told already, or nobody is there to tell them."""
    with acting_as_job("console"):
        if User.objects.with_address(address_at(DESK)) is None:
            return True
    with acting_as_job(nightly.JOB):
        return Story.objects.exists()


def _tell_all(rows: list[Row]) -> None:
    for row in rows:
        row["key"] = uuid.uuid5(uuid.NAMESPACE_OID, f"invented story {row['seed']}")
    with transaction.atomic():
        for row in _with(rows, ""):
            with as_teller(row["key"]):
                tell_unseen(told=_told(row), key=row["key"], code="", by=UNSEEN, on=_day(row))
    for slug in sorted({row["person"] for row in rows} - {""}):
        with acting(slug) as person:
            partner, desk = my_partners()[0], Circle.objects.get(kind="desk")
            for row in _with(rows, slug):
                circle = desk if row["who"] == "named" else partner
                row["key"] = tell(told=_told(row), who=row["who"], circle=circle, by=person, on=_day(row)).pk


def _answer_all(rows: list[Row]) -> None:
    """First what the desk said, then what tellers said back, then how it ended and what others may read."""
    answered = [row for row in rows if row["after"] is not None]
    with acting(DESK) as desk:
        for row in answered:
            move = "refuse" if "refuse" in row else "answer"
            text = row.get("refuse") or row["answer"]
            respond(story=_story(row), move=move, text=text, by=desk, on=_day(row, row["after"]))
    for slug in sorted({row["person"] for row in answered if "reply" in row}):
        with acting(slug) as person:
            for row in _with(answered, slug):
                if "reply" in row:
                    day = _day(row, row["after"] + 2)
                    reply(story=_story(row), text=row["reply"], key=uuid.uuid4(), by=person, on=day)
    with acting(DESK) as desk:
        places = {circle.kind: circle for circle in Circle.objects.all() if circle.kind in ("coalition", "public")}
        for row in answered:
            _end(row, places, desk)


def _end(row: Row, places: dict[str, Circle], desk: Person) -> None:
    story = _story(row)
    if "close" in row:
        respond(story=story, move="close", text=row["close"], by=desk, on=_day(row, row["after"] + 9))
    if not row.get("shown") or not story.safe:
        return
    circle = places["public" if row["readers"] == "everyone" else "coalition"]
    edition = show(
        story=story, circle=circle, title=row["title"], text=row["text"], outcome=row.get("close", ""), by=desk
    )
    for number in range(row["echoes"]):
        echo(edition=edition, key=uuid.uuid5(edition.pk, f"{_LIKED} {number}"), by=UNSEEN, on=_day(row, 20 + number))


def _story(row: Row) -> Story:
    return Story.objects.select_related("circle").get(pk=row["key"])


def _told(row: Row) -> Told:
    same = ("title", "text", "theme", "area", "role", "readers", "quotable", "answers")
    return Told(**{name: row[name] for name in same})


def _day(row: Row, after: int = 0) -> date:
    today = timezone.localdate()
    return min(today, today - timedelta(days=row["days_ago"] - after))


def _with(rows: Iterable[Row], slug: str) -> Iterator[Row]:
    return (row for row in rows if row["person"] == slug)


@contextmanager
def acting(slug: str) -> Iterator[Person]:
    """A transaction in which an invented person acts, with a session that ends with it."""
    store = import_module(settings.SESSION_ENGINE).SessionStore()
    with acting_as_job("console"):
        person = Person.objects.get(user=User.objects.get(email=address_at(slug)))
    with transaction.atomic():
        enter(kind="login")
        store.create()
        store["_auth_user_id"] = str(person.pk)
        store.save()
        leave()
    with transaction.atomic():
        enter(kind="session", session=hashed(str(store.session_key)))
        yield person
        leave()
    with transaction.atomic():
        enter(kind="login")
        store.delete()
        leave()
