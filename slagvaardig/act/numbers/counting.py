"""From barriers to counts that may be published: every one rounded by itself, small ones not told at all."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import asdict
from datetime import date

from slagvaardig.act.barriers.models import Barrier
from slagvaardig.see.answering.readings import answers_in, period_before

ROUNDED_TO = 5
Counts = dict[tuple[str, str, str], int | None]


def counted(barriers: Iterable[Barrier]) -> Counts:
    """(what, key, measure): a multiple of ROUNDED_TO, or None below it. Each is rounded by itself, totals too, so that
    no difference between them leads to an exact number."""
    exact: Counter[tuple[str, str, str]] = Counter()
    for barrier in barriers:
        for what, key in (
            ("total", ""), ("theme", barrier.theme), ("kind", barrier.kind), ("step", barrier.step),
        ):  # fmt: skip
            for measure, number in _measures(barrier).items():
                exact[what, key, measure] += number
    return {place: rounded(number) for place, number in exact.items()}


def answered(barriers: Iterable[Barrier], day: date, term: int) -> Counts:
    """How long whoever raised one waited, over whole months; nothing at all when there are too few."""
    found = answers_in([(one.raised_on, one.answered_on) for one in barriers], period_before(day), term)
    told = asdict(found) if found else {}
    return {("total", "", f"first_answer_{name}"): number for name, number in told.items()}


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
