"""Invents a year of conversations for the fictional region: `python -m tools.invent_conversations`. The same seed, the
same file.

What is said is put together from tools/conversation_parts.toml; nothing is taken from anywhere. Days are counted back
from the day of loading.
"""

import json
import random
import sys
import tomllib
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
FILE = HERE.parent / "regions" / "duinrade" / "examples" / "conversations.json"
GUIDES = HERE.parent / "regions" / "duinrade" / "conversations.toml"
SEED = 20261004


def main() -> None:
    FILE.write_text(json.dumps(year(parts()), ensure_ascii=False, indent=1) + "\n", "utf-8")
    sys.stdout.write(f"{FILE.name}: {SEED}\n")


def parts() -> dict[str, Any]:
    return tomllib.loads((HERE / "conversation_parts.toml").read_text("utf-8"))


def year(found: dict[str, Any]) -> dict[str, Any]:
    """Three rounds with their conversations, and one scan."""
    guides = {one["slug"]: one for one in tomllib.loads(GUIDES.read_text("utf-8"))["guides"]}
    seen: set[str] = set()
    rounds = []
    for place, told in enumerate(found["round"]):
        chance = random.Random(f"{SEED} {place}")  # noqa: S311 - invention, not secrecy
        questions = guides[told["guide"]]["questions"]
        talks = [_talk(chance, told, questions, found["says"], seen) for _ in range(told["talks"])]
        kept = {name: told[name] for name in ("title", "aim", "theme", "roles", "first", "last", "result")}
        rounds.append({"seed": f"{SEED} {place}", **kept, "questions": questions, "talks": talks})
    return {"rounds": rounds, "scan": {"seed": SEED, **found["scan"]}}


def _talk(
    chance: random.Random, told: dict[str, Any], questions: list[str], says: dict[str, list[str]], seen: set[str]
) -> dict[str, Any]:
    roles = chance.sample(told["roles"], chance.choice((1, 2, 2, 3)))
    latest = max(told["last"], 1)
    asked = sorted(chance.sample(range(1, len(questions) + 1), min(len(questions), chance.choice((3, 4)))))
    return {
        "ago": chance.randint(latest, told["first"] - 2),
        "area": chance.choice(told["places"]),
        "present": {role: chance.choice((1, 2, 2, 3, 4, 5)) for role in roles},
        "notes": {str(number): _said(chance, says, seen) for number in asked},
        "quotes": [[one, chance.random() < 0.6] for one in chance.sample(says["quotes"], chance.choice((0, 0, 1)))],
        "trend": chance.choice(says["trends"]) if chance.random() < 0.35 else "",
        "story": chance.random() < 0.15,
        "draft": told["last"] < 0 and chance.random() < 0.1,
    }


def _said(chance: random.Random, says: dict[str, list[str]], seen: set[str]) -> str:
    """No text twice."""
    while True:
        text = " ".join(chance.choice(says[part]) for part in ("begin", "seen"))
        text = f"{text}. {chance.choice(says['why'])}"
        if text not in seen:
            seen.add(text)
            return text


if __name__ == "__main__":
    main()
