"""Rates for a map: an area with few people is pulled towards the rate of all, as far as its own count says little."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy.special import gammaincinv

Floats = npt.NDArray[np.float64]


@dataclass(frozen=True)
class Shrunk:
    """Arrays of the shape of the input, in events per `per`. weight: how much of each area's own rate is left (0 to 1).

    variance: between areas, in squared events per `per`; 0 when chance explains all differences.
    """

    value: Floats
    lower: Floats
    upper: Floats
    weight: Floats
    centre: float
    variance: float


def shrunk(events: npt.ArrayLike, population: npt.ArrayLike, *, per: float = 1000.0, level: float = 0.95) -> Shrunk:
    """Empirical Bayes rates: Poisson counts, rates that differ between areas by a gamma distribution.

    Formula: m = sum y / sum n; A = max(0, sum n (y/n - m)^2 / sum n - m I / sum n); shape a = m^2 / A, b = m / A;
    value = (a + y) / (b + n), weight = n / (b + n), interval from the gamma distribution with a + y and b + n.
    With A = 0 every value is m, with the interval of the total.
    Shapes: two rows of equal length I. Units: events per `per`. Errors: ValueError for an empty, missing or negative
    input, a population that is not positive or a level outside (0, 1).
    Source: Marshall 1991, Applied Statistics 40:283.
    When it lies: the true extremes are pulled in as well, so it is no basis for saying which area is highest; and the
    interval leaves out that m and A are estimates.
    """
    y, people = np.asarray(events, float), np.asarray(population, float)
    if y.shape != people.shape or y.size == 0 or not ((y >= 0) & (people > 0)).all() or not 0 < level < 1:
        raise ValueError("counts must not be negative, populations positive and the level between 0 and 1")
    total = float(people.sum())
    middle = float(y.sum()) / total
    raw = y / people
    between = max(0.0, float((people * (raw - middle) ** 2).sum()) / total - middle * y.size / total)
    tail = (1 - level) / 2
    if between <= 0:
        ends = [float(gammaincinv(y.sum() + 0.5, part)) / total * per for part in (tail, 1 - tail)]
        same = [np.full(y.shape, number) for number in (middle * per, *ends, 0.0)]
        return Shrunk(same[0], same[1], same[2], same[3], middle * per, 0.0)
    shape, scale = middle**2 / between, middle / between
    value = (shape + y) / (scale + people)
    low, high = (gammaincinv(shape + y, part) / (scale + people) for part in (tail, 1 - tail))
    weight = people / (scale + people)
    return Shrunk(value * per, low * per, high * per, weight, middle * per, between * per**2)
