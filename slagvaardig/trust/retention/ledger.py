"""The list of what was destroyed: a chain in the database, and the same lines in a file outside it and its backups."""

import fcntl
import hashlib
import json
import os
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from datetime import date
from itertools import pairwise
from pathlib import Path

from slagvaardig.trust.retention.models import Destroyed


class LedgerProblem(Exception):
    """The list cannot be believed; the message is a Dutch sentence that says what is wrong and what to do."""


@dataclass(frozen=True)
class Line:
    """One destroyed row."""

    seq: int
    table: str
    key: str
    day: str
    deed: str
    digest: str


def chained(before: str, line: Line) -> str:
    """The digest of a line that follows the line with digest `before`."""
    parts = (before, str(line.seq), line.table, line.key, line.day, line.deed)
    return hashlib.sha256("|".join(parts).encode()).hexdigest()


def last() -> tuple[int, str]:
    """(seq, digest) of the newest line in the database; (0, "") when there is none."""
    row = Destroyed.objects.order_by("-seq").first()
    return (row.seq, row.digest) if row else (0, "")


def append(rows: Iterable[tuple[str, str, str]], day: date) -> None:
    """Add (table, key, deed) lines to the chain in the database. Only for who holds the lock of the nightly job."""
    seq, digest = last()
    made = []
    for table, key, deed in rows:
        seq += 1
        line = Line(seq, table, key, day.isoformat(), deed, "")
        digest = chained(digest, line)
        made.append(Destroyed(seq=seq, table=table, key=key, day=day, deed=deed, digest=digest))
    Destroyed.objects.bulk_create(made, batch_size=1000)


def lines_after(seq: int) -> Iterator[Line]:
    """Lines of the database that are newer."""
    for row in Destroyed.objects.filter(seq__gt=seq).order_by("seq").iterator(chunk_size=1000):
        yield Line(row.seq, row.table, row.key, row.day.isoformat(), row.deed, row.digest)


def read(file: Path) -> list[Line]:
    """The lines of a file; LedgerProblem when one is missing, changed or unreadable. A last line that was cut off by a
    power failure was never told to be written, and does not count."""
    whole, _newline, _cut_off = file.read_text("utf-8").rpartition("\n")
    try:
        lines = [Line(**json.loads(text)) for text in whole.splitlines()]
        numbers = [int(line.seq) for line in lines]
    except (ValueError, TypeError) as problem:
        raise LedgerProblem(f"{file} is geen lijst van wat vernietigd is: {problem}.") from problem
    if numbers and numbers[0] != 1:
        raise LedgerProblem(f"{file} begint niet bij het begin. Zoek een hele lijst.")
    for before, line in pairwise([Line(0, "", "", "", "", ""), *lines]):
        if line.seq != before.seq + 1 or line.digest != chained(before.digest, line):
            raise LedgerProblem(f"{file} is veranderd bij regel {before.seq + 1}. Zoek een kopie die wel klopt.")
    return lines


def export(file: Path) -> int:
    """Bring the file up to date with the database, on disk; how many lines were added."""
    file.parent.mkdir(parents=True, exist_ok=True)
    with os.fdopen(os.open(file, os.O_RDWR | os.O_CREAT, 0o600), "r+b") as out:
        fcntl.flock(out, fcntl.LOCK_EX)  # the nightly job and a backup may both be here
        there = read(file)
        if there and not Destroyed.objects.filter(seq=there[-1].seq, digest=there[-1].digest).exists():
            raise LedgerProblem(
                f"De lijst in {file} hoort niet bij deze database. Leg haar opzij, of zet de back-up terug samen met"
                " deze lijst."
            )
        new = [json.dumps(asdict(line)) + "\n" for line in lines_after(there[-1].seq if there else 0)]
        content = out.read()
        out.truncate(content.rfind(b"\n") + 1)
        out.seek(0, os.SEEK_END)
        out.write("".join(new).encode())
        out.flush()
        os.fsync(out.fileno())
    return len(new)
