"""Mistakes that look like data: a code that is empty, an outline that does not close, a margin that is not there."""

import json
from pathlib import Path
from typing import Any

import duckdb
import pytest

from slagvaardig.see.connectors import cbs_odata3, cbs_odata4
from slagvaardig.see.connectors.boundaries import read_boundaries
from slagvaardig.see.connectors.reading import ReadProblem

from .sources import source

SQUARE = [[5.0, 52.0], [5.1, 52.0], [5.1, 52.1], [5.0, 52.0]]
MARGINS = {"column": "Marges", "value": "W", "lower": "L", "upper": "U"}
ROW = {"Soort": "A", "RegioS": "VB0101", "Perioden": "2020JJ00", "Aantal_1": 5}


def outlines(folder: Path, *features: Any) -> list[Any]:
    content = {"type": "FeatureCollection", "features": features}
    (folder / "a.geojson").write_text(json.dumps(content))
    found = read_boundaries(source(), folder)["features"]
    assert isinstance(found, list)
    return found


def outline(coordinates: Any = None, kind: str = "Polygon", **properties: Any) -> dict[str, Any]:
    geometry = {"type": kind, "coordinates": [SQUARE] if coordinates is None else coordinates}
    return {"type": "Feature", "properties": {"code": "VB0101", **properties}, "geometry": geometry}


def test_a_good_outline_is_kept(tmp_path: Path) -> None:
    (found,) = outlines(tmp_path, outline(name="Aldermeer", more="weg"))
    assert found["properties"] == {"code": "VB0101", "name": "Aldermeer"}


@pytest.mark.parametrize(
    ("feature", "words"),
    [
        (outline(code=None), "'code' met een code, gevonden code zonder inhoud"),
        (outline(code="  "), "'code' met een code, gevonden code zonder inhoud"),
        (outline([[*SQUARE[:3], [5.0, 52.1]]]), "een rand die eindigt waar hij begint"),
        (outline([[*SQUARE[:2], SQUARE[0]]]), "lengte- en breedtegraden"),
        (outline([[[155000, 463000]] * 4]), "lengte- en breedtegraden"),
        (outline([[["5", "52"]] * 4]), "lengte- en breedtegraden"),
        (outline([[[5.0, None]] * 4]), "lengte- en breedtegraden"),
        (outline([]), "lengte- en breedtegraden"),
        (outline(5), "lengte- en breedtegraden"),
        (outline([5], kind="MultiPolygon"), "lengte- en breedtegraden"),
        (outline([SQUARE[0]], kind="Point"), "een vlak"),
        ({"type": "Feature", "properties": {"code": "A"}, "geometry": None}, "een vlak"),
        ({"type": "Feature", "properties": [1], "geometry": {}}, "eigenschap 'code'"),
        (7, "eigenschap 'code'"),
    ],
)
def test_an_outline_that_is_wrong_is_named_by_its_place(tmp_path: Path, feature: Any, words: str) -> None:
    with pytest.raises(ReadProblem, match=rf"a\.geojson, vlak 2: verwacht .*{words}.*WGS84"):
        outlines(tmp_path, outline(code="VB0102"), feature)


def test_a_collection_without_outlines_is_no_answer(tmp_path: Path) -> None:
    with pytest.raises(ReadProblem, match=r"a\.geojson: verwacht minstens een vlak, gevonden geen enkel"):
        outlines(tmp_path)


def survey(folder: Path, *codes: str) -> list[Any]:
    rows = [{**ROW, "Marges": code, "Aantal_1": 4 + place} for place, code in enumerate(codes)]
    (folder / "page-00000.json").write_text(json.dumps({"value": rows}))
    reading = cbs_odata3.read(source(options={"margins": MARGINS}), folder, connection=duckdb.connect(), names={})
    return reading.cells.project("value, lower, upper").fetchall()


def test_a_value_and_its_two_margins_are_one_cell(tmp_path: Path) -> None:
    assert survey(tmp_path, "L", "W", "U", "other") == [(5.0, 4.0, 6.0)]


@pytest.mark.parametrize("codes", [("W",), ("L", "U"), ("W", "U"), ("L", "W")])
def test_a_margin_that_is_not_there_is_never_taken_for_certainty(tmp_path: Path, codes: tuple[str, ...]) -> None:
    with pytest.raises(ReadProblem, match=r"VB0101, 2020: verwacht een waarde met twee marges.*\[options\] margins"):
        survey(tmp_path, *codes)


@pytest.mark.parametrize("stray", ["1", "null", '"x"', "[]", "{}"])
@pytest.mark.parametrize("version", ["3", "4"])
def test_something_among_the_rows_that_is_no_row_stops_the_table(tmp_path: Path, stray: str, version: str) -> None:
    row = json.dumps({**ROW, "Measure": "Aantal_1", "Value": 5})
    (tmp_path / "page-00000.json").write_text(f'{{"value": [{row}, {stray}]}}')
    reads = cbs_odata3.read if version == "3" else cbs_odata4.read
    with pytest.raises(ReadProblem, match=r"page-00000\.json"):
        reads(source(), tmp_path, connection=duckdb.connect(), names={})
