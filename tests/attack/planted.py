"""Made-up data of people in sentences about policy, drawn from a seed: what the text guard must find."""

import random
import string
from collections.abc import Callable, Iterator
from dataclasses import dataclass

FRAMES = [
    "Volgens de melding gaat het om {x} en dat klopt.",
    "{x}",
    "Wij kregen {x} door van een partner.",
    "In het overleg is {x} genoemd.",
    "De boa schreef op: {x}, en daarna niets meer.",
    "Actie: nabellen over {x}.",
    "Bron: {x}. Meer weten wij niet.",
    "De overlast nam toe in 2019 en 2020 ({x}).",
    "Op 12-03-2021 kwam {x} ter sprake in de driehoek.",
    "- {x}\n- de vergadering van 3 april",
    "Artikel 12 van het plan noemt\n{x}\nals voorbeeld.",
    "Wat doen we met {x}?",
    'Iemand zei: "{x}" en liep weg.',
    "Zie bijlage 4; {x}; einde.",
]
FULL_WIDTH = str.maketrans(string.digits, "０１２３４５６７８９")


@dataclass(frozen=True)
class Planted:
    """A text with one piece of data in it."""

    text: str
    start: int
    end: int


def plant(kind: str, count: int, seed: int) -> Iterator[Planted]:
    """Texts with data of one kind."""
    chance = random.Random(f"{kind} {seed}")
    for _each in range(count):
        frame = chance.choice(FRAMES)
        data = MAKERS[kind](chance)
        start = frame.index("{x}")
        yield Planted(frame.replace("{x}", data), start, start + len(data))


def disguised(chance: random.Random, text: str, sign: str = " ") -> str:
    """Now and then with characters that a reader does not see or does not tell apart."""
    ways: list[Callable[[str], str]] = [
        lambda plain: plain.translate(FULL_WIDTH),
        lambda plain: plain[:4] + "\u200b" + plain[4:],
        lambda plain: plain.replace(sign, "\u00a0"),
        lambda plain: plain.replace(sign, "&nbsp;"),
        lambda plain: plain[:2] + f"&#{ord(plain[2])};" + plain[3:],
        lambda plain: plain.replace(sign, "\n", 1),
    ]
    return chance.choice(ways)(text) if chance.random() < 0.15 else text


def _digits(chance: random.Random, count: int) -> str:
    return "".join(chance.choice(string.digits) for _each in range(count))


def bsn(chance: random.Random) -> str:
    while True:
        head = _digits(chance, 8)
        rest = sum((9 - place) * int(digit) for place, digit in enumerate(head)) % 11
        if rest < 10 and head[:2] != "00":
            break
    number = head + str(rest)
    shapes = [number] * 4 + [
        f"{number[:3]}.{number[3:6]}.{number[6:]}",
        f"{number[:3]} {number[3:6]} {number[6:]}",
        f"{number[:4]}.{number[4:6]}.{number[6:]}",
        f"{number[:5]}\n{number[5:]}",
        " ".join(number),
    ]
    if number[0] == "0":
        shapes.append(number[1:])
    return disguised(chance, chance.choice(shapes))


def plate(chance: random.Random) -> str:
    forms = (
        "AA-99-99 99-99-AA 99-AA-99 AA-99-AA AA-AA-99 99-AA-AA 99-AAA-9 9-AAA-99 AA-999-A A-999-AA AAA-99-A A-99-AAA "
        "9-AA-999 999-AA-9"
    )
    form = chance.choice(forms.split())
    letters = "BDFGHJKLNPRSTVXZ"
    while True:
        made = "".join(
            chance.choice(letters) if sign == "A" else chance.choice(string.digits) if sign == "9" else sign
            for sign in form
        )
        if not {"SD", "SS", "GVD", "KVT", "LPF", "NSB", "PSV", "TBS", "VVD", "PVV", "SGP", "BBB"} & set(
            made.split("-")
        ):
            break
    shape = chance.random()
    if shape < 0.15 and "0" in made:
        made = made.replace("0", "O", 1)
    if 0.15 < shape < 0.3 and form.count("A") > 2:
        made = made.lower()
    if 0.3 < shape < 0.5:
        made = made.replace("-", "")
    elif 0.5 < shape < 0.6:
        made = made.replace("-", " ")
    return disguised(chance, made)


def _with_check(country: str, bban: str) -> str:
    turned = "".join(str(int(sign, 36)) for sign in bban + country + "00")
    return f"{country}{98 - int(turned) % 97:02d}{bban}"


def iban(chance: random.Random) -> str:
    bank = "".join(chance.choice(string.ascii_uppercase) for _each in range(4))
    made = chance.choice(
        [
            _with_check("NL", bank + _digits(chance, 10)),
            _with_check("NL", bank + _digits(chance, 10)),
            _with_check("BE", _digits(chance, 12)),
            _with_check("DE", _digits(chance, 18)),
            _with_check("FR", _digits(chance, 23)),
            _with_check("ES", _digits(chance, 20)),
            _with_check("GB", bank + _digits(chance, 14)),
            _with_check("PL", _digits(chance, 24)),
            _with_check("TR", _digits(chance, 22)),
            _with_check("MT", bank + _digits(chance, 5) + "0" * 10 + _digits(chance, 8)),
        ]
    )
    spaced = " ".join(made[place : place + 4] for place in range(0, len(made), 4))
    return disguised(chance, chance.choice([made, spaced, made.lower(), spaced.replace(" ", "-")]))


def phone(chance: random.Random) -> str:
    mobile = "06" + chance.choice("12345") + _digits(chance, 7)
    area = chance.choice(["010", "020", "030", "035", "036", "070", "077", "0345", "0297", "0118", "0512"])
    rest = chance.choice("23456789") + _digits(chance, 9 - len(area))
    made = chance.choice(
        [
            mobile,
            f"06-{mobile[2:]}",
            f"06 {mobile[2:]}",
            f"06 {mobile[2:4]} {mobile[4:6]} {mobile[6:8]} {mobile[8:]}",
            f"06 - {mobile[2:6]} {mobile[6:]}",
            f"06.{mobile[2:6]}.{mobile[6:]}",
            f"+31{mobile[1:]}",
            f"+31 {mobile[1]} {mobile[2:]}",
            f"+31 (0){mobile[1:]}",
            f"0031{mobile[1:]}",
            f"0031 6 {mobile[2:6]} {mobile[6:]}",
            f"{area}{rest}",
            f"{area}-{rest}",
            f"({area}) {rest}",
            f"{area} {rest[:3]} {rest[3:]}",
            f"+31 {area[1:]} {rest}",
        ]
    )
    return disguised(chance, made)


def mail(chance: random.Random) -> str:
    names = ["j.bedacht", "verzonnen", "info", "a.b.verzinsel", "karin_x", "m-de-bedenker", "zomaar.iets+werk", "x1987"]
    name, host = chance.choice(names), chance.choice(["voorbeeld", "post.voorbeeld", "mijn-voorbeeld"])
    plain = f"{name}@{host}.invalid"
    shapes = [
        *[plain] * 3,
        plain.upper(),
        f"{name} [at] {host} punt invalid",
        f"{name}(at){host}(punt)invalid",
        f"{name} at {host} dot invalid",
        f"{name} @ {host}.invalid",
        f"{name}[at]{host}.invalid",
        f"{name} apenstaartje {host} punt invalid",
    ]
    return disguised(chance, chance.choice(shapes))


_ROOTS = "Dorps Kerk Molen Stations Bloemen Wilgen Zonne Wester Nieuwe Kastanje Korte Lange Vissers"
_SUFFIXES = (
    "straat straat straat laan laan weg weg plein hof dijk kade singel gracht pad dreef park plantsoen steeg wal weide "
    "erf brink baan poort haven markt"
)
ROOTS, SUFFIXES = _ROOTS.split(), _SUFFIXES.split()


def address(chance: random.Random) -> str:
    street = chance.choice(
        [
            chance.choice(ROOTS) + chance.choice(SUFFIXES),
            chance.choice(ROOTS) + chance.choice(SUFFIXES),
            chance.choice(ROOTS) + chance.choice(SUFFIXES),
            f"Burgemeester {chance.choice(ROOTS)}{chance.choice(['laan', 'straat', 'plein'])}",
            f"Van der {chance.choice(ROOTS)}straat",
            f"Laan van de {chance.choice(['Vrede', 'Eenheid', 'Toekomst', 'Hoop'])}",
            f"1e {chance.choice(ROOTS)}dwarsstraat",
            chance.choice(ROOTS).lower() + chance.choice(["straat", "laan", "plein"]),
        ]
    )
    number = str(chance.randint(1, 399))
    house = chance.choice(
        [number] * 6
        + [f"{number}a", f"{number} B", f"{number}-2", f"nr. {number}", f"{number} bis", f"nummer {number}"]
    )
    return disguised(chance, f"{street} {house}")


def postcode(chance: random.Random) -> str:
    letters = string.ascii_uppercase
    while True:
        made = str(chance.randint(1011, 9999)) + " " + chance.choice("ABCDEGHJKLMNPRSTVWXZ") + chance.choice(letters)
        if made[-2:] not in ("SA", "SD", "SS"):
            break
    return disguised(chance, chance.choice([made, made, made.replace(" ", ""), made.replace(" ", "").lower()]))


MAKERS: dict[str, Callable[[random.Random], str]] = {
    "bsn": bsn, "plate": plate, "iban": iban, "phone": phone, "mail": mail, "address": address, "postcode": postcode,
}  # fmt: skip
