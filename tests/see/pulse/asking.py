"""Rounds of the pulse made by actions, as its tests and the attacks on it need them."""

from collections.abc import Sequence
from datetime import date

from django.db import transaction

from slagvaardig.see.pulse.actions import UNSEEN, answer, close_round, hand_out, open_round, publish_round
from slagvaardig.see.pulse.models import PulseRound
from slagvaardig.see.pulse.proving import as_holder
from slagvaardig.trust.circles.models import Circle
from slagvaardig.trust.unseen import tickets
from tests.people import People

QUESTIONS = ("meer-veiligheid", "lagere-drempels")
PARTNERS = [
    ("partner", "gemeente-aldermeer", "Gemeente Aldermeer"),
    ("partner", "gemeente-vliethove", "Gemeente Vliethove"),
    ("partner", "gemeente-zandrade", "Gemeente Zandrade"),
    ("partner", "om", "Parket Duinrade"),
]
NORTH, MIDDLE, SOUTH = "VB-N", "VB-M", "VB-Z"
PARTNER_IN = {NORTH: "gemeente-aldermeer", MIDDLE: "gemeente-vliethove", SOUTH: "gemeente-zandrade", "": "om"}
FIRST, SECOND = date(2025, 3, 3), date(2025, 9, 3)


def opened(people: People, on: date = FIRST, closes: date | None = None) -> PulseRound:
    with people.acting("bureau") as bureau:
        return open_round(by=bureau, on=on, closes=closes)


def handed_out(people: People, found: PulseRound, area: str = NORTH, number: int = 1) -> list[str]:
    """Tokens for people of the partner of a district, or of the whole region."""
    with people.acting("bureau") as bureau:
        circle = Circle.objects.get(slug=PARTNER_IN[area])
        named = {"role": "boa", "area": area, "number": number, "ticket": tickets.issue(), "on": found.opened}
        return hand_out(found=found, circle=circle, by=bureau, **named)  # type: ignore[arg-type]


def answered(token: str, *given: str, on: date = FIRST) -> None:
    with transaction.atomic(), as_holder(token):
        answer(token=token, answers=dict(zip(QUESTIONS, given, strict=True)), by=UNSEEN, on=on)


def all_answered(people: People, found: PulseRound, area: str, given: Sequence[tuple[str, str]], left: int = 0) -> None:
    """As many people of a district as there are answers, and `left` who do not answer."""
    tokens = handed_out(people, found, area, len(given) + left)
    for token, pair in zip(tokens, given, strict=False):
        answered(token, *pair, on=found.opened)


def closed(people: People, found: PulseRound) -> PulseRound:
    with people.acting("bureau") as bureau:
        return close_round(found=found, by=bureau, on=found.closes)


def published(people: People, found: PulseRound) -> PulseRound:
    with people.acting("bureau") as bureau:
        return publish_round(found=found, by=bureau, on=found.closes)
