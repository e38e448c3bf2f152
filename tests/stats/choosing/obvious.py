"""The slow twins: every set, one after another."""

from collections.abc import Iterable, Iterator
from itertools import chain, combinations

from slagvaardig.stats.choosing.rounds import Cell, Round


def every_set(keys: Iterable[str]) -> Iterator[frozenset[str]]:
    keys = sorted(keys)
    sizes = (combinations(keys, size) for size in range(len(keys) + 1))
    return (frozenset(one) for one in chain.from_iterable(sizes))


def carried(round_: Round, chosen: frozenset[str]) -> bool:
    """Row by row, in plain numbers."""
    rows = [dict(zip(round_.cells, row, strict=True)) for row in round_.hours.tolist()]
    asked: dict[Cell, int] = dict.fromkeys(round_.cells, 0)
    for candidate in chosen:
        for cell, number in rows[round_.candidates.index(candidate)].items():
            asked[cell] += number
    fits = all(asked[cell] <= free for cell, free in zip(round_.cells, round_.free.tolist(), strict=True))
    return fits and (round_.most is None or len(chosen) <= round_.most)


def best_of_all(round_: Round) -> frozenset[str] | None:
    """Most support, fewest scarce hours, first keys; supported candidates and what is kept only."""
    idle = {key for key, support in zip(round_.candidates, round_.support.tolist(), strict=True) if not support}
    allowed = [
        one
        for one in every_set(set(round_.candidates) - ((round_.without | idle) - round_.keep))
        if round_.keep <= one and carried(round_, one)
    ]
    scarce = dict(zip(round_.candidates, round_.scarce_hours.tolist(), strict=True))
    support = dict(zip(round_.candidates, round_.support.tolist(), strict=True))

    def order(one: frozenset[str]) -> tuple[int, int, list[bool]]:
        return (
            -sum(support[key] for key in one),
            sum(scarce[key] for key in one),
            [k not in one for k in round_.candidates],
        )

    return min(allowed, key=order, default=None)
