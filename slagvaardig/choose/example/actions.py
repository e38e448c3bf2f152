"""Load the invented rounds and hours of a fictional region, on days and in quarters counted from today."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from django.contrib.postgres.functions import TransactionNow
from django.db import transaction
from django.utils import timezone

from slagvaardig.choose.absorption.models import Promised, Stated, Work
from slagvaardig.choose.inventory.contents import keep_content
from slagvaardig.choose.inventory.models import Part, Round
from slagvaardig.choose.inventory.rules import Filled, Pick, office_of
from slagvaardig.choose.inventory.submissions import Submission
from slagvaardig.choose.quarters import quarter_after, quarter_of
from slagvaardig.region.current import current_region
from slagvaardig.trust.audit.actions import record
from slagvaardig.trust.circles.models import Circle, Office

Told = Mapping[str, Any]


@transaction.atomic
def load_example(*, told: Told, by: str) -> int:
    """Everything at once; how many rounds. Only in a fictional region, and only by the console: to others the database
    refuses a round with a past."""
    if not current_region().fictional:
        raise ValueError("Invented rounds belong in a fictional region only.")
    circles = {circle.slug: circle for circle in Circle.objects.all()}
    for one in told["rounds"]:
        _load_round(one, circles)
    Stated.objects.bulk_create(
        Stated(
            partner=circles[one["partner"]],
            role=one["role"],
            quarter=_quarter(one["quarter"]),
            hours=one["hours"],
            number=one["number"],
            stated_on=_day(one["day"]),
        )
        for one in told["stated"]
    )
    for one in told["works"]:
        _load_work(one, circles)
    detail: dict[str, object] = {"rounds": len(told["rounds"]), "works": len(told["works"])}
    record(verb="load-example", about="inventory", by=by, detail=detail)
    return len(told["rounds"])


def _load_round(one: Told, circles: Mapping[str, Circle]) -> None:
    same = {name: one[name] for name in ("title", "method", "most", "points", "quarters", "state", "note")}
    made = Round(
        circle=circles["coalitie"],
        opens=_day(one["opens"]),
        closes=_day(one["closes"]),
        used_on=_day(one["used"]) if one["used"] is not None else None,
        first_quarter=_quarter(one["first_quarter"]),
        body=circles.get(one["body"]),
        **same,
    )
    made.save(force_insert=True)
    offices = set(Office.objects.values_list("pk", flat=True))
    parts = [(_part(part, made, circles, offices), part["versions"]) for part in one["parts"]]
    versions = [_version(version, part) for part, told in parts for version in told]
    Part.objects.bulk_create(part for part, _told in parts)
    Submission.objects.bulk_create(version for version, _content in versions)
    keep_content(versions)


def _part(told: Told, made: Round, circles: Mapping[str, Circle], offices: set[str]) -> Part:
    versions, office = told["versions"], office_of(told["partner"])
    return Part(
        round=made,
        partner=circles[told["partner"]],
        office_id=office if office in offices else None,
        state=told["state"],
        number=max((one["number"] for one in versions), default=0),
        signed=max((one["number"] for one in versions if one["state"] == "signed"), default=0),
        changed_on=_day(max((one["day"] for one in versions), default=-20)),
    )


def _version(told: Told, part: Part) -> tuple[Submission, Filled]:
    day, state = _day(told["day"]), told["state"]
    made = Submission(
        round=part.round,
        part=part,
        number=told["number"],
        state=state,
        asks=told["asks"],
        reason=told["reason"],
        made=TransactionNow(),
        filled_on=day if state != "draft" else None,
        signed_on=day if state == "signed" else None,
        signed_as=part.office.title if state == "signed" and part.office else "",
    )
    return made, Filled(tuple(Pick(**pick) for pick in told["picks"]), told["hours"], told["asks"])


def _load_work(one: Told, circles: Mapping[str, Circle]) -> None:
    made = Work(circle=circles["coalitie"], kind=one["kind"], title=one["title"], touched_on=timezone.localdate())
    made.save(force_insert=True)
    Promised.objects.bulk_create(
        Promised(work=made, partner=circles[slug], role=role, quarter=_quarter(quarter), hours=hours)
        for slug, role, quarter, hours in one["hours"]
    )


def _day(after: int) -> date:
    return timezone.localdate() + timedelta(days=after)


def _quarter(after: int) -> str:
    return quarter_after(quarter_of(timezone.localdate()), after)
