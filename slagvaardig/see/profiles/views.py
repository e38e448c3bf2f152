"""Areas: the list, and the profile of one against the region, the country and similar municipalities."""

from datetime import date

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from slagvaardig.region.areas.geography import Area
from slagvaardig.region.current import current_region
from slagvaardig.region.definitions import Theme
from slagvaardig.see.figures import chips, exports, pictures, sentences
from slagvaardig.see.figures.readings import Reading, readings_of
from slagvaardig.see.figures.requests import area_or_404, asked_shelf
from slagvaardig.see.figures.shelves import Shelf
from slagvaardig.see.stories.readings import latest
from slagvaardig.web import blocks, writing
from slagvaardig.web.blocks import Crumb

HEAD = 4


@require_safe
def areas(request: HttpRequest) -> HttpResponse:
    """Every area of the region, per district."""
    found = current_region().areas
    districts = [(area, _sorted(found.members(area.code))) for area in found.of_kind("district")]
    context = {
        "title": _("Gebieden"),
        "description": _("Kies een gemeente of district en zie hoe het er daar voor staat."),
        "crumbs": [Crumb(_("Vandaag"), reverse("home")), Crumb(_("Gebieden"))],
        "units": found.of_kind("unit"),
        "districts": districts,
        "teams": found.of_kind("basisteam"),
    }
    return render(request, "see/areas.html", context)


@require_safe
def area(request: HttpRequest, code: str) -> HttpResponse:
    """The profile of one area."""
    region, tables = current_region(), asked_shelf(request)
    found = area_or_404(code)
    themes = [(theme, _readings(theme, found, tables)) for theme in region.themes.values()]
    known = [(theme, readings) for theme, readings in themes if readings]
    similar = max((one.similar for __, readings in known for one in readings), key=len, default=())
    newest = sorted((one for __, readings in known for one in readings), key=_newest_first)
    context = {
        "title": found.name,
        "description": _("Hoe het ervoor staat in %(name)s, naast de regio en gemeenten die erop lijken.")
        % {"name": found.name},
        "crumbs": [Crumb(_("Vandaag"), reverse("home")), Crumb(_("Gebieden"), reverse("areas")), Crumb(found.name)],
        "area": found,
        "parents": region.areas.parents(code),
        "team": region.areas.get(found.team),
        "predecessors": [region.areas.name_of(old) for old in region.areas.predecessors(code)],
        "gone": found.valid_until is not None and found.valid_until <= date.today(),
        "members": _sorted(region.areas.members(code)) if found.kind != "municipality" else [],
        "similar": similar,
        "numbers": [_key_number(reading) for reading in newest[:HEAD]],
        "tables": [(theme, _table(theme, readings), readings, _sources(readings)) for theme, readings in known],
        "stories": latest(area=code),
        "tell_about": f"gebied={code}",
        "lead": _lead([reading for __, readings in known for reading in readings], found),
    }
    return render(request, "see/area.html", context)


@require_safe
def area_csv(request: HttpRequest, code: str) -> HttpResponse:
    """Every indicator of one area as CSV."""
    region, tables, found = current_region(), asked_shelf(request), area_or_404(code)
    readings = [
        one for indicator in region.indicators.values() for one in readings_of(region, indicator, found, tables)
    ]
    response = HttpResponse(exports.as_csv(readings, example=region.fictional), content_type="text/csv; charset=utf-8")
    response.headers["Content-Disposition"] = f'attachment; filename="{code}.csv"'
    return response


def _readings(theme: Theme, found: Area, tables: Shelf) -> list[Reading]:
    region = current_region()
    own = [indicator for indicator in region.indicators.values() if theme.slug in indicator.themes]
    return [reading for indicator in own for reading in readings_of(region, indicator, found, tables)[:1]]


def _lead(readings: list[Reading], found: Area) -> str:
    """How often the area differs from similar municipalities, else from the region, by more than chance."""
    kind = "similar" if any(one.kind == "similar" for reading in readings for one in reading.against) else "unit"
    compared = [one.comparison.verdict for reading in readings for one in reading.against if one.kind == kind]
    if not compared:
        return _("Hier staat wat er over %(name)s bekend is.") % {"name": found.name}
    parts = {
        "other": _("gemeenten die erop lijken") if kind == "similar" else _("de regio"),
        "total": len(compared),
        "better": sum(verdict == "better" for verdict in compared),
        "worse": sum(verdict == "worse" for verdict in compared),
        "similar": sum(verdict == "similar" for verdict in compared),
        "rest": sum(verdict not in ("better", "worse", "similar") for verdict in compared),
    }
    text = _(
        "Naast %(other)s: %(better)s van de %(total)s cijfers beter, %(similar)s vergelijkbaar, %(worse)s slechter."
    )
    if parts["rest"]:
        text += " " + _("Over %(rest)s geven wij geen oordeel.")
    return text % parts


def _newest_first(reading: Reading) -> tuple[int, int]:
    year = int(reading.latest.period[:4]) if reading.latest else 0
    return -year, reading.indicator.order


def _key_number(reading: Reading) -> blocks.KeyNumber:
    point = reading.latest
    against = reading.against[0] if reading.against else None
    return blocks.KeyNumber(
        label=reading.indicator.title,
        value=writing.number(point.value, sentences.decimals_of(reading)) if point else "",
        unit=reading.indicator.unit,
        note=f"{writing.period(point.period)}{sentences.margin(reading, point)}" if point else "",
        status=_marked(reading),
        source=pictures.source_line(reading),
        state="" if point else "withheld",
        verdict=chips.comparison_chip(against.comparison) if against else "",
        than=sentences.other_name(against) if against else "",
        href=reverse("indicator_area", args=[reading.indicator.slug, reading.area.code]),
    )


def _table(theme: Theme, readings: list[Reading]) -> blocks.Table:
    columns = (
        blocks.Column(_("cijfer")),
        blocks.Column(_("marge"), numeric=False),
        blocks.Column(_("jaar")),
        blocks.Column(_("naast wie erop lijkt"), numeric=False),
        blocks.Column(_("naast de regio"), numeric=False),
        blocks.Column(_("naast het land"), numeric=False),
        blocks.Column(_("sinds het uitgangsjaar"), numeric=False),
    )
    rows = tuple(_row(reading) for reading in readings)
    return blocks.Table(f"tabel-{theme.slug}", theme.title, _("indicator"), columns, rows)


def _row(reading: Reading) -> blocks.Row:
    point = reading.latest
    decimals = sentences.decimals_of(reading)
    against = {one.kind: one for one in reading.against}
    compared = [
        blocks.Cell(sentences.verdict_word(against[kind]) if kind in against else "\N{EN DASH}")
        for kind in ("similar", "unit", "country")
    ]
    cells = (
        blocks.figure_cell(point.value if point else None, "", decimals),
        blocks.Cell(writing.between(point.lower, point.upper, decimals) if point else ""),
        blocks.Cell(writing.period(point.period) if point else ""),
        *compared,
        blocks.Cell(pictures.trend_word(reading)),
    )
    href = reverse("indicator_area", args=[reading.indicator.slug, reading.area.code])
    return blocks.Row(
        f"{reading.indicator.title} ({reading.indicator.unit})", cells, href=href, status=_marked(reading)
    )


def _marked(reading: Reading) -> blocks.Status:
    """Provisional stands beside the figure itself; that a source does not tell stands in its source line."""
    return "provisional" if reading.latest and reading.latest.status == "provisional" else "final"


def _sources(readings: list[Reading]) -> list[blocks.Source]:
    return list({reading.source.slug: pictures.source_line(reading) for reading in readings}.values())


def _sorted(found: list[Area]) -> list[Area]:
    return sorted(found, key=lambda area: area.name)
