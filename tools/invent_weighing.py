"""Invents candidates with hours and one weighing for the newest invented round: `python -m tools.invent_weighing`. The
same seed, the same file. Quarters are counted from the first one of the round."""

import json
import random
import sys
import tomllib
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
FILE = ROOT / "regions" / "duinrade" / "examples" / "weighing.json"
SEED = 20261127
QUARTERS = 8
BY_ROLE = {  # about so many hours in a quarter, of a partner that is not small
    "rechercheur-digitaal": 70,
    "officier": 45,
    "gegevensanalist": 45,
    "adviseur-veiligheid": 80,
    "boa": 110,
    "jongerenwerker": 80,
    "wijkagent": 200,
    "projectleider": 40,
}
SMALL = 0.25
LATER = ("officier", "gegevensanalist", "projectleider", "boa")  # until then their hours were promised


def told() -> dict[str, Any]:
    """Everything of the file."""
    chance = random.Random(SEED)  # noqa: S311 - invents, guards nothing
    given = tomllib.loads((ROOT / "tools" / "weighing_candidates.toml").read_text("utf-8"))["candidates"]
    candidates = [
        {**{name: text for name, text in one.items() if name != "roles"}, "needs": _needs(one["roles"], chance)}
        for one in given
    ]
    weighing = {
        "title": "Proefweging halverwege de inventarisatie",
        "most": 4,
        "weighting": "equal",
        "chosen": ["buitengebied", "jonge-aanwas", "online-oplichting", "weerbaar-bestuur"],
    }
    return {"candidates": candidates, "weighing": weighing}


def _needs(roles: list[str], chance: random.Random) -> list[dict[str, Any]]:
    """Per role a line for every partner and a smaller one for small partners, from a quarter on."""
    found = []
    for role in roles:
        first = chance.choice([5, 6]) if role in LATER else chance.choice([0, 0, 1, 2])
        last = min(QUARTERS - 1, first + chance.choice([3, 5, 7]))
        hours = round(BY_ROLE[role] * chance.uniform(0.4, 0.8))
        for who, number in (("each", hours), ("small", round(hours * SMALL))):
            found.append({"role": role, "who": who, "first": first, "last": last, "hours": number})
    return found


def main() -> None:
    FILE.write_text(json.dumps(told(), ensure_ascii=False, indent=1) + "\n", "utf-8")
    sys.stdout.write(f"{FILE.relative_to(ROOT)}\n")


if __name__ == "__main__":
    main()
