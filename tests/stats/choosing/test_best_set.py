"""The best set is best of all sets, for everybody the same, and never above the hours of any partner."""

from collections.abc import Callable
from dataclasses import replace
from fractions import Fraction
from random import Random
from typing import TypeVar

import pytest

from slagvaardig.stats.choosing.gains import Hours, gains, hours, said
from slagvaardig.stats.choosing.majority import most_support
from slagvaardig.stats.choosing.optimum import best_set, runner_up, support_of
from slagvaardig.stats.choosing.rounds import TOGETHER, Cell, Round, gather, points_of_ranks
from tests.stats.choosing.made_up import a_round, a_tied_round
from tests.stats.choosing.obvious import best_of_all, carried, every_set

T = TypeVar("T")


def entered_otherwise(round_: Round, seed: int) -> Round:
    """The same, typed in in another order."""
    chance = Random(seed)

    def mixed(items: list[T]) -> list[T]:
        chance.shuffle(items)
        return items

    rows = dict(zip(round_.candidates, round_.hours.tolist(), strict=True))
    return gather(
        points={
            name: {key: int(round_.points[row, round_.candidates.index(key)]) for key in mixed(list(round_.candidates))}
            for row, name in mixed(list(enumerate(round_.partners)))
        },
        hours={
            key: dict(mixed(list(zip(round_.cells, rows[key], strict=True)))) for key in mixed(list(round_.candidates))
        },
        free=dict(mixed(list(zip(round_.cells, round_.free.tolist(), strict=True)))),
        weights=dict(zip(round_.partners, round_.weights, strict=True)),
        most=round_.most,
        keep=round_.keep,
        without=round_.without,
    )


@pytest.mark.parametrize("start", range(0, 500, 100))
def test_the_best_set_is_the_best_of_all_sets(start: int) -> None:
    for seed in range(start, start + 100):
        round_ = a_round(seed)
        assert best_set(round_) == best_of_all(round_), seed


def test_of_equally_good_sets_the_one_with_the_first_keys_is_best() -> None:
    for seed in range(60):
        assert best_set(a_tied_round(seed)) == best_of_all(a_tied_round(seed)), seed


@pytest.mark.parametrize("make", [a_round, a_tied_round])
def test_the_order_of_entry_never_matters(make: Callable[[int], Round]) -> None:
    for seed in range(60):
        round_ = make(seed)
        again = entered_otherwise(round_, seed)
        assert best_set(again) == best_set(round_)
        assert most_support(again) == most_support(round_)


def test_more_free_hours_never_give_less() -> None:
    for seed in range(60):
        round_ = a_round(seed)
        more = replace(round_, free=round_.free + Random(seed).choice([1, 4]))
        before, after = best_set(round_), best_set(more)
        if before is not None:
            assert after is not None
            assert support_of(more, after) >= support_of(round_, before)


def test_what_every_rule_chooses_can_be_carried() -> None:
    for seed in range(100):
        round_ = a_round(seed)
        if carried(round_, round_.keep):
            assert carried(round_, most_support(round_))
            assert support_of(round_, most_support(round_)) <= support_of(round_, best_set(round_) or frozenset())


def test_the_next_best_is_the_best_of_the_others() -> None:
    for seed in range(60):
        round_ = a_round(seed)
        best = best_set(round_)
        if best is None:
            continue
        idle = {key for key in round_.candidates if not support_of(round_, frozenset({key}))}
        allowed = set(round_.candidates) - ((round_.without | idle) - round_.keep)
        others = [
            support_of(round_, one)
            for one in every_set(allowed)
            if one != best and round_.keep <= one and carried(round_, one)
        ]
        other = runner_up(round_, best)
        assert (None if other is None else support_of(round_, other)) == max(others, default=None)


def test_sums_match() -> None:
    for seed in range(60):
        round_ = a_round(seed)
        chosen = best_set(round_) or frozenset()
        told = gains(round_, chosen)
        shares = dict(zip(round_.partners, round_.shares, strict=True))
        assert sum(one.got * shares[one.partner] for one in told) == support_of(round_, chosen)
        assert said("", round_, chosen).total == support_of(round_, chosen)
        asks = hours(round_, chosen)
        assert sum(one.asked for one in asks.values()) == int(round_.hours[round_.place(chosen)].sum())
        assert sum(one.free for one in asks.values()) == int(round_.free.sum())
        assert [one.partner for one in told] == sorted(one.partner for one in told)


def test_hours_over_all_roles_are_not_counted_twice() -> None:
    cells = {Cell("a", TOGETHER, "q"): 3, Cell("a", "r", "q"): 2, Cell("a", "s", "q"): 1, Cell("b", "r", "q"): 4}
    one = gather({"a": {"x": 3}}, {"x": cells, "y": {}}, dict.fromkeys(cells, 9))
    assert hours(one, {"x"}) == {"a": Hours(3, 18), "b": Hours(4, 9)}
    assert hours(one, ()) == {"a": Hours(0, 18), "b": Hours(0, 9)}


def test_a_partner_is_counted_once_with_its_weight() -> None:
    one = gather({"a": {"x": 3}, "b": {"x": 1, "y": 2}}, {"x": {}, "y": {}}, {}, weights={"a": Fraction(1, 2)})
    assert one.shares == (1, 2)
    assert one.support.tolist() == [5, 4]
    assert points_of_ranks({"x": 1, "y": 3}, 3) == {"x": 3, "y": 1}


def test_hours_of_a_large_partner_never_help_a_small_one() -> None:
    small, large = Cell("small", "adviser", "q"), Cell("large", "adviser", "q")
    round_ = gather({"large": {"x": 9}}, {"x": {small: 5, large: 5}}, {small: 4, large: 1000})
    assert best_set(round_) == frozenset()


@pytest.mark.parametrize(
    "wrong",
    [
        lambda: gather({"a": {"z": 1}}, {"x": {}}, {}),
        lambda: gather({"a": {"x": -1}}, {"x": {}}, {}),
        lambda: gather({"a": {"x": 1}}, {"x": {Cell("a", "r", "q"): -2}}, {}),
        lambda: gather({"a": {"x": 1}}, {"x": {}}, {}, weights={"a": -1}),
        lambda: gather({"a": {"x": 1}}, {"x": {}}, {}, keep=["z"]),
        lambda: points_of_ranks({"x": 1, "y": 1}, 3),
        lambda: points_of_ranks({"x": 4}, 3),
    ],
)
def test_what_makes_no_sense_is_refused(wrong: object) -> None:
    assert callable(wrong)
    with pytest.raises(ValueError, match=r".+"):
        wrong()
