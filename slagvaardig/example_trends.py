"""The invented trends of a fictional region: proposed, judged and seen by its invented people, through the actions.

Days are counted back from today. They come once, at the first start.
"""

import json
from datetime import date, timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone

from slagvaardig.example_stories import acting
from slagvaardig.region.folder import Region
from slagvaardig.see.trends.actions import add_sight, change_trend, judge_trend, propose_trend
from slagvaardig.see.trends.models import Trend, Turn
from slagvaardig.see.trends.rules import key_of
from slagvaardig.trust.access.models import Person

FILE = "examples/trends.json"
JUDGE = "bureau"
Row = dict[str, Any]


@transaction.atomic
def load_once(region: Region) -> int:
    """How many were proposed; 0 when somebody did so already, or there is nothing to load."""
    file = region.path / FILE
    if not region.fictional or not file.is_file() or _there_are_some():
        return 0
    told: Row = json.loads(file.read_text("utf-8"))
    for row in told["proposed"]:
        with acting(row["person"]) as by:
            row["key"] = propose_trend(parts=row["parts"], by=by, on=_day(row["ago"])).pk
    rows = [*told["proposed"], *({**row, "key": key_of(row["slug"])} for row in told["listed"])]
    with acting(JUDGE) as by:
        for row in rows:
            if written := row.get("written"):
                _write(row, written, by)
            for move in row["moves"]:
                _judge(row, move, by)
    for row in rows:
        for sight in row["sights"]:
            with acting(sight["person"]) as by:
                given = {name: sight[name] for name in ("seen", "text", "role")}
                add_sight(trend=Trend.objects.get(pk=row["key"]), by=by, on=_day(sight["ago"]), **given)
    return len(told["proposed"])


def _there_are_some() -> bool:
    """Whether anything happened beyond what the strategy itself named."""
    with acting(JUDGE):
        return Turn.objects.exclude(verb="lay-out").exists()


def _write(row: Row, written: Row, by: Person) -> None:
    trend = Trend.objects.get(pk=row["key"])
    given = {"parts": written["parts"], "reason": written["reason"], "version": trend.version}
    change_trend(trend=trend, by=by, on=_day(written["ago"]), **given)


def _judge(row: Row, move: Row, by: Person) -> None:
    on = _day(move["ago"])
    review = on + timedelta(days=move["review"]) if "review" in move else None
    trend = Trend.objects.get(pk=row["key"])
    judge_trend(
        trend=trend,
        move=move["move"],
        reason=move["reason"],
        review_on=review,
        until=move.get("until", ""),
        by=by,
        on=on,
    )


def _day(ago: int) -> date:
    return timezone.localdate() - timedelta(days=ago)
