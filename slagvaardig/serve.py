"""From nothing to a filled site: the private database, one site per region, and their progress in plain words.

Knows no Django: the second start then costs little more than the servers themselves.
"""

import hashlib
import os
import signal
import subprocess
import sys
import time
import tomllib
import urllib.error
import urllib.request
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from slagvaardig import postgres
from slagvaardig.keeping import Kept, keep_running

ROOT = Path(__file__).resolve().parent.parent
FIRST_PORT = 8000
PATIENCE = 60.0  # seconds a site may take before it answers

Say = Callable[[str], None]


@dataclass(frozen=True)
class Site:
    """One region served on one port."""

    folder: Path
    name: str
    fictional: bool
    port: int

    @property
    def url(self) -> str:
        return f"http://localhost:{self.port}"


def find_sites(regions: Path, only: str = "", first_port: int = FIRST_PORT) -> list[Site]:
    """The sites to serve, real regions first; `only` keeps the region of that folder name."""
    found = []
    for file in sorted(regions.glob("*/region.toml")):
        content = tomllib.loads(file.read_text("utf-8"))
        found.append((bool(content.get("fictional")), file.parent, content.get("name", file.parent.name)))
    found.sort(key=lambda row: (row[0], row[1].name))
    sites = [Site(folder, name, fictional, first_port + place) for place, (fictional, folder, name) in enumerate(found)]
    chosen = [site for site in sites if only in ("", site.folder.name)]
    if not chosen:
        names = ", ".join(site.folder.name for site in sites)
        raise SystemExit(f"Regio {only!r} bestaat niet. Kies uit: {names}.")
    return chosen


def start(*, only: str, var: Path, say: Say, first_port: int = FIRST_PORT) -> None:
    """Prepare what is needed and serve every chosen region until interrupted."""
    # Whoever stops us politely must stop the sites too; without this they would go on alone.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    sites = find_sites(ROOT / "regions", only, first_port)
    _refuse_taken_ports(sites)
    database = None if "DATABASE_URL" in os.environ else var / "postgres"
    if database:
        say("Database starten")
        postgres.start(database)
    for site in sites:
        _prepare(site, var, say)
    kept: list[Kept] = []
    try:
        kept += [_kept("web", site, sites) for site in sites]
        for site, web in zip(sites, tuple(kept), strict=True):
            _wait_until_it_answers(site, web)
            say(f"{site.name}{' (voorbeeldregio)' if site.fictional else ''}: {site.url}")
        # Nobody waits for what happens by itself, so it does not compete with the sites for the processor before.
        kept += [_kept(kind, site, sites) for site in sites for kind in KINDS if kind != "web"]
        say("Stoppen: Ctrl-C")
        keep_running(kept, database, say)
    finally:
        for one in kept:
            one.ask_to_stop()
        for one in kept:
            one.stop()


def _kept(kind: str, site: Site, sites: list[Site]) -> Kept:
    return Kept(f"{site.name}: {kind}", KINDS[kind](site), environment_of(site, _neighbour_of(site, sites)))


def environment_of(site: Site, neighbour: Site | None = None) -> dict[str, str]:
    """What a process of this site finds in its environment."""
    changes = {"SLAGVAARDIG_REGION": str(site.folder), "DJANGO_SETTINGS_MODULE": "slagvaardig.settings"}
    if site.fictional and "DATABASE_URL" not in os.environ:
        changes["SLAGVAARDIG_DEMO"] = "1"
    if neighbour:
        changes |= {"SLAGVAARDIG_NEIGHBOUR": neighbour.url, "SLAGVAARDIG_NEIGHBOUR_NAME": neighbour.name}
    return {**os.environ, **changes}


def _prepare(site: Site, var: Path, say: Say) -> None:
    """Make the database and load the starter set, unless this very version did so before."""
    stamp = var / "prepared" / site.folder.name
    fingerprint = _fingerprint(site.folder)
    if stamp.is_file() and stamp.read_text() == fingerprint:
        return
    say(f"{site.name}: gegevens klaarzetten")
    command = [sys.executable, "-m", "slagvaardig", "prepare"]
    if subprocess.run(command, env=environment_of(site), cwd=ROOT, check=False).returncode:
        raise SystemExit(f"{site.name}: klaarzetten mislukte; hierboven staat waarom. Wat er al was, is gebleven.")
    stamp.parent.mkdir(parents=True, exist_ok=True)
    stamp.write_text(fingerprint)


def _fingerprint(region: Path) -> str:
    """Changes when a migration, a translation or a file of the region changes."""
    digest = hashlib.sha256()
    for path in sorted(_files_that_matter(region)):
        state = path.stat()
        digest.update(f"{path} {state.st_size} {state.st_mtime_ns}\n".encode())
    return digest.hexdigest()


def _files_that_matter(region: Path) -> Iterable[Path]:
    yield from (ROOT / "slagvaardig").glob("*/migrations/*.py")
    yield from (ROOT / "slagvaardig" / "locale").glob("*/*/*.po")
    yield from (path for path in region.rglob("*") if path.is_file())


def _neighbour_of(site: Site, sites: list[Site]) -> Site | None:
    return next((other for other in sites if other.fictional != site.fictional), None)


def _web(site: Site) -> list[str]:
    command = [sys.executable, "-m", "granian", "--interface", "wsgi", "--host", "127.0.0.1", "--port", str(site.port)]
    options = ["--workers", "1", "--blocking-threads", "4", "--log-level", "warning", "--no-access-log"]
    again = ["--respawn-failed-workers", "--respawn-interval", "0.3"]
    return [*command, *options, *again, "slagvaardig.wsgi:application"]


def _work(site: Site) -> list[str]:
    """What happens without anybody pressing a button: `slagvaardig/schedule.py`."""
    return [sys.executable, "-m", "slagvaardig", "work"]


# What runs for each site, by kind: how it is started. Whatever stands here is started again when it falls over.
KINDS: dict[str, Callable[[Site], list[str]]] = {"web": _web, "work": _work}


def _refuse_taken_ports(sites: list[Site]) -> None:
    for site in sites:
        if _answer(site) is not None:
            raise SystemExit(f"Poort {site.port} is al in gebruik. Stop wat daar draait, of start met --only.")


def _wait_until_it_answers(site: Site, web: Kept) -> None:
    until = time.monotonic() + PATIENCE
    while _answer(site) != 200:
        if web.ended or time.monotonic() > until:
            raise SystemExit(f"{site.name}: de site op {site.url} start niet; hierboven staat waarom.")
        time.sleep(0.05)


def _answer(site: Site) -> int | None:
    """The status that the site answers with, or None when nothing listens."""
    try:
        with urllib.request.urlopen(f"{site.url}/leeft", timeout=2) as answer:  # noqa: S310 - our own address
            return int(answer.status)
    except urllib.error.HTTPError as problem:
        return problem.code
    except OSError:
        return None
