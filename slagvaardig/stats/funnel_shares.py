"""The funnel for proportions: exact binomial limits, or the score limits that are drawn by a formula."""

from typing import Literal

import numpy as np
import numpy.typing as npt
from scipy.special import bdtrik, ndtri

from slagvaardig.stats.funnels import ALARM, WARNING, Floats, Funnel
from slagvaardig.stats.overdispersion import Spread, spread_of

Method = Literal["exact", "score"]


def funnel_of_proportions(
    numerators: npt.ArrayLike,
    denominators: npt.ArrayLike,
    *,
    overdispersed: bool = True,
    method: Method = "exact",
) -> Funnel:
    """Proportions of areas against their common proportion.

    Formula: centre = sum of numerators / sum of denominators; tau2 by `spread_of` on the scale arcsin sqrt p with
    error 1 / (2 sqrt n); limits from `proportion_limits`. Shapes: two arrays of equal length without missing values.
    Units: shares from 0 to 1. Errors: ValueError for an empty input or a numerator outside 0 to its denominator.
    Source: Spiegelhalter 2005. When it lies: as `funnel`; and for survey answers with weights use their own margins.
    """
    part, whole = np.asarray(numerators, float), np.asarray(denominators, float)
    if part.shape != whole.shape or part.size == 0 or not ((part >= 0) & (part <= whole) & (whole > 0)).all():
        raise ValueError("numerators must lie between 0 and their denominators")
    centre = float(part.sum() / whole.sum())
    value = part / whole
    found = Spread(0.0, 1.0)
    if overdispersed:
        found = spread_of(np.arcsin(np.sqrt(value)) - np.arcsin(np.sqrt(centre)), 0.5 / np.sqrt(whole))
    outside = []
    for level in (WARNING, ALARM):
        low, high = proportion_limits(centre, whole, level=level, tau2=found.tau2, method=method)
        outside.append((value < low) | (value > high))
    return Funnel(centre, value, outside[0], outside[1], found.tau2, found.phi)


def proportion_limits(
    centre: float,
    numbers: npt.ArrayLike,
    *,
    level: float = WARNING,
    tau2: float = 0.0,
    method: Method = "exact",
) -> tuple[Floats, Floats]:
    """Control limits of a proportion (0 to 1) at each number of people.

    Formula: exact: the count whose exact (Clopper-Pearson) interval just touches the centre, divided by the number;
    score: centre -+ z sqrt(centre (1 - centre) / n), which is Wilson's interval turned round; with tau2 > 0 widened on
    the scale arcsin sqrt p to sqrt(own^2 + z^2 tau2). Always within 0 to 1.
    Errors: ValueError for a centre outside 0 to 1, a number that is not positive, or a level outside (0, 1).
    Source: Spiegelhalter 2005, appendix A; Public Health England, PHEindicatormethods, for the score limits.
    When it lies: the score limits are too narrow on the short side when n * centre is below about 10.
    """
    size = np.asarray(numbers, float)
    if not 0 <= centre <= 1 or not 0 < level < 1 or not (size > 0).all():
        raise ValueError("the centre and the level must lie between 0 and 1 and the numbers must be positive")
    z = float(ndtri(0.5 + level / 2))
    if centre in (0, 1):
        low = high = np.full(size.shape, centre)
    elif method == "score":
        reach = z * np.sqrt(centre * (1 - centre) / size)
        low, high = centre - reach, centre + reach
    else:
        low, high = _exact(centre, size, (1 - level) / 2)
    low, high = np.clip(low, 0, 1), np.clip(high, 0, 1)
    return (low, high) if tau2 <= 0 else _widened(centre, low, high, z**2 * tau2)


def _exact(centre: float, size: Floats, tail: float) -> tuple[Floats, Floats]:
    """The upper limit is the lower limit of the people who do not count."""
    return bdtrik(tail, size, centre) / size, 1 - bdtrik(tail, size, 1 - centre) / size


def _widened(centre: float, low: Floats, high: Floats, reach: float) -> tuple[Floats, Floats]:
    middle = np.arcsin(np.sqrt(centre))
    below, above = (np.abs(np.arcsin(np.sqrt(limit)) - middle) for limit in (low, high))
    bottom = np.sin(np.maximum(middle - np.sqrt(below**2 + reach), 0)) ** 2
    return bottom, np.sin(np.minimum(middle + np.sqrt(above**2 + reach), np.pi / 2)) ** 2
