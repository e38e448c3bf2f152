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
AMONG = sql.SQL("{} = any(%s)")


@dataclass(frozen=True)
class Child:
    """A table of which rows go along. column: what points at the row above, which is of `under`, or of the kind itself
    when that is None."""

    model: Model
    column: str
    under: "Child | None" = None

    def condition(self, given: sql.SQL = AMONG) -> sql.Composed:
        """Which rows of it go along, given the keys of the kind."""
        column = sql.Identifier(self.column)
        if self.under is None:
            return given.format(column)
        above = self.under.model
        return sql.SQL("{} in (select {} from {} where {})").format(
            column, sql.Identifier(key_of(above)), sql.Identifier(above._meta.db_table), self.under.condition(given)
        )


@dataclass(frozen=True)
class Kind:
    """One table of which rows end by themselves. children: what goes along, in the order in which it can go: whatever
    points at something else goes before that."""

    model: Model
    ends: After
    privacy: Privacy
    children: tuple[Child, ...]

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
            found.append(Kind(model, privacy.ends, privacy, tuple(_in_order(list(_along(model._meta.db_table))))))
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


def _along(table: str, under: Child | None = None) -> Iterator[Child]:
    """What hangs under a table, and what hangs under that."""
    for model, privacy in _ours():
        if isinstance(privacy.ends, Along) and privacy.ends.table == table:
            child = Child(model, privacy.ends.column, under)
            yield child
            yield from _along(model._meta.db_table, child)


def _in_order(children: list[Child]) -> Iterator[Child]:
    left = list(children)
    while left:
        pointed_at = {field.related_model for child in left for field in _pointers(child.model)}
        free = [child for child in left if child.model not in pointed_at]
        yield from free or left
        left = [child for child in left if child not in free] if free else []


def _pointers(model: Model) -> list[models.ForeignKey[models.Model, models.Model]]:
    """Columns that point at another table than its own."""
    found = [field for field in model._meta.concrete_fields if isinstance(field, models.ForeignKey)]
    return [field for field in found if field.related_model is not model]
