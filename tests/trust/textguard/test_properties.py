"""What holds for every text, whoever wrote it."""

import random

from hypothesis import given
from hypothesis import strategies as st

from slagvaardig.trust.textguard.rules import coarser, find, removed
from slagvaardig.trust.textguard.rules.reading import read
from tests.attack.planted import MAKERS, plant

ANY = st.text(max_size=200)
NEAR = st.text(alphabet="0123456789 .,-/@+abNL€\n&;#()[]O\u200b\u00a0é", max_size=60)
LETTERS = st.text(alphabet=st.characters(categories=["L", "P", "Z"], exclude_characters="€$£-./,"), max_size=60)
EIGHT = st.integers(min_value=10_000_00, max_value=99_999_999)
PLANTED = st.builds(
    lambda seed, kind: next(plant(kind, 1, seed)).text, st.integers(0, 10**6), st.sampled_from(sorted(MAKERS))
)
TEXTS = st.one_of(ANY, NEAR, PLANTED)


def with_proof(head: int) -> str | None:
    """A number that passes the eleven-proof, by a sum of its own."""
    digits = f"{head:08d}"
    rest = sum((9 - place) * int(digit) for place, digit in enumerate(digits)) % 11
    return f"{digits}{rest}" if rest < 10 else None


@given(LETTERS, LETTERS, EIGHT.filter(lambda head: with_proof(head) is not None))
def test_a_planted_bsn_is_found_in_any_surrounding_text(before: str, after: str, head: int) -> None:
    number = with_proof(head) or ""
    text = f"{before} {number} {after}"
    place = len(before) + 1
    assert any(one.start <= place and one.end >= place + 9 for one in find(text))


@given(EIGHT)
def test_a_number_that_fails_the_eleven_proof_is_no_bsn(head: int) -> None:
    number = with_proof(head)
    wrong = f"{head:08d}{(int(number[-1]) + 1) % 10}" if number else f"{head:08d}5"
    assert [one for one in find(f"Nummer {wrong} hoort erbij.") if one.kind.slug == "bsn"] == []


@given(TEXTS)
def test_it_never_breaks_and_findings_lie_in_order_within_the_text(text: str) -> None:
    found = find(text)
    assert all(0 <= one.start < one.end <= len(text) for one in found)
    assert all(one.text == text[one.start : one.end] for one in found)
    assert all(first.end <= second.start for first, second in zip(found, found[1:], strict=False))


@given(TEXTS)
def test_taking_out_what_is_found_leaves_nothing_to_find(text: str) -> None:
    for change in (removed, coarser):
        left, rounds = text, 0
        while found := find(left):
            left, rounds = change(left, found), rounds + 1
            assert rounds <= 3, "what is put in its place is found again"


@given(st.text(max_size=300))
def test_every_character_that_is_read_remembers_where_it_was_written(text: str) -> None:
    reading = read(text)
    if reading.starts:
        assert len(reading.plain) == len(reading.starts) == len(reading.ends)
        assert reading.starts == sorted(reading.starts)
        assert all(0 <= start < end <= len(text) for start, end in zip(reading.starts, reading.ends, strict=True))


def test_the_draw_of_planted_data_is_the_same_each_time() -> None:
    assert list(plant("bsn", 5, 3)) == list(plant("bsn", 5, 3)) != list(plant("bsn", 5, 4))
    assert random.Random("bsn 3").random() == random.Random("bsn 3").random()
