"""Counts explained by a few columns: the log-linear model that the monthly trend and the season rest on."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]
ROUNDS = 60
CLOSE = 1e-10


@dataclass(frozen=True)
class Fit:
    """coefficients (k), covariance (k, k) with the dispersion in it, fitted means (n), dispersion, freedom n - k."""

    coefficients: Floats
    covariance: Floats
    fitted: Floats
    dispersion: float
    freedom: int


def fit(design: npt.ArrayLike, counts: npt.ArrayLike, exposures: npt.ArrayLike) -> Fit:
    """Quasi-Poisson regression by iteratively reweighted least squares.

    Formula: log(m / E) = X b; b solves X'(y - m) = 0; phi = max(1, sum (y - m)^2 / m / (n - k));
    covariance = phi (X' diag(m) X)^-1. Shapes: design (n, k), counts and exposures (n), no missing values.
    Units: coefficients on the logarithm of events per unit of exposure.
    Errors: ValueError when the shapes differ, an exposure is not positive, a count negative, n <= k, or no finite
    solution exists (no events, columns that repeat each other, a group without events).
    Source: McCullagh & Nelder 1989, chapter 6. When it lies: periods that lean on their neighbours carry less
    information than n counts; one phi for all periods is too small for the busiest of them when bursts grow with m.
    """
    columns, y, people = np.asarray(design, float), np.asarray(counts, float), np.asarray(exposures, float)
    freedom = _checked(columns, y, people)
    # Start from the counts themselves, half an event added so that a zero has a logarithm.
    linear = np.log((y + 0.5) / people)
    beta = np.zeros(columns.shape[1])
    for _ in range(ROUNDS):
        mean = people * np.exp(np.clip(linear, -700, 700))
        working = linear + (y - mean) / np.maximum(mean, 1e-300)
        root = np.sqrt(mean)
        following, _, rank, _ = np.linalg.lstsq(columns * root[:, None], working * root, rcond=None)
        if rank < len(beta) or not np.isfinite(following).all():
            raise ValueError("these columns and counts have no single finite solution")
        moved, beta = float(np.abs(following - beta).max()), following
        linear = columns @ beta
        if moved < CLOSE * (1 + float(np.abs(beta).max())):
            break
    else:
        raise ValueError("these columns and counts have no single finite solution")
    mean = people * np.exp(linear)
    phi = max(1.0, float(((y - mean) ** 2 / mean).sum() / freedom))
    covariance = phi * np.linalg.inv(columns.T @ (columns * mean[:, None]))
    return Fit(beta, covariance, mean, phi, freedom)


def _checked(columns: Floats, y: Floats, people: Floats) -> int:
    """The degrees of freedom that are left."""
    if columns.ndim != 2 or y.shape != (len(columns),) or people.shape != y.shape:
        raise ValueError("the design needs one row for each count and exposure")
    if not ((y >= 0) & (people > 0)).all() or y.sum() == 0:
        raise ValueError("counts must not be negative or all zero, exposures must be positive")
    if len(y) <= columns.shape[1]:
        raise ValueError("there are not more counts than columns")
    return int(len(y) - columns.shape[1])
