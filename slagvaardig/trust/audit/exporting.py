"""The log as JSON lines, for whoever checks it elsewhere: every seal, every line with its salt, every kept leaf.

`verify_log.py` reads this. `ldv_lines` tells the same in the form of the Dutch standard for logging of processing.
"""

import hashlib
import json
from collections.abc import Iterator
from typing import Any

from django.db import connection

from slagvaardig.trust.audit.chain import moment
from slagvaardig.trust.audit.lines import KEPT, LINES, as_line
from slagvaardig.trust.audit.models import Seal
from slagvaardig.trust.audit.verbs import UNKNOWN, VERBS

AT_ONCE = 10_000
# One question for both, so that a line which is destroyed meanwhile comes as the one or as the other, never as both.
_BOTH = LINES + "where id > %s union all " + KEPT + "where id > %s order by id limit %s"


def export_lines() -> Iterator[str]:
    """Seals first; what is sealed after they were read still counts as unsealed, so that the export fits together."""
    newest = 0
    for seal in Seal.objects.order_by("seq").iterator(AT_ONCE):
        newest = seal.seq
        yield _json(kind="seal", seq=seal.seq, at=moment(seal.at), events=seal.events, root=seal.root, head=seal.head)
    for line, leaf in _all():
        seal_of = line["seal"] if line["seal"] and line["seal"] <= newest else None
        if leaf:
            yield _json(kind="leaf", id=line["id"], seal=seal_of, leaf=leaf)
        else:
            yield _json(kind="event", **{**line, "seal": seal_of})


def ldv_lines() -> Iterator[str]:
    """One span per act that belongs to a processing of the register. Nobody of whom data are processed here is a
    citizen, so there is no `dpl.core.data_subject_id`; who acted is not part of this standard and stays out."""
    for line, leaf in _all():
        if leaf is None and line["activity"]:
            yield _json(**_span(line))


def _span(line: dict[str, Any]) -> dict[str, Any]:
    refused = VERBS.get(line["verb"], UNKNOWN).refusal
    return {
        "trace_id": line["trace"],
        "span_id": hashlib.sha256(f"{line['trace']}:{line['id']}".encode()).hexdigest()[:16],
        "name": line["verb"],
        "status": "Unset" if refused else "Ok",  # a refusal is a decision, not a failure
        "start_time": line["at"],
        "end_time": line["at"],
        "attributes": {"dpl.core.processing_activity_id": line["activity"]},
    }


def _all() -> Iterator[tuple[dict[str, Any], str | None]]:
    """Every line in the order of its id; of a destroyed one only its key, seal and leaf."""
    after = 0
    while rows := _rows(after):
        after = rows[-1][0]
        for row in rows:
            leaf = row[-1]
            yield ({"id": row[0], "seal": row[-2]} if leaf else as_line(row)), leaf


def _rows(after: int) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(_BOTH, [after, after, AT_ONCE])
        return list(cursor.fetchall())


def _json(**values: Any) -> str:
    return json.dumps(values, ensure_ascii=False, separators=(",", ":"))
