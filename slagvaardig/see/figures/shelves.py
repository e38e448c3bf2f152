"""Which stored tables a page reads: the newest of each source, or the newest that was known on a day.

One question to the database per page; from then on the page reads these tables only, and never mixes two versions.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from slagvaardig.see.figures.models import Snapshot


@dataclass(frozen=True)
class Shelf:
    """The newest table of each source. known_on: None is today."""

    known_on: date | None
    tables: Mapping[str, Snapshot]

    def table_of(self, source: str) -> Snapshot | None:
        return self.tables.get(source)


def shelf(known_on: date | None = None) -> Shelf:
    """The tables as known on a day."""
    rows = Snapshot.objects.known_on(known_on) if known_on else Snapshot.objects.all()
    newest: dict[str, Snapshot] = {}
    for row in rows.newest_first():
        newest.setdefault(row.source, row)
    return Shelf(known_on, newest)
