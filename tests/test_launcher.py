"""The launcher keeps the clock of a site going."""

import os
import subprocess
import sys
from pathlib import Path

from slagvaardig import serve

PATIENCE = 30.0


def _sleeper() -> subprocess.Popen[bytes]:
    return subprocess.Popen([sys.executable, "-c", "import time; time.sleep(600)"])


def test_a_clock_that_is_killed_is_started_again_and_one_that_lives_is_left_alone() -> None:
    clock = serve.Kept(_sleeper)
    try:
        first = clock.process
        clock.look_after()
        assert clock.process is first
        first.kill()
        first.wait()
        clock.look_after()
        assert clock.process is not first
        assert clock.process.poll() is None
    finally:
        clock.process.kill()
        clock.process.wait()


def test_a_clock_that_dies_at_once_is_not_started_again_and_again() -> None:
    begun = []

    def dies() -> subprocess.Popen[bytes]:
        begun.append(subprocess.Popen([sys.executable, "-c", "raise SystemExit(1)"]))
        begun[-1].wait()
        return begun[-1]

    clock = serve.Kept(dies)
    for _ in range(200):
        clock.look_after()
    assert len(begun) == 2, "at once the first time, and then only after a while"


def test_the_launcher_starts_one_clock_per_site_and_stops_it_too(tmp_path: Path) -> None:
    site = serve.find_sites(serve.ROOT / "regions")[0]
    environment = {**os.environ, "PYTHONPATH": str(serve.ROOT), "SLAGVAARDIG_VAR": str(tmp_path / "var")}
    assert serve.environment_of(site)["SLAGVAARDIG_REGION"] == str(site.folder)
    command = [sys.executable, "-c", _LAUNCH]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=PATIENCE * 4, check=False)
    assert done.stdout.split() == ["2", "2", "0"], done.stderr


# Every process of ours is replaced by a quiet one: what counts is how many there are, during and after.
_LAUNCH = """
import subprocess, sys
from pathlib import Path
from slagvaardig import postgres, serve
begun = []
def quiet(*_):
    begun.append(subprocess.Popen([sys.executable, "-c", "import time; time.sleep(600)"]))
    return begun[-1]
sites, clocks = [], []
serve._serve = lambda *_: sites.append(1) or quiet()
serve._work = lambda *_: clocks.append(1) or quiet()
serve._prepare = serve._refuse_taken_ports = serve._wait_until_it_answers = lambda *_: None
postgres.start = lambda *_: None
def stop(*_):
    raise KeyboardInterrupt
serve._wait_for_the_first_to_end = stop
try:
    serve.start(only="", var=Path("."), say=lambda line: None)
except KeyboardInterrupt:
    pass
print(len(sites), len(clocks), sum(process.poll() is None for process in begun))
"""
