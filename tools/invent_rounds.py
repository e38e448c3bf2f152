"""Invents two rounds and a ledger for the fictional region: `python -m tools.invent_rounds`. The same seed, the same
file. Days and quarters are counted from the day on which the example is loaded."""

import json
import random
import sys
import tomllib
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
FILE = ROOT / "regions" / "duinrade" / "examples" / "rounds.json"
SAID: dict[str, list[str]] = tomllib.loads((ROOT / "tools" / "round_reasons.toml").read_text("utf-8"))["topics"]
SEED = 20261127
AHEAD = 8
LIKES = {  # what lies near whom; the rest is left to chance
    "gemeente-aldermeer": ("strandtenten", "evenementen", "fietsdiefstal", "overlast"),
    "gemeente-brandewolde": ("overlast", "inbraak", "online-oplichting", "vernieling"),
    "gemeente-oosterhage": ("bedrijventerreinen", "online-oplichting", "jonge-aanwas", "spanningen"),
    "gemeente-kleiburen": ("buitengebied", "hoog-water", "inbraak", "weerbaar-bestuur"),
    "gemeente-vliethove": ("buitengebied", "verward-gedrag", "jonge-aanwas", "overlast"),
    "gemeente-wilgenhage": ("hoog-water", "buitengebied", "online-oplichting", "verward-gedrag"),
    "gemeente-zandrade": ("evenementen", "jonge-aanwas", "online-oplichting", "strandtenten"),
    "om": ("jonge-aanwas", "online-oplichting", "weerbaar-bestuur", "buitengebied"),
    "politie": ("online-oplichting", "verward-gedrag", "buitengebied", "jonge-aanwas"),
}
OPEN = {  # how far each is in the round that is open; the others have signed
    "gemeente-vliethove": "filled",
    "gemeente-wilgenhage": "draft",
    "gemeente-zandrade": "invited",
    "gemeente-brandewolde": "corrected",
}
HOURS = {  # of a large partner, in a quarter
    "municipality": {"adviseur-veiligheid": 260, "boa": 480, "jongerenwerker": 240, "projectleider": 120},
    "prosecution": {"officier": 180, "gegevensanalist": 90, "projectleider": 60},
    "police": {"rechercheur-digitaal": 220, "gegevensanalist": 160, "wijkagent": 900, "projectleider": 120},
}
SIZE = {"gemeente-kleiburen": 0.3, "gemeente-wilgenhage": 0.35, "gemeente-vliethove": 0.5, "gemeente-oosterhage": 1.4}
SILENT = ("gemeente-oosterhage",)  # gives no hours: what it has is not known
ASKS = (
    "Een vast nummer voor vragen over gegevens delen.",
    "Hulp bij het werven van een analist die wij samen betalen.",
    "Eén draaiboek voor drukke dagen, voor alle gemeenten.",
    "Iemand die meedenkt als een plan niet werkt.",
)
_LAND = ("gemeente-kleiburen", "gemeente-vliethove", "gemeente-wilgenhage")
_YOUNG = ("gemeente-oosterhage", "gemeente-zandrade", "gemeente-vliethove")
_WATER = ("gemeente-kleiburen", "gemeente-wilgenhage", "gemeente-zandrade")
WORKS = (  # kind, title, role, share of the hours, first quarter, quarters, who
    ("priority", "Samen tegen online oplichting", "rechercheur-digitaal", 0.7, 0, 8, ("politie",)),
    ("priority", "Samen tegen online oplichting: strafzaken", "officier", 0.5, 0, 6, ("om",)),
    ("activity", "Lege schuren in kaart", "adviseur-veiligheid", 0.4, 0, 4, _LAND),
    ("activity", "Jongeren op tijd zien", "jongerenwerker", 0.5, 1, 5, _YOUNG),
    ("session", "Oefenen met hoog water", "boa", 0.2, 2, 1, _WATER),
    ("seat", "Werkgroep Water", "adviseur-veiligheid", 0.3, 0, 8, _WATER),
    ("activity", "Zomer op het strand", "boa", 0.8, 3, 2, ("gemeente-aldermeer", "gemeente-zandrade")),
    ("activity", "Eén beeld van de regio", "gegevensanalist", 1.1, 0, 5, ("politie", "om")),
)  # fmt: skip


def main() -> None:
    chance = random.Random(SEED)  # noqa: S311 - invents, guards nothing
    told = {"rounds": [_past(chance), _open(chance)], "stated": list(_stated(chance)), "works": list(_works())}
    FILE.write_text(json.dumps(told, ensure_ascii=False, indent=1) + "\n", "utf-8")
    sys.stdout.write(f"{FILE.name}: {len(told['rounds'])} rounds, {len(told['works'])} works\n")


def _past(chance: random.Random) -> dict[str, Any]:
    parts = [
        {"partner": slug, "state": "signed", "versions": [_version(chance, slug, 1, "signed", -440, 4)]}
        for slug in LIKES
    ]
    head = {"title": "Inventarisatie voor de strategie van nu", "method": "rank", "most": 4, "points": 0}
    days = {"opens": -480, "closes": -420, "used": -380, "first_quarter": -5, "quarters": 4}
    note = "De uitkomst is gebruikt bij de keuze van de prioriteiten van nu."
    return {**head, **days, "state": "used", "body": "beraad", "note": note, "parts": parts}


def _open(chance: random.Random) -> dict[str, Any]:
    parts = []
    for slug in LIKES:
        state = OPEN.get(slug, "signed")
        number = 1 if state != "invited" else 0
        made = [_version(chance, slug, 1, "signed" if state == "corrected" else state, -12, 4)] if number else []
        if state == "corrected":
            again = _version(chance, slug, 2, "signed", -4, 4)
            made.append({**again, "reason": "De raad zette online oplichting hoger op de lijst."})
        parts.append({"partner": slug, "state": "signed" if state == "corrected" else state, "versions": made})
    head = {"title": "Inventarisatie voor de nieuwe strategie", "method": "rank", "most": 4, "points": 0}
    days = {"opens": -20, "closes": 25, "used": None, "first_quarter": 0, "quarters": AHEAD}
    note = "Noem wat u samen met anderen wilt doen. Wat u zelf al doet, hoeft hier niet te staan."
    return {**head, **days, "state": "open", "body": "beraad", "note": note, "parts": parts}


def _version(chance: random.Random, slug: str, number: int, state: str, day: int, most: int) -> dict[str, Any]:
    own = list(LIKES[slug])
    chance.shuffle(own)
    others = [topic for topic in SAID if topic not in own]
    topics = (own[:3] + chance.sample(others, 1))[:most]
    picks = [
        {"topic": topic, "place": place, "motivation": chance.choice(SAID[topic])}
        for place, topic in enumerate(topics, 1)
    ]
    return {
        "number": number,
        "state": state,
        "day": day,
        "reason": "",
        "picks": picks,
        "hours": {} if slug in SILENT else _hours(chance, slug),
        "asks": chance.choice(ASKS),
    }


def _hours(chance: random.Random, slug: str) -> dict[str, int]:
    size = SIZE.get(slug, 1.0)
    return {
        role: 10 * round(hours * size * chance.uniform(0.85, 1.15) / 10) for role, hours in HOURS[_kind(slug)].items()
    }


def _kind(slug: str) -> str:
    return {"om": "prosecution", "politie": "police"}.get(slug, "municipality")


def _stated(chance: random.Random) -> Any:
    """Zandrade has not filled in the open round, and told its hours in the ledger; twice, because it lost a boa."""
    for quarter in range(AHEAD):
        for role, hours in HOURS["municipality"].items():
            yield {
                "partner": "gemeente-zandrade",
                "role": role,
                "quarter": quarter,
                "hours": hours,
                "number": 1,
                "day": -90,
            }
        yield {"partner": "gemeente-zandrade", "role": "boa", "quarter": quarter, "hours": 380, "number": 2, "day": -15}


def _works() -> Any:
    for kind, title, role, share, first, count, partners in WORKS:
        hours = [
            [slug, role, quarter, round(HOURS[_kind(slug)][role] * SIZE.get(slug, 1.0) * share)]
            for slug in partners
            for quarter in range(first, min(first + count, AHEAD))
        ]
        yield {"kind": kind, "title": title, "hours": hours}


if __name__ == "__main__":
    main()
