"""What whoever raises or feels a barrier does. The log names no barrier and no circle in these lines: whoever looks
after a circle reads its lines, and must not read in them who spoke."""

import uuid
from collections.abc import Collection
from datetime import timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from slagvaardig.act.barriers.history import Making, make
from slagvaardig.act.barriers.models import Barrier
from slagvaardig.act.barriers.rules import MOST_HOURS, Standing, places_to_raise, shown_from, standing, told_to
from slagvaardig.act.barriers.turns import keep, next_number, take_turns
from slagvaardig.act.barriers.voices import Felt, Move, Voice
from slagvaardig.region.current import current_region
from slagvaardig.trust.access.models import Person
from slagvaardig.trust.audit.actions import record
from slagvaardig.trust.circles.models import Circle
from slagvaardig.trust.circles.rules import Refused
from slagvaardig.trust.textguard.guard import judged, require_clean

ABOUT = "barriers"


@transaction.atomic
def raise_barrier(
    *,
    circle: Circle,
    text: str,
    kind: str,
    often: str,
    hours: int,
    theme: str,
    area: str,
    by: Person,
    named: bool = False,
    spared: Collection[str] = (),
) -> Barrier:
    """A new barrier at the desk or in a circle in which `by` writes. named: whether the members of that circle may know
    who raised it; at the desk they always do."""
    if circle.pk not in {place.circle.pk for place in places_to_raise()}:
        raise Refused
    count = require_clean(text=text, spared=spared)
    region, today = current_region(), timezone.localdate()
    _require_known(theme, area, hours)
    barrier = Barrier(
        circle=circle,
        text=text.strip(),
        kind=kind,
        often=often,
        theme=theme,
        area=area,
        raised_on=today,
        step_since=today,
        touched_on=today,
        shown_from=shown_from(circle, named=named, today=today),
        state="raised",
        step=region.ladder.steps[0].slug,
    )
    barrier.full_clean(exclude=["id", "circle", "owner"], validate_unique=False, validate_constraints=False)
    move = make(barrier, Making("raise", "raiser", today, region.ladder), 1)
    barrier.save(force_insert=True)
    _voice(barrier, by, hours, raised=True, to=told_to(circle, named=named))
    move.save(force_insert=True)
    record(verb="raise-barrier", about=ABOUT, by=by.actor, detail=judged(count))
    return barrier


@transaction.atomic
def feel_too(*, barrier: Barrier, hours: int, by: Person) -> Voice:
    """ "Ik ook": `by` feels it as well, for so many hours a month. Said again, it changes the hours."""
    _require_hours(hours)
    voice = Voice.objects.of(by).about(barrier).first()
    if voice:
        Felt.objects.filter(pk=voice.felt_id).update(hours=hours)
    else:
        if not standing(barrier, by).sees_circle:
            raise Refused
        voice = _voice(barrier, by, hours, raised=False, to=None)
    record(verb="feel-too", about=ABOUT, by=by.actor)
    return voice


@transaction.atomic
def confirm_gone(*, barrier: Barrier, by: Person) -> Move:
    """ "Merkt u het?" Yes. Only whoever raised or feels it can say so, and never who handles it."""
    found, barrier = _locked(barrier, by)
    if not found.may_say_so:
        raise Refused
    verb = "confirm-again" if barrier.state == "retest" else "confirm"
    return _move(barrier, found, verb, by, answer="yes")


@transaction.atomic
def still_there(*, barrier: Barrier, by: Person, reason: str = "", spared: Collection[str] = ()) -> Move:
    """ "Merkt u het?" No: one press opens it again, with or without a word of why."""
    require_clean(reason=reason, spared=spared)
    found, barrier = _locked(barrier, by)
    return _move(barrier, found, "object", by, answer="no", reason=reason)


@transaction.atomic
def reply(*, barrier: Barrier, reason: str, by: Person, spared: Collection[str] = ()) -> Move:
    """An answer of whoever raised or feels it, or something to add. It stands there by role, without a name."""
    require_clean(reason=reason, spared=spared)
    found, barrier = _locked(barrier, by)
    return _move(barrier, found, "reply", by, reason=reason)


@transaction.atomic
def look_at_mine(*, voices: Collection[Voice], by: Person) -> None:
    """Note up to where somebody has read what happened to his barriers, and that he read."""
    newest = dict(Move.objects.of_barriers([voice.barrier_id for voice in voices]).newest_numbers())
    now = timezone.now()
    for voice in voices:
        voice.seen, voice.seen_at = newest.get(voice.barrier_id, 0), now
    Voice.objects.bulk_update(voices, ["seen", "seen_at"])
    record(verb="list", about=ABOUT, by=by.actor)


@transaction.atomic
def read_barriers(*, by: Person) -> None:
    """Write down that somebody saw a list of barriers: no line, no page."""
    record(verb="list", about=ABOUT, by=by.actor)


@transaction.atomic
def read_barrier(*, barrier: Barrier, by: Person) -> None:
    """Write down who read a barrier, for the privacy officer and not for its circle: who looks first, or never, would
    tell its members too much."""
    record(verb="read", about=f"barrier:{barrier.pk}", by=by.actor)


def _locked(barrier: Barrier, by: Person) -> tuple[Standing, Barrier]:
    barrier = take_turns(barrier)
    found = standing(barrier, by)
    if found.voice is None:
        raise Refused
    return found, barrier


_BY_FEELING = (
    "state",
    "due",
    "confirm_by",
    "closed_on",
    "closed_how",
    "kept_how",
    "retest_on",
    "returned",
    "step_since",
    "touched_on",
)


def _move(barrier: Barrier, found: Standing, verb: str, by: Person, *, answer: str = "", reason: str = "") -> Move:
    today = timezone.localdate()
    making = Making(verb, found.role, today, current_region().ladder, reason)
    move = make(barrier, making, next_number(barrier))
    keep(barrier, move, _BY_FEELING if answer else ())
    if answer and found.voice:
        Voice.objects.filter(pk=found.voice.pk).update(answer=answer, answered_on=today)
    if found.voice and found.voice.seen == move.number - 1:  # his own word is no news to him
        Voice.objects.filter(pk=found.voice.pk).update(seen=move.number)
    if verb == "reply":
        record(verb="reply-barrier", about=ABOUT, by=by.actor)
    else:
        record(verb="still-felt" if answer == "no" else "confirm-barrier", about=ABOUT, by=by.actor)
    return move


def _voice(barrier: Barrier, by: Person, hours: int, *, raised: bool, to: Circle | None) -> Voice:
    """Counted by others from tomorrow, so that a count that moves does not tell who just pressed the button."""
    felt = uuid.uuid4()
    seen = 1 if raised else Move.objects.about(barrier).count()
    voice = Voice(barrier=barrier, person=by, told_to=to, felt_id=felt, raised=raised, seen=seen)
    voice.save(force_insert=True)
    since = timezone.localdate() + timedelta(days=0 if raised else 1)
    Felt(pk=felt, barrier=barrier, hours=hours, since=since).save(force_insert=True)
    return voice


def _require_hours(hours: int) -> None:
    if not 0 <= hours <= MOST_HOURS:
        raise ValidationError(
            {"hours": _("Vul een aantal uren per maand in tussen 0 en %(most)s.") % {"most": MOST_HOURS}}
        )


def _require_known(theme: str, area: str, hours: int) -> None:
    region = current_region()
    _require_hours(hours)
    if theme not in region.themes:
        raise ValidationError({"theme": _("Kies een thema uit de lijst.")})
    if region.areas.get(area) is None:
        raise ValidationError({"area": _("Kies een gebied uit de lijst.")})
