"""The invented year of barriers of a fictional region, loaded once."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from slagvaardig.act.barriers.models import Barrier
from slagvaardig.act.example.actions import load_example
from slagvaardig.act.example.stories import key_of
from slagvaardig.act.numbers.actions import count_barriers
from slagvaardig.trust.access.identity import acting_as_job
from slagvaardig.trust.access.models import Person

FILE = "examples/barriers.json"


def stories_of(region: Path) -> list[dict[str, Any]]:
    """What stands in the file of a region; nothing when it has none."""
    file = region / FILE
    stories: list[dict[str, Any]] = json.loads(file.read_text("utf-8")) if file.is_file() else []
    return stories


def load_once(region: Path, people: Mapping[str, Person]) -> int:
    """Load the year unless some of it is there already; how many barriers came."""
    stories = stories_of(region)
    with acting_as_job("clock"):
        there = Barrier.objects.among([key_of(story) for story in stories]).exists()
    if there or not stories:
        return 0
    with acting_as_job("console") as by:
        loaded = load_example(stories=stories, people=people, by=by)
    with acting_as_job("clock") as by:
        count_barriers(by=by)
    return loaded
