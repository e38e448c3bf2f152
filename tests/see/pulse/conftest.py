"""A region with a pulse, and its bureau and partners."""

from collections.abc import Iterator

import pytest
from pytest_django import Settings

from slagvaardig.region.folder import load_region
from slagvaardig.trust.unseen.lanes import lanes
from tests.people import People, gather
from tests.see.pulse.asking import PARTNERS
from tests.world import NAMES, REGIONS


@pytest.fixture
def people(db: None, settings: Settings, tmp_path_factory: pytest.TempPathFactory) -> Iterator[People]:
    settings.REGION_FOLDER = REGIONS / next(name for name in NAMES if load_region(REGIONS / name).fictional)
    settings.FIGURES_FOLDER = tmp_path_factory.mktemp("figures")
    lanes._forget()
    yield gather(PARTNERS)
