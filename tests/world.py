"""The world that page tests look at: a region as it ships, loaded only through actions."""

from dataclasses import dataclass
from pathlib import Path

from slagvaardig.region.folder import Region, load_region
from slagvaardig.see.figures.actions import load_starter

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
    load_starter(region=region, by="test:world")
    return World(region)
