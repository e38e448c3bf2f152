"""Which areas are most alike: nearest in size and in what makes a town a town. Never picked by hand."""

from collections.abc import Mapping
from dataclasses import dataclass
from math import sqrt

import numpy as np

SIZE_CLASSES = (5_000, 10_000, 20_000, 50_000, 100_000, 150_000, 250_000)
URBANITY_CLASSES = (2_500, 1_500, 1_000, 500)
# Twice as many people is as far for a village as for a city; a class from 1 to 5 is a scale already.
BY_LOGARITHM = ("population", "density", "addresses")
Features = Mapping[str, Mapping[str, float]]


@dataclass(frozen=True)
class Reason:
    """Why an area is near: a feature, its value for the target and for the area, and the gap in standard deviations."""

    feature: str
    target: float
    value: float
    gap: float


@dataclass(frozen=True)
class Neighbour:
    """One similar area: distance in standard deviations, its features in their own units, and whether it has the same
    size class as the target. reasons: the features that were compared, the closest first."""

    code: str
    distance: float
    features: Mapping[str, float]
    same_class: bool
    reasons: tuple[Reason, ...] = ()


def size_class(inhabitants: float) -> int:
    """The size class of CBS, 1 (fewer than 5,000 inhabitants) to 8 (250,000 or more). Source: CBS, gemeentegrootte."""
    return 1 + sum(inhabitants >= bound for bound in SIZE_CLASSES)


def urbanity_class(addresses_per_km2: float) -> int:
    """The urbanity class of CBS, 1 (2,500 addresses per km2 around an address, or more) to 5 (fewer than 500).

    Source: CBS, stedelijkheid, from the omgevingsadressendichtheid.
    """
    return 1 + sum(addresses_per_km2 < bound for bound in URBANITY_CLASSES)


def nearest(target: str, features: Features, *, count: int = 5) -> list[Neighbour]:
    """The areas nearest to the target, nearest first; ties by code.

    Formula: root mean square of the gaps over the features that both areas have; a gap is the difference divided by the
    standard deviation over all areas, of the logarithm for population, density and addresses. Areas that have every
    feature of the target come first; those that lack one only fill up when there are too few of them.
    Shapes: features[code][name]. Units: each feature its own. Errors: KeyError for an unknown target, ValueError for a
    value that is not finite, or not positive where the logarithm is taken.
    Source: the nearest-neighbour model of CIPFA, with fewer and published variables.
    When it lies: alike in size and density is not alike in shops, students or commuters.
    """
    own = _scaled(features[target])
    others = {code: _scaled(values) for code, values in sorted(features.items()) if code != target}
    spread = {name: _spread([own, *others.values()], name) for name in own}
    found = []
    for code, values in others.items():
        if gaps := {name: abs(values[name] - own[name]) / spread[name] for name in own if name in values}:
            distance = sqrt(sum(gap**2 for gap in gaps.values()) / len(gaps))
            found.append((len(own) - len(gaps), round(distance, 9), code, gaps))
    found.sort(key=lambda one: one[:3])
    return [
        Neighbour(
            code,
            distance,
            dict(features[code]),
            _class_of(features[code]) == _class_of(features[target]),
            tuple(
                Reason(name, features[target][name], features[code][name], gap)
                for name, gap in sorted(gaps.items(), key=lambda pair: (pair[1], pair[0]))
            ),
        )
        for _, distance, code, gaps in found[:count]
    ]


def _scaled(values: Mapping[str, float]) -> dict[str, float]:
    if any(not np.isfinite(value) or (name in BY_LOGARITHM and value <= 0) for name, value in values.items()):
        raise ValueError("features must be finite, and positive where they are compared by their logarithm")
    return {name: float(np.log(value)) if name in BY_LOGARITHM else value for name, value in values.items()}


def _spread(rows: list[dict[str, float]], name: str) -> float:
    return float(np.std([row[name] for row in rows if name in row])) or 1.0


def _class_of(own: Mapping[str, float]) -> int:
    return size_class(own["population"]) if "population" in own else 0
