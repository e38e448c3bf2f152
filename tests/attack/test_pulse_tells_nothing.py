"""The owner of the database hunts who answered what: with every row, its place and its transaction, before and after
each answer, and with the answers of accomplices to learn from. The twin: counts that are not sealed give all away.
"""

import random
from array import array
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from math import sqrt

import psycopg
import pytest
from django.conf import settings
from django.db import connection
from pytest_django import Settings

from slagvaardig.see.pulse import box
from slagvaardig.see.pulse.tokens import hash_of
from slagvaardig.trust.backups.rows import all_tables
from tests.attack.proofs import proven
from tests.attack.sizes import size
from tests.people import People, gather
from tests.see.pulse.asking import NORTH, PARTNERS, QUESTIONS, answered, closed, handed_out, opened

ANSWERS = size(36, 600)
ROOT_OF_CHANCE = 6
Dump = dict[tuple[str, str], str]


@dataclass(frozen=True)
class Seen:
    """What changed in the whole database with one answer: rows that went, rows that came."""

    gone: dict[tuple[str, str], str]
    new: dict[tuple[str, str], str]

    @property
    def tables(self) -> set[str]:
        return {table for table, _place in (*self.gone, *self.new)}

    def sealed(self) -> tuple[bytes, bytes]:
        """The bytes of the box before and after."""
        before, after = (
            next(text for (table, _place), text in rows.items() if table == "see_pulsebox")
            for rows in (self.gone, self.new)
        )
        return _bytes_in(before), _bytes_in(after)


@pytest.fixture
def people(transactional_db: None, tour_region: None, settings: Settings, tmp_path: object) -> People:
    settings.FIGURES_FOLDER = tmp_path
    return gather(PARTNERS)


@pytest.fixture
def owner(people: People) -> Iterator[psycopg.Connection]:
    place = {**connection.settings_dict, **settings.OWNER}
    with psycopg.connect(
        dbname=connection.settings_dict["NAME"], user=place["USER"], password=place["PASSWORD"] or None,
        host=place["HOST"] or None, port=place["PORT"] or None, autocommit=True,
    ) as found:  # fmt: skip
        yield found


def test_whoever_owns_the_database_matches_no_answer_with_a_link(
    people: People, owner: psycopg.Connection, monkeypatch: pytest.MonkeyPatch
) -> None:
    truth, seen = _round(people, owner)
    assert {frozenset(one.tables) for one in seen} == {frozenset({"see_pulselink", "see_pulsebox"})}
    assert len({len(part) for one in seen for part in one.sealed()}) == 1
    hits, tried = _guessed(truth, seen)
    bound = tried / ROOT_OF_CHANCE + 4 * sqrt(tried * 5) / ROOT_OF_CHANCE
    monkeypatch.setattr(box, "seal", lambda key, counts: b"n" * 12 + counts.tobytes() + b"t" * 16)
    monkeypatch.setattr(box, "opened", lambda key, block: array("I", bytes(block)[12:-16]))
    open_truth, open_seen = _round(people, owner, month=9)
    open_hits, open_tried = _guessed(open_truth, open_seen)
    note = (
        f"{hits} of {tried} guessed right, {tried / ROOT_OF_CHANCE:.0f} by chance; unsealed {open_hits} of {open_tried}"
    )
    proven(
        "pulse-unlinked",
        attempts=tried,
        failed=hits if hits > bound else 0,
        entitled=open_tried,
        served=open_hits,
        note=note,
    )
    assert hits <= bound, note
    assert open_hits == open_tried, note


def _round(people: People, owner: psycopg.Connection, month: int = 3) -> tuple[list[str], list[Seen]]:
    """People answer in an order of chance; (what each answered, what the owner saw of it)."""
    chance = random.Random(11 + month)
    found = opened(people, on=_first_of(month))
    tokens = handed_out(people, found, NORTH, min(200, ANSWERS))
    while len(tokens) < ANSWERS:
        tokens += handed_out(people, found, NORTH, min(200, ANSWERS - len(tokens)))
    chance.shuffle(tokens)
    answers = [one for _ in "ab" for one in chance.sample("012345" * (ANSWERS // 12), ANSWERS // 2)]
    truth, seen, before, numbers = [], [], _dump(owner), _sequences(owner)
    for token in tokens:
        given = answers.pop()
        answered(token, *[given] * len(QUESTIONS), on=found.opened)
        after = _dump(owner)
        gone = {key: text for key, text in before.items() if after.get(key) != text}
        new = {key: text for key, text in after.items() if before.get(key) != text}
        assert any(hash_of(token) in text for text in new.values()), "this search finds what is kept"
        assert not any(token in text for text in new.values())
        truth.append(given)
        seen.append(Seen(gone, new))
        before = after
    assert _sequences(owner) == numbers
    closed(people, found)
    return truth, seen


def _guessed(truth: list[str], seen: list[Seen]) -> tuple[int, int]:
    """Learn from the first half, of whom the answers are known; guess the others by what looks most like theirs."""
    half = len(truth) // 2
    known = [(_look(one), answer) for one, answer in zip(seen[:half], truth[:half], strict=True)]
    hits = 0
    for one, answer in zip(seen[half:], truth[half:], strict=True):
        look = _look(one)
        nearest = sorted(known, key=lambda pair: sum(a != b for a, b in zip(look, pair[0], strict=True)))[:3]
        hits += Counter(kind for _look_of, kind in nearest).most_common(1)[0][0] == answer
    return hits, len(truth) - half


def _look(one: Seen) -> list[bool]:
    """At which places the box differs from what it was."""
    return [a != b for a, b in zip(*one.sealed(), strict=True)]


def _dump(owner: psycopg.Connection) -> Dump:
    """Every row of every table, by its place, with the transaction that wrote it."""
    rows: Dump = {}
    for table in all_tables():
        query = f'select ctid::text, xmin::text || t::text from "{table}" t'
        rows |= {(table, place): text for place, text in owner.execute(query).fetchall()}
    return rows


def _sequences(owner: psycopg.Connection) -> list[tuple[object, ...]]:
    return owner.execute("select schemaname, sequencename, last_value from pg_sequences order by 1, 2").fetchall()


def _bytes_in(text: str) -> bytes:
    return bytes.fromhex(text.split("\\x")[1].split('"')[0].split(",")[0])


def _first_of(month: int) -> date:
    return date(2025, month, 3)
