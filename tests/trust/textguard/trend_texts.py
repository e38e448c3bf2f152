"""Every action that keeps a text about a trend."""

from collections.abc import Callable
from datetime import timedelta

from django.utils import timezone

from slagvaardig.see.trends.actions import add_sight, change_trend, judge_trend, propose_trend
from slagvaardig.see.trends.models import Trend
from tests.people import People

Way = Callable[[People, str, str], None]


def proposed(people: People, field: str = "text", value: str = "Wij zien dit vaker.") -> Trend:
    with people.acting("officer") as by:
        return propose_trend(parts={"title": "Dit komt eraan", field: value}, by=by)


def proposing(people: People, field: str, value: str) -> None:
    proposed(people, field, value)


def changing(people: People, field: str, value: str) -> None:
    trend = proposed(people)
    with people.acting("bureau") as by:
        change_trend(trend=trend, parts={field: value}, reason="Beter gezegd.", version=1, by=by)


def reasoning(people: People, field: str, value: str) -> None:
    trend = proposed(people)
    with people.acting("bureau") as by:
        change_trend(trend=trend, parts={"text": "Anders."}, reason=value, version=1, by=by)


def judging(people: People, field: str, value: str) -> None:
    trend = proposed(people)
    with people.acting("bureau") as by:
        day = timezone.localdate() + timedelta(days=90)
        judge_trend(trend=trend, move="adopt", reason=value, review_on=day, by=by)


def seeing(people: People, field: str, value: str) -> None:
    trend = proposed(people)
    with people.acting("officer") as by:
        add_sight(trend=trend, seen="grows", text=value, by=by)


OF_TRENDS: dict[str, list[Way]] = {
    "see.Sight.text": [seeing],
    "see.Turn.reason": [judging, reasoning],
    **{
        f"see.Trend.{name}": [proposing, changing]
        for name in ("expects", "practice", "publications", "source", "text", "title")
    },
}
