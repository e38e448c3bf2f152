"""Which areas are most alike: nearest in size and in what makes a town a town. Never picked by hand."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

SIZE_CLASSES = (5_000, 10_000, 20_000, 50_000, 100_000, 150_000, 250_000)


@dataclass(frozen=True)
class Neighbour:
    """One similar area: distance in standard deviations, its features in their own units, and whether it has the same
    size class as the target."""

    code: str
    distance: float
    features: Mapping[str, float]
    same_class: bool


def size_class(inhabitants: float) -> int:
    """The size class of CBS, 1 (fewer than 5,000 inhabitants) to 8 (250,000 or more). Source: CBS, gemeentegrootte."""
    return 1 + sum(inhabitants >= bound for bound in SIZE_CLASSES)


def nearest(target: str, features: Mapping[str, Mapping[str, float]], *, count: int = 5) -> list[Neighbour]:
    """The areas nearest to the target, nearest first; ties by code.

    Formula: Euclidean distance over the logarithms of all features of the target, each divided by its standard
    deviation
    over the candidates. Only areas that have every feature of the target are candidates.
    Shapes: features[code][name], all positive. Errors: KeyError for an unknown target, ValueError for a value that is
    not
    positive. Source: the nearest-neighbour model of CIPFA, with fewer and published variables.
    When it lies: alike in size and density is not alike in shops, students or commuters.
    """
    names = sorted(features[target])
    candidates = sorted(code for code, own in features.items() if code != target and set(names) <= set(own))
    if not candidates or not names:
        return []
    table = np.array([[features[code][name] for name in names] for code in (target, *candidates)], dtype=float)
    if not (table > 0).all():
        raise ValueError("features must be positive: they are compared by their logarithm")
    logs = np.log(table)
    spread = logs.std(axis=0)
    distance = np.sqrt((((logs[1:] - logs[0]) / np.where(spread > 0, spread, 1.0)) ** 2).sum(axis=1))
    order = sorted(range(len(candidates)), key=lambda place: (round(float(distance[place]), 9), candidates[place]))
    return [
        Neighbour(
            candidates[place],
            float(distance[place]),
            dict(features[candidates[place]]),
            _class_of(features[candidates[place]]) == _class_of(features[target]),
        )
        for place in order[:count]
    ]


def _class_of(own: Mapping[str, float]) -> int:
    return size_class(own["population"]) if "population" in own else 0
