"""What one indicator says of one area: the points, the comparison, the trend. The one verdict that everything shows.

Page, table, CSV, JSON, terminal and PDF all take a Reading; none computes its own.
"""

from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from slagvaardig.region.areas.geography import Area
from slagvaardig.region.definitions import Break, Indicator, Series, Source
from slagvaardig.region.folder import Region
from slagvaardig.see.figures.grids import STATES
from slagvaardig.see.figures.models import Snapshot
from slagvaardig.see.figures.panels import Order, Panel, order_for, panel
from slagvaardig.see.figures.shelves import Shelf
from slagvaardig.see.figures.similarity import Similar, similar_to
from slagvaardig.see.figures.verdicts import Against, Since, breaks_between, comparisons, since_baseline

KEPT = 4096


@dataclass(frozen=True)
class Point:
    """One area in one period. Numbers are None unless state is ''."""

    period: str
    status: str
    state: str
    recast: bool
    events: float | None
    population: float | None
    value: float | None
    lower: float | None
    upper: float | None


@dataclass(frozen=True)
class Reading:
    """One series of an indicator for one area, from the tables in `order`."""

    order: Order
    area: Area
    points: tuple[Point, ...]
    breaks: tuple[Break, ...]
    since: Since
    against: tuple[Against, ...]
    similar: tuple[Similar, ...]

    @property
    def region(self) -> Region:
        return self.order.region

    @property
    def indicator(self) -> Indicator:
        return self.order.indicator

    @property
    def series(self) -> Series:
        return self.order.series

    @property
    def source(self) -> Source:
        return self.order.source

    @property
    def snapshot(self) -> Snapshot:
        return self.order.snapshot

    @property
    def latest(self) -> Point | None:
        """The newest point with a number, or None when there is none."""
        return next((point for point in reversed(self.points) if point.state == ""), None)


def readings_of(region: Region, indicator: Indicator, area: Area, tables: Shelf) -> list[Reading]:
    """One reading per series that says anything of this area, in the order of the indicator file."""
    orders = (order_for(region, indicator, series, tables) for series in indicator.series)
    made = (_reading(order, area.code) for order in orders if order is not None)
    return [reading for reading in made if reading is not None]


def nearest_reading(region: Region, indicator: Indicator, area: Area, tables: Shelf) -> Reading | None:
    """The first reading for an area; failing that for what it belongs to, or for what stands in for the region."""
    instead = [region.areas.get(code) for code in region.survey_areas]
    for place in (area, *region.areas.parents(area.code), *instead):
        found = readings_of(region, indicator, place, tables) if place is not None else []
        if found:
            return found[0]
    return None


def points_of(made: Panel, code: str) -> tuple[Point, ...]:
    """The points of one area, without the periods at either end in which the table knows nothing of it."""
    row = made.row(code)
    if row is None:
        return ()
    points = [_point(made, row, column) for column in range(len(made.periods))]
    there = [place for place, point in enumerate(points) if point.state != "absent"]
    return tuple(points[there[0] : there[-1] + 1]) if there else ()


def point_at(made: Panel, code: str, period: str) -> Point | None:
    """One point, or None when the table has no such area or period."""
    row = made.row(code)
    return None if row is None or period not in made.periods else _point(made, row, made.periods.index(period))


@lru_cache(maxsize=KEPT)
def _reading(order: Order, code: str) -> Reading | None:
    """Kept in memory: a stored table never changes."""
    made, area = panel(order), order.region.areas.get(code)
    points = points_of(made, code)
    if area is None or not points:
        return None
    newest = next((point.period for point in reversed(points) if point.state == ""), "")
    similar = similar_to(order.region, area, made, newest) if newest else ()
    return Reading(
        order=order,
        area=area,
        points=points,
        breaks=breaks_between(order.indicator, order.series, points[0].period, points[-1].period),
        since=since_baseline(made, code),
        against=tuple(comparisons(made, area, newest, similar)) if newest else (),
        similar=similar,
    )


def _point(made: Panel, row: int, column: int) -> Point:
    def number(array: np.ndarray) -> float | None:
        value = float(array[row, column])
        return None if np.isnan(value) else value

    return Point(
        period=made.periods[column],
        status=made.statuses[column],
        state=STATES[made.state[row, column]],
        recast=bool(made.recast[row, column]),
        events=number(made.events),
        population=number(made.population),
        value=number(made.value),
        lower=number(made.lower),
        upper=number(made.upper),
    )
