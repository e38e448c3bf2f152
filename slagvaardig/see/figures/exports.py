"""A reading as CSV and JSON: the points, margins and verdicts of the page, with source, date and blind spot on every
row. A verdict stands on the row of the period that it is about."""

import csv
import io
import json
from collections.abc import Iterable, Sequence
from typing import Any

from slagvaardig.see.figures import sentences
from slagvaardig.see.figures.pictures import trend_word
from slagvaardig.see.figures.readings import Point, Reading
from slagvaardig.see.figures.sentences import verdict_word
from slagvaardig.web import spreadsheet

COLUMNS = (
    "indicator",
    "reeks",
    "bron",
    "tabel",
    "peildatum",
    "opgehaald",
    "licentie",
    "gebiedscode",
    "gebied",
    "periode",
    "aantal",
    "noemer",
    "waarde",
    "ondergrens",
    "bovengrens",
    "eenheid",
    "toestand",
    "status",
    "herrekend",
    "uitgangsjaar",
    "sinds_uitgangsjaar",
    "naast_vergelijkbare",
    "naast_regio",
    "naast_land",
    "blinde_vlek",
)


def rows(readings: Iterable[Reading]) -> list[dict[str, Any]]:
    """One row per point; a number that is not there is None, with the reason under `toestand`."""
    return [
        {
            "indicator": reading.indicator.title,
            "reeks": reading.series.label,
            "bron": reading.source.publisher,
            "tabel": reading.source.table,
            "peildatum": reading.snapshot.vintage.isoformat() if reading.snapshot.vintage else None,
            "opgehaald": reading.snapshot.known_on.isoformat(),
            "licentie": reading.source.licence,
            "gebiedscode": reading.area.code,
            "gebied": reading.area.name,
            "periode": point.period,
            "aantal": point.events,
            "noemer": point.population,
            "waarde": point.value,
            "ondergrens": point.lower,
            "bovengrens": point.upper,
            "eenheid": reading.indicator.unit,
            "toestand": {"": "gegeven", "withheld": "niet gegeven", "absent": "bestaat niet"}[point.state],
            "status": {"final": "definitief", "provisional": "voorlopig"}.get(point.status, "onbekend"),
            "herrekend": "ja" if point.recast else "nee",
            **_verdicts(reading, point),
            "blinde_vlek": reading.indicator.blind_spot,
        }
        for reading in readings
        for point in reading.points
    ]


def _verdicts(reading: Reading, point: Point) -> dict[str, str | None]:
    against = {one.kind: verdict_word(one) for one in reading.against} if point is reading.latest else {}
    since = reading.since if point is _last_of(reading) else None
    return {
        "uitgangsjaar": since.baseline if since else None,
        "sinds_uitgangsjaar": trend_word(reading) if since else None,
        "naast_vergelijkbare": against.get("similar"),
        "naast_regio": against.get("unit"),
        "naast_land": against.get("country"),
    }


def _last_of(reading: Reading) -> Point | None:
    """The row of the trend: the newest period within the newest year that it compares, else the newest figure."""
    inside = [point for point in reading.points if point.period.startswith(reading.since.newest or "-")]
    return inside[-1] if inside else reading.latest


def as_csv(readings: Sequence[Reading], *, example: bool) -> str:
    """UTF-8 with a BOM and semicolons, as a Dutch spreadsheet opens it. No cell can start a formula."""
    text = io.StringIO()
    text.write("\ufeff")
    writer = csv.writer(text, delimiter=";", lineterminator="\r\n")
    writer.writerow([*COLUMNS, *(["voorbeeld"] if example else [])])
    for row in rows(readings):
        writer.writerow([*(spreadsheet.cell(row[name]) for name in COLUMNS), *(["voorbeeld"] if example else [])])
    return text.getvalue()


def as_json(readings: Sequence[Reading], *, example: bool) -> str:
    """The rows, the sentences of the page, and whether all of it is an example."""
    said = [
        {
            "reeks": reading.series.label,
            "oordeel": reading.since.trend.verdict,
            "zekerheid": reading.since.trend.certainty,
            "zin": sentences.trend(reading),
            "naast": [sentences.comparison(reading, against) for against in reading.against],
            "breuken": [{"vanaf": found.at, "waarom": found.why} for found in reading.breaks],
            "blinde_vlek": reading.indicator.blind_spot,
            "niet_concluderen": list(reading.indicator.not_to_conclude),
        }
        for reading in readings
    ]
    content = {"voorbeeld": example, "oordelen": said, "rijen": rows(readings)}
    return json.dumps(content, ensure_ascii=False, indent=1)
