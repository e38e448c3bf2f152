"""From a story in a file of a fictional region to the rows of a barrier, move by move. A move that the workflow does
not allow stops the loading, so that an example never shows what cannot happen."""

import uuid
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Any, Final

from django.utils import timezone

from slagvaardig.act.barriers.history import Making, make
from slagvaardig.act.barriers.models import Barrier
from slagvaardig.act.barriers.rules import told_to
from slagvaardig.act.barriers.tables import Ask, HowTo, Memo
from slagvaardig.act.barriers.voices import Felt, Move, Voice
from slagvaardig.region.folder import Region
from slagvaardig.trust.access.models import Person
from slagvaardig.trust.circles.models import Circle
from slagvaardig.trust.textguard.guard import require_clean

Told = Mapping[str, Any]
_NAMES: Final = uuid.UUID("5c0fbd5e-5b0e-4f5e-9d0f-3a1c7e1f2b60")  # so that a seed always gives the same key
_BY_FEELING: Final = ("reply", "confirm", "object", "confirm-again")
_TEXTS: Final = ("text", "reason", "answer", "analysis", "options", "question", "title")


@dataclass
class Loaded:
    """What becomes of all stories, and what they are told with."""

    region: Region
    circles: Mapping[str, Circle]
    people: Mapping[str, Person]
    today: date
    barriers: list[Barrier] = field(default_factory=list)
    voices: list[Voice] = field(default_factory=list)
    felt: list[Felt] = field(default_factory=list)
    moves: list[Move] = field(default_factory=list)
    memos: list[Memo] = field(default_factory=list)
    asks: list[Ask] = field(default_factory=list)
    how_tos: list[HowTo] = field(default_factory=list)

    def day(self, ago: int) -> date:
        return self.today - timedelta(days=ago)


def key_of(story: Told) -> uuid.UUID:
    """The key of the barrier that a story becomes."""
    return uuid.uuid5(_NAMES, str(story["seed"]))


def told(story: Told, loaded: Loaded) -> None:
    """Add one story."""
    _Telling(story, loaded).all()


class _Telling:
    def __init__(self, story: Told, loaded: Loaded) -> None:
        self.story, self.loaded = story, loaded
        circle, day = loaded.circles[story["circle"]], loaded.day(story["ago"])
        self.barrier = Barrier(
            pk=key_of(story),
            circle=circle,
            raised_on=day,
            step_since=day,
            shown_from=day,
            touched_on=day,
            state="raised",
            step=loaded.region.ladder.steps[0].slug,
            **{name: story[name] for name in ("text", "kind", "often", "theme", "area")},
        )
        self.number = 0
        self.memo: Memo | None = None
        self.ask: Ask | None = None

    def all(self) -> None:
        self._clean(self.story)
        self.loaded.barriers.append(self.barrier)
        self._people()
        self._move("raise", "raiser", self.story["ago"], "")
        for told_move in self.story["moves"]:
            self._clean(told_move)
            _DEEDS.get(told_move["verb"], _Telling.plain)(self, told_move)
        if told_how := self.story["how_to"]:
            self._clean(told_how)
            self._how_to(told_how)
        for voice in self.loaded.voices[self.mine :]:
            voice.seen = self.number - (self.barrier.state == "removed")

    def plain(self, told_move: Told) -> None:
        role = "raiser" if told_move["verb"] in _BY_FEELING else "clock" if told_move["verb"] == "retest" else "handler"
        self._move(told_move["verb"], role, told_move["ago"], told_move.get("reason", ""))
        if self.ask and self.ask.waits and told_move["verb"] in ("remove", "step-down"):
            self.ask.withdrawn_on = self.loaded.day(told_move["ago"])

    def take(self, told_move: Told) -> None:
        changes = {
            "owner": self.loaded.circles[told_move["owner"]],
            "due": self.loaded.day(told_move["due"]),
        }
        self._move("take", "handler", told_move["ago"], told_move["reason"], changes=changes)

    def advise(self, told_move: Told) -> None:
        texts = {name: told_move[name] for name in ("analysis", "options", "question")}
        self.memo = Memo(barrier=self.barrier, changed_on=self.loaded.day(told_move["ago"]), **texts)
        self.loaded.memos.append(self.memo)

    def escalate(self, told_move: Told) -> None:
        self._move("escalate", "handler", told_move["ago"], told_move["reason"], memo=self.memo)
        step, asked_on = self.loaded.region.ladder.step(self.barrier.step), self.loaded.day(told_move["ago"])
        if step.slug != told_move["step"]:
            raise ValueError(f"Story {self.story['seed']} climbs to {step.slug}, not to {told_move['step']}.")
        self.ask = Ask(
            barrier=self.barrier,
            circle=self.loaded.circles[told_move["body"]],
            step=step.slug,
            mandate=step.mandate,
            reason=told_move["reason"],
            asked_on=asked_on,
            due=asked_on + timedelta(days=step.term_days),
            **{name: getattr(self.memo, name) for name in ("analysis", "options", "question")},
        )
        self.loaded.asks.append(self.ask)

    def answer(self, told_move: Told) -> None:
        if self.ask is None or not self.ask.waits:
            raise ValueError(f"Story {self.story['seed']} answers what nobody asked.")
        self.ask.outcome, self.ask.answer = told_move["outcome"], told_move["answer"]
        noon = datetime.combine(self.loaded.day(told_move["ago"]), time(12))
        self.ask.answered_at = timezone.make_aware(noon)

    def _move(self, verb: str, role: str, ago: int, reason: str, **more: Any) -> None:
        self.number += 1
        making = Making(verb, role, self.loaded.day(ago), self.loaded.region.ladder, reason, ask=self.ask, **more)
        self.loaded.moves.append(make(self.barrier, making, self.number))

    def _people(self) -> None:
        story = self.story
        self.mine = len(self.loaded.voices)
        self._voice(story["raiser"], story["hours"], raised=True)
        for slug, hours in story["also"]:
            self._voice(slug, hours, raised=False)
        for hours, ago in story["others"]:  # colleagues who have left since: what they lost still counts
            self.loaded.felt.append(Felt(barrier=self.barrier, hours=hours, since=self.loaded.day(ago)))

    def _voice(self, slug: str, hours: int, *, raised: bool) -> None:
        felt = Felt(barrier=self.barrier, hours=hours, since=self.barrier.raised_on)
        to = told_to(self.barrier.circle, named=bool(self.story["named"])) if raised else None
        person = self.loaded.people[slug]
        self.loaded.felt.append(felt)
        self.loaded.voices.append(Voice(barrier=self.barrier, person=person, told_to=to, felt=felt, raised=raised))

    def _how_to(self, written: Told) -> None:
        coalition = next(circle for circle in self.loaded.circles.values() if circle.kind == "coalition")
        self.loaded.how_tos.append(
            HowTo(
                barrier=self.barrier.pk,
                circle=coalition,
                title=written["title"],
                text=written["text"],
                kind=self.barrier.kind,
                theme=self.barrier.theme,
                made_on=self.barrier.touched_on,
            )
        )

    @staticmethod
    def _clean(written: Told) -> None:
        require_clean(**{name: str(written[name]) for name in _TEXTS if written.get(name)})


_DEEDS: Final[dict[str, Callable[[_Telling, Told], None]]] = {
    "take": _Telling.take,
    "memo": _Telling.advise,
    "escalate": _Telling.escalate,
    "answer": _Telling.answer,
}
