"""Boundaries of areas: GeoJSON, from a file or page by page from an OGC API Features service.

[options]: code (the property with the code of an area), name. The result is one collection with those two properties.
"""

import json
from collections.abc import Callable
from math import isfinite
from pathlib import Path
from typing import Any

from slagvaardig.region.definitions import Source
from slagvaardig.see.connectors.client import Client
from slagvaardig.see.connectors.reading import ReadProblem

FETCHES = True
SHAPES = ("Polygon", "MultiPolygon")
REMEDY = "Vraag de grenzen op als GeoJSON in lengte- en breedtegraden (WGS84)."

Report = Callable[[str, float], None]


def fetch(source: Source, folder: Path, *, report: Report, client: Client | None = None) -> None:
    """Every page of a collection, as it was received."""
    http = client or Client(source.url)
    url, number = source.url, 0
    while url:
        file = folder / f"page-{number:05}.geojson"
        http.download(url, file)
        links = _collection(file).get("links", [])
        url = next((str(link["href"]) for link in links if link.get("rel") == "next"), "")
        number += 1
        report(f"{number} pagina's met grenzen", 1 - 1 / (number + 1))


def read_boundaries(source: Source, folder: Path) -> dict[str, Any]:
    """All features of all GeoJSON files in a folder with their code and name; ReadProblem names file and feature."""
    files = sorted(path for path in folder.iterdir() if path.suffix.lower() in (".geojson", ".json"))
    if not files:
        raise ReadProblem(folder.name, "", "een GeoJSON-bestand", "geen enkel", REMEDY)
    code, name = str(source.options.get("code", "code")), str(source.options.get("name", "name"))
    features: list[dict[str, Any]] = []
    seen: set[str] = set()
    for file in files:
        for number, feature in enumerate(_collection(file)["features"], 1):
            made = _feature(file.name, f"vlak {number}", feature, code, name)
            key = made["properties"]["code"]
            if key in seen:
                raise ReadProblem(file.name, f"vlak {number}", "elk gebied een keer", f"{key} nog eens", REMEDY)
            seen.add(key)
            features.append(made)
    return {"type": "FeatureCollection", "features": features}


def _collection(file: Path) -> dict[str, Any]:
    try:
        content = json.loads(file.read_text("utf-8-sig"))
    except (UnicodeDecodeError, ValueError) as error:
        raise ReadProblem(file.name, "", "GeoJSON", "iets anders of een afgebroken bestand", REMEDY) from error
    if not isinstance(content, dict) or not isinstance(content.get("features"), list):
        raise ReadProblem(file.name, "", "een verzameling 'features'", str(content)[:60], REMEDY)
    return content


def _feature(file: str, place: str, feature: Any, code: str, name: str) -> dict[str, Any]:
    properties = feature.get("properties") or {} if isinstance(feature, dict) else {}
    geometry = feature.get("geometry") or {} if isinstance(feature, dict) else {}
    if code not in properties:
        raise ReadProblem(file, place, f"eigenschap {code!r}", ", ".join(properties)[:80] or "geen", REMEDY)
    if geometry.get("type") not in SHAPES:
        raise ReadProblem(file, place, "een vlak", repr(geometry.get("type")), REMEDY)
    rings = (
        geometry["coordinates"] if geometry["type"] == "Polygon" else [r for p in geometry["coordinates"] for r in p]
    )
    for ring in rings:
        if len(ring) < 4 or not all(_on_earth(point) for point in ring):
            raise ReadProblem(file, place, "lengte- en breedtegraden", str(ring[:1])[:60], REMEDY)
    kept = {"code": str(properties[code]).strip(), "name": str(properties.get(name, "")).strip()}
    return {"type": "Feature", "properties": kept, "geometry": geometry}


def _on_earth(point: Any) -> bool:
    numbers = isinstance(point, list) and len(point) >= 2 and all(isinstance(part, int | float) for part in point[:2])
    return numbers and all(isfinite(part) for part in point[:2]) and abs(point[0]) <= 180 and abs(point[1]) <= 90
