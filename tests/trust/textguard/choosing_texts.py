"""Every action that keeps a text about a round or about hours."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from django.utils import timezone

from slagvaardig.choose.inventory.actions import hand_in, save_submission, sign, withdraw
from slagvaardig.choose.inventory.rules import Filled, Pick
from slagvaardig.choose.inventory.running import plan_round, taken_by_partners
from slagvaardig.choose.quarters import quarter_of
from slagvaardig.region.current import current_region
from tests.attack.rounds import HOLDER, PARTNER, filled, opened, promised
from tests.attack.weighings import frozen, named
from tests.people import People


def planning(people: People, field: str, value: str) -> None:
    texts: dict[str, Any] = {"title": "Ronde", "note": "", field: value}
    today = timezone.localdate()
    with people.acting("bureau") as by:
        plan_round(
            **texts,
            method="rank",
            most=2,
            points=0,
            opens=today,
            closes=today + timedelta(days=9),
            first_quarter=quarter_of(today),
            quarters=4,
            by=by,
        )


def filling(people: People, field: str, value: str) -> None:
    text: dict[str, Any] = {field: value} if field != "asks" else {}
    pick = Pick(current_region().inventory.topics[0].slug, place=1, **text)
    content = Filled((pick,), asks=value if field == "asks" else "")
    found = opened(people)
    with people.acting(HOLDER) as by:
        save_submission(part=taken_by_partners(found)[PARTNER], filled=content, revision=0, by=by)


def withdrawing(people: People, _field: str, value: str) -> None:
    found = opened(people)
    with people.acting(HOLDER) as by:
        part = taken_by_partners(found)[PARTNER]
        save_submission(part=part, filled=filled(), revision=0, by=by)
        hand_in(part=part, by=by)
        sign(part=part, by=by)
        withdraw(part=part, reason=value, by=by)


def promising(people: People, _field: str, value: str) -> None:
    promised(people, value)


def naming(people: People, field: str, value: str) -> None:
    named(people, opened(people), **({"title": value} if field == "title" else {"answer": value}))


def freezing(people: People, _field: str, value: str) -> None:
    frozen(people, opened(people), value)


Way = Callable[[People, str, str], None]
OF_CHOOSING: dict[str, list[Way]] = {
    "choose.Candidate.insight": [naming],
    "choose.Candidate.perspective": [naming],
    "choose.Candidate.public_private": [naming],
    "choose.Candidate.title": [naming],
    "choose.Candidate.why_region": [naming],
    "choose.Choice.motivation": [filling],
    "choose.Choice.plan": [filling],
    "choose.Round.note": [planning],
    "choose.Round.title": [planning],
    "choose.Submission.asks": [filling],
    "choose.Submission.reason": [withdrawing],
    "choose.Weighing.title": [freezing],
    "choose.Work.title": [promising],
}
