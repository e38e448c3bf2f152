"""The trend since the baseline and the comparison with named others, from one panel."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

import numpy as np
import numpy.typing as npt

from slagvaardig.region.areas.geography import Area
from slagvaardig.region.definitions import Break, Indicator, Series
from slagvaardig.see.figures.grids import NUMBER
from slagvaardig.see.figures.panels import Order, Panel, panel
from slagvaardig.see.figures.similarity import Similar, together
from slagvaardig.stats.comparison import Comparison, compare
from slagvaardig.stats.dispersion import shared
from slagvaardig.stats.quality import Certainty, Quality
from slagvaardig.stats.trends import BaselineTrend, TrendVerdict, against_baseline, difference_of_published

NORMAL_95 = 1.959963984540054
MONTHS = 12
FEWEST_TO_SHARE, YEARS_TO_SHARE = 5, 4


@dataclass(frozen=True)
class Against:
    """The newest figure beside a named other (kind unit, country or similar), with its own value and margin."""

    kind: str
    name: str
    value: float | None
    lower: float | None
    upper: float | None
    comparison: Comparison


@dataclass(frozen=True)
class Since:
    """The trend from the baseline year to the newest year, with the two periods it compares."""

    baseline: str
    newest: str
    trend: BaselineTrend


def since_baseline(made: Panel, area: str) -> Since:
    """The verdict against the baseline year. Months are added up to whole years first."""
    indicator = made.order.indicator
    baseline = str(indicator.baseline or made.order.region.baseline_year)
    row = made.row(area)
    if indicator.form != "count" and made.order.series.frequency != "year":
        return _between_rounds(made, row, baseline)
    years, events, people, rounding = _yearly(made, row) if row is not None else ((), *(np.array([]),) * 3)
    newest = years[-1] if years else ""
    if baseline not in years or newest <= baseline:
        return Since(baseline, newest, _cannot_say("no_baseline"))
    start = years.index(baseline)
    window = slice(start, None)
    quality = Quality(
        provisional=_status(made, newest) == "provisional",
        break_in_window=bool(breaks_between(indicator, made.order.series, baseline, newest)),
    )
    if indicator.form != "count":
        trend = _of_published(made, row or 0, baseline, newest, quality)
    else:
        trend = against_baseline(
            events[window],
            people[window],
            margin=indicator.margin,
            rounding_variance=rounding[window],
            quality=quality,
            dispersion=_shared_by_municipalities(made.order, baseline, newest).get(area),
            more_is_better=indicator.direction == "higher_is_better",
        )
    return Since(baseline, newest, trend)


def comparisons(made: Panel, area: Area, period: str, similar: tuple[Similar, ...]) -> Iterator[Against]:
    """The figure of an area in a period against similar municipalities, its unit and the country, in that order."""
    row = made.row(area.code)
    if row is None or period not in made.periods:
        return
    column = made.periods.index(period)
    own = (float(made.value[row, column]), float(made.lower[row, column]), float(made.upper[row, column]))
    quality = Quality(provisional=made.statuses[column] == "provisional")
    others: list[tuple[str, str, tuple[float, float, float] | None]] = []
    if similar:
        others.append(("similar", "", together(made, similar, period)))
    for other in made.order.region.areas.parents(area.code):
        place = made.row(other.code)
        if other.kind in ("unit", "country") and place is not None:
            margins = (
                float(made.value[place, column]),
                float(made.lower[place, column]),
                float(made.upper[place, column]),
            )
            others.append((other.kind, other.name, margins))
    for kind, name, theirs in others:
        value, lower, upper = theirs or (None, None, None)
        found = compare(
            *own,
            value,
            direction=made.order.indicator.direction,
            benchmark_lower=lower,
            benchmark_upper=upper,
            quality=quality,
        )
        yield Against(kind, name, _given(value), _given(lower), _given(upper), found)


def breaks_between(indicator: Indicator, series: Series, first: str, last: str) -> tuple[Break, ...]:
    """The known breaks of a series after the start of `first` and not after the end of `last`."""
    return tuple(
        found
        for found in indicator.breaks
        if (not found.series or series.id in found.series) and first < found.at <= f"{last[:4]}-12"
    )


Row = npt.NDArray[np.float64]


@lru_cache(maxsize=256)
def _shared_by_municipalities(order: Order, baseline: str, newest: str) -> dict[str, tuple[float, float]]:
    """How much the figures of municipalities jump between years, learned from all of them together.

    Four years of one village say nothing of its own jumps. Districts and the region keep their own.
    """
    made = panel(order)
    own = [
        area.code
        for area in order.region.areas.of_kind("municipality")
        if area.parent and made.row(area.code) is not None
    ]
    found = {code: _yearly(made, made.row(code) or 0) for code in own}
    rows = {code: series for code, series in found.items() if baseline in series[0] and series[0][-1] == newest}
    cut = {code: slice(years.index(baseline), None) for code, (years, *_) in rows.items()}
    length = max((len(series[0][cut[code]]) for code, series in rows.items()), default=0)
    whole = [code for code, series in rows.items() if len(series[0][cut[code]]) == length]
    if len(whole) < FEWEST_TO_SHARE or length < YEARS_TO_SHARE:
        return {}
    parts = [np.array([rows[code][part][cut[code]] for code in whole]) for part in (1, 2, 3)]
    learned = shared(parts[0], parts[1], parts[2])
    return {
        code: (float(value), float(freedom))
        for code, value, freedom in zip(whole, learned.value, learned.freedom, strict=True)
        if not np.isnan(freedom)
    }


def _yearly(made: Panel, row: int) -> tuple[tuple[str, ...], Row, Row, Row]:
    """Years with counts, inhabitants and rounding variance; only years that are given whole."""
    people = made.population[row] if made.order.indicator.denominator else np.ones(len(made.periods))
    known = made.state[row] == NUMBER
    if made.order.series.frequency == "year":
        there = np.flatnonzero(known)
        if not len(there):
            return (), *(np.array([]),) * 3
        span = slice(there[0], there[-1] + 1)
        return made.periods[span], made.events[row][span], people[span], made.rounding[row][span]
    months = Counter(period[:4] for period, given in zip(made.periods, known, strict=True) if given)
    years = tuple(sorted(year for year, count in months.items() if count == MONTHS))
    members = [[place for place, period in enumerate(made.periods) if period[:4] == year] for year in years]
    return (
        years,
        np.array([made.events[row][places].sum() for places in members]),
        np.array([people[places].mean() for places in members]),
        np.array([made.rounding[row][places].sum() for places in members]),
    )


def _between_rounds(made: Panel, row: int | None, baseline: str) -> Since:
    """Shares and means that come more than once a year: the first round of the baseline year with the newest one."""
    known = [] if row is None else [made.periods[place] for place in np.flatnonzero(made.state[row] == NUMBER)]
    first = next((period for period in known if period[:4] == baseline), "")
    if row is None or not first or known[-1] == first:
        return Since(
            first or baseline, known[-1] if known else "", _cannot_say("no_baseline" if not first else "one_round")
        )
    newest, series = known[-1], made.order.series
    crossed = [one for one in breaks_between(made.order.indicator, series, first, newest) if one.at <= newest]
    quality = Quality(provisional=_status(made, newest) == "provisional", break_in_window=bool(crossed))
    trend = _of_published(made, row, first, newest, quality)
    return Since(first, newest, replace(trend, reason="wide_margins") if trend.reason == "uncertain" else trend)


def _of_published(made: Panel, row: int, baseline: str, newest: str, quality: Quality) -> BaselineTrend:
    ends = []
    for period in (baseline, newest):
        column = made.periods.index(period)
        value, half = float(made.value[row, column]), float(made.upper[row, column] - made.value[row, column])
        if np.isnan(value) or np.isnan(half) or value <= 0:
            return _cannot_say("withheld")
        ends.append((value, half))
    indicator = made.order.indicator
    more_is_better = indicator.direction == "higher_is_better"
    return difference_of_published(*ends, margin=indicator.margin, quality=quality, more_is_better=more_is_better)


def _status(made: Panel, year: str) -> str:
    found = {status for period, status in zip(made.periods, made.statuses, strict=True) if period[:4] == year}
    return "provisional" if "provisional" in found else "unknown" if "unknown" in found else "final"


def _cannot_say(reason: str) -> BaselineTrend:
    return BaselineTrend(TrendVerdict.CANNOT_SAY, Certainty.UNCLEAR, reason=reason)


def _given(value: float | None) -> float | None:
    return None if value is None or np.isnan(value) else value
