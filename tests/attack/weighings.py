"""Candidates and weighings for the attacks: members see them, the bureau writes them."""

from collections.abc import Callable
from typing import Any

from slagvaardig.choose.inventory.models import Round
from slagvaardig.choose.weighing.actions import freeze_weighing, name_candidate
from slagvaardig.choose.weighing.models import Candidate, Weighing
from slagvaardig.choose.weighing.scales import Question
from slagvaardig.choose.weighing.workflow import EACH, TESTS
from slagvaardig.region.current import current_region
from tests.attack.rounds import SIGNED, Rounds, role
from tests.attack.scene import Scene
from tests.attack.visits import Act, Data, Visit, Who
from tests.people import People


def topic() -> str:
    return current_region().inventory.topics[0].slug


def named(people: People, found: Round, answer: str = "Dat weten wij niet.", title: str = "Kandidaat") -> Candidate:
    with people.acting("bureau") as by:
        answers = dict.fromkeys(TESTS, answer)
        given = {"topic": topic(), "title": title, "level": "regional", "nature": "neither", "answers": answers}
        return name_candidate(found=found, **given, by=by)  # type: ignore[arg-type]


def frozen(people: People, found: Round, title: str = "Weging") -> Weighing:
    with people.acting("bureau") as by:
        return freeze_weighing(found=found, title=title, question=Question(2, "equal"), by=by)


def _here(scene: Scene) -> tuple[Round, Weighing]:
    """Made once for a scene, when an address is first about them."""
    if "weighing" not in scene.__dict__:
        found = Rounds.of(scene).here[SIGNED]
        named(scene.people, found)
        scene.__dict__["weighing"] = (found, frozen(scene.people, found))
    made: tuple[Round, Weighing] = scene.__dict__["weighing"]
    return made


def _runs(scene: Scene) -> Who:
    return lambda who: scene.allows("edit", who, "coalitie")


def _under_round(
    name: str,
    opens: Callable[[Scene], Who] | None,
    data: Callable[[Round], Data] | None = None,
    **more: Callable[[], str],
) -> Callable[[Scene], list[Visit]]:
    def fill(scene: Scene) -> list[Visit]:
        found, _kept = _here(scene)
        acts = (Act(name, _runs(scene), lambda who: data(found)),) if data else ()
        filled: dict[str, Any] = {"key": found.pk, **{key: value() for key, value in more.items()}}
        return [Visit(name, filled, opens(scene) if opens else None, acts)]

    return fill


def _kept(name: str) -> Callable[[Scene], list[Visit]]:
    return lambda scene: [Visit(name, {"key": _here(scene)[1].pk}, scene.in_coalition)]


def _candidate(_found: Round) -> Data:
    return {"title": "Anders", "nature": "neither", "level": "local", **dict.fromkeys(TESTS, "Nog steeds niet.")}


def _hours(found: Round) -> Data:
    first = found.first_quarter
    return {"role": role(), "who": EACH, "hours": "3", "first_quarter": first, "last_quarter": first}


def _members(scene: Scene) -> Who:
    return scene.in_coalition


ABOUT_WEIGHINGS: dict[str, Callable[[Scene], list[Visit]]] = {
    "candidates": _under_round("candidates", _members),
    "candidate": _under_round("candidate", _runs, _candidate, topic=topic),
    "candidate_hours": _under_round("candidate_hours", None, _hours, topic=topic),
    "weighing": _under_round("weighing", _members),
    "weighing_flips": _under_round("weighing_flips", _members),
    "weighing_freeze": _under_round("weighing_freeze", None, lambda found: {"title": "Nieuwe weging"}),
    "weighing_kept": _kept("weighing_kept"),
    "weighing_json": _kept("weighing_json"),
}
