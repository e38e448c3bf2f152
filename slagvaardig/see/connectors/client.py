"""A careful visitor: one host, patient, bounded in size and time, and never led inside our own network."""

import json
import random
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from pathlib import Path
from urllib.parse import urljoin, urlsplit

import httpx

from slagvaardig.see.connectors import addresses

AGENT = "slagvaardig (open software for public safety)"
TRY_LATER = (408, 425, 429, 500, 502, 503, 504)
STATE = ".seen.json"


class FetchProblem(ValueError):
    """A download that did not succeed: where, what happened, what was kept, what to do."""


@dataclass(frozen=True)
class Limits:
    """largest: bytes over all downloads of one client; longest: seconds in all; pause: seconds between requests;
    patience: the longest wait that a service may ask for; quiet: seconds without a byte."""

    largest: int = 2 * 1024**3
    longest: float = 3600.0
    tries: int = 5
    pause: float = 0.2
    first_wait: float = 0.5
    patience: float = 300.0
    quiet: float = 60.0


@dataclass
class Client:
    """Fetches from the host of `root` only. sleep and clock can be replaced, so that tests need not wait.

    allow_loopback: for tests. A source file that names our own machine is otherwise a mistake, or worse.
    """

    root: str
    limits: Limits = field(default_factory=Limits)
    sleep: Callable[[float], None] = time.sleep
    clock: Callable[[], float] = time.monotonic
    allow_loopback: bool = False
    _received: int = 0
    _started: float | None = None

    def download(self, url: str, target: Path, *, conditional: bool = False) -> bool:
        """Write the answer to `target`, whole or not at all. False when the service says that nothing changed.

        A try that was cut off is gone on with where it stopped, when the service can. conditional: send what we
        remember of the last answer. Raises FetchProblem after the last try.
        """
        part = target.with_name(f".{target.name}.part")
        wait, why = self.limits.first_wait, ""
        begun: dict[str, str] = {}
        try:
            for attempt in range(self.limits.tries):
                if attempt:
                    self.sleep(wait + random.uniform(0, wait / 2))  # noqa: S311 - spreads retries, guards nothing
                    wait *= 2
                try:
                    return self._once(url, target, part, conditional, begun)
                except _TryAgain as again:
                    why = str(again)
                    wait = max(wait, again.after)
        finally:
            part.unlink(missing_ok=True)
        raise FetchProblem(
            f"{url}: na {self.limits.tries} pogingen niet gelukt ({why}). De vorige cijfers blijven staan."
        )

    def _once(self, url: str, target: Path, part: Path, conditional: bool, begun: dict[str, str]) -> bool:
        self._check_time(url)
        self.sleep(self.limits.pause)
        headers = {"User-Agent": AGENT, "Accept-Encoding": "gzip"}
        if conditional and target.exists():
            names = {"etag": "If-None-Match", "last-modified": "If-Modified-Since"}
            headers |= {names[key]: value for key, value in remembered(target, url).items()}
        if begun and part.exists():
            headers |= {"Range": f"bytes={part.stat().st_size}-", "If-Range": begun["mark"]}
            headers["Accept-Encoding"] = "identity"
        try:
            with httpx.Client(timeout=self.limits.quiet, follow_redirects=False) as http:
                return self._answer(http, url, target, part, headers, begun, hops=3)
        except httpx.HTTPError as error:
            raise _TryAgain(type(error).__name__) from error

    def _answer(
        self,
        http: httpx.Client,
        url: str,
        target: Path,
        part: Path,
        headers: dict[str, str],
        begun: dict[str, str],
        hops: int,
    ) -> bool:
        answer = self._send(http, url, headers)
        try:
            if answer.has_redirect_location and hops:
                following = urljoin(url, answer.headers["location"])
                return self._answer(http, following, target, part, headers, begun, hops - 1)
            if answer.status_code == 304:
                return False
            goes_on = answer.status_code == 206 and "Range" in headers
            if not goes_on:
                self._require_success(url, answer)
                begun.clear()
                begun |= _mark(answer)
            self._write(url, answer, part, "ab" if goes_on else "wb")
        finally:
            answer.close()
        part.replace(target)
        _remember(target, url, answer)
        return True

    def _send(self, http: httpx.Client, url: str, headers: dict[str, str]) -> httpx.Response:
        """The beginning of an answer, from the first address of the host that can be reached."""
        *others, last = self._requests(http, url, headers)
        try:
            for request in others:
                try:
                    return http.send(request, stream=True)
                except (httpx.ConnectError, httpx.ConnectTimeout):
                    continue
            return http.send(last, stream=True)
        except httpx.InvalidURL as error:  # the library looks at where an answer leads before we do
            raise FetchProblem(f"{url}: de bron verwijst naar iets dat geen adres is.") from error

    def _requests(self, http: httpx.Client, url: str, headers: dict[str, str]) -> list[httpx.Request]:
        """To the very addresses that were checked: the name is not looked up a second time."""
        try:
            parts = urlsplit(url)
            host = parts.hostname or ""
            addresses.require_own(url, self.root)
            port = parts.port or (443 if parts.scheme == "https" else 80)
            found = addresses.resolved(host, port, loopback=self.allow_loopback)
        except addresses.Refused as refused:
            raise FetchProblem(str(refused)) from refused
        except OSError as error:
            raise _TryAgain(f"{host} is niet te vinden") from error
        except ValueError as error:  # a port or a name that cannot be
            raise _no_address(url) from error
        headers = {**headers, "Host": parts.netloc}
        literals = [f"[{address}]" if ":" in address else address for address in found]
        places = [parts._replace(netloc=f"{one}:{parts.port}" if parts.port else one).geturl() for one in literals]
        try:
            return [
                http.build_request("GET", place, headers=headers, extensions={"sni_hostname": host}) for place in places
            ]
        except (httpx.InvalidURL, ValueError) as error:
            raise _no_address(url) from error

    def _require_success(self, url: str, answer: httpx.Response) -> None:
        code = answer.status_code
        if code in TRY_LATER:
            asked = _seconds(answer.headers.get("retry-after", ""))
            if asked > self.limits.patience:
                raise FetchProblem(
                    f"{url}: de bron vraagt {asked / 60:.0f} minuten te wachten. Probeer het daarna opnieuw; "
                    "de vorige cijfers blijven staan."
                )
            raise _TryAgain(f"antwoord {code}", asked)
        if code != 200:
            raise FetchProblem(f"{url}: antwoord {code}. Bestaat de tabel nog? Kijk in sources/ en bij de bron zelf.")

    def _write(self, url: str, answer: httpx.Response, part: Path, how: str) -> None:
        with part.open(how) as file:
            for piece in answer.iter_bytes():
                self._received += len(piece)
                if self._received > self.limits.largest:
                    raise FetchProblem(f"{url}: meer dan {self.limits.largest >> 20} MB. Vraag een kleiner deel op.")
                self._check_time(url)
                file.write(piece)

    def _check_time(self, url: str) -> None:
        if self._started is None:
            self._started = self.clock()
        if self.clock() - self._started > self.limits.longest:
            raise FetchProblem(
                f"{url}: langer dan {self.limits.longest:.0f} seconden bezig. Wat er is, blijft; probeer later."
            )


def _no_address(url: str) -> FetchProblem:
    return FetchProblem(f"{url!r} is geen adres. Controleer het adres in sources/ en bij de bron.")


class _TryAgain(Exception):
    """A fault that may pass; after: seconds that the service asks for."""

    def __init__(self, why: str, after: float = 0.0) -> None:
        self.after = after
        super().__init__(why)


def remembered(target: Path, url: str) -> dict[str, str]:
    """What the service said of the last answer to a URL: etag, last-modified."""
    return {key: value for key, value in _state(target).get(url, {}).items() if key in ("etag", "last-modified")}


def _remember(target: Path, url: str, answer: httpx.Response) -> None:
    known = {key: answer.headers[key] for key in ("etag", "last-modified") if key in answer.headers}
    if known:
        (target.parent / STATE).write_text(json.dumps(_state(target) | {url: known}))


def _state(target: Path) -> dict[str, dict[str, str]]:
    try:
        content = json.loads((target.parent / STATE).read_text("utf-8"))
    except (OSError, ValueError):
        return {}
    return content if isinstance(content, dict) else {}


def _mark(answer: httpx.Response) -> dict[str, str]:
    """What identifies these very bytes, so that the rest can be asked for; nothing when the service cannot."""
    mark = answer.headers.get("etag", "")
    packed = "content-encoding" in answer.headers
    can = answer.headers.get("accept-ranges", "") == "bytes" and mark and not mark.startswith("W/") and not packed
    return {"mark": mark} if can else {}


def _seconds(asked: str) -> float:
    """How long Retry-After asks to wait: a number of seconds or a moment."""
    if asked.isascii() and asked.isdigit():
        return float(asked[:12])
    try:
        moment = parsedate_to_datetime(asked)
    except (TypeError, ValueError):
        return 0.0
    moment = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    return max(0.0, (moment - datetime.now(UTC)).total_seconds())
