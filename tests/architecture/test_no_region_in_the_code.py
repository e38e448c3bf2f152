"""The program knows no region, municipality, theme or partner by name: those live in regions/ and nowhere else."""

import re
from collections.abc import Iterator

import pytest

from slagvaardig.region.folder import load_region
from tests.world import NAMES, REGIONS

from .sources import PACKAGE, place, python_files

# Names that are ordinary words too, or that our own design needs: they prove nothing where they stand alone.
ORDINARY = {"nederland", "land"}


def _names(folder: str) -> Iterator[str]:
    region = load_region(REGIONS / folder)
    yield from (area.name for area in region.areas.all())
    yield from (area.code for area in region.areas.all() if len(area.code) > 3)
    yield from (theme.title for theme in region.themes.values())
    yield from region.sources
    yield region.slug


@pytest.mark.parametrize("folder", NAMES)
def test_no_name_of_a_region_stands_in_the_code(folder: str) -> None:
    names = {name for name in _names(folder) if name.lower() not in ORDINARY and len(name) > 3}
    pattern = re.compile(r"\b(" + "|".join(re.escape(name) for name in sorted(names, key=len, reverse=True)) + r")\b")
    files = [*python_files(), *sorted(PACKAGE.rglob("*.html")), *sorted(PACKAGE.rglob("*.typ"))]
    found = {place(file): sorted(set(pattern.findall(file.read_text("utf-8")))) for file in files}
    assert {name: words for name, words in found.items() if words} == {}
