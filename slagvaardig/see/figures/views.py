"""The page of one indicator, and the same figures to take along."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from slagvaardig.region.areas.geography import Area
from slagvaardig.region.current import current_region
from slagvaardig.region.definitions import Indicator
from slagvaardig.see.figures import exports, maps, pictures, sentences
from slagvaardig.see.figures.readings import Reading, readings_of
from slagvaardig.see.figures.requests import area_or_404, asked_shelf, indicator_or_404, unit
from slagvaardig.web.blocks import Crumb


@require_safe
def indicator(request: HttpRequest, slug: str) -> HttpResponse:
    """The indicator for the region as a whole, or for the nearest area that its tables know."""
    return _page(request, indicator_or_404(slug), unit(), maps_shown=True)


@require_safe
def indicator_area(request: HttpRequest, slug: str, code: str) -> HttpResponse:
    """The indicator for one area."""
    return _page(request, indicator_or_404(slug), area_or_404(code), maps_shown=False)


@require_safe
def indicator_csv(request: HttpRequest, slug: str, code: str) -> HttpResponse:
    """Every series of the indicator for one area as CSV."""
    region = current_region()
    readings = readings_of(region, indicator_or_404(slug), area_or_404(code), asked_shelf(request))
    return _download(exports.as_csv(readings, example=region.fictional), f"{slug}-{code}.csv")


@require_safe
def indicator_json(request: HttpRequest, slug: str, code: str) -> HttpResponse:
    """Every series of the indicator for one area as JSON, with what the page says of it."""
    region = current_region()
    readings = readings_of(region, indicator_or_404(slug), area_or_404(code), asked_shelf(request))
    text = exports.as_json(readings, example=region.fictional)
    return HttpResponse(text, content_type="application/json; charset=utf-8")


@require_safe
def spread_csv(request: HttpRequest, slug: str) -> HttpResponse:
    """The first series of the indicator for every municipality, by name."""
    region, found, tables = current_region(), indicator_or_404(slug), asked_shelf(request)
    places = sorted(region.areas.of_kind("municipality"), key=lambda area: area.name)
    readings = [reading for area in places for reading in readings_of(region, found, area, tables)[:1]]
    return _download(exports.as_csv(readings, example=region.fictional), f"{slug}-gemeenten.csv")


def _page(request: HttpRequest, found: Indicator, area: Area, *, maps_shown: bool) -> HttpResponse:
    region, tables = current_region(), asked_shelf(request)
    readings = readings_of(region, found, area, tables)
    instead = [] if readings else _elsewhere(found, area, request)
    shown = readings or instead
    spread = next((made for reading in readings if (made := maps.spread_of(reading))), None)
    context = {
        "title": f"{found.title}, {area.name}",
        "description": found.question,
        "crumbs": _crumbs(found, area, maps_shown),
        "indicator": found,
        "area": area,
        "instead": bool(instead),
        "known_on": tables.known_on,
        "lead": sentences.message(shown[0]) if shown else "",
        "note": sentences.note(shown[0]) if shown else "",
        "figures": [
            pictures.over_time(reading, key=f"verloop-{reading.series.id}-{reading.area.code.lower()}")
            for reading in shown
        ],
        "beside": pictures.beside_others(readings[0]) if readings else None,
        "similar": readings[0].similar if readings else (),
        "tile_map": maps.tile_map(spread, here=area.code) if spread else None,
        "funnel": maps.funnel_figure(spread, here=area.code) if spread else None,
        "outline_map": maps.outline_map(spread, here=area.code) if spread and maps_shown else None,
        "breaks": {found_break.word: found_break for reading in shown for found_break in reading.breaks}.values(),
        "themes": [region.themes[slug] for slug in found.themes],
        "places": _places(area),
    }
    return render(request, "see/indicator.html", context)


def _elsewhere(found: Indicator, area: Area, request: HttpRequest) -> list[Reading]:
    """What the tables know of larger or other areas when they know nothing of this one."""
    region, tables = current_region(), asked_shelf(request)
    codes = [*(parent.code for parent in region.areas.parents(area.code)), *region.survey_areas]
    places = [place for code in dict.fromkeys(codes) if (place := region.areas.get(code))]
    return [reading for place in places for reading in readings_of(region, found, place, tables)]


def _places(area: Area) -> list[Area]:
    """Where a visitor may want to look next: the areas under this one, or those beside it."""
    areas = current_region().areas
    under = [child for child in areas.children(area.code) if child.kind in ("district", "municipality")]
    return sorted(under or [other for other in areas.children(area.parent) if other.kind == area.kind], key=_by_name)


def _by_name(area: Area) -> str:
    return area.name


def _crumbs(found: Indicator, area: Area, whole: bool) -> list[Crumb]:
    trail = [Crumb(_("Vandaag"), reverse("home")), Crumb(_("Zien"), reverse("see"))]
    if whole:
        return [*trail, Crumb(found.title)]
    return [*trail, Crumb(found.title, reverse("indicator", args=[found.slug])), Crumb(area.name)]


def _download(text: str, name: str) -> HttpResponse:
    response = HttpResponse(text, content_type="text/csv; charset=utf-8")
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
