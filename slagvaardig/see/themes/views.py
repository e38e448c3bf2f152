"""The picture of the region, and the page of one theme."""

from itertools import pairwise

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from slagvaardig.region.current import current_region
from slagvaardig.see.figures import maps, pictures
from slagvaardig.see.figures.readings import Reading
from slagvaardig.see.figures.requests import asked_shelf, theme_or_404, unit
from slagvaardig.see.stories.readings import latest
from slagvaardig.see.themes.summaries import Line, ThemeSummary, summary_of
from slagvaardig.web.blocks import Crumb

LARGE_STEP = 4.0


@require_safe
def see(request: HttpRequest) -> HttpResponse:
    """Every theme with its message, its small multiples, and one map."""
    region, tables = current_region(), asked_shelf(request)
    themes = [summary_of(region, theme, unit(), tables) for theme in region.themes.values()]
    with_figures = [summary for summary in themes if any(line.reading for line in summary.lines)]
    spread = _newest_spread(with_figures)
    context = {
        "title": _("Het beeld van de regio"),
        "description": _("Elk thema met zijn boodschap, in cijfers met marge en bron."),
        "crumbs": [Crumb(_("Vandaag"), reverse("home")), Crumb(_("Zien"))],
        "themes": [(summary, _multiples(summary)) for summary in with_figures],
        "others": [summary for summary in themes if summary not in with_figures and summary.theme.kind != "district"],
        "district_themes": [
            (summary.theme, [region.areas.name_of(code) for code in summary.theme.districts])
            for summary in themes
            if summary.theme.kind == "district"
        ],
        "tile_map": maps.tile_map(spread) if spread else None,
    }
    return render(request, "see/see.html", context)


@require_safe
def theme(request: HttpRequest, slug: str) -> HttpResponse:
    """One theme: its task, its ambitions, every indicator with its message."""
    region, tables = current_region(), asked_shelf(request)
    found = theme_or_404(slug)
    summary = summary_of(region, found, unit(), tables)
    ambitions = {ambition.id: ambition for ambition in region.strategy.ambitions}
    context = {
        "title": found.title,
        "description": found.task,
        "crumbs": [Crumb(_("Vandaag"), reverse("home")), Crumb(_("Zien"), reverse("see")), Crumb(found.title)],
        "summary": summary,
        "lines": _multiples(summary),
        "empty": [line for line in summary.lines if line.reading is None],
        "ambitions": [ambitions[name] for name in found.ambitions],
        "districts": [area for code in found.districts if (area := region.areas.get(code))],
        "stories": latest(theme=slug),
        "tell_about": f"thema={slug}",
    }
    return render(request, "see/theme.html", context)


def _newest_spread(summaries: list[ThemeSummary]) -> maps.Spread | None:
    """The map to show: of the newest figure that is known per municipality."""
    readings = [line.reading for summary in summaries for line in summary.lines if line.reading]
    spreads = [spread for reading in readings if (spread := maps.spread_of(reading))]
    return max(spreads, key=lambda spread: spread.period, default=None)


def _multiples(summary: ThemeSummary) -> list[tuple[Line, str]]:
    """Each line with figures and its small chart. Charts of like size share one axis."""
    known = [line for line in summary.lines if line.reading is not None]
    tops = _shared_tops([line.reading for line in known if line.reading])
    return [
        (line, pictures.small_multiple(line.reading, key=f"{summary.theme.slug}-{line.indicator.slug}", top=top))
        for line, top in zip(known, tops, strict=True)
        if line.reading
    ]


def _shared_tops(readings: list[Reading]) -> list[float]:
    """For each reading the top of its axis: the highest of all readings of the same unit within a factor of four."""
    highest = [
        max((point.upper or point.value or 0.0 for point in reading.points), default=1.0) for reading in readings
    ]
    order = sorted(range(len(readings)), key=lambda place: (readings[place].indicator.unit, highest[place]))
    groups: list[list[int]] = [order[:1]] if order else []
    for before, place in pairwise(order):
        alike = readings[before].indicator.unit == readings[place].indicator.unit
        if alike and highest[place] <= highest[groups[-1][0]] * LARGE_STEP:
            groups[-1].append(place)
        else:
            groups.append([place])
    tops = {place: max(highest[member] for member in group) for group in groups for place in group}
    return [tops[place] for place in range(len(readings))]
