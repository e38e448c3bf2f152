"""Many areas at once: which lie further from the middle than chance and their own variety allow."""

from dataclasses import dataclass
from enum import StrEnum

import numpy as np
import numpy.typing as npt
from scipy.special import chdtriv, ndtri

from slagvaardig.stats.overdispersion import Spread, spread_of
from slagvaardig.stats.rates import exact_limits

Floats = npt.NDArray[np.float64]
Flags = npt.NDArray[np.bool_]
WARNING, ALARM = 0.95, 0.998


class Place(StrEnum):
    """Where an area lies: inside, or outside the inner (95 %) or the outer (99.8 %) limits, low or high."""

    INSIDE = "inside"
    LOW = "low_95"
    HIGH = "high_95"
    VERY_LOW = "low_998"
    VERY_HIGH = "high_998"


@dataclass(frozen=True)
class Funnel:
    """centre and value: in events per `per`. outside_95 and outside_998: True where a value lies outside those limits.

    tau2: variance between areas on the scale of the logarithm of the rate, 0 when chance explains the spread.
    phi: mean of the squared winsorised z-scores (see `Spread`), about 1 when chance explains the spread.
    """

    centre: float
    value: Floats
    outside_95: Flags
    outside_998: Flags
    tau2: float
    phi: float = 1.0

    @property
    def places(self) -> tuple[Place, ...]:
        """Where each area lies, in the order of the input."""
        rows = zip(self.value > self.centre, self.outside_95, self.outside_998, strict=True)
        return tuple(place_of(bool(high), bool(off), bool(far)) for high, off, far in rows)


def place_of(high: bool, off: bool, far: bool) -> Place:
    """The place of a value above the centre or not, outside 95 % or not, outside 99.8 % or not."""
    if far:
        return Place.VERY_HIGH if high else Place.VERY_LOW
    if off:
        return Place.HIGH if high else Place.LOW
    return Place.INSIDE


def funnel(
    events: npt.ArrayLike,
    population: npt.ArrayLike,
    *,
    per: float = 1000.0,
    centre: float | None = None,
    overdispersed: bool = True,
) -> Funnel:
    """Rates of areas against their common rate, or against a given centre.

    Formula: centre = sum of events / sum of population unless given; tau2 by `spread_of` on the logarithm of the rate;
    limits from `limits`. For observed against expected numbers: population = expected, per = 100, centre = 100.
    Shapes: two arrays of equal length, no missing values. Units: events per `per`. Errors: ValueError for an empty,
    missing or negative input or a population or centre that is not positive.
    Source: Spiegelhalter 2005, Statistics in Medicine 24:1185.
    When it lies: areas that differ for known reasons (shops, stations) are not one population; the funnel then shows
    that.
    """
    count, people = np.asarray(events, float), np.asarray(population, float)
    if count.shape != people.shape or count.size == 0 or not ((count >= 0) & (people > 0) & np.isfinite(people)).all():
        raise ValueError("a funnel needs counts that are not negative and populations that are positive")
    if centre is not None and centre <= 0:
        raise ValueError("the centre must be positive")
    middle = float(count.sum() / people.sum()) if centre is None else centre / per
    value = count / people * per
    found = _between(count, people, middle) if overdispersed and middle > 0 else Spread(0.0, 1.0)
    outside = []
    for level in (WARNING, ALARM):
        low, high = limits(middle * per, people, per=per, level=level, tau2=found.tau2)
        outside.append((value < low) | (value > high))
    return Funnel(middle * per, value, outside[0], outside[1], found.tau2, found.phi)


def limits(
    centre: float, population: npt.ArrayLike, *, per: float = 1000.0, level: float = WARNING, tau2: float = 0.0
) -> tuple[Floats, Floats]:
    """Control limits of a rate at each population, in events per `per`.

    Formula: the counts whose exact Poisson interval just touches the expected count E = centre * population / per
    (the Poisson distribution continued between whole counts); with tau2 > 0 widened on the log scale to
    sqrt(own^2 + z^2 tau2). Errors: ValueError for a negative centre, a level outside (0, 1) or a negative tau2.
    Source: Spiegelhalter 2005; Dover & Schopflocher 2011; Public Health England, PHEindicatormethods.
    When it lies: below an expected count of about 3.7 (95 %) no count is low enough to be special: the limit is 0.
    """
    if not 0 < level < 1 or centre < 0 or tau2 < 0:
        raise ValueError("the level must lie between 0 and 1, the centre and tau2 must not be negative")
    people = np.asarray(population, float)
    expected = np.maximum(centre * people / per, 1e-12)
    tail = (1 - level) / 2
    low = np.maximum(chdtriv(1 - tail, 2 * expected) / 2 - 1, 0.0)
    high = chdtriv(tail, 2 * expected) / 2
    if tau2 > 0:
        reach = float(ndtri(1 - tail)) ** 2 * tau2
        below = np.log(expected / np.maximum(low, 1e-12))
        low = np.where(low > 1e-9, expected * np.exp(-np.sqrt(below**2 + reach)), 0.0)
        high = expected * np.exp(np.sqrt(np.log(high / expected) ** 2 + reach))
    return low * per / people, high * per / people


def populations_on_limit(
    events: npt.ArrayLike, centre: float, *, per: float = 1000.0, level: float = WARNING
) -> tuple[Floats, Floats]:
    """The populations at which a count lies exactly on the lower and on the upper limit around `centre`.

    Formula: the exact Poisson limits of the count, upper for the lower limit, divided by centre / per. The inverse of
    `limits`: the rates events / population * per draw the funnel without a search. Errors: ValueError for a centre
    that is not positive or a negative count. Source: as `limits`. When it lies: as `limits`.
    """
    count = np.asarray(events, float)
    if centre <= 0 or (count < 0).any():
        raise ValueError("the centre must be positive and counts not negative")
    lower, upper = exact_limits(count, level=level)
    return upper * per / centre, lower * per / centre


def _between(count: Floats, people: Floats, middle: float) -> Spread:
    """On the logarithm of the rate; areas without events take half an event."""
    error = 1 / np.sqrt(np.maximum(middle * people, 0.5))
    return spread_of(np.log(np.maximum(count, 0.5) / people / middle), error)
