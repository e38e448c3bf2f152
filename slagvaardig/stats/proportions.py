"""How many of a group, with the margin that chance alone gives."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy.special import ndtri

Floats = npt.NDArray[np.float64]


@dataclass(frozen=True)
class Proportion:
    """One proportion with its interval, times the multiplier asked for (1: a share, 100: per cent)."""

    value: float
    lower: float
    upper: float


@dataclass(frozen=True)
class Proportions:
    """Arrays of the shape of the input: proportions with their intervals, times the multiplier asked for."""

    value: Floats
    lower: Floats
    upper: Floats


def proportions(
    numerator: npt.ArrayLike, denominator: npt.ArrayLike, *, per: float = 1.0, level: float = 0.95
) -> Proportions:
    """Proportions with Wilson's score interval.

    Formula: (2 x + z^2 -+ z sqrt(z^2 + 4 x (1 - x/n))) / (2 (n + z^2)), times `per`.
    Shapes: numerator x and denominator n broadcast; NaN (withheld) stays NaN. Units: per `per` of the group.
    Errors: ValueError for x below 0 or above n, n that is not positive, or a level outside (0, 1).
    Source: Wilson 1927, JASA 22:209; Newcombe 1998. When it lies: for answers of a survey with weights or clusters the
    true margin is wider, so published margins are used as they are (see `surveys`).
    """
    if not 0 < level < 1:
        raise ValueError("the level must lie between 0 and 1")
    part, whole = np.broadcast_arrays(np.asarray(numerator, float), np.asarray(denominator, float))
    if (part < 0).any() or (part > whole).any() or (whole <= 0).any():
        raise ValueError("a numerator must lie between 0 and its denominator, which must be positive")
    z = float(ndtri(0.5 + level / 2))
    share = part / whole
    reach = z * np.sqrt(z**2 + 4 * part * (1 - share))
    below, above = (2 * part + z**2 - reach, 2 * part + z**2 + reach)
    lower = np.where(part == 0, 0.0, below / (2 * (whole + z**2)))
    upper = np.where(part == whole, 1.0, above / (2 * (whole + z**2)))
    return Proportions(share * per, lower * per, upper * per)


def proportion(numerator: float, denominator: float, *, per: float = 1.0, level: float = 0.95) -> Proportion:
    """One proportion; see `proportions` for formula, errors, source and when it lies."""
    found = proportions(np.array([numerator]), np.array([denominator]), per=per, level=level)
    return Proportion(float(found.value[0]), float(found.lower[0]), float(found.upper[0]))
