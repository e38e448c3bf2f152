"""One series for every area at once: counts, inhabitants, rates and margins as arrays. A page looks things up in it.

A panel is made once per stored table and kept in memory: stored tables never change.
"""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date
from functools import lru_cache, partial

import numpy as np
import numpy.typing as npt

from slagvaardig.region.definitions import Indicator, Series, Source
from slagvaardig.region.folder import Region
from slagvaardig.see.figures import composition, membership, queries
from slagvaardig.see.figures.grids import NUMBER, Grid
from slagvaardig.see.figures.models import Snapshot
from slagvaardig.see.figures.periods import Frequency
from slagvaardig.see.figures.shelves import Shelf
from slagvaardig.stats.rates import rates

Floats = npt.NDArray[np.float64]
Codes = tuple[str, ...]
KEPT = 256
_FREQUENCIES: dict[str, Frequency] = {"year": "year", "quarter": "quarter", "month": "month"}
BOUNDARY_MOVED = 0.05
NORMAL_95 = 1.959963984540054


@dataclass(frozen=True)
class Order:
    """What a panel is made of; two orders for the same stored tables are the same order."""

    key: tuple[str, ...]
    region: Region = field(compare=False)
    indicator: Indicator = field(compare=False)
    series: Series = field(compare=False)
    source: Source = field(compare=False)
    snapshot: Snapshot = field(compare=False)
    population: Snapshot | None = field(compare=False)


@dataclass(frozen=True)
class Panel:
    """Arrays of shape (areas, periods), NaN where there is no number.

    events: counts, or published values. population: the denominator. value, lower, upper: in the unit of the indicator.
    state: grids.NUMBER, WITHHELD or ABSENT. rounding: variance of each count by the publisher's rounding.
    """

    order: Order
    areas: tuple[str, ...]
    periods: tuple[str, ...]
    statuses: tuple[str, ...]
    events: Floats
    population: Floats
    value: Floats
    lower: Floats
    upper: Floats
    state: npt.NDArray[np.uint8]
    recast: npt.NDArray[np.bool_]
    rounding: Floats

    def row(self, area: str) -> int | None:
        """The row of an area, or None when this table says nothing of it."""
        return self.areas.index(area) if area in self.areas else None


def order_for(region: Region, indicator: Indicator, series: Series, tables: Shelf) -> Order | None:
    """The order for the tables on a shelf, or None when one of them is not there."""
    snapshot = tables.table_of(series.source)
    population = None
    if snapshot is None:
        return None
    if indicator.denominator:
        population = tables.table_of(region.denominators[indicator.denominator].source)
        if population is None:
            return None
    key = (region.slug, indicator.slug, series.id, snapshot.folder, population.folder if population else "")
    source = region.sources[series.source]
    return Order(key, region, indicator, series, source, snapshot, population)


@lru_cache(maxsize=KEPT)
def panel(order: Order) -> Panel:
    """Make the panel of an order."""
    own = _grid(order.snapshot, order.series.measure, order.series.kinds, _FREQUENCIES[order.series.frequency])
    day_of = partial(membership.reference_day, order.region, order.source)
    # Counts add up; shares and averages do not, so an area without a published one has none.
    counted = order.indicator.form == "count"
    whole = composition.composed(own, order.region, day_of) if counted else own
    population = _population(order, own.periods, whole.areas, day_of)
    alone = np.ones(whole.state.shape[1:], dtype=np.int32)
    parts = composition.number_of_parts(own, whole, order.region, day_of) if counted else alone
    parts = parts * len(order.series.kinds)
    rounding = parts * (order.source.rounding**2 - 1) / 12.0
    value, lower, upper = _measured(order.indicator, whole, population, rounding)
    status = queries.about(order.snapshot)["periods"]
    return Panel(
        order=order,
        areas=whole.areas,
        periods=whole.periods,
        statuses=tuple(status.get(period, "unknown") for period in whole.periods),
        events=whole.value[0],
        population=population,
        value=value,
        lower=lower,
        upper=upper,
        state=whole.state[0],
        recast=whole.recast[0],
        rounding=rounding,
    )


def _grid(snapshot: Snapshot, measure: str, kinds: tuple[str, ...], every: Frequency) -> Grid:
    return queries.cells(snapshot, measure=measure, kinds=kinds, every=every).over_kinds("")


def _population(order: Order, periods: Codes, areas: Codes, day_of: Callable[[str], date]) -> Floats:
    """Inhabitants on 1 January of the year of each period: the table gives them for the end of the year before."""
    if order.population is None:
        return np.full((len(areas), len(periods)), np.nan)
    denominator = order.region.denominators[order.indicator.denominator]
    own = _grid(order.population, denominator.measure, denominator.kinds, "year")
    shifted = composition.at_periods(own, [str(int(period[:4]) - 1) for period in periods], periods)
    same_year = composition.at_periods(own, [period[:4] for period in periods], periods)
    shifted = replace(shifted, value=_on_new_boundaries(shifted.value, same_year.value))
    whole = composition.composed(shifted, order.region, day_of).only(areas)
    return np.where(whole.state[0] == NUMBER, whole.value[0], np.nan)


def _on_new_boundaries(before: Floats, after: Floats) -> Floats:
    """The end of the year before, but the end of the year itself where an area that kept its code took in another.

    No municipality grows by a twentieth in a year; its boundary moved, and the counts are those within the new one.
    """
    with np.errstate(invalid="ignore", divide="ignore"):
        moved = np.abs(after / before - 1) > BOUNDARY_MOVED
    return np.where(moved & np.isfinite(after), after, before)


def _measured(indicator: Indicator, grid: Grid, population: Floats, rounding: Floats) -> tuple[Floats, Floats, Floats]:
    """Value and 95 % margin of every cell. A published margin is used as it is; a count gets its own."""
    if indicator.form != "count":
        return grid.value[0], grid.lower[0], grid.upper[0]
    denominator = population if indicator.denominator else np.ones_like(population)
    per = float(indicator.per) if indicator.denominator else 1.0
    known = (grid.state[0] == NUMBER) & (denominator > 0)
    value, lower, upper = (np.full(known.shape, np.nan) for _ in range(3))
    found = rates(grid.value[0][known], denominator[known], per=per)
    value[known] = found.value
    blur = NORMAL_95 * np.sqrt(rounding[known]) * per / denominator[known]
    lower[known] = np.maximum(0.0, found.value - np.hypot(found.value - found.lower, blur))
    upper[known] = found.value + np.hypot(found.upper - found.value, blur)
    return value, lower, upper
