"""What every test of conversations starts from."""

import pytest
from pytest_django import Settings

from slagvaardig.region.folder import load_region
from tests.see.conversations.ground import Ground, at_work
from tests.world import NAMES, REGIONS


@pytest.fixture
def tour_region(settings: Settings) -> None:
    settings.REGION_FOLDER = REGIONS / next(name for name in NAMES if load_region(REGIONS / name).fictional)


@pytest.fixture
def ground(db: None, tour_region: None) -> Ground:
    """Within the transaction of the test."""
    return at_work()


@pytest.fixture
def kept_ground(transactional_db: None, tour_region: None) -> Ground:
    """Committed, for a real browser."""
    return at_work()
