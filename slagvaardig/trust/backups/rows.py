"""The rows of every table out of the database and into it again, as text that any PostgreSQL from 15 on reads.

Not with pg_dump: that must be as new as the server, is not there on every machine, and would take sessions along.
"""

from typing import BinaryIO

from django.apps import apps
from django.db import connection
from psycopg import sql

from slagvaardig.trust.backups.sealing import CHUNK, BackupProblem
from slagvaardig.trust.privacy import Privacy

# Made by the migrations themselves.
MADE_BY_MIGRATIONS = frozenset({"django_migrations", "django_content_type", "auth_permission"})
_PLAIN = "set local timezone to 'UTC'; set local datestyle to 'ISO, YMD'; set local bytea_output to 'hex'; " + (
    "set local intervalstyle to 'postgres'; set local extra_float_digits to 1; set local row_security to off;"
    "set local statement_timeout to 0; set local idle_in_transaction_session_timeout to 0"
)


def require_the_whole_view() -> None:
    """BackupProblem unless the one who asks sees every row: a backup that silently lacks rows is worse than none."""
    with connection.cursor() as cursor:
        cursor.execute("select rolsuper or rolbypassrls, rolname from pg_roles where rolname = current_user")
        sees_all, name = cursor.fetchone()
        if not sees_all:
            raise BackupProblem(
                f"De eigenaar van de database ({name}) ziet niet elke rij. Laat de databasebeheerder eenmaal draaien:"
                f' alter role "{name}" bypassrls. De rol van de toepassing krijgt dat recht nooit.'
            )
        cursor.execute(_PLAIN)


def all_tables() -> list[str]:
    """Every table that migrations do not fill themselves."""
    with connection.cursor() as cursor:
        cursor.execute("select tablename from pg_tables where schemaname = 'public' order by 1")
        return [name for (name,) in cursor.fetchall() if name not in MADE_BY_MIGRATIONS]


def kept_tables() -> list[str]:
    """The tables that a backup holds."""
    left_out = set()
    for model in apps.get_models():
        privacy = getattr(model, "privacy", None)
        if isinstance(privacy, Privacy) and not privacy.in_backup:
            left_out.add(model._meta.db_table)
    return [table for table in all_tables() if table not in left_out]


def columns_of(table: str) -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute(
            "select column_name::text from information_schema.columns where table_schema = 'public' and table_name = %s"
            " and is_generated = 'NEVER' order by ordinal_position",
            [table],
        )
        return [name for (name,) in cursor.fetchall()]


def number_of_rows(table: str) -> int:
    with connection.cursor() as cursor:
        cursor.execute(sql.SQL("select count(*) from {}").format(sql.Identifier(table)))
        return int(cursor.fetchone()[0])


def copy_out(table: str, file: BinaryIO) -> int:
    """Write every row, in order of its key; how many."""
    columns = sql.SQL(", ").join(map(sql.Identifier, columns_of(table)))
    order = sql.SQL(", ").join(map(sql.Identifier, _key_of(table)))
    query = sql.SQL("copy (select {} from {} order by {}) to stdout").format(columns, sql.Identifier(table), order)
    with connection.connection.cursor() as cursor:
        with cursor.copy(query) as copy:
            for data in copy:
                file.write(data)
        return int(cursor.rowcount)


def copy_in(table: str, columns: list[str], file: BinaryIO) -> int:
    """Read every row; how many."""
    names = sql.SQL(", ").join(map(sql.Identifier, columns))
    with connection.connection.cursor() as cursor:
        with cursor.copy(sql.SQL("copy {} ({}) from stdin").format(sql.Identifier(table), names)) as copy:
            while data := file.read(CHUNK):
                copy.write(data)
        return int(cursor.rowcount)


def number_on() -> None:
    """Let every table number its next row after the highest that is there."""
    with connection.cursor() as cursor:
        cursor.execute(
            # With its schema: PostgreSQL may ask this of every column before it looks at where the column stands.
            "select c.table_name::text, c.column_name::text from information_schema.columns c"
            " where c.table_schema = 'public' and pg_get_serial_sequence("
            "quote_ident(c.table_schema) || '.' || quote_ident(c.table_name), c.column_name) is not null"
        )
        for table, column in cursor.fetchall():
            next_one = sql.SQL(
                "select setval(pg_get_serial_sequence({name}, {text}),"
                " coalesce(max({column}), 1), max({column}) is not null) from {table}"
            ).format(
                name=sql.Literal(f'"{table}"'),
                text=sql.Literal(column),
                column=sql.Identifier(column),
                table=sql.Identifier(table),
            )
            cursor.execute(next_one)


def _key_of(table: str) -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute(
            "select a.attname::text from pg_index x join pg_attribute a on a.attrelid = x.indrelid"
            " and a.attnum = any(x.indkey) where x.indisprimary and x.indrelid = %s::regclass order by a.attnum",
            [f'public."{table}"'],
        )
        return [name for (name,) in cursor.fetchall()]
