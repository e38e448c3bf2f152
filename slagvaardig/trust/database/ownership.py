"""Be the owner of the tables for a moment: to migrate, to install the rules, to make and restore a backup."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.conf import settings
from django.db import connection


@contextmanager
def as_owner() -> Iterator[None]:
    """Within the block this thread's connection is the owner's. Stops with what to do when nobody told who that is."""
    if not settings.OWNER:
        raise SystemExit("DATABASE_OWNER_URL ontbreekt. Zet er het adres in waarmee de eigenaar de tabellen maakt.")
    as_application = dict(connection.settings_dict)
    _reconnect({**as_application, **settings.OWNER, "OPTIONS": {}})
    try:
        yield
    finally:
        _reconnect({**as_application, "NAME": connection.settings_dict["NAME"]})


def _reconnect(place: dict[str, object]) -> None:
    connection.close()
    connection.close_pool()  # type: ignore[attr-defined]
    connection.settings_dict.clear()
    connection.settings_dict.update(place)
