"""Which municipalities are most like one, by what is published of both, and what they have together."""

from dataclasses import dataclass

import numpy as np

from slagvaardig.region.areas.geography import Area
from slagvaardig.region.folder import Region
from slagvaardig.see.figures.grids import NUMBER
from slagvaardig.see.figures.panels import Panel
from slagvaardig.stats.rates import rate
from slagvaardig.stats.similar import Neighbour, nearest

COUNT = 5
FEWEST = 3  # a village is not like the only city that gives a number


@dataclass(frozen=True)
class Similar:
    """A similar municipality: its name, and the features by which it is near."""

    code: str
    name: str
    population: float
    density: float | None
    same_class: bool


def similar_to(region: Region, area: Area, made: Panel, period: str) -> tuple[Similar, ...]:
    """The nearest municipalities in a period, nearest first; none for what is no municipality, or with too few."""
    if area.kind != "municipality" or period not in made.periods or not made.order.indicator.denominator:
        return ()
    column = made.periods.index(period)
    features = {}
    for row, code in enumerate(made.areas):
        people = float(made.population[row, column])
        if region.areas.is_municipality(code) and made.state[row, column] == NUMBER and people > 0:
            features[code] = _features(region, code, people)
    if area.code not in features or len(features) <= FEWEST:
        return ()
    return tuple(_named(region, neighbour) for neighbour in nearest(area.code, features, count=COUNT))


def together(made: Panel, similar: tuple[Similar, ...], period: str) -> tuple[float, float, float] | None:
    """Rate and margin of similar municipalities taken as one, or None when one of them has no number."""
    rows = [row for other in similar if (row := made.row(other.code)) is not None]
    column = made.periods.index(period)
    if not rows or (made.state[rows, column] != NUMBER).any():
        return None
    events, people = float(made.events[rows, column].sum()), float(made.population[rows, column].sum())
    found = rate(events, people, per=float(made.order.indicator.per))
    blur = 1.96 * float(np.sqrt(made.rounding[rows, column].sum())) * made.order.indicator.per / people
    low = float(np.hypot(found.value - found.lower, blur))
    return found.value, max(0.0, found.value - low), found.value + float(np.hypot(found.upper - found.value, blur))


def _features(region: Region, code: str, people: float) -> dict[str, float]:
    profile = region.profiles.get(code)
    if profile is None or not profile.land_km2:
        return {"population": people}
    return {"population": people, "density": people / profile.land_km2}


def _named(region: Region, found: Neighbour) -> Similar:
    name, density = region.areas.name_of(found.code), found.features.get("density")
    return Similar(found.code, name, found.features["population"], density, found.same_class)
