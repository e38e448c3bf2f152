"""The inventory as pages show it: lists, one trend with its history, and what waits for whoever judges."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from slagvaardig.region.current import current_region
from slagvaardig.region.definitions import Theme
from slagvaardig.region.folder import Region
from slagvaardig.see.trends.beside import words_about
from slagvaardig.see.trends.models import Trend, Turn
from slagvaardig.see.trends.rules import judges
from slagvaardig.see.trends.scales import DIRECTIONS, EXPECTED, KNOWN, LEVELS, Word
from slagvaardig.see.trends.workflow import ROLES, told
from slagvaardig.trust.access.models import Person
from slagvaardig.web import writing
from slagvaardig.web.blocks import Waiting

_SCALES: Mapping[str, Mapping[str, Any]] = {"level": LEVELS, "direction": DIRECTIONS}
_WORDED: Mapping[str, Mapping[str, Word]] = {"known": KNOWN, "expected": EXPECTED}


@dataclass(frozen=True)
class Card:
    """A trend in words."""

    trend: Trend
    themes: tuple[Theme, ...]
    due: bool

    @property
    def href(self) -> str:
        return reverse("trend", args=[self.trend.pk])

    @property
    def known(self) -> Word:
        return KNOWN.get(self.trend.known, KNOWN[""])

    @property
    def expected(self) -> Word:
        return EXPECTED.get(self.trend.expected, EXPECTED[""])

    @property
    def when(self) -> str:
        return words_about(self.trend)


@dataclass(frozen=True)
class Entry:
    """One line of the history. before: (part, what stood there)."""

    on: date
    who: str
    told: str
    reason: str
    before: tuple[tuple[str, str], ...]


def cards(trends: Sequence[Trend], region: Region) -> list[Card]:
    today = timezone.localdate()
    return [
        Card(one, tuple(region.themes[slug] for slug in one.themes if slug in region.themes), one.is_due(today))
        for one in trends
    ]


def by_theme(shown: Sequence[Card], region: Region) -> list[tuple[str, list[Card]]]:
    """Under each theme that has one, in the order of the region; what is about no theme comes last."""
    groups = [(theme.title, [one for one in shown if theme in one.themes]) for theme in region.themes.values()]
    groups.append((_("Zonder thema"), [one for one in shown if not one.themes]))
    return [(title, found) for title, found in groups if found]


def history_of(trend: Trend) -> list[Entry]:
    """What happened to it, as far as the one who acts may see."""
    return [
        Entry(
            turn.on,
            str(ROLES.get(turn.role, "")),
            str(told(turn.verb)),
            turn.reason,
            tuple((_label(name), in_words(name, value)) for name, value in turn.before.items()),
        )
        for turn in Turn.objects.of(trend)
    ]


def in_words(name: str, value: Any) -> str:
    """A part of a trend as text."""
    region = current_region()
    if name in _WORDED:
        return str(_WORDED[name].get(value, KNOWN[""]).title)
    if name in _SCALES:
        return str(_SCALES[name].get(value, ""))
    if name == "themes":
        return ", ".join(region.themes[slug].title for slug in value if slug in region.themes) or _("geen")
    if name == "indicators":
        return ", ".join(region.indicators[slug].title for slug in value if slug in region.indicators) or _("geen")
    return (writing.period(value) if name in ("since", "until") else str(value)) or _("leeg")


def _label(name: str) -> str:
    labels = {
        "level": _("niveau"),
        "direction": _("richting"),
        "known": _("wat wij weten"),
        "expected": _("wat wij verwachten te gebeuren"),
        "since": _("sinds"),
        "until": _("tot"),
        "themes": _("thema's"),
        "indicators": _("cijfers"),
    }
    return labels.get(name) or str(Trend._meta.get_field(name).verbose_name)  # type: ignore[union-attr]


def what_waits_for(person: Person) -> list[Waiting]:
    """Proposals nobody judged yet, and trends of which the day to look again has come; for whoever judges."""
    if not judges():
        return []
    today, found = timezone.localdate(), []
    proposed = list(Trend.objects.in_state("proposed").longest_waiting_first().only("proposed_on"))
    if proposed:
        text = ngettext("voorgestelde trend", "voorgestelde trends", len(proposed))
        found.append(
            Waiting(
                "proposed-trends",
                len(proposed),
                text,
                f"{reverse('trends')}#voorgesteld",
                proposed[0].proposed_on,
                of_office=True,
            )
        )
    due = list(Trend.objects.to_review(today).order_by("review_on").only("review_on"))
    if due:
        text = ngettext("trend om opnieuw te bekijken", "trends om opnieuw te bekijken", len(due))
        found.append(
            Waiting(
                "trends-to-review",
                len(due),
                text,
                f"{reverse('trends')}#opnieuw-bekijken",
                due[0].review_on,
                of_office=True,
                late=True,
            )
        )
    return found
