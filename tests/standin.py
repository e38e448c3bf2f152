"""A stand-in for the open-data services on the loopback address: recorded or made-up replies, and faults on request."""

import gzip
import json
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

PAGE = 10_000
RECORDED_HOSTS = ("https://opendata.cbs.nl", "http://opendata.cbs.nl", "https://beta-odata4.cbs.nl")
V3 = {
    "80137ned": "meta_1",
    "80137ned/TableInfos": "meta_2",
    "80137ned/CategoryGroups": "meta_3",
    "80137ned/Persoonskenmerken": "meta_4",
    "80137ned/BedrijfstakkenSBI93": "meta_5",
    "80137ned/Perioden": "meta_6",
    "80137ned/DataProperties": "meta_7",
    "80137ned/TypedDataSet": "meta_8",
    "83599NED/UntypedDataSet": "tables_2",
    "83599NED/UntypedDataSet?skip=10000": "tables_3",
}
V4 = {
    "80072ned": "meta_2",
    "80072ned/Observations?top=1": "meta_3",
    "80072ned/Observations": "meta_4",
    "80072ned/MeasureCodes": "meta_5",
    "80072ned/Dimensions": "meta_6",
    "80072ned/Properties": "meta_7",
    "80072ned/PeriodenGroups": "meta_8",
    "80072ned/PeriodenCodes": "meta_9",
    "80072ned/BedrijfskenmerkenSBI2008Groups": "meta_10",
    "80072ned/BedrijfskenmerkenSBI2008Codes": "meta_11",
}


@dataclass
class StandIn:
    """replies: path (with ?skip= or ?top= when asked) to bytes. faults: the next answers, one per request, in order."""

    replies: dict[str, bytes]
    faults: list[str] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)
    etag: str = ""
    address: str = ""

    def answer(self, handler: BaseHTTPRequestHandler) -> None:
        parts = urlsplit(handler.path)
        name = "/".join(parts.path.split("/")[3:])
        self.asked.append(unquote(handler.path))
        fault = self.faults.pop(0) if self.faults else ""
        if self.etag and handler.headers.get("If-None-Match") == self.etag:
            _send(handler, 304, b"")
            return
        body = self._body(name, parse_qs(parts.query))
        if body is None and not fault:
            _send(handler, 404, b"not here")
        else:
            _send_with(handler, fault, body or b"", self.etag)

    def _body(self, name: str, query: dict[str, list[str]]) -> bytes | None:
        for key in ("$skip", "$top"):
            if key in query:
                name = f"{name}?{key[1:]}={query[key][0]}"
        body = self.replies.get(name.strip("/").replace("/?", "?"))
        for host in RECORDED_HOSTS:
            body = body.replace(host.encode(), self.address.encode()) if body is not None else None
        return body


def recorded_v3(folder: Path) -> dict[str, bytes]:
    """The recorded replies of version 3, by path below the root of the service."""
    return {path: (folder / "v3" / f"{file}.json").read_bytes() for path, file in V3.items()}


def recorded_v4(folder: Path) -> dict[str, bytes]:
    """The recorded replies of version 4."""
    return {path: (folder / "v4" / f"{file}.json").read_bytes() for path, file in V4.items()}


def made_up_v3(rows: int = 6) -> dict[str, bytes]:
    """A small invented table in the form of version 3: two kinds, three areas, padded keys, one withheld cell."""
    cells = [
        {"ID": place, "Soort": kind, "RegioS": area, "Perioden": period, "Aantal_1": value}
        for place, (kind, area, period, value) in enumerate(
            [
                ("A10 ", "VB0101  ", "2020JJ00", 12),
                ("A10 ", "VB0102  ", "2020JJ00", None),
                ("A10 ", "VB0101  ", "2021JJ00", 15),
                ("A10 ", "VB0102  ", "2021JJ00", 0),
                ("B20 ", "VB0101  ", "2021JJ00", 3),
                ("B20 ", "VB0102  ", "2021JJ00", 4),
            ][:rows]
        )
    ]
    half = len(cells) // 2
    follow = {"odata.nextLink": "https://opendata.cbs.nl/ODataFeed/odata/T1/TypedDataSet?$format=json&$skip=3"}
    infos = [{"Identifier": "T1", "Title": "Verzonnen; gemeente 2021", "Modified": "2022-03-01T02:00:00"}]
    properties = [
        {"Type": "Dimension", "Key": "Soort", "Title": "Soort"},
        {"Type": "TimeDimension", "Key": "Perioden", "Title": "Perioden"},
        {"Type": "Topic", "Key": "Aantal_1", "Title": "Aantal"},
    ]
    periods = [{"Key": "2020JJ00", "Status": "Definitief"}, {"Key": "2021JJ00", "Status": "Voorlopig"}]
    kinds = [{"Key": "A10 ", "Title": "Fietsen"}, {"Key": "B20 ", "Title": "Brommers"}]
    return {
        "T1/TableInfos": _page(infos),
        "T1/DataProperties": _page(properties),
        "T1/Soort": _page(kinds),
        "T1/Perioden": _page(periods),
        "T1/TypedDataSet": _page(cells[:half], **follow),
        "T1/TypedDataSet?skip=3": _page(cells[half:]),
        "T1/TypedDataSet/$count": str(len(cells)).encode(),
    }


@contextmanager
def standing_in(replies: dict[str, bytes]) -> Iterator[StandIn]:
    """The stand-in on a free port, for as long as the block lasts."""
    stand_in = StandIn(replies)

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            stand_in.answer(self)

        def log_message(self, format: str, *args: Any) -> None:
            """Requests are in `asked`."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    stand_in.address = f"http://127.0.0.1:{server.server_address[1]}"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield stand_in
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def _page(rows: list[dict[str, Any]], **more: str) -> bytes:
    return json.dumps({"odata.metadata": "made up", "value": rows, **more}).encode()


def _send_with(handler: BaseHTTPRequestHandler, fault: str, body: bytes, etag: str) -> None:
    """Answer well, or with one of the faults that a real service has shown."""
    code, _, wait = fault.partition(" ")
    if code.isdigit():
        _send(handler, int(code), b"busy", **({"Retry-After": wait} if wait else {}))
    elif fault == "cut":
        handler.send_response(200)
        handler.send_header("Content-Length", str(len(body)))
        handler.end_headers()
        handler.wfile.write(body[: len(body) // 2])
        handler.wfile.flush()
        handler.connection.close()
    elif fault == "drip":
        _drip(handler, body)
    elif fault == "gzip":
        _send(handler, 200, gzip.compress(body), **{"Content-Encoding": "gzip"})
    elif fault == "redirect":
        handler.send_response(302)
        handler.send_header("Location", "http://127.0.0.2:9/elsewhere")
        handler.end_headers()
    else:
        changed = {
            "malformed": body[: len(body) // 2],
            "html": b"<!doctype html><html><body>Onderhoud</body></html>",
            "column": body.replace(b"Aantal_1", b"Aantal_9"),
        }
        _send(handler, 200, changed.get(fault, body), **({"ETag": etag} if etag else {}))


def _drip(handler: BaseHTTPRequestHandler, body: bytes) -> None:
    """A byte at a time, until the visitor has had enough."""
    handler.send_response(200)
    handler.send_header("Content-Length", str(len(body)))
    handler.end_headers()
    try:
        for place in range(len(body)):
            handler.wfile.write(body[place : place + 1])
            handler.wfile.flush()
            time.sleep(0.005)
    except OSError:
        """It left."""


def _send(handler: BaseHTTPRequestHandler, status: int, body: bytes, **headers: str) -> None:
    handler.send_response(status)
    for name, value in {**headers, "Content-Length": str(len(body))}.items():
        handler.send_header(name, value.encode("utf-8").decode("latin-1"))
    handler.end_headers()
    try:
        handler.wfile.write(body)
    except OSError:
        """The visitor had enough."""
