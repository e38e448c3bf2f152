"""How much areas differ beyond chance: one number that widens the limits of a funnel."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

WINSORISED = 0.1
FEWEST_AREAS = 3


@dataclass(frozen=True)
class Spread:
    """tau2: variance between areas on the scale of the differences. phi: mean squared winsorised z-score."""

    tau2: float
    phi: float


def spread_of(difference: npt.ArrayLike, error: npt.ArrayLike) -> Spread:
    """The additive random-effects variance between areas (DerSimonian-Laird).

    Formula: z = difference / error, the most extreme tenth on either side pulled in to the tenth and the ninetieth
    percentile; phi = sum z^2 / I; tau2 = max(0, (sum z^2 - (I - 1)) / (sum w - sum w^2 / sum w)), w = 1 / error^2.
    Shapes: two rows of equal length I, in the same unit. Errors: ValueError for an error that is not positive.
    Source: Spiegelhalter 2005, Statistics in Medicine 24:1185, appendix; DerSimonian & Laird 1986.
    When it lies: with fewer than about ten areas it is little more than a guess (with fewer than three it is 0); and
    pulling in makes it a little too small when all areas truly come from one bell.
    """
    apart, own = np.asarray(difference, float), np.asarray(error, float)
    if apart.shape != own.shape or not (own > 0).all():
        raise ValueError("every difference needs an error that is positive")
    if apart.size < FEWEST_AREAS:
        return Spread(0.0, 1.0)
    z = apart / own
    pulled = np.clip(z, *np.quantile(z, [WINSORISED, 1 - WINSORISED]))
    weight = 1 / own**2
    squares = float((pulled**2).sum())
    room = float(weight.sum() - (weight**2).sum() / weight.sum())
    return Spread(max(0.0, (squares - (apart.size - 1)) / room) if room > 0 else 0.0, squares / apart.size)
