"""The invented rounds of a fictional region, loaded once."""

import json
from pathlib import Path
from typing import Any

from slagvaardig.choose.example.actions import load_example
from slagvaardig.choose.inventory.models import Round
from slagvaardig.trust.access.identity import acting_as_job

FILE = "examples/rounds.json"


def rounds_of(region: Path) -> dict[str, Any]:
    """What stands in the file of a region; nothing when it has none."""
    file = region / FILE
    told: dict[str, Any] = json.loads(file.read_text("utf-8")) if file.is_file() else {}
    return told


def load_once(region: Path) -> int:
    """Load them unless there is a round already; how many came."""
    told = rounds_of(region)
    with acting_as_job("console") as by:
        return load_example(told=told, by=by) if told and not Round.objects.exists() else 0
