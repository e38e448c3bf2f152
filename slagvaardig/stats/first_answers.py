"""How long people wait for a first answer, when some are waiting still: leaving those out would make it look better.

Kaplan and Meier (1958): at every day on which somebody got an answer, the share that goes on waiting is multiplied by
the share of those still waiting then who got none. Who has no answer yet counts as waiting for as long as is known.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

ENOUGH = 10  # with fewer, a median or a share says something about one of them
_STEP = 5  # shares in percents, and numbers of who waits, are told in steps of this


@dataclass(frozen=True)
class Wait:
    """Days until the first answer, or until the last day that is looked at when there is none yet."""

    days: int
    answered: bool


@dataclass(frozen=True)
class FirstAnswers:
    """What may be published. median: in days, None when less than half has an answer. within: percentage with an answer
    within `term` days, in steps of five. waiting: how many have none, to the nearest five; None for fewer than that."""

    median: int | None
    within: int
    term: int
    waiting: int | None


def waits(asked: Iterable[tuple[date, date | None]], until: date) -> list[Wait]:
    """From (day of asking, day of the first answer or None), as it was known at the end of `until`."""
    found = []
    for day, answer in asked:
        known = answer if answer is not None and answer <= until else None
        found.append(Wait(((known or until) - day).days, known is not None))
    return found


def still_waiting(all_waits: Sequence[Wait]) -> list[tuple[int, float]]:
    """(day, share that has no answer after it), for each day on which an answer came."""
    answers = Counter(one.days for one in all_waits if one.answered)
    ends = Counter(one.days for one in all_waits)
    left, share, curve = len(all_waits), 1.0, []
    for day in sorted(ends):
        if answers[day]:
            share *= 1 - answers[day] / left
            curve.append((day, share))
        left -= ends[day]  # whoever was last seen waiting on a day was still waiting on it
    return curve


def median_days(all_waits: Sequence[Wait]) -> int | None:
    """The first day after which at most half waits; None as long as more than half does."""
    return next((day for day, share in still_waiting(all_waits) if share <= 0.5 + 1e-12), None)


def share_within(all_waits: Sequence[Wait], term: int) -> float:
    """The share that has its first answer within a term. Who waits shorter than the term counts as far as is known."""
    before = [share for day, share in still_waiting(all_waits) if day <= term]
    return 1 - before[-1] if before else 0.0


def first_answers(all_waits: Sequence[Wait], term: int) -> FirstAnswers | None:
    """None when there are too few to say anything of them."""
    if len(all_waits) < ENOUGH:
        return None
    waiting = sum(not one.answered for one in all_waits)
    return FirstAnswers(
        median_days(all_waits),
        _STEP * round(100 * share_within(all_waits, term) / _STEP),
        term,
        _STEP * int(waiting / _STEP + 0.5) or None,
    )
