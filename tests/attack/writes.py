"""Changes that read no column and name no row, tried on every table by everybody."""

from collections.abc import Iterator
from contextlib import suppress

import psycopg
from django.db import Error, connection, transaction

from slagvaardig.trust.database.tables import declared
from slagvaardig.trust.rows import Open
from tests.attack.entitled.everything import RIGHTS
from tests.attack.entitled.rights import said
from tests.attack.forgeries import tried, whoever
from tests.attack.owner import looking, run, undone
from tests.attack.scene import Scene

Rows = dict[str, str]
# Which rows of what is somebody's own he may change; what the oracle decided of all others stands in entitled/.
OWN = {
    "trust_user": "id = %(me)s",
    "trust_session": "user_id = %(me)s",
    "account_emailaddress": "user_id = %(me)s",
    "mfa_authenticator": "user_id = %(me)s",
    "socialaccount_socialaccount": "user_id = %(me)s",
}

TERMS = ("trust_membership", "trust_tenure")


def ruled() -> list[str]:
    """Every table with rules per row."""
    return [table for table, rows in declared() if not isinstance(rows, Open)]


def permitted(scene: Scene, name: str, table: str, act: str, columns: str) -> set[str]:
    """The keys of the rows that the oracle lets somebody change."""
    person = scene.people.persons.get(name)
    me = str(person.pk) if person and scene.logged_in(name) else "00000000-0000-0000-0000-000000000000"
    if table in OWN and columns != "session_key":
        return _keys(f"select {_key(table)}::text from {table} where {OWN[table].replace('%(me)s', repr(me))}")
    if table == "trust_paper" and act == "update":
        allowed = columns in ("title", "text", "version", "changed", "keep_until")
        return {str(thing.paper.pk) for thing in scene.things if allowed and scene.may_change(name, thing)}
    if table == "trust_attachment" and act == "delete":
        return {str(thing.file.pk) for thing in scene.things if scene.may_change(name, thing)}
    if table in TERMS and act == "update" and columns == "until":
        return _terms(scene, name, table, me)
    if table == "trust_person" and act == "update" and columns in ("name", "left_on"):
        condition = "true" if scene.allows("appoint", name) else f"user_id = '{me}'"
        return _keys(f"select user_id::text from trust_person where {condition}")
    return _decided(scene, name, table, act, columns)


def _decided(scene: Scene, name: str, table: str, act: str, column: str) -> set[str]:
    """By what the oracle decided about the table. One row that may not stay as it is stops a change of all rows."""
    right = RIGHTS.get(table)
    if right is None or not (rows := right.rows(act, column)):
        return set()
    stays = right.stays if act == "update" else "true"
    question = f"select x.{_key(table)}::text, ({stays}) is true from {table} x where {rows}"
    with looking():
        found = run(said(question, scene, name))
    return {str(key) for key, _ in found} if all(stay for _, stay in found) else set()


def _terms(scene: Scene, name: str, table: str, me: str) -> set[str]:
    """Unchanged, a term may stay as it is only for whoever gives it; one's own may only be ended."""
    admits = [slug for slug in scene.circles if scene.allows("admit", name, slug)]
    circles = [str(scene.circles[slug].pk) for slug in admits] if table == "trust_membership" else []
    appoints = "true" if scene.allows("appoint", name) else "false"
    inside = f"circle_id = any('{{{','.join(circles)}}}'::uuid[])" if circles else "false"
    return _keys(f"select id::text from {table} where person_id <> '{me}' and ({appoints} or {inside})")


def _keys(question: str) -> set[str]:
    with looking():
        return {str(row[0]) for row in run(question)}


def _key(table: str) -> str:
    found = run(
        "select a.attname from pg_index x join pg_attribute a on a.attrelid = x.indrelid and a.attnum = any(x.indkey)"
        " where x.indisprimary and x.indrelid = %s::regclass",
        table,
    )
    return str(found[0][0])


def _columns(table: str) -> list[str]:
    return [
        str(row[0])
        for row in run(
            "select attname from pg_attribute where attrelid = %s::regclass and attnum > 0 and not attisdropped"
            " and attgenerated = '' and attidentity = ''",
            table,
        )
    ]


def rows_of(table: str) -> Rows:
    """Every row by its key, with what tells that it was touched even if nothing in it differs."""
    with looking():
        key = _key(table)
        return {str(row[0]): f"{row[1]}{row[2]}" for row in run(f"select {key}, xmin, ctid from {table}")}


def _statements(table: str) -> Iterator[tuple[str, str, str]]:
    """(act, column, statement)"""
    key = _key(table)
    for column in _columns(table):
        yield "update", column, f'update {table} set "{column}" = "{column}"'
        yield "update", column, f'update {table} set "{column}" = default'
    first = _columns(table)[-1]
    yield "update", first, f"update {table} set {first} = {first} returning *"
    yield "update", first, f"with t as (update {table} set {first} = {first} returning 1) select count(*) from t"
    yield "update", first, f"merge into {table} t using {table} s on t.{key} = s.{key} when matched then do nothing"
    yield "delete", "", f"delete from {table}"
    yield "delete", "", f"delete from {table} returning *"
    yield "delete", "", f"with t as (delete from {table} returning 1) select count(*) from t"
    yield "delete", "", f"truncate {table} cascade"
    yield "delete", "", f"merge into {table} t using (select 1) s on true when matched then delete"
    yield "copy", "", f"copy {table} from stdin"


def blind_writes(
    scene: Scene, names: list[str], tables: list[str], one_of: int = 1, plain: bool = False
) -> tuple[int, list[str], int, int]:
    """(tried, changes of what was not theirs, rows that were theirs to change, of which changed)."""
    count, wrong, entitled, served, turn = 0, [], 0, 0, 0
    for table in tables:
        before = rows_of(table)
        for act, column, statement in _statements(table):
            if plain and not (statement.endswith(f'= "{column}"') or statement == f"delete from {table}"):
                continue
            for name in names:
                turn += 1
                if turn % one_of:
                    continue
                with undone():
                    mine = permitted(scene, name, table, act, column)
                    touched = _touched(scene, name, table, statement, before)
                count += 1
                if touched - mine:
                    wrong.append(f"{name} changed {len(touched - mine)} rows that are not his: {statement}")
                # One's own term can only be ended, so that a change of all of them at once is refused as a whole.
                if statement.endswith(f'set "{column}" = "{column}"') and table not in TERMS:
                    entitled += len(mine)
                    served += len(touched & mine)
    return count, wrong, entitled, served


def _touched(scene: Scene, name: str, table: str, statement: str, before: Rows) -> set[str]:
    whoever(name, scene)
    if statement.startswith("copy"):
        _copied_in(statement)
    else:
        tried(statement)
    after = rows_of(table)
    return {key for key, state in before.items() if after.get(key) != state} | (set(after) - set(before))


def _copied_in(statement: str) -> None:
    refused = (Error, psycopg.Error)
    with suppress(*refused), transaction.atomic(), connection.cursor() as cursor, cursor.copy(statement) as copy:
        copy.write(b"\n")


def inserted(scene: Scene, names: list[str]) -> tuple[int, list[str], int, int]:
    """New rows with somebody else's circle, owner, giver or name in them."""
    count, wrong, entitled, served = 0, [], 0, 0
    for name in names:
        for label, statement, may in _new_rows(scene, name):
            with undone():
                whoever(name, scene)
                done = tried(statement)
            count += not may
            entitled += may
            served += may and done
            if done != may:
                wrong.append(f"{name}: {label}: {'accepted' if done else 'refused'}")
    return count, wrong, entitled, served


def _new_rows(scene: Scene, name: str) -> Iterator[tuple[str, str, bool]]:
    person = scene.people.persons.get(name)
    me = str(person.pk) if person and scene.logged_in(name) else ""
    other = str(scene.people["bureau" if name != "bureau" else "mayor"].pk)
    for slug, circle in scene.circles.items():
        for owner in (me, other):
            if owner:
                yield f"paper in {slug}", _paper(circle.pk, owner), owner == me and scene.allows("write", name, slug)
        right = "publish" if slug == "openbaar" else "share"
        for thing in scene.things[::2]:
            may = bool(me) and thing.circle != slug and scene.allows(right, name, thing.circle)
            label = f"copy of a paper in {thing.circle} to {slug}"
            yield label, _paper(circle.pk, me or other, f"'{thing.paper.pk}'"), may
        admits = slug not in ("openbaar", "coalitie") and scene.allows("admit", name, slug)
        appoints = scene.allows("appoint", name)
        yield f"self into {slug}", _membership(circle.pk, me or other, "null" if not me else f"'{me}'"), False
        if me:
            outsider = str(scene.people["outsider" if name != "outsider" else "officer"].pk)
            yield f"another into {slug}", _membership(circle.pk, outsider, f"'{me}'"), admits or appoints
            yield f"another into {slug}, by nobody", _membership(circle.pk, outsider, "null"), False
    for thing in scene.things:
        yield f"file with a paper in {thing.circle}", _file(thing.paper.pk), scene.may_change(name, thing)
    yield "a line in the log in the name of another", _line(f"user:{other}"), False


def _paper(circle: object, owner: str, origin: str = "null") -> str:
    frozen = "false" if origin == "null" else "true"
    return (
        "insert into trust_paper (id, circle_id, owner_id, title, text, version, made, changed, frozen, copied_from,"
        f" reason, keep_until) values (gen_random_uuid(), '{circle}', '{owner}', 'x', '', 1, now(), now(), {frozen},"
        f" {origin}, '', current_date)"
    )


def _membership(circle: object, person: str, giver: str) -> str:
    return (
        "insert into trust_membership (person_id, circle_id, role, since, until, given_by_id)"
        f" values ('{person}', '{circle}', 'editor', current_date, current_date + 9, {giver})"
    )


def _file(paper: object) -> str:
    return (
        "insert into trust_attachment (id, paper_id, name, kind, checksum, size, content)"
        f" values (gen_random_uuid(), '{paper}', 'x', 'x', 'x', 1, '')"
    )


def _line(actor: str) -> str:
    return (
        "insert into trust_event (at, actor, verb, about, detail, trace, activity)"
        f" values (now(), '{actor}', 'x', 'x', '{{}}', '', '')"
    )
