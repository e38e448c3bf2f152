"""Run one job in a process of its own and report what it took: seconds of the job itself and peak memory."""

import json
import resource
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PATIENCE = 1800


@dataclass(frozen=True)
class Measured:
    """seconds and megabytes are None when the job did not end well; `fault` then says why. `check` is its answer as
    one number, to see that every engine did the same work. `part`: the share of the cells that the job was given."""

    seconds: float | None
    megabytes: float | None
    check: float | None
    part: float = 1.0
    fault: str = ""


def measure(module: str, job: str, *arguments: object, gigabytes: float | None = None, part: float = 1.0) -> Measured:
    """Run `python -m MODULE JOB ARGUMENTS...` with at most so much address space."""
    command = [sys.executable, "-W", "ignore", "-m", module, job, *map(str, arguments)]

    def limit() -> None:
        if gigabytes:
            resource.setrlimit(resource.RLIMIT_AS, (int(gigabytes * 2**30),) * 2)

    try:
        done = subprocess.run(
            command, cwd=ROOT, capture_output=True, text=True, timeout=PATIENCE, preexec_fn=limit, check=False
        )
    except subprocess.TimeoutExpired:
        return Measured(None, None, None, part, f"gaf na {PATIENCE} s op")
    if done.returncode:
        lines = done.stderr.strip().splitlines()
        memory = done.returncode < 0 or any("emory" in line or "alloc" in line for line in lines[-3:])
        return Measured(None, None, None, part, "te weinig geheugen" if memory else (lines or ["?"])[-1][:120])
    told = json.loads(done.stdout.strip().splitlines()[-1])
    return Measured(told["seconds"], told["megabytes"], told["check"], part)


def report(job: Callable[[], Callable[[], float]]) -> None:
    """Run a job here and print what measure() reads. What the job returns sums up its answer, outside the time."""
    start = time.perf_counter()
    answer = job()
    seconds = time.perf_counter() - start
    megabytes = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    sys.stdout.write(json.dumps({"seconds": seconds, "megabytes": megabytes, "check": float(answer())}) + "\n")
