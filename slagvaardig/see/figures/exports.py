"""A reading as CSV and JSON: the points and margins of the page, with source and date on every row."""

import csv
import io
import json
from collections.abc import Iterable, Sequence
from typing import Any

from slagvaardig.see.figures import sentences
from slagvaardig.see.figures.readings import Reading

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
)
FORMULA = ("=", "+", "-", "@", "\t", "\r")


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
        }
        for reading in readings
        for point in reading.points
    ]


def as_csv(readings: Sequence[Reading], *, example: bool) -> str:
    """UTF-8 with a BOM and semicolons, as a Dutch spreadsheet opens it. No cell can start a formula."""
    text = io.StringIO()
    text.write("\ufeff")
    writer = csv.writer(text, delimiter=";", lineterminator="\r\n")
    writer.writerow([*COLUMNS, *(["voorbeeld"] if example else [])])
    for row in rows(readings):
        writer.writerow([*(_cell(row[name]) for name in COLUMNS), *(["voorbeeld"] if example else [])])
    return text.getvalue()


def as_json(readings: Sequence[Reading], *, example: bool) -> str:
    """The rows, the sentences of the page, and whether all of it is an example."""
    said = [
        {"reeks": reading.series.label, "oordeel": reading.since.trend.verdict, "zin": sentences.trend(reading)}
        for reading in readings
    ]
    content = {"voorbeeld": example, "oordelen": said, "rijen": rows(readings)}
    return json.dumps(content, ensure_ascii=False, indent=1)


def _cell(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, float):
        return f"{value:.6g}".replace(".", ",") if value != int(value) else str(int(value))
    text = str(value)
    return f"'{text}" if text.startswith(FORMULA) else text
