"""Tables whose cells add up: what a reader can work out from a table, and an attacker too."""

from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Key = Hashable
Floats = npt.NDArray[np.float64]


@dataclass(frozen=True)
class Sum:
    """whole = the sum of its parts: municipalities of a district, kinds of a total. Errors: ValueError without parts
    or when a key occurs twice."""

    whole: Key
    parts: tuple[Key, ...]

    def __post_init__(self) -> None:
        keys = (self.whole, *self.parts)
        if not self.parts or len(set(keys)) < len(keys):
            raise ValueError("a sum needs parts, and each key once")


def crossed(down: Sequence[Sum], across: Sequence[Sum]) -> list[Sum]:
    """All sums of a table with sums down its rows and across its columns; a cell is the key (row, column).

    Every sum of rows holds in every column and the other way round, also for hierarchies of more levels.
    """
    rows, columns = names(down), names(across)
    return [
        Sum((one.whole, column), tuple((part, column) for part in one.parts)) for one in down for column in columns
    ] + [Sum((row, one.whole), tuple((row, part) for part in one.parts)) for one in across for row in rows]


def names(sums: Iterable[Sum]) -> list[Key]:
    """Every key of the sums once, in the order in which they first occur."""
    return list(dict.fromkeys(key for one in sums for key in (one.whole, *one.parts)))


def equations(keys: Sequence[Key], sums: Iterable[Sum]) -> Floats:
    """The matrix A, shape (sums, keys), with A x = 0 for every table that adds up: 1 for a part, -1 for a whole.

    Errors: KeyError for a sum over a cell that is not among the keys.
    """
    place = {key: number for number, key in enumerate(keys)}
    rows = list(sums)
    matrix = np.zeros((len(rows), len(place)))
    for number, one in enumerate(rows):
        matrix[number, place[one.whole]] = -1.0
        matrix[number, [place[part] for part in one.parts]] = 1.0
    return matrix


def adds_up(cells: Mapping[Key, float], sums: Iterable[Sum]) -> bool:
    """Whether every whole is the sum of its parts."""
    keys = list(cells)
    found = equations(keys, sums) @ np.array([cells[key] for key in keys], dtype=float)
    return bool((np.abs(found) < 1e-6).all())
