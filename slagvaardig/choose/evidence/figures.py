"""The figures of a theme as data: the same readings as the pages of figures show, with the vintage of each."""

from typing import Any

from slagvaardig.region.areas.geography import Area
from slagvaardig.region.definitions import Theme
from slagvaardig.region.folder import Region
from slagvaardig.see.figures import sentences
from slagvaardig.see.figures.chips import comparison_chip, trend_chip
from slagvaardig.see.figures.readings import Reading, nearest_reading
from slagvaardig.see.figures.shelves import Shelf
from slagvaardig.web import writing

# How an indicator moved, as good or bad news for whoever it is about. "none": more may also be more effort.
_SENSES = {"fallen": "better", "kept": "no-worse", "held": "no-worse", "risen": "worse"}
_TURNED = {"fallen": "worse", "kept": "no-worse", "held": "no-worse", "risen": "better"}


def figures_on(region: Region, theme: Theme, area: Area, tables: Shelf) -> tuple[list[Any], list[Any]]:
    """Every figure of a theme that there is, and every one that there is not."""
    known, without = [], []
    for indicator in region.indicators.values():
        if theme.slug not in indicator.themes:
            continue
        reading = nearest_reading(region, indicator, area, tables)
        if reading is None:
            without.append({"slug": indicator.slug, "title": indicator.title, "fill": indicator.fill})
        else:
            known.append(_figure(reading, area))
    return known, without


def _figure(reading: Reading, area: Area) -> dict[str, Any]:
    point, newest, chip = reading.latest, reading.points[-1], trend_chip(reading.since)
    indicator, own = reading.indicator, reading.area.code == area.code
    return {
        "slug": indicator.slug,
        "title": indicator.title,
        "area": reading.area.name,
        "own": own,
        "period": point.period if point else newest.period,
        "value": point.value if point else None,
        "number": sentences.valued(reading, point) if point else "",
        "margin": writing.between(point.lower, point.upper, sentences.decimals_of(reading)) if point else "",
        "newest": newest.period,
        "withheld": newest.state == "withheld",
        "status": point.status if point else "unknown",
        "chip": chip,
        "trend": sentences.trend(reading),
        "sense": _sense(indicator.direction, chip) if own else "",
        "beside": [
            [comparison_chip(one.comparison), sentences.other_name(one), sentences.comparison(reading, one)]
            for one in reading.against
        ],
        "blind_spot": indicator.blind_spot,
        "underreported": indicator.underreported,
        "frequency": reading.series.frequency,
        "source": _source(reading),
    }


def _sense(direction: str, chip: str) -> str:
    """Better, worse, or not worse than at the baseline; "effort" when more may be more work, "" without a verdict."""
    if chip not in _SENSES:
        return ""
    if direction == "none":
        return "effort"
    return (_TURNED if direction == "higher_is_better" else _SENSES)[chip]


def _source(reading: Reading) -> dict[str, Any]:
    snapshot = reading.snapshot
    return {
        "publisher": reading.source.publisher,
        "table": reading.source.table,
        "slug": reading.source.slug,
        "licence": reading.source.licence,
        "fetched": snapshot.known_on.isoformat(),
        "vintage": snapshot.vintage.isoformat() if snapshot.vintage else None,
        "status": reading.latest.status if reading.latest else "unknown",
        "checksum": snapshot.raw_checksum,
    }
