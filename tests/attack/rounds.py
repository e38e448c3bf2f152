"""Rounds and hours for the attacks: what one partner filled in, signed and has not begun, and what the oracle says of
who sees and does what."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from slagvaardig.choose.absorption.actions import promise_hours
from slagvaardig.choose.absorption.models import Work
from slagvaardig.choose.inventory.actions import hand_in, save_submission, sign
from slagvaardig.choose.inventory.models import Round
from slagvaardig.choose.inventory.rules import Filled, Pick
from slagvaardig.choose.inventory.running import move_round, plan_round, taken_by_partners
from slagvaardig.choose.inventory.sheet import headings
from slagvaardig.choose.quarters import quarter_of
from slagvaardig.region.current import current_region
from slagvaardig.trust.circles.models import Circle
from tests.attack.scene import Scene
from tests.attack.visits import Act, Data, Visit, Who
from tests.people import People

PARTNER, HOLDER = "politie", "police chief"  # a partner that every region has and the cast too
FILLED, SIGNED, INVITED = "filled", "signed", "invited"


@dataclass
class Rounds:
    """A round for each state in which the part of the partner can be, and work for which hours were promised."""

    here: dict[str, Round]
    work: Work

    @classmethod
    def of(cls, scene: Scene) -> "Rounds":
        """Made once for a scene, when an address is first about them."""
        made: Rounds = scene.__dict__.get("rounds") or _made(scene)
        scene.__dict__["rounds"] = made
        return made


def opened(people: People, title: str = "Inventarisatie") -> Round:
    """A round that is open."""
    today = timezone.localdate()
    with people.acting("bureau") as by:
        made = plan_round(
            title=title,
            method="rank",
            most=2,
            points=0,
            opens=today,
            closes=today + timedelta(days=9),
            first_quarter=quarter_of(today),
            quarters=4,
            by=by,
        )
        return move_round(found=made, verb="open", by=by)


def filled(motivation: str = "Dit speelt nu.") -> Filled:
    return Filled((Pick(current_region().inventory.topics[0].slug, place=1, motivation=motivation),))


def role() -> str:
    return current_region().inventory.roles_of("police")[0].slug


def promised(people: People, title: str = "Werksessie") -> Work:
    hours = {(PARTNER, role(), quarter_of(timezone.localdate())): 5}
    with people.acting("bureau") as by:
        circle = Circle.objects.get(kind="coalition")
        return promise_hours(circle=circle, kind="session", title=title, hours=hours, by=by)


def _made(scene: Scene) -> Rounds:
    found = {state: opened(scene.people, state) for state in (FILLED, SIGNED, INVITED)}
    for state in (FILLED, SIGNED):
        with scene.people.acting(HOLDER) as by:
            part = taken_by_partners(found[state])[PARTNER]
            save_submission(part=part, filled=filled(), revision=0, by=by)
            hand_in(part=part, by=by)
            if state == SIGNED:
                sign(part=part, by=by)
    return Rounds(found, promised(scene.people))


def _runs(scene: Scene) -> Who:
    return lambda who: scene.allows("edit", who, "coalitie")


def _writes(scene: Scene) -> Who:
    return lambda who: scene.allows("write", who, PARTNER)


def _holds(scene: Scene) -> Who:
    return lambda who: who == HOLDER and scene.logged_in(who)


def _promises(scene: Scene) -> Who:
    return lambda who: _runs(scene)(who) or _writes(scene)(who)


def _members(scene: Scene) -> Who:
    return scene.in_coalition


def _round(
    name: str,
    state: str,
    opens: Callable[[Scene], Who] | None,
    act: tuple[Callable[[Scene], Who], Callable[[Round], Data]] | None = None,
    **more: str,
) -> Callable[[Scene], list[Visit]]:
    """An address under a round. act: who may do it, and what is filled in."""

    def fill(scene: Scene) -> list[Visit]:
        found = Rounds.of(scene).here[state]
        acts: tuple[Act, ...] = ()
        if act:
            may, data = act
            acts = (Act(name, may(scene), lambda who: data(found)),)
        return [Visit(name, {"key": found.pk, **more}, opens(scene) if opens else None, acts)]

    return fill


def _plain(
    name: str,
    opens: Callable[[Scene], Who],
    act: tuple[Callable[[Scene], Who], Callable[[], Data]] | None = None,
    **filled_in: object,
) -> Callable[[Scene], list[Visit]]:
    def fill(scene: Scene) -> list[Visit]:
        acts = (Act(name, act[0](scene), lambda who: act[1]()),) if act else ()
        return [Visit(name, filled_in, opens(scene), acts)]

    return fill


def _work(scene: Scene) -> list[Visit]:
    end = Act("end", _runs(scene), lambda who: {"last_quarter": quarter_of(timezone.localdate())})
    return [Visit("work_end", {"key": Rounds.of(scene).work.pk}, scene.in_coalition, (end,))]


def _planned() -> Data:
    today = timezone.localdate().isoformat()
    return {
        "title": "Nieuwe ronde",
        "method": "rank",
        "most": 2,
        "opens": today,
        "closes": today,
        "first_quarter": quarter_of(timezone.localdate()),
        "quarters": 4,
    }


def _sheet(found: Round) -> Data:
    topic = current_region().inventory.topics[0].slug
    lines = ";".join(headings(found)), f"{PARTNER};{topic};1;;;;;;"
    return {"file": SimpleUploadedFile("ronde.csv", "\r\n".join(lines).encode())}


def _filled_in(_found: Round) -> Data:
    return {"topic_1": current_region().inventory.topics[0].slug, "revision": "0"}


def _hours() -> Data:
    return {f"{role()}_{quarter_of(timezone.localdate())}": "40"}


def _promise() -> Data:
    quarter = quarter_of(timezone.localdate())
    given = {"kind": "session", "title": "Overleg", "role": role(), "hours": "4"}
    return {**given, "partners": [PARTNER], "quarters": [quarter]}


ABOUT_ROUNDS: dict[str, Callable[[Scene], list[Visit]]] = {
    "inventories": _plain("inventories", _members),
    "inventory_new": _plain("inventory_new", _runs, (_runs, _planned)),
    "inventory": _round("inventory", FILLED, _members),
    "inventory_move": _round("inventory_move", FILLED, None, (_runs, lambda found: {}), move="close"),
    "round_factor": _round("round_factor", SIGNED, _members),
    "round_factor_csv": _round("round_factor_csv", SIGNED, _members),
    "round_template": _round("round_template", INVITED, _runs, form="csv"),
    "round_import": _round("round_import", INVITED, _runs, (_runs, _sheet)),
    "round_part": _round("round_part", FILLED, _members, slug=PARTNER),
    "part_fill": _round("part_fill", INVITED, _writes, (_writes, _filled_in), slug=PARTNER),
    "part_move": _round("part_move", FILLED, None, (_holds, lambda found: {}), slug=PARTNER, move="terug"),
    "part_withdraw": _round(
        "part_withdraw", SIGNED, None, (_holds, lambda found: {"reason": "Eerst praten."}), slug=PARTNER
    ),
    "mandate_new": _round("mandate_new", FILLED, _holds, slug=PARTNER),
    "hours": _plain("hours", _members),
    "hours_csv": _plain("hours_csv", _members),
    "hours_what_if": _plain("hours_what_if", _members),
    "hours_promise": _plain("hours_promise", _promises, (_promises, _promise)),
    "hours_role": lambda scene: [Visit("hours_role", {"slug": role()}, scene.in_coalition)],
    "hours_partner": _plain("hours_partner", _members, (_writes, _hours), slug=PARTNER),
    "work_end": _work,
}
