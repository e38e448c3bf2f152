"""Whether PostgreSQL keeps what it accepts: three settings with which it would answer before anything is on disk."""

from collections.abc import Iterator

from django.db import connection

_WRONG = {
    "fsync": ("off",),
    "full_page_writes": ("off",),
    "synchronous_commit": ("off",),
}


def ways_to_lose() -> Iterator[str]:
    """One Dutch sentence per setting that breaks the promise "accepted is kept"."""
    with connection.cursor() as cursor:
        for name, wrong in _WRONG.items():
            cursor.execute("select current_setting(%s)", [name])
            (found,) = cursor.fetchone()
            if found in wrong:
                yield f"PostgreSQL staat op {name} = {found}; dan kan verloren gaan wat al bevestigd is. Zet het aan."
