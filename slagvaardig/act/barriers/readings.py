"""What the pages of barriers show, asked once and in words."""

import uuid
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Final

from django.db.models import Count, Min, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from slagvaardig.act.barriers.models import OPEN_ONES, Barrier, BarrierQuerySet, overdue
from slagvaardig.act.barriers.rules import rounded_hours, shown_people
from slagvaardig.act.barriers.tables import Ask
from slagvaardig.act.barriers.voices import Move, Voice, past_term
from slagvaardig.act.barriers.waiting import LATE, PLACES, WAITING
from slagvaardig.region.current import current_region
from slagvaardig.region.ladder import Step
from slagvaardig.trust.access.models import Person
from slagvaardig.trust.circles.rules import circles_with
from slagvaardig.web.blocks import Waiting


@dataclass(frozen=True)
class Line:
    """A barrier in a list. people, hours: None when too few feel it to say so."""

    barrier: Barrier
    step: Step
    area: str
    late: bool
    people: int | None
    hours: int | None


@dataclass(frozen=True)
class Shelf:
    """One of the lists: title, what stands in it, what to read when it is empty, which barriers and in which order."""

    title: str | Promise
    means: str | Promise
    empty: str | Promise
    which: Callable[[date], Q]
    order: Callable[[BarrierQuerySet], BarrierQuerySet]

    def rows(self, day: date) -> BarrierQuerySet:
        """Of the circles of whoever looks; without their cost, which page_of() adds to those that are shown."""
        return self.order(_seen().filter(self.which(day)))


def _seen() -> BarrierQuerySet:
    return Barrier.objects.in_circles(circles_with("see"))


SHELVES: Final[dict[str, Shelf]] = {
    "kring": Shelf(
        _("In mijn kringen"),
        _("Alles wat nog niet weg is, het langst wachtende eerst."),
        _("In uw kringen ligt nu geen drempel. Dat betekent niet dat er geen is: misschien vertelde niemand het."),
        lambda day: OPEN_ONES,
        BarrierQuerySet.longest_waiting_first,
    ),
    "te-laat": Shelf(
        _("Te laat"),
        _("Nog zonder antwoord, of de afgesproken dag of de termijn van de stap is voorbij."),
        _("Niets is te laat."),
        lambda day: overdue(day) | past_term(day, current_region().ladder),
        BarrierQuerySet.longest_waiting_first,
    ),
    "uren": Shelf(
        _("Kost de meeste uren"),
        _("Wat nog niet weg is, met de meeste verloren uren per maand bovenaan."),
        _("In uw kringen ligt nu geen drempel."),
        lambda day: OPEN_ONES,
        lambda rows: rows.with_hours().most_hours_first(),
    ),
    "terug": Shelf(
        _("Kwam terug"),
        _("Was weg en werd toch weer gemerkt. Hier is de oplossing niet gebleven."),
        _("Er is geen drempel teruggekomen, voor zover iemand het vertelde."),
        lambda day: Q(returned__gt=0),
        BarrierQuerySet.newest_first,
    ),
    "weg": Shelf(
        _("Weg"),
        _("Bevestigd door wie het merkt, of gesloten omdat niemand antwoordde."),
        _("Er is nog geen drempel weg."),
        lambda day: ~OPEN_ONES,
        BarrierQuerySet.newest_first,
    ),
}


def lines_of(barriers: Iterable[Barrier], day: date) -> list[Line]:
    """Barriers as a list shows them; they must come with their cost."""
    region = current_region()
    found = []
    for barrier in barriers:
        people, hours = barrier.people, barrier.hours  # type: ignore[attr-defined]
        found.append(
            Line(
                barrier,
                region.ladder.step(barrier.step),
                region.areas.name_of(barrier.area),
                barrier.is_late(day),
                shown_people(people),
                rounded_hours(hours, people),
            )
        )
    return found


def open_per_shelf(day: date) -> dict[str, int]:
    """How many stand in each list, for whoever looks."""
    counts = {slug: Count("pk", filter=shelf.which(day)) for slug, shelf in SHELVES.items()}
    return {slug.replace("_", "-"): number for slug, number in _seen().aggregate(**counts).items()}


def with_all_to_show(page: Iterable[Barrier]) -> list[Barrier]:
    """The barriers of a page with what a line tells of them, in the same order."""
    keys = [barrier.pk for barrier in page]
    shown = {
        barrier.pk: barrier for barrier in Barrier.objects.among(keys).select_related("circle", "owner").with_cost()
    }
    return [shown[key] for key in keys]


@dataclass(frozen=True)
class Mine:
    """A barrier that somebody raised or feels: what is new since he last looked, and whether he is asked something."""

    voice: Voice
    barrier: Barrier
    news: tuple[Move, ...]
    answers: tuple[Ask, ...]
    handled: bool

    @property
    def asks(self) -> bool:
        """Whether he is asked now if it is gone. What he handles himself he is never asked."""
        return self.barrier.state in ("removed", "retest") and not self.handled

    @property
    def is_new(self) -> bool:
        return bool(self.news or self.answers)


def mine_of(person: Person) -> list[Mine]:
    """Everything that somebody raised or feels: what he is asked first, then what is new, then the rest."""
    handled = circles_with("edit")
    voices = list(Voice.objects.of(person).select_related("barrier__circle", "barrier__owner"))
    keys = [voice.barrier_id for voice in voices]
    moves: dict[uuid.UUID, list[Move]] = {}
    for move in Move.objects.of_barriers(keys):
        moves.setdefault(move.barrier_id, []).append(move)
    asks: dict[uuid.UUID, list[Ask]] = {}
    for ask in Ask.objects.of_barriers(keys).answered().select_related("circle"):
        asks.setdefault(ask.barrier_id, []).append(ask)
    found = [
        Mine(
            voice,
            voice.barrier,
            tuple(move for move in moves.get(voice.barrier_id, []) if move.number > voice.seen),
            tuple(ask for ask in asks.get(voice.barrier_id, []) if ask.came_after(voice.seen_at)),
            voice.barrier.circle_id in handled,
        )
        for voice in voices
    ]
    return sorted(found, key=lambda one: (not one.asks, not one.is_new, -one.barrier.raised_on.toordinal()))


def what_waits_for(person: Person) -> list[Waiting]:
    """What waits for somebody who is the one who acts: counts and days, never what anything is about. One question per
    subject; of a subject in which he has no role none."""
    today, handled = timezone.localdate(), circles_with("edit")
    found = _of_himself(person, handled) | _of_bodies(today)
    if handled:
        found |= _of_handlers(today, handled)
    return [_waiting(kind, *found[kind]) for kind in WAITING if kind in found and found[kind][0]]


_Counts = dict[str, tuple[int, date | None]]  # per kind of WAITING how many, and the first day


def _of_himself(person: Person, handled: Collection[uuid.UUID]) -> _Counts:
    felt = list(Voice.objects.of(person).told_briefly())
    asked = [day for state, circle, day, _new in felt if state in ("removed", "retest") and circle not in handled]
    return {"confirm": _count(asked), "news": _count([day for _state, _circle, day, new in felt if new])}


def _of_bodies(today: date) -> _Counts:
    days = list(Ask.objects.waiting().in_circles(circles_with("write")).values_list("due", "asked_on"))
    return {
        "asks": _count([asked_on for due, asked_on in days if due >= today]),
        "asks-late": _count([due for due, _asked_on in days if due < today]),
    }


def _of_handlers(today: date, handled: Collection[uuid.UUID]) -> _Counts:
    late = _count(list(Ask.objects.waiting().late(today).about_barriers_in(handled).values_list("due", flat=True)))
    kinds = {
        "unanswered": ("raised_on", Q(state="raised")),
        "overdue": ("due", Q(due__lt=today)),
        "term": ("step_since", ~Q(due__lt=today) & past_term(today, current_region().ladder)),
        "silent": ("confirm_by", Q(state__in=("removed", "retest"), confirm_by__lt=today)),
    }
    asked: dict[str, Count | Min] = {}
    asked |= {f"{kind}-number": Count("pk", filter=which) for kind, (_since, which) in kinds.items()}
    asked |= {f"{kind}-first": Min(since, filter=which) for kind, (since, which) in kinds.items()}
    told = Barrier.objects.open().in_circles(handled).aggregate(**asked)
    return {"body-late": late} | {kind: (told[f"{kind}-number"], told[f"{kind}-first"]) for kind in kinds}


def _count(days: Collection[date]) -> tuple[int, date | None]:
    return len(days), min(days, default=None)


def _waiting(kind: str, number: int, first: date | None) -> Waiting:
    page, shelf = PLACES.get(kind, ("barriers", "te-laat"))
    href = reverse(page) + (f"?lijst={shelf}" if shelf else "")
    text = str(WAITING[kind] % {"number": number})
    return Waiting(kind, number, text, href, first, of_office=page != "barriers_mine", late=kind in LATE)


@dataclass(frozen=True)
class Entry:
    """One line of what happened to a barrier: a move, or the answer of a body."""

    on: date
    who: str
    told: str
    text: str
    step: Step | None = None
    ask: Ask | None = None
    new: bool = False


def history_of(barrier: Barrier, voice: Voice | None) -> list[Entry]:
    """Everything that happened, in order. new: since the one who looks last did."""
    ladder = current_region().ladder
    asks = list(Ask.objects.about(barrier))
    found = [
        Entry(
            move.on,
            move.who,
            move.told,
            move.reason,
            ladder.step(move.step_to) if move.step_from and move.step_from != move.step_to else None,
            new=voice is not None and move.number > voice.seen,
        )
        for move in Move.objects.about(barrier)
    ]
    found += [
        Entry(ask.answered_on, ask.circle.name, ask.get_outcome_display(), ask.answer, ask=ask)
        for ask in asks
        if ask.answered_on
    ]
    return sorted(found, key=lambda entry: entry.on)


def raiser_of(barrier: Barrier) -> str:
    """The name of who raised it, for whoever he let know; empty for all others."""
    voice = Voice.objects.about(barrier).raisers().told().select_related("person").first()
    return voice.person.name if voice else ""
