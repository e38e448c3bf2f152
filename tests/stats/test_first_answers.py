"""Who still waits counts in: held against a twin that hands the weight of each to all who wait longer."""

from collections.abc import Sequence
from datetime import date, timedelta
from fractions import Fraction
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from statsmodels.duration.survfunc import SurvfuncRight

from slagvaardig.stats.first_answers import (
    ENOUGH,
    Wait,
    first_answers,
    median_days,
    share_within,
    still_waiting,
    waits,
)

DAY = date(2026, 1, 1)
some = st.lists(st.builds(Wait, st.integers(0, 40), st.booleans()), min_size=1, max_size=40)


def handed_on(all_waits: Sequence[Wait]) -> dict[int, Fraction]:
    """The slow twin (Efron 1967). Everybody weighs the same. In order of days, an answer before a wait of as long: who
    waits still hands his weight, in equal parts, to all after him. The weight that is answered on each day."""
    order = sorted(all_waits, key=lambda one: (one.days, not one.answered))
    weights = [Fraction(1, len(order)) for _ in order]
    answered: dict[int, Fraction] = {}
    for place, one in enumerate(order):
        later = range(place + 1, len(order))
        if one.answered:
            answered[one.days] = answered.get(one.days, Fraction(0)) + weights[place]
        for other in [] if one.answered else later:
            weights[other] += weights[place] / len(later)
    return answered


@given(some, st.integers(0, 45))
def test_the_share_within_a_term_is_that_of_the_twin(all_waits: list[Wait], term: int) -> None:
    twin = sum((weight for day, weight in handed_on(all_waits).items() if day <= term), Fraction(0))
    assert share_within(all_waits, term) == pytest.approx(float(twin), abs=1e-9)


@given(some)
def test_the_median_is_that_of_the_twin(all_waits: list[Wait]) -> None:
    total, found = Fraction(0), None
    for day, weight in sorted(handed_on(all_waits).items()):
        total += weight
        if total >= Fraction(1, 2):
            found = day
            break
    assert median_days(all_waits) == found


@given(some)
def test_the_curve_is_that_of_statsmodels(all_waits: list[Wait]) -> None:
    answered = [one for one in all_waits if one.answered]
    if not answered:
        assert still_waiting(all_waits) == []
        return
    # It counts days from 1 and cannot have 0.
    other = SurvfuncRight([one.days + 1 for one in all_waits], [int(one.answered) for one in all_waits])
    assert [day + 1 for day, _ in still_waiting(all_waits)] == list(other.surv_times)
    assert [share for _, share in still_waiting(all_waits)] == pytest.approx(list(other.surv_prob), abs=1e-9)


@given(some, st.integers(0, 45), st.integers(1, 20))
def test_leaving_somebody_unanswered_never_makes_it_look_better(all_waits: list[Wait], term: int, more: int) -> None:
    ignored = [*all_waits, *[Wait(50, answered=False)] * more]
    assert share_within(ignored, term) <= share_within(all_waits, term) + 1e-12
    before, after = median_days(all_waits), median_days(ignored)
    assert after is None or (before is not None and after >= before)


@given(some)
def test_with_an_answer_for_everybody_it_is_plain_counting(all_waits: list[Wait]) -> None:
    everybody = [Wait(one.days, answered=True) for one in all_waits]
    days = sorted(one.days for one in everybody)
    assert median_days(everybody) == days[(len(days) - 1) // 2]
    assert share_within(everybody, 14) == pytest.approx(sum(one <= 14 for one in days) / len(days))
    assert all(one >= other for (_, one), (_, other) in pairwise(still_waiting(everybody)))


def test_what_happened_after_the_last_day_is_not_known_yet() -> None:
    asked = [(DAY, DAY + timedelta(days=3)), (DAY, DAY + timedelta(days=30)), (DAY, None)]
    assert waits(asked, DAY + timedelta(days=10)) == [Wait(3, True), Wait(10, False), Wait(10, False)]


def test_little_is_told_of_few_and_nothing_exact_of_many() -> None:
    quick = [Wait(2, answered=True)]
    assert first_answers(quick * (ENOUGH - 1), 14) is None
    told = first_answers([*quick * 33, *[Wait(20, answered=False)] * 7], 14)
    assert told
    assert (told.median, told.within, told.waiting) == (2, 80, 5)
    ignored = first_answers([*quick * 3, *[Wait(20, answered=False)] * 12], 14)
    assert ignored
    assert (ignored.median, ignored.within, ignored.waiting) == (None, 20, 10)
    assert first_answers(quick * 40, 14).waiting is None  # type: ignore[union-attr]
