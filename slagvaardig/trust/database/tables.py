"""Which tables there are and what holds for their rows: our own models tell it, those of others are told here."""

from collections.abc import Iterator
from dataclasses import replace

from django.apps import apps
from django.db import models

from slagvaardig.trust.privacy.overdue import for_the_job
from slagvaardig.trust.rows import Open, Own, Rows, Written

_NOBODY_WRITES = ()
OF_OTHERS: dict[str, Rows] = {
    "account_emailaddress": Own(),
    "mfa_authenticator": Own(),
    "socialaccount_socialaccount": Own(),
}
# Tables of libraries that this program never reads or writes: the application role gets no right on them at all.
UNUSED = (
    "account_emailconfirmation",
    "auth_group",
    "auth_group_permissions",
    "auth_permission",
    "django_migrations",
    "socialaccount_socialapp",
    "socialaccount_socialtoken",
)
READ_ONLY: dict[str, Rows] = {
    "django_content_type": Open("names of tables", writes=_NOBODY_WRITES),
}


def declared() -> Iterator[tuple[str, Rows]]:
    """Every table with what it declares; LookupError for a model of ours that declares nothing."""
    for model in apps.get_models():
        if model.__module__.startswith("slagvaardig."):
            rows = getattr(model, "access", None)
            if rows is None:
                raise LookupError(f"{model.__name__} does not say who may see its rows: give it `access`.")
            yield model._meta.db_table, _until_its_end(model, rows)
    yield from OF_OTHERS.items()
    yield from READ_ONLY.items()


def _until_its_end(model: type[models.Model], rows: Rows) -> Rows:
    """The nightly job sees what is past the end that the model declares, and takes away nothing else."""
    past = for_the_job(model)
    if not past or not isinstance(rows, Written):
        return rows
    if model.privacy.ends.deed == "anonymise":  # type: ignore[attr-defined]
        return replace(rows, select=f"({rows.select}) or {past}")
    delete = f"({rows.delete}) or {past}" if rows.delete else past
    return replace(rows, select=f"({rows.select}) or {past}", delete=delete)


def counted() -> set[str]:
    """Tables of which a digest tells a number: their models say so with `in_digest`."""
    return {model._meta.db_table for model in apps.get_models() if getattr(model, "in_digest", False)}


def known() -> set[str]:
    """Every table that somebody decided about."""
    return {table for table, _ in declared()} | set(UNUSED)
