"""A long answer that is cut off is gone on with where it stopped, and never glued to the rest of another."""

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from slagvaardig.see.connectors.client import Client, FetchProblem, Limits

BODY = bytes(range(256)) * 4000


class Shelf(BaseHTTPRequestHandler):
    """Gives BODY in pieces of at most 300,000 bytes, each cut off, to who asks for the rest by range."""

    etag = '"one"'
    weak = False
    asked: list[str] = []

    def do_GET(self) -> None:
        begin = int(self.headers.get("Range", "bytes=0-")[6:-1])
        self.asked.append(self.headers.get("Range", ""))
        fits = self.headers.get("If-Range", self.etag) == self.etag
        begin = begin if fits else 0
        self.send_response(206 if begin else 200)
        self.send_header("Content-Length", str(len(BODY) - begin))
        self.send_header("ETag", f"W/{self.etag}" if self.weak else self.etag)
        self.send_header("Accept-Ranges", "bytes")
        self.end_headers()
        self.wfile.write(BODY[begin : begin + 300_000])
        self.after()
        self.close_connection = True

    def after(self) -> None:
        """What happens to the file between two pieces."""

    def log_message(self, format: str, *args: object) -> None:
        """Quiet."""


@pytest.fixture
def shelf() -> Iterator[tuple[type[Shelf], str]]:
    kind = type("OwnShelf", (Shelf,), {"asked": []})
    server = ThreadingHTTPServer(("127.0.0.1", 0), kind)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    yield kind, f"http://127.0.0.1:{server.server_address[1]}"
    server.shutdown()
    thread.join()
    server.server_close()


def download(root: str, target: Path, tries: int = 5) -> bool:
    limits = Limits(pause=0.0, first_wait=0.0, tries=tries)
    return Client(root, limits=limits, allow_loopback=True).download(f"{root}/file", target)


def test_each_try_asks_for_what_is_not_there_yet(shelf: tuple[type[Shelf], str], tmp_path: Path) -> None:
    kind, root = shelf
    assert download(root, tmp_path / "file")
    assert (tmp_path / "file").read_bytes() == BODY
    assert kind.asked == ["", "bytes=300000-", "bytes=600000-", "bytes=900000-"]


def test_a_file_that_changed_in_between_is_begun_anew(shelf: tuple[type[Shelf], str], tmp_path: Path) -> None:
    kind, root = shelf
    edition = iter(['"two"', '"three"', '"four"', '"five"', '"six"'])

    def another(self: Shelf) -> None:
        kind.etag = next(edition)

    kind.after = another  # type: ignore[method-assign]
    with pytest.raises(FetchProblem, match="na 5 pogingen niet gelukt"):
        download(root, tmp_path / "file")
    assert list(tmp_path.iterdir()) == []


def test_a_service_that_cannot_say_what_a_file_is_gets_no_second_half(
    shelf: tuple[type[Shelf], str], tmp_path: Path
) -> None:
    kind, root = shelf
    kind.weak = True
    with pytest.raises(FetchProblem):
        download(root, tmp_path / "file", tries=3)
    assert kind.asked == ["", "", ""]
    assert list(tmp_path.iterdir()) == []
