"""The process in which a file is read: `python -I -m slagvaardig.trust.uploads.child KIND < file > answer`.

It takes everything from itself that it does not need before it looks at the first byte: time, memory, files, network,
other processes. The answer is one line of JSON and then the cleaned bytes. It knows no Django and no secret.
"""

import contextlib
import ctypes
import encodings.ascii
import encodings.cp437
import encodings.cp1252
import encodings.iso8859_1
import encodings.iso8859_15
import encodings.latin_1
import encodings.utf_16  # noqa: F401 - all that is needed later is loaded before the doors close
import hashlib
import importlib
import json
import os
import resource
import sys
from collections.abc import Callable

from slagvaardig.trust.uploads.kinds import EICAR, KINDS, LARGEST, Refused

MEMORY, SECONDS = 256 * 1024**2, 4
LIMITS = {
    "RLIMIT_AS": MEMORY,
    "RLIMIT_CPU": SECONDS,
    "RLIMIT_FSIZE": 24 * 1024**2,
    "RLIMIT_NOFILE": 16,
    "RLIMIT_CORE": 0,
    "RLIMIT_NPROC": 0,
}
NOBODY = 65534
_NEW_USER, _NEW_NETWORK, _NO_NEW_PRIVILEGES = 0x10000000, 0x40000000, 38
_SHUT = ("socket.", "subprocess.", "os.exec", "os.posix_spawn", "os.fork", "os.system", "os.kill", "ctypes.")
Cleaner = Callable[[bytes, str], bytes]
_HERE = "slagvaardig.trust.uploads"
CLEANERS = {
    "pdf": f"{_HERE}.pdfs:cleaned_pdf",
    "png": f"{_HERE}.images:cleaned_image",
    "jpeg": f"{_HERE}.images:cleaned_image",
    "docx": f"{_HERE}.office:cleaned_office",
    "xlsx": f"{_HERE}.office:cleaned_office",
    "ods": f"{_HERE}.office:cleaned_office",
    "csv": f"{_HERE}.texts:cleaned_text",
    "txt": f"{_HERE}.texts:cleaned_text",
}


def cleaner(kind: str) -> Cleaner:
    """What cleans a kind of file; only the parsers of that kind are loaded."""
    module, name = CLEANERS[kind].split(":")
    found: Cleaner = getattr(importlib.import_module(module), name)
    return found


def confine() -> None:
    """Give up what is not needed. What the kernel does not offer is left; the limits themselves must succeed."""
    with contextlib.suppress(OSError, AttributeError):
        kernel = ctypes.CDLL(None)
        if kernel.unshare(_NEW_NETWORK):
            kernel.unshare(_NEW_USER | _NEW_NETWORK)
        kernel.prctl(_NO_NEW_PRIVILEGES, 1, 0, 0, 0)
    for name, most in LIMITS.items():
        resource.setrlimit(getattr(resource, name), (most, most))
    if os.getuid() == 0:
        os.setgroups([])
        os.setgid(NOBODY)
        os.setuid(NOBODY)
    sys.addaudithook(_refuse_doors)


def _refuse_doors(event: str, arguments: tuple[object, ...]) -> None:
    if event.startswith(_SHUT):
        raise PermissionError(event)
    if event == "open" and isinstance(arguments[1], str) and set(arguments[1]) & set("wax+"):
        raise PermissionError(event)


def cleaned(data: bytes, kind: str, clean: Cleaner) -> bytes:
    """What may be kept of a file of a kind; Refused when it is not that, or when it could do harm."""
    if not data:
        raise Refused("empty")
    if len(data) > LARGEST:
        raise Refused("large")
    if not data.startswith(KINDS[kind].begins):
        raise Refused("other_kind")
    if EICAR in data[:4096]:
        raise Refused("virus")
    if not KINDS[kind].begins and any(one.begins and data.startswith(one.begins) for one in KINDS.values()):
        raise Refused("other_kind")
    return clean(data, kind)


def answer(data: bytes, kind: str, clean: Cleaner) -> tuple[dict[str, str | int], bytes]:
    """What is said of a file, and what is kept of it."""
    try:
        kept = cleaned(data, kind, clean)
    except Refused as refused:
        return {"refused": refused.why, "what": ascii(refused.what)[1:-1][:80]}, b""
    except MemoryError:
        return {"refused": "heavy"}, b""
    except Exception as error:  # every parser has its own words for a file that is not whole
        return {"refused": "broken", "what": type(error).__name__}, b""
    return {"size": len(kept), "checksum": hashlib.sha256(kept).hexdigest()}, kept


def most_memory() -> int:
    """The most bytes that this process held; 0 where the kernel does not say."""
    with contextlib.suppress(OSError, ValueError), open("/proc/self/status", "rb") as status:  # noqa: PTH123
        return next(int(line.split()[1]) * 1024 for line in status if line.startswith(b"VmHWM"))
    return 0


def main() -> None:
    """Answer for one file."""
    kind = sys.argv[1]
    clean = cleaner(kind)
    try:
        confine()
    except (OSError, ValueError):  # this system cannot hold a process to such limits: then nothing is read
        told: dict[str, str | int] = {"refused": "unprotected"}
        kept = b""
    else:
        told, kept = answer(sys.stdin.buffer.read(LARGEST + 1), kind, clean)
    sys.stdout.buffer.write(json.dumps(told | {"memory": most_memory()}).encode() + b"\n" + kept)
    sys.stdout.buffer.flush()


if __name__ == "__main__":
    main()
