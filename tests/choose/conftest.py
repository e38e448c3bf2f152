"""Grounds for rounds and hours."""

import pytest
from pytest_django import Settings

from slagvaardig.region.folder import load_region
from tests.choose.ground import Ground, at_work
from tests.world import NAMES, REGIONS

SOME = ("gemeente-aldermeer", "gemeente-kleiburen", "gemeente-zandrade", "om", "politie")


@pytest.fixture
def tour_region(settings: Settings) -> None:
    """Pages show the fictional region."""
    name = next(name for name in NAMES if load_region(REGIONS / name).fictional)
    settings.REGION_FOLDER = REGIONS / name


@pytest.fixture
def ground(db: None, tour_region: None) -> Ground:
    """A handful of partners, within the transaction of the test."""
    return at_work(SOME)
