"""What the nightly job takes away, in which order: read from the declarations of the models."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.apps import apps
from django.db import connection, models
from psycopg import sql

from slagvaardig.trust.privacy import After, Along, Privacy
from slagvaardig.trust.privacy.overdue import overdue
from slagvaardig.trust.rows import InCircle

Model = type[models.Model]


@dataclass(frozen=True)
class Kind:
    """One table of which rows end by themselves. children: what goes along, as (model, column that points here)."""

    model: Model
    ends: After
    privacy: Privacy
    children: tuple[tuple[Model, str], ...]

    @property
    def table(self) -> str:
        return self.model._meta.db_table

    @property
    def condition(self) -> sql.SQL:
        return sql.SQL(overdue(self.model))  # drawn from declarations, never from outside

    @property
    def circle(self) -> str:
        """The column that says in which circle a row lies; empty when rows lie in none."""
        access = getattr(self.model, "access", None)
        return access.circle if isinstance(access, InCircle) else ""


def kinds() -> list[Kind]:
    """Every table of which rows end by themselves, by name."""
    found = []
    for model, privacy in _ours():
        if isinstance(privacy.ends, After):
            found.append(Kind(model, privacy.ends, privacy, tuple(_along(model._meta.db_table))))
    return sorted(found, key=lambda kind: kind.table)


def key_of(model: Model) -> str:
    """The column of the primary key."""
    return str(model._meta.pk.column)


def name_of_row(model: Model, key: object) -> str:
    """How the log names a row."""
    return f"{model._meta.model_name}:{key}"


def overdue_now(kind: Kind) -> int:
    """How many rows are past their end, as far as the one who acts may see."""
    query = sql.SQL("select count(*) from {} where {}").format(sql.Identifier(kind.table), kind.condition)
    with connection.cursor() as cursor:
        cursor.execute(query)
        return int(cursor.fetchone()[0])


def _ours() -> Iterator[tuple[Model, Privacy]]:
    for model in apps.get_models():
        privacy = getattr(model, "privacy", None)
        if isinstance(privacy, Privacy):
            yield model, privacy


def _along(table: str) -> Iterator[tuple[Model, str]]:
    for model, privacy in _ours():
        if isinstance(privacy.ends, Along) and privacy.ends.table == table:
            yield model, privacy.ends.column
