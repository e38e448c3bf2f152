"""The facts under a question are read by people who never saw JSON; what was frozen stays as it was."""

import json

from slagvaardig.choose.decisions.facts import in_words
from slagvaardig.choose.decisions.snapshots import frozen
from tests.world import World


def test_facts_read_as_sentences_with_days_and_titles(tour: World) -> None:
    indicator = next(iter(tour.region.indicators.values()))
    facts = {
        "vraag": "Doen wij dit?",
        "strategie": {"titel": "Samen", "versie": 2, "controlegetal": "9b1a"},
        "beloften": [{"tekst": "Er wordt minder ingebroken.", "cijfers": [indicator.slug]}],
        "eerdere besluiten": [{"vraag": "Later?", "dag": "2026-03-12"}, {"vraag": "Eerder?", "dag": "2025-03-12"}],
        "uren": None,
    }
    assert dict(in_words(json.loads(frozen(facts)))) == {
        "Beloften": [f"Er wordt minder ingebroken. (cijfers: {indicator.title})"],
        "Eerdere besluiten": ["12 maart 2025: Eerder?", "12 maart 2026: Later?"],
        "Strategie": ["Samen (versie: 2)"],
        "Uren": ["Hierover was niets bekend."],
    }


def test_what_has_no_parts_is_left_to_the_file(tour: World) -> None:
    assert in_words(["een", "twee"]) == []
