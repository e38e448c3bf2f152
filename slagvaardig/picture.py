"""`slagvaardig picture GEBIED`: the profile of an area in the terminal, or as PDF, SVG or CSV. One reading for all."""

import argparse
import json
import sys
from pathlib import Path

import typst
from django.utils.translation import gettext as _

from slagvaardig.charts.line import line
from slagvaardig.charts.sheet import sheet
from slagvaardig.region.areas.geography import Area
from slagvaardig.region.current import current_region
from slagvaardig.see.figures import exports, pictures, sentences
from slagvaardig.see.figures.readings import Reading, readings_of
from slagvaardig.see.figures.shelves import shelf
from slagvaardig.web import writing

TEMPLATE = Path(__file__).resolve().parent / "templates" / "picture.typ"
FONTS = Path(__file__).resolve().parent / "web" / "fonts"


def picture(arguments: argparse.Namespace) -> int:
    """Print the table, or write the files that are asked for; exit code 2 for an unknown area."""
    region = current_region()
    area = region.areas.named(arguments.area)
    if area is None:
        sys.stdout.write(f"Gebied {arguments.area!r} is onbekend. Kijk in regions/{region.slug}/areas.csv.\n")
        return 2
    readings = readings_for(area)
    asked = {"pdf": arguments.pdf, "svg": arguments.svg, "csv": arguments.csv}
    makers = {"pdf": lambda: as_pdf(area, readings), "svg": lambda: as_svg(readings), "csv": lambda: as_csv(readings)}
    for kind, file in asked.items():
        if file is not None:
            file.write_bytes(makers[kind]())
            sys.stdout.write(f"{file}\n")
    if not any(asked.values()):
        sys.stdout.write(as_text(area, readings))
    return 0


def readings_for(area: Area) -> list[Reading]:
    """The first series of every indicator that says something of an area."""
    region, tables = current_region(), shelf()
    found = (readings_of(region, indicator, area, tables)[:1] for indicator in region.indicators.values())
    return [reading for one in found for reading in one]


def as_text(area: Area, readings: list[Reading]) -> str:
    """A table that fits a terminal."""
    head = (_("indicator"), _("jaar"), _("cijfer"), _("marge"), _("naast"), _("sinds uitgangsjaar"))
    rows = [head, *(_row(reading) for reading in readings)]
    widths = [max(len(row[column]) for row in rows) for column in range(len(head))]
    lines = ["  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in rows]
    sources = [f"{_('Bron:')} {line}" for line in sorted({pictures.source_text(one) for one in readings})]
    blind = [_("Wat u hier niet ziet:")] if readings else []
    blind += [f"- {one.indicator.title}: {one.indicator.blind_spot}" for one in readings]
    title = area.name + (f" ({_('voorbeeld')})" if current_region().fictional else "")
    body = lines if readings else [_("Over dit gebied heeft geen enkele bron een cijfer.")]
    return "\n".join([title, "", *body, "", *sources, "", *blind, ""])


def as_csv(readings: list[Reading]) -> bytes:
    """Every point, as on the page of the area."""
    return exports.as_csv(readings, example=current_region().fictional).encode()


def as_svg(readings: list[Reading]) -> bytes:
    """The first series over time as a drawing of its own; the figure with the longest story comes first."""
    best = max(readings, key=lambda reading: len(reading.points), default=None)
    if best is None:
        raise SystemExit(_("Over dit gebied heeft geen enkele bron een cijfer."))
    chart = pictures.line_of(best, sentences.message(best))
    below = [
        f"{_('Bron:')} {pictures.source_text(best)}",
        f"{_('Wat u hier niet ziet:')} {best.indicator.blind_spot}",
    ]
    drawn = line(chart, key="beeld", mark=pictures.example_mark(best))
    return sheet(drawn, title=chart.title, below=below).encode()


def as_pdf(area: Area, readings: list[Reading]) -> bytes:
    """A tagged PDF (PDF/UA-1) of the table, the longest series and the sources."""
    charts = sorted((one for one in readings if len(one.points) > 1), key=lambda one: one.indicator.order)[:3]
    content = {
        "title": area.name,
        "region": current_region().full_name,
        "example": _("voorbeeld") if current_region().fictional else "",
        "head": [_("indicator"), _("jaar"), _("cijfer"), _("marge"), _("naast"), _("sinds uitgangsjaar")],
        "rows": [list(_row(reading)) for reading in readings],
        "charts": [
            {
                "svg": line(
                    pictures.line_of(one, sentences.message(one)), key=f"g{place}", mark=pictures.example_mark(one)
                ),
                "alt": f"{sentences.level(one)} {sentences.trend(one)}",
                "caption": f"{one.indicator.title}. {sentences.message(one)}",
                "source": f"{_('Bron:')} {pictures.source_text(one)}",
            }
            for place, one in enumerate(charts)
        ],
        "sources": sorted({pictures.source_text(one) for one in readings}),
        "blind": [[one.indicator.title, one.indicator.blind_spot] for one in readings],
        "sources_word": _("Bronnen"),
        "blind_word": _("Wat u hier niet ziet:"),
    }
    made = typst.compile(
        str(TEMPLATE), font_paths=[str(FONTS)], sys_inputs={"data": json.dumps(content)}, pdf_standards=["ua-1"]
    )
    return bytes(made)


def _row(reading: Reading) -> tuple[str, ...]:
    point, decimals = reading.latest, sentences.decimals_of(reading)
    against = reading.against[0] if reading.against else None
    beside = (
        f"{sentences.verdict_words(reading, against)} {sentences.other_name(against)}" if against else "\N{EN DASH}"
    )
    trend = pictures.trend_word(reading)
    title = reading.indicator.title + (f" ({reading.indicator.unit})" if reading.indicator.unit else "")
    if point is None:
        return (title, "\N{EN DASH}", writing.not_given(), "", beside, trend)
    margin = writing.between(point.lower, point.upper, decimals)
    number = writing.number(point.value, decimals)
    period = writing.period(point.period) + (f" ({_('voorlopig')})" if point.status == "provisional" else "")
    return (title, period, number, margin, beside, trend)
