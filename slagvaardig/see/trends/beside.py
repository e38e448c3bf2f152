"""What stands beside what is said of a trend: figures, stories as counts, what is seen, and where these contradict."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from slagvaardig.region.folder import Region
from slagvaardig.see.figures.requests import unit
from slagvaardig.see.figures.shelves import Shelf
from slagvaardig.see.patterns.models import Patterns
from slagvaardig.see.patterns.readings import Pattern, lead
from slagvaardig.see.themes.summaries import Line, line_of
from slagvaardig.see.trends.models import Sight, Trend
from slagvaardig.see.trends.scales import SEEN
from slagvaardig.stats.trends import TrendVerdict
from slagvaardig.web import writing

_OPPOSITE = {"grows": (TrendVerdict.FELL, "shrinks"), "shrinks": (TrendVerdict.ROSE, "grows")}
FEW = 5  # so few sights say nothing of what the practice sees


@dataclass(frozen=True)
class Publication:
    """What was written elsewhere. Empty is what is not known of it."""

    title: str
    publisher: str = ""
    day: str = ""
    address: str = ""

    @property
    def when(self) -> str:
        return written_day(self.day) if self.day else _("datum onbekend")

    @property
    def link(self) -> str:
        return self.address if self.address.startswith(("https://", "http://")) else ""


def publications_in(text: str) -> list[Publication]:
    """One a line, its parts between bars."""
    rows = ([part.strip() for part in line.split("|")] for line in text.splitlines() if line.strip())
    return [Publication(*row[:4]) for row in rows]


def written_day(text: str) -> str:
    """A day, a month or a year, or the text itself when it is none of these."""
    try:
        return writing.day(text) if len(text) == len("2024-01-31") else writing.period(text)
    except ValueError:
        return text


def figures_beside(region: Region, trend: Trend, tables: Shelf) -> list[Line]:
    """Each figure of a trend with its present reading; one that is not there yet says so."""
    known = (region.indicators.get(slug) for slug in trend.indicators)
    return [line_of(region, one, unit(), tables) for one in known if one is not None]


def stories_beside(region: Region, trend: Trend) -> list[tuple[str, str, str]]:
    """(slug, title, sentence) of every theme: how many stories were told, as it was published."""
    made = Patterns.objects.newest() if trend.themes else None
    themes = [region.themes[slug] for slug in trend.themes if slug in region.themes]
    return [(one.slug, one.title, _told(region, made, one.slug)) for one in themes]


def _told(region: Region, made: Patterns | None, theme: str) -> str:
    if made is None:
        return _("Verhalen zijn nog niet geteld. Dat betekent niet dat er niets speelt.")
    return lead(Pattern(region, made, theme))


def seen_in_words(sights: Iterable[Sight]) -> str:
    """What is seen together, in one sentence; too few are not counted."""
    found = Counter(one.seen for one in sights)
    total = sum(found.values())
    if not total:
        return _("Nog niemand vertelde wat hij hiervan ziet. Dat betekent niet dat het niet speelt.")
    if total < FEW:
        return _("Minder dan vijf mensen vertelden wat zij zien. Dat is te weinig om te tellen.")
    parts = ", ".join(f"{SEEN[slug]}: {number}" for slug, number in found.items())
    text = ngettext("%(n)s keer verteld. %(parts)s.", "%(n)s keer verteld. %(parts)s.", total)
    return text % {"n": total, "parts": parts}


def contradictions(trend: Trend, lines: Iterable[Line], sights: Iterable[Sight] = ()) -> list[str]:
    """Where figures or professionals say the opposite of the trend. Both stay; neither is corrected."""
    verdict, seen = _OPPOSITE.get(trend.direction, (None, ""))
    found = []
    for line in lines:
        reading = line.reading
        own = reading is not None and reading.area.code == unit().code
        if verdict and own and reading is not None and reading.since.trend.verdict is verdict:
            found.append(
                _("Cijfer tegenover trend. %(message)s Hier staat: %(direction)s.")
                % {"message": line.message, "direction": trend.get_direction_display()}
            )
            if line.indicator.underreported:
                found.append(
                    _("Van %(title)s wordt weinig aangifte gedaan. Dat dit cijfer daalt, zegt dus weinig.")
                    % {"title": line.indicator.title}
                )
    told = Counter(one.seen for one in sights)
    if seen and sum(told.values()) >= FEW and told[seen] * 2 > sum(told.values()):
        found.append(_("Praktijk tegenover trend. De meeste mensen die vertelden wat zij zien, zien het omgekeerde."))
    return found


def words_about(trend: Trend) -> str:
    """Since and until, in words."""
    since = writing.period(trend.since) if trend.since else _("niet gezegd")
    if trend.until:
        return _("%(since)s tot %(until)s") % {"since": since, "until": writing.period(trend.until)}
    return since
