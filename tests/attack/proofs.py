"""What was tried and with which outcome; `./dev prove` keeps it for the page that shows every promise."""

import json
import os
from pathlib import Path


def proven(promise: str, *, attempts: int, failed: int = 0, entitled: int = 0, served: int = 0, note: str = "") -> None:
    """promise: its slug in trust/promises. failed: attempts that got through. entitled, served: the twin that must
    work. note: what was tried, in a few English words."""
    row = {
        "promise": promise,
        "attempts": attempts,
        "failed": failed,
        "entitled": entitled,
        "served": served,
        "note": note,
    }
    print("proven", json.dumps(row))
    if folder := os.environ.get("SLAGVAARDIG_PROOFS"):
        with (Path(folder) / f"{promise}-{os.getpid()}.jsonl").open("a") as file:
            file.write(json.dumps(row) + "\n")
