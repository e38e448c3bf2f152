"""Keeps the processes of a site running: what falls over is started again, at once the first time, then ever later."""

import os
import signal
import subprocess
import time
from collections.abc import Callable
from pathlib import Path

from slagvaardig import postgres

ROOT = Path(__file__).resolve().parent.parent
LOOK_EVERY = 0.3
FIRST_PAUSE, LONGEST_PAUSE = 0.25, 10.0
STEADY = 30.0  # seconds after which a process counts as well again
POLITE = 8.0

Say = Callable[[str], None]


class Kept:
    """One process that must run. In a group of its own, so that nothing of it stays behind when its head is killed."""

    def __init__(self, name: str, command: list[str], environment: dict[str, str]) -> None:
        self.name, self.command, self.environment = name, command, environment
        self.falls = 0
        self.again_at = 0.0
        self._start()

    @property
    def ended(self) -> bool:
        return self.process.poll() is not None

    def look_after(self, now: float, say: Say) -> None:
        """Start it again when it fell over and its pause is over."""
        if not self.ended:
            self.falls = 0 if now > self.started + STEADY else self.falls
        elif not self.again_at:
            self._kill_all()
            self.falls += 1
            self.again_at = now + pause_after(self.falls)
            say(f"{self.name} viel om en start opnieuw (poging {self.falls}).")
        elif now >= self.again_at:
            self._start()

    def ask_to_stop(self) -> None:
        if not self.ended:
            self.process.send_signal(signal.SIGINT)

    def stop(self) -> None:
        try:
            self.process.wait(timeout=POLITE)
        except subprocess.TimeoutExpired:
            self._kill_all()
            self.process.wait()

    def _start(self) -> None:
        self.again_at, self.started = 0.0, time.monotonic()
        self.process = subprocess.Popen(self.command, env=self.environment, cwd=ROOT, process_group=0)

    def _kill_all(self) -> None:
        try:
            os.killpg(self.process.pid, signal.SIGKILL)
        except (ProcessLookupError, PermissionError):
            return


def pause_after(falls: int) -> float:
    """How long to wait before the next start: doubled at each fall, so that a site that cannot start costs little."""
    return float(min(LONGEST_PAUSE, FIRST_PAUSE * 2 ** (falls - 1)))


def keep_running(kept: list[Kept], database: Path | None, say: Say) -> None:
    """Until this process is told to end. database: the folder of our own PostgreSQL; None when it is another's."""
    falls, again_at = 0, 0.0
    while True:
        now = time.monotonic()
        if database and now >= again_at and not postgres.runs(database):
            falls += 1
            again_at = now + pause_after(falls)
            _start_database(database, say)
        elif now > again_at + STEADY:
            falls = 0
        for one in kept:
            one.look_after(now, say)
        time.sleep(LOOK_EVERY)


def _start_database(folder: Path, say: Say) -> None:
    say("De database viel om en start opnieuw.")
    try:
        postgres.start(folder)
    except postgres.NoPostgres as problem:
        say(str(problem))
