"""New rows tried on every table by everybody: one that is there made anew, under one's own name and that of another, in
every other circle and under every other parent."""

import json
import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.db import DatabaseError, transaction

from tests.attack.entitled.rights import NEW, Right, said
from tests.attack.forgeries import whoever
from tests.attack.owner import looking, run, undone
from tests.attack.scene import Scene

Row = dict[str, Any]
OTHER_CIRCLES = ("openbaar", "coalitie", "gemeente-twee")
# The rule let a row through and something else refused it: a key that is taken, an empty column.
PAST_THE_RULE = "23"
REFUSED = ("42501", "23505")  # by the rule, or because there is such a row already


@dataclass(frozen=True)
class Table:
    """What must be known of a table to make a row: its columns and key, and which columns name a row elsewhere."""

    name: str
    columns: list[str]
    key: str
    numbered: bool  # its key is a number
    parents: dict[str, tuple[str, str]]  # column: table, column

    @classmethod
    def of(cls, name: str) -> "Table":
        columns = run(
            "select attname from pg_attribute where attrelid = %s::regclass and attnum > 0 and not attisdropped"
            " and attgenerated = '' and attidentity = ''",
            name,
        )
        parents = run(
            "select a.attname, c.confrelid::regclass::text, b.attname from pg_constraint c"
            " join pg_attribute a on a.attrelid = c.conrelid and a.attnum = c.conkey[1]"
            " join pg_attribute b on b.attrelid = c.confrelid and b.attnum = c.confkey[1]"
            " where c.contype = 'f' and c.conrelid = %s::regclass and cardinality(c.conkey) = 1",
            name,
        )
        key = run(
            "select a.attname, a.atttypid in ('int4'::regtype, 'int8'::regtype) from pg_index x"
            " join pg_attribute a on a.attrelid = x.indrelid and a.attnum = any(x.indkey)"
            " where x.indisprimary and x.indrelid = %s::regclass",
            name,
        )
        elsewhere = {row[0]: (row[1], row[2]) for row in parents}
        return cls(name, [str(row[0]) for row in columns], str(key[0][0]), bool(key[0][1]), elsewhere)

    def named(self, parent: str) -> list[str]:
        return [column for column, (table, _) in self.parents.items() if table == parent]


def tried_anew(
    scene: Scene, names: list[str], rights: dict[str, Right], few: int, one_of: int = 1
) -> tuple[int, list[str], int, int]:
    """(tried that may not, what went otherwise than the oracle says, tried that may, of which let through). few: rows
    of each table, and other parents."""
    count, wrong, entitled, served, turn = 0, [], 0, 0, 0
    for name_of, right in rights.items():
        with looking():
            table = Table.of(name_of)
            found = run(f"select to_jsonb(t) from {name_of} t order by ctid limit {few}")
        rows = [_read(row[0]) for row in found] or [dict.fromkeys([*table.columns, table.key])]
        for name in names:
            for label, row in _variants(scene, name, table, right, rows, few):
                turn += 1
                if turn % one_of:
                    continue
                may = _may(scene, name, table, right, row)
                state = _put(scene, name, table, row)
                through = not state or state.startswith(PAST_THE_RULE)
                count += not may
                entitled += may
                served += may and through
                if (may and not through) or (not may and state not in REFUSED):
                    wrong.append(f"{name}: {name_of} {label}: {state or 'accepted'}")
    return count, wrong, entitled, served


def _read(row: object) -> Row:
    found: Row = json.loads(row) if isinstance(row, str) else row  # type: ignore[assignment]
    return found


def _variants(
    scene: Scene, name: str, table: Table, right: Right, rows: list[Row], few: int
) -> Iterator[tuple[str, Row]]:
    me = str(scene.people[name if name in scene.people.persons else "outsider"].pk)
    other = str(scene.people["bureau" if name != "bureau" else "mayor"].pk)
    for row in rows:
        mine, theirs = dict.fromkeys(right.mine, me), dict.fromkeys(right.mine, other)
        yield "as it was, one's own", row | mine
        begun = row | _fresh(right)
        yield "begun anew", begun | mine
        if right.mine:
            yield "of another", begun | theirs
        for column in table.named("trust_circle"):
            for slug in OTHER_CIRCLES:
                yield f"{column} {slug}", begun | mine | {column: str(scene.circles[slug].pk)}
        for column, (parent, target) in table.parents.items():
            if parent not in ("trust_circle", "trust_person", "trust_user"):
                for key in _others(parent, target, row[column], few):
                    yield f"under another {column}", begun | mine | {column: key}


def _fresh(right: Right) -> Row:
    return {name: str(uuid.uuid4()) if value == NEW else value for name, value in right.fresh.items()}


def _others(parent: str, target: str, key: object, few: int) -> list[str]:
    with looking():
        found = run(f"select {target}::text from {parent} where {target}::text <> %s order by ctid", str(key))
    return [str(row[0]) for row in found[: few * 4]]


def _may(scene: Scene, name: str, table: Table, right: Right, row: Row) -> bool:
    if not right.insert:
        return False
    row_of = f"jsonb_populate_record(null::{table.name}, %s)"
    with looking():
        found = run(f"select ({said(right.insert, scene, name)}) is true from {row_of} x", json.dumps(row))
    return bool(found[0][0])


def _put(scene: Scene, name: str, table: Table, row: Row) -> str:
    """Nothing when the row was taken, else why not."""
    given = dict(row)
    if table.key not in table.parents:
        given[table.key] = 987_654 if table.numbered else _another(row[table.key])
    names = ", ".join(f'"{column}"' for column in table.columns)
    statement = f"insert into {table.name} ({names}) select {names} from jsonb_populate_record(null::{table.name}, %s)"
    with undone():
        whoever(name, scene)
        try:
            with transaction.atomic():
                run(statement, json.dumps(given))
        except DatabaseError as refusal:
            return str(getattr(refusal.__cause__, "sqlstate", None) or "refused")
    return ""


def _another(key: object) -> str:
    """Another key of the same kind."""
    new = str(uuid.uuid4())
    return new if key is None or len(str(key)) == len(new) else new[: len(str(key))]
