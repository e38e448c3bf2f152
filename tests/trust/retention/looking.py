"""What really is in the tables."""

from typing import Any

from django.db import connection

from slagvaardig.trust.database.ownership import as_owner


def rows(table: str, condition: str = "true", *values: Any) -> list[tuple[Any, ...]]:
    """What really is in a table, whoever may see it."""
    with as_owner(), connection.cursor() as cursor:
        cursor.execute(f"select * from {table} where {condition}", values)
        return list(cursor.fetchall())
