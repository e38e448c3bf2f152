"""What a theme says in one sentence, and its indicators with their newest reading."""

from collections import Counter
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from slagvaardig.region.areas.geography import Area
from slagvaardig.region.definitions import Indicator, Theme
from slagvaardig.region.folder import Region
from slagvaardig.see.figures.chips import trend_chip
from slagvaardig.see.figures.readings import Reading, nearest_reading
from slagvaardig.see.figures.sentences import level, message, note
from slagvaardig.see.figures.shelves import Shelf
from slagvaardig.stats.trends import TrendVerdict
from slagvaardig.web import blocks


@dataclass(frozen=True)
class Line:
    """One indicator: its reading (None without figures), the sentence that it begins with, and its chip."""

    indicator: Indicator
    reading: Reading | None

    @property
    def message(self) -> str:
        return message(self.reading) if self.reading else _("Nog geen cijfer.")

    @property
    def level(self) -> str:
        return level(self.reading) if self.reading else ""

    @property
    def note(self) -> str:
        return note(self.reading) if self.reading else ""

    @property
    def chip(self) -> blocks.Verdict:
        return trend_chip(self.reading.since) if self.reading else ""


@dataclass(frozen=True)
class ThemeSummary:
    """A theme with its lines; message is one sentence about them together."""

    theme: Theme
    lines: tuple[Line, ...]
    message: str


def line_of(region: Region, indicator: Indicator, area: Area, tables: Shelf) -> Line:
    """One indicator for an area, or for the nearest area that the tables know."""
    return Line(indicator, nearest_reading(region, indicator, area, tables))


def summary_of(region: Region, theme: Theme, area: Area, tables: Shelf) -> ThemeSummary:
    """A theme for an area."""
    own = [indicator for indicator in region.indicators.values() if theme.slug in indicator.themes]
    lines = tuple(line_of(region, indicator, area, tables) for indicator in own)
    return ThemeSummary(theme, lines, together(lines) or theme.message_none)


def together(lines: tuple[Line, ...]) -> str:
    """How many indicators fell, stayed or rose since the baseline, counted over those with figures; '' without any."""
    known = [line.reading for line in lines if line.reading is not None]
    if not known:
        return ""
    count = Counter(reading.since.trend.verdict for reading in known)
    stayed = count[TrendVerdict.STABLE_OR_FELL]
    parts = [
        ngettext("%(number)s daalde", "%(number)s daalden", count[TrendVerdict.FELL])
        % {"number": count[TrendVerdict.FELL]},
        ngettext("%(number)s bleef gelijk of daalde", "%(number)s bleven gelijk of daalden", stayed)
        % {"number": stayed},
        ngettext("%(number)s steeg", "%(number)s stegen", count[TrendVerdict.ROSE])
        % {"number": count[TrendVerdict.ROSE]},
    ]
    order = (TrendVerdict.FELL, TrendVerdict.STABLE_OR_FELL, TrendVerdict.ROSE)
    said = [part for part, verdict in zip(parts, order, strict=True) if count[verdict]]
    open_ones = count[TrendVerdict.CANNOT_SAY]
    if open_ones:
        said.append(_("van %(number)s is het nog niet te zeggen") % {"number": open_ones})
    baseline = known[0].since.baseline
    if open_ones == len(known):
        return _("Hoe het sinds %(baseline)s is gegaan, is voor geen van deze cijfers al te zeggen.") % {
            "baseline": baseline
        }
    total = ngettext("Van %(total)s cijfer", "Van %(total)s cijfers", len(known)) % {"total": len(known)}
    return _("%(total)s sinds %(baseline)s: %(parts)s.") % {
        "total": total,
        "baseline": baseline,
        "parts": ", ".join(said),
    }
