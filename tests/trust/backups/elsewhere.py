"""Other databases on the same server, empty but for tables and rules: where backups are put back."""

import secrets
from collections.abc import Iterator
from contextlib import contextmanager

from django.core.management import call_command
from django.db import connection

from slagvaardig.trust.database.installation import install
from slagvaardig.trust.database.ownership import as_owner


@contextmanager
def inside(name: str) -> Iterator[None]:
    """Within the block this thread talks to another database."""
    before = connection.settings_dict["NAME"]
    _turn_to(name)
    try:
        yield
    finally:
        _turn_to(before)


@contextmanager
def template() -> Iterator[str]:
    """A database with tables and rules, to copy from."""
    with database() as name:
        with inside(name), as_owner():
            call_command("migrate", verbosity=0, interactive=False)
            install()
        connection.close()
        connection.close_pool()  # type: ignore[attr-defined]
        yield name


@contextmanager
def database(copied_from: str = "template0") -> Iterator[str]:
    name = f"drill_{secrets.token_hex(6)}"
    _as_owner_of_the_server(f'create database "{name}" template "{copied_from}"')
    try:
        yield name
    finally:
        _as_owner_of_the_server(f'drop database "{name}" with (force)')


def _as_owner_of_the_server(statement: str) -> None:
    with as_owner(), connection.cursor() as cursor:
        cursor.execute(statement)


def _turn_to(name: str) -> None:
    connection.close()
    connection.close_pool()  # type: ignore[attr-defined]
    connection.settings_dict["NAME"] = name


def fingerprints() -> dict[str, str]:
    """Per table a fingerprint of all its rows, told by the database itself, not by our own code. Lines in the log about
    backups themselves do not count."""
    with as_owner(), connection.cursor() as cursor:
        cursor.execute("select tablename from pg_tables where schemaname = 'public'")
        tables = [name for (name,) in cursor.fetchall()]
        found = {}
        for table in tables:
            # The number of the transaction that wrote a line in the log is of one server and means nothing on another.
            row = "(to_jsonb(t) - 'xid')::text"
            together = f"coalesce(md5(string_agg({row}, ';' order by {row})), '')"
            told = "where verb not in ('backup', 'restore')" if table == "trust_event" else ""
            cursor.execute(f"select count(*) || ' ' || {together} from {table} t {told}")
            found[table] = str(cursor.fetchone()[0])
        return found
