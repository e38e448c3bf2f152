"""Invents a year of barriers for the fictional region: `python -m tools.invent_barriers`. The same seed, the same file.

What professionals say was written by hand (`barrier_situations.toml`); chance decides who meets it where, what it costs
and what became of it. Days are counted back from the day on which the example is loaded.
"""

import json
import random
import sys
import tomllib
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
FILE = HERE.parent / "regions" / "duinrade" / "examples" / "barriers.json"
TOLD: dict[str, Any] = tomllib.loads((HERE / "barrier_situations.toml").read_text("utf-8"))
WORDS: dict[str, list[str]] = TOLD["words"]
SEED = 20260312
PLACES = {  # where it is raised: (share, who raises there)
    "loket": (70, ("wijkagent", "boa", "jongerenwerker", "analist", "burgemeester")),
    "gemeente-kleiburen": (30, ("boa", "jongerenwerker", "burgemeester")),
    "werkgroep-water": (20, ("adviseur", "burgemeester")),
}
AREAS = ("VB0001", "VB-N", "VB-M", "VB-Z", "VB0101", "VB0102", "VB0103", "VB0104", "VB0105", "VB0106", "VB0107")
OWNERS = (
    "politie",
    "om",
    "bureau",
    "gemeente-aldermeer",
    "gemeente-kleiburen",
    "gemeente-vliethove",
    "gemeente-zandrade",
)
BODIES = {
    "driehoek": ("driehoek-land", "driehoek-kust"),
    "district": ("district-middelveen", "district-zuidweerd"),
    "werkgroep": ("werkgroep-water",),
    "beraad": ("beraad",),
}
LADDER = ("driehoek", "district", "werkgroep", "beraad", "landelijk")
# What became of it: how many of the 120, and how long ago it was raised.
ENDINGS = {
    "new": (9, 0, 12), "taken": (20, 20, 120), "late": (6, 60, 200), "asked": (12, 60, 250), "stays": (6, 200, 350),
    "removed": (10, 40, 160), "silent": (4, 110, 200), "closed": (16, 60, 140), "timed out": (5, 140, 220),
    "retest": (6, 150, 230), "kept": (14, 210, 360), "kept in silence": (2, 260, 360), "returned": (10, 150, 340),
}  # fmt: skip


def main() -> None:
    chance = random.Random(SEED)  # noqa: S311 - invents, guards nothing
    told = [(situation, voice) for situation in TOLD["situation"] for voice in ("a", "b")]
    chance.shuffle(told)
    endings = [ending for ending, (number, _, _) in ENDINGS.items() for _ in range(number)]
    places = [place for place, (number, _) in PLACES.items() for _ in range(number)]
    chance.shuffle(endings)
    chance.shuffle(places)
    stories = [
        story(
            random.Random(f"{SEED}-{number}"),  # noqa: S311
            number,
            situation,
            voice,
            ending,
            place,
        )
        for number, ((situation, voice), ending, place) in enumerate(zip(told, endings, places, strict=True), 1)
    ]
    FILE.parent.mkdir(exist_ok=True)
    FILE.write_text("[\n" + ",\n".join(json.dumps(one, ensure_ascii=False) for one in stories) + "\n]\n", "utf-8")
    sys.stdout.write(f"{FILE.name}: {len(stories)}\n")


def story(
    chance: random.Random, number: int, situation: dict[str, str], voice: str, ending: str, place: str
) -> dict[str, Any]:
    """One barrier with all that happened to it."""
    kind = situation["kind"]
    text = f"{situation[voice]}. {chance.choice(TOLD['costs'][kind])}."
    if chance.random() < 0.4:
        text += f" {chance.choice([cost for cost in TOLD['costs'][kind] if cost not in text])}."
    _, soonest, longest = ENDINGS[ending]
    ago = chance.randint(soonest, longest)
    others = chance.choice((0, 0, 0, 1, 1, 2, 2, 3, 4, 6, 9, 14))
    raisers = PLACES[place][1]
    raiser = chance.choice(raisers)
    return {
        "seed": f"{SEED}-{number}",
        "circle": place,
        "raiser": raiser,
        "named": place != "loket" and chance.random() < 0.5,
        "text": text,
        "kind": kind,
        "often": chance.choice(("daily", "weekly", "weekly", "weekly", "monthly", "seldom")),
        "hours": chance.choice((1, 2, 2, 3, 4, 4, 6, 8, 10, 12, 16)),
        "theme": situation["theme"],
        "area": chance.choice(AREAS),
        "ago": ago,
        "also": [[one, chance.randint(1, 8)] for one in raisers if one != raiser and chance.random() < 0.3],
        "others": [[chance.randint(1, 10), chance.randint(0, ago)] for _ in range(others)],
        "moves": list(Life(chance, situation, ago, place).told(ending)),
        "how_to": _how_to(situation) if ending in ("kept", "closed") and chance.random() < 0.5 else None,
    }


class Life:
    """What happened, newest last; `day` counts down to today."""

    def __init__(self, chance: random.Random, situation: dict[str, str], ago: int, place: str) -> None:
        self.chance, self.situation, self.day, self.place = chance, situation, ago, place
        self.step = 0

    def told(self, ending: str) -> "Any":
        if ending == "new":
            return
        yield from self.taken(self.chance.randint(1, min(24, max(1, self.day - 1))), late=ending == "late")
        if ending in ("taken", "late"):
            return
        if ending in ("asked", "stays") or (self.day > 120 and self.chance.random() < 0.4):
            yield from self.up(ending)
        if ending in ("asked", "stays"):
            return
        yield from self.gone(ending)

    def passes(self, days: int, least: int = 0) -> int:
        self.day = max(least, self.day - days)
        return self.day

    def taken(self, days: int, *, late: bool) -> "Any":
        owner = self.chance.choice(OWNERS)
        ago = self.passes(days)
        due = ago - self.chance.randint(5, 15) if late else -self.chance.randint(5, 60)
        yield {
            "verb": "take",
            "ago": ago,
            "reason": self.chance.choice(WORDS["taken"]),
            "owner": owner,
            "due": max(due, 1) if late else due,
        }
        if self.chance.random() < 0.3 and ago > 8:
            number = self.chance.randrange(len(WORDS["questions"]))
            yield {"verb": "question", "ago": self.passes(2), "reason": WORDS["questions"][number]}
            yield {"verb": "reply", "ago": self.passes(3), "reason": WORDS["replies"][number]}

    def up(self, ending: str) -> "Any":
        yield self.memo()
        steps = self.chance.choice((1, 1, 2, 3)) if ending != "stays" else self.chance.choice((1, 2))
        for turn in range(steps):
            step = LADDER[self.step]
            self.step += 1
            ago = self.passes(self.chance.randint(2, 6))
            body = self.chance.choice(BODIES.get(step, (self.place,)))
            yield {
                "verb": "escalate",
                "ago": ago,
                "reason": self.chance.choice(WORDS["up"]),
                "body": body,
                "step": step,
            }
            last = turn == steps - 1
            if ending == "asked" and last and self.chance.random() < 0.7:
                return
            outcome, words = ("yes", WORDS["yes"]) if last else ("higher", WORDS["higher"])
            if ending == "stays" and last:
                outcome, words = "no", WORDS["no"]
            yield {
                "verb": "answer", "ago": self.passes(self.chance.randint(10, 20)), "outcome": outcome,
                "answer": self.chance.choice(words),
            }  # fmt: skip
        if ending == "stays":
            yield {"verb": "stay", "ago": self.passes(3), "reason": self.chance.choice(WORDS["stays"])}

    def memo(self) -> dict[str, Any]:
        first, second = self.chance.sample(WORDS["options"], 2)
        both = f"{self.situation['a']}. {self.situation['b']}."
        options = f"1. {first}.\n2. {second}."
        return {
            "verb": "memo", "ago": self.passes(4), "analysis": f"Professionals melden: {both}",
            "options": options, "question": f"{self.situation['ask']}.",
        }  # fmt: skip

    def gone(self, ending: str) -> "Any":
        fix = f"{self.situation['fix']}."
        needed = {
            "removed": 2, "silent": 34, "closed": 4, "timed out": 34, "retest": 60, "kept": 64, "kept in silence": 95,
            "returned": 12,
        }[ending]  # fmt: skip
        ago = self.passes(self.chance.randint(8, 40), least=needed)
        yield {"verb": "remove", "ago": ago, "reason": fix}
        if ending in ("removed", "silent"):
            return
        if ending == "timed out":
            yield {"verb": "time-out", "ago": self.passes(30), "reason": self.chance.choice(WORDS["silence"])}
            return
        yield {"verb": "confirm", "ago": self.passes(self.chance.randint(1, 3))}
        if ending == "closed":
            return
        if ending == "returned":
            yield {
                "verb": "object",
                "ago": self.passes(self.chance.randint(3, 50)),
                "reason": self.chance.choice(WORDS["back"]),
            }
            return
        yield {"verb": "retest", "ago": self.passes(56)}
        if ending == "kept":
            yield {"verb": "confirm-again", "ago": self.passes(self.chance.randint(1, 3))}
        elif ending == "kept in silence":
            yield {"verb": "time-out-again", "ago": self.passes(30), "reason": self.chance.choice(WORDS["silence"])}


def _how_to(situation: dict[str, str]) -> dict[str, str]:
    words = (
        f"Wat tegenhield: {situation['a'][0].lower()}{situation['a'][1:]}.\n\n"
        f"Wat werkte: {situation['fix'][0].lower()}{situation['fix'][1:]}.\n\n"
        "Wie het ook wil: laat eerst twee functies die dit allebei merken met elkaar praten. Vraag daarna een besluit."
    )
    return {"title": situation["ask"], "text": words}


if __name__ == "__main__":
    main()
