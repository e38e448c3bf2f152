"""The visitor that fetches: whom it may visit, how long it waits, and which address it takes."""

import socket
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from pathlib import Path
from typing import Any

import pytest

from slagvaardig.see.connectors.client import Client, FetchProblem, Limits
from tests.standin import made_up_v3, standing_in

PATH = "/ODataFeed/odata/T1/TableInfos"


def resolving_to(monkeypatch: pytest.MonkeyPatch, *addresses: str) -> None:
    """Names lead to these addresses; an address leads to itself, as connecting to it asks the same question."""
    really = socket.getaddrinfo

    def answer(host: str, port: int, *args: Any, **kwargs: Any) -> Any:
        if host.replace(".", "").isdigit() or ":" in host:
            return really(host, port, *args, **kwargs)
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (address, port)) for address in addresses]

    monkeypatch.setattr(socket, "getaddrinfo", answer)


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "[::1]"])
def test_our_own_machine_is_refused_unless_it_is_asked_for(tmp_path: Path, host: str) -> None:
    with standing_in(made_up_v3()) as service:
        root = service.address.replace("127.0.0.1", host)
        with pytest.raises(FetchProblem, match="besloten netwerk.*niets opgehaald"):
            Client(root, limits=Limits(pause=0.0)).download(root + PATH, tmp_path / "x")
        assert service.asked == []


@pytest.mark.parametrize(
    "inside", ["10.1.2.3", "172.16.0.9", "169.254.169.254", "::ffff:10.0.0.1", "fe80::1", "224.0.0.1"]
)
def test_asking_for_our_own_machine_opens_no_other_door(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, inside: str
) -> None:
    resolving_to(monkeypatch, inside)
    client = Client("http://data.example", limits=Limits(pause=0.0), allow_loopback=True)
    with pytest.raises(FetchProblem, match="besloten netwerk"):
        client.download("http://data.example/x", tmp_path / "x")


def test_one_private_address_among_public_ones_is_enough_to_refuse(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    resolving_to(monkeypatch, "93.184.216.34", "192.168.0.1")
    with pytest.raises(FetchProblem, match="besloten netwerk"):
        Client("http://data.example", limits=Limits(pause=0.0)).download("http://data.example/x", tmp_path / "x")


def test_an_address_that_does_not_answer_is_followed_by_the_next(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nothing listens on 127.0.0.2, nor for version 6: version 4 goes first, and the other is not forgotten."""
    with standing_in(made_up_v3()) as service:
        root = service.address.replace("127.0.0.1", "localhost")
        client = Client(root, limits=Limits(pause=0.0, first_wait=0.0, tries=2), allow_loopback=True)
        resolving_to(monkeypatch, "::1", "127.0.0.1")
        assert client.download(root + PATH, tmp_path / "x")
        for found in (["127.0.0.2", "127.0.0.1"], ["0:0:0:0:0:0:0:1", "127.0.0.1", "127.0.0.1"]):
            resolving_to(monkeypatch, *found)
            assert client.download(root + PATH, tmp_path / "y")
        really_first = Client(root, limits=Limits(pause=0.0, tries=1), allow_loopback=True)
        assert really_first.download(root + PATH, tmp_path / "z"), "version 4 is the first try"
        listens_not = root.rsplit(":", 1)[0] + ":9"
        down = Client(listens_not, limits=Limits(pause=0.0, first_wait=0.0), allow_loopback=True)
        with pytest.raises(FetchProblem, match="ConnectError"):
            down.download(listens_not + PATH, tmp_path / "z")


@pytest.mark.parametrize("form", ["seconds", "moment"])
def test_a_service_may_ask_us_to_wait_longer_than_we_would(tmp_path: Path, form: str) -> None:
    waits: list[float] = []
    with standing_in(made_up_v3()) as service:
        moment = format_datetime(datetime.now(UTC) + timedelta(seconds=120), usegmt=True)
        service.faults = [f"503 {'120' if form == 'seconds' else moment}"]
        client = Client(service.address, limits=Limits(pause=0.0), sleep=waits.append, allow_loopback=True)
        client.download(service.address + PATH, tmp_path / "x")
    assert 110 < max(waits) < 190


def test_a_service_that_asks_for_hours_is_told_and_not_waited_for(tmp_path: Path) -> None:
    waits: list[float] = []
    with standing_in(made_up_v3()) as service:
        service.faults = ["429 7200"]
        client = Client(service.address, limits=Limits(pause=0.0), sleep=waits.append, allow_loopback=True)
        with pytest.raises(FetchProblem, match="120 minuten te wachten.*blijven staan"):
            client.download(service.address + PATH, tmp_path / "x")
    assert max(waits) == 0.0


@pytest.mark.parametrize("nonsense", ["soon", "-5", "1e9", "²"])
def test_nonsense_about_waiting_is_passed_over(tmp_path: Path, nonsense: str) -> None:
    with standing_in(made_up_v3()) as service:
        service.faults = [f"503 {nonsense}"]
        client = Client(service.address, limits=Limits(pause=0.0, first_wait=0.0), allow_loopback=True)
        assert client.download(service.address + PATH, tmp_path / "x")


def test_a_service_that_drips_is_left_after_a_while(tmp_path: Path) -> None:
    """Every piece arrives in time to keep the connection; only the clock over all of them ends it."""
    clock = iter(range(0, 1_000_000, 100))
    with standing_in(made_up_v3()) as service:
        service.faults = ["drip"]
        client = Client(
            service.address,
            limits=Limits(pause=0.0, longest=1000.0),
            clock=lambda: float(next(clock)),
            allow_loopback=True,
        )
        with pytest.raises(FetchProblem, match="langer dan 1000 seconden"):
            client.download(service.address + PATH, tmp_path / "x")
    assert list(tmp_path.iterdir()) == []


def test_a_small_answer_that_unfolds_into_a_large_one_is_stopped(tmp_path: Path) -> None:
    with standing_in({"T1/TableInfos": b" " * 50_000_000}) as service:
        service.faults = ["gzip"]
        client = Client(service.address, limits=Limits(pause=0.0, largest=1_000_000), allow_loopback=True)
        with pytest.raises(FetchProblem, match="Vraag een kleiner deel op"):
            client.download(service.address + PATH, tmp_path / "x")
    assert list(tmp_path.iterdir()) == []
