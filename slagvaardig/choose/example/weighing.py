"""The invented candidates and weighing of a fictional region, laid beside its newest invented round, once."""

import json
from pathlib import Path
from typing import Any

from django.db import transaction
from django.utils import timezone

from slagvaardig.choose.inventory.models import Round
from slagvaardig.choose.quarters import quarter_after
from slagvaardig.choose.weighing.models import Candidate, Need, Weighing
from slagvaardig.choose.weighing.readings import candidates_of, evidence_for, lay_on_scales, written
from slagvaardig.choose.weighing.scales import Question
from slagvaardig.region.current import current_region
from slagvaardig.trust.access.identity import acting_as_job
from slagvaardig.trust.audit.actions import record

FILE = "examples/weighing.json"


def load_once(region: Path) -> int:
    """Load them unless there is a candidate already; how many came."""
    file = region / FILE
    told: dict[str, Any] = json.loads(file.read_text("utf-8")) if file.is_file() else {}
    with acting_as_job("console") as by:
        newest = Round.objects.newest_first().first()
        return load_example(found=newest, told=told, by=by) if told and newest and not Candidate.objects.exists() else 0


@transaction.atomic
def load_example(*, found: Round, told: dict[str, Any], by: str) -> int:
    """Everything at once, in a fictional region only."""
    if not current_region().fictional:
        raise ValueError("Invented candidates belong in a fictional region only.")
    for one in told["candidates"]:
        said = {name: value for name, value in one.items() if name != "needs"}
        made = Candidate(round=found, **said)
        made.save(force_insert=True)
        Need.objects.bulk_create(
            Need(
                candidate=made,
                role=line["role"],
                who=line["who"],
                first_quarter=quarter_after(found.first_quarter, line["first"]),
                last_quarter=quarter_after(found.first_quarter, line["last"]),
                hours=line["hours"],
            )
            for line in one["needs"]
        )
    asked, candidates = told["weighing"], candidates_of(found)
    question = Question(asked["most"], asked["weighting"], frozenset(asked["chosen"]))
    scales = lay_on_scales(found, question.weighting, candidates)
    if scales is not None:
        content, digest = written(evidence_for(found, question, candidates, scales))
        today = timezone.localdate()
        Weighing(round=found, title=asked["title"], content=content, digest=digest, frozen_on=today).save(
            force_insert=True
        )
    record(verb="load-example", about="weighing", by=by, detail={"candidates": len(told["candidates"])})
    return len(told["candidates"])
