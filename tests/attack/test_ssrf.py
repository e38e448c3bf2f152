"""A connector calls the host of its source and nothing else, however an address is written, led on or looked up."""

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

from slagvaardig.see.connectors import addresses
from slagvaardig.see.connectors.client import Client, FetchProblem, Limits
from tests.attack.proofs import proven

QUICK = Limits(tries=1, pause=0.0, first_wait=0.0, quiet=2.0)
NAME = "cijfers.voorbeeld.invalid"
PUBLIC = "2000::1"
INSIDE = (
    "127.0.0.1", "127.1", "127.0.1", "2130706433", "0x7f000001", "0x7f.0.0.1", "0x7f.1", "0177.0.0.1", "017700000001",
    "0177.1", "127.000.000.001", "127.127.127.127", "0", "0.0.0.0", "0x0", "[::1]", "[0:0:0:0:0:0:0:1]", "[::]",
    "[::ffff:127.0.0.1]", "[::ffff:7f00:1]", "[0:0:0:0:0:ffff:7f00:0001]", "[::127.0.0.1]", "[64:ff9b::127.0.0.1]",
    "[64:ff9b::7f00:1]", "[2002:7f00:1::]", "[fe80::1]", "[fc00::1]", "[fd00::1]", "[::1%25lo]", "localhost",
    "LOCALHOST", "localhost.", "LocalHost.", "ip6-localhost", "10.0.0.1", "172.16.0.1", "192.168.0.1",
    "169.254.169.254", "100.64.0.1", "224.0.0.1", "255.255.255.255", "\uff11\uff12\uff17.0.0.1",
    "\u2460\u2461\u2466.0.0.1", "127\u30020\u30020\u30021",
    "localhost%00.voorbeeld.invalid", "127.0.0.1%2f.voorbeeld.invalid",
)  # fmt: skip
OTHER = (
    "http://127.0.0.1:{trap}/", "http://{own}@127.0.0.1:{trap}/",
    "http://{own}\\@127.0.0.1:{trap}/", "http://{own}:x@127.0.0.1:{trap}/", "http://x:{own}@127.0.0.1:{trap}/",
    "http://localhost:{trap}/", "http://127.1:{trap}/", "http://[::1]:{trap}/", "https://{own}/", "https://127.0.0.1:{trap}/",
    "//127.0.0.1:{trap}/", "http:127.0.0.1:{trap}/", "http:/127.0.0.1:{trap}/", "http:///127.0.0.1:{trap}/",
    "file:///etc/passwd", "file://127.0.0.1:{trap}/", "gopher://127.0.0.1:{trap}/_GET", "dict://127.0.0.1:{trap}/x",
    "ftp://127.0.0.1:{trap}/", "ldap://127.0.0.1:{trap}/", "data:text/plain,x", "jar:http://127.0.0.1:{trap}!/",
    "javascript:x", "netdoc:///etc/passwd", "HTTP://127.0.0.1:{trap}/", "http://127.0.0.1:{trap}\\.{own}/",
    "http://{own}.127.0.0.1.invalid:{trap}/", "http://[{own}]:{trap}/", "http://127.0.0.1:99999/", "http://127.0.0.1:-1/",
    "http://127.0.0.1:{trap}\r\nHost: x/", "http://{own} 127.0.0.1:{trap}/", "http://{own}\t@127.0.0.1:{trap}/",
    "http://%31%32%37.0.0.1:{trap}/", "http://127.0.0.1\u2024:{trap}/", "", "http://", "?x", "http://[::1/",
)  # fmt: skip
RESOLVES_TO = (
    "127.0.0.1", "10.0.0.1", "192.168.1.1", "172.31.0.1", "169.254.169.254", "100.64.0.1", "0.0.0.0", "::1", "fe80::1",
    "fc00::1", "::ffff:127.0.0.1", "64:ff9b::7f00:1", "2002:7f00:1::", "224.0.0.1",
)  # fmt: skip


@contextmanager
def listening(location: str = "") -> Iterator[tuple[int, list[str]]]:
    """A server on this machine: its port, and what it was asked. location: where it sends every visitor on to."""
    asked: list[str] = []

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append(self.path)
            self.send_response(302 if location and not self.path.startswith("/goed") else 200)
            if location:
                self.send_header("Location", location)
            self.send_header("Content-Length", "2")
            self.end_headers()
            self.wfile.write(b"ja")

        def log_message(self, format: str, *args: Any) -> None:
            """What was asked stands in the list."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield server.server_address[1], asked
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def refused(root: str, url: str, folder: Path, *, loopback: bool = False) -> bool:
    """Whether a visit ends in the problem that a person can read; anything else it raises is a fault of ours."""
    client = Client(root, limits=QUICK, sleep=lambda seconds: None, allow_loopback=loopback)
    target = folder / f"{len(list(folder.iterdir()))}"
    try:
        client.download(url, target)
    except FetchProblem:
        return not target.exists()
    return False


def looked_up(monkeypatch: pytest.MonkeyPatch, *answers: str) -> None:
    """Names outside our own walls: each look-up of NAME gives the next answer, and the last from then on; no other name
    is known but those of this machine."""
    left, real = list(answers), socket.getaddrinfo

    def look_up(host: Any, port: Any, *args: Any, **named: Any) -> Any:
        if str(host).lower().strip(".") in ("localhost", "ip6-localhost"):
            host = "127.0.0.1"
        if host != NAME:
            return real(host, port, *args, **{**named, "flags": socket.AI_NUMERICHOST})
        found = left.pop(0) if len(left) > 1 else left[0]
        family = socket.AF_INET6 if ":" in found else socket.AF_INET
        return [(family, socket.SOCK_STREAM, 6, "", (found, port))]

    monkeypatch.setattr(socket, "getaddrinfo", look_up)


def test_no_form_of_an_address_leads_a_connector_inside(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    kept_out: dict[str, bool] = {}
    looked_up(monkeypatch, "127.0.0.1")
    with listening() as (trap, trapped):
        for host in INSIDE:
            url = f"http://{host}:{trap}/"
            kept_out[f"source {url}"] = refused(url, url, tmp_path)
        with listening() as (port, _asked):
            own = f"127.0.0.1:{port}"
            for form in OTHER:
                url = form.format(own=own, trap=trap)
                kept_out[f"address {url!r}"] = refused(f"http://{own}/", url, tmp_path, loopback=True)
            # What stands behind a # is no host: this is the source itself, and the trap must not hear of it.
            assert not refused(f"http://{own}/", f"http://{own}#@127.0.0.1:{trap}/", tmp_path, loopback=True)
        for form in OTHER[:-8]:
            where = form.format(own="127.0.0.1:1", trap=trap).replace("\r\n", "")
            with listening(where) as (port, _asked):
                root = f"http://127.0.0.1:{port}/"
                kept_out[f"led on to {where!r}"] = refused(root, root, tmp_path, loopback=True)
        for found in RESOLVES_TO:
            with monkeypatch.context() as patch:
                looked_up(patch, found)
                url = f"http://{NAME}:{trap}/"
                kept_out[f"name of {found}"] = refused(url, url, tmp_path)
        served = _allowed(tmp_path)
    through = [form for form, out in kept_out.items() if not out]
    proven("ssrf", attempts=len(kept_out), failed=len(through) + len(trapped), entitled=12, served=served)
    assert trapped == []
    assert through == [], "\n".join(through)
    assert len(kept_out) >= 120
    assert served == 12


def _allowed(folder: Path) -> int:
    """The addresses of the source itself, also when it leads on to another page of its own."""
    served = 0
    with listening() as (port, _asked):
        root = f"http://127.0.0.1:{port}/odata"
        for place in range(11):
            client = Client(root, limits=QUICK, sleep=lambda seconds: None, allow_loopback=True)
            served += client.download(f"{root}/{place}?$skip={place}", folder / f"goed{place}")
    with listening("/goed/elders") as (port, _asked):
        client = Client(f"http://127.0.0.1:{port}/", limits=QUICK, sleep=lambda seconds: None, allow_loopback=True)
        served += client.download(f"http://127.0.0.1:{port}/x", folder / "verder")
    return served


def test_a_name_that_changes_after_the_check_is_not_looked_up_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    called: list[str] = []

    def connect(address: tuple[str, int], *args: Any, **named: Any) -> Any:
        called.append(address[0])
        raise ConnectionRefusedError

    monkeypatch.setattr(socket, "create_connection", connect)
    for _ in range(4):
        with monkeypatch.context() as patch:
            looked_up(patch, PUBLIC, "127.0.0.1")
            assert refused(f"http://{NAME}/", f"http://{NAME}/", tmp_path)
    assert set(called) == {PUBLIC}


def test_without_the_check_of_addresses_the_trap_is_reached(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(addresses, "is_inside", lambda address: False)
    with listening() as (trap, trapped):
        url = f"http://127.0.0.1:{trap}/"
        assert not refused(url, url, tmp_path)
        assert trapped == ["/"]
