"""How long it takes to choose under the hours of partners, with the explanation: `python -m bench --choosing`.

Invented rounds of two sizes. Beside the clock stands the time that a processor worked for it.
"""

import time
from collections.abc import Callable
from fractions import Fraction
from typing import Any

import numpy as np

from slagvaardig.stats.choosing import flips
from slagvaardig.stats.choosing.conflicts import reasons, way_out
from slagvaardig.stats.choosing.gains import gains
from slagvaardig.stats.choosing.majority import most_support
from slagvaardig.stats.choosing.optimum import best_set
from slagvaardig.stats.choosing.rounds import Cell, Round
from slagvaardig.stats.choosing.shares import equal_shares, per_district

ROLES = 12
SIZES = [
    ("41 partners x 60 kandidaten x 12 rollen", 41, 60, 1, 8, 0.25, 2.0),
    ("41 partners x 60 kandidaten x 12 rollen x 8 kwartalen", 41, 60, 8, 8, 0.1, 2.0),
    ("400 partners x 300 kandidaten x 12 rollen", 400, 300, 1, 8, 0.1, 20.0),
    ("400 partners x 300 kandidaten x 12 rollen x 8 kwartalen", 400, 300, 8, 8, 0.02, 20.0),
]


def a_round(partners: int, candidates: int, quarters: int, most: int, part: float) -> Round:
    """Hours so that one to six candidates go together; a hundred points over eight candidates per partner."""
    chance = np.random.default_rng(1)
    names = [f"p{number:03}" for number in range(partners)]
    cells = sorted(
        Cell(name, f"r{role:02}", f"q{quarter}")
        for name in names
        for role in range(ROLES)
        for quarter in range(quarters)
    )
    asks = chance.random((candidates, len(cells))) < part
    points = np.zeros((partners, candidates), np.int64)
    for row in range(partners):
        points[row, chance.choice(candidates, 8, replace=False)] = chance.multinomial(100, [1 / 8] * 8)
    return Round(
        candidates=tuple(f"c{number:03}" for number in range(candidates)),
        partners=tuple(names),
        cells=tuple(cells),
        points=points,
        weights=(Fraction(1),) * partners,
        hours=chance.integers(2, 21, asks.shape) * asks,
        free=chance.integers(22, 60, len(cells)) * np.repeat(chance.choice([1, 2, 4], partners), ROLES * quarters),
        most=most,
    )


def parts_of(round_: Round, *, each: bool) -> dict[str, Callable[[], Any]]:
    """What is asked: the best set, why the most supported do not go together, the rules, and what would flip it."""
    best = best_set(round_) or frozenset()
    wanted = [round_.candidates[at] for at in np.argsort(-round_.support, kind="stable")[: round_.most]]
    districts = {name: str(number % 4) for number, name in enumerate(round_.partners)}
    others = [key for key in round_.candidates if key not in best]
    asked: dict[str, Callable[[], Any]] = {
        "de beste combinatie": lambda: best_set(round_),
        "waarom de meest gesteunde niet samen kunnen, en de kleinste uitweg": lambda: (
            reasons(round_, wanted),
            way_out(round_, wanted),
        ),
        "de drie regels": lambda: (most_support(round_), equal_shares(round_), per_district(round_, districts)),
        "wat elke partner krijgt": lambda: gains(round_, best),
        "de voorsprong op de volgende combinatie": lambda: flips.margin(round_, best),
    }
    if each:
        asked["hoeveel punten elke kandidaat scheelt"] = lambda: (
            [flips.points_to_enter(round_, best, key) for key in others],
            [flips.points_to_leave(round_, best, key) for key in best],
        )
    return asked


def main(_: list[str]) -> int:
    """Print the table; 1 when more processor time was needed than asked."""
    late = False
    for title, partners, candidates, quarters, most, part, asked in SIZES:
        round_ = a_round(partners, candidates, quarters, most, part)
        clock = work = 0.0
        print(f"\n{title}")
        for name, ask in parts_of(round_, each=partners < 100).items():
            before, worked = time.perf_counter(), time.process_time()
            ask()
            took, busy = time.perf_counter() - before, time.process_time() - worked
            clock, work = clock + took, work + busy
            print(f"  {name:70} {took:7.2f} s, processor {busy:6.2f} s")
        late |= work > asked
        print(f"  {'samen':70} {clock:7.2f} s, processor {work:6.2f} s (gevraagd {asked:.0f} s)")
    return int(late)
