"""Made-up names of people in sentences, and sentences that only look as if there were one. Drawn from a seed."""

import random
from collections.abc import Iterator


def _listed(text: str) -> list[str]:
    return [part.strip() for part in text.split(",")]


_FIRST = _listed(
    "Fatima, Johan, Youssef, Anouk, Mehmet, Willem, Priya, Sjoerd, Chantal, Piotr, Ibrahim, Marloes, Dennis, Aylin"
)
# In no list of the guard: it must do with a title, initials or a known half.
_NEW_FIRST = _listed("Zyvaro, Quellin, Bendara, Oshimo, Tarvela, Jolwin, Mirzette, Kanduro")
_LAST = _listed("Jansen, Yilmaz, Verhoeven, Smit, Bakker, Nguyen, Benali, Dijkstra")
_HEADS = _listed("Kraal, Winde, Tolsem, Grib, Olden, Vreng, Hakker, Stroom, Zwier, Mold")
_TAILS = _listed("hoven, stra, inga, mans, ema, aard, stede, kens, veld, bosch")
_PARTICLES = ["", "", "", "van ", "de ", "van der ", "van den ", "el "]
_TITLES = _listed("mevrouw, dhr., de heer, mw., meneer, familie, verdachte, getuige, wijkagent, buurman")
FRAMES = [
    "Gisteren sprak {x} met het team.",
    "Volgens {x} is het rustig.",
    "{x} heeft het gemeld.",
    "De auto is van {x}.",
    "Actie: {x} bellen.",
    "Het plan is besproken met {x}, daarna is het besloten.",
]
_ROLES = _listed(
    "De burgemeester, De wijkagent, De wethouder, De officier, De voorzitter, Het team, De directeur, De minister"
)
_AREAS = _listed(
    "Veiligheid, Jeugd, Zorg, Openbare Orde, Noord, Zuid, Handhaving, Preventie, Wonen, Financiën, Bestuur, Toezicht"
)
_DOES = _listed(
    "overlegt elke week., kreeg extra uren., stemde in met het plan., sluit aan bij het overleg., maakt een verslag."
)


def named(count: int, seed: int) -> Iterator[tuple[str, int, int]]:
    """Texts with one name, and where it stands."""
    chance = random.Random(f"names {seed}")
    for _each in range(count):
        frame, title, name = chance.choice(FRAMES), *_name(chance)
        start = frame.index("{x}") + len(title)
        yield frame.replace("{x}", title + name), start, start + len(name)


def nameless(count: int, seed: int) -> Iterator[str]:
    """Texts with capitals and roles, and nobody in them."""
    chance = random.Random(f"nobody {seed}")
    for _each in range(count):
        yield f"{chance.choice(_ROLES)} {chance.choice(_AREAS)} {chance.choice(_DOES)}"


def _name(chance: random.Random) -> tuple[str, str]:
    """A title, if any, and the name behind it."""
    new = chance.choice(_HEADS) + chance.choice(_TAILS)
    last = chance.choice(_PARTICLES) + chance.choice([new, new, chance.choice(_LAST)])
    first = chance.choice(_FIRST)
    return chance.choice(
        [
            ("", f"{first} {last}"),
            ("", f"{first} {last}"),
            ("", first),
            (chance.choice(_TITLES) + " ", last),
            (chance.choice(_TITLES) + " ", last),
            (chance.choice(_TITLES) + " ", f"{first[0]}. {last}"),
            ("", f"{first[0]}.{chance.choice('ABCHJM')}. {last}"),
            ("", chance.choice(_LAST[:5:2])),
            ("", f"{chance.choice(_NEW_FIRST)} {last}"),
        ]
    )
