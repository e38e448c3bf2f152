"""Counts per so many inhabitants, with the margin that chance alone gives."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy.special import chdtri, ndtri

Floats = npt.NDArray[np.float64]
BYAR_FROM = 10


@dataclass(frozen=True)
class Rate:
    """One rate with its interval, in events per `per` of the population."""

    value: float
    lower: float
    upper: float


@dataclass(frozen=True)
class Rates:
    """Arrays of the shape of the input: rates with their intervals, in events per `per` of the population."""

    value: Floats
    lower: Floats
    upper: Floats


def rates(events: npt.ArrayLike, population: npt.ArrayLike, *, per: float = 1000.0, level: float = 0.95) -> Rates:
    """Rates with an interval for a Poisson count.

    Formula: count_limits of the events, divided by the population, times `per`.
    Shapes: events and population broadcast against each other; NaN (withheld) stays NaN. Units: events per `per`.
    Errors: ValueError for a negative count, a population that is not positive, or a level outside (0, 1).
    Source: Breslow & Day 1987, volume II; Public Health England, technical guide on confidence intervals, 2018.
    When it lies: events that come in bursts (one burglar, ten sheds) vary more than a Poisson count, so that the true
    margin is wider; and a count that the publisher rounded carries an error that is not in it.
    """
    count, people = np.broadcast_arrays(np.asarray(events, float), np.asarray(population, float))
    if (count < 0).any() or (people <= 0).any():
        raise ValueError("events must not be negative and the population must be positive")
    lower, upper = count_limits(count, level=level)
    scale = per / people
    return Rates(count * scale, lower * scale, upper * scale)


def rate(events: float, population: float, *, per: float = 1000.0, level: float = 0.95) -> Rate:
    """One rate; see `rates` for formula, errors, source and when it lies."""
    found = rates(np.array([events]), np.array([population]), per=per, level=level)
    return Rate(float(found.value[0]), float(found.lower[0]), float(found.upper[0]))


def count_limits(events: npt.ArrayLike, *, level: float = 0.95) -> tuple[Floats, Floats]:
    """Limits for the expected number behind each count: exact below 10 events, Byar's approximation from 10 on.

    Shapes, errors, source and when it lies: as `rates`.
    """
    count = np.asarray(events, float)
    exact, byar = exact_limits(count, level=level), byar_limits(count, level=level)
    small = count < BYAR_FROM
    return np.where(small, exact[0], byar[0]), np.where(small, exact[1], byar[1])


def exact_limits(events: npt.ArrayLike, *, level: float = 0.95) -> tuple[Floats, Floats]:
    """Exact Poisson limits: half the chi-square quantiles with 2 O and 2 O + 2 degrees of freedom; 0 below 0 events.

    Errors: ValueError for a level outside (0, 1). Source: Garwood 1936. When it lies: as `rates`.
    """
    count, tail = np.asarray(events, float), _tail(level)
    lower = np.where(count == 0, 0.0, chdtri(2 * np.where(count > 0, count, np.nan), 1 - tail) / 2)
    return lower, chdtri(2 * count + 2, tail) / 2


def byar_limits(events: npt.ArrayLike, *, level: float = 0.95) -> tuple[Floats, Floats]:
    """Byar's approximation: O (1 - 1/(9 O) - z/(3 sqrt O))^3 and the same with O + 1 and + z; 0 below 0 events.

    Errors: ValueError for a level outside (0, 1). Source: Breslow & Day 1987. When it lies: below 10 events by more
    than 1 %, which is why `count_limits` does not use it there.
    """
    count = np.asarray(events, float)
    z = float(ndtri(1 - _tail(level)))
    some, more = np.maximum(count, 1e-9), count + 1
    lower = some * np.maximum(1 - 1 / (9 * some) - z / (3 * np.sqrt(some)), 0) ** 3
    return lower, more * (1 - 1 / (9 * more) + z / (3 * np.sqrt(more))) ** 3


def _tail(level: float) -> float:
    if not 0 < level < 1:
        raise ValueError("the level must lie between 0 and 1")
    return (1 - level) / 2
