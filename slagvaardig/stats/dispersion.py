"""How much counts jump from period to period beyond chance, around a trend."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]
ROUNDS = 40
CLOSE = 1e-10
BIGGEST_STEP = 1.0
FEWEST_PERIODS = 4
# The least that keeps the interval of four periods at 95 % for any dispersion; `python -m bench.certainty` shows it.
FREEDOM_WHEN_QUIET = 4.0


@dataclass(frozen=True)
class Dispersion:
    """Per series: the variance of a count divided by its mean, at least 1, and the degrees of freedom behind it.

    freedom: NaN where too few periods are known. Where chance alone explains the jumps (value 1) it is infinite when
    all areas together say so (`shared`), and four times as many as there are for one series: a few quiet periods are
    no proof that it is quiet.
    known: the degrees of freedom that were really there: certainty is measured with these. Without them freedom serves.
    """

    value: Floats
    freedom: Floats
    known: Floats | None = None

    @property
    def for_certainty(self) -> Floats:
        """The degrees of freedom for a verdict that must be certain."""
        return self.freedom if self.known is None else self.known


def around_a_line(counts: npt.ArrayLike, exposures: npt.ArrayLike, rounding: npt.ArrayLike = 0.0) -> Dispersion:
    """Pearson dispersion of each series around its own log-linear trend, fitted by maximum likelihood.

    Formula: phi = max(1, (sum (y - m)^2 / m - (n - 2)/n sum r / m) / (n - 2)), m the fitted Poisson means and r the
    variance by the publisher's rounding. Shapes: counts and exposures (series, periods), rounding broadcasts; NaN is a
    withheld period and is left out. A series with fewer than four known periods or without events gets NaN freedom.
    Source: McCullagh & Nelder 1989, section 6.2.
    When it lies: with four periods two degrees of freedom are left, so that the estimate swings widely; and a bend in
    the trend (a lockdown) counts as a jump.
    """
    y, people, blur = np.broadcast_arrays(*(np.asarray(part, float) for part in (counts, exposures, rounding)))
    known = np.isfinite(y) & np.isfinite(people) & (people > 0)
    y, people = np.where(known, y, 0.0), np.where(known, people, 0.0)
    number = known.sum(axis=1)
    usable = (number > 2) & (y.sum(axis=1) > 0)
    mean = np.where(known & usable[:, None], _fitted(y, people, usable), 1.0)
    freedom = np.where(usable, number - 2.0, 1.0)
    squares = np.where(known, (y - mean) ** 2 / mean, 0.0).sum(axis=1)
    blurred = np.where(known, blur / mean, 0.0).sum(axis=1)
    found = squares / freedom - blurred / np.maximum(number, 1)
    value = np.where(usable, np.maximum(found, 1.0), 1.0)
    freedom = np.where(usable & (number >= FEWEST_PERIODS), freedom, np.nan)
    return Dispersion(value, np.where(found > 1, freedom, freedom * FREEDOM_WHEN_QUIET), freedom)


def shared(counts: npt.ArrayLike, exposures: npt.ArrayLike, rounding: npt.ArrayLike = 0.0) -> Dispersion:
    """Dispersion of each series when all series share one extra variance: for many areas with few years each.

    Formula: phi_i = 1 + t m_i, t = max(0, sum (X_i - f_i - rounding) / sum f_i m_i), X_i the Pearson sum of series i
    around its own line, f_i = n_i - 2 and m_i its mean count; freedom = sum f_i * (sum m)^2 / (N sum m^2).
    Shapes, source: as `around_a_line`; series of fewer than three periods take no part but get their phi all the same.
    Freedom is NaN for a series without events and when no series takes part.
    When it lies: areas that jump together (a lockdown everywhere) are not separate evidence; and one area that truly
    jumps more than the others is given the margin of the others.
    """
    y, people, blur = np.broadcast_arrays(*(np.asarray(part, float) for part in (counts, exposures, rounding)))
    known = np.isfinite(y) & np.isfinite(people) & (people > 0)
    number, total = known.sum(axis=1), np.where(known, y, 0).sum(axis=1)
    usable = (number > 2) & (total > 0)
    fitted = _fitted(np.where(known, y, 0.0), np.where(known, people, 0.0), usable)
    mean = np.where(known & usable[:, None], fitted, 1.0)
    freedom = np.where(usable, number - 2.0, 0.0)
    size = total / np.maximum(number, 1)
    squares = np.where(known, ((y - mean) ** 2 - blur * (freedom / np.maximum(number, 1))[:, None]) / mean, 0.0)
    room = float((freedom * size).sum())
    excess = float(np.where(usable, squares.sum(axis=1) - freedom, 0.0).sum()) / room if room > 0 else 0.0
    if excess <= 0:
        return Dispersion(np.ones(len(y)), np.where((total > 0) & (room > 0), np.inf, np.nan))
    part = size[usable]
    evidence = float(freedom.sum() * part.sum() ** 2 / (len(part) * (part**2).sum()))
    return Dispersion(1 + excess * size, np.where(total > 0, evidence, np.nan))


def _fitted(y: Floats, people: Floats, usable: npt.NDArray[np.bool_]) -> Floats:
    """Poisson means of log(m / people) = a + b time, by Newton's method on the slopes of all rows at once.

    For a given slope the level has a closed form: the fitted total is the observed total.
    """
    time = np.arange(y.shape[1], dtype=float) - (y.shape[1] - 1) / 2
    powers = np.stack([np.ones_like(time), time, time**2], axis=1)
    total = np.where(usable, y.sum(axis=1), 0.0)[:, None]
    slope = np.zeros(len(y))
    for _ in range(ROUNDS):
        shape = people * np.exp(slope[:, None] * time)
        mean = shape * (total / np.maximum(shape.sum(axis=1, keepdims=True), 1e-300))
        level, first, second = (mean @ powers).T
        room = second - first**2 / np.where(level > 0, level, 1.0)
        step = np.where(usable & (room > 0), (y @ time - first) / np.where(room > 0, room, 1.0), 0.0)
        slope = slope + np.clip(step, -BIGGEST_STEP, BIGGEST_STEP)
        if float(np.abs(step).max(initial=0.0)) < CLOSE:
            break
    return np.asarray(np.maximum(mean, 1e-12))
