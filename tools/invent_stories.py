"""Invents the stories of the fictional region: `python -m tools.invent_stories`. The same seed, the same file.

Each story says from which seed it was made. Dates are days before the day of loading, so that the year is always the
last one. What is written is put together from tools/story_parts.toml; nothing is taken from anywhere.
"""

import json
import random
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
FILE = HERE.parent / "regions" / "duinrade" / "examples" / "stories.jsonl"
SEED, STORIES = 20260901, 400
# Where stories come from; from the places that are not here nobody tells anything.
PLACES = {"VB0101": 30, "VB0102": 12, "VB0103": 8, "VB0105": 22, "VB0107": 16, "VB-M": 4, "VB0001": 3}
SILENT_THEMES = {"VB0103": ("online",)}
OFTEN = ("zelden", "soms", "vaak", "steeds")
TRIAD = ("1", "2", "3", "12", "13", "23", "123")
PEOPLE = ("wijkagent", "adviseur", "analist", "burgemeester", "politiechef")


def main() -> None:
    with FILE.open("w", encoding="utf-8") as out:
        for story in stories(parts()):
            out.write(json.dumps(story, ensure_ascii=False) + "\n")
    sys.stdout.write(f"{FILE.name}: {STORIES}\n")


def parts() -> dict[str, Any]:
    return tomllib.loads((HERE / "story_parts.toml").read_text("utf-8"))


def stories(parts: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """All of them, no text twice."""
    seen: set[str] = set()
    seed = SEED
    while len(seen) < STORIES:
        seed += 1
        story = _story(parts, random.Random(seed))  # noqa: S311 - invention, not secrecy
        if story["text"] not in seen:
            seen.add(story["text"])
            yield {"seed": seed, **story}


def _story(parts: dict[str, Any], chance: random.Random) -> dict[str, Any]:
    area = chance.choices(list(PLACES), list(PLACES.values()))[0]
    fitting = [one for one in parts["situation"] if one["theme"] not in SILENT_THEMES.get(area, ())]
    if area in ("VB0101", "VB0105") and chance.random() < 0.8:
        fitting = [one for one in fitting if one["theme"] != "buitengebied"]
    situation = chance.choice(fitting)
    helps = chance.sample(list(parts["wishes"]), chance.choice((1, 1, 2)))
    sentences = [chance.choice(situation[part]) for part in ("begin", "core", "detail")]
    if chance.random() < 0.55:
        sentences.append(chance.choice(parts["effects"]["lines"]))
    sentences.append(chance.choice(parts["wishes"][helps[0]]))
    who = chance.choices(("anonymous", "organisation", "named"), (68, 12, 20))[0]
    readers = chance.choices(("desk", "coalition", "everyone"), (18, 42, 40))[0]
    days_ago = int(365 * chance.random() ** 1.15) + 1
    return {
        "days_ago": days_ago,
        "theme": situation["theme"],
        "area": area,
        "role": chance.choice(situation["roles"]) if chance.random() < 0.85 else "",
        "title": chance.choice(situation["titles"]),
        "text": " ".join(sentences),
        "answers": _answers(situation, helps, chance),
        "readers": readers,
        "quotable": readers != "desk" and chance.random() < 0.6,
        "who": who,
        "person": "" if who == "anonymous" else chance.choice(PEOPLE),
        **_what_followed(parts["answers"], readers, who, days_ago, chance),
    }


def _answers(situation: dict[str, Any], helps: list[str], chance: random.Random) -> dict[str, Any]:
    """What the teller says of it: mostly as the situation leans, now and then otherwise or nothing."""
    direction = situation["direction"] if chance.random() < 0.75 else chance.choice(("beter", "gelijk", "slechter"))
    found: dict[str, Any] = {"richting": direction, "wat-helpt": helps}
    if chance.random() < 0.9:
        found["hoe-vaak"] = chance.choices(OFTEN, (1, 3, 4, 2))[0]
    if chance.random() < 0.7:
        found["draait-om"] = chance.choices(TRIAD, (5, 2, 3, 2, 3, 1, 1))[0]
    return found


def _what_followed(
    said: dict[str, list[str]], readers: str, who: str, days_ago: int, chance: random.Random
) -> dict[str, Any]:
    """after: how many days until the desk answered; None when it waits still. A desk that does its work has little that
    waits long: of what is new about half, of what is older now and then one, and a talk ends within two months."""
    if chance.random() < (0.5 if days_ago <= 14 else 0.015):
        return {"after": None}
    found: dict[str, Any] = {"after": chance.choices((0, 1, 2, 3, 5, 8, 13), (2, 5, 6, 4, 3, 2, 1))[0]}
    if chance.random() < 0.03:
        return {**found, "refuse": said["refuse"][0]}
    found["answer"] = chance.choice(said["first"])
    if who != "anonymous" and chance.random() < 0.5:
        found["reply"] = chance.choice(said["reply"])
    if chance.random() < 0.6 or ("reply" in found and days_ago > 60):
        found["close"] = chance.choice(said["close"])
    found["shown"] = readers != "desk" and chance.random() < 0.62
    found["echoes"] = chance.choices((0, 1, 2, 4, 9), (6, 3, 3, 2, 1))[0] if found["shown"] else 0
    return found


if __name__ == "__main__":
    main()
