"""Small rounds by chance, in an order of entry by chance."""

from random import Random

from slagvaardig.stats.choosing.rounds import Cell, Round, gather

ROLES, QUARTERS = ("adviser", "analyst", "officer"), ("2027-Q1", "2027-Q2")


def a_round(seed: int, *, candidates: int = 7, partners: int = 4) -> Round:
    """Some fit, some clash, some are nobody's wish, some must stay, some are equal."""
    chance = Random(seed)
    keys = [f"c{number}" for number in range(chance.randint(1, candidates))]
    names = [f"p{number}" for number in range(chance.randint(1, partners))]
    chance.shuffle(keys)
    chance.shuffle(names)
    cells = [Cell(name, role, quarter) for name in names for role in ROLES for quarter in QUARTERS]
    return gather(
        points={name: {key: chance.choice([0, 0, 1, 2, 5]) for key in keys} for name in names},
        hours={key: {cell: chance.choice([0, 0, 0, 2, 4, 8]) for cell in cells} for key in keys},
        free={cell: chance.choice([4, 8, 12, 20]) for cell in cells if chance.random() > 0.02},
        weights={name: chance.choice([1, 1, 2, 3]) for name in names},
        most=chance.choice([None, 2, 3, 4]),
        keep=chance.sample(keys, chance.choice([0, 0, 0, 1])),
        without=chance.sample(keys, chance.choice([0, 0, 1])),
    )


def a_tied_round(seed: int) -> Round:
    """What gets more points asks as many hours more: many sets are equally good and only the keys tell them apart."""
    chance = Random(seed)
    worth = {f"c{number}": chance.randint(1, 4) for number in range(7)}
    cell = Cell("p", ROLES[0], QUARTERS[0])
    return gather(
        {"p": worth}, {key: {cell: 4 * points} for key, points in worth.items()}, {cell: 4 * chance.randint(5, 9)}
    )
