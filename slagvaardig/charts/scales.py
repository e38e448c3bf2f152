"""From numbers to places, and the round numbers to write along an axis."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil, floor, log10


@dataclass(frozen=True)
class Linear:
    """A straight scale: `at(value)` is its place."""

    low: float
    high: float
    start: float
    end: float

    def at(self, value: float) -> float:
        span = self.high - self.low or 1.0
        return self.start + (value - self.low) / span * (self.end - self.start)


@dataclass(frozen=True)
class Logarithmic:
    """A scale on which times ten is everywhere equally far."""

    low: float
    high: float
    start: float
    end: float

    def at(self, value: float) -> float:
        span = log10(self.high) - log10(self.low) or 1.0
        return self.start + (log10(value) - log10(self.low)) / span * (self.end - self.start)


def nice_top(value: float, steps: int = 4) -> float:
    """The first round number at or above a value, such that the steps are round too."""
    return step_for(value, steps) * steps if value > 0 else 1.0


def step_for(value: float, steps: int = 4) -> float:
    """A round step (1, 2, 2.5 or 5 times a power of ten) of which `steps` reach a value."""
    raw = value / steps
    power = 10.0 ** floor(log10(raw))
    return next(factor * power for factor in (1, 2, 2.5, 5, 10) if factor * power >= raw * (1 - 1e-9))


def ticks(top: float, steps: int = 4) -> list[float]:
    """The round numbers from 0 to a nice top."""
    return [top * place / steps for place in range(steps + 1)]


def log_ticks(low: float, high: float) -> list[float]:
    """1, 2 and 5 times powers of ten between two numbers."""
    powers = range(floor(log10(low)), ceil(log10(high)) + 1)
    return [factor * 10.0**power for power in powers for factor in (1, 2, 5) if low <= factor * 10.0**power <= high]


def decimals_for(step: float) -> int:
    """How many decimals the labels of an axis with this step need."""
    return next((places for places in range(15) if abs(round(step, places) - step) < 1e-9 * abs(step)), 15)


def spread(
    places: Sequence[float], heights: Sequence[float], weights: Sequence[float], low: float, high: float
) -> list[float]:
    """The same middles moved as little as needed for boxes of these heights to lie free of each other.

    They keep their order and stay between low and high where there is room. A heavier one moves less.
    Formula: weighted isotonic regression by pooling neighbours (Ayer et al. 1955) after the heights are taken off.
    """
    order = sorted(range(len(places)), key=lambda index: places[index])
    offsets, used = [], 0.0
    pools: list[tuple[float, float, int]] = []
    for index in order:
        offsets.append(used + heights[index] / 2)
        used += heights[index]
        pools.append((places[index] - offsets[-1], weights[index], 1))
        while len(pools) > 1 and pools[-2][0] > pools[-1][0]:
            (after, heavy, many), (before, light, few) = pools.pop(), pools.pop()
            weight = heavy + light
            pools.append(((after * heavy + before * light) / weight, weight, many + few))
    starts = [start for start, _, many in pools for _ in range(many)]
    moved = list(places)
    for index, start, offset in zip(order, starts, offsets, strict=True):
        moved[index] = max(low, min(start, high - used)) + offset
    return moved
