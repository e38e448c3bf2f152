"""Look as the owner of the database at what an attack did, or take a rule out; only where the fixture `floor` holds."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.conf import settings
from django.db import connection, transaction


@contextmanager
def looking() -> Iterator[None]:
    """For a moment without the role of the application."""
    run("reset role")
    try:
        yield
    finally:
        if not connection.needs_rollback:
            run(f'set local role "{settings.APP_ROLE}"')


def run(statement: str, *values: Any) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(statement, values or None)
        return list(cursor.fetchall()) if cursor.description else []


@contextmanager
def undone() -> Iterator[None]:
    """Whatever happens in the block has not happened after it."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)
