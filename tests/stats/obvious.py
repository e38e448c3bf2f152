"""Slow twins of the statistics: plain loops that anyone can check by reading."""

import math
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import product


def poisson_at_most(count: int, mean: float) -> float:
    """P(X <= count), added up term by term."""
    if count < 0:
        return 0.0
    return math.fsum(math.exp(-mean + k * math.log(mean) - math.lgamma(k + 1)) for k in range(count + 1))


def halved(rising: Callable[[float], float], low: float, high: float) -> float:
    """Where a rising function crosses zero."""
    for _ in range(70):
        middle = (low + high) / 2
        low, high = (low, middle) if rising(middle) > 0 else (middle, high)
    return (low + high) / 2


def poisson_limits(count: int, level: float) -> tuple[float, float]:
    """The means for which the count is only just not too high, and only just not too low."""
    tail, top = (1 - level) / 2, 10 * count + 50.0
    lower = 0.0 if count == 0 else halved(lambda m: (1 - poisson_at_most(count - 1, m)) - tail, 1e-9, top)
    return lower, halved(lambda mean: tail - poisson_at_most(count, mean), 1e-9, top)


def wilson(part: float, whole: float, z: float) -> tuple[float, float]:
    """The shares p for which |part/whole - p| is z standard errors of p, found by halving."""
    share = part / whole

    def gap(p: float) -> float:
        return abs(share - p) - z * math.sqrt(p * (1 - p) / whole)

    lower = 0.0 if part == 0 else halved(lambda p: -gap(p), 0.0, share)
    upper = 1.0 if part == whole else halved(gap, share, 1.0)
    return lower, upper


def outside_the_funnel(count: int, expected: float, level: float) -> bool:
    """Whether the expected number lies outside the exact interval of the count."""
    lower, upper = poisson_limits(count, level)
    return not lower <= expected <= upper


def binomial_at_most(count: int, size: int, share: float) -> float:
    """P(X <= count), added up term by term."""
    return math.fsum(math.comb(size, k) * share**k * (1 - share) ** (size - k) for k in range(count + 1))


def extra_variance(differences: Sequence[float], errors: Sequence[float]) -> tuple[float, float]:
    """tau2 and phi by halving: the variance at which the pulled-in squares are what chance would make them."""

    def squares(between: float) -> float:
        z = [one / math.sqrt(error**2 + between) for one, error in zip(differences, errors, strict=True)]
        low, high = quantile(z, 0.1), quantile(z, 0.9)
        return sum(min(max(one, low), high) ** 2 for one in z) / 0.6786

    number = len(differences)
    found = halved(lambda between: number - 1 - squares(between), 0.0, 100.0)
    return (found if squares(0) > number - 1 else 0.0), squares(0) / number


def quantile(values: Sequence[float], share: float) -> float:
    """The quantile with straight lines between the ordered values."""
    ordered = sorted(values)
    place = share * (len(ordered) - 1)
    below = int(place)
    above = min(below + 1, len(ordered) - 1)
    return ordered[below] + (place - below) * (ordered[above] - ordered[below])


def line_through_counts(counts: Sequence[float], exposures: Sequence[float]) -> list[float]:
    """Fitted Poisson means of a log-linear trend: for each slope the level follows, and halving finds the slope."""

    def fitted(slope: float) -> list[float]:
        shape = [size * math.exp(slope * time) for time, size in enumerate(exposures)]
        return [part * sum(counts) / sum(shape) for part in shape]

    def too_steep(slope: float) -> float:
        return sum(time * (mean - y) for time, (mean, y) in enumerate(zip(fitted(slope), counts, strict=True)))

    return fitted(halved(too_steep, -20.0, 20.0))


def dispersion(counts: Sequence[float], exposures: Sequence[float], rounding: float = 0.0) -> float:
    """Pearson's dispersion around that line, without the part that rounding made, at least 1."""
    means, number = line_through_counts(counts, exposures), len(counts)
    squares = sum((y - mean) ** 2 / mean for y, mean in zip(counts, means, strict=True))
    blurred = sum(rounding / mean for mean in means) * (number - 2) / number
    return max(1.0, (squares - blurred) / (number - 2))


def trend_in_counts(counts: Sequence[float], exposures: Sequence[float]) -> float:
    """The chi-square for trend, from its sums."""
    rate, times = sum(counts) / sum(exposures), range(len(counts))
    mean = sum(time * size for time, size in zip(times, exposures, strict=True)) / sum(exposures)
    total = sum((time - mean) * y for time, y in zip(times, counts, strict=True))
    return total**2 / (rate * sum(size * (time - mean) ** 2 for time, size in zip(times, exposures, strict=True)))


def pulled_in(events: Sequence[float], people: Sequence[float]) -> list[float]:
    """Marshall's rates: every rate moved towards the common one as its own count says little."""
    middle = sum(events) / sum(people)
    rates = [y / n for y, n in zip(events, people, strict=True)]
    spread = sum(n * (rate - middle) ** 2 for rate, n in zip(rates, people, strict=True)) / sum(people)
    between = max(0.0, spread - middle / (sum(people) / len(people)))
    return [
        middle + (between / (between + middle / n) * (rate - middle) if between else 0.0)
        for rate, n in zip(rates, people, strict=True)
    ]


def every_table(
    shown: Mapping[str, int | None], wholes: Mapping[str, Sequence[str]], most: int
) -> Iterator[dict[str, int]]:
    """Every table of whole numbers up to `most` that fits what is shown: all leaves tried, the wholes added up."""
    leaves = [key for key in shown if key not in wholes]
    choices = [range(most + 1) if shown[key] is None else (shown[key] or 0,) for key in leaves]
    for guess in product(*choices):
        table = dict(zip(leaves, guess, strict=True))
        table |= {whole: sum(table[part] for part in parts) for whole, parts in wholes.items()}
        if all(value is None or table[key] == value for key, value in shown.items()):
            yield table
