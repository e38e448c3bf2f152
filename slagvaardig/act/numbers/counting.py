"""From barriers to counts that may be published: every one rounded by itself, small ones not told at all."""

from collections import Counter
from collections.abc import Iterable
from statistics import median

from slagvaardig.act.barriers.models import Barrier

ROUNDED_TO = 5
ENOUGH = 10  # with fewer barriers a median of days says something about one of them
Counts = dict[tuple[str, str, str], int | None]


def counted(barriers: Iterable[Barrier]) -> Counts:
    """(what, key, measure): a multiple of ROUNDED_TO, or None below it. Each is rounded by itself, totals too, so that
    no difference between them leads to an exact number."""
    exact: Counter[tuple[str, str, str]] = Counter()
    days: list[int] = []
    for barrier in barriers:
        for what, key in (
            ("total", ""), ("theme", barrier.theme), ("kind", barrier.kind), ("step", barrier.step),
        ):  # fmt: skip
            for measure, number in _measures(barrier).items():
                exact[what, key, measure] += number
        if (waited := barrier.days_to_answer) is not None:
            days.append(waited)
    found: Counts = {place: rounded(number) for place, number in exact.items()}
    found["total", "", "days_to_answer"] = round(median(days)) if len(days) >= ENOUGH else None
    return found


def rounded(number: int) -> int | None:
    """To the nearest multiple of ROUNDED_TO; None for what would become 0, nothing at all included."""
    near = ROUNDED_TO * int(number / ROUNDED_TO + 0.5)
    return near or None


def _measures(barrier: Barrier) -> dict[str, int]:
    gone = barrier.state in ("closed", "retest", "kept")
    felt = gone and barrier.closed_how == "felt"
    hours: int = barrier.hours  # type: ignore[attr-defined]
    return {
        "raised": 1,
        "answered": int(barrier.answered_on is not None),
        "open": int(barrier.is_open),
        "felt": int(felt),
        "time_out": int(gone and barrier.closed_how == "time-out"),
        "kept": int(barrier.state == "kept" and barrier.kept_how == "felt"),
        "returned": int(barrier.returned > 0),
        "stays": int(barrier.state == "stays"),
        "hours_open": hours if barrier.is_open else 0,
        "hours_back": hours if felt else 0,
    }
