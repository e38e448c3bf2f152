"""Survey figures: published values keep their published margins; answers themselves get a margin for their design."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import exp, hypot, isfinite, log, sqrt

import numpy as np
import numpy.typing as npt
from scipy.special import ndtri, stdtrit

NORMAL_95 = float(ndtri(0.975))


@dataclass(frozen=True)
class Published:
    """A value with the limits of its 95 % interval as published, in the unit of the value.

    Errors: ValueError unless lower <= value <= upper, all finite.
    """

    value: float
    lower: float
    upper: float

    def __post_init__(self) -> None:
        if not (self.lower <= self.value <= self.upper and isfinite(self.lower) and isfinite(self.upper)):
            raise ValueError("a published value must be finite and lie between its limits")


def published(value: float | None, half_width: float | None) -> Published | None:
    """A value with its published half width; None when either is withheld: a value without a margin is not used.

    Errors: ValueError for a negative half width. Units: both in that of the value.
    """
    if value is None or half_width is None or not (isfinite(value) and isfinite(half_width)):
        return None
    return Published(value, value - half_width, value + half_width)


def difference(newest: Published, before: Published) -> Published:
    """newest - before, with the margins of both combined; nothing is re-estimated.

    Formula: d -+ sqrt(own^2 + other^2) with the half widths on the facing sides (square and add).
    Units: those of the values. Source: Newcombe 1998, Statistics in Medicine 17:873; Zou & Donner 2008.
    When it lies: the same respondents in both, or another way of asking, is not in the margins.
    """
    change = newest.value - before.value
    down = hypot(newest.value - newest.lower, before.upper - before.value)
    up = hypot(newest.upper - newest.value, before.value - before.lower)
    return Published(change, change - down, change + up)


def differs(newest: Published, before: Published, *, level: float = 0.95) -> bool:
    """Whether 0 lies outside the interval of the difference, its margins widened to another level where asked.

    Errors: ValueError for a level outside (0, 1). Source, when it lies: as `difference`.
    """
    if not 0 < level < 1:
        raise ValueError("the level must lie between 0 and 1")
    found = difference(newest, before)
    wider = float(ndtri(0.5 + level / 2)) / NORMAL_95
    facing = found.value - found.lower if found.value > 0 else found.upper - found.value
    return abs(found.value) > facing * wider


def combined(parts: Sequence[Published | None], weights: Sequence[float]) -> Published | None:
    """Several areas as one: the mean of their values by given weights (inhabitants), with its margin.

    Formula: sum w v / sum w; half widths sqrt(sum (w h)^2) / sum w, each side its own. None when a part is withheld:
    a whole is never the mean of the visible parts. Shapes: as many weights as parts.
    Errors: ValueError for unequal or empty input, a negative weight or no weight at all.
    Source: stratified mean, Cochran 1977, section 5.3.
    When it lies: areas that were drawn together in one sample are not independent; and margins do not hold what all
    areas share (non-response, the questionnaire).
    """
    if len(parts) != len(weights) or not weights or min(weights) < 0 or sum(weights) == 0:
        raise ValueError("each part needs a weight that is not negative, and one must be positive")
    if any(part is None and weight > 0 for part, weight in zip(parts, weights, strict=True)):
        return None
    total = sum(weights)
    known = [(part, weight / total) for part, weight in zip(parts, weights, strict=True) if part is not None]
    value = sum(part.value * share for part, share in known)
    down = hypot(*((part.value - part.lower) * share for part, share in known))
    up = hypot(*((part.upper - part.value) * share for part, share in known))
    return Published(value, value - down, value + up)


def weighted_proportion(
    answers: npt.ArrayLike,
    weights: npt.ArrayLike,
    *,
    strata: npt.ArrayLike | None = None,
    clusters: npt.ArrayLike | None = None,
    level: float = 0.95,
) -> Published:
    """A proportion from the answers themselves: weights, strata and clusters in the margin, always within 0 to 1.

    Formula: p = sum w y / sum w; linearised u = w (y - p) / sum w, added up per cluster; variance = sum over strata of
    n_h / (n_h - 1) sum (u - mean u)^2; interval on the logit scale, logit p -+ t se / (p (1 - p)), Student's t with
    clusters - strata degrees of freedom. All answers equal: the exact binomial limit for as many clusters.
    Shapes: answers 0 or 1, weights positive, strata and clusters labels, all of equal length.
    Errors: ValueError for other answers, a weight that is not positive, or a stratum with one cluster only.
    Source: Binder 1983; Korn & Graubard 1999; Lumley, R package survey, svyciprop(method = "logit").
    When it lies: weights that were raked make the true margin smaller; non-response is not in it at all.
    """
    y, w = np.asarray(answers, float), np.asarray(weights, float)
    if y.ndim != 1 or y.shape != w.shape or not np.isin(y, (0, 1)).all() or not (w > 0).all() or not 0 < level < 1:
        raise ValueError("answers must be 0 or 1, each with a positive weight, and the level between 0 and 1")
    share = float((w * y).sum() / w.sum())
    layers = np.zeros(len(y), int) if strata is None else np.unique(np.asarray(strata), return_inverse=True)[1]
    groups = np.arange(len(y)) if clusters is None else np.unique(np.asarray(clusters), return_inverse=True)[1]
    units, place = np.unique(np.stack([layers, groups]), axis=1, return_inverse=True)
    sums = np.bincount(place.ravel(), weights=w * (y - share) / w.sum())
    variance = sum(_within(sums[units[0] == layer]) for layer in np.unique(layers))
    freedom = len(sums) - len(np.unique(layers))
    if share in (0, 1):
        limit = 1 - ((1 - level) / 2) ** (1 / len(sums))
        return Published(share, 0.0, limit) if share == 0 else Published(share, 1 - limit, 1.0)
    reach = float(stdtrit(freedom, 0.5 + level / 2)) * sqrt(variance) / (share * (1 - share))
    middle = log(share / (1 - share))
    low, high = (1 / (1 + exp(-max(-700.0, middle + step))) for step in (-reach, reach))
    return Published(share, min(low, share), max(high, share))


def _within(sums: npt.NDArray[np.float64]) -> float:
    if len(sums) < 2:
        raise ValueError("a stratum needs at least two clusters")
    return float(len(sums) / (len(sums) - 1) * ((sums - sums.mean()) ** 2).sum())
