"""What was loaded when a site started is left alone by the collector of cycles."""

import gc
from collections.abc import Iterator

import pytest

from slagvaardig.web.collector import leave_what_was_loaded


@pytest.fixture(autouse=True)
def as_it_was() -> Iterator[None]:
    yield
    gc.unfreeze()


def test_the_collector_walks_only_through_what_came_since() -> None:
    leave_what_was_loaded()
    assert gc.get_freeze_count() > 100_000
    assert len(gc.get_objects()) < 10_000
    came_since: list[list[int]] = [[] for _ in range(20_000)]
    assert len(gc.get_objects()) > len(came_since)


def test_cycles_that_come_since_are_still_taken_away() -> None:
    leave_what_was_loaded()

    class Round:
        gone = 0

        def __init__(self) -> None:
            self.itself = self

        def __del__(self) -> None:
            Round.gone += 1

    Round()
    gc.collect()
    assert Round.gone == 1
