"""All municipalities at once: the tile map, the outline map and the funnel, each with its table."""

from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from slagvaardig.charts.funnel import FunnelChart, FunnelPoint
from slagvaardig.charts.funnel import funnel as draw_funnel
from slagvaardig.charts.outlines import OutlineChart, Shape, outlines
from slagvaardig.charts.tiles import Tile, TileChart, tiles
from slagvaardig.region.areas.geography import Area
from slagvaardig.see.figures import sentences
from slagvaardig.see.figures.drawings import wide_and_narrow
from slagvaardig.see.figures.membership import reference_day
from slagvaardig.see.figures.outlines import outlines_in
from slagvaardig.see.figures.panels import KEPT, Order, Panel, panel
from slagvaardig.see.figures.pictures import example_mark, source_line
from slagvaardig.see.figures.readings import Point, Reading, point_at
from slagvaardig.stats.funnels import ALARM, WARNING, funnel, limits
from slagvaardig.web import blocks, writing

FEWEST_FOR_A_FUNNEL = 5
STEPS = 40


@dataclass(frozen=True)
class Spread:
    """All municipalities of the region in one period of one series."""

    reading: Reading
    period: str
    points: tuple[tuple[Area, Point], ...]


def spread_of(reading: Reading) -> Spread | None:
    """The municipalities in the newest period in which one of them has a number; None when there is none."""
    newest = _newest(reading.order)
    return Spread(reading, *newest) if newest else None


@lru_cache(maxsize=KEPT)
def _newest(order: Order) -> tuple[str, tuple[tuple[Area, Point], ...]] | None:
    """Kept in memory: a stored table never changes."""
    made = panel(order)
    if not any(made.row(area.code) is not None for area in order.region.areas.of_kind("municipality")):
        return None
    for period in reversed(made.periods):
        found = [(area, point_at(made, area.code, period)) for area in _municipalities(made, period)]
        points = tuple((area, point) for area, point in found if point is not None)
        if any(point.state == "" for _, point in points):
            return period, points
    return None


def tile_map(spread: Spread, *, here: str = "", key: str = "kaart") -> blocks.Figure:
    """Every municipality equally large, roughly where it lies."""
    reading, decimals = spread.reading, sentences.decimals_of(spread.reading)
    districts = {area.code: area.parent for area, _ in spread.points}
    chart = TileChart(
        title=_title(spread),
        description=_(
            "Elke gemeente is een tegel, ongeveer waar zij ligt. Donkerder is hoger. Een dikke lijn scheidt districten."
        ),
        tiles=tuple(
            Tile(
                name=area.name,
                short=area.name,
                column=area.tile[0],
                row=area.tile[1],
                value=point.value,
                text="" if point.value is None else writing.number(point.value, decimals),
                state=point.state,
                href=_address(spread, area),
                strong=area.code == here,
                group=districts[area.code],
            )
            for area, point in spread.points
            if area.tile is not None
        ),
        unit=reading.indicator.unit,
        decimals=decimals,
        number=writing.number,
    )
    drawing = wide_and_narrow(tiles, chart, key=key, mark=example_mark(reading))
    return _figure(spread, key, chart.title, drawing, table=_table(spread, key), intro=chart.description)


def outline_map(spread: Spread, *, here: str = "", key: str = "omtrek") -> blocks.Figure | None:
    """The true boundaries; None when the region ships none."""
    rings = outlines_in(spread.reading.region.path)
    decimals = sentences.decimals_of(spread.reading)
    shapes = tuple(
        Shape(
            name=area.name,
            rings=rings[area.code],
            value=point.value,
            text="" if point.value is None else writing.number(point.value, decimals),
            state=point.state,
            href=_address(spread, area),
            strong=area.code == here,
        )
        for area, point in spread.points
        if area.code in rings
    )
    if not shapes:
        return None
    chart = OutlineChart(
        title=_("De echte grenzen: %(title)s") % {"title": _title(spread)},
        description=_("Een grote gemeente valt meer op dan een kleine. Donkerder is hoger."),
        shapes=shapes,
        unit=spread.reading.indicator.unit,
        decimals=decimals,
        number=writing.number,
    )
    drawing = wide_and_narrow(outlines, chart, key=key, mark=example_mark(spread.reading))
    return _figure(spread, key, chart.title, drawing, table=_table(spread, key), intro=chart.description)


def funnel_figure(spread: Spread, *, here: str = "", key: str = "trechter") -> blocks.Figure | None:
    """Rates against inhabitants with the limits of chance; None for what is no rate or for too few municipalities."""
    known = [(area, point) for area, point in spread.points if point.value is not None and point.population]
    if not spread.reading.indicator.denominator or len(known) < FEWEST_FOR_A_FUNNEL:
        return None
    events = np.array([point.events for _, point in known], dtype=float)
    people = np.array([point.population for _, point in known], dtype=float)
    if events.sum() == 0:
        return None
    per = float(spread.reading.indicator.per)
    found = funnel(events, people, per=per)
    sizes = np.geomspace(people.min() * 0.8, people.max() * 1.2, STEPS)
    inner, outer = (limits(found.centre, sizes, per=per, level=at, tau2=found.tau2) for at in (WARNING, ALARM))
    outside = [
        "998" if far else "95" if off else "" for off, far in zip(found.outside_95, found.outside_998, strict=True)
    ]
    chart = FunnelChart(
        title=_funnel_title(known, outside),
        description=_(
            "Elke stip is een gemeente. Binnen de band past het verschil bij toeval en gewone verscheidenheid."
        ),
        points=tuple(
            FunnelPoint(area.name, float(size), float(rate), area.code == here, mark, _address(spread, area))
            for (area, _), size, rate, mark in zip(known, people, found.value, outside, strict=True)
        ),
        centre=found.centre,
        sizes=tuple(sizes.tolist()),
        lower95=tuple(inner[0].tolist()),
        upper95=tuple(inner[1].tolist()),
        lower998=tuple(outer[0].tolist()),
        upper998=tuple(outer[1].tolist()),
        unit=spread.reading.indicator.unit,
        size_word=_("inwoners"),
        decimals=sentences.decimals_of(spread.reading),
        number=writing.number,
    )
    drawing = wide_and_narrow(draw_funnel, chart, key=key, mark=example_mark(spread.reading))
    table = _table(spread, key, {area.code: mark for (area, _), mark in zip(known, outside, strict=True)})
    return _figure(spread, key, chart.title, drawing, table=table, intro=chart.description)


def _municipalities(made: Panel, period: str) -> list[Area]:
    day = reference_day(made.order.region, made.order.source, period)
    own = made.order.region.areas.of_kind("municipality", on=day)
    return sorted((area for area in own if area.parent), key=lambda area: area.name)


def _title(spread: Spread) -> str:
    return _("%(subject)s per gemeente, %(period)s") % {
        "subject": spread.reading.indicator.subject,
        "period": writing.period(spread.period),
    }


def _funnel_title(known: list[tuple[Area, Point]], outside: list[str]) -> str:
    names = [area.name for (area, _), mark in zip(known, outside, strict=True) if mark == "998"]
    if not names:
        return _("Geen gemeente wijkt meer af dan bij toeval en gewone verscheidenheid past")
    if len(names) == 1:
        return _("%(names)s wijkt meer af dan bij toeval past") % {"names": names[0]}
    if len(names) <= 3:
        listed = _("%(first)s en %(last)s") % {"first": ", ".join(names[:-1]), "last": names[-1]}
        return _("%(names)s wijken meer af dan bij toeval past") % {"names": listed}
    return _("%(count)s gemeenten wijken meer af dan bij toeval past") % {"count": writing.number(len(names))}


def _address(spread: Spread, area: Area) -> str:
    return _address_of(spread.reading.indicator.slug, area.code)


@lru_cache(maxsize=10_000)
def _address_of(indicator: str, area: str) -> str:
    """Kept, because a page asks for the address of every municipality six times."""
    return reverse("indicator_area", args=[indicator, area])


def _figure(
    spread: Spread,
    key: str,
    title: str,
    drawing: tuple[SafeString, SafeString],
    *,
    table: blocks.Table,
    intro: str = "",
) -> blocks.Figure:
    reading = spread.reading
    return blocks.Figure(
        key=key,
        title=title,
        intro=intro,
        wide=drawing[0],
        narrow=drawing[1],
        sources=(source_line(reading),),
        blind_spot=reading.indicator.blind_spot,
        table=table,
        csv=reverse("spread_csv", args=[reading.indicator.slug]),
    )


def _table(spread: Spread, key: str, outside: dict[str, str] | None = None) -> blocks.Table:
    """By name, never by value: this is no ranking."""
    decimals = sentences.decimals_of(spread.reading)
    words = {"": _("binnen de band"), "95": _("buiten de binnenste band"), "998": _("buiten de buitenste band")}
    columns = [blocks.Column(spread.reading.indicator.unit), blocks.Column(_("van")), blocks.Column(_("tot"))]
    columns += [blocks.Column(_("plaats in de trechter"), numeric=False)] if outside is not None else []
    rows = []
    for area, point in spread.points:
        cells = [
            blocks.figure_cell(value, point.state, decimals)  # type: ignore[arg-type]
            for value in (point.value, point.lower, point.upper)
        ]
        if outside is not None:
            cells.append(blocks.Cell(words[outside[area.code]] if area.code in outside else "\N{EN DASH}"))
        rows.append(blocks.Row(area.name, tuple(cells), href=_address(spread, area), status=point.status))  # type: ignore[arg-type]
    note = _("Op naam gezet. Dit is geen ranglijst.")
    return blocks.Table(f"{key}-tabel", _title(spread), _("gemeente"), tuple(columns), tuple(rows), note)
