"""Of much that waits the first page shows a few: what is late, then what waits longest. Nothing is lost."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from slagvaardig.waiting import FEW, most_urgent
from slagvaardig.web.blocks import Waiting

DAYS = st.none() | st.dates(date(2025, 1, 1), date(2026, 12, 31))
LINES = st.builds(Waiting, kind=st.text(max_size=3), number=st.just(1), text=st.just(""), href=st.just("/"), since=DAYS,
                  late=st.booleans())  # fmt: skip


def line(kind: str, *, days: int, late: bool = False) -> Waiting:
    return Waiting(kind, 1, "", "/", date(2026, 1, 1) + timedelta(days=days), late=late)


def test_what_is_late_comes_before_what_waits_longer() -> None:
    lines = [
        line("old", days=0),
        line("late", days=20, late=True),
        line("new", days=9),
        line("later", days=30, late=True),
    ]
    few, _others = most_urgent([*lines, line("newest", days=40)])
    assert [one.kind for one in few] == ["late", "later", "old"]


def test_no_fold_hides_a_single_line() -> None:
    lines = [line(str(number), days=number) for number in range(FEW + 1)]
    assert most_urgent(lines) == (lines, [])


@given(st.lists(LINES, max_size=15))
def test_nothing_that_waits_is_lost_and_nothing_late_is_folded_before_something_in_time(lines: list[Waiting]) -> None:
    few, others = most_urgent(lines)
    assert sorted([*few, *others], key=repr) == sorted(lines, key=repr)
    assert len(few) <= FEW + 1
    assert not (any(one.late for one in others) and any(not one.late for one in few))
