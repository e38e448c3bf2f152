"""Fetching a table in pages: where it goes on, what it does not trust, and how a large table is asked for in parts."""

import json
from pathlib import Path
from typing import Any

import duckdb
import pytest

from slagvaardig.see.connectors import boundaries, cbs_odata3, cbs_odata4
from slagvaardig.see.connectors.client import Client, FetchProblem, Limits
from slagvaardig.see.connectors.reading import Reading, ReadProblem
from tests.standin import StandIn, made_up_v3, standing_in

from .sources import source

QUICK = Limits(pause=0.0, first_wait=0.0)
V4 = {"columns": {"kinds": ["Soort"], "area": "RegioS", "period": "Perioden"}, "measures": {"aantal": "M1"}}


def fetch(connector: Any, stand_in: StandIn, folder: Path, **known: object) -> Reading | None:
    of = source(**{"url": f"{stand_in.address}/ODataFeed/odata/T1"} | known)
    client = Client(of.url, limits=QUICK, sleep=lambda seconds: None, allow_loopback=True)
    connector.fetch(of, folder, report=lambda step, share: None, client=client)
    read = getattr(connector, "read", None)
    return read(of, folder, connection=duckdb.connect(), names={}) if read else None


def count(reading: Reading | None) -> int:
    assert reading is not None
    return int(reading.cells.aggregate("count(*)").fetchall()[0][0])


def page(rows: list[dict[str, object]], **more: object) -> bytes:
    return json.dumps({"value": rows, **more}).encode()


def test_every_page_is_kept_as_it_came_with_where_and_when(tmp_path: Path) -> None:
    with standing_in(made_up_v3()) as service:
        service.etag = '"abc"'
        fetch(cbs_odata3, service, tmp_path)
        received = service.replies["T1/TypedDataSet"].replace(b"https://opendata.cbs.nl", service.address.encode())
    assert (tmp_path / "page-00000.json").read_bytes() == received
    pages = json.loads((tmp_path / ".manifest.json").read_text())["pages"]
    assert [(one["file"], one["rows"], len(one["sha256"])) for one in pages] == [
        ("page-00000.json", 3, 64),
        ("page-00001.json", 3, 64),
    ]
    assert all(one["time"].endswith("+00:00") and one["url"].startswith("http") for one in pages)
    assert pages[0]["etag"] == '"abc"'


@pytest.mark.parametrize("harm", ["gone", "cut", "manifest"])
def test_a_page_that_was_damaged_since_is_fetched_again(tmp_path: Path, harm: str) -> None:
    with standing_in(made_up_v3()) as service:
        fetch(cbs_odata3, service, tmp_path)
        second = tmp_path / "page-00001.json"
        if harm == "gone":
            second.unlink()
        elif harm == "cut":
            second.write_bytes(second.read_bytes()[:-20])
        else:
            (tmp_path / ".manifest.json").write_text('{"pages": [')
        service.asked.clear()
        assert count(fetch(cbs_odata3, service, tmp_path)) == 6
        pages = [path for path in service.asked if "TypedDataSet?" in path]
    assert len(pages) == (2 if harm == "manifest" else 1)


def test_another_question_does_not_use_the_answer_to_the_first(tmp_path: Path) -> None:
    with standing_in(made_up_v3()) as service:
        fetch(cbs_odata3, service, tmp_path)
        service.asked.clear()
        fetch(cbs_odata3, service, tmp_path, options={"filter": "Soort eq 'A10 '"})
        assert any("$filter=Soort eq 'A10 '" in path for path in service.asked)


def test_a_service_that_refers_back_to_a_page_is_left(tmp_path: Path) -> None:
    replies = made_up_v3()
    replies["T1/TypedDataSet?skip=3"] = replies["T1/TypedDataSet"]
    with standing_in(replies) as service, pytest.raises(FetchProblem, match=r"pagina die er al is.*Probeer later"):
        fetch(cbs_odata3, service, tmp_path)


def test_a_table_is_asked_for_one_period_at_a_time(tmp_path: Path) -> None:
    replies = made_up_v3()
    rows = [json.loads(replies[name])["value"] for name in ("T1/TypedDataSet", "T1/TypedDataSet?skip=3")]
    replies["T1/TypedDataSet"] = page([row for part in rows for row in part if row["Perioden"] == "2021JJ00"])
    with standing_in(replies) as service:
        reading = fetch(
            cbs_odata3,
            service,
            tmp_path,
            options={"slices": "Perioden", "slices_from": "2021JJ00", "filter": "ID ge 0"},
        )
        asked = [path for path in service.asked if "TypedDataSet" in path]
    assert len(asked) == 1
    assert "$filter=(ID ge 0) and Perioden eq '2021JJ00'" in asked[0]
    assert reading is not None
    assert list(reading.periods) == ["2021"]


def test_an_interrupted_slice_goes_on_with_that_slice(tmp_path: Path) -> None:
    replies = made_up_v3(rows=2)
    replies["T1/TypedDataSet"] = page(json.loads(replies["T1/TypedDataSet"])["value"][:1])
    replies["T1/TypedDataSet/$count"] = b"2"
    with standing_in(replies) as service:
        service.faults = [""] * 5 + ["500"] * 5
        with pytest.raises(FetchProblem):
            fetch(cbs_odata3, service, tmp_path, options={"slices": "Perioden"})
        service.asked.clear()
        fetch(cbs_odata3, service, tmp_path, options={"slices": "Perioden"})
        asked = [path for path in service.asked if "TypedDataSet?" in path]
    assert len(asked) == 1
    assert "2021JJ00" in asked[0]


@pytest.mark.parametrize(
    ("options", "words"),
    [
        ({"slices": "Jaar"}, r"proef\.toml.*Soort, Perioden.*'Jaar'"),
        ({"slices": "Perioden", "slices_from": "9"}, "sleutel"),
    ],
)
def test_slices_that_do_not_exist_are_a_mistake_in_the_source(
    tmp_path: Path, options: dict[str, object], words: str
) -> None:
    with standing_in(made_up_v3()) as service, pytest.raises(ReadProblem, match=words):
        fetch(cbs_odata3, service, tmp_path, options=options)


@pytest.mark.parametrize("body", [b'{"value": []}', b'{"value": [3]}', b"[]", b"<html></html>", b"", b'{"value": {}}'])
def test_odd_information_about_a_table_is_a_sentence(tmp_path: Path, body: bytes) -> None:
    replies = made_up_v3() | {"T1/TableInfos": body}
    with standing_in(replies) as service, pytest.raises(ReadProblem, match=r"\.TableInfos\.json.*verwacht"):
        fetch(cbs_odata3, service, tmp_path)


def made_up_v4() -> dict[str, bytes]:
    """Two pages of two measures, one of which is not asked for; one cell is withheld."""
    told = [("M1", "A ", "2020JJ00", 5.5), ("M2", "A ", "2020JJ00", 9.0), ("M1", "A ", "2021JJ00", None)]
    keys = ("Measure", "Soort", "Perioden", "Value")
    rows = [{"Id": place, "RegioS": "VB0101"} | dict(zip(keys, row, strict=True)) for place, row in enumerate(told)]
    return {
        "T1/Properties": b'{"Modified": "2022-03-01T02:00:00+01:00"}',
        "T1/MeasureCodes": page([{"Identifier": "M1", "Title": "Aantal"}]),
        "T1/SoortCodes": page([{"Identifier": "A ", "Title": "Fietsen"}]),
        "T1/PeriodenCodes": page([{"Identifier": "2021JJ00", "Status": "Voorlopig"}]),
        "T1/Observations?top=1": page(rows[:1], **{"@odata.count": 3}),
        "T1/Observations": page(rows[:2], **{"@odata.nextLink": "Observations?$skip=2"}),
        "T1/Observations?skip=2": page(rows[2:]),
    }


def test_version_four_keeps_only_the_measures_that_were_asked_for(tmp_path: Path) -> None:
    with standing_in(made_up_v4()) as service:
        reading = fetch(cbs_odata4, service, tmp_path, **V4)
        service.asked.clear()
        fetch(cbs_odata4, service, tmp_path, **V4)
        assert [path for path in service.asked if "Observations" in path] == []
    assert reading is not None
    found = reading.cells.project("measure, kind, period, value, state").order("all").fetchall()
    assert found == [("aantal", "A", "2020", 5.5, ""), ("aantal", "A", "2021", None, "withheld")]
    assert reading.labels == {"A": "Fietsen"}
    assert reading.periods == {"2020": "unknown", "2021": "provisional"}
    assert str(reading.vintage) == "2022-03-01"


def test_version_four_goes_on_where_it_was(tmp_path: Path) -> None:
    with standing_in(made_up_v4()) as service:
        service.faults = [""] * 6 + ["500"] * 5
        with pytest.raises(FetchProblem):
            fetch(cbs_odata4, service, tmp_path, **V4)
        service.asked.clear()
        assert count(fetch(cbs_odata4, service, tmp_path, **V4)) == 2
        assert len([path for path in service.asked if "Observations?$skip" in path]) == 1


@pytest.mark.parametrize(
    ("change", "problem", "words"),
    [
        (
            {"T1/Observations?top=1": page([], **{"@odata.count": 4})},
            FetchProblem,
            "zegt 4 waarnemingen, maar gaf er 3",
        ),
        ({"T1/Properties": b"<html>"}, ReadProblem, "verwacht JSON"),
        ({"T1/SoortCodes": b"{}"}, ReadProblem, r"SoortCodes\.json.*'value'"),
        ({"T1/Observations?skip=2": page([{"Id": 2, "Measure": "M1"}])}, ReadProblem, "rij 2: verwacht kolom"),
    ],
)
def test_version_four_ends_in_a_sentence(
    tmp_path: Path, change: dict[str, bytes], problem: type[Exception], words: str
) -> None:
    with standing_in(made_up_v4() | change) as service, pytest.raises(problem, match=words):
        fetch(cbs_odata4, service, tmp_path, **V4)


def test_a_measure_that_is_gone_is_named(tmp_path: Path) -> None:
    with standing_in(made_up_v4()) as service, pytest.raises(ReadProblem, match="waarneming van M9"):
        fetch(cbs_odata4, service, tmp_path, **V4 | {"measures": {"aantal": "M9"}})


def test_boundaries_come_page_by_page_and_not_twice(tmp_path: Path) -> None:
    first = json.dumps({"features": [{}], "links": [{"rel": "next", "href": "?top=1"}]}).encode()
    with standing_in({"T1": first.replace(b"top", b"$top"), "T1?top=1": b'{"features": [{}]}'}) as service:
        fetch(boundaries, service, tmp_path)
        assert len(list(tmp_path.glob("page-*.geojson"))) == 2
        service.etag = '"abc"'
        fetch(boundaries, service, tmp_path)
        service.asked.clear()
        fetch(boundaries, service, tmp_path)
        assert len(service.asked) == 1
