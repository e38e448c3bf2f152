"""Files made to do harm, each from a seed: the same seed gives the same file. What they carry must not come through."""

import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import islice, zip_longest

from tests.attack import hostile_archives, hostile_texts
from tests.attack.good_files import good_files
from tests.attack.payloads import Hostile

_MAKERS = {**hostile_archives.MAKERS, **hostile_texts.MAKERS}


@dataclass(frozen=True)
class Tried:
    """One hostile file with the family it is of."""

    family: str
    file: Hostile


def hostile_files(count: int) -> list[Tried]:
    """`count` files, one of each family in turn, filled up with valid files that were damaged at random."""
    rounds: list[Iterator[Tried]] = [_of(family, make) for family, make in _MAKERS.items()]
    made = (one for turn in zip_longest(*rounds) for one in turn if one is not None)
    damaged = _damaged(random.Random(4711))
    chosen = list(islice(made, count * 3 // 4))
    return chosen + [next(damaged) for _ in range(count - len(chosen))]


def _of(family: str, make: Callable[[], Iterator[Hostile]]) -> Iterator[Tried]:
    return (Tried(family, file) for file in make())


def _damaged(dice: random.Random) -> Iterator[Tried]:
    """Valid files with bytes changed, doubled, taken away or cut off; all that is known is that they end well."""
    files = list(good_files())
    while True:
        good = dice.choice(files)
        data = bytearray(good.data)
        for _ in range(dice.choice((1, 3, 20))):
            place = dice.randrange(len(data))
            act = dice.randrange(4)
            if act == 0:
                data[place] = dice.randrange(256)
            elif act == 1:
                data[place:place] = data[place : place + dice.randrange(1, 200)]
            elif act == 2:
                del data[place : place + dice.randrange(1, 60)]
            else:
                data[place : place + 4] = b"\xff\xff\xff\x7f"
            if not data:
                break
        cut = dice.random() < 0.2
        yield Tried("damaged", Hostile(good.name, bytes(data[: len(data) // 2] if cut else data), may_pass=True))
