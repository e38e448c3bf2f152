"""Invents the rounds of the pulse of the fictional region: `python -m tools.invent_pulse`.

The same seed gives the same file. Who was asked, and how many answered what. From one district
fewer than ten answer, so that a withheld figure is seen.
"""

import json
import random
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

FILE = Path(__file__).resolve().parent.parent / "regions" / "duinrade" / "examples" / "pulse.json"
SEED = 20260903
ROUNDS = (("2025-03", 0.36, 0.30), ("2025-09", 0.40, 0.36), ("2026-03", 0.45, 0.38), ("2026-09", 0.50, 0.44))
# partner, kind of work, district ("" is the whole region), people asked, share that answers
SHEETS = (
    ("gemeente-aldermeer", "boa", "VB-N", 33, 0.5),
    ("gemeente-aldermeer", "jongerenwerker", "VB-N", 17, 0.6),
    ("gemeente-brandewolde", "boa", "VB-N", 10, 0.5),
    ("gemeente-oosterhage", "boa", "VB-M", 6, 0.5),
    ("gemeente-vliethove", "boa", "VB-M", 16, 0.5),
    ("gemeente-vliethove", "wijkverpleegkundige", "VB-M", 26, 0.4),
    ("gemeente-wilgenhage", "adviseur", "VB-Z", 5, 0.4),
    ("gemeente-zandrade", "boa", "VB-Z", 8, 0.4),
    ("politie", "wijkagent", "VB-N", 31, 0.45),
    ("politie", "wijkagent", "VB-M", 17, 0.45),
    ("om", "adviseur", "", 14, 0.6),
)


def main() -> None:
    FILE.write_text(json.dumps(list(rounds()), indent=1) + "\n", "utf-8")
    sys.stdout.write(f"{FILE.name}: {len(ROUNDS)}\n")


def rounds() -> Iterator[dict[str, Any]]:
    chance = random.Random(SEED)  # noqa: S311 - invention, not secrecy
    for period, *agreeing in ROUNDS:
        month = int(period[-2:])
        yield {
            "opened": f"{period}-03",
            "closed": f"{period}-28",
            "published": f"{period[:4]}-{month + 1:02}-12",
            "sheets": [_sheet(chance, agreeing, *sheet) for sheet in SHEETS],
        }


def _sheet(
    chance: random.Random, agreeing: list[float], partner: str, role: str, area: str, links: int, answering: float
) -> dict[str, Any]:
    answered = sum(chance.random() < answering for _ in range(links))
    answers = [[_answer(chance, share) for share in agreeing] for _ in range(answered)]
    return {"partner": partner, "role": role, "area": area, "links": links, "answers": answers}


def _answer(chance: random.Random, share: float) -> str:
    """0 is "I do not know"; 4 and 5 agree."""
    if chance.random() < 0.06:
        return "0"
    return chance.choice("445") if chance.random() < share else chance.choice("12233")


if __name__ == "__main__":
    main()
