"""What a round lays on the scales, and a weighing as others may build on it."""

import hashlib
import json
from typing import Any

from slagvaardig.choose.absorption.readings import ledger_of, protection
from slagvaardig.choose.inventory.ballots import Ballot, ballots_of, district_of
from slagvaardig.choose.inventory.models import Round
from slagvaardig.choose.inventory.rules import kinds_of_partners
from slagvaardig.choose.quarters import quarters_from
from slagvaardig.choose.weighing.laying import Asked, scales_of
from slagvaardig.choose.weighing.models import Candidate, Weighing
from slagvaardig.choose.weighing.outcomes import outcome_of, told
from slagvaardig.choose.weighing.scales import Question, Scales
from slagvaardig.region.current import current_region

FORM = 1  # of the evidence; a new number when its meaning changes


def candidates_of(found: Round) -> list[Candidate]:
    """Everything that could become a priority, by title."""
    return list(Candidate.objects.in_round(found))


def lay_on_scales(found: Round, weighting: str, candidates: list[Candidate]) -> Scales | None:
    """Support and hours of a round; None when partners cannot be weighed like that."""
    region, kinds, ballots = current_region(), kinds_of_partners(), ballots_of(found)
    weights = {one.partner: one.weights[weighting] for one in ballots}
    known = {partner: weight for partner, weight in weights.items() if weight is not None}
    if len(known) < len(weights):
        return None
    quarters = quarters_from(found.first_quarter, found.quarters)
    return scales_of(
        points=_points(ballots),
        weights=known,
        districts={one.partner: one.district for one in ballots},
        needs={one.topic: asked_by(one) for one in candidates},
        ledger=ledger_of(list(kinds), quarters),
        rule=protection(),
        roles={slug: [role.slug for role in region.inventory.roles_of(kind)] for slug, kind in kinds.items()},
        quarters=quarters,
    )


def asked_by(candidate: Candidate) -> list[Asked]:
    """The lines of hours of a candidate."""
    return [Asked(one.role, one.who, one.first_quarter, one.last_quarter, one.hours) for one in candidate.needs.all()]


def evidence_for(found: Round, question: Question, candidates: list[Candidate], scales: Scales) -> dict[str, Any]:
    """A weighing as JSON: what was asked, what lay on the scales, the tests in words, and what came out."""
    rule = protection()
    return {
        "form": FORM,
        "round": {"id": str(found.pk), "title": found.title, "closes": found.closes.isoformat()},
        "question": {
            "most": question.most,
            "weighting": question.weighting,
            "chosen": sorted(question.chosen),
            "keep": sorted(question.keep),
            "without": sorted(question.without),
        },
        "candidates": {
            one.topic: {
                "title": one.title,
                "level": one.level,
                "nature": one.nature,
                "tests": [[str(asked), answer] for asked, answer in one.answers],
            }
            for one in candidates
        },
        "protection": [rule.small_hours, str(rule.small_share), str(rule.share)],
        "scales": scales.written(),
        "outcome": told(outcome_of(scales, question)),
    }


def written(evidence: dict[str, Any]) -> tuple[str, str]:
    """Evidence as the text that is kept, always the same for the same, and its SHA-256."""
    content = json.dumps(evidence, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return content, hashlib.sha256(content.encode()).hexdigest()


def evidence_of(weighing: Weighing) -> dict[str, Any]:
    """What was frozen of a weighing, for a decision. Its digest: `weighing.digest`."""
    return weighing.evidence


def comes_out_again(evidence: dict[str, Any]) -> bool:
    """Whether weighing again what was frozen gives what was frozen."""
    asked = evidence["question"]
    question = Question(
        asked["most"],
        asked["weighting"],
        *(frozenset(asked[name]) for name in ("chosen", "keep", "without")),
    )
    again: bool = told(outcome_of(Scales.read(evidence["scales"]), question)) == evidence["outcome"]
    return again


def names_of_partners() -> dict[str, str]:
    """Names by slug, by alphabet: partners are not ranked."""
    region, kinds = current_region(), kinds_of_partners()
    return {one.slug: one.name for one in sorted(region.partners, key=lambda one: one.name) if one.slug in kinds}


def districts_of_partners() -> dict[str, str]:
    """The district of each partner that takes part, "" for the whole region."""
    region = current_region()
    return {one.slug: district_of(one, region) for one in region.partners}


def _points(ballots: list[Ballot]) -> dict[str, dict[str, int]]:
    return {one.partner: dict(one.points) for one in ballots}
