"""Many areas at once: which lie further from the middle than chance and their own variety allow."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy.optimize import brentq
from scipy.stats import binom, chi2, norm

Floats = npt.NDArray[np.float64]
Flags = npt.NDArray[np.bool_]
WARNING, ALARM = 0.95, 0.998
WINSORISED = 0.1


@dataclass(frozen=True)
class Funnel:
    """centre and value: in events per `per`. outside_95 and outside_998: True where a value lies outside those limits.

    tau2: variance between areas on the scale of the logarithm of the rate, 0 when chance explains the spread.
    """

    centre: float
    value: Floats
    outside_95: Flags
    outside_998: Flags
    tau2: float


def funnel(
    events: npt.ArrayLike, population: npt.ArrayLike, *, per: float = 1000.0, overdispersed: bool = True
) -> Funnel:
    """Rates of areas against their common rate.

    Formula: centre = sum of events / sum of population; z of each area on the log scale, the most extreme tenth on
    either
    side pulled in; tau2 by DerSimonian-Laird from those z; limits from `limits`.
    Shapes: two arrays of equal length, no missing values. Units: events per `per`. Errors: ValueError for an empty or
    negative input or a population that is not positive. Source: Spiegelhalter 2005, Statistics in Medicine 24:1185.
    When it lies: areas that differ for known reasons (shops, stations) are not one population; the funnel then shows
    that.
    """
    count, people = np.asarray(events, float), np.asarray(population, float)
    if count.shape != people.shape or count.size == 0 or (count < 0).any() or (people <= 0).any():
        raise ValueError("a funnel needs counts that are not negative and populations that are positive")
    middle = float(count.sum() / people.sum())
    value = count / people * per
    tau2 = _between(count, people, middle) if overdispersed and middle > 0 else 0.0
    outside = []
    for level in (WARNING, ALARM):
        low, high = limits(middle * per, people, per=per, level=level, tau2=tau2)
        outside.append((value < low) | (value > high))
    return Funnel(middle * per, value, outside[0], outside[1], tau2)


def limits(
    centre: float, population: npt.ArrayLike, *, per: float = 1000.0, level: float = WARNING, tau2: float = 0.0
) -> tuple[Floats, Floats]:
    """Control limits of a rate at each population, in events per `per`.

    Formula: the exact Poisson limits around the expected count E = centre * population / per, that is half the
    chi-square
    quantiles with 2E and 2E + 2 degrees of freedom; with tau2 > 0 widened on the log scale to sqrt(own^2 + z^2 tau2).
    Errors: ValueError for a level outside (0, 1). Source: Spiegelhalter 2005; Dover & Schopflocher 2011.
    When it lies: below an expected count of about 3 the lower limit says nothing.
    """
    if not 0 < level < 1:
        raise ValueError("the level must lie between 0 and 1")
    people = np.asarray(population, float)
    expected = np.maximum(centre * people / per, 1e-12)
    tail = (1 - level) / 2
    low, high = chi2.ppf(tail, 2 * expected) / 2, chi2.ppf(1 - tail, 2 * expected + 2) / 2
    if tau2 > 0:
        reach = float(norm.ppf(1 - tail)) ** 2 * tau2
        below = np.log(expected / np.maximum(low, 1e-12))
        low = np.where(low > 1e-9, expected * np.exp(-np.sqrt(below**2 + reach)), 0.0)
        high = expected * np.exp(np.sqrt(np.log(high / expected) ** 2 + reach))
    return low * per / people, high * per / people


def proportion_limits(centre: float, numbers: npt.ArrayLike, *, level: float = WARNING) -> tuple[Floats, Floats]:
    """Control limits of a proportion (0 to 1) at each number of people, by the inverted exact binomial.

    Formula: the share at which the binomial tail, interpolated between whole counts, equals (1 - level) / 2.
    Errors: ValueError for a centre outside (0, 1). Source: Spiegelhalter 2005, appendix A.
    When it lies: below about ten people the limits jump from count to count.
    """
    if not 0 < centre < 1:
        raise ValueError("the centre must lie between 0 and 1")
    size = np.asarray(numbers, float)
    tail = (1 - level) / 2
    return _interpolated(tail, size, centre), _interpolated(1 - tail, size, centre)


def _interpolated(tail: float, size: Floats, centre: float) -> Floats:
    count = binom.ppf(tail, size, centre)
    step = binom.pmf(count, size, centre)
    part = (binom.cdf(count, size, centre) - tail) / np.where(step > 0, step, 1)
    return np.clip((count - part) / size, 0, 1)


def _between(count: Floats, people: Floats, middle: float) -> float:
    """tau2 by the moment estimator on winsorised z-scores of the log rates; areas without events take half an event."""
    some = np.maximum(count, 0.5)
    error = 1 / np.sqrt(np.maximum(middle * people, 0.5))
    z = np.log(some / people / middle) / error
    low, high = np.quantile(z, [WINSORISED, 1 - WINSORISED])
    pulled = np.clip(z, low, high)
    weight = 1 / error**2
    excess = float((pulled**2).sum() - (len(z) - 1))
    spread = float(weight.sum() - (weight**2).sum() / weight.sum())
    return max(0.0, excess / spread) if spread > 0 and len(z) > 2 else 0.0


def population_at_limit(rate: float, centre: float, *, per: float = 1000.0, level: float = WARNING) -> float:
    """The population at which `rate` would lie exactly on the limit around `centre`; inf when no population does.

    Errors: ValueError when a rate is not positive. Source: the inverse of `limits`.
    """
    if rate <= 0 or centre <= 0:
        raise ValueError("rates must be positive")
    side = 1 if rate > centre else 0

    def gap(size: float) -> float:
        return float(limits(centre, np.array([np.exp(size)]), per=per, level=level)[side][0]) - rate

    first, last = np.log(per / centre * 1e-3), np.log(per / centre * 1e9)
    return float(np.exp(brentq(gap, first, last))) if gap(first) * gap(last) < 0 else float("inf")
