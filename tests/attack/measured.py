"""Keeps what was measured at full size for the page that shows it: one part per test, with the day."""

import json
from datetime import date
from pathlib import Path

import slagvaardig.trust.textguard
from tests.attack.sizes import FULL

FILE = Path(slagvaardig.trust.textguard.__file__).parent / "measured.json"


def keep(part: str, **figures: object) -> None:
    """At the small size nothing is kept: that would put a little in the place of all."""
    if FULL:
        known = json.loads(FILE.read_text("utf-8")) if FILE.is_file() else {}
        known[part] = {"on": date.today().isoformat(), **figures}
        FILE.write_text(json.dumps(known, indent=2, ensure_ascii=False, sort_keys=True) + "\n", "utf-8")
