"""What the pages of the log show: lines in words, who read something, and how the sealing stands. Never the content of
a paper: of everything but people and circles there is only a key."""

import uuid
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import groupby

from django.db.models import Count, Max, Min
from django.utils import timezone

from slagvaardig.trust.access.models import Person
from slagvaardig.trust.audit.models import Event, EventQuerySet, Seal
from slagvaardig.trust.audit.verbs import UNKNOWN, VERBS
from slagvaardig.trust.circles.models import Circle
from slagvaardig.trust.clock.models import Turn
from slagvaardig.trust.logbook.words import Names, key_in, sentence

PAGE = 50
RECENT = timedelta(days=30)


@dataclass(frozen=True)
class Line:
    """One act in words. `about` is as it stands in the log, to look for more of the same."""

    at: datetime
    text: str
    about: str


@dataclass(frozen=True)
class Reader:
    """Who read something, and when for the last time."""

    name: str
    at: datetime


@dataclass(frozen=True)
class Sealing:
    """newest: the last seal. waiting: lines without one, the oldest since `oldest`. turns: jobs of the clock."""

    newest: Seal | None
    waiting: int
    oldest: datetime | None
    turns: list[Turn]

    @property
    def lags(self) -> bool:
        """Whether the clock seems to stand still."""
        return self.oldest is not None and self.oldest < timezone.now() - timedelta(minutes=5)


def chosen(*, verb: str = "", who: str = "", about: str = "", day: date | None = None) -> EventQuerySet:
    """The lines that a page asks for; who: a person as the log names him, or "system"."""
    lines: EventQuerySet = Event.objects.all()
    if verb:
        lines = lines.of_verb(verb)
    if who:
        lines = lines.by_the_system() if who == "system" else lines.by_actor(who)
    if about:
        lines = lines.about(about)
    return lines.on(day) if day else lines


def page_of(lines: EventQuerySet, before: str = "") -> tuple[list[tuple[date, list[Line]]], str]:
    """The lines after a place (as an earlier answer gave it) under their day, and the place at which to go on."""
    ordered = lines.newest_first()
    if place := _place(before):
        ordered = ordered.before(*place)
    found = list(ordered[: PAGE + 1])
    last = found[PAGE - 1] if len(found) > PAGE else None
    days = groupby(_in_words(found[:PAGE]), key=lambda line: timezone.localdate(line.at))
    return [(day, list(under)) for day, under in days], f"{last.at.isoformat()}_{last.pk}" if last else ""


def counted(lines: EventQuerySet) -> list[tuple[str, int]]:
    """How often each act was done, most often first."""
    rows = lines.order_by().values_list("verb").annotate(times=Count("pk")).order_by("-times", "verb")
    return [(str(VERBS.get(verb, UNKNOWN).label), times) for verb, times in rows]


def readers_of(thing: str) -> list[Reader]:
    """Who read a paper or one of its files, the last one first."""
    rows = list(Event.objects.readings_of(thing).order_by().values_list("actor").annotate(last=Max("at")))
    names = names_in(actor for actor, _last in rows)
    return sorted((Reader(names.of(actor), last) for actor, last in rows), key=lambda reader: reader.at, reverse=True)


def readings_of(thing: str) -> Iterator[Line]:
    """Every time that somebody read it, newest first."""
    return _in_words(list(Event.objects.readings_of(thing).newest_first()))


def sealing() -> Sealing:
    waiting = Event.objects.unsealed().aggregate(lines=Count("pk"), oldest=Min("at"))
    return Sealing(Seal.objects.newest(), waiting["lines"], waiting["oldest"], list(Turn.objects.all()))


def names_in(texts: Iterable[str], circles: Iterable[uuid.UUID] = ()) -> Names:
    """The names of the people and circles that lines are about, asked once."""
    keys = {key for key in map(key_in, texts) if key}
    people: Mapping[uuid.UUID, Person] = Person.objects.in_bulk(keys)
    rings: Mapping[uuid.UUID, Circle] = Circle.objects.in_bulk(keys | set(circles))
    return Names({key: one.name for key, one in people.items()}, {key: one.name for key, one in rings.items()})


def _in_words(events: list[Event]) -> Iterator[Line]:
    texts = [text for event in events for text in (event.actor, event.about)]
    names = names_in(texts, (event.circle for event in events if event.circle))
    for event in events:
        words = sentence(event, names)
        yield Line(event.at, words, event.about)


def _place(text: str) -> tuple[datetime, int] | None:
    """None for whatever is not a place: a visitor who edits an address gets the first page."""
    moment, _sign, key = text.partition("_")
    try:
        found = datetime.fromisoformat(moment), int(key)
    except ValueError:
        return None
    return found if found[0].tzinfo and 0 < found[1] < 2**63 else None
