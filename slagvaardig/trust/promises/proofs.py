"""What `./dev prove` found, kept beside the code: attempts and outcome per promise, with day and commit."""

import functools
import hashlib
import json
from dataclasses import dataclass
from datetime import date
from pathlib import Path

FILE = Path(__file__).resolve().parent / "proofs.json"
_FLOOR = Path(__file__).resolve().parent.parent


@dataclass(frozen=True)
class Proof:
    """failed: attempts that got through. entitled, served: acts of those who may, and how many of them worked."""

    attempts: int
    failed: int
    entitled: int
    served: int
    on: date
    commit: str
    floor: str
    notes: tuple[str, ...] = ()

    def holds(self, allowed: float = 0.0) -> bool:
        """Whether no larger share than `allowed` got through, and everybody entitled was served."""
        return self.attempts > 0 and self.failed <= allowed * self.attempts and self.served == self.entitled


def proofs(file: Path = FILE) -> dict[str, Proof]:
    """The newest proof of each promise by its slug; empty when nothing was ever proven."""
    if not file.exists():
        return {}
    rows = json.loads(file.read_text("utf-8"))
    return {
        slug: Proof(**{**row, "on": date.fromisoformat(row["on"]), "notes": tuple(row["notes"])})
        for slug, row in rows.items()
    }


@functools.cache
def floor_now() -> str:
    """A short checksum of the code that the promises stand on: when it differs, a proof is of an earlier version."""
    digest = hashlib.sha256()
    for path in sorted(_FLOOR.rglob("*")):
        if path.suffix in (".py", ".sql") and "promises" not in path.parts:
            digest.update(path.relative_to(_FLOOR).as_posix().encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()[:12]
