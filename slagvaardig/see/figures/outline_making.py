"""The outlines of the municipalities that ship with a region: starter/outlines.geojson, made from a download.

starter/outlines.toml, written by hand, says from which file (`file`), which property holds the code (`code`), and under
which licence the outlines were published; those facts travel inside the GeoJSON.
"""

import json
import tomllib
from pathlib import Path
from typing import Any

from slagvaardig.region.folder import Region
from slagvaardig.see.figures.checks import FiguresProblem
from slagvaardig.see.figures.store import checksums

SHEET, OUTLINES = "outlines.toml", "outlines.geojson"
DECIMALS = 5  # about one metre


def make_outlines(region: Region, downloads: Path, folder: Path) -> Path | None:
    """Write `folder`/outlines.geojson with the municipalities of the region; None without outlines.toml or file."""
    sheet = region.path / "starter" / SHEET
    if not sheet.is_file():
        return None
    facts = tomllib.loads(sheet.read_text("utf-8"))
    found = sorted(downloads.rglob(facts["file"]))
    if not found:
        return None
    known = {area.code: area.name for area in region.areas.of_kind("municipality")}
    features = [
        _feature(feature, code, known[code])
        for feature in _features(found[0])
        if (code := str(feature["properties"].get(facts["code"], "")).strip()) in known
    ]
    if not features:
        raise FiguresProblem(f"{found[0].name} bevat geen enkele gemeente van {region.slug}. Kijk naar {sheet}.")
    told = {name: facts[name] for name in ("title", "licence", "attribution", "page", "division")}
    made_from = [{"file": found[0].name, "sha256": checksums(found[0].parent, found[0].name)[found[0].name]}]
    whole = {"type": "FeatureCollection", **told, "made_from": made_from, "features": features}
    target = folder / OUTLINES
    target.write_text(json.dumps(whole, ensure_ascii=False, separators=(",", ":")) + "\n", "utf-8")
    return target


def _features(file: Path) -> list[Any]:
    try:
        return list(json.loads(file.read_text("utf-8-sig"))["features"])
    except (ValueError, KeyError, TypeError) as error:
        raise FiguresProblem(f"{file.name} is geen GeoJSON met gebieden. Haal het bestand opnieuw op.") from error


def _feature(feature: Any, code: str, name: str) -> dict[str, Any]:
    geometry = feature["geometry"]
    rounded = {"type": geometry["type"], "coordinates": _rounded(geometry["coordinates"])}
    return {"type": "Feature", "properties": {"code": code, "name": name}, "geometry": rounded}


def _rounded(numbers: Any) -> Any:
    return [_rounded(part) for part in numbers] if isinstance(numbers, list) else round(numbers, DECIMALS)
