"""The rules of choosing taken out one at a time: then what they forbid happens, so the tests here can fail."""

from collections.abc import Callable
from unittest.mock import patch

import numpy as np
import pytest

from slagvaardig.stats.choosing import conflicts, shares
from slagvaardig.stats.choosing.conflicts import reasons
from slagvaardig.stats.choosing.majority import most_support
from slagvaardig.stats.choosing.optimum import best_set
from slagvaardig.stats.choosing.rounds import Round
from slagvaardig.stats.choosing.searching import Search
from slagvaardig.stats.choosing.shares import equal_shares
from tests.stats.choosing.made_up import a_round, a_tied_round
from tests.stats.choosing.obvious import best_of_all, carried, every_set

TRIED = [*(a_round(seed) for seed in range(60)), *(a_tied_round(seed) for seed in range(20))]


def not_the_best() -> int:
    return sum(best_set(one) != best_of_all(one) for one in TRIED)


def above_the_hours() -> int:
    fitting = [one for one in TRIED if carried(one, one.keep)]
    return sum(
        not carried(one, rule(one)) for one in fitting for rule in (most_support, lambda r: equal_shares(r).chosen)
    )


def not_smallest() -> int:
    found = 0
    for one in TRIED:
        told = [reason for reason in reasons(one, one.candidates) if reason.cells]
        if told:
            rows = [set(each) for each in every_set(one.candidates) if one.over(each).any()]
            found += len(told[0].candidates) > min(map(len, rows))
    return found


def unpaid() -> int:
    return sum(sum(step.paid.values()) != step.cost for one in TRIED for step in equal_shares(one, fill=False).steps)


def hopeless_at_once(self: Search, bound: float) -> bool:
    return self.best is not None


MUTANTS: dict[str, tuple[Callable[[], int], object, str, object]] = {
    "bounds below the truth": (not_the_best, Search, "_hopeless", hopeless_at_once),
    "ties by order of search": (not_the_best, Search, "_earlier", lambda self, key: False),
    "rows left out of what fits": (not_the_best, Search, "_fitting", lambda self, left, room: left),
    "hours are no limit": (above_the_hours, Round, "asks", lambda self, chosen: np.zeros(1, np.int64)),
    "every asker is a reason": (not_smallest, conflicts, "_fewest", lambda one, places, cell: one.candidates),
    "nobody pays above his share": (
        unpaid,
        shares,
        "rate_of",
        lambda cost, supporters: cost / sum(points for _, points in supporters) if supporters else None,
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", MUTANTS)
def test_with_a_rule_taken_out_what_it_forbids_happens(name: str) -> None:
    attack, owner, part, instead = MUTANTS[name]
    assert attack() == 0
    with patch.object(owner, part, instead):
        assert attack() > 0, "without the rule nothing happened: the test proves nothing"
