"""Counts per so many inhabitants, with the margin that chance alone gives."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy.stats import chi2, norm

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

    Formula: exact (chi-square) limits below 10 events, Byar's approximation from 10 on:
    lower = O (1 - 1/(9 O) - z / (3 sqrt O))^3, upper = (O+1) (1 - 1/(9 (O+1)) + z / (3 sqrt(O+1)))^3.
    Shapes: events and population broadcast against each other. Units: events per `per`.
    Errors: ValueError for a negative count, a population that is not positive, or a level outside (0, 1).
    Source: Breslow & Day 1987, volume II; Public Health England, technical guide on confidence intervals, 2018.
    When it lies: events that come in bursts (one burglar, ten sheds) vary more than a Poisson count, so that the true
    margin is wider; and a count that the publisher rounded carries an error that is not in it.
    """
    count, people = np.broadcast_arrays(np.asarray(events, float), np.asarray(population, float))
    if (count < 0).any() or (people <= 0).any() or not 0 < level < 1:
        raise ValueError("events must not be negative, the population positive, the level between 0 and 1")
    lower, upper = count_limits(count, level=level)
    scale = per / people
    return Rates(count * scale, lower * scale, upper * scale)


def rate(events: float, population: float, *, per: float = 1000.0, level: float = 0.95) -> Rate:
    """One rate; see `rates` for formula, errors, source and when it lies."""
    found = rates(np.array([events]), np.array([population]), per=per, level=level)
    return Rate(float(found.value[0]), float(found.lower[0]), float(found.upper[0]))


def count_limits(events: Floats, *, level: float = 0.95) -> tuple[Floats, Floats]:
    """Limits for the expected number behind each count; see `rates`. The lower limit of 0 is 0."""
    tail = (1 - level) / 2
    z = float(norm.ppf(1 - tail))
    small = events < BYAR_FROM
    exact_lower = np.where(events > 0, chi2.ppf(tail, 2 * np.maximum(events, 1e-9)) / 2, 0.0)
    exact_upper = chi2.ppf(1 - tail, 2 * events + 2) / 2
    some = np.maximum(events, 1.0)
    byar_lower = some * (1 - 1 / (9 * some) - z / (3 * np.sqrt(some))) ** 3
    more = events + 1
    byar_upper = more * (1 - 1 / (9 * more) + z / (3 * np.sqrt(more))) ** 3
    return np.where(small, exact_lower, byar_lower), np.where(small, exact_upper, byar_upper)
