"""Lines of the log as they are hashed and exported, read straight from the table."""

import json
from collections.abc import Iterator, Sequence
from typing import Any

from django.db import connection

from slagvaardig.trust.audit.chain import FIELDS, leaf, moment

# FIELDS, salt and seal: of a line, and of a line that was destroyed, with the leaf that is left of it.
LINES = "select id, at, actor, verb, about, circle, detail, trace, activity, salt, seal, null as leaf from trust_event "
KEPT = "select id, null, null, null, null, null, null, null, null, null, seal, leaf from trust_keptleaf "


def read(query: str, values: Sequence[Any] = ()) -> Iterator[dict[str, Any]]:
    """The lines that a query answers; it begins with LINES."""
    with connection.cursor() as cursor:
        cursor.execute(query, values)
        for row in cursor.fetchall():
            yield as_line(row)


def as_line(row: Sequence[Any]) -> dict[str, Any]:
    """One row of LINES."""
    line = dict(zip(FIELDS, row, strict=False))
    line["at"] = moment(line["at"])
    line["circle"] = str(line["circle"]) if line["circle"] else None
    line["detail"] = json.loads(line["detail"])
    line["salt"], line["seal"] = bytes(row[-3]).hex(), row[-2]
    return line


def leaf_of(line: dict[str, Any]) -> bytes:
    """The leaf of a line that as_line() made."""
    return leaf(bytes.fromhex(line["salt"]), line)
