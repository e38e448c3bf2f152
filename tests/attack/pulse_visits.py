"""What the addresses of the pulse are about: a round that runs, a link to it, and who may hand out and close."""

from collections.abc import Callable
from datetime import date

from slagvaardig.region.current import current_region
from slagvaardig.see.pulse.actions import hand_out, open_round
from slagvaardig.see.pulse.models import PulseRound
from slagvaardig.trust.circles.models import Circle
from slagvaardig.trust.unseen import tickets
from tests.attack.scene import Scene, days
from tests.attack.visits import Act, Visit, Who, everybody

_OWN = "gemeente-een"  # somebody of the cast looks after it


def running(scene: Scene) -> tuple[PulseRound, str]:
    """A round in which answers are taken today, and a token; made once for each scene."""
    if not hasattr(scene, "pulse"):
        scene.pulse = _opened(scene)  # type: ignore[attr-defined]
    found: tuple[PulseRound, str] = scene.pulse  # type: ignore[attr-defined]
    return found


def _opened(scene: Scene) -> tuple[PulseRound, str]:
    pulse = current_region().pulse
    assert pulse
    with scene.people.acting("bureau") as bureau:
        found = open_round(by=bureau, on=date(2025, pulse.months[0], 1), closes=days(20))
        circle = Circle.objects.get(slug=_OWN)
        ticket, role = tickets.issue(), pulse.roles[0].slug
        (token,) = hand_out(
            found=found, circle=circle, role=role, area="", number=1, ticket=ticket, by=bureau, on=found.opened
        )
    return found, token


def _bureau(scene: Scene) -> Who:
    return lambda who: scene.allows("edit", who, "coalitie")


def _hands_out(scene: Scene) -> Who:
    partners = ("gemeente-een", "gemeente-twee", "parket", "politie")
    return lambda who: _bureau(scene)(who) or any(scene.allows("edit", who, slug) for slug in partners)


def _rounds(scene: Scene) -> list[Visit]:
    return [Visit("pulse_rounds", {}, _hands_out(scene))]


def _round(scene: Scene) -> list[Visit]:
    found, _token = running(scene)
    pulse = current_region().pulse
    assert pulse

    def data(_who: str) -> dict[str, object]:
        circle, role = scene.circles[_OWN].pk, pulse.roles[0].slug if pulse else ""
        return {"circle": circle, "role": role, "area": "", "number": 2, "kaart": tickets.issue().text}

    act = Act("hand out", lambda who: _bureau(scene)(who) or scene.allows("edit", who, _OWN), data)
    return [Visit("pulse_round", {"key": found.pk}, _hands_out(scene), (act,))]


def _move(scene: Scene) -> list[Visit]:
    found, _token = running(scene)
    act = Act("close", _bureau(scene), lambda who: {})
    return [Visit("pulse_move", {"key": found.pk, "move": "sluiten"}, None, (act,))]


def _link(scene: Scene) -> list[Visit]:
    """Nobody is somebody there: whoever holds the link sees the questions."""
    _found, token = running(scene)
    return [Visit("pulse_link", {"token": token}, everybody)]


PULSE: dict[str, Callable[[Scene], list[Visit]]] = {
    "pulse_rounds": _rounds,
    "pulse_round": _round,
    "pulse_move": _move,
    "pulse_link": _link,
}
