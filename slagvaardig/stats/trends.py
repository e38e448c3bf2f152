"""Since the baseline: fell, stable or fell, rose, or cannot say. And the direction of the last years."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from math import exp, hypot, isfinite, log, sqrt

import numpy as np
import numpy.typing as npt
from scipy.stats import chi2, norm, t

from slagvaardig.stats.quality import CERTAIN_LEVEL, LIKELY_LEVEL, Certainty, Quality

FEWEST_EVENTS = 5.0
Numbers = Sequence[float | None] | npt.NDArray[np.float64]


class TrendVerdict(StrEnum):
    """STABLE_OR_FELL is a finding (not above the baseline by more than the agreed margin), never a lack of evidence."""

    FELL = "fell"
    STABLE_OR_FELL = "stable_or_fell"
    ROSE = "rose"
    CANNOT_SAY = "cannot_say"


@dataclass(frozen=True)
class BaselineTrend:
    """Ratio of the newest to the baseline rate with its 95 % interval; None where it cannot be computed.

    reason: '' with a verdict, else withheld, too_few_periods, zero_baseline, too_small, break, vintage_mixed or
    uncertain.
    """

    verdict: TrendVerdict
    certainty: Certainty
    ratio: float | None = None
    lower: float | None = None
    upper: float | None = None
    dispersion: float | None = None
    reason: str = ""


def against_baseline(
    counts: Numbers,
    exposures: Numbers,
    *,
    baseline: int = 0,
    margin: float = 0.05,
    rounding_variance: float | npt.ArrayLike = 0.0,
    quality: Quality | None = None,
) -> BaselineTrend:
    """The newest period against the baseline period, as a quasi-Poisson rate ratio tested against 1 and 1 + margin.

    Formula: ratio = (y_n / E_n) / (y_0 / E_0); variance of its logarithm = phi (1/y_0 + 1/y_n) + r_0/y_0^2 + r_n/y_n^2
    with r the variance by the publisher's rounding and phi the dispersion around a log-linear trend over the periods
    from baseline to newest (Pearson, at least 1; then with Student's t on its degrees of freedom, else normal).
    FELL: upper limit below 1. ROSE: lower limit above 1. STABLE_OR_FELL: upper limit below 1 + margin.
    Shapes: counts and exposures of equal length in order of time; None or NaN is withheld. Errors: ValueError for
    unequal
    lengths or a margin that is not positive. Source: McCullagh & Nelder 1989, section 6.2; CONSORT 2012 on
    non-inferiority.
    When it lies: two end points decide, so an odd baseline year (a lockdown) gives an odd answer; four yearly points
    say
    little of dispersion; and a change in counting looks like a change in the world unless the break is in the file.
    """
    asked = quality or Quality()
    events, people, rounding = _aligned(counts, exposures, rounding_variance)
    if margin <= 0:
        raise ValueError("the margin must be positive")
    if reason := _refusal(events, people, baseline, asked):
        return BaselineTrend(TrendVerdict.CANNOT_SAY, Certainty.UNCLEAR, reason=reason)
    window = slice(baseline, None)
    dispersion, freedom = _dispersion(events[window], people[window], rounding[window])
    first, last = events[baseline], events[-1]
    ratio = float((last / people[-1]) / (first / people[baseline]))
    variance = dispersion * (1 / first + 1 / last) + rounding[baseline] / first**2 + rounding[-1] / last**2
    return _verdict(ratio, sqrt(float(variance)), freedom, margin, asked, dispersion)


def difference_of_published(
    first: tuple[float, float], last: tuple[float, float], *, margin: float = 0.05, quality: Quality | None = None
) -> BaselineTrend:
    """The same four verdicts for two published survey values, each (value, half width of its 95 % margin).

    Formula: ratio of the values; the standard error of its logarithm from the published margins, never re-estimated.
    Errors: ValueError when a value is not positive or a half width negative. Source: Newcombe 1998.
    When it lies: the same respondents in both years, or another way of asking, is not in the margins.
    """
    (one, one_half), (other, other_half) = first, last
    if one <= 0 or other <= 0 or one_half < 0 or other_half < 0 or margin <= 0:
        raise ValueError("published values must be positive and margins not negative")
    asked = quality or Quality()
    if asked.objection:
        return BaselineTrend(TrendVerdict.CANNOT_SAY, Certainty.UNCLEAR, reason=asked.objection)
    error = hypot(one_half / one, other_half / other) / float(norm.ppf(0.5 + LIKELY_LEVEL / 2))
    return _verdict(other / one, error, 0, margin, asked, 1.0)


def _aligned(
    counts: Numbers, exposures: Numbers, rounding: float | npt.ArrayLike
) -> tuple[npt.NDArray[np.float64], npt.NDArray[np.float64], npt.NDArray[np.float64]]:
    events, people = np.array(counts, dtype=float), np.array(exposures, dtype=float)
    if events.shape != people.shape or events.ndim != 1:
        raise ValueError("counts and exposures must be two rows of equal length")
    return events, people, np.broadcast_to(np.asarray(rounding, float), events.shape)


def _refusal(events: npt.NDArray[np.float64], people: npt.NDArray[np.float64], baseline: int, quality: Quality) -> str:
    if quality.objection:
        return quality.objection
    if not 0 <= baseline < len(events) - 1:
        return "too_few_periods"
    ends = np.array([events[baseline], events[-1], people[baseline], people[-1]])
    if not np.isfinite(ends).all():
        return "withheld"
    if people[baseline] <= 0 or people[-1] <= 0 or events[baseline] == 0:
        return "zero_baseline"
    return "too_small" if min(events[baseline], events[-1]) < FEWEST_EVENTS else ""


def _dispersion(
    events: npt.NDArray[np.float64], people: npt.NDArray[np.float64], rounding: npt.NDArray[np.float64]
) -> tuple[float, int]:
    """Pearson dispersion around a log-linear trend, and its degrees of freedom (0 when it is the floor of 1)."""
    known = np.isfinite(events) & np.isfinite(people) & (people > 0) & (events > 0)
    count, size = events[known], people[known]
    freedom = len(count) - 2
    if freedom < 1:
        return 1.0, 0
    time = np.flatnonzero(known).astype(float)
    slope, start = np.polyfit(time, np.log(count / size), 1, w=np.sqrt(count))
    expected = size * np.exp(start + slope * time)
    found = float((((count - expected) ** 2) / (expected + rounding[known])).sum() / freedom)
    return (found, freedom) if found > 1 else (1.0, 0)


def _verdict(
    ratio: float, error: float, freedom: int, margin: float, quality: Quality, dispersion: float
) -> BaselineTrend:
    def limits(level: float) -> tuple[float, float]:
        tail = 0.5 + level / 2
        reach = error * float(t.ppf(tail, freedom) if freedom else norm.ppf(tail))
        return exp(log(ratio) - reach), exp(log(ratio) + reach)

    def found(level: float) -> TrendVerdict:
        lower, upper = limits(level)
        if upper < 1:
            return TrendVerdict.FELL
        if lower > 1:
            return TrendVerdict.ROSE
        return TrendVerdict.STABLE_OR_FELL if upper < 1 + margin else TrendVerdict.CANNOT_SAY

    lower, upper = limits(LIKELY_LEVEL)
    verdict = found(LIKELY_LEVEL)
    if verdict is TrendVerdict.CANNOT_SAY or not isfinite(upper):
        return BaselineTrend(
            TrendVerdict.CANNOT_SAY, Certainty.UNCLEAR, ratio, lower, upper, dispersion, reason="uncertain"
        )
    certain = found(CERTAIN_LEVEL) is verdict and not quality.provisional
    return BaselineTrend(verdict, Certainty.CERTAIN if certain else Certainty.LIKELY, ratio, lower, upper, dispersion)


@dataclass(frozen=True)
class RecentTrend:
    """slope: change per period as a share of the mean rate; p: two-sided, of the chi-square for trend."""

    direction: str
    certainty: Certainty
    slope: float | None
    p: float | None


def recent(counts: Numbers, exposures: Numbers, *, periods: int = 5) -> RecentTrend:
    """Direction of the last periods by the chi-square test for trend of counts with exposures.

    Formula: T = sum (x - x̄_E) y; variance = rate * sum E (x - x̄_E)^2; chi-square = T^2 / variance, one degree of
    freedom.
    Shapes: as `against_baseline`; uses the last `periods`, which must all be known. direction: up, down or flat;
    'unknown'
    when fewer are known. Source: Armitage 1955; Fingertips guidance on recent trends.
    When it lies: overdispersed counts give a direction too easily, and a rise that turned looks flat.
    """
    events, people, _ = _aligned(counts, exposures, 0.0)
    y, size = events[-periods:], people[-periods:]
    if len(y) < periods or not (np.isfinite(y).all() and np.isfinite(size).all()) or y.sum() == 0 or (size <= 0).any():
        return RecentTrend("unknown", Certainty.UNCLEAR, None, None)
    x = np.arange(periods, dtype=float)
    x -= (x * size).sum() / size.sum()
    mean = float(y.sum() / size.sum())
    spread = mean * float((size * x**2).sum())
    total = float((x * y).sum())
    p = float(chi2.sf(total**2 / spread, 1))
    slope = total / spread
    if p >= 1 - LIKELY_LEVEL:
        return RecentTrend("flat", Certainty.UNCLEAR, slope, p)
    certainty = Certainty.CERTAIN if p < 1 - CERTAIN_LEVEL else Certainty.LIKELY
    return RecentTrend("up" if total > 0 else "down", certainty, slope, p)
