"""Rounds, conversations and area scans for the attacks, with what the oracle says of who sees, leads and held each."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from slagvaardig.region.current import current_region
from slagvaardig.see.conversations.harvesting import begin_barrier
from slagvaardig.see.conversations.models import Conversation, Harvest, Note, Quote
from slagvaardig.see.rounds.models import Round
from slagvaardig.see.scans.actions import write_line
from slagvaardig.see.scans.models import Scan, ScanLine
from slagvaardig.see.scans.rules import Line
from slagvaardig.trust.access.models import Person
from tests.attack.scene import Scene
from tests.attack.visits import Act, Visit, Who
from tests.see.conversations.ground import LEAVER, QUOTED, SAID, Ground, today, towns

HELD_BY, CIRCLE, OTHER = "adviser", "werkgroep", "gemeente-een"
CLOSED = ("gemeente-een", "gemeente-twee", "parket", "politie", "beraad", "werkgroep", "loket")


@dataclass
class Talks:
    """What lies where: a round that runs in the working group, one that is planned in a partner."""

    running: Round
    planned: Round
    draft: Conversation
    quote: Quote
    note: Note
    harvest: Harvest
    scan: Scan
    line: ScanLine
    left: Round  # in which somebody led who no longer takes part
    leaver: Person


def talks_in(scene: Scene) -> Talks:
    """Made once for a scene, when an address is first about them."""
    made: Talks = scene.__dict__.get("talks") or _made(scene)
    scene.__dict__["talks"] = made
    return made


def _made(scene: Scene) -> Talks:
    ground = Ground(scene.people, scene.circles)
    running, planned = ground.running("bureau", CIRCLE), ground.planned("adviser", OTHER)
    draft = ground.held(running, {"boa": 3}, finished=False)
    quote = ground.quoted(draft, approved=False)
    note, begun = (ground.note_of(ground.held(running, {"boa": 2})) for _ in range(2))
    scan = ground.scanned(done=False)
    with scene.people.acting(HELD_BY) as by:
        harvest = begin_barrier(note=begun, by=by)
        line = write_line(scan=scan, line=Line("system", SAID), by=by)
    return Talks(running, planned, draft, quote, note, harvest, scan, line, *_left(ground))


def _left(ground: Ground) -> tuple[Round, Person]:
    """Somebody who is not of the cast, so that nobody counts him among it."""
    round, leaver = ground.running("bureau", CIRCLE), ground.leader(CIRCLE)
    ground.held(round, {"boa": 3}, name=LEAVER)
    ground.goes()
    del ground.people.persons[LEAVER], ground.people.keys[LEAVER]
    return round, leaver


def _held(name: str, what: str, read: bool = True, **sent: Any) -> Callable[[Scene], list[Visit]]:
    """Something that only whoever held the conversation finds."""

    def fill(scene: Scene) -> list[Visit]:
        may: Who = lambda who: who == HELD_BY and scene.logged_in(who)  # noqa: E731
        acts = (Act(name, may, lambda who: sent),) if sent or not read else ()
        return [Visit(name, {"key": getattr(talks_in(scene), what).pk}, may if read else None, acts)]

    return fill


def _within(
    name: str, right: str, what: str, read: bool = True, sends: bool = False, more: dict[str, str] | None = None
) -> Callable[[Scene], list[Visit]]:
    """Something for whoever has a right in the circle of the working group, or of the partner for what is planned."""
    circle = OTHER if what == "planned" else CIRCLE

    def fill(scene: Scene) -> list[Visit]:
        may: Who = lambda who: scene.allows(right, who, circle)  # noqa: E731
        acts = (Act(name, may, lambda who: SENT.get(name, dict)()),) if sends else ()
        return [Visit(name, {"key": getattr(talks_in(scene), what).pk, **(more or {})}, may if read else None, acts)]

    return fill


def _hand_on(scene: Scene) -> list[Visit]:
    told = talks_in(scene)
    may: Who = lambda who: scene.allows("edit", who, CIRCLE)  # noqa: E731
    sent = {"former": str(told.leaver.pk), "to": str(scene.people[HELD_BY].pk)}
    return [Visit("round_hand_on", {"key": told.left.pk}, may, (Act("hand on", may, lambda who: sent),))]


def _rounds(scene: Scene) -> list[Visit]:
    told = talks_in(scene)
    return [
        Visit("round", {"key": told.running.pk}, scene.in_coalition),
        Visit("round", {"key": told.planned.pk}, lambda who: scene.allows("see", who, OTHER)),
    ]


def _new(name: str) -> Callable[[Scene], list[Visit]]:
    def fill(scene: Scene) -> list[Visit]:
        opens: Who = lambda who: any(scene.allows("edit", who, slug) for slug in CLOSED)  # noqa: E731

        def data(who: str) -> dict[str, object]:
            own = next((slug for slug in CLOSED if scene.allows("edit", who, slug)), CIRCLE)
            return {**SENT[name](), "circle": str(scene.circles[own].pk)}

        return [Visit(name, {}, opens, (Act(name, opens, data),))]

    return fill


def _list(name: str) -> Callable[[Scene], list[Visit]]:
    return lambda scene: [Visit(name, {}, scene.in_coalition)]


def _any(found: Any) -> Any:
    return found


def _plan() -> dict[str, object]:
    return {
        "title": "Een ronde", "aim": "Horen wat er speelt.", "theme": next(iter(current_region().themes)),
        "roles": ["anders"], "partners": [current_region().partners[0].slug], "first": today().isoformat(),
        "last": (today() + timedelta(days=20)).isoformat(), "questions": "Wat zag u?",
    }  # fmt: skip


def _came() -> dict[str, object]:
    return {"day": today().isoformat(), "area": towns()[0], "aantal-": "3"}


SENT: dict[str, Callable[[], dict[str, object]]] = {
    "round_new": _plan,
    "round_change": _plan,
    "round_move": lambda: {"result": "Wij hoorden genoeg."},
    "conversation_new": _came,
    "scan_new": lambda: {"title": "Een scan", "area": towns()[0]},
    "scan_line_new": lambda: {"text": "Er staan veel fietsen."},
    "scan_move": _came,
}
STORY = {"consent": "on", "title": "Op de kade", "text": SAID, "readers": "desk", "area": "VB0101", "theme": "online"}
TALKS: dict[str, Callable[[Scene], list[Visit]]] = {
    "rounds": _list("rounds"),
    "scans": _list("scans"),
    "round_new": _new("round_new"),
    "scan_new": _new("scan_new"),
    "round": _rounds,
    "round_change": _within("round_change", "edit", "planned", sends=True),
    "round_move": _within("round_move", "edit", "running", sends=True, more={"move": "close"}),
    "round_hand_on": _hand_on,
    "round_notes": _within("round_notes", "see", "running"),
    "conversation_new": _within("conversation_new", "write", "running", sends=True),
    "conversation": _held("conversation", "draft", doe="bewaren", **_any({"vraag-1": "Er ligt meer op de kade."})),
    "conversation_change": lambda scene: _held("conversation_change", "draft", **_any(_came()))(scene),
    "quote_new": _held("quote_new", "draft", text=QUOTED),
    "quote": _held("quote", "quote", read=False, doe="goed"),
    "harvest_as_story": _held("harvest_as_story", "note", **_any(STORY)),
    "harvest_as_trend": _held("harvest_as_trend", "note", title="Meer varen in de nacht"),
    "harvest_as_barrier": _held("harvest_as_barrier", "note", read=False),
    "harvest_drop": _held("harvest_drop", "harvest", read=False),
    "scan": _within("scan", "see", "scan"),
    "scan_result": _within("scan_result", "see", "scan"),
    "scan_line_new": _within("scan_line_new", "write", "scan", sends=True, more={"kind": "system"}),
    "scan_line_drop": _within("scan_line_drop", "write", "line", read=False, sends=True),
    "scan_move": _within("scan_move", "edit", "scan", sends=True),
}
