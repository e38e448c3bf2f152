"""Fetching from the stand-in: what a service may do to us, and what may never come of it."""

import socket
from collections.abc import Callable
from pathlib import Path

import cbsodata
import duckdb
import pytest

from slagvaardig.region.definitions import Source
from slagvaardig.see.connectors import cbs_odata3, cbs_odata4
from slagvaardig.see.connectors.client import Client, FetchProblem, Limits
from slagvaardig.see.connectors.reading import ReadProblem
from tests.standin import StandIn, made_up_v3, recorded_v3, recorded_v4, standing_in

QUICK = Limits(pause=0.0, first_wait=0.0)


def made_up(address: str, **options: object) -> Source:
    return Source(
        slug="t1",
        title="Verzonnen",
        publisher="Niemand",
        table="T1",
        connector="cbs_odata3",
        licence="CC0",
        attribution="",
        frequency="year",
        columns={"kinds": ["Soort"], "area": "RegioS", "period": "Perioden"},
        measures={"aantal": "Aantal_1"},
        url=f"{address}/ODataFeed/odata/T1",
        options=options,
    )


def fetch(stand_in: StandIn, folder: Path, limits: Limits = QUICK, **options: object) -> Source:
    folder.mkdir(exist_ok=True)
    source = made_up(stand_in.address, **options)
    client = Client(source.url, limits=limits, sleep=lambda seconds: None, allow_loopback=True)
    cbs_odata3.fetch(source, folder, report=lambda step, share: None, client=client)
    return source


def cells(source: Source, folder: Path) -> list[tuple[object, ...]]:
    reading = cbs_odata3.read(source, folder, connection=duckdb.connect(), names={})
    return reading.cells.project("kind, area, period, value, state").order("all").fetchall()


def test_a_table_arrives_with_stripped_keys_and_withheld_cells(tmp_path: Path) -> None:
    with standing_in(made_up_v3()) as service:
        source = fetch(service, tmp_path)
    found = cells(source, tmp_path)
    assert ("A10", "VB0102", "2020", None, "withheld") in found
    assert ("A10", "VB0102", "2021", 0.0, "") in found
    assert len(found) == 6


def test_what_the_publisher_says_of_a_table_is_kept(tmp_path: Path) -> None:
    with standing_in(made_up_v3()) as service:
        source = fetch(service, tmp_path)
    reading = cbs_odata3.read(source, tmp_path, connection=duckdb.connect(), names={})
    assert reading.periods == {"2020": "final", "2021": "provisional"}
    assert reading.labels == {"A10": "Fietsen", "B20": "Brommers"}
    assert (str(reading.vintage), reading.division) == ("2022-03-01", 2021)


@pytest.mark.parametrize("fault", ["500", "503", "429", "cut"])
def test_a_passing_fault_is_tried_again(tmp_path: Path, fault: str) -> None:
    for place in range(6):
        folder = tmp_path / str(place)
        with standing_in(made_up_v3()) as service:
            service.faults = [""] * place + [fault]
            source = fetch(service, folder)
        assert len(cells(source, folder)) == 6


@pytest.mark.parametrize("fault", ["malformed", "html"])
def test_a_page_that_is_no_json_is_asked_for_once_more(tmp_path: Path, fault: str) -> None:
    with standing_in(made_up_v3()) as service:
        service.faults = ["", "", "", "", fault]
        source = fetch(service, tmp_path)
    assert len(cells(source, tmp_path)) == 6


@pytest.mark.parametrize("fault", ["malformed", "html"])
def test_a_page_that_stays_broken_is_named_and_not_kept(tmp_path: Path, fault: str) -> None:
    with standing_in(made_up_v3()) as service:
        service.faults = ["", "", "", "", fault, fault]
        with pytest.raises(FetchProblem, match=r"page-00000.json.*verwacht JSON"):
            fetch(service, tmp_path)
    assert list(tmp_path.glob("page-*")) == []


def test_a_service_that_stays_down_ends_in_a_clear_problem(tmp_path: Path) -> None:
    with standing_in(made_up_v3()) as service:
        service.faults = ["500"] * 50
        with pytest.raises(FetchProblem, match="na 5 pogingen niet gelukt .antwoord 500."):
            fetch(service, tmp_path)
    assert list(tmp_path.glob("page-*")) == []


def test_a_total_that_does_not_fit_throws_the_pages_away(tmp_path: Path) -> None:
    replies = made_up_v3() | {"T1/TypedDataSet/$count": b"7"}
    with standing_in(replies) as service, pytest.raises(FetchProblem, match="zegt 7 rijen, maar gaf er 6"):
        fetch(service, tmp_path)
    assert list(tmp_path.glob("page-*")) == []


def test_a_column_that_is_gone_is_named(tmp_path: Path) -> None:
    with standing_in(made_up_v3()) as service:
        service.faults = ["", "", "", "", "column"]
        source = fetch(service, tmp_path)
    with pytest.raises(ReadProblem, match=r"page-00000.json, rij 0: verwacht kolom Aantal_1.*Aantal_9.*sources/"):
        cells(source, tmp_path)


def test_an_interrupted_fetch_goes_on_where_it_was(tmp_path: Path) -> None:
    with standing_in(made_up_v3()) as service:
        service.faults = [""] * 5 + ["500"] * 5
        with pytest.raises(FetchProblem):
            fetch(service, tmp_path)
        service.asked.clear()
        source = fetch(service, tmp_path)
        pages = [path for path in service.asked if "TypedDataSet?" in path]
    assert len(pages) == 1
    assert "$skip=3" in pages[0]
    assert len(cells(source, tmp_path)) == 6


def test_a_table_that_has_not_changed_is_not_fetched_again(tmp_path: Path) -> None:
    with standing_in(made_up_v3()) as service:
        fetch(service, tmp_path)
        service.asked.clear()
        fetch(service, tmp_path)
        assert [path for path in service.asked if "TypedDataSet" in path] == []


def test_a_table_that_was_changed_half_way_is_fetched_anew(tmp_path: Path) -> None:
    with standing_in(made_up_v3()) as service:
        fetch(service, tmp_path)
        service.replies["T1/TableInfos"] = service.replies["T1/TableInfos"].replace(b"2022-03-01", b"2023-03-01")
        service.asked.clear()
        fetch(service, tmp_path)
        assert len([path for path in service.asked if "TypedDataSet?" in path]) == 2


def test_not_modified_leaves_the_file_as_it_is(tmp_path: Path) -> None:
    with standing_in(made_up_v3()) as service:
        service.etag = '"abc"'
        client = Client(f"{service.address}/x", limits=QUICK, allow_loopback=True)
        url, file = f"{service.address}/ODataFeed/odata/T1/TableInfos", tmp_path / "infos.json"
        assert client.download(url, file, conditional=True) is True
        before = file.stat().st_mtime_ns
        assert client.download(url, file, conditional=True) is False
        assert file.stat().st_mtime_ns == before


def test_a_service_may_not_lead_us_elsewhere(tmp_path: Path) -> None:
    with standing_in(made_up_v3()) as service:
        service.faults = ["redirect"]
        with pytest.raises(FetchProblem, match="ander adres dan de bron"):
            fetch(service, tmp_path)


def test_a_next_page_on_another_host_is_refused(tmp_path: Path) -> None:
    replies = made_up_v3()
    replies["T1/TypedDataSet"] = replies["T1/TypedDataSet"].replace(b"https://opendata.cbs.nl", b"http://192.0.2.1")
    with standing_in(replies) as service, pytest.raises(FetchProblem, match="ander adres dan de bron"):
        fetch(service, tmp_path)


@pytest.mark.parametrize("inside", ["10.0.0.8", "192.168.1.1", "169.254.169.254", "127.0.0.1", "::1"])
def test_a_name_that_points_inside_a_private_network_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, inside: str
) -> None:
    answer = [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (inside, 80))]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *args, **kwargs: answer)
    client = Client("http://data.example", limits=QUICK)
    with pytest.raises(FetchProblem, match="besloten netwerk"):
        client.download("http://data.example/x", tmp_path / "x")


def test_too_large_stops_early_and_keeps_nothing(tmp_path: Path) -> None:
    with standing_in({"T1/big": b"x" * 3_000_000}) as service:
        client = Client(service.address, limits=Limits(largest=1_000_000, pause=0.0), allow_loopback=True)
        with pytest.raises(FetchProblem, match="meer dan 0 MB"):
            client.download(f"{service.address}/ODataFeed/odata/T1/big", tmp_path / "big")
    assert list(tmp_path.iterdir()) == []


def test_too_slow_stops(tmp_path: Path) -> None:
    clock = iter(range(0, 100_000, 400))
    with standing_in(made_up_v3()) as service:
        client = Client(
            service.address,
            limits=QUICK,
            clock=lambda: float(next(clock)),
            sleep=lambda seconds: None,
            allow_loopback=True,
        )
        url = f"{service.address}/ODataFeed/odata/T1/TableInfos"
        with pytest.raises(FetchProblem, match="langer dan 3600 seconden"):
            for _ in range(50):
                client.download(url, tmp_path / "x")


def test_waiting_grows_and_obeys_the_service(tmp_path: Path) -> None:
    waits: list[float] = []
    with standing_in(made_up_v3()) as service:
        service.faults = ["500", "500", "500"]
        client = Client(
            service.address, limits=Limits(pause=0.0, first_wait=1.0), sleep=waits.append, allow_loopback=True
        )
        client.download(f"{service.address}/ODataFeed/odata/T1/TableInfos", tmp_path / "x")
    retries = [wait for wait in waits if wait > 0]
    assert [int(wait // 1) if wait < 2 else 2 if wait < 4 else 4 for wait in retries] == [1, 2, 4]


@pytest.fixture
def recorded(shared_data: Path) -> Callable[[str], dict[str, bytes]]:
    made = {"v3": recorded_v3, "v4": recorded_v4}
    return lambda version: made[version](shared_data / "odata")


def test_the_public_client_reads_the_stand_in(recorded: Callable[[str], dict[str, bytes]]) -> None:
    with standing_in(recorded("v3")) as service:
        cbsodata.options.catalog_url = service.address.removeprefix("http://")
        cbsodata.options.use_https = False
        rows = cbsodata.get_data("80137ned")
        assert cbsodata.get_info("80137ned")["Title"] == "Arbeidsrekeningen; leeftijd en opleidingsniveau"
    assert len(rows) == 675


def test_we_read_the_same_as_the_public_client(recorded: Callable[[str], dict[str, bytes]], tmp_path: Path) -> None:
    with standing_in(recorded("v3")) as service:
        source = Source(
            **{
                **made_up(service.address).__dict__,
                "url": f"{service.address}/ODataFeed/odata/80137ned",
                "columns": {"kinds": ["Persoonskenmerken", "BedrijfstakkenSBI93"], "period": "Perioden"},
                "measures": {"banen": "Totaal_1"},
                "options": {"area": "NL01"},
            }
        )
        client = Client(source.url, limits=QUICK, allow_loopback=True)
        cbs_odata3.fetch(source, tmp_path, report=lambda step, share: None, client=client)
        cbsodata.options.catalog_url = service.address.removeprefix("http://")
        cbsodata.options.use_https = False
        theirs = cbsodata.get_data("80137ned")
    ours = cbs_odata3.read(source, tmp_path, connection=duckdb.connect(), names={}).cells
    ((count, total, hidden),) = ours.aggregate("count(*), sum(value), count(*) filter (state = 'withheld')").fetchall()
    given = [row["Totaal_1"] for row in theirs if row["Totaal_1"] is not None]
    assert (count, hidden) == (675, 675 - len(given))
    assert total == pytest.approx(sum(given))


def test_two_recorded_pages_of_ten_thousand_are_joined(
    recorded: Callable[[str], dict[str, bytes]], tmp_path: Path
) -> None:
    with standing_in(recorded("v3")) as service:
        service.replies |= {"83599NED/TableInfos": service.replies["80137ned/TableInfos"]}
        service.replies |= {"83599NED/DataProperties": b'{"value": []}'}
        source = Source(
            **{
                **made_up(service.address).__dict__,
                "url": f"{service.address}/ODataFeed/OData/83599NED",
                "columns": {"kinds": ["BedrijfstakkenBranchesSBI2008"], "area": "RegioS", "period": "Perioden"},
                "measures": {"vacatures": "OpenstaandeVacatures_1"},
                "options": {"dataset": "UntypedDataSet"},
            }
        )
        client = Client(source.url, limits=QUICK, allow_loopback=True)
        cbs_odata3.fetch(source, tmp_path, report=lambda step, share: None, client=client)
    ours = cbs_odata3.read(source, tmp_path, connection=duckdb.connect(), names={}).cells
    assert ours.aggregate("count(*)").fetchall() == [(15_504,)]
    assert ours.filter("kind = 'T001081' and area = 'NL01' and period = '2011-Q1'").fetchall()[0][4] == 135.5


def test_version_four_is_read_whole(recorded: Callable[[str], dict[str, bytes]], tmp_path: Path) -> None:
    with standing_in(recorded("v4")) as service:
        source = Source(
            **{
                **made_up(service.address).__dict__,
                "url": f"{service.address}/odata/v1/80072ned",
                "columns": {"kinds": ["BedrijfskenmerkenSBI2008"], "period": "Perioden"},
                "measures": {"verzuim": "M001924"},
                "options": {"area": "NL01"},
            }
        )
        client = Client(source.url, limits=QUICK, allow_loopback=True)
        cbs_odata4.fetch(source, tmp_path, report=lambda step, share: None, client=client)
    reading = cbs_odata4.read(source, tmp_path, connection=duckdb.connect(), names={})
    assert reading.cells.aggregate("count(*)").fetchall() == [(4_409,)]
    assert reading.periods["1996-Q1"] == "final"
    assert str(reading.vintage) == "2020-06-19"
