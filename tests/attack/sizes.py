"""How much is tried: a little at every test run, all of it by `./dev prove`."""

import os
from typing import TypeVar

T = TypeVar("T")
FULL = os.environ.get("SLAGVAARDIG_PROVE") == "1"


def combinations(few: list[T], everything: list[T]) -> list[T]:
    """Combinations to try: at every run a few in which everything occurs once, with `./dev prove` each of them."""
    return everything if FULL else few


def size(small: int, full: int) -> int:
    return full if FULL else small
