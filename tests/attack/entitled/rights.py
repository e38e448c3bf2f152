"""How the oracle says which rows of a table somebody may add, change and take away: a second time, and by other words
than the rules of the database, which it never asks."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from tests.attack.choices import OFFICES
from tests.attack.scene import KINDS, Scene

NEW = "a key of its own"  # in `fresh`
NOBODY = "00000000-0000-0000-0000-000000000000"
ACTS = ("see", "write", "edit", "share", "publish", "admit")


@dataclass(frozen=True)
class Right:
    """Conditions in SQL about a row `x`, asked as the owner; empty is never.

    update: the rows of which somebody may change the columns `columns`. stays: what must hold of such a row after it;
    a change of all rows at once that touches one of which it does not hold is refused as a whole. fresh: what a row
    holds when it is made, where that differs from what became of it. mine: the columns that name who acts.
    {me} is who acts, {see} and the other acts the circles in which he may, {member} whether he is a colleague,
    {bureau} whether he looks after the coalition, {appoint} whether he gives roles, {offices} what he holds.
    """

    insert: str = ""
    update: str = ""
    stays: str = "true"
    columns: tuple[str, ...] = ()
    delete: str = ""
    fresh: Mapping[str, object] = field(default_factory=dict)
    mine: tuple[str, ...] = ()

    def rows(self, act: str, column: str) -> str:
        """Which rows a change of all of them may touch; empty when none."""
        if act == "delete":
            return self.delete
        return self.update if act == "update" and column in self.columns else ""


NEVER = Right()


def of_kind(*kinds: str, column: str = "x.circle_id") -> str:
    """Whether a row lies in a circle of such a kind."""
    named = ", ".join(f"'{kind}'" for kind in kinds)
    return f"{column} in (select c.id from trust_circle c where c.kind in ({named}))"


def said(condition: str, scene: Scene, name: str) -> str:
    """A condition in which everything is filled in for somebody."""
    for word, value in _facts(scene, name).items():
        condition = condition.replace("{" + word + "}", value)
    return condition


def _facts(scene: Scene, name: str) -> dict[str, str]:
    known: dict[str, dict[str, str]] = scene.__dict__.setdefault("facts", {})
    if name not in known:
        known[name] = _found(scene, name)
    return known[name]


def _found(scene: Scene, name: str) -> dict[str, str]:
    inside = scene.logged_in(name)
    offices = (OFFICES[name],) if inside and name in OFFICES else ()
    return {
        **{act: _circles(scene, name, act) for act in ACTS},
        "me": f"'{scene.people[name].pk if inside else NOBODY}'::uuid",
        "member": _truth(scene.in_coalition(name)),
        "bureau": _truth(scene.allows("edit", name, "coalitie")),
        "partner": _truth(any(kind == "partner" and scene.allows("edit", name, slug) for slug, kind in KINDS.items())),
        "appoint": _truth(scene.allows("appoint", name)),
        "offices": f"'{{{','.join(offices)}}}'::text[]",
    }


def _circles(scene: Scene, name: str, act: str) -> str:
    keys = [str(circle.pk) for slug, circle in scene.circles.items() if scene.allows(act, name, slug)]
    return f"'{{{','.join(keys)}}}'::uuid[]"


def _truth(answer: bool) -> str:
    return "true" if answer else "false"
