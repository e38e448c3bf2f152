"""A site with one page that holds every component, filled with made-up content. Tests and screenshots look at it."""

from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Any

from django.core.exceptions import BadRequest, PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path
from django.utils.safestring import SafeString, mark_safe

from slagvaardig.web import views
from slagvaardig.web.blocks import Cell, Column, Crumb, Figure, KeyNumber, Row, Source, Table, figure_cell


@dataclass(frozen=True)
class MadeUpRegion:
    name: str = "Proefstreek"
    full_name: str = "Veiligheidscoalitie Proefstreek"
    fictional: bool = False


YEARS = {"2018": 1412.0, "2019": 1287.0, "2020": None, "2021": 1034.0, "2022": 981.0, "2023": 1006.0}


def drawing(width: int, height: int, key: str) -> SafeString:
    """A line that resembles what `charts` draws, so that the page kit is judged with a chart in it."""
    right, low = width - 110, height - 34
    steps = [70, 95, 120, 170, 190, 182]
    points = [(48 + place * (right - 48) / 5, 20 + value * (low - 20) / 260) for place, value in enumerate(steps)]
    line = "M" + "L".join(f"{x:.0f} {y:.0f}" for x, y in points)
    upper = "L".join(f"{x:.0f} {y - 14:.0f}" for x, y in points)
    lower = "L".join(f"{x:.0f} {y + 14:.0f}" for x, y in reversed(points))
    years = "".join(
        f'<text x="{x:.0f}" y="{height - 8}" text-anchor="middle" font-size="15" fill="#44546a">{year}</text>'
        for (x, _), year in zip(points, YEARS, strict=True)
    )
    x, y = points[-1]
    return mark_safe(
        f'<svg viewBox="0 0 {width} {height}" role="img" aria-labelledby="{key}-t" xmlns="http://www.w3.org/2000/svg">'
        f'<title id="{key}-t">Inbraken per jaar, 2018 tot en met 2023</title>'
        f'<path d="M48 {low}H{right}" stroke="#7b8a9c"/>{years}'
        f'<path d="M{upper}L{lower}Z" fill="#1d4f91" fill-opacity=".16"/>'
        f'<path d="{line}" fill="none" stroke="#1d4f91" stroke-width="3"/>'
        f'<circle cx="{x:.0f}" cy="{y:.0f}" r="5" fill="#1d4f91"/>'
        f'<text x="{x + 12:.0f}" y="{y + 6:.0f}" font-size="18" font-weight="700" fill="#123661">1.006</text></svg>'
    )


def table(key: str = "inbraken") -> Table:
    def row(year: str, value: float | None) -> Row:
        cells = (figure_cell(value), figure_cell(None if value is None else value / 400, decimals=1), Cell("2,9 – 3,4"))
        return Row(year, cells, status="provisional" if year == "2023" else "final", strong=year == "2018")

    columns = (Column("Aantal"), Column("Per 1.000 woningen"), Column("Marge"))
    rows = tuple(row(year, value) for year, value in YEARS.items())
    return Table(key, "Woninginbraken per jaar", "Jaar", columns, rows)


def figure() -> Figure:
    source = Source(
        "Politie", "47022NED", date(2026, 3, 12), "provisional", "https://example.org/47022NED", licence="CC BY 4.0"
    )
    return Figure(
        key="inbraak-per-jaar",
        title="Woninginbraken daalden sinds 2018, maar minder dan in het land",
        intro="Aantal woninginbraken en pogingen per jaar. De band is de marge.",
        wide=drawing(1000, 340, "breed"),
        narrow=drawing(380, 260, "smal"),
        sources=(source,),
        blind_spot="Inbraken die niet bij de politie zijn gemeld. Naar schatting is dat een op de vier.",
        table=table(),
        csv="/inbraak.csv",
        json="/inbraak.json",
    )


def key_numbers() -> list[KeyNumber]:
    return [
        KeyNumber(
            "Woninginbraak", "3,1", "per 1.000 woningen", "2023", "provisional", verdict="better", than="Nederland"
        ),
        KeyNumber("Fietsendiefstal", "6,4", "per 1.000 inwoners", "2023", verdict="worse", than="Nederland"),
        KeyNumber("Vernieling", "4,0", "per 1.000 inwoners", "2023", verdict="similar", than="Nederland"),
        KeyNumber("Straatroof", "", "", "2023", state="withheld", verdict="not_comparable"),
    ]


def sample(request: HttpRequest, fictional: bool = False) -> HttpResponse:
    """Every component on one page."""
    context: dict[str, Any] = {
        "region": MadeUpRegion(fictional=fictional),
        "neighbour": {"name": "Voorbeeldstreek", "url": "http://localhost:8001"},
        "title": "Woninginbraak",
        "crumbs": [Crumb("Vandaag", "/"), Crumb("Zien", "/zien"), Crumb("Woninginbraak")],
        "figure": figure(),
        "table": table("los"),
        "numbers": key_numbers(),
        "verdicts": ["better", "worse", "similar", "not_comparable", "fallen", "kept", "held", "risen", "unclear"],
        "statuses": ["provisional", "withheld", "absent", "uncertain", "unknown", "example"],
        "terms": [("Definitie", "Diefstal uit een woning, en pogingen daartoe."), ("Eenheid", "per 1.000 woningen")],
        "page": Paginator(range(40), 10).page(2),
    }
    return render(request, "web_sample.html", context)


def broken(request: HttpRequest) -> HttpResponse:
    raise RuntimeError("secret inner words")


def refused(request: HttpRequest) -> HttpResponse:
    raise PermissionDenied


def misunderstood(request: HttpRequest) -> HttpResponse:
    raise BadRequest("secret inner words")


urlpatterns = [
    path("", sample, name="home"),
    path("zien", sample, name="see"),
    path("zien/inbraak", sample),
    path("gebieden", sample, name="areas"),
    path("strategie", sample, name="strategy"),
    path("bronnen", sample, name="sources"),
    path("methoden", sample, name="methods"),
    path("zoeken", sample, name="search"),
    path("verzonnen", partial(sample, fictional=True)),
    path("uitleg", views.legend, name="legend"),
    path("toegankelijkheid", views.accessibility, name="accessibility"),
    path("thema.css", views.theme_css, name="theme_css"),
    path("taal", views.choose_language, name="choose_language"),
    path("stuk", broken),
    path("geweigerd", refused),
    path("onbegrepen", misunderstood),
]
