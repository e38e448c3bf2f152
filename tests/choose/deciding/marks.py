"""A question of which every part that is not for everybody holds a mark."""

from slagvaardig.choose.decisions.actions import put_decision
from slagvaardig.choose.decisions.known import KNOWN
from slagvaardig.choose.decisions.models import Decision
from tests.choose.deciding.ground import Table

MARK = "MERKTEKEN"


def marked(table: Table) -> Decision:
    """With an advice to choose "dit", and as little of a weighing and of sheets as there can be."""
    found = table.written()
    part = {"lead": MARK, "lines": [MARK]}
    closed = {"stories": [], "asks": part, "hours": part}
    sheet = {"theme": "t", "title": "T", "closed": closed, "unknown": [["hours", MARK], ["works", "Niets."]]}
    inside = {
        "question": {},
        "candidates": {"dit": {"title": "Dit", "tests": MARK}, "anders": {"title": MARK, "tests": MARK}},
        "outcome": {"rules": {"best": {"chosen": ["dit"]}}, "chosen": ["dit"], "fits": True},
        "scales": MARK,
    }
    evidence = {
        "weging": {"titel": "Weging", "controlegetal": "", "inhoud": inside},
        KNOWN: {
            "kandidaten": {"dit": {"titel": "Dit", "thema": "t"}, "anders": {"titel": MARK, "thema": "u"}},
            "bladen": {
                slug: {"controlegetal": MARK, "controlegetal van wat iedereen leest": "", "inhoud": sheet}
                for slug in ("t", "u")
            },
        },
    }
    with table.people.acting("bureau") as by:
        return put_decision(decision=found, evidence=evidence, by=by)
