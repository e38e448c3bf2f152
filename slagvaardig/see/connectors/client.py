"""A careful visitor: one host, patient, bounded in size and time, and never led inside our own network."""

import ipaddress
import json
import random
import socket
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urljoin, urlsplit

import httpx

LOOPBACK = ("127.0.0.1", "localhost", "::1")
AGENT = "slagvaardig (open software for public safety)"
TRY_LATER = (429, 500, 502, 503, 504)
STATE = ".seen.json"


class FetchProblem(ValueError):
    """A download that did not succeed: where, what happened, what was kept, what to do."""


@dataclass(frozen=True)
class Limits:
    """largest: bytes over all downloads of one client; longest: seconds; pause: seconds between requests."""

    largest: int = 2 * 1024**3
    longest: float = 3600.0
    tries: int = 5
    pause: float = 0.2
    first_wait: float = 0.5


@dataclass
class Client:
    """Fetches from the host of `root` only. sleep and clock can be replaced, so that tests need not wait."""

    root: str
    limits: Limits = field(default_factory=Limits)
    sleep: Callable[[float], None] = time.sleep
    clock: Callable[[], float] = time.monotonic
    _received: int = 0
    _started: float | None = None

    def download(self, url: str, target: Path, *, conditional: bool = False) -> bool:
        """Write the answer to `target`, whole or not at all. False when the service says that nothing changed.

        conditional: send what we remember of the last answer. Raises FetchProblem after the last try.
        """
        wait, why = self.limits.first_wait, ""
        for attempt in range(self.limits.tries):
            if attempt:
                self.sleep(wait + random.uniform(0, wait / 2))  # noqa: S311 - spreads retries, guards nothing
                wait *= 2
            try:
                return self._once(url, target, conditional)
            except _TryAgain as again:
                why = str(again)
                wait = max(wait, again.after)
        raise FetchProblem(
            f"{url}: na {self.limits.tries} pogingen niet gelukt ({why}). De vorige cijfers blijven staan."
        )

    def _once(self, url: str, target: Path, conditional: bool) -> bool:
        self._check_time(url)
        self.sleep(self.limits.pause)
        headers = {"User-Agent": AGENT, "Accept-Encoding": "gzip"}
        if conditional and target.exists():
            headers |= _remembered(target, url)
        try:
            with httpx.Client(timeout=60, follow_redirects=False) as http:
                return self._answer(http, url, target, headers, hops=3)
        except httpx.HTTPError as error:
            raise _TryAgain(type(error).__name__) from error

    def _answer(self, http: httpx.Client, url: str, target: Path, headers: dict[str, str], hops: int) -> bool:
        request = self._request(http, url, headers)
        answer = http.send(request, stream=True)
        try:
            if answer.has_redirect_location and hops:
                return self._answer(http, urljoin(url, answer.headers["location"]), target, headers, hops - 1)
            if answer.status_code == 304:
                return False
            _require_success(url, answer)
            self._write(url, answer, target)
        finally:
            answer.close()
        _remember(target, url, answer)
        return True

    def _request(self, http: httpx.Client, url: str, headers: dict[str, str]) -> httpx.Request:
        """To the very address that was checked: the name is not looked up a second time."""
        parts, own = urlsplit(url), urlsplit(self.root)
        host = parts.hostname or ""
        if (parts.scheme, parts.netloc) != (own.scheme, own.netloc):
            raise FetchProblem(f"{url}: dit is een ander adres dan de bron {own.netloc}. Er is niets opgehaald.")
        address = _resolved(host, parts.port or (443 if parts.scheme == "https" else 80))
        literal = f"[{address}]" if ":" in address else address
        place = parts._replace(netloc=f"{literal}:{parts.port}" if parts.port else literal).geturl()
        return http.build_request(
            "GET", place, headers={**headers, "Host": parts.netloc}, extensions={"sni_hostname": host}
        )

    def _write(self, url: str, answer: httpx.Response, target: Path) -> None:
        part = target.with_name(f".{target.name}.part")
        try:
            with part.open("wb") as file:
                for piece in answer.iter_bytes():
                    self._received += len(piece)
                    if self._received > self.limits.largest:
                        raise FetchProblem(
                            f"{url}: meer dan {self.limits.largest >> 20} MB. Vraag een kleiner deel op."
                        )
                    self._check_time(url)
                    file.write(piece)
            part.replace(target)
        finally:
            part.unlink(missing_ok=True)

    def _check_time(self, url: str) -> None:
        if self._started is None:
            self._started = self.clock()
        if self.clock() - self._started > self.limits.longest:
            raise FetchProblem(
                f"{url}: langer dan {self.limits.longest:.0f} seconden bezig. Wat er is, blijft; probeer later."
            )


class _TryAgain(Exception):
    """A fault that may pass; after: seconds that the service asks for."""

    def __init__(self, why: str, after: float = 0.0) -> None:
        self.after = after
        super().__init__(why)


def _require_success(url: str, answer: httpx.Response) -> None:
    code = answer.status_code
    if code in TRY_LATER:
        asked = answer.headers.get("retry-after", "")
        raise _TryAgain(f"antwoord {code}", float(asked) if asked.isdigit() else 0.0)
    if code != 200:
        raise FetchProblem(f"{url}: antwoord {code}. Bestaat de tabel nog? Kijk in sources/ en bij de bron zelf.")


def _resolved(host: str, port: int) -> str:
    """An address of a host, refused when any of its addresses lies inside a private network."""
    try:
        found = {str(row[4][0]) for row in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)}
    except OSError as error:
        raise _TryAgain(f"{host} is niet te vinden") from error
    inside = [address for address in found if not ipaddress.ip_address(address).is_global]
    if inside and host not in LOOPBACK:
        raise FetchProblem(f"{host} wijst naar een adres in een besloten netwerk. Er is niets opgehaald.")
    return sorted(found)[0]


def _remembered(target: Path, url: str) -> dict[str, str]:
    state = _state(target).get(url, {})
    names = {"etag": "If-None-Match", "last-modified": "If-Modified-Since"}
    return {names[key]: value for key, value in state.items() if key in names}


def _remember(target: Path, url: str, answer: httpx.Response) -> None:
    known = {key: answer.headers[key] for key in ("etag", "last-modified") if key in answer.headers}
    if known:
        (target.parent / STATE).write_text(json.dumps(_state(target) | {url: known}))


def _state(target: Path) -> dict[str, dict[str, str]]:
    file = target.parent / STATE
    return dict(json.loads(file.read_text())) if file.exists() else {}
