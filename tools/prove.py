"""Every attack, drill and other test with a full size: `./dev prove`. Writes what /vertrouwen shows; red if one fails.

`./dev prove circle-only pool` proves only those. A promise that was not tried keeps its earlier proof; one that was
broken is kept as broken.
"""

import json
import os
import subprocess
import sys
import tempfile
from collections import defaultdict
from datetime import date
from pathlib import Path
from typing import Any

from slagvaardig.trust.promises.proofs import FILE, Proof, floor_now, proofs

ROOT = Path(__file__).resolve().parent.parent
COUNTS = ("attempts", "failed", "entitled", "served")


def main() -> int:
    wanted = set(sys.argv[1:])
    files = [str(path) for path in sorted((ROOT / "tests").rglob("test_*.py")) if _proves(path, wanted)]
    if not files:
        sys.stderr.write(f"Geen proef noemt {', '.join(sorted(wanted))}.\n")
        return 2
    with tempfile.TemporaryDirectory() as folder:
        environment = {**os.environ, "SLAGVAARDIG_PROVE": "1", "SLAGVAARDIG_PROOFS": folder}
        failed = subprocess.run(
            [sys.executable, "-m", "pytest", "-s", *files], env=environment, cwd=ROOT, check=False
        ).returncode
        keep(Path(folder))
    return failed


def _proves(path: Path, wanted: set[str]) -> bool:
    text = path.read_text("utf-8")
    if wanted:
        return "proven(" in text and any(f'"{slug}"' in text for slug in wanted)
    return "proven(" in text or "tests.attack.sizes import" in text


def keep(folder: Path, file: Path = FILE) -> None:
    """Add up what the tests wrote, one proof per promise, beside the proofs that were there."""
    kept: dict[str, Any] = {slug: _row(proof) for slug, proof in proofs(file).items()}
    for slug, rows in _tried(folder).items():
        totals = {name: sum(row[name] for row in rows) for name in COUNTS}
        notes = sorted({row["note"] for row in rows if row["note"]})
        kept[slug] = {
            **totals,
            "on": date.today().isoformat(),
            "commit": _commit(),
            "floor": floor_now(),
            "notes": notes,
        }
        sys.stdout.write(f"{slug}: {totals}\n")
    file.write_text(json.dumps(dict(sorted(kept.items())), indent=1) + "\n", "utf-8")


def _tried(folder: Path) -> dict[str, list[dict[str, Any]]]:
    found = defaultdict(list)
    for path in sorted(folder.glob("*.jsonl")):
        for line in path.read_text("utf-8").splitlines():
            row = json.loads(line)
            found[row["promise"]].append(row)
    return found


def _row(proof: Proof) -> dict[str, Any]:
    return {**vars(proof), "on": proof.on.isoformat(), "notes": list(proof.notes)}


def _commit() -> str:
    command = ["git", "rev-parse", "--short", "HEAD"]
    return subprocess.run(command, capture_output=True, text=True, cwd=ROOT, check=False).stdout.strip()


if __name__ == "__main__":
    sys.exit(main())
