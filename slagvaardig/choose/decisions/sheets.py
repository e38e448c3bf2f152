"""A decision as one sheet: everything a reader elsewhere gets, as facts. The page, the paper and the frozen copy show
this one reading."""

from typing import Any

from slagvaardig.choose.decisions.advice import CLOSED, named_to_all, told
from slagvaardig.choose.decisions.known import KNOWN, for_everybody
from slagvaardig.choose.decisions.models import Decision, Dissent, Evidence
from slagvaardig.choose.decisions.rounds import Answer, WrittenRound
from slagvaardig.choose.decisions.rules import seats_of
from slagvaardig.choose.decisions.snapshots import frozen
from slagvaardig.choose.decisions.tables import Division
from slagvaardig.choose.decisions.tallies import tally_of
from slagvaardig.choose.decisions.workflow import TAKEN


def sheet_of(decision: Decision, *, everybody: bool = False) -> dict[str, Any]:
    """Offices and partners with their names as they are called today. everybody: without what partners filled in."""
    evidence = getattr(decision, "evidence", None)
    titles = {office.slug: office.title for office in seats_of(decision.circle)}
    strategy = decision.strategy
    return {
        "body": decision.circle.name,
        "question": decision.question,
        "options": decision.options,
        "kind": decision.kind,
        "theme": decision.theme,
        "put_on": decision.put_on,
        "decided_on": decision.decided_on,
        "outcome": decision.outcome if decision.state in TAKEN else "",
        "conditions": decision.conditions,
        "review_on": decision.review_on,
        "present": [titles.get(slug, slug) for slug in decision.present],
        "dissent": [{"partner": one.partner.name, "reason": one.reason} for one in Dissent.objects.about(decision)],
        "strategy": {"title": str(strategy), "number": strategy.number} if strategy else None,
        "rules": decision.rules,
        "advice": told(decision),
        "chosen": decision.chosen if decision.state in TAKEN else [],
        "evidence": _evidence(evidence, everybody=everybody) if evidence else None,
        "divisions": [_division(one) for one in Division.objects.about(decision.pk)],
        "rounds": [_round(one) for one in WrittenRound.objects.about(decision)],
    }


def _evidence(evidence: Evidence, *, everybody: bool) -> dict[str, Any]:
    """partial: some of it is for the coalition only; the digest is that of the whole."""
    found = evidence.facts
    if not everybody or not isinstance(found, dict) or not {*CLOSED, KNOWN} & found.keys():
        return {"content": evidence.content, "digest": evidence.digest, "partial": False}
    facts = {name: part for name, part in found.items() if name not in CLOSED}
    if KNOWN in facts:
        facts[KNOWN] = for_everybody(facts[KNOWN], named_to_all(evidence.decision))
    return {"content": frozen(facts), "digest": evidence.digest, "partial": True}


def _division(one: Division) -> dict[str, Any]:
    return {
        "key": str(one.pk),
        "title": one.title,
        "unit": one.unit,
        "version": one.version,
        "total": str(one.total),
        "rows": one.rows,
    }


def _round(one: WrittenRound) -> dict[str, Any]:
    tally = tally_of(one, list(Answer.objects.to(one)))
    return {"mode": one.mode, "opened_on": one.opened_on, "due": one.due, "silence": one.silence_agrees, **tally.counts}
