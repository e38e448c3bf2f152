"""Invents how the fictional region chose and decided: `python -m tools.invent_decisions`. The same seed, the same file.

What was asked and decided was written by hand (`decision_questions.toml`); chance decides the days
and who was at the table. Days are counted back from the day on which the example is loaded.
"""

import json
import random
import sys
import tomllib
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
FILE = HERE.parent / "regions" / "duinrade" / "examples" / "decisions.json"
TOLD: dict[str, Any] = tomllib.loads((HERE / "decision_questions.toml").read_text("utf-8"))
SEED = 20261126
TABLES = {
    "beraad": [
        "burgemeester-aldermeer", "burgemeester-brandewolde", "burgemeester-oosterhage", "burgemeester-kleiburen",
        "burgemeester-vliethove", "burgemeester-wilgenhage", "burgemeester-zandrade", "hoofdofficier", "politiechef",
    ],
    "werkgroep-water": ["burgemeester-kleiburen", "burgemeester-zandrade"],
    "district-middelveen": ["burgemeester-kleiburen"],
    "district-zuidweerd": ["burgemeester-wilgenhage"],
    "driehoek-kust": ["burgemeester-aldermeer", "hoofdofficier", "politiechef"],
}  # fmt: skip


def invented() -> list[dict[str, Any]]:
    """Every decision, oldest first."""
    chance = random.Random(SEED)  # noqa: S311 - a story, not a secret
    found = []
    for number, told in enumerate(TOLD["decision"]):
        seats = TABLES[told["circle"]]
        away = chance.randint(0, len(seats) // 4)
        present = sorted(chance.sample(seats, len(seats) - away))
        found.append(
            {
                "seed": f"besluit-{number + 1:02}",
                **told,
                "ago": told["ago"] + chance.randint(-3, 3),
                "present": [] if told.get("round") else present,
                "term": chance.randint(10, 18),
            }
        )
    return found


def main() -> int:
    told = {"decisions": invented(), "priorities": TOLD["priority"], "urgent": TOLD["urgent"]}
    text = json.dumps(told, ensure_ascii=False, indent=1) + "\n"
    FILE.write_text(text, "utf-8")
    sys.stdout.write(f"{len(TOLD['decision'])} besluiten in {FILE.name}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
