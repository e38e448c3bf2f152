"""Since the baseline: fell, stable or fell, rose, or cannot say; stable or rose where more is better."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from math import exp, inf, isfinite, log, sqrt

import numpy as np
import numpy.typing as npt
from scipy.special import ndtri, stdtrit

from slagvaardig.stats.dispersion import Dispersion, around_a_line
from slagvaardig.stats.quality import CERTAIN_LEVEL, LIKELY_LEVEL, Certainty, Quality

FEWEST_EVENTS = 5.0
Numbers = Sequence[float | None] | npt.NDArray[np.float64]
Table = Sequence[Numbers] | npt.NDArray[np.float64]
Floats = npt.NDArray[np.float64]


class TrendVerdict(StrEnum):
    """STABLE_OR_FELL is a finding (not above the baseline by more than the agreed margin), never a lack of evidence.

    STABLE_OR_ROSE is its mirror, for what is promised not to become less. A series can get one of the two, never both.
    """

    FELL = "fell"
    STABLE_OR_FELL = "stable_or_fell"
    STABLE_OR_ROSE = "stable_or_rose"
    ROSE = "rose"
    CANNOT_SAY = "cannot_say"


@dataclass(frozen=True)
class BaselineTrend:
    """Ratio of the newest to the baseline rate with its 95 % interval; None where it cannot be computed.

    reason: '' with a verdict, else withheld, too_few_periods, too_few_for_margin, zero_baseline, too_small, break,
    other_definition, vintage_mixed or uncertain.
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
    dispersion: tuple[float, float] | None = None,
    more_is_better: bool = False,
) -> BaselineTrend:
    """The newest period against the baseline period, as a quasi-Poisson rate ratio tested against 1 and 1 + margin.

    Formula: ratio = (y_n / E_n) / (y_0 / E_0); variance of its logarithm = phi (1/y_0 + 1/y_n) + r_0/y_0^2 + r_n/y_n^2
    with r the variance by the publisher's rounding (2.0 for each value rounded to 5) and phi the dispersion around a
    log-linear trend over the periods from baseline to newest (`around_a_line`: Pearson, at least 1). Quantiles of
    Student's t with number of periods - 2 degrees of freedom, raised by Satterthwaite's rule for the part by rounding;
    four times as many when chance alone explains the jumps (phi = 1), but not for CERTAIN.
    FELL: upper limit below 1. ROSE: lower limit above 1. STABLE_OR_FELL: upper limit below 1 + margin; with
    more_is_better instead STABLE_OR_ROSE: lower limit above 1 / (1 + margin), the same test from the other side.
    CANNOT_SAY: none of these, or a reason: an end withheld, zero or below 5 events, or fewer than four known periods,
    which say nothing of the jumps between years unless dispersion = (phi, freedom) is given (see `shared`).
    Shapes: counts and exposures of equal length in order of time; None or NaN is withheld. Errors: ValueError for
    unequal lengths, a negative count or a margin that is not positive. Source: McCullagh & Nelder 1989, section 6.2;
    CONSORT 2012 on non-inferiority; Satterthwaite 1946.
    When it lies: two end points decide, so an odd baseline year (a lockdown) gives an odd answer; four yearly points
    say little of dispersion; and a change in counting looks like a change in the world unless the break is known.
    In drawn series of 4 to 12 periods the 95 % interval holds the truth in 93 to 98 % (highest for pure chance), with a
    `shared` dispersion in 94 to 97 % from 100 events on; `python -m bench.certainty` prints the grid.
    """
    rounding = np.broadcast_to(np.asarray(rounding_variance, float), (len(counts),))
    given = None if dispersion is None else Dispersion(np.array([dispersion[0]]), np.array([dispersion[1]]))
    return against_baselines(
        [counts],
        [exposures],
        baseline=baseline,
        margin=margin,
        rounding_variance=rounding,
        qualities=(quality or Quality(),),
        dispersion=given,
        more_is_better=more_is_better,
    )[0]


def against_baselines(
    counts: Table,
    exposures: Table,
    *,
    baseline: int = 0,
    margin: float = 0.05,
    rounding_variance: float | npt.ArrayLike = 0.0,
    qualities: Sequence[Quality] | None = None,
    dispersion: Dispersion | None = None,
    more_is_better: bool = False,
) -> list[BaselineTrend]:
    """`against_baseline` for many series at once: a page of areas and indicators in one go.

    Shapes: counts and exposures (series, periods), rounding_variance broadcasts, one quality per series.
    Formula, errors, source and when it lies: as `against_baseline`.
    """
    events, people, rounding = _aligned(counts, exposures, rounding_variance)
    if margin <= 0 or (events < 0).any():
        raise ValueError("the margin must be positive and counts not negative")
    asked = qualities or [Quality()] * len(events)
    reasons = _ends_that_refuse(events, people, baseline)
    if all(flags.objection or reason for flags, reason in zip(asked, reasons, strict=True)):
        return [_refused(flags.objection or reason) for flags, reason in zip(asked, reasons, strict=True)]
    window = slice(baseline, None)
    spread = dispersion or around_a_line(events[:, window], people[:, window], rounding[:, window])
    ends, sizes = events[:, [baseline, -1]], people[:, [baseline, -1]]
    open_ = np.array([reason == "" for reason in reasons])
    ends, sizes = np.where(open_[:, None], ends, 1.0), np.where(open_[:, None], sizes, 1.0)
    ratio = ends[:, 1] / sizes[:, 1] * sizes[:, 0] / ends[:, 0]
    chance = spread.value * (1 / ends).sum(axis=1)
    variance = chance + (rounding[:, [baseline, -1]] / ends**2).sum(axis=1)
    reached = ((LIKELY_LEVEL, spread.freedom), (CERTAIN_LEVEL, spread.for_certainty))
    near, far = (np.sqrt(variance) * _quantile(level, freedom, variance / chance) for level, freedom in reached)
    thin = np.isnan(spread.freedom)
    kept = _stays_above(margin) if more_is_better else _stays_below(margin)
    return [
        _refused(reason)
        if (reason := flags.objection or reasons[row] or ("too_few_for_margin" if thin[row] else ""))
        else _concluded(
            float(ratio[row]), _around(ratio[row], near[row]), _around(ratio[row], far[row]), kept, flags, float(phi)
        )
        for row, (flags, phi) in enumerate(zip(asked, spread.value, strict=True))
    ]


def difference_of_published(
    first: tuple[float, float],
    last: tuple[float, float],
    *,
    margin: float = 0.05,
    quality: Quality | None = None,
    more_is_better: bool = False,
) -> BaselineTrend:
    """The same four verdicts for two published survey values, each (value, half width of its 95 % margin).

    Formula: the limits of the ratio are the numbers r with (last - r first)^2 = last_half^2 + r^2 first_half^2, so that
    FELL and ROSE agree with the interval of the difference; margins are never re-estimated, and widened by 3.09 / 1.96
    for 99.8 %. CANNOT_SAY, reason too_few_for_margin, when the first value is not above its own margin.
    Errors: ValueError when a value is not positive or a half width negative.
    Source: Fieller 1954, Journal of the Royal Statistical Society B 16:175.
    When it lies: the same respondents in both years, or another way of asking, is not in the margins.
    """
    (one, one_half), (other, other_half) = first, last
    if not (one > 0 and other > 0 and one_half >= 0 and other_half >= 0 and margin > 0):
        raise ValueError("published values must be positive and margins not negative")
    asked = quality or Quality()
    if asked.objection:
        return _refused(asked.objection)
    near = _limits_of_ratio(first, last, 1.0)
    if near is None:
        return _refused("too_few_for_margin")
    far = _limits_of_ratio(first, last, _WIDER_AT_CERTAIN) or (0.0, inf)
    kept = _stays_above(margin) if more_is_better else _stays_below(margin)
    return _concluded(other / one, near, far, kept, asked, 1.0)


Limits = tuple[float, float]
Kept = Callable[[float, float], TrendVerdict]
_WIDER_AT_CERTAIN = float(ndtri(0.5 + CERTAIN_LEVEL / 2) / ndtri(0.5 + LIKELY_LEVEL / 2))


def _limits_of_ratio(first: Limits, last: Limits, wider: float) -> Limits | None:
    """The roots of Fieller's equation, margins `wider` than given; None when the first value may be zero."""
    (one, one_half), (other, other_half) = first, last
    room = one**2 - (wider * one_half) ** 2
    if room <= 0:
        return None
    reach = wider * sqrt((other * one_half) ** 2 + (one * other_half) ** 2 - (wider * one_half * other_half) ** 2)
    return max(0.0, (one * other - reach) / room), (one * other + reach) / room


def _around(ratio: float, reach: float) -> Limits:
    """reach: half width on the logarithm; where it is not finite nothing is known."""
    if not isfinite(reach):
        return 0.0, inf
    lower, upper = (exp(min(log(ratio) + step, 700.0)) for step in (-reach, reach))
    return lower, upper


def _aligned(counts: Table, exposures: Table, rounding: float | npt.ArrayLike) -> tuple[Floats, Floats, Floats]:
    events, people = np.array(counts, dtype=float), np.array(exposures, dtype=float)
    if events.shape != people.shape or events.ndim != 2:
        raise ValueError("counts and exposures must be rows of equal length")
    return events, people, np.broadcast_to(np.asarray(rounding, float), events.shape)


def _ends_that_refuse(events: Floats, people: Floats, baseline: int) -> list[str]:
    """Per series why its ends allow no ratio; '' when they do."""
    if not 0 <= baseline < events.shape[1] - 1:
        return ["too_few_periods"] * len(events)
    ends = np.concatenate([events[:, [baseline, -1]], people[:, [baseline, -1]]], axis=1)
    withheld = ~np.isfinite(ends).all(axis=1)
    zero = (ends[:, 0] == 0) | (ends[:, 2:] <= 0).any(axis=1)
    small = ends[:, :2].min(axis=1) < FEWEST_EVENTS
    return [str(word) for word in np.select([withheld, zero, small], ["withheld", "zero_baseline", "too_small"], "")]


def _quantile(level: float, behind: Floats, rounded: Floats) -> Floats:
    """behind: degrees of freedom. rounded: the whole variance divided by the part that phi was estimated for."""
    tail = 0.5 + level / 2
    freedom = behind * rounded**2
    plain = np.isfinite(freedom) & (freedom > 0)
    found: Floats = np.where(plain, stdtrit(np.where(plain, freedom, 1.0), tail), ndtri(tail))
    return found


def _stays_below(margin: float) -> Kept:
    return lambda _, upper: TrendVerdict.STABLE_OR_FELL if upper < 1 + margin else TrendVerdict.CANNOT_SAY


def _stays_above(margin: float) -> Kept:
    return lambda lower, _: TrendVerdict.STABLE_OR_ROSE if lower > 1 / (1 + margin) else TrendVerdict.CANNOT_SAY


def _concluded(
    ratio: float, near: Limits, far: Limits, kept: Kept, quality: Quality, dispersion: float
) -> BaselineTrend:
    """near and far: limits of the ratio at 95 and at 99.8 %. kept: what to say of limits with 1 between them."""

    def found(lower: float, upper: float) -> TrendVerdict:
        if upper < 1:
            return TrendVerdict.FELL
        if lower > 1:
            return TrendVerdict.ROSE
        return kept(lower, upper)

    verdict = found(*near)
    certainty, reason = Certainty.UNCLEAR, "uncertain"
    if verdict is not TrendVerdict.CANNOT_SAY:
        certain = found(*far) is verdict and not quality.provisional
        certainty, reason = Certainty.CERTAIN if certain else Certainty.LIKELY, ""
    return BaselineTrend(verdict, certainty, ratio, *near, dispersion, reason)


def _refused(reason: str) -> BaselineTrend:
    return BaselineTrend(TrendVerdict.CANNOT_SAY, Certainty.UNCLEAR, reason=reason)
