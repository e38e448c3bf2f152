"""One sheet with evidence on a theme: everything that the system knows of it, and what it does not. Nobody types in it.

A sheet is plain data, so that the page of today and the one that was frozen at a decision are drawn by the same hand.
`closed` is what only whoever works for a partner sees; everything else is public.
"""

from collections.abc import Mapping
from datetime import date
from functools import cache
from typing import Any, Final

from django.conf import settings
from django.utils.module_loading import import_string

from slagvaardig.choose.evidence.agreement import agreement
from slagvaardig.choose.evidence.figures import figures_on
from slagvaardig.choose.evidence.stories import stories_on
from slagvaardig.choose.evidence.unknown import unknown
from slagvaardig.region.definitions import Theme
from slagvaardig.region.folder import Region
from slagvaardig.see.figures.requests import unit
from slagvaardig.see.figures.shelves import Shelf
from slagvaardig.see.stories.readings import found_by
from slagvaardig.see.trends.models import Trend
from slagvaardig.see.trends.readings import Card, cards

VERSION: Final = 1
STORIES: Final = 3
Sheet = dict[str, Any]


def sheet_on(*, region: Region, theme: Theme, tables: Shelf, on: date) -> Sheet:
    """What is known of a theme on a day, as the one who acts may see it."""
    figures, without = figures_on(region, theme, unit(), tables)
    stories = stories_on(region, theme)
    made: Sheet = {
        "version": VERSION,
        "region": region.full_name,
        "example": region.fictional,
        "theme": theme.slug,
        "title": theme.title,
        "task": theme.task,
        "blind_spot": theme.blind_spot,
        "on": on.isoformat(),
        "area": unit().name,
        "baseline": region.baseline_year,
        "figures": figures,
        "without": without,
        "stories": stories,
        "agreement": agreement(figures, stories),
        "barriers": _later("barriers", theme),
        "trends": [_trend(card) for card in cards(_trends(theme), region)],
        "works": _later("works", theme),
        "closed": {
            "stories": [str(one.pk) for one in found_by(theme=theme.slug)[:STORIES]],
            "asks": _later("asks", theme),
            "hours": _later("hours", theme),
        },
    }
    return {**made, "unknown": unknown(made)}


def for_everybody(sheet: Sheet) -> Sheet:
    """The same sheet without what only the coalition sees; nor what that leaves unknown."""
    closed = ("asked", "hours")
    open_ones = [row for row in sheet["unknown"] if row[0] not in closed]
    return {**sheet, "closed": None, "unknown": open_ones}


def _trends(theme: Theme) -> list[Trend]:
    """Only what is public, so that a sheet is the same for everybody."""
    found = Trend.objects.on_theme(theme.slug).in_state("inventory", "ended").in_order().select_related("circle")
    return [trend for trend in found if trend.circle.kind == "public"]


def _trend(card: Card) -> Mapping[str, Any]:
    trend = card.trend
    return {
        "key": str(trend.pk),
        "title": trend.title,
        "state": trend.state,
        "status": str(trend.status.title),
        "direction": str(trend.get_direction_display()),
        "when": card.when,
        "known": str(card.known.title),
        "expected": str(card.expected.title),
        "practice": trend.practice,
        "source": trend.source,
        "unsaid": not trend.known,
        "due": card.due,
    }


def _later(part: str, theme: Theme) -> Any:
    """What another subject says of a theme; None as long as there is no such subject."""
    name = settings.EVIDENCE_PARTS.get(part)
    return _called(name)(theme.slug) if name else None


@cache
def _called(name: str) -> Any:
    return import_string(name)
