"""Barriers for the attacks: at the desk, with and without a name in a circle, and a question at a table; with what the
oracle says of who sees, feels and handles each."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import timedelta

from django.utils import timezone

from slagvaardig.act.barriers.actions import raise_barrier
from slagvaardig.act.barriers.models import Barrier
from slagvaardig.act.barriers.tables import Ask
from slagvaardig.act.handling.actions import say_it_is_gone, take_up, write_memo
from slagvaardig.region.current import current_region
from slagvaardig.trust.access.identity import acting_as_job
from tests.attack.scene import Scene
from tests.attack.visits import Act, Visit, Who

# circle: (who raised it, whether the circle may know, who handles it)
RAISED = {
    "loket": ("officer", False, "bureau"),
    "gemeente-een": ("mayor", True, "adviser"),
    "werkgroep": ("adviser", False, "bureau"),
}
HANDLED = ("loket", "gemeente-een")  # of the third its circle sees nothing until tomorrow
EDITED = ("gemeente-een", "beraad", "werkgroep")  # circles that somebody looks after


@dataclass
class Barriers:
    """What lies where, and what the oracle says about it."""

    scene: Scene
    here: dict[str, Barrier]
    ask: Ask
    table: str = "beraad"

    @classmethod
    def of(cls, scene: Scene) -> "Barriers":
        """Made once for a scene, when an address is first about them."""
        made: Barriers = scene.__dict__.get("barriers") or _made(scene)
        scene.__dict__["barriers"] = made
        return made

    def sees(self, who: str, circle: str) -> bool:
        return self.feels(who, circle) or (circle in HANDLED and self.scene.allows("see", who, circle))

    def feels(self, who: str, circle: str) -> bool:
        return who == RAISED[circle][0] and self.scene.logged_in(who)

    def handles(self, who: str, circle: str) -> bool:
        return self.scene.allows("edit", who, circle) and self.sees(who, circle)

    def sees_ask(self, who: str) -> bool:
        return self.scene.allows("see", who, self.table) or self.sees(who, "loket")

    @staticmethod
    def may_raise(scene: Scene, who: str, circle: str) -> bool:
        return circle in EDITED and scene.in_coalition(who) and scene.allows("write", who, circle)

    @staticmethod
    def form() -> Mapping[str, object]:
        region = current_region()
        theme, area = next(iter(region.themes)), region.areas.of_kind("municipality")[0].code
        return {"text": "Wij wachten.", "kind": "rule", "often": "daily", "hours": 2, "theme": theme, "area": area}

    @staticmethod
    def filled(sent: Mapping[str, object]) -> Mapping[str, object]:
        return sent


def _made(scene: Scene) -> Barriers:
    found: dict[str, Barrier] = {}
    given = {name: value for name, value in Barriers.form().items() if name != "text"}
    for slug, (name, named, _) in RAISED.items():
        with scene.people.acting(name) as by:
            circle = scene.circles[slug]
            text = f"Wij wachten op elkaar, en dat ligt in kring {slug}."
            found[slug] = raise_barrier(circle=circle, text=text, named=named, by=by, **given)  # type: ignore[arg-type]
    day = timezone.localdate() + timedelta(days=9)
    for slug in HANDLED:
        with scene.people.acting(RAISED[slug][2]) as by:
            write_memo(barrier=found[slug], analysis="Een.", options="Twee.", question="Drie.", version=0, by=by)
            take_up(barrier=found[slug], owner=scene.circles["politie"], due=day, reason="Wij bellen.", by=by)
            say_it_is_gone(barrier=found[slug], reason="Er is een nummer.", by=by)
    with acting_as_job("console"):
        ask = Ask(
            barrier=found["loket"],
            circle=scene.circles["beraad"],
            step=current_region().ladder.steps[-2].slug,
            mandate="Beslist voor iedereen.",
            analysis="Een.",
            options="Twee.",
            question="Drie.",
            reason="Lager lukte het niet.",
            asked_on=timezone.localdate(),
            due=day,
        )
        ask.save(force_insert=True)
    return Barriers(scene, found, ask)


def _barriers(
    name: str, may: Callable[[Barriers, str, str], bool], circles: tuple[str, ...] = HANDLED, **sent: object
) -> Callable[[Scene], list[Visit]]:
    """A page or an act about barriers. sent: what is filled in, where something can be."""

    def fill(scene: Scene) -> list[Visit]:
        found = Barriers.of(scene)
        visits = []
        for circle in circles:
            barrier = found.here[circle]
            whoever: Who = lambda who, circle=circle: may(found, who, circle)  # type: ignore[misc] # noqa: E731
            acts = (Act(name, whoever, lambda who: found.filled(sent)),) if sent else ()
            more = {"move": "vragen"} if name == "barrier_move" else {}
            read = None if name in ("barrier_me_too", "barrier_answer") else whoever
            visits.append(Visit(name, {"key": barrier.pk, **more}, read, acts))
        return visits

    return fill


def _asks(scene: Scene) -> list[Visit]:
    found = Barriers.of(scene)
    answer = {"outcome": "yes", "answer": "Zo doen wij het."}
    act = Act("answer", lambda who: scene.allows("write", who, found.table), lambda who: answer)
    return [Visit("ask", {"key": found.ask.pk}, found.sees_ask, (act,))]


def _raising(name: str) -> Callable[[Scene], list[Visit]]:
    def fill(scene: Scene) -> list[Visit]:
        if name == "barrier_new":
            may: Who = scene.in_coalition
            return [Visit(name, {}, may, (Act("raise", may, lambda who: Barriers.form()),))]
        visits = []
        for slug in ("gemeente-een", "beraad", "politie"):
            writes: Who = lambda who, slug=slug: Barriers.may_raise(scene, who, slug)  # type: ignore[misc] # noqa: E731
            visits.append(Visit(name, {"slug": slug}, writes, (Act("raise", writes, lambda who: Barriers.form()),)))
        return visits

    return fill


def _how_tos(scene: Scene) -> list[Visit]:
    return [Visit("how_tos", {}, scene.in_coalition)]


ABOUT_BARRIERS: dict[str, Callable[[Scene], list[Visit]]] = {
    "barrier_new": _raising("barrier_new"),
    "barrier_new_in": _raising("barrier_new_in"),
    "how_tos": _how_tos,
    "ask": _asks,
    "barrier": _barriers("barrier", Barriers.sees, tuple(RAISED)),
    "barrier_me_too": _barriers("barrier_me_too", Barriers.sees, tuple(RAISED), hours=3),
    "barrier_answer": _barriers("barrier_answer", Barriers.feels, answer="no"),
    "barrier_reply": _barriers("barrier_reply", Barriers.feels, tuple(RAISED), reason="Wij merken het nog."),
    "barrier_memo": _barriers("barrier_memo", Barriers.sees),
    "barrier_memo_pdf": _barriers("barrier_memo_pdf", Barriers.sees),
    "barrier_memo_change": _barriers(
        "barrier_memo_change", Barriers.handles, analysis="Drie teams.", options="Twee.", question="Kies.", version=1
    ),
    "barrier_move": _barriers("barrier_move", Barriers.handles, tuple(RAISED), reason="Om welk systeem gaat het?"),
}
