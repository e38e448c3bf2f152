"""A whole round for the nightly job: everything that hangs under it is there, and every text that somebody typed holds
one mark."""

from collections.abc import Iterator
from datetime import timedelta

from django.utils import timezone

from slagvaardig.choose.inventory.actions import hand_in, save_submission, sign
from slagvaardig.choose.inventory.models import Round
from slagvaardig.choose.inventory.rules import Filled, Pick
from slagvaardig.choose.inventory.running import move_round, plan_round, taken_by_partners
from slagvaardig.choose.quarters import quarter_of
from slagvaardig.choose.weighing.actions import ask_hours, freeze_weighing, name_candidate
from slagvaardig.choose.weighing.scales import Question
from slagvaardig.choose.weighing.workflow import EACH, TESTS
from slagvaardig.region.current import current_region
from slagvaardig.trust.textguard.fields import GUARDED
from tests.attack.rounds import HOLDER, PARTNER, role
from tests.people import People
from tests.trust.retention.looking import rows

UNDER = ("Round", "Part", "Submission", "Choice", "Offer", "Candidate", "Need", "Weighing")


def whole_round(people: People, mark: str) -> Round:
    """Signed, with a correction, a candidate, its hours and a weighing that was laid down."""
    today, topic = timezone.localdate(), current_region().inventory.topics[0].slug
    with people.acting("bureau") as by:
        made = plan_round(
            title=mark, method="rank", most=2, points=0, opens=today, closes=today + timedelta(days=9),
            first_quarter=quarter_of(today), quarters=4, note=mark, by=by,
        )  # fmt: skip
        found = move_round(found=made, verb="open", by=by)
        part = taken_by_partners(found)[PARTNER]
    for reason in ("", mark):
        with people.acting(HOLDER) as by:
            filled = Filled((Pick(topic, place=1, motivation=mark, plan=mark),), {role(): 5}, mark)
            save_submission(part=part, filled=filled, revision=0, reason=reason, by=by)
            hand_in(part=part, by=by)
            sign(part=part, by=by)
    with people.acting("bureau") as by:
        named = name_candidate(
            found=found, topic=topic, title=mark, level="regional", nature="neither",
            answers=dict.fromkeys(TESTS, mark), by=by,
        )  # fmt: skip
        quarter = found.first_quarter
        ask_hours(candidate=named, role=role(), who=EACH, first_quarter=quarter, last_quarter=quarter, hours=5, by=by)
        freeze_weighing(found=found, title=mark, question=Question(2, "equal"), by=by)
    return found


def typed(mark: str) -> Iterator[tuple[str, int]]:
    """Of every text under a round that somebody types: in how many rows the mark stands."""
    for name in GUARDED:
        room, model, column = name.split(".")
        if room == "choose" and model in UNDER:
            table = f"choose_{model.lower()}"
            yield name, len(rows(table, f'"{column}" like %s', f"%{mark}%"))
