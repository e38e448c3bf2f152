"""The yearly rhythm of a monthly series, as waves, and the series without it."""

import numpy as np
import numpy.typing as npt

from slagvaardig.stats.quasipoisson import fit

Floats = npt.NDArray[np.float64]


def harmonics(length: int, *, waves: int = 2, period: int = 12) -> Floats:
    """Columns cos and sin of 2 pi k t / period for k = 1 to `waves`, t = 0 to length - 1: shape (length, 2 waves).

    Errors: ValueError when waves is below 1 or not below half the period. Source: Stolwijk, Straatman & Zielhuis 1999.
    When it lies: a season with one sharp peak needs more waves than two.
    """
    if not 1 <= waves < period / 2:
        raise ValueError("the number of waves must be at least 1 and below half the period")
    turns = 2 * np.pi * np.outer(np.arange(length), np.arange(1, waves + 1)) / period
    return np.concatenate([np.cos(turns), np.sin(turns)], axis=1)


def seasonally_adjusted(counts: npt.ArrayLike, exposures: npt.ArrayLike, *, waves: int = 2, period: int = 12) -> Floats:
    """The counts with their season taken out, for drawing; their sum stays what it was.

    Formula: counts / s, s = exp(season part of a quasi-Poisson fit with a straight line), scaled so that the adjusted
    counts add up to the counts. Shapes: two rows of equal length; NaN stays NaN. Units: events per period.
    Errors: ValueError for fewer than two whole periods of known values, or when no fit exists (see `fit`).
    Source: Stolwijk, Straatman & Zielhuis 1999.
    When it lies: a season that changes over the years is left in for a part; never test on adjusted counts.
    """
    y, people = np.array(counts, dtype=float), np.array(exposures, dtype=float)
    known = np.isfinite(y) & np.isfinite(people) & (people > 0)
    if y.shape != people.shape or known.sum() < 2 * period:
        raise ValueError("a season needs two rows of equal length with at least two whole periods known")
    rhythm = harmonics(len(y), waves=waves, period=period)
    years = np.arange(len(y)) / period
    design = np.column_stack([np.ones(len(y)), years - years.mean(), rhythm])
    found = fit(design[known], y[known], people[known])
    calm = np.where(known, y / np.exp(rhythm @ found.coefficients[2:]), np.nan)
    return np.asarray(calm * (y[known].sum() / np.nansum(calm)))
