"""Invented charts, one of each kind and some that are hard; and one way to draw any of them."""

from collections.abc import Callable
from functools import partial
from math import cos, pi, sin, sqrt

from slagvaardig.charts.bars import Bar, BarChart, bars
from slagvaardig.charts.dots import Dot, DotChart, dots
from slagvaardig.charts.flows import Arrow, FlowChart, flows
from slagvaardig.charts.funnel import FunnelChart, FunnelPoint, funnel
from slagvaardig.charts.line import BreakMark, Comparator, LineChart, LinePoint, line
from slagvaardig.charts.outlines import OutlineChart, Shape, outlines
from slagvaardig.charts.small import small
from slagvaardig.charts.svg import Size
from slagvaardig.charts.tiles import Tile, TileChart, tiles

UNIT = "per 1.000 inwoners"
YEARS = tuple(str(year) for year in range(2012, 2025))
MONTHS = tuple(f"{year}-{month:02d}" for year in range(2017, 2025) for month in range(1, 13))
PLACES = (
    "Achterveen",
    "Berkenzande aan de Vliet",
    "Cornelisoord",
    "Duinpolder",
    "Ebbe",
    "Fransumerdiep",
    "Groot-Hoorn",
)
Draw = Callable[..., str]


def point(period: str, value: float | None, margin: float = 0.6, *, provisional: bool = False) -> LinePoint:
    if value is None:
        return LinePoint(period, None, state="withheld")
    return LinePoint(period, value, max(0.0, value - margin), value + margin, provisional=provisional)


def yearly(title: str = "Het daalt") -> LineChart:
    """All that can stand in a line chart: gap, break, provisional years, comparators, baseline, limit."""
    values = [8.6, 8.1, 7.9, 7.1, None, 6.4, 6.6, 5.9, 5.4, 4.2, 4.1, 3.3, 2.6]
    return LineChart(
        title=title,
        description="Beschrijving",
        points=tuple(point(x, y, provisional=x > "2022") for x, y in zip(YEARS, values, strict=True)),
        unit=UNIT,
        comparators=(
            Comparator("Land", tuple(8.5 - 0.45 * place for place in range(13))),
            Comparator("Vergelijkbare gemeenten", tuple(8.1 - 0.43 * place for place in range(13))),
        ),
        breaks=(BreakMark("2020", "nieuwe telling"),),
        baseline="2018",
        baseline_word="uitgangsjaar",
        limit=(3.0, "ambitie 3,0"),
    )


def monthly() -> LineChart:
    values = [900 - 5 * place + 60 * sin(place / 2) for place in range(len(MONTHS))]
    points = tuple(point(x, y, 40.0, provisional=x > "2024-06") for x, y in zip(MONTHS, values, strict=True))
    marks = (BreakMark("2020-03", "andere afbakening"), BreakMark("2020-09", "nieuwe telling van de bron"))
    return LineChart("Per maand", "Beschrijving", points, "per maand", breaks=marks, decimals=0)


def without_numbers() -> LineChart:
    return LineChart("Niets", "Beschrijving", tuple(point(year, None) for year in YEARS), UNIT)


def beside() -> DotChart:
    rows = (
        Dot("Achterveen", 4.2, 3.4, 5.1, strong=True),
        Dot("Vergelijkbare gemeenten", 3.1, 2.9, 3.3, word="hoger"),
        Dot("Berkenzande aan de Vliet", None, state="withheld"),
        Dot("Land", 4.9, 4.88, 4.92, word="niet te onderscheiden"),
    )
    return DotChart("Naast anderen", "Beschrijving", rows, UNIT, reference=(4.9, "Land"))


def kinds() -> BarChart:
    rows = (
        Bar("Van of uit een vaartuig of een ander voertuig", 422, 380, 465, strong=True),
        Bar("Fiets", 1310, 1240, 1382, word="meer"),
        Bar("Straat", None, state="withheld"),
        Bar("Winkel", None, state="absent"),
    )
    return BarChart("Soorten", "Beschrijving", rows, "per jaar", decimals=0)


def tile_map(many: int = 39, columns: int = 7) -> TileChart:
    made = []
    for place in range(many):
        state = {4: "withheld", 9: "absent"}.get(place, "")
        value = None if state else 1.5 + (place * 7919 % 83) / 10
        text = "" if value is None else f"{value:.1f}".replace(".", ",")
        name, group = f"{PLACES[place % len(PLACES)]}", "west" if place % columns < 3 else "oost"
        spot = place % columns, place // columns
        made.append(Tile(name, name, *spot, value, text, state, f"/gebied/{place}/", place == 8, group))
    return TileChart("Kaart", "Beschrijving", tuple(made), UNIT)


def outline_map() -> OutlineChart:
    made = []
    for place in range(8):
        west, south = 5 + place % 4 * 0.2, 52 + place // 4 * 0.12
        ring = tuple((west + 0.1 * cos(turn * pi / 20), south + 0.06 * sin(turn * pi / 20)) for turn in range(40))
        value = None if place == 3 else 2.0 + place
        text = "" if value is None else str(value)
        made.append(
            Shape(f"Plaats {place}", (ring,), value, text, "" if text else "withheld", f"/p/{place}", place == 5)
        )
    return OutlineChart("Grenzen", "Beschrijving", tuple(made), UNIT)


def funnel_of(many: int = 39) -> FunnelChart:
    centre = 4.1
    sizes = tuple(8000 * 50 ** (step / 60) for step in range(61))
    spread = [1.6 * sqrt(centre * 1000 / size) for size in sizes]
    low95, up95, low998, up998 = (
        tuple(max(0.0, centre + times * one) for one in spread) for times in (-1.96, 1.96, -3.09, 3.09)
    )
    made = []
    for place in range(many):
        size = 9000 * 40 ** (place * 7919 % 997 / 997)
        away = (place * 104729 % 1009 / 1009 - 0.5) * 7
        value = centre + away * 1.6 * sqrt(centre * 1000 / size)
        outside = "998" if abs(away) > 3.09 else "95" if abs(away) > 1.96 else ""
        name = PLACES[place % len(PLACES)]
        made.append(FunnelPoint(name, size, max(0.0, value), place == 3, outside, f"/zien/cijfer/XX{place:04d}/"))
    points, about = tuple(made), ("Trechter", "Beschrijving")
    return FunnelChart(*about, points, centre, sizes, low95, up95, low998, up998, UNIT, "inwoners")


def flowing() -> FlowChart:
    """Short and long words, in boxes and on arrows."""
    arrows = (
        Arrow("een stuk", "Medewerker", "Deze site"),
        Arrow(
            "e-mailadres en tweede factor, of het bewijs van de eigen organisatie", "Medewerker van een partner", "Site"
        ),
        Arrow(
            "aantallen " * 20, "Een plaats met een heel lange naam die niet past " * 2, "Onafscheidelijkewoorden" * 4
        ),
    )
    return FlowChart("Stromen", "Beschrijving", arrows)


CHARTS: dict[str, tuple[Draw, object]] = {
    "yearly": (line, yearly()),
    "monthly": (line, monthly()),
    "without numbers": (line, without_numbers()),
    "dots": (dots, beside()),
    "bars": (bars, kinds()),
    "tiles": (tiles, tile_map()),
    "outlines": (outlines, outline_map()),
    "funnel": (funnel, funnel_of()),
    "flows": (flows, flowing()),
    "small": (lambda chart, size="wide", **more: small(chart, **more), yearly()),
}
SIZES: tuple[Size, ...] = ("wide", "narrow")
DRAWINGS = {
    f"{name}, {size}": partial(draw, chart, key=f"{name.replace(' ', '-')}-{size}", size=size)
    for name, (draw, chart) in CHARTS.items()
    for size in SIZES
}
