"""Trends for the attacks: one proposed, one in the inventory, with what the oracle says of who may do what."""

from collections.abc import Callable
from datetime import timedelta

from django.utils import timezone

from slagvaardig.region.current import current_region
from slagvaardig.see.trends.actions import judge_trend, propose_trend
from slagvaardig.see.trends.models import Trend
from tests.attack.scene import Scene
from tests.attack.visits import Act, Data, Visit, Who, everybody

FORM: Data = {"title": "Dit komt eraan", "text": "Wij zien dit vaker."}


def _trends(scene: Scene) -> dict[str, Trend]:
    """Made once for a scene, when an address is first about them."""
    if "trends" not in scene.__dict__:
        day = timezone.localdate() + timedelta(days=90)
        with scene.people.acting("officer") as by:
            made = {name: propose_trend(parts={"title": f"Trend {name}"}, by=by) for name in ("proposed", "public")}
        with scene.people.acting("bureau") as by:
            made["public"] = judge_trend(
                trend=made["public"], move="adopt", reason="Dit zien wij.", review_on=day, by=by
            )
        scene.__dict__["trends"] = made
    found: dict[str, Trend] = scene.__dict__["trends"]
    return found


def _judges(scene: Scene) -> Who:
    return lambda who: scene.allows("edit", who, "coalitie")


def _about(name: str, may: Callable[[Scene], Who], sent: Data, **more: object) -> Callable[[Scene], list[Visit]]:
    def fill(scene: Scene) -> list[Visit]:
        allowed = may(scene)
        found = [(one, {**sent, "version": one.version}) for one in _trends(scene).values()]
        return [
            Visit(name, {"key": one.pk, **more}, allowed, (Act(name, allowed, lambda who, data=data: data),))  # type: ignore[misc]
            for one, data in found
        ]

    return fill


def _read(scene: Scene) -> list[Visit]:
    found = _trends(scene)
    return [
        Visit("trend", {"key": found["proposed"].pk}, scene.in_coalition),
        Visit("trend", {"key": found["public"].pk}, everybody),
    ]


def _new(scene: Scene) -> list[Visit]:
    return [Visit("trend_new", {}, scene.in_coalition, (Act("propose", scene.in_coalition, lambda who: FORM),))]


def _sheet(name: str) -> Callable[[Scene], list[Visit]]:
    return lambda scene: [Visit(name, {"slug": next(iter(current_region().themes))}, everybody)]


TRENDS: dict[str, Callable[[Scene], list[Visit]]] = {
    "trend": _read,
    "trend_new": _new,
    "trend_change": _about("trend_change", _judges, {**FORM, "reason": "Beter gezegd."}),
    "trend_judge": _about("trend_judge", _judges, {"reason": "Voorbij."}, move="end"),
    "trend_sight": _about(
        "trend_sight", lambda scene: scene.in_coalition, {"seen": "grows", "text": "Ik zie het elke week."}
    ),
    "evidence": _sheet("evidence"),
    "evidence_pdf": _sheet("evidence_pdf"),
}
