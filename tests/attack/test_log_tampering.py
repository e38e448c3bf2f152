"""The owner of the database tampers with the log in seven ways. Heads that a witness kept bring every one to light, in
both verifiers; without heads two of the seven go unseen, and this says so."""

import io
import random
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager, redirect_stdout
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import pytest
from django.db import connection, transaction
from django.db.backends.utils import CursorWrapper

from slagvaardig.trust.audit import chain, verification, verify_log
from slagvaardig.trust.audit.exporting import export_lines
from slagvaardig.trust.audit.lines import LINES, leaf_of, read
from slagvaardig.trust.audit.models import Seal
from slagvaardig.trust.audit.verification import verify
from slagvaardig.trust.audit.witnesses import read_heads
from slagvaardig.trust.database.ownership import as_owner
from tests.trust.audit.sealed import kept_heads, seal_all, write_lines

from .proofs import proven
from .sizes import size

TIMES = size(4, 50)
SEALS, PER_SEAL = 12, 6
Tamper = Callable[[CursorWrapper, random.Random], None]


def edit_actor(cursor: CursorWrapper, chance: random.Random) -> None:
    cursor.execute("update trust_event set actor = 'user:somebody-else' where id = %s", [_one(cursor, chance)])


def edit_time(cursor: CursorWrapper, chance: random.Random) -> None:
    shift = chance.choice(["1 microsecond", "1 minute", "-1 day"])
    cursor.execute("update trust_event set at = at + %s::interval where id = %s", [shift, _one(cursor, chance)])


def delete(cursor: CursorWrapper, chance: random.Random) -> None:
    cursor.execute("delete from trust_event where id = %s", [_one(cursor, chance)])


def insert_back_dated(cursor: CursorWrapper, chance: random.Random) -> None:
    """Under an old seal, or without one so that the sealer itself would cover it: then the moment gives it away."""
    seal = chance.choice([None, chance.randint(1, SEALS)])
    cursor.execute(
        "insert into trust_event (at, actor, verb, about, detail, trace, activity, seal, xid)"
        " values (now() - interval '2 days', 'user:made-up', 'read', 'paper:made-up', '{}', '', '', %s, 1)",
        [seal],
    )
    if seal is None:
        _seal_again(cursor, SEALS + 1, "seal is null")


def swap(cursor: CursorWrapper, chance: random.Random) -> None:
    first, second = chance.sample(_keys(cursor), 2)
    cursor.execute(
        "update trust_event e set actor = o.actor, verb = o.verb, about = o.about, detail = o.detail"
        " from trust_event o where (e.id, o.id) in ((%s, %s), (%s, %s))",
        [first, second, second, first],
    )


def drop_the_last(cursor: CursorWrapper, chance: random.Random) -> None:
    first = SEALS - chance.randint(0, SEALS - 2)
    cursor.execute("delete from trust_event where seal >= %s", [first])
    cursor.execute("delete from trust_seal where seq >= %s", [first])


def recompute(cursor: CursorWrapper, chance: random.Random) -> None:
    """Change a line, and make every seal from there on fit again."""
    first = chance.randint(1, SEALS)
    cursor.execute("select min(id) from trust_event where seal = %s", [first])
    cursor.execute("update trust_event set actor = 'user:else' where id = %s", cursor.fetchone())
    for seq in range(first, SEALS + 1):
        _seal_again(cursor, seq, f"seal = {seq}")


KINDS: dict[str, Tamper] = {
    "edit actor": edit_actor,
    "edit time": edit_time,
    "delete": delete,
    "insert back-dated": insert_back_dated,
    "swap": swap,
    "drop the last seals": drop_the_last,
    "recompute": recompute,
}
UNSEEN_WITHOUT_HEADS = {"drop the last seals", "recompute"}


@dataclass
class Log:
    """A sealed log and the heads of it that a witness has."""

    heads: Path
    folder: Path

    def here(self, heads: bool) -> bool:
        """Whether the verifier in the database finds something."""
        return bool(verify(read_heads(self.heads.read_text()) if heads else None).deviations)

    def elsewhere(self, heads: bool) -> bool:
        """Whether the stand-alone one finds something in an export."""
        export = self.folder / "export.jsonl"
        export.write_text("".join(f"{line}\n" for line in export_lines()))
        with pytest.MonkeyPatch.context() as patch, redirect_stdout(io.StringIO()) as told:
            patch.setattr(sys, "argv", ["verify_log.py", str(export), *([str(self.heads)] if heads else [])])
            differs = verify_log.main() == 1
        assert ("afwijkingen 0" in told.getvalue()) != differs, told.getvalue()
        return differs


@pytest.fixture
def log(transactional_db: None, tmp_path: Path) -> Log:
    for number in range(SEALS):
        write_lines(PER_SEAL, first=number * PER_SEAL)
        seal_all()
    heads = tmp_path / "heads.txt"
    heads.write_text(f"Bewaar dit bericht.\n\n{kept_heads(every=5)}")
    assert len(heads.read_text().splitlines()) == 5
    return Log(heads, tmp_path)


def test_seven_kinds_of_tampering_are_all_found_with_the_heads_of_a_witness(log: Log) -> None:
    missed, unseen, tried = Counter[str](), Counter[str](), 0
    with as_owner():
        for name, tamper in KINDS.items():
            for number in range(TIMES):
                with _undone() as cursor:
                    tamper(cursor, random.Random(f"{name} {number}"))
                    tried += 1
                    missed[name] += not (log.here(heads=True) and log.elsewhere(heads=True))
                    alone = log.here(heads=False), log.elsewhere(heads=False)
                    assert alone[0] == alone[1], (name, number, alone)
                    unseen[name] += not alone[0]
        untouched = [not (log.here(heads=True) or log.elsewhere(heads=True)) for _ in range(TIMES)]
    found_alone = tried - unseen.total()
    proven(
        "log-tampering",
        attempts=tried,
        failed=missed.total(),
        entitled=TIMES,
        served=sum(untouched),
        note=f"without heads: {found_alone} of {tried} found",
    )
    assert missed.total() == 0, missed
    assert all(untouched)
    assert {name for name in unseen if unseen[name]} == UNSEEN_WITHOUT_HEADS, unseen


def _compares_nothing(heads: object) -> Iterator[int]:
    return iter(())


def _computes_nothing(seal: Seal, lines: object, before: bytes, newest: datetime | None, outcome: object) -> None:
    return None


@pytest.mark.parametrize(
    "rule, instead, missed",
    [
        ("_differing", _compares_nothing, UNSEEN_WITHOUT_HEADS),
        ("_check", _computes_nothing, {"edit actor", "edit time", "delete", "insert back-dated", "swap"}),
    ],
)
def test_it_is_the_rule_that_finds_it(
    log: Log, rule: str, instead: object, missed: set[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """With a rule taken out of the verifier, the kinds that it is there for pass unseen."""
    monkeypatch.setattr(verification, rule, instead)
    passed = set()
    with as_owner():
        for name, tamper in KINDS.items():
            with _undone() as cursor:
                tamper(cursor, random.Random(name))
                if not log.here(heads=True):
                    passed.add(name)
    assert passed == missed


@contextmanager
def _undone() -> Iterator[CursorWrapper]:
    """What happens in the block never happened."""
    with transaction.atomic():
        with connection.cursor() as cursor:
            yield cursor
        transaction.set_rollback(True)


def _keys(cursor: CursorWrapper) -> list[int]:
    cursor.execute("select id from trust_event order by id")
    return [key for (key,) in cursor.fetchall()]


def _one(cursor: CursorWrapper, chance: random.Random) -> int:
    return chance.choice(_keys(cursor))


def _seal_again(cursor: CursorWrapper, seq: int, which: str) -> None:
    """As the sealer would."""
    lines = list(read(f"{LINES} where {which} order by id"))
    before = Seal.objects.filter(seq=seq - 1).first()
    over = chain.root(map(leaf_of, lines))
    head = chain.head(bytes.fromhex(before.head) if before else bytes(32), seq, len(lines), over)
    cursor.execute(f"update trust_event set seal = {seq} where {which}")
    cursor.execute(
        "insert into trust_seal values (%s, clock_timestamp(), %s, %s, %s)"
        " on conflict (seq) do update set root = excluded.root, head = excluded.head",
        [seq, len(lines), over.hex(), head.hex()],
    )
