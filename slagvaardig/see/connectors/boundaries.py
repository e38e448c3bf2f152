"""Boundaries of areas: GeoJSON, from a file or page by page from an OGC API Features service.

[options]: code (the property with the code of an area), name. The result is one collection with those two properties.
"""

import json
from collections.abc import Mapping
from math import isfinite
from pathlib import Path
from typing import Any
from urllib.parse import urljoin

from slagvaardig.region.definitions import Source
from slagvaardig.see.connectors.client import Client
from slagvaardig.see.connectors.paging import Pages, Report
from slagvaardig.see.connectors.reading import ReadProblem

FETCHES = True
SUFFIX = ".geojson"
SHAPES = ("Polygon", "MultiPolygon")
REMEDY = "Vraag de grenzen op als GeoJSON in lengte- en breedtegraden (WGS84)."


def fetch(source: Source, folder: Path, *, report: Report, client: Client | None = None) -> None:
    """Every page of a collection, as it was received; nothing when the first page has not changed since."""
    http = client or Client(source.url)
    kept = Pages.opened(folder, of=source.url, suffix=SUFFIX)
    if kept.done and not http.download(source.url, folder / kept.pages[0]["file"], conditional=True):
        report("niets nieuws", 1.0)
        return
    kept.forget()
    kept.fetch(http, [source.url], _page, _following, report)
    kept.close()


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
    if not features:
        raise ReadProblem(files[0].name, "", "minstens een vlak", "geen enkel", REMEDY)
    return {"type": "FeatureCollection", "features": features}


def _page(file: Path) -> dict[str, Any]:
    content = _collection(file)
    return content | {"rows": content["features"]}


def _following(page: Mapping[str, Any], start: str, rows: int) -> str:
    links = page.get("links")
    found = [link for link in links if isinstance(link, dict)] if isinstance(links, list) else []
    following = next((str(link.get("href", "")) for link in found if link.get("rel") == "next"), "")
    return urljoin(start, following) if following else ""


def _collection(file: Path) -> dict[str, Any]:
    try:
        content = json.loads(file.read_text("utf-8-sig"))
    except (UnicodeDecodeError, ValueError, RecursionError) as error:
        raise ReadProblem(file.name, "", "GeoJSON", "iets anders of een afgebroken bestand", REMEDY) from error
    if not isinstance(content, dict) or not isinstance(content.get("features"), list):
        raise ReadProblem(file.name, "", "een verzameling 'features'", str(content)[:60], REMEDY)
    return content


def _feature(file: str, place: str, feature: Any, code: str, name: str) -> dict[str, Any]:
    properties = feature.get("properties") if isinstance(feature, dict) else {}
    properties = properties if isinstance(properties, dict) else {}
    geometry = feature.get("geometry") or {} if isinstance(feature, dict) else {}
    key = str(properties.get(code) or "").strip()
    if not key:
        found = f"{code} zonder inhoud" if code in properties else ", ".join(properties)[:80] or "geen"
        raise ReadProblem(file, place, f"eigenschap {code!r} met een code", found, REMEDY)
    if not isinstance(geometry, dict) or geometry.get("type") not in SHAPES:
        raise ReadProblem(file, place, "een vlak", str(geometry)[:60], REMEDY)
    for ring in _rings(geometry):
        if not isinstance(ring, list) or len(ring) < 4 or not all(_on_earth(point) for point in ring):
            raise ReadProblem(file, place, "lengte- en breedtegraden", str(ring)[:60], REMEDY)
        if ring[0] != ring[-1]:
            found = f"{ring[0]} en {ring[-1]}"
            raise ReadProblem(file, place, "een rand die eindigt waar hij begint", found[:60], REMEDY)
    kept = {"code": key, "name": str(properties.get(name) or "").strip()}
    return {"type": "Feature", "properties": kept, "geometry": geometry}


def _rings(geometry: Mapping[str, Any]) -> list[Any]:
    """The rings of a shape; a list with nothing in it when the shape is no list of lists, so that it is refused."""
    given = geometry.get("coordinates")
    shapes = [given] if geometry["type"] == "Polygon" else given
    if not isinstance(shapes, list) or not shapes or not all(isinstance(shape, list) and shape for shape in shapes):
        return [None]
    return [ring for shape in shapes for ring in shape]


def _on_earth(point: Any) -> bool:
    numbers = isinstance(point, list) and len(point) >= 2 and all(isinstance(part, int | float) for part in point[:2])
    return numbers and all(isfinite(part) for part in point[:2]) and abs(point[0]) <= 180 and abs(point[1]) <= 90
