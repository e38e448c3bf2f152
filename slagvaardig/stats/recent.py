"""The direction of the last periods: years by the chi-square for trend, months with their season taken out."""

from dataclasses import dataclass
from enum import StrEnum
from math import exp

import numpy as np
import numpy.typing as npt
from scipy.special import chdtrc, stdtrit

from slagvaardig.stats.quality import CERTAIN_LEVEL, LIKELY_LEVEL, Certainty, Quality
from slagvaardig.stats.quasipoisson import fit
from slagvaardig.stats.season import harmonics
from slagvaardig.stats.trends import Numbers

FEWEST_MONTHS = 24
FEWEST_EVENTS = 24
MOST_WITHHELD = 0.1


class Direction(StrEnum):
    """FLAT: no direction found, which is not the same as proof of no change. UNKNOWN: no test was possible."""

    UP = "up"
    DOWN = "down"
    FLAT = "flat"
    UNKNOWN = "unknown"


@dataclass(frozen=True)
class RecentTrend:
    """slope: change per period as a share of the mean rate; p: two-sided, of the chi-square for trend.

    reason: '' unless UNKNOWN: withheld, too_few_periods, no_events, or the objection of the quality flags.
    """

    direction: Direction
    certainty: Certainty
    slope: float | None = None
    p: float | None = None
    reason: str = ""


@dataclass(frozen=True)
class MonthlyTrend:
    """ratio: rate of a month over that of the same month a year before, with its 95 % interval."""

    direction: Direction
    certainty: Certainty
    ratio: float | None = None
    lower: float | None = None
    upper: float | None = None
    dispersion: float | None = None
    reason: str = ""


def recent(counts: Numbers, exposures: Numbers, *, periods: int = 5, quality: Quality | None = None) -> RecentTrend:
    """Direction of the last periods by the chi-square test for trend of counts with exposures.

    Formula: T = sum (x - mean x) y, the mean weighted by E; variance = rate * sum E (x - mean x)^2;
    chi-square = T^2 / variance, one degree of freedom; slope = T / variance.
    Shapes: two rows of equal length in order of time; uses the last `periods`, which must all be known.
    Errors: ValueError for unequal lengths, a negative count or fewer than three periods asked.
    Source: Armitage 1955, Biometrics 11:375; Fingertips guidance on recent trends.
    When it lies: overdispersed counts give a direction too easily, and a rise that turned looks flat.
    """
    events, people = _rows(counts, exposures)
    if periods < 3:
        raise ValueError("a recent trend needs at least three periods")
    y, size = events[-periods:], people[-periods:]
    asked = quality or Quality()
    if reason := asked.objection or _refusal(y, size, periods):
        return RecentTrend(Direction.UNKNOWN, Certainty.UNCLEAR, reason=reason)
    x = np.arange(periods, dtype=float)
    x -= (x * size).sum() / size.sum()
    spread = float(y.sum() / size.sum()) * float((size * x**2).sum())
    total = float((x * y).sum())
    p = float(chdtrc(1, total**2 / spread))
    direction, certainty = _said(total, p < 1 - LIKELY_LEVEL, p < 1 - CERTAIN_LEVEL, asked)
    return RecentTrend(direction, certainty, total / spread, p)


def monthly(
    counts: Numbers,
    exposures: Numbers,
    *,
    waves: int = 2,
    period: int = 12,
    quality: Quality | None = None,
) -> MonthlyTrend:
    """The yearly change of a monthly series, with the season taken out.

    Formula: quasi-Poisson regression of the counts on a straight line in time (in years) and `waves` pairs of a sine
    and a cosine; ratio = exp(slope), interval by Student's t on n - 2 - 2 waves degrees of freedom.
    Shapes: two rows of equal length in order of time, NaN or None withheld (left out; above a tenth: UNKNOWN).
    reason: withheld, too_few_periods (below 24 known months), no_events (below 24 events), no_fit, or an objection.
    Errors: ValueError for unequal lengths or a negative count. Source: Stolwijk, Straatman & Zielhuis 1999,
    J Epidemiol Community Health 53:235.
    When it lies: months lean on the month before, which makes the interval too narrow; a bend is not a line; and a
    late registration makes the last month too low (leave it out).
    """
    y, size = _rows(counts, exposures)
    known = np.isfinite(y) & np.isfinite(size) & (size > 0)
    asked = quality or Quality()
    reason = asked.objection or ("withheld" if known.mean() < 1 - MOST_WITHHELD else "") if len(y) else "withheld"
    if not reason and known.sum() < FEWEST_MONTHS:
        reason = "too_few_periods"
    if not reason and y[known].sum() < FEWEST_EVENTS:
        reason = "no_events"
    if reason:
        return MonthlyTrend(Direction.UNKNOWN, Certainty.UNCLEAR, reason=reason)
    years = np.arange(len(y)) / period
    design = np.column_stack([np.ones(len(y)), years - years.mean(), harmonics(len(y), waves=waves, period=period)])
    try:
        found = fit(design[known], y[known], size[known])
    except ValueError:
        return MonthlyTrend(Direction.UNKNOWN, Certainty.UNCLEAR, reason="no_fit")
    slope, error = float(found.coefficients[1]), float(np.sqrt(found.covariance[1, 1]))
    near, far = (error * float(stdtrit(found.freedom, 0.5 + level / 2)) for level in (LIKELY_LEVEL, CERTAIN_LEVEL))
    direction, certainty = _said(slope, abs(slope) > near, abs(slope) > far, asked)
    low, high = exp(slope - near), exp(slope + near)
    return MonthlyTrend(direction, certainty, exp(slope), low, high, found.dispersion)


def _rows(counts: Numbers, exposures: Numbers) -> tuple[npt.NDArray[np.float64], npt.NDArray[np.float64]]:
    events, people = np.array(counts, dtype=float), np.array(exposures, dtype=float)
    if events.shape != people.shape or events.ndim != 1 or (events < 0).any():
        raise ValueError("counts and exposures must be two rows of equal length, counts not negative")
    return events, people


def _refusal(y: npt.NDArray[np.float64], size: npt.NDArray[np.float64], periods: int) -> str:
    if len(y) < periods:
        return "too_few_periods"
    if not (np.isfinite(y).all() and np.isfinite(size).all() and (size > 0).all()):
        return "withheld"
    return "no_events" if y.sum() == 0 else ""


def _said(change: float, likely: bool, certain: bool, quality: Quality) -> tuple[Direction, Certainty]:
    if not likely:
        return Direction.FLAT, Certainty.UNCLEAR
    sure = certain and not quality.provisional
    return Direction.UP if change > 0 else Direction.DOWN, Certainty.CERTAIN if sure else Certainty.LIKELY
