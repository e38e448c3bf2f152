"""What a theme says in one sentence, and its indicators with their newest reading."""

from collections import Counter
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from slagvaardig.region.areas.geography import Area
from slagvaardig.region.definitions import Indicator, Theme
from slagvaardig.region.folder import Region
from slagvaardig.see.figures.chips import trend_chip
from slagvaardig.see.figures.pictures import source_line
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
    def source(self) -> blocks.Source | None:
        return source_line(self.reading) if self.reading else None

    @property
    def chip(self) -> blocks.Verdict:
        return trend_chip(self.reading.since) if self.reading else ""


@dataclass(frozen=True)
class ThemeSummary:
    """A theme with its lines for an area; message is one sentence about them together."""

    theme: Theme
    area: Area
    lines: tuple[Line, ...]
    message: str

    @property
    def decided(self) -> list[Reading]:
        """The figures of the area itself that have a verdict."""
        return [
            line.reading
            for line in self.lines
            if line.reading
            and line.reading.area.code == self.area.code
            and line.reading.since.trend.verdict is not TrendVerdict.CANNOT_SAY
        ]

    @property
    def named(self) -> str:
        """Which figures of the area itself fell and which rose, by name."""
        moved = ((_("Gedaald:"), TrendVerdict.FELL), (_("Gestegen:"), TrendVerdict.ROSE))
        titles = [
            (word, [one.indicator.title for one in self.decided if one.since.trend.verdict is verdict])
            for word, verdict in moved
        ]
        return " ".join(f"{word} {', '.join(names)}." for word, names in titles if names)


def line_of(region: Region, indicator: Indicator, area: Area, tables: Shelf) -> Line:
    """One indicator for an area, or for the nearest area that the tables know."""
    return Line(indicator, nearest_reading(region, indicator, area, tables))


def summary_of(region: Region, theme: Theme, area: Area, tables: Shelf) -> ThemeSummary:
    """A theme for an area."""
    own = [indicator for indicator in region.indicators.values() if theme.slug in indicator.themes]
    lines = tuple(line_of(region, indicator, area, tables) for indicator in own)
    return ThemeSummary(theme, area, lines, together(lines, area) or theme.message_none)


def together(lines: tuple[Line, ...], area: Area) -> str:
    """How many indicators fell, stayed or rose since the baseline, counted over those with figures; '' without any.

    What is only known of another area, such as the country, is counted apart: it says nothing of the area itself.
    """
    known = [line.reading for line in lines if line.reading is not None]
    if not known:
        return ""
    if all(one.since.trend.verdict is TrendVerdict.CANNOT_SAY for one in known):
        return _("Hoe het sinds %(baseline)s is gegaan, is voor geen van deze cijfers al te zeggen.") % {
            "baseline": known[0].since.baseline[:4]
        }
    own = [one for one in known if one.area.code == area.code]
    elsewhere: dict[str, list[Reading]] = {}
    for one in known:
        if one.area.code != area.code:
            elsewhere.setdefault(one.area.name, []).append(one)
    said = [_counted(own)] if own else []
    said += [
        _("Alleen over %(area)s bekend: %(counted)s") % {"area": name, "counted": _lowered(_counted(readings))}
        for name, readings in elsewhere.items()
    ]
    return " ".join(said)


def _counted(readings: list[Reading]) -> str:
    count = Counter(reading.since.trend.verdict for reading in readings)
    fell, rose = count[TrendVerdict.FELL], count[TrendVerdict.ROSE]
    kept, held = count[TrendVerdict.STABLE_OR_FELL], count[TrendVerdict.STABLE_OR_ROSE]
    open_ones = count[TrendVerdict.CANNOT_SAY]
    parts = (
        (fell, ngettext("%(number)s daalde", "%(number)s daalden", fell)),
        (kept, ngettext("%(number)s bleef gelijk of daalde", "%(number)s bleven gelijk of daalden", kept)),
        (held, ngettext("%(number)s bleef gelijk of steeg", "%(number)s bleven gelijk of stegen", held)),
        (rose, ngettext("%(number)s steeg", "%(number)s stegen", rose)),
        (open_ones, _("van %(number)s is het nog niet te zeggen")),
    )
    total = ngettext("Van %(total)s cijfer", "Van %(total)s cijfers", len(readings)) % {"total": len(readings)}
    return _("%(total)s sinds %(baseline)s: %(parts)s.") % {
        "total": total,
        "baseline": readings[0].since.baseline[:4],
        "parts": ", ".join(part % {"number": number} for number, part in parts if number),
    }


def _lowered(sentence: str) -> str:
    return sentence[:1].lower() + sentence[1:]
