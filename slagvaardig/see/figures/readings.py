"""What one indicator says of one area: the points, the comparison, the trend. The one verdict that everything shows.

Page, table, CSV, JSON, terminal and PDF all take a Reading; none computes its own.
"""

from dataclasses import dataclass
from datetime import date

import numpy as np

from slagvaardig.region.areas.geography import Area
from slagvaardig.region.definitions import Break, Indicator, Series, Source
from slagvaardig.region.folder import Region
from slagvaardig.see.figures.grids import STATES
from slagvaardig.see.figures.models import Snapshot
from slagvaardig.see.figures.panels import Panel, order_for, panel
from slagvaardig.see.figures.similarity import Similar, similar_to
from slagvaardig.see.figures.verdicts import Against, Since, breaks_between, comparisons, since_baseline


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
    """One series of an indicator for one area."""

    region: Region
    indicator: Indicator
    series: Series
    source: Source
    snapshot: Snapshot
    area: Area
    points: tuple[Point, ...]
    breaks: tuple[Break, ...]
    since: Since
    against: tuple[Against, ...]
    similar: tuple[Similar, ...]

    @property
    def latest(self) -> Point | None:
        """The newest point with a number, or None when there is none."""
        return next((point for point in reversed(self.points) if point.state == ""), None)


def readings_of(region: Region, indicator: Indicator, area: Area, known_on: date | None = None) -> list[Reading]:
    """One reading per series that says anything of this area, in the order of the indicator file."""
    found = []
    for series in indicator.series:
        order = order_for(region, indicator, series, known_on)
        if order is not None:
            made = _reading(panel(order), area)
            if made.points:
                found.append(made)
    return found


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


def _reading(made: Panel, area: Area) -> Reading:
    order = made.order
    points = points_of(made, area.code)
    newest = next((point for point in reversed(points) if point.state == ""), None)
    similar = similar_to(order.region, area, made, newest.period) if newest else ()
    return Reading(
        region=order.region,
        indicator=order.indicator,
        series=order.series,
        source=order.source,
        snapshot=order.snapshot,
        area=area,
        points=points,
        breaks=breaks_between(order.indicator, order.series, points[0].period, points[-1].period) if points else (),
        since=since_baseline(made, area.code),
        against=tuple(comparisons(made, area, newest.period, similar)) if newest else (),
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
