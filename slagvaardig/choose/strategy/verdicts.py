"""What the figures say of an ambition against its baseline: one of four verdicts, never more than they can bear."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from slagvaardig.region.areas.geography import Area
from slagvaardig.region.definitions import Ambition
from slagvaardig.region.folder import Region
from slagvaardig.see.figures.chips import trend_chip
from slagvaardig.see.figures.sentences import trend
from slagvaardig.see.figures.shelves import Shelf
from slagvaardig.see.themes.summaries import Line, line_of
from slagvaardig.web import blocks


@dataclass(frozen=True)
class AmbitionVerdict:
    """An ambition, the lines of its indicators, the chip of its verdict and the sentence that explains it."""

    ambition: Ambition
    lines: tuple[Line, ...]
    chip: blocks.Verdict
    because: str


def verdict_of(region: Region, ambition: Ambition, area: Area, tables: Shelf) -> AmbitionVerdict:
    """The first indicator of an ambition decides, because it covers the whole sentence; the others show parts of it.

    Without figures, with those of another area, or with one that rises by more effort, nothing can be said yet.
    """
    lines = tuple(line_of(region, region.indicators[slug], area, tables) for slug in ambition.indicators)
    if not lines:
        return AmbitionVerdict(ambition, lines, "unclear", _("Hiervoor is geen openbaar cijfer."))
    reading = lines[0].reading
    if reading is None:
        return AmbitionVerdict(ambition, lines, "unclear", _("Het cijfer dat hierbij hoort, is er nog niet."))
    if reading.indicator.direction == "none":
        because = _("Meer registraties kunnen ook meer inzet betekenen. Daarom geeft dit cijfer geen oordeel.")
        return AmbitionVerdict(ambition, lines, "unclear", because)
    if reading.area.code != area.code:
        because = _("Het cijfer gaat over %(area)s en niet over de hele regio.") % {"area": reading.area.name}
        return AmbitionVerdict(ambition, lines, "unclear", because)
    return AmbitionVerdict(ambition, lines, trend_chip(reading.since), trend(reading))
