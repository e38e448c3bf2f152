"""Has a file cleaned by a process that may do nothing else. Here no byte of it is looked at."""

import json
import os
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from typing import IO, Any

from slagvaardig.trust.uploads.child import MEMORY
from slagvaardig.trust.uploads.kinds import KINDS, LARGEST, LARGEST_CLEANED, Refused
from slagvaardig.trust.uploads.names import kept_name
from slagvaardig.trust.uploads.sentences import SENTENCES

PATIENCE = 30.0  # seconds by the clock; the kernel ends a process that reckons for more than child.SECONDS
_LONGEST_LINE = 400
CHILD = (sys.executable, "-I", "-B", "-m", "slagvaardig.trust.uploads.child")


@dataclass(frozen=True)
class Clean:
    """A file that may be kept."""

    name: str
    kind: str
    checksum: str
    content: bytes


@dataclass(frozen=True)
class Ended:
    """How the process ended. seconds: what it reckoned."""

    code: int
    seconds: float
    answer: bytes

    @property
    def memory(self) -> int:
        """The most bytes that it held, as it told; what it was allowed when it could not tell."""
        told = _told(self.answer)
        return int(str(told["memory"])) if "memory" in told else MEMORY


def clean(*, name: str, file: IO[bytes]) -> Clean:
    """What may be kept of a file that somebody sent. Refused when it is not one of the kinds, or could do harm."""
    kept = kept_name(name)
    slug = next(slug for slug, kind in KINDS.items() if kept.lower().endswith(kind.endings))
    file.seek(0, os.SEEK_END)
    if file.tell() > LARGEST:
        raise Refused("large")
    file.seek(0)
    told, content = read_answer(run(file, slug))
    return Clean(kept, KINDS[slug].content_type, str(told["checksum"]), content)


def run(file: IO[bytes], kind: str) -> Ended:
    """Let the child read a file; whatever the file makes it do ends within its limits."""
    with tempfile.TemporaryFile() as given, tempfile.TemporaryFile() as answer:
        while piece := file.read(1 << 16):
            given.write(piece)
        given.seek(0)
        process = subprocess.Popen(  # noqa: S603 - our own program; the kind is a word of our own table
            [*CHILD, kind], stdin=given, stdout=answer, stderr=subprocess.DEVNULL, env={}, cwd="/", close_fds=True
        )
        code, used = _wait(process)
        answer.seek(0)
        told = answer.read(_LONGEST_LINE + LARGEST_CLEANED)
    return Ended(code, used.ru_utime + used.ru_stime, told)


def _wait(process: "subprocess.Popen[bytes]") -> tuple[int, Any]:
    """Its exit code and what it used; killed when it lasts too long."""
    until, pause = time.monotonic() + PATIENCE, 0.002
    while True:
        pid, status, used = os.wait4(process.pid, os.WNOHANG)
        if pid:
            process.returncode = os.waitstatus_to_exitcode(status)
            return process.returncode, used
        if time.monotonic() > until:
            process.kill()
        time.sleep(pause)
        pause = min(pause * 1.5, 0.05)


def read_answer(ended: Ended) -> tuple[dict[str, object], bytes]:
    """What the child said; Refused also when it said nothing that can be understood."""
    told, content = _told(ended.answer), ended.answer.partition(b"\n")[2]
    if ended.code != 0 or not told:
        raise Refused("slow" if ended.code < 0 else "heavy")
    if why := told.get("refused"):
        raise Refused(str(why) if why in SENTENCES else "broken", str(told.get("what", ""))[:80])
    if told.get("size") != len(content) or not content:
        raise Refused("broken")
    return told, content


def _told(answer: bytes) -> dict[str, object]:
    """The first line; empty when it is no such line."""
    try:
        told = json.loads(answer[:_LONGEST_LINE].partition(b"\n")[0])
    except ValueError:
        return {}
    return told if isinstance(told, dict) else {}
