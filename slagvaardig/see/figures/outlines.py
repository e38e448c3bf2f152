"""The outlines that a region ships, read once: rings of longitude and latitude by area code."""

import json
from functools import lru_cache
from pathlib import Path

Rings = tuple[tuple[tuple[float, float], ...], ...]


@lru_cache(maxsize=8)
def outlines_in(folder: Path) -> dict[str, Rings]:
    """Code to rings from starter/outlines.geojson; empty when the region ships none."""
    file = folder / "starter" / "outlines.geojson"
    if not file.exists():
        return {}
    found = {}
    for feature in json.loads(file.read_text("utf-8"))["features"]:
        geometry = feature["geometry"]
        shapes = [geometry["coordinates"]] if geometry["type"] == "Polygon" else geometry["coordinates"]
        rings = tuple(tuple((float(x), float(y)) for x, y, *_ in ring) for shape in shapes for ring in shape)
        found[feature["properties"]["code"]] = rings
    return found
