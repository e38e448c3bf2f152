"""Search over what the region itself says: areas, indicators, themes, the strategy, sources; over the stories and
trends that the visitor may read, and over the barriers that somebody who is logged in may see. Never people."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from slagvaardig.act.barriers.actions import read_barriers
from slagvaardig.act.barriers.models import Barrier
from slagvaardig.act.barriers.tables import HowTo
from slagvaardig.region.areas.geography import normalised
from slagvaardig.region.current import current_region
from slagvaardig.see.stories.editions import Edition
from slagvaardig.see.stories.readings import place_in_words, some_of
from slagvaardig.see.trends.models import Trend
from slagvaardig.trust.access.asking import me
from slagvaardig.web.blocks import Crumb

LONGEST = 100
MOST = 60


@dataclass(frozen=True)
class Hit:
    """One thing found: what kind it is, its title, where it is, and the text in which the words were found."""

    kind: str
    title: str
    href: str
    text: str
    rank: int


@require_safe
def search(request: HttpRequest) -> HttpResponse:
    """The results for `?q=`; the exact name of an area leads straight to its page with `&direct=1`."""
    asked = request.GET.get("q", "")[:LONGEST].strip()
    region = current_region()
    if request.GET.get("direct") and (area := region.areas.named(asked)):
        return redirect("area", code=area.code)
    hits = [*find(asked), *stories_with(asked), *trends_with(asked)]
    hits += _within_circles(request, asked) if request.user.is_authenticated else []
    context = {
        "title": _("Zoeken"),
        "description": _("Zoek op gebied, onderwerp of een zin uit de strategie."),
        "crumbs": [Crumb(_("Vandaag"), reverse("home")), Crumb(_("Zoeken"))],
        "asked": asked,
        "hits": hits[:MOST],
        "more": len(hits) > MOST,
    }
    return render(request, "search.html", context)


def find(asked: str) -> list[Hit]:
    """Everything in which every word stands, also within one: `fiets` finds `fietsendiefstal`. Titles first."""
    wanted = normalised(asked).split()
    if not wanted:
        return []
    found = []
    for kind, title, href, text in _everything():
        name, whole = normalised(title), normalised(f"{title} {text}")
        if all(word in whole for word in wanted):
            rank = 0 if name == " ".join(wanted) else 1 if all(word in name for word in wanted) else 2
            found.append(Hit(kind, title, href, text, rank))
    return sorted(found, key=lambda hit: (hit.rank, hit.title))


def _within_circles(request: HttpRequest, asked: str) -> list[Hit]:
    """Barriers and how-tos in which every word stands, as far as the one who asks may see them; that he looked is
    written down."""
    words = asked.split()
    if not words:
        return []
    read_barriers(by=me(request))
    barriers = Barrier.objects.about(words).newest_first()[:MOST]
    found = [Hit(_("Drempel"), one.title, reverse("barrier", args=[one.pk]), one.text, 3) for one in barriers]
    for how_to in HowTo.objects.about(words).newest_first()[:MOST]:
        found.append(Hit(_("Zo lukte het"), how_to.title, f"{reverse('how_tos')}#{how_to.pk}", how_to.text, 3))
    return found


def stories_with(asked: str) -> list[Hit]:
    """Stories in which every word stands, in any form and also within a longer one; newest first."""
    if not asked:
        return []
    return [
        Hit(_("Verhaal"), one.title, reverse("story", args=[one.pk]), f"{_place(one)}. {one.text}", 3)
        for one in some_of(0, MOST, asked=asked)
    ]


def trends_with(asked: str) -> list[Hit]:
    """Trends in which every word stands, as far as the visitor may see them."""
    words = asked.split()
    found = Trend.objects.about(words).in_order()[:MOST] if words else []
    return [Hit(_("Trend"), one.title, reverse("trend", args=[one.pk]), one.text, 3) for one in found]


def _place(edition: Edition) -> str:
    return place_in_words(role=edition.role, area=edition.area)


def _everything() -> Iterator[tuple[str, str, str, str]]:
    region = current_region()
    for area in region.areas.all():
        text = " ".join(parent.name for parent in region.areas.parents(area.code))
        yield _("Gebied"), area.name, reverse("area", args=[area.code]), text
    for indicator in region.indicators.values():
        text = f"{indicator.question} {indicator.definition}"
        yield _("Indicator"), indicator.title, reverse("indicator", args=[indicator.slug]), text
    for theme in region.themes.values():
        yield _("Thema"), theme.title, reverse("theme", args=[theme.slug]), theme.task
    for ambition in region.strategy.ambitions:
        yield _("Ambitie"), ambition.text, reverse("strategy") + f"#{ambition.id}", ambition.professional
    for section in (*region.strategy.principles, *region.strategy.sections):
        yield _("Strategie"), section.title, reverse("strategy") + f"#{section.id}", section.text
    for source in region.sources.values():
        text = f"{source.publisher} {source.table} {source.note}"
        yield _("Bron"), source.title, reverse("sources") + f"#{source.slug}", text
