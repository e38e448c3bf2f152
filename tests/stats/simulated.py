"""Counts drawn from a known truth, to see how often a verdict or an interval is right."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from slagvaardig.stats.dispersion import shared
from slagvaardig.stats.trends import TrendVerdict, against_baselines


@dataclass(frozen=True)
class Found:
    """Shares of all drawn series: interval holds the truth, and each verdict."""

    coverage: float
    fell: float
    stable_or_fell: float
    rose: float


def draw(rng: np.random.Generator, means: npt.NDArray[np.float64], phi: float, size: int) -> npt.NDArray[np.float64]:
    """Counts with the given means and a variance of phi times the mean; shape (size, periods)."""
    spread = np.broadcast_to(means, (size, len(means)))
    if phi > 1:
        spread = rng.gamma(spread / (phi - 1), phi - 1)
    return rng.poisson(spread).astype(float)


def simulate(
    *,
    mean: float,
    periods: int,
    phi: float,
    change: float,
    size: int = 4000,
    seed: int = 1,
    base: int = 1,
    margin: float = 0.05,
    pooled: bool = False,
) -> Found:
    """Series that change by a factor from first to last period, rounded to `base`, judged as a page would."""
    rng = np.random.default_rng(seed)
    means = mean * np.exp(np.linspace(0, np.log(change), periods))
    counts = base * np.round(draw(rng, means, phi, size) / base)
    people = np.full_like(counts, 1000.0)
    blur = (base**2 - 1) / 12
    spread = shared(counts, people, blur) if pooled else None
    found = against_baselines(counts, people, margin=margin, rounding_variance=blur, dispersion=spread)
    judged = [one for one in found if one.lower is not None and one.upper is not None]
    said = [one.verdict for one in found]
    return Found(
        coverage=float(np.mean([(one.lower or 0) <= change <= (one.upper or 0) for one in judged])),
        fell=said.count(TrendVerdict.FELL) / size,
        stable_or_fell=said.count(TrendVerdict.STABLE_OR_FELL) / size,
        rose=said.count(TrendVerdict.ROSE) / size,
    )
