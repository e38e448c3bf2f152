"""The world that page tests look at: a region as it ships, loaded only through actions."""

import atexit
import functools
import shutil
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from unittest.mock import patch

from slagvaardig.region.definitions import Source
from slagvaardig.region.folder import Region, load_region
from slagvaardig.see.figures import actions
from slagvaardig.see.figures.actions import load_starter
from slagvaardig.see.figures.ingestion import store_raw
from slagvaardig.see.figures.raw import checksum
from slagvaardig.see.figures.starter import copy_stored
from slagvaardig.see.figures.store import StoredSnapshot

REGIONS = Path(__file__).resolve().parent.parent / "regions"
NAMES = tuple(sorted(path.parent.name for path in REGIONS.glob("*/region.toml")))


@dataclass(frozen=True)
class World:
    """One region with its figures loaded."""

    region: Region

    @property
    def unit(self) -> str:
        """The code of the region as an area."""
        return self.region.areas.of_kind("unit")[0].code

    @property
    def towns(self) -> list[str]:
        """The codes of all municipalities that belong to a district."""
        return [area.code for area in self.region.areas.of_kind("municipality") if area.parent]


def build(name: str) -> World:
    """Load what ships with a region into the database of this test."""
    region = load_region(REGIONS / name)
    with patch.object(actions, "store_raw", _read_once):
        load_starter(region=region, by="test:world")
    return World(region)


@functools.cache
def _kept() -> Path:
    folder = Path(tempfile.mkdtemp(prefix="slagvaardig-world-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return folder


def _read_once(source: Source, raw: Path, target: Path, **more: Any) -> StoredSnapshot:
    """Reading the raw files of a world takes most of a second, so a process does it once; the rest is always done."""
    kept = _kept() / f"{source.slug}-{checksum(raw)}"
    if not kept.exists():
        shutil.copytree(store_raw(source, raw, kept.with_suffix(".new"), **more).path, kept)
    return copy_stored(kept, target)
