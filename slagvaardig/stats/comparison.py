"""A figure beside a named other: better, similar or worse, and only where the margin says so."""

from dataclasses import dataclass
from enum import StrEnum
from math import hypot, isfinite

from slagvaardig.stats.quality import Certainty, Quality

WIDER_AT_CERTAIN = 3.0902323061678132 / 1.959963984540054


class Verdict(StrEnum):
    """HIGHER and LOWER are for indicators of which neither direction is better."""

    BETTER = "better"
    SIMILAR = "similar"
    WORSE = "worse"
    HIGHER = "higher"
    LOWER = "lower"
    NOT_COMPARABLE = "not_comparable"


@dataclass(frozen=True)
class Comparison:
    """The verdict, how certain it is, the difference in the unit of the figure, and a reason when there is none."""

    verdict: Verdict
    certainty: Certainty
    difference: float | None = None
    reason: str = ""

    @property
    def above(self) -> bool | None:
        """On which side of the benchmark the bare figure lies, whatever its margin; None when equal or unknown."""
        return self.difference > 0 if self.difference else None


_WORDS = {
    ("lower_is_better", True): Verdict.WORSE,
    ("lower_is_better", False): Verdict.BETTER,
    ("higher_is_better", True): Verdict.BETTER,
    ("higher_is_better", False): Verdict.WORSE,
    ("none", True): Verdict.HIGHER,
    ("none", False): Verdict.LOWER,
}


def compare(
    value: float | None,
    lower: float | None,
    upper: float | None,
    benchmark: float | None,
    *,
    direction: str,
    benchmark_lower: float | None = None,
    benchmark_upper: float | None = None,
    quality: Quality | None = None,
) -> Comparison:
    """Whether a figure differs from a benchmark by more than chance.

    Formula: the 95 % interval of the figure against the benchmark; when the benchmark has an interval of its own, the
    two half widths on the facing sides are combined as the root of the sum of their squares. CERTAIN when it also
    holds with margins widened to 99.8 % and the figures are not provisional: w = 3.09 / 1.96 times as wide, and on the
    longer side of a lopsided margin (few events) another (long - short) / 2 (w^2 - w).
    Units: all in that of the figure; None or NaN is withheld. direction: lower_is_better, higher_is_better or none.
    reason of NOT_COMPARABLE: withheld, no_margin, no_benchmark, or the objection of the quality flags.
    Errors: ValueError for another direction or for a lower limit above the upper one.
    Source: Public Health England, Fingertips guidance on comparing with a benchmark; Newcombe 1998 for the squares.
    When it lies: with many comparisons at once one in twenty differs by chance alone; and when the smaller is part of
    the larger the two are not independent, so that a real difference can be missed.
    """
    if (direction, True) not in _WORDS:
        raise ValueError(f"unknown direction {direction!r}")
    asked = quality or Quality()
    figure, low, high, other = (_known(number) for number in (value, lower, upper, benchmark))
    if asked.objection:
        return _refused(asked.objection)
    if figure is None or other is None:
        return _refused("withheld" if figure is None else "no_benchmark")
    if low is None or high is None:
        return _refused("no_margin")
    if low > high:
        raise ValueError("the lower limit lies above the upper one")
    difference = figure - other
    above = difference > 0
    sides = (figure - low, high - figure) if above else (high - figure, figure - low)
    theirs = _half_width(other, benchmark_upper if above else benchmark_lower)
    reach = hypot(sides[0], theirs)
    if abs(difference) <= reach:
        return Comparison(Verdict.SIMILAR, Certainty.UNCLEAR, difference)
    far = hypot(_widened(*sides), theirs * WIDER_AT_CERTAIN)
    certain = abs(difference) > far and not asked.provisional
    return Comparison(_WORDS[direction, above], Certainty.CERTAIN if certain else Certainty.LIKELY, difference)


def _widened(facing: float, away: float) -> float:
    """A half width at 99.8 % from those at 95 %: a lopsided interval grows faster on its longer side."""
    lopsided = max(0.0, facing - away) / 2
    return facing * WIDER_AT_CERTAIN + lopsided * (WIDER_AT_CERTAIN**2 - WIDER_AT_CERTAIN)


def _half_width(value: float, limit: float | None) -> float:
    known = _known(limit)
    return 0.0 if known is None else abs(known - value)


def _known(number: float | None) -> float | None:
    return None if number is None or not isfinite(number) else number


def _refused(reason: str) -> Comparison:
    return Comparison(Verdict.NOT_COMPARABLE, Certainty.UNCLEAR, reason=reason)
