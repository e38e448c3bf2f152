"""Names of the region that are no names of people: its areas, partners and bodies, read from its own files."""

import csv
import re
import tomllib
from functools import lru_cache
from pathlib import Path

from django.conf import settings

_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_FEWEST_LETTERS = 3


def place_words() -> frozenset[str]:
    """The words of which those names are made, in lower case."""
    return _words_of(Path(settings.REGION_FOLDER))


@lru_cache(maxsize=8)
def _words_of(folder: Path) -> frozenset[str]:
    names = [*_column(folder / "areas.csv"), *_column(folder / "partners.csv"), *_titles(folder / "bodies.toml")]
    found = (word.lower() for name in names for word in _WORD.findall(name))
    return frozenset(word for word in found if len(word) >= _FEWEST_LETTERS)


def _column(file: Path) -> list[str]:
    if not file.is_file():
        return []
    with file.open(encoding="utf-8", newline="") as lines:
        return [row.get("name") or "" for row in csv.DictReader(lines)]


def _titles(file: Path) -> list[str]:
    if not file.is_file():
        return []
    rows = tomllib.loads(file.read_text("utf-8"))
    return [str(row.get("name") or row.get("title") or "") for group in rows.values() for row in _tables(group)]


def _tables(group: object) -> list[dict[str, object]]:
    if isinstance(group, dict):
        return [group]
    return [row for row in group if isinstance(row, dict)] if isinstance(group, list) else []
