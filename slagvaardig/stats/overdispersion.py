"""How much areas differ beyond chance: one number that widens the limits of a funnel."""

from dataclasses import dataclass
from math import exp, pi, sqrt

import numpy as np
import numpy.typing as npt
from scipy.optimize import brentq
from scipy.special import ndtri

Floats = npt.NDArray[np.float64]
WINSORISED = 0.1
FEWEST_AREAS = 3
NEAR = 1e-12
_END = float(ndtri(1 - WINSORISED))
# The variance of a standard normal number of which the outer tenths are pulled in, 0.679.
LEFT = 1 - 2 * WINSORISED - 2 * _END * exp(-(_END**2) / 2) / sqrt(2 * pi) + 2 * WINSORISED * _END**2


@dataclass(frozen=True)
class Spread:
    """tau2: variance between areas on the scale of the differences. phi: mean squared winsorised z-score, divided by
    what pulling in leaves of it, so that it is about 1 when chance explains all."""

    tau2: float
    phi: float


def spread_of(difference: npt.ArrayLike, error: npt.ArrayLike) -> Spread:
    """The additive random-effects variance between areas, by Paule and Mandel's rule on winsorised z-scores.

    Formula: z(t) = difference / sqrt(error^2 + t), the most extreme tenth on either side pulled in to the tenth and the
    ninetieth percentile; S(t) = sum z(t)^2 / 0.679; tau2 is the t >= 0 with S(t) = I - 1, 0 when S(0) is below that;
    phi = S(0) / I. Pulling in at the fitted t, not at 0, matters: at 0 the largest areas have the largest z whatever
    they are, and lose their say in how much areas differ.
    Shapes: two rows of equal length I, in the same unit. Errors: ValueError for an error that is not positive.
    Source: Spiegelhalter 2005, Statistics in Medicine 24:1185 (additive form, winsorised); Paule & Mandel 1982.
    When it lies: with fewer than about ten areas it is little more than a guess (with fewer than three it is 0); and
    when more than a tenth on one side is truly different, they widen the limits for all.
    """
    apart, own = np.asarray(difference, float), np.asarray(error, float)
    if apart.shape != own.shape or not (own > 0).all():
        raise ValueError("every difference needs an error that is positive")
    if apart.size < FEWEST_AREAS:
        return Spread(0.0, 1.0)
    goal, alone = apart.size - 1, _squares(0.0, apart, own)
    if alone <= goal:
        return Spread(0.0, alone / apart.size)
    most = float(own.min()) ** 2
    while _squares(most, apart, own) > goal:
        most *= 4
    found = brentq(lambda between: _squares(between, apart, own) - goal, 0.0, most, xtol=NEAR)
    return Spread(float(found), alone / apart.size)


def _squares(between: float, apart: Floats, own: Floats) -> float:
    z = np.sort(apart / np.sqrt(own**2 + between))
    place = WINSORISED * (len(z) - 1)
    below = int(place)
    part = place - below
    low = z[below] + part * (z[below + 1] - z[below])
    high = z[-1 - below] - part * (z[-1 - below] - z[-2 - below])
    return float((np.clip(z, low, high) ** 2).sum() / LEFT)
