"""Rows that actions once made, put back in a statement per table: making the cast anew takes half a second a test.

They go in as the application itself writes them, held to the same rules of every row, so it works within a test that
is rolled back as well.
"""

import json
from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import groupby
from typing import Any

from django.db import connection
from django.utils import timezone

from slagvaardig.trust.backups.rows import all_tables, columns_of

EVENTS, SESSIONS = "trust_event", "trust_session"
# The rest of a line in the log is of the moment of writing; the database takes no other.
EVENT_COLUMNS = ["actor", "verb", "about", "circle", "detail", "trace", "activity"]
# A session that lies unused ends: its moments move along with the age of the photo.
MOMENTS = ("started", "seen", "expire_date")
Acting = Callable[[str], AbstractContextManager[object]]


@dataclass(frozen=True)
class Photo:
    """Rows as JSON objects, per table."""

    taken: datetime
    columns: dict[str, list[str]]
    rows: dict[str, list[dict[str, Any]]]

    def put_back(self, acting: Acting) -> None:
        """acting: a transaction in which a job ("job:NAME"), the login ("login") or a person ("user:KEY") acts."""
        with acting("job:console"):
            for table in self.rows.keys() - {EVENTS, SESSIONS}:
                self._insert(table, self.rows[table])
        age = timezone.now() - self.taken
        with acting("login"):
            self._insert(SESSIONS, [_older(row, age) for row in self.rows[SESSIONS]])
        for actor, lines in groupby(self.rows[EVENTS], key=lambda row: row["actor"]):
            with acting(actor):
                self._insert(EVENTS, list(lines))

    def _insert(self, table: str, rows: list[dict[str, Any]]) -> None:
        names = ", ".join(f'"{name}"' for name in self.columns[table])
        at, now = (", at", ", clock_timestamp()") if table == EVENTS else ("", "")
        query = (
            f'insert into "{table}" ({names}{at}) overriding system value'
            f' select {names}{now} from json_populate_recordset(null::"{table}", %s)'
        )
        with connection.cursor() as cursor:
            cursor.execute(query, [json.dumps(rows)])


def take() -> Photo:
    """Of every row that there is; asked as the owner, who sees them all."""
    columns, rows = {}, {}
    for table in all_tables():
        names = EVENT_COLUMNS if table == EVENTS else columns_of(table)
        order = "order by id" if table == EVENTS else ""
        with connection.cursor() as cursor:
            cursor.execute(f'select to_jsonb(row) from (select * from "{table}" {order}) as row')
            found = [json.loads(row) if isinstance(row, str) else row for (row,) in cursor.fetchall()]
        if found:
            columns[table], rows[table] = names, found
    return Photo(timezone.now(), columns, rows)


def empty(photo: Photo) -> None:
    """Take the rows away again, as the owner."""
    tables = ", ".join(f'"{table}"' for table in photo.rows)
    with connection.cursor() as cursor:
        cursor.execute(f"truncate {tables} cascade")


def _older(row: dict[str, Any], age: timedelta) -> dict[str, Any]:
    moved = {name: (datetime.fromisoformat(row[name]) + age).isoformat() for name in MOMENTS}
    return {**row, **moved}
