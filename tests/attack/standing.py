"""A site that stands on its own: the real launcher, its own PostgreSQL and the cast, to be killed at will."""

import json
import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx
import psycopg

from slagvaardig import postgres, serve
from tests.ports import free_port

ROOT = Path(__file__).resolve().parents[2]
PATIENCE = 90.0  # seconds after which we say that it does not come back
Row = tuple[object, ...]


@dataclass
class Standing:
    """One site: where it keeps its things, where it answers, and the keys of the cast."""

    var: Path
    launcher: subprocess.Popen[bytes]
    site: serve.Site
    cookie: str
    database: str
    keys: dict[str, str]
    persons: dict[str, str]

    @property
    def url(self) -> str:
        return self.site.url

    @property
    def data(self) -> Path:
        return (self.var / "postgres" / "data").absolute()

    def client(self, name: str) -> httpx.Client:
        """A browser in which somebody is logged in."""
        cookies = {self.cookie: self.keys[name]}
        return httpx.Client(base_url=self.url, cookies=cookies, timeout=60, follow_redirects=False)

    def ask(self, query: str, *values: object) -> list[Row]:
        """As the owner of everything, past every rule: what is really there."""
        with self.owner() as connection:
            cursor = connection.execute(query, values)
            return list(cursor.fetchall()) if cursor.description else []

    def owner(self, database: str = "") -> psycopg.Connection[Row]:
        folder = str(postgres.socket_folder(self.var / "postgres"))
        return psycopg.connect(host=folder, user=postgres.USER, dbname=database or self.database, autocommit=True)

    def database_processes(self) -> list[int]:
        return [int(pid) for pid in postgres._processes_in(self.data)]

    def processes(self, kind: str) -> list[int]:
        """Head first, then what it started; only what our own launcher runs."""
        wanted = serve.KINDS[kind](self.site)
        heads = [pid for pid in _children_of(self.launcher.pid) if _command_line(pid) == wanted]
        return [*heads, *(pid for head in heads for pid in _children_of(head))]

    def back(self, path: str = "/kringen/openbaar") -> float:
        """Wait until a page that needs the database answers again, without anybody's help; how long it took."""
        began = time.monotonic()
        self.wait_for(lambda: self.status(path) == 200, f"{path} does not come back")
        return time.monotonic() - began

    def status(self, path: str) -> int:
        try:
            return httpx.get(self.url + path, timeout=20).status_code
        except httpx.HTTPError:
            return 0

    def wait_for(self, condition: Callable[[], bool], trouble: str) -> None:
        until = time.monotonic() + PATIENCE
        while not condition():
            assert time.monotonic() < until, f"{trouble} within {PATIENCE:.0f} s: {self.log()[-3000:]}"
            assert self.launcher.poll() is None, f"the launcher ended: {self.log()[-3000:]}"
            time.sleep(0.05)

    def log(self) -> str:
        return (self.var / "launcher.log").read_text(errors="replace")


@contextmanager
def standing(var: Path, *, region: str, database: Callable[[Path], object] = postgres.start) -> Iterator[Standing]:
    """Everything from nothing but the figures, kept running by the launcher that a person starts. database: makes the
    PostgreSQL in a folder."""
    site = serve.find_sites(ROOT / "regions", region, free_port())[0]
    database(var / "postgres")
    environment = environment_for(var) | {
        "SLAGVAARDIG_REGION": str(site.folder),
        "DJANGO_SETTINGS_MODULE": "slagvaardig.settings",
    }
    cast = _cast(environment)
    stamp = var / "prepared" / region
    stamp.parent.mkdir()
    stamp.write_text(serve._fingerprint(site.folder))
    first_port = site.port - serve.find_sites(ROOT / "regions", region)[0].port + serve.FIRST_PORT
    command = [sys.executable, "-m", "slagvaardig", "start", "--only", region, "--port", str(first_port)]
    with (var / "launcher.log").open("wb") as log:
        launcher = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=log, stderr=subprocess.STDOUT)
    found = Standing(var, launcher, site, **cast)
    try:
        found.wait_for(lambda: "Ctrl-C" in found.log(), "the site does not start")
        yield found
    finally:
        launcher.send_signal(signal.SIGTERM)
        launcher.wait(timeout=30)
        postgres.stop(var / "postgres")


def environment_for(var: Path) -> dict[str, str]:
    """That of a process with a database and a folder of its own."""
    ours = {key: value for key, value in os.environ.items() if key not in ("DATABASE_URL", "SECRET_KEY")}
    return ours | {"SLAGVAARDIG_VAR": str(var)}


def _cast(environment: dict[str, str]) -> dict[str, Any]:
    command = [sys.executable, "-m", "tests.attack.staging"]
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    told: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return told


def kill(pids: list[int]) -> None:
    """No time to say goodbye."""
    for pid in pids:
        try:
            os.kill(pid, signal.SIGKILL)
        except ProcessLookupError:
            continue


def hidden(page: str, name: str) -> str:
    """The value of a hidden field of a page."""
    found = re.search(rf'name="{name}"[^>]* value="([^"]*)"', page)
    assert found, f"no hidden field {name} in {page[:600]}"
    return found[1]


def _command_line(pid: int) -> list[str]:
    try:
        return Path(f"/proc/{pid}/cmdline").read_bytes().decode(errors="replace").split("\0")[:-1]
    except OSError:
        return []


def _children_of(parent: int) -> Iterator[int]:
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            state = (folder / "stat").read_text().rsplit(")", 1)[1].split()
        except OSError:
            continue
        if int(state[1]) == parent:
            yield int(folder.name)
            yield from _children_of(int(folder.name))
