"""Makes the database obey: the application role, the functions that say who acts, and the rules of every table.

Runs as the owner after every migration; running it again changes nothing. All of it is drawn from declarations, so that
a new model is covered by saying what it is.
"""

import hashlib
from collections.abc import Sequence
from pathlib import Path

from django.conf import settings
from django.db import connection, transaction
from django.db.backends.utils import CursorWrapper
from psycopg import sql

from slagvaardig.trust.access.identity import process_key
from slagvaardig.trust.access.models import Person
from slagvaardig.trust.access.roles import rights_everywhere, rights_in_circles, rights_of_the_site
from slagvaardig.trust.database.rules import functions_of, statements
from slagvaardig.trust.database.tables import UNUSED, counted, declared
from slagvaardig.trust.privacy.overdue import overdue
from slagvaardig.trust.rows import InCircle, Written

_HERE = Path(__file__).resolve().parent
_BLOCK = 64  # bytes in a block of SHA-256, to which HMAC pads its key
_GRANTED = (
    "enter part today me session claim receipt job is_login actor in_coalition has circles rights"
    " set_active reset_login forget_person digest_list stop_digest"
)


def install() -> None:
    """Give the role of settings.APP_ROLE exactly what the declarations say. The connection must be the owner's."""
    role = settings.APP_ROLE
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("select pg_advisory_xact_lock(hashtextextended('slagvaardig:install', 0))")
        _make_role(cursor, role)
        _make_schema(cursor, role)
        cursor.execute(_identity())
        cursor.execute(_circles())
        cursor.execute((_HERE / "digests.sql").read_text("utf-8"))
        cursor.execute((_HERE / "forgetting.sql").read_text("utf-8").replace("{overdue}", overdue(Person)))
        for table, rows in declared():
            if isinstance(rows, InCircle):
                cursor.execute(functions_of(table, rows))
            elif isinstance(rows, Written) and rows.functions:
                cursor.execute(rows.functions)
        told = counted()
        for table, rows in declared():
            for statement in statements(table, rows, role, counted=table in told):
                cursor.execute(statement)
        for table in UNUSED:
            cursor.execute(f'revoke all on {table} from public, "{role}"')
        _grant_functions(cursor, role)


def _make_role(cursor: CursorWrapper, role: str) -> None:
    cursor.execute("select 1 from pg_roles where rolname = %s", [role])
    if not cursor.fetchone():
        # Two sites on one server may meet here; the role is the same for both.
        cursor.execute(
            f'do $$ begin create role "{role}" login nosuperuser nobypassrls nocreatedb nocreaterole noreplication;'
            " exception when duplicate_object or unique_violation then null; end $$"
        )


def _make_schema(cursor: CursorWrapper, role: str) -> None:
    cursor.execute("create schema if not exists sec")
    cursor.execute("create table if not exists sec.key (name text primary key, inner_pad bytea, outer_pad bytea)")
    database = connection.settings_dict["NAME"]
    for statement in (
        "revoke all on schema sec, public from public",
        "revoke all on sec.key from public",
        f'revoke all on all tables in schema sec from "{role}"',
        f'revoke all on schema sec, public from "{role}"',
        f'grant usage on schema sec, public to "{role}"',
        f'revoke all on database "{database}" from public, "{role}"',
        f'grant connect on database "{database}" to "{role}"',
        f'alter role "{role}" in database "{database}" set statement_timeout = \'60s\'',
        f'alter role "{role}" in database "{database}" set idle_in_transaction_session_timeout = \'60s\'',
    ):
        cursor.execute(statement)
    _keep_words_out_of_sight(cursor, role, database)
    _keep_key(cursor, "process", process_key())
    cursor.execute("select 1 from sec.key where name = 'seal'")
    if not cursor.fetchone():
        cursor.execute("select sha256(uuid_send(gen_random_uuid()) || uuid_send(gen_random_uuid()))")
        _keep_key(cursor, "seal", bytes(cursor.fetchone()[0]))


def _keep_words_out_of_sight(cursor: CursorWrapper, role: str, database: str) -> None:
    """What people write stands in statements. The log of the server must not keep it when one fails (the application
    tells its own mistakes), nor may another connection of the same role read it. Only a superuser can arrange this."""
    place = f'alter role "{role}" in database "{database}" set'
    cursor.execute(
        f"do $$ begin {place} log_min_messages = 'fatal'; {place} track_activities = off;"
        " exception when insufficient_privilege then null; end $$"
    )


def _keep_key(cursor: CursorWrapper, name: str, key: bytes) -> None:
    """Only the two padded forms that HMAC-SHA256 mixes in."""
    padded = (hashlib.sha256(key).digest() if len(key) > _BLOCK else key).ljust(_BLOCK, b"\0")
    pads = [bytes(byte ^ mask for byte in padded) for mask in (0x36, 0x5C)]
    cursor.execute(
        "insert into sec.key values (%s, %s, %s)"
        " on conflict (name) do update set inner_pad = excluded.inner_pad, outer_pad = excluded.outer_pad",
        [name, *pads],
    )


def _identity() -> str:
    return (_HERE / "identity.sql").read_text("utf-8").replace("{time_zone}", _quoted(settings.TIME_ZONE))


def _circles() -> str:
    text = (_HERE / "circles.sql").read_text("utf-8")
    tables: dict[str, Sequence[tuple[str, ...]]]
    tables = {"of_the_site": rights_of_the_site(), "in_circles": rights_in_circles(), "everywhere": rights_everywhere()}
    for name, rows in tables.items():
        values = ", ".join(f"({', '.join(map(_quoted, row))})" for row in rows)
        text = text.replace("{" + name + "}", values)
    return text


def _quoted(word: str) -> str:
    return sql.Literal(word).as_string(None)


def _grant_functions(cursor: CursorWrapper, role: str) -> None:
    cursor.execute("select oid::regprocedure::text, proname from pg_proc where pronamespace = 'sec'::regnamespace")
    for signature, name in cursor.fetchall():
        cursor.execute(f'revoke all on function {signature} from public, "{role}"')
        if name in _GRANTED.split() or name.startswith("may_"):
            cursor.execute(f'grant execute on function {signature} to "{role}"')
    cursor.execute(
        "select quote_ident(schemaname) || '.' || quote_ident(sequencename) from pg_sequences"
        " where schemaname = 'public'"
    )
    for (sequence,) in cursor.fetchall():
        cursor.execute(f'grant usage on sequence {sequence} to "{role}"')
