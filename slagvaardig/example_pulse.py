"""The invented rounds of the pulse of a fictional region: opened, handed out, answered, closed and published.

Everything goes through the same actions as in life. The clock does it once, beside the site that is already up.
"""

import json
from datetime import date
from pathlib import Path
from typing import Any

from django.db import transaction
from django.utils import timezone

from slagvaardig.example_stories import DESK, acting, is_introduced
from slagvaardig.region.current import current_region
from slagvaardig.region.folder import Region
from slagvaardig.see.pulse.actions import UNSEEN, answer, close_round, hand_out, open_round, publish_round
from slagvaardig.see.pulse.models import PulseRound
from slagvaardig.see.pulse.proving import as_holder
from slagvaardig.trust.circles.models import Circle
from slagvaardig.trust.unseen import tickets

FILE = "examples/pulse.json"


def run() -> None:
    """What the clock calls: at once when there is nothing to do."""
    load_example_pulse(region=current_region())


@transaction.atomic
def load_example_pulse(*, region: Region) -> int:
    """How many rounds were loaded, all or none; 0 when there are some already. Only for a fictional region."""
    file = region.path / FILE
    if not region.fictional or region.pulse is None or not file.is_file() or PulseRound.objects.exists():
        return 0
    if not is_introduced(DESK):
        return 0
    rounds = [one for one in rounds_in(file) if one["published"] <= f"{timezone.localdate()}"]
    for one in rounds:
        _ask(one, region)
    return len(rounds)


def rounds_in(file: Path) -> list[dict[str, Any]]:
    return list(json.loads(file.read_text("utf-8")))


def _ask(one: dict[str, Any], region: Region) -> None:
    opened, closed, published = (date.fromisoformat(one[name]) for name in ("opened", "closed", "published"))
    questions = [question.slug for question in region.pulse.questions] if region.pulse else []
    sent: list[tuple[str, list[str]]] = []
    with acting(DESK) as bureau:
        found = open_round(by=bureau, on=opened)
        for sheet in one["sheets"]:
            tokens = hand_out(
                found=found,
                circle=Circle.objects.get(slug=sheet["partner"]),
                role=sheet["role"],
                area=sheet["area"],
                number=sheet["links"],
                ticket=tickets.issue(),
                by=bureau,
                on=opened,
            )
            sent += zip(tokens, sheet["answers"], strict=False)
    for token, given in sent:
        with transaction.atomic(), as_holder(token):
            answer(token=token, answers=dict(zip(questions, given, strict=True)), by=UNSEEN, on=closed)
    with acting(DESK) as bureau:
        close_round(found=found, by=bureau, on=closed)
        publish_round(found=found, by=bureau, on=published)
