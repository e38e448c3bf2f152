"""Invents proposals for the trend inventory of the fictional region: `python -m tools.invent_trends`.

The same seed, the same file. What people say was written by hand (`trend_parts.toml`); chance decides when, and who.
"""

import json
import random
import tomllib
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
FILE = HERE.parent / "regions" / "duinrade" / "examples" / "trends.json"
SEED = 20261127
PARTS = ("title", "text", "expects", "themes", "indicators", "level", "direction", "since", "source", "publications")
# Who of the invented people has which function; the rest speaks without one.
PEOPLE = {"wijkagent": "wijkagent", "boa": "boa", "jongerenwerker": "jongerenwerker", "adviseur": "adviseur"}
# The trends of the strategy itself, as they were last looked at.
LISTED = {
    "drukte-aan-de-kust": ("De zomer van dit jaar was drukker dan die ervoor. Wij laten het zo staan.", 200, 365),
    "oplichting-online": ("Er is nog geen cijfer dat laat zien hoeveel er niet wordt gemeld.", 240, 210),
}


def main() -> None:
    chance = random.Random(SEED)  # noqa: S311 - invents, guards nothing
    told = tomllib.loads((HERE / "trend_parts.toml").read_text("utf-8"))["trend"]
    made = {"proposed": [proposed(chance, one) for one in told], "listed": [listed(*row) for row in LISTED.items()]}
    FILE.write_text(json.dumps(made, ensure_ascii=False, indent=1) + "\n", "utf-8")


def proposed(chance: random.Random, one: dict[str, Any]) -> dict[str, Any]:
    """A proposal with what was decided about it and what was seen."""
    ago = chance.randint(6, 30) if one["end"] == "proposed" else chance.randint(150, 340)
    return {
        "person": one["person"],
        "ago": ago,
        "parts": {name: one[name] for name in PARTS if name in one},
        "written": written(one, ago),
        "moves": list(moves(chance, one, ago)),
        "sights": [
            {
                "person": PEOPLE.get(key.split("/")[0], "boa"),
                "role": key.split("/")[0],
                "seen": key.split("/")[1],
                "text": text,
                "ago": chance.randint(1, max(2, ago - 20)),
            }
            for key, texts in one.get("sights", {}).items()
            for text in chance.sample(texts, chance.randint(1, len(texts)))
        ],
    }


def written(one: dict[str, Any], ago: int) -> dict[str, Any] | None:
    """What the bureau wrote before it judged: how well it is known, how likely, and what the practice sees."""
    if "known" not in one:
        return None
    parts = {name: one[name] for name in ("known", "expected", "practice") if name in one}
    return {"ago": ago - 3, "reason": "Wij spraken met wie dit ziet en legden het naast de cijfers.", "parts": parts}


def moves(chance: random.Random, one: dict[str, Any], ago: int) -> list[dict[str, Any]]:
    """What the bureau decided: some trends come up for review before today."""
    first = ago - chance.randint(5, 25)
    review = chance.choice((90, 180, 365))
    match one["end"]:
        case "inventory":
            return [{"move": "adopt", "ago": first, "reason": one["why"], "review": review}]
        case "watched":
            return [{"move": "watch", "ago": first, "reason": one["why"], "review": review}]
        case "refused":
            return [{"move": "end", "ago": first, "reason": one["why"]}]
        case "ended":
            adopted = {"move": "adopt", "ago": first, "reason": one["why"], "review": 180}
            return [adopted, {"move": "end", "ago": 40, "reason": one["ending"], "until": one["until"]}]
        case _:
            return []


def listed(slug: str, looked: tuple[str, int, int]) -> dict[str, Any]:
    reason, ago, review = looked
    return {"slug": slug, "moves": [{"move": "review", "ago": ago, "reason": reason, "review": review}], "sights": []}


if __name__ == "__main__":
    main()
