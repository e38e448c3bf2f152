"""What we do not know, and where figures and stories contradict: every rule is needed, and silence is never fine."""

from copy import deepcopy
from typing import Any
from unittest.mock import patch

import pytest

from slagvaardig.choose.evidence import unknown as rules
from slagvaardig.choose.evidence.agreement import agreement
from slagvaardig.choose.evidence.stories import _points
from slagvaardig.choose.evidence.unknown import RULES, unknown

FIGURE = {
    "title": "Inbraak", "own": True, "withheld": False, "status": "final", "chip": "fallen", "beside": [["", "", ""]],
    "frequency": "year", "underreported": False, "sense": "better",
    "source": {"vintage": None, "fetched": "2026-03-01"},
}  # fmt: skip
TREND = {"title": "Drukte", "state": "inventory", "unsaid": False, "due": False}
KNOWN: dict[str, Any] = {
    "on": "2026-06-01",
    "figures": [FIGURE],
    "without": [],
    "stories": {"points": "worse", "total": 40, "quiet": []},
    "barriers": {"on": "2026-06-01", "numbers": [["gemeld", 10, "ongeveer 10"]]},
    "trends": [TREND],
    "works": {"lead": "Dit is onderzocht."},
    "closed": {"asks": {"lead": ""}, "hours": {"lead": ""}},
}
# rule: (where a gap is made, with what, words that must then be said)
GAPS: dict[str, list[tuple[str, Any, str]]] = {
    "no-figure": [
        ("without", [{"title": "Cyber"}], "nog geen cijfer voor: Cyber"),
        ("figures", [], "bestaan geen cijfers"),
    ],
    "elsewhere": [("figures", [{**FIGURE, "own": False}], "ander of groter gebied: Inbraak")],
    "withheld": [("figures", [{**FIGURE, "withheld": True}], "Dat is niet nul")],
    "provisional": [("figures", [{**FIGURE, "status": "provisional"}], "Nog voorlopig")],
    "no-verdict": [("figures", [{**FIGURE, "chip": "unclear"}], "nog niet te zeggen")],
    "no-benchmark": [("figures", [{**FIGURE, "beside": []}], "niets om mee te vergelijken")],
    "old-vintage": [
        ("figures", [{**FIGURE, "source": {"vintage": "2024-03-01", "fetched": "2026-03-01"}}], "De tabel is oud"),
        ("figures", [{**FIGURE, "frequency": "month", "source": {"vintage": None, "fetched": "2026-01-01"}}], "oud"),
    ],
    "underreported": [("figures", [{**FIGURE, "underreported": True}], "weinig gemeld")],
    "no-stories": [
        ("stories", {"points": "not-counted", "total": None, "quiet": []}, "nog niet geteld"),
        ("stories", {"points": "silent", "total": 0, "quiet": []}, "betekent niet dat er niets speelt"),
    ],
    "few-stories": [("stories", {"points": "too-few", "total": None, "quiet": []}, "te weinig verhalen")],
    "silent-areas": [
        ("stories", {"points": "worse", "total": 9, "quiet": ["Dorp"]}, "geen enkel onderwerp iets: Dorp")
    ],
    "barriers": [
        ("barriers", None, "Drempels zijn nog niet geteld"),
        ("barriers", {"on": "2026-06-01", "numbers": [["gemeld", None, ""]]}, "minder dan vijf drempels"),
    ],
    "no-trend": [("trends", [{**TREND, "state": "ended"}], "staat hier niets over")],
    "unsaid-trend": [("trends", [{**TREND, "unsaid": True}], "heeft niemand gezegd: Drukte")],
    "old-trend": [("trends", [{**TREND, "due": True}], "opnieuw bekijken toe: Drukte")],
    "works": [("works", None, "Wat helpt, is niet bekend")],
    "asked": [("closed", {"asks": None, "hours": {}}, "partners hierom vragen, is nog niet bekend")],
    "hours": [("closed", {"asks": {}, "hours": None}, "heeft nog niemand geschat")],
}


def test_every_rule_is_tried_and_a_sheet_without_gaps_says_nothing() -> None:
    assert sorted(GAPS) == sorted(RULES)
    assert unknown(KNOWN) == []


def said(rule: str) -> bool:
    """Whether every gap of a rule is said in its words."""
    found = []
    for place, value, words in GAPS[rule]:
        sheet = deepcopy(KNOWN) | {place: value}
        found.append(any(words in text for _slug, text in unknown(sheet)))
    return all(found)


@pytest.mark.parametrize("rule", sorted(GAPS))
def test_a_gap_is_said_and_only_by_its_own_rule(rule: str) -> None:
    assert said(rule)
    with patch.dict(RULES):
        del RULES[rule]
        assert not said(rule), "with the rule taken out nobody says it"
    assert rules.RULES is RULES


def outcomes(sense: str, points: str) -> str:
    rows = agreement([{**FIGURE, "sense": sense}], {"points": points})
    return str(rows[0]["outcome"])


def test_figures_down_and_stories_worse_is_a_contradiction_and_so_is_the_reverse() -> None:
    assert outcomes("better", "worse") == outcomes("worse", "better") == outcomes("no-worse", "worse") == "contradict"
    assert outcomes("better", "better") == outcomes("worse", "worse") == "agree"
    assert outcomes("effort", "worse") == outcomes("better", "mixed") == "open"


@pytest.mark.parametrize("sense", ["better", "no-worse", "worse", "effort"])
@pytest.mark.parametrize("points", ["silent", "not-counted", "too-few"])
def test_silence_never_agrees_with_anything(sense: str, points: str) -> None:
    row = agreement([{**FIGURE, "sense": sense}], {"points": points})[0]
    assert row["outcome"] not in ("agree", "contradict", "open")
    assert "dezelfde kant" not in row["words"]
    if points != "too-few":
        assert "stilte betekent niet dat het goed gaat" in row["words"]


def test_low_reporting_is_marked_and_a_figure_without_a_verdict_has_no_row() -> None:
    assert agreement([{**FIGURE, "underreported": True}], {"points": "worse"})[0]["underreported"] == ["Inbraak"]
    assert agreement([{**FIGURE, "sense": ""}], {"points": "worse"}) == []


def test_stories_point_somewhere_only_when_more_than_half_say_so_and_nothing_is_withheld() -> None:
    def points(total: int | None, *numbers: int | None) -> str:
        ways = zip(("better", "same", "worse"), numbers, strict=True)
        return _points(total, [(way, way, number) for way, number in ways])

    assert points(40, 5, 10, 25) == "worse"
    assert points(40, 25, 10, 5) == "better"
    assert points(40, 10, 10, 20) == "mixed"
    assert points(40, None, 10, 25) == points(None, 5, 5, 5) == "too-few"
    assert points(0, 0, 0, 0) == points(9, 0, 0, 0) == "silent"
