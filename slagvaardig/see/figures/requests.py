"""What an address asks for: an indicator, an area, and from which day's knowledge."""

from datetime import date

from django.http import Http404, HttpRequest

from slagvaardig.region.areas.geography import Area
from slagvaardig.region.current import current_region
from slagvaardig.region.definitions import Indicator, Theme
from slagvaardig.see.figures.shelves import Shelf, shelf


def indicator_or_404(slug: str) -> Indicator:
    found = current_region().indicators.get(slug)
    if found is None:
        raise Http404
    return found


def theme_or_404(slug: str) -> Theme:
    found = current_region().themes.get(slug)
    if found is None:
        raise Http404
    return found


def area_or_404(code: str) -> Area:
    found = current_region().areas.get(code)
    if found is None:
        raise Http404
    return found


def unit() -> Area:
    """The region itself as an area."""
    return current_region().areas.of_kind("unit")[0]


def asked_shelf(request: HttpRequest) -> Shelf:
    """The tables as known on `?bekend_op=2026-01-31`; today's without it or when it is no date."""
    try:
        return shelf(date.fromisoformat(request.GET.get("bekend_op", "")))
    except ValueError:
        return shelf()
