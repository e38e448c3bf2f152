"""What is said to flip the advice does, and one point less does not."""

from dataclasses import replace
from fractions import Fraction

from slagvaardig.stats.choosing import flips
from slagvaardig.stats.choosing.optimum import best_set, support_of
from slagvaardig.stats.choosing.rounds import Round
from tests.stats.choosing.made_up import a_round


def rounds(count: int, **sizes: int) -> list[tuple[Round, frozenset[str]]]:
    """Rounds with equal weights and what is best in them."""
    made = (a_round(seed, **sizes) for seed in range(count))
    equal = [replace(one, weights=(Fraction(1),) * len(one.partners)) for one in made]
    return [(one, best) for one in equal if (best := best_set(one))]


def given(round_: Round, candidate: str, points: int) -> Round:
    """More (or fewer) points for a candidate, by whoever has them."""
    changed, column = round_.points.copy(), round_.candidates.index(candidate)
    for row in range(len(round_.partners)):
        step = max(points, -int(changed[row, column])) if points < 0 else points
        changed[row, column] += step
        points -= step
    return replace(round_, points=changed)


def test_so_many_points_let_a_candidate_in_and_two_fewer_do_not() -> None:
    for round_, chosen in rounds(60):
        for candidate in set(round_.candidates) - chosen - round_.without:
            needed = flips.points_to_enter(round_, chosen, candidate)
            if needed is None:
                assert not round_.fits(round_.keep | {candidate})
                continue
            assert candidate in (best_set(given(round_, candidate, needed)) or ())
            if needed > 1 and support_of(round_, frozenset({candidate})):
                assert candidate not in (best_set(given(round_, candidate, needed - 2)) or ())


def test_so_many_points_less_put_a_candidate_out() -> None:
    for round_, chosen in rounds(60):
        for candidate in chosen:
            needed = flips.points_to_leave(round_, chosen, candidate)
            if needed is None:
                assert candidate in round_.keep
                continue
            assert candidate not in (best_set(given(round_, candidate, -needed)) or ())
            if needed > 1:
                assert candidate in (best_set(given(round_, candidate, 2 - needed)) or ())


def test_within_the_margin_nothing_changes() -> None:
    for round_, chosen in rounds(60):
        points = flips.margin(round_, chosen).points
        if points is not None and points > 1:
            for candidate in round_.candidates:
                if support_of(round_, frozenset({candidate})):
                    assert best_set(given(round_, candidate, points - 1)) == chosen


def test_one_hour_more_than_there_is_to_spare_and_it_no_longer_fits() -> None:
    for round_, chosen in rounds(60):
        found = flips.hours_to_spare(round_, chosen)
        if found is not None:
            cell, left = found
            free = round_.free.copy()
            free[round_.cells.index(cell)] -= left
            assert replace(round_, free=free).fits(chosen)
            free[round_.cells.index(cell)] -= 1
            assert (free < 0).any() or not replace(round_, free=free).fits(chosen)


def test_with_the_missing_hours_a_candidate_fits_beside_the_chosen() -> None:
    for round_, chosen in rounds(60):
        for candidate in set(round_.candidates) - chosen:
            free = round_.free.copy()
            for cell, hours in flips.hours_to_enter(round_, chosen, candidate).items():
                free[round_.cells.index(cell)] += hours
            assert replace(round_, free=free, most=None).fits(chosen | {candidate})


def test_between_these_weights_the_advice_is_a_best_set_and_outside_it_is_not() -> None:
    for round_, chosen in rounds(25):
        for row, partner in enumerate(round_.partners):
            low, high = flips.weight_span(round_, chosen, partner)
            inside = [low, low + 1 if high is None else (low + high) / 2, *([] if high is None else [high])]
            outside = [*([low * Fraction(9, 10)] if low else []), *([high * Fraction(11, 10)] if high else [])]
            assert low <= 1 and (high is None or high >= 1)
            for weight in inside:
                assert is_best(round_, chosen, row, weight), (partner, weight)
            for weight in outside:
                assert not is_best(round_, chosen, row, weight), (partner, weight)


def is_best(round_: Round, chosen: frozenset[str], row: int, weight: Fraction) -> bool:
    changed = replace(round_, weights=tuple(weight if at == row else w for at, w in enumerate(round_.weights)))
    best = best_set(changed)
    return best is not None and support_of(changed, best) == support_of(changed, chosen)


def test_leaving_out_a_partner_is_told_exactly_when_it_turns_the_advice() -> None:
    for round_, chosen in rounds(40):
        told = dict(flips.partners_that_turn_it(round_, chosen, flips.margin(round_, chosen).points))
        for row, partner in enumerate(round_.partners):
            assert (partner in told) == (not is_best(round_, chosen, row, Fraction(0)))
