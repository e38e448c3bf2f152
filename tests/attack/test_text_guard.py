"""The text guard measured: what of planted data it finds, and how many clean sentences it stops."""

import os
import tomllib
from collections import Counter
from pathlib import Path

import pytest

from slagvaardig.trust.textguard.rules import KINDS, RULES, Finding, find, removed
from tests.attack.measured import keep
from tests.attack.named import named, nameless
from tests.attack.planted import MAKERS, Planted, plant
from tests.attack.proofs import proven
from tests.attack.sentences import drawn_from
from tests.attack.sizes import size

HERE = Path(__file__).parent
PER_KIND = size(200, 2_000)
CORPUS = size(2_000, 24_000)
FOUND_AT_LEAST, STOPPED_AT_MOST = 0.99, 0.01
FEWEST_SENTENCES = size(500, 20_000)


def is_found(planted: Planted, kind: str) -> bool:
    """Whether a finding of this kind covers what was planted, and taking it out leaves nothing of it to find."""
    found = find(planted.text)
    # 1234AB is both: whichever it is called, it is stopped.
    called = {"plate", "postcode"} if kind in ("plate", "postcode") else {kind}
    near = 4  # an addition to a house number, or invisible characters at the edge
    covers = [
        one
        for one in found
        if one.kind.slug in called and one.start <= planted.start + near and one.end >= planted.end - near
    ]
    return bool(covers) and find(removed(planted.text, found)) == []


@pytest.mark.parametrize("kind", sorted(MAKERS))
def test_planted_data_is_found(kind: str) -> None:
    missed = [planted.text for planted in plant(kind, PER_KIND, seed=1) if not is_found(planted, kind)]
    keep(f"found_{kind}", planted=PER_KIND, found=PER_KIND - len(missed))
    proven("text-guard-finds", attempts=PER_KIND, failed=len(missed), note=kind)
    assert len(missed) <= (1 - FOUND_AT_LEAST) * PER_KIND, missed[:10]


def test_with_a_rule_taken_out_its_kind_gets_through(monkeypatch: pytest.MonkeyPatch) -> None:
    for kind in MAKERS:
        with monkeypatch.context() as patch:
            patch.delitem(RULES, kind)
            through = [planted for planted in plant(kind, 50, seed=2) if not is_found(planted, kind)]
            assert len(through) > 25, kind


def test_sentences_of_our_own_pass() -> None:
    lines = (HERE / "clean_sentences.txt").read_text("utf-8").splitlines()
    assert len(set(lines)) >= 300
    stopped = [(line, [one.text for one in find(line)]) for line in lines if find(line)]
    keep("own_sentences", sentences=len(lines), stopped=len(stopped))
    proven("text-guard-false-stops", attempts=len(lines), failed=len(stopped), note="own sentences")
    assert len(stopped) <= STOPPED_AT_MOST * len(lines), stopped


def corpus() -> Path:
    """The folder with texts of others; what it may hold stands in docs/how-to/measure-the-text-guard.md."""
    named = os.environ.get("TEXT_CORPUS", "")
    if not named or not any(Path(named).glob("*.txt")):
        pytest.skip("no texts to measure on: set TEXT_CORPUS to a folder with .txt files of Dutch policy")
    return Path(named)


def test_real_policy_sentences_pass() -> None:
    sentences = drawn_from(corpus(), CORPUS)
    found = [find(sentence) for sentence in sentences]
    stopped = [one for one in found if one]
    judged = tomllib.loads((HERE / "judged_stops.toml").read_text("utf-8"))
    false_share = judged["false"] / judged["sampled"]
    false_rate = len(stopped) / len(sentences) * false_share
    keep(
        "corpus",
        sentences=len(sentences),
        kind_of_text=judged["corpus"],
        stopped=len(stopped),
        stopped_rate=round(len(stopped) / len(sentences), 5),
        stopped_per_kind=_sentences_per_kind(stopped),
        judged={key: judged[key] for key in ("on", "sampled", "true", "false", "false_per_kind")},
        false_stop_rate=round(false_rate, 5),
    )
    clean = len(sentences) - round(len(stopped) * (1 - false_share))
    served = len(sentences) - len(stopped)
    proven("text-guard-false-stops", attempts=clean, failed=clean - served, note="real policy sentences")
    assert len(sentences) >= FEWEST_SENTENCES
    assert false_rate <= STOPPED_AT_MOST


def _sentences_per_kind(stopped: list[list[Finding]]) -> dict[str, int]:
    counts = Counter(slug for found in stopped for slug in {one.kind.slug for one in found})
    return {slug: counts[slug] for slug in KINDS}


@pytest.mark.parametrize(
    ("part", "recall_at_least", "precision_at_least"), [("", 0.9, 0.9), ("held_out_", 0.7, 0.85)], ids=["known", "new"]
)
def test_names_written_by_hand(part: str, recall_at_least: float, precision_at_least: float) -> None:
    """`new` are sentences that were written after the rules and never used to change them."""
    texts = tomllib.loads((HERE / "names_by_hand.toml").read_text("utf-8"))
    right = wrong = missed = 0
    for text, *names in texts[f"{part}with_name"]:
        places = [(text.index(name), text.index(name) + len(name)) for name in names]
        found = _names(text)
        missed += sum(not any(one.start < end and one.end > start for one in found) for start, end in places)
        hits = [any(one.start < end and one.end > start for start, end in places) for one in found]
        right, wrong = right + sum(hits), wrong + len(hits) - sum(hits)
    wrong += sum(len(_names(text)) for text in texts[f"{part}without_name"])
    names = sum(len(names) for _text, *names in texts[f"{part}with_name"])
    recall, precision = 1 - missed / names, right / (right + wrong)
    keep(
        f"names_{part or 'developed_'}by_hand",
        names=names,
        missed=missed,
        sentences_without=len(texts[f"{part}without_name"]),
        wrong=wrong,
        recall=round(recall, 4),
        precision=round(precision, 4),
    )
    assert recall >= recall_at_least
    assert precision >= precision_at_least


def _names(text: str) -> list[Finding]:
    return [one for one in find(text) if one.kind.slug == "name"]


def test_generated_names() -> None:
    """Half of the surnames and one in nine of the first names are in no list."""
    texts = list(named(PER_KIND, seed=1))
    right = wrong = missed = 0
    for text, start, end in texts:
        hits = [one.start < end and one.end > start for one in _names(text)]
        missed += not any(hits)
        right, wrong = right + sum(hits), wrong + len(hits) - sum(hits)
    wrong += sum(len(_names(text)) for text in nameless(PER_KIND, seed=1))
    recall, precision = 1 - missed / len(texts), right / (right + wrong)
    keep(
        "names_generated",
        names=len(texts),
        missed=missed,
        sentences_without=PER_KIND,
        wrong=wrong,
        recall=round(recall, 4),
        precision=round(precision, 4),
    )
    assert recall >= 0.85
    assert precision >= 0.95
