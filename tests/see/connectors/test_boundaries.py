"""Boundaries: what is no area on earth is named by its file and place; the published outlines are read whole."""

import json
from pathlib import Path
from typing import Any

import pytest

from slagvaardig.see.connectors import boundaries
from slagvaardig.see.connectors.reading import ReadProblem

from .sources import source

SQUARE = [[5.0, 52.0], [5.1, 52.0], [5.1, 52.1], [5.0, 52.0]]


def feature(code: object = "VB0101", kind: str = "Polygon", coordinates: Any = None) -> dict[str, Any]:
    shape = {"type": kind, "coordinates": [SQUARE] if coordinates is None else coordinates}
    return {"type": "Feature", "properties": {"code": code, "name": "Aldermeer"}, "geometry": shape}


def read(folder: Path, content: object, **options: object) -> dict[str, Any]:
    text = content if isinstance(content, str) else json.dumps({"features": content})
    (folder / "t.geojson").write_text(text)
    return boundaries.read_boundaries(source(options=options), folder)


def test_a_collection_keeps_code_name_and_shape(tmp_path: Path) -> None:
    found = read(tmp_path, [feature(" VB0101 "), feature("VB0102", "MultiPolygon", [[SQUARE], [SQUARE]])])
    assert [one["properties"] for one in found["features"]] == [
        {"code": "VB0101", "name": "Aldermeer"},
        {"code": "VB0102", "name": "Aldermeer"},
    ]


BROKEN: dict[str, tuple[object, str]] = {
    "empty": ("", r"t\.geojson: verwacht GeoJSON"),
    "cut off": ('{"features": [{"type"', r"t\.geojson: verwacht GeoJSON.*afgebroken"),
    "a web page": ("<html></html>", r"t\.geojson: verwacht GeoJSON"),
    "a list": ("[]", r"verwacht een verzameling 'features'"),
    "very deep": ("[" * 100_000, r"t\.geojson: verwacht GeoJSON"),
    "no features": ('{"features": 3}', r"verwacht een verzameling 'features'"),
    "a feature that is none": ([3], r"vlak 1: verwacht eigenschap 'code'"),
    "properties that are none": ([{"properties": "x"}], r"vlak 1: verwacht eigenschap 'code'"),
    "no code": ([{"properties": {"naam": "x"}}], r"vlak 1: verwacht eigenschap 'code'.*gevonden naam"),
    "a point": ([feature(kind="Point", coordinates=[5, 52])], r"vlak 1: verwacht een vlak"),
    "no shape": ([{"properties": {"code": "x"}, "geometry": None}], r"vlak 1: verwacht een vlak"),
    "no coordinates": ([{"properties": {"code": "x"}, "geometry": {"type": "Polygon"}}], r"vlak 1: verwacht lengte"),
    "an empty shape": ([feature(coordinates=[])], r"vlak 1: verwacht lengte"),
    "numbers for rings": ([feature(coordinates=[5, 6])], r"vlak 1: verwacht lengte"),
    "a ring of two points": ([feature(coordinates=[SQUARE[:2]])], r"vlak 1: verwacht lengte"),
    "metres": ([feature(coordinates=[[[130000, 450000]] * 4])], r"vlak 1: verwacht lengte"),
    "not a number": ('{"features": [' + json.dumps(feature()).replace("5.1", "NaN") + "]}", r"vlak 1: verwacht lengte"),
    "text for a number": ([feature(coordinates=[[["5", "52"]] * 4])], r"vlak 1: verwacht lengte"),
    "an area twice": ([feature(), feature()], r"vlak 2: verwacht elk gebied een keer, gevonden VB0101"),
}


@pytest.mark.parametrize("name", BROKEN)
def test_broken_boundaries_are_named(tmp_path: Path, name: str) -> None:
    content, words = BROKEN[name]
    with pytest.raises(ReadProblem, match=words) as caught:
        read(tmp_path, content)
    assert str(caught.value).endswith(".")


def test_a_folder_without_boundaries_is_named(tmp_path: Path) -> None:
    with pytest.raises(ReadProblem, match="GeoJSON-bestand"):
        boundaries.read_boundaries(source(), tmp_path)


@pytest.mark.parametrize(
    ("pattern", "areas"),
    [("*_2019indeling.geojson", 39), ("*_2023indeling.geojson", 38), ("*_wijken_2022.geojson", 370)],
)
def test_the_published_outlines_are_read_whole(shared_data: Path, tmp_path: Path, pattern: str, areas: int) -> None:
    (file,) = (shared_data / "areas").glob(pattern)
    (tmp_path / file.name).write_bytes(file.read_bytes())
    keys = json.loads(file.read_text())["features"][0]["properties"]
    code = next(key for key, value in keys.items() if str(value).startswith(("GM", "WK")))
    assert len(boundaries.read_boundaries(source(options={"code": code}), tmp_path)["features"]) == areas
