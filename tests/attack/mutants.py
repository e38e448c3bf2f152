"""Taking rules out one at a time: what gets through while a rule stands, and what when it is gone."""

from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from typing import Generic, TypeVar

from tests.attack.owner import looking, run, undone

Ground = TypeVar("Ground")


@dataclass(frozen=True)
class Mutant(Generic[Ground]):
    """attack: counts what got through. sql, within: what is taken out, by the owner of the database or in Python."""

    name: str
    attack: Callable[[Ground], int]
    sql: str = ""
    within: Callable[[], AbstractContextManager[object]] = nullcontext


def taken_out(mutants: Sequence[Mutant[Ground]], ground: Ground) -> tuple[dict[str, int], dict[str, int]]:
    """What each attack got through with its rule in place, and without it, by name."""
    before, after = {}, {}
    for mutant in mutants:
        with undone():
            before[mutant.name] = mutant.attack(ground)
        with undone():
            with looking():
                run("set constraints all immediate")
                run("set constraints all deferred")
                if mutant.sql:
                    run(mutant.sql)
            with mutant.within():
                after[mutant.name] = mutant.attack(ground)
    return before, after
